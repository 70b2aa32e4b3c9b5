"""Several articles -> one book, each with its own title page and one heading level down."""

from __future__ import annotations

from dataclasses import dataclass

from publish.epub.assembly import COVER, TITLE_PAGE, Assembly, landmarks, pictures, section_documents
from publish.epub.book import Book, IssueBook
from publish.epub.contents import figure_entries, section_entries, table_entries
from publish.epub.documents import about_document, cover_document, page, section_names, title_document
from publish.epub.metadata import modified
from publish.epub.nav import Navigation
from publish.epub.package import File
from publish.epub.parts import Document, Entry
from publish.i18n import catalogue
from publish.model.article import Article
from publish.render import Setting
from publish.render.markup import element, escape


@dataclass(frozen=True, slots=True)
class _Piece:
    """One article's part of the book."""

    documents: tuple[Document, ...]
    entry: Entry
    figures: tuple[Entry, ...]
    tables: tuple[Entry, ...]
    pictures: tuple[File, ...]


def bind(issue: IssueBook) -> Assembly:
    """The book of an issue; it is as old as its latest article."""
    lang = issue.lang or issue.books[0].article.lang
    title = f"{issue.title} {issue.number}" if issue.number else issue.title
    pieces = [_piece(book, f"a{index:02}-") for index, book in enumerate(issue.books, 1)]
    cover = cover_document(title, lang, f"{catalogue.word('cover', lang)}: {title}.", COVER)
    navigation = Navigation(
        title=title,
        lang=lang,
        entries=tuple(piece.entry for piece in pieces),
        landmarks=landmarks(lang, pieces[0].documents[0].name),
        figures=tuple(entry for piece in pieces for entry in piece.figures),
        tables=tuple(entry for piece in pieces for entry in piece.tables),
    )
    documents = (cover, _title_page(issue, title, lang), *(d for piece in pieces for d in piece.documents))
    shown = tuple(picture for piece in pieces for picture in piece.pictures)
    latest = max(issue.books, key=modified).article
    whole = Article("issue", lang, title, (), modified=latest.modified, published=latest.published)
    return Assembly(whole, issue.cover.data, navigation, documents, shown)


def _piece(book: Book, prefix: str) -> _Piece:
    article = book.article
    names = section_names(article, prefix)
    setting = Setting(article.lang, epub=True, level=3, pictures=f"images/{prefix}")
    title = title_document(article, f"{prefix}{TITLE_PAGE}", level=2)
    about = about_document(article, f"{prefix}about.xhtml", narrated=False, level=3)
    return _Piece(
        documents=(title, *section_documents(book, names, setting), *((about,) if about else ())),
        entry=Entry(article.title, title.name, article.lang, (), section_entries(article, names)),
        figures=figure_entries(article, names),
        tables=table_entries(article, names),
        pictures=tuple(pictures(book, f"images/{prefix}")),
    )


def _title_page(issue: IssueBook, title: str, lang: str) -> Document:
    """The first page: the name of the issue and its articles."""
    lines = (
        _line(book.article, f"a{index:02}-{TITLE_PAGE}", lang) for index, book in enumerate(issue.books, 1)
    )
    publisher = element("p", escape(issue.publisher), {"class": "publisher"}) if issue.publisher else ""
    heading = element("h1", escape(title), {"id": "title"})
    body = element("section", publisher + heading + element("ol", "".join(lines)))
    label = f"{catalogue.word('title_page', lang)} – {title}"
    return Document(TITLE_PAGE, label, page(label, lang, body, "title-page"))


def _line(article: Article, name: str, lang: str) -> str:
    language = {"lang": article.lang, "xml:lang": article.lang, "dir": catalogue.direction(article.lang)}
    link = element("a", escape(article.title), {"href": name, **(language if article.lang != lang else {})})
    return element("li", link)
