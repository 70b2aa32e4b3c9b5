"""The title page of an issue: its name and the articles in it."""

from __future__ import annotations

from publish import l10n
from publish.epub.book import IssueBook
from publish.epub.documents import page
from publish.epub.parts import Document
from publish.render.markup import element, escape


def issue_title_document(issue: IssueBook, title: str, lang: str) -> Document:
    """The first page of an issue."""
    items = "".join(element("li", _line(index, issue), {}) for index in range(1, len(issue.books) + 1))
    publisher = element("p", escape(issue.publisher), {"class": "publisher"}) if issue.publisher else ""
    heading = element("h1", escape(title), {"id": "title"})
    body = element("section", publisher + heading + element("ol", items))
    label = f"{l10n.word('title_page', lang)} – {title}"
    return Document("title.xhtml", label, page(label, lang, body, "title-page"))


def _line(index: int, issue: IssueBook) -> str:
    article = issue.books[index - 1].article
    lang = issue.lang or issue.books[0].article.lang
    language = {"lang": article.lang, "xml:lang": article.lang, "dir": l10n.direction(article.lang)}
    link = {"href": f"a{index:02}-title.xhtml", **(language if article.lang != lang else {})}
    return element("a", escape(article.title), link)
