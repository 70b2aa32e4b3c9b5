"""Several articles and their narrations -> one book, each with its own title page, one heading level down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from publish.epub.assembly import COVER, TITLE_PAGE, Assembly, landmarks, pictures, section_documents
from publish.epub.book import Book, IssueBook
from publish.epub.documents import (
    about_document,
    cover_document,
    furniture_nodes,
    page,
    section_names,
    section_nodes,
    title_document,
)
from publish.epub.metadata import modified
from publish.epub.nav import Navigation, figure_entries, section_entries, table_entries
from publish.epub.package import File
from publish.epub.parts import Document, Entry
from publish.epub.voiced import Part
from publish.i18n import catalogue
from publish.i18n.front_back_matter import opening
from publish.model.article import Article, Link, List, ListItem, Section, Sentence, Text
from publish.render import Setting, render_blocks
from publish.render.markup import element, escape


@dataclass(frozen=True, slots=True)
class _Piece:
    """One article's part of the book."""

    documents: tuple[Document, ...]
    entry: Entry
    figures: tuple[Entry, ...]
    tables: tuple[Entry, ...]
    pictures: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """The assembly of an issue, and what its narrations read; no parts without sound."""

    assembly: Assembly
    parts: tuple[Part, ...]


def bind(issue: IssueBook) -> Bound:
    """The book of an issue; it is as old as its latest article."""
    lang = issue.lang or issue.books[0].article.lang
    title = f"{issue.title} {issue.number}" if issue.number else issue.title
    narrated = bool(issue.heard)
    pieces = [_piece(book, _prefix(index), narrated) for index, book in enumerate(issue.books, 1)]
    cover = cover_document(title, lang, f"{catalogue.word('cover', lang)}: {title}.", COVER)
    navigation = Navigation(
        title=title,
        lang=lang,
        entries=tuple(piece.entry for piece in pieces),
        landmarks=landmarks(lang, pieces[0].documents[0].name),
        figures=tuple(entry for piece in pieces for entry in piece.figures),
        tables=tuple(entry for piece in pieces for entry in piece.tables),
    )
    front = _title_page(first_page(issue))
    documents = (cover, front, *(d for piece in pieces for d in piece.documents))
    shown = tuple(picture for piece in pieces for picture in piece.pictures)
    latest = max(issue.books, key=modified).article
    whole = Article("issue", lang, title, (), modified=latest.modified, published=latest.published)
    assembly = Assembly(whole, issue.cover.data, navigation, documents, shown)
    read = ((front,), *(piece.documents for piece in pieces))
    parts = (
        Part(documents, heard.narration, heard.audio, _prefix(index))
        for index, (documents, heard) in enumerate(zip(read, issue.heard, strict=narrated))
    )
    return Bound(assembly, tuple(parts))


def first_page(issue: IssueBook) -> Article:
    """An issue's first page as an article: who publishes it, its title, and the titles of its articles."""
    lang = issue.lang or issue.books[0].article.lang
    items = (_item(book.article, _prefix(index)) for index, book in enumerate(issue.books, 1))
    contents = List("articles", "ordered", tuple(items))
    title = f"{issue.title} {issue.number}" if issue.number else issue.title
    return Article(
        "issue", lang, title, (Section("articles-of", (), (contents,)),), publisher=issue.publisher
    )


def _item(article: Article, prefix: str) -> ListItem:
    title = Link(prefix + TITLE_PAGE, (Text(article.title),))
    return ListItem(f"{prefix}line", (Sentence(f"{prefix}title", (title,), lang=article.lang),))


def _prefix(index: int) -> str:
    """What goes before the files of an article, and before its ids where they meet those of others."""
    return f"a{index:02}-"


def _piece(book: Book, prefix: str, narrated: bool) -> _Piece:
    article = book.article
    names = section_names(article, prefix)
    setting = Setting(article.lang, epub=True, level=3, pictures=f"images/{prefix}")
    title = title_document(article, f"{prefix}{TITLE_PAGE}", level=2)
    about = about_document(article, f"{prefix}about.xhtml", narrated=narrated, level=3)
    return _Piece(
        documents=(title, *section_documents(book, names, setting), *((about,) if about else ())),
        entry=Entry(
            article.title,
            title.name,
            article.lang,
            (f"{prefix}title",),
            _prefixed(section_entries(article, names), prefix),
        ),
        figures=_prefixed(figure_entries(article, names), prefix),
        tables=_prefixed(table_entries(article, names), prefix),
        pictures=tuple(pictures(book, f"images/{prefix}")),
    )


def _prefixed(entries: tuple[Entry, ...], prefix: str) -> tuple[Entry, ...]:
    """Entries that repeat the words of this article, not of another with the same ids."""
    return tuple(
        replace(
            entry,
            heard=tuple(prefix + id for id in entry.heard),
            children=_prefixed(entry.children, prefix),
        )
        for entry in entries
    )


def _title_page(article: Article) -> Document:
    """The first page: the name of the issue and its articles."""
    (section,) = article.sections
    publisher = {"id": "publisher", "class": "publisher"}
    house = element("p", escape(article.publisher), publisher) if article.publisher else ""
    heading = element("h1", escape(article.title), {"id": "title"})
    contents = render_blocks(section.blocks, Setting(article.lang, epub=True))
    body = element("section", house + heading + contents)
    label = f"{catalogue.word('title_page', article.lang)} – {article.title}"
    nodes = (*furniture_nodes(opening(article)), *section_nodes(section))
    return Document(TITLE_PAGE, label, page(label, article.lang, body, "title-page"), nodes)
