"""Book -> EPUB: the text edition, the read-aloud edition, and issues of several articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from publish.epub.book import Book, Document, Entry, IssueBook, Landmark
from publish.epub.documents import (
    STYLESHEET,
    about_document,
    accent,
    addresses,
    cover_document,
    furniture_nodes,
    page,
    section_document,
    section_names,
    section_nodes,
    stylesheet,
    title_document,
)
from publish.epub.metadata import (
    accessibility_metas,
    article_metas,
    identifier,
    issue_identifier,
    issue_metas,
    modified,
)
from publish.epub.nav import (
    Navigation,
    figure_entries,
    line_entry,
    nav_document,
    ncx_document,
    section_entries,
    table_entries,
)
from publish.epub.overlay import Part, Voiced, overlay_name, spoken_words, voice
from publish.epub.package import File, Meta, Package, write_package
from publish.errors import BookError
from publish.i18n import catalogue
from publish.i18n.catalogue import closing, opening
from publish.model.article import Article, Link, List, ListItem, Section, Sentence, Text
from publish.model.narration import Narration, Script
from publish.model.walk import figures
from publish.render import Setting, render_blocks
from publish.render.xhtml import element, escape

# One article -> the documents, navigation and pictures of its book.

COVER = "images/cover.jpg"
TITLE_PAGE = "title.xhtml"


@dataclass(frozen=True, slots=True)
class Assembly:
    """A book before it is packaged: its documents in the order of the spine, and what they show.

    `article` gives the package its title, language and dates.
    """

    article: Article
    cover: bytes
    navigation: Navigation
    documents: tuple[Document, ...]
    pictures: tuple[File, ...]


def assemble(book: Book, narrated: bool) -> Assembly:
    """The book of one article."""
    article = book.article
    names = section_names(article)
    about = about_document(article, "about.xhtml", narrated)
    cover = cover_document(article.title, article.lang, _cover_alt(article), COVER)
    texts = text_documents(book, names, Setting(article.lang, epub=True))
    first = texts[0].name
    body = "".join(f"#{section.id}" for section in article.sections[:1])
    heads = [line for line in opening(article) if line.kind == "title"]
    last = closing(article, narrated)[:1] if about else ()
    navigation = Navigation(
        title=article.title,
        lang=article.lang,
        entries=(
            *(line_entry(line, first, article.lang) for line in heads),
            *section_entries(article, names),
            *(line_entry(line, "about.xhtml", article.lang) for line in last),
        ),
        landmarks=landmarks(article.lang, f"{first}#opening", f"{first}{body}"),
        figures=figure_entries(article, names),
        tables=table_entries(article, names),
    )
    documents = (cover, *texts, *((about,) if about else ()))
    return Assembly(article, book.cover.data, navigation, documents, tuple(pictures(book, "images/")))


def text_documents(
    book: Book, names: Mapping[str, str], setting: Setting, prefix: str = ""
) -> tuple[Document, ...]:
    """A document for each top-level section; the first begins with the article's opening."""
    article, level = book.article, setting.level - 1
    if not article.sections:
        return (title_document(article, prefix + TITLE_PAGE, level),)
    own = replace(setting, article_lang=article.lang, documents=addresses(article, names))
    return tuple(
        section_document(
            article, section, names[section.id], replace(own, here=names[section.id]), 0 if index else level
        )
        for index, section in enumerate(article.sections)
    )


def landmarks(lang: str, title: str, body: str) -> tuple[Landmark, ...]:
    """The landmarks of a book: its cover, the addresses of its title and of its text."""
    return (
        Landmark("cover", catalogue.word("cover", lang), "cover.xhtml"),
        Landmark("titlepage", catalogue.word("title_page", lang), title),
        Landmark("bodymatter", catalogue.word("introduction", lang), body),
    )


def pictures(book: Book, folder: str) -> Iterator[File]:
    """The pictures that the article shows. Raises BookError for one that is not there."""
    for name in sorted({figure.image.name for figure in figures(book.article)} - {""}):
        picture = book.pictures.get(name)
        if picture is None:
            raise BookError(
                f"{book.article.slug}: the picture {name} is missing", "resolve the pictures again"
            )
        yield File(folder + name, picture.media_type, picture.data)


def _cover_alt(article: Article) -> str:
    parts = [f"{catalogue.word('cover', article.lang)}: {article.title}", article.publisher]
    return ". ".join(part for part in parts if part) + "."


# Several articles and their narrations -> one book, each with its own opening, one heading level down.


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
    title = issue.name
    narrated = bool(issue.heard)
    pieces = [_piece(book, _prefix(index), narrated) for index, book in enumerate(issue.books, 1)]
    cover = cover_document(title, lang, f"{catalogue.word('cover', lang)}: {title}.", COVER)
    navigation = Navigation(
        title=title,
        lang=lang,
        entries=tuple(piece.entry for piece in pieces),
        landmarks=landmarks(lang, TITLE_PAGE, pieces[0].documents[0].name),
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
    return Article(
        "issue", lang, issue.name, (Section("articles-of", (), (contents,)),), publisher=issue.publisher
    )


def _item(article: Article, prefix: str) -> ListItem:
    first = next(iter(section_names(article, prefix).values()), prefix + TITLE_PAGE)
    title = Link(first, (Text(article.title),))
    return ListItem(f"{prefix}line", (Sentence(f"{prefix}title", (title,), lang=article.lang),))


def _prefix(index: int) -> str:
    """What goes before the files of an article, and before its ids where they meet those of others."""
    return f"a{index:02}-"


def _piece(book: Book, prefix: str, narrated: bool) -> _Piece:
    article = book.article
    names = section_names(article, prefix)
    setting = Setting(article.lang, epub=True, level=3, pictures=f"images/{prefix}")
    texts = text_documents(book, names, setting, prefix)
    about = about_document(article, f"{prefix}about.xhtml", narrated=narrated, level=3)
    return _Piece(
        documents=(*texts, *((about,) if about else ())),
        entry=Entry(
            article.title,
            texts[0].name,
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
    body = element("section", house + heading + contents, {"class": "opening"})
    label = f"{catalogue.word('title_page', article.lang)} – {article.title}"
    nodes = (*furniture_nodes(opening(article)), *section_nodes(section))
    return Document(TITLE_PAGE, label, page(label, article.lang, body), nodes)


_XHTML = "application/xhtml+xml"
_NAV = "nav.xhtml"


def write_text_edition(book: Book) -> bytes:
    """The text edition of an article. Raises BookError where it cannot be written."""
    article = book.article
    return _write(assemble(book, narrated=False), identifier(article), modified(book), article_metas(article))


def write_read_aloud(
    book: Book,
    narration: Narration,
    audio: Mapping[str, bytes],
    words: Script | None = None,
    clauses: bool = False,
) -> bytes:
    """The text edition with the narration in step. `audio` holds the sections' MP3s by file name.

    With the script in `words`, each word is lit up whose time the voice knows, or each of its `clauses`.
    Raises BookError when a visible sentence or a described picture is not in the narration.
    """
    out = BytesIO()
    write_read_aloud_into(out, book, narration, audio, words, clauses)
    return out.getvalue()


def write_read_aloud_into(
    out: BinaryIO,
    book: Book,
    narration: Narration,
    audio: Mapping[str, bytes],
    words: Script | None = None,
    clauses: bool = False,
) -> None:
    """The same into a file, for which each of `audio` is had only while it is written."""
    assembly = assemble(book, narrated=True)
    sentences = spoken_words(words, narration, clauses) if words else {}
    part = Part(assembly.documents, narration, audio, sentences=sentences)
    voiced = voice(assembly.navigation, _NAV, (part,))
    metas = (*article_metas(book.article, narration.narrator), *voiced.metas())
    _write_into(out, assembly, identifier(book.article, "read-aloud"), modified(book), metas, voiced)


def write_issue(issue: IssueBook) -> bytes:
    """Several articles in one book, with their narrations, contents by article and section.

    Raises BookError for no article, and for a narration that leaves something out.
    """
    if not issue.books:
        raise BookError(f"the issue {issue.title!r} holds no article", "name its articles in [issues]")
    latest = max(map(modified, issue.books))
    bound = bind(issue)
    voiced = voice(bound.assembly.navigation, _NAV, bound.parts) if bound.parts else None
    metas = (*issue_metas(issue), *(voiced.metas() if voiced else ()))
    out = BytesIO()
    _write_into(out, bound.assembly, issue_identifier(issue), latest, metas, voiced)
    return out.getvalue()


def _write(assembly: Assembly, urn: str, when: datetime, metas: tuple[Meta, ...]) -> bytes:
    out = BytesIO()
    _write_into(out, assembly, urn, when, metas)
    return out.getvalue()


def _write_into(
    out: BinaryIO,
    assembly: Assembly,
    urn: str,
    when: datetime,
    metas: tuple[Meta, ...],
    voiced: Voiced | None = None,
) -> None:
    article = assembly.article
    package = Package(
        identifier=urn,
        title=article.title,
        lang=article.lang,
        rtl=catalogue.direction(article.lang) == "rtl",
        modified=when,
        files=tuple(_files(assembly, urn, voiced)),
        metas=metas,
    )
    announced = voiced.announced if voiced else frozenset()
    write_package(package, lambda book: accessibility_metas(book, article.lang, announced), out)


def _files(assembly: Assembly, urn: str, voiced: Voiced | None) -> Iterator[File]:
    heard = voiced.overlays if voiced else {}
    ncx = ncx_document(assembly.navigation, urn)
    nav = File(_NAV, _XHTML, nav_document(assembly.navigation), ("nav",))
    yield replace(nav, overlay=overlay_name(_NAV) if _NAV in heard else "")
    yield File("toc.ncx", "application/x-dtbncx+xml", ncx)
    yield File(STYLESHEET, "text/css", stylesheet(voiced is not None, accent(assembly.cover)))
    yield File(COVER, "image/jpeg", assembly.cover, ("cover-image",))
    yield from assembly.pictures
    documents = voiced.documents if voiced else {}
    for document in (documents.get(plain.name, plain) for plain in assembly.documents):
        properties = ("mathml",) if b"<math " in document.data else ()
        overlay = overlay_name(document.name) if document.name in heard else ""
        yield File(document.name, _XHTML, document.data, properties, overlay, in_spine=True)
    if voiced:
        yield from voiced.files()
