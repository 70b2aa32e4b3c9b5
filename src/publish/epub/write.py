"""Book -> EPUB: the text edition, the read-aloud edition, and issues of several articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from publish import l10n
from publish.epub.book import Book, IssueBook
from publish.epub.contents import figure_entries, line_entry, section_entries, table_entries
from publish.epub.documents import (
    ACTIVE_CLASS,
    STYLESHEET,
    about_document,
    addresses,
    cover_document,
    section_document,
    section_names,
    stylesheet,
    title_document,
)
from publish.epub.issue import issue_title_document
from publish.epub.metadata import (
    accessibility_metas,
    article_metas,
    identifier,
    issue_identifier,
    issue_metas,
    modified,
)
from publish.epub.nav import Navigation, label_ids, nav_document, nav_nodes, ncx_document
from publish.epub.overlay import Overlay, Timing, check_complete, clock, labels_timing, timing, write_overlay
from publish.epub.package import File, Meta, Package, file_id, write_package
from publish.epub.parts import Document, Entry, Landmark, marks, walk_entries
from publish.errors import BookError
from publish.furniture import closing, opening
from publish.model.article import Article, Picture
from publish.model.narration import Narration
from publish.model.walk import figures
from publish.render import Setting

_XHTML = "application/xhtml+xml"
_NAV, _NCX, _COVER = "nav.xhtml", "toc.ncx", "images/cover.jpg"


def write_text_edition(book: Book) -> bytes:
    """The text edition of an article. Raises BookError where it cannot be written."""
    parts = _single(book, narrated=False)
    return _write(parts, identifier(book.article), article_metas(book.article), None)


def write_read_aloud(book: Book, narration: Narration, audio: Mapping[str, bytes]) -> bytes:
    """The text edition with the narration in step. `audio` holds the sections' MP3s by file name.

    Raises BookError when a visible sentence or a described picture is not in the narration.
    """
    parts = _single(book, narrated=True)
    metas = article_metas(book.article, narration.narrator)
    voiced = _Voiced(narration, audio)
    return _write(parts, identifier(book.article, "read-aloud"), metas, voiced)


def write_issue(issue: IssueBook) -> bytes:
    """Several articles in one book, contents by article and section."""
    if not issue.books:
        raise BookError(f"the issue {issue.title!r} holds no article", "name its articles in [issues]")
    return _write(_bound(issue), issue_identifier(issue), issue_metas(issue), None)


@dataclass(frozen=True, slots=True)
class _Voiced:
    narration: Narration
    audio: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Parts:
    """A book before it is packaged: its documents in the order of the spine, and what they show."""

    book: Book
    navigation: Navigation
    documents: tuple[Document, ...]
    pictures: tuple[File, ...]


def _single(book: Book, narrated: bool) -> _Parts:
    article = book.article
    names = section_names(article)
    title = title_document(article, "title.xhtml")
    about = about_document(article, "about.xhtml", narrated)
    sections = _section_documents(book, names, Setting(article.lang, epub=True))
    cover = cover_document(article.title, article.lang, _cover_alt(article), _COVER)
    documents = (cover, title, *sections, *((about,) if about else ()))
    heads = [line for line in opening(article) if line.kind == "title"]
    last = closing(article, narrated)[:1] if about else ()
    entries = (
        *(line_entry(line, "title.xhtml", article.lang) for line in heads),
        *section_entries(article, names),
        *(line_entry(line, "about.xhtml", article.lang) for line in last),
    )
    navigation = Navigation(
        article.title,
        article.lang,
        entries,
        _landmarks(article.lang, "title.xhtml", next(iter(names.values()), "title.xhtml")),
        figure_entries(article, names),
        table_entries(article, names),
    )
    return _Parts(book, navigation, documents, tuple(_pictures(book, "images/")))


def _section_documents(book: Book, names: Mapping[str, str], setting: Setting) -> tuple[Document, ...]:
    where = addresses(book.article, names)
    return tuple(
        section_document(
            book.article,
            section,
            names[section.id],
            replace(setting, article_lang=book.article.lang, documents=where, here=names[section.id]),
        )
        for section in book.article.sections
    )


def _cover_alt(article: Article) -> str:
    said = [f"{l10n.word('cover', article.lang)}: {article.title}"]
    return ". ".join([*said, *([article.publisher] if article.publisher else [])]) + "."


def _landmarks(lang: str, title: str, body: str) -> tuple[Landmark, ...]:
    return (
        Landmark("cover", l10n.word("cover", lang), "cover.xhtml"),
        Landmark("titlepage", l10n.word("title_page", lang), title),
        Landmark("bodymatter", l10n.word("introduction", lang), body),
    )


def _pictures(book: Book, folder: str) -> Iterator[File]:
    """The pictures that the article shows. Raises BookError for one that is not there."""
    for name in sorted({figure.image.name for figure in figures(book.article)} - {""}):
        picture = book.pictures.get(name)
        if picture is None:
            raise BookError(
                f"{book.article.slug}: the picture {name} is missing", "resolve the pictures again"
            )
        yield File(folder + name, picture.media_type, picture.data)


def _bound(issue: IssueBook) -> _Parts:
    """An issue: every article with its own title page, one level down."""
    first = issue.books[0]
    lang = issue.lang or first.article.lang
    documents: list[Document] = []
    entries: list[Entry] = []
    shown: list[File] = []
    plates: list[Entry] = []
    grids: list[Entry] = []
    for index, book in enumerate(issue.books, 1):
        prefix = f"a{index:02}-"
        article = book.article
        names = section_names(article, prefix)
        setting = Setting(article.lang, epub=True, level=3, pictures=f"images/{prefix}")
        about = about_document(article, f"{prefix}about.xhtml", narrated=False, level=3)
        documents.append(title_document(article, f"{prefix}title.xhtml", level=2))
        documents += _section_documents(book, names, setting)
        documents += (about,) if about else ()
        children = section_entries(article, names)
        entries.append(Entry(article.title, f"{prefix}title.xhtml", article.lang, (), children))
        shown += _pictures(book, f"images/{prefix}")
        plates += figure_entries(article, names)
        grids += table_entries(article, names)
    title = issue.title + (f" {issue.number}" if issue.number else "")
    cover = cover_document(title, lang, f"{l10n.word('cover', lang)}: {title}.", _COVER)
    navigation = Navigation(
        title,
        lang,
        tuple(entries),
        _landmarks(lang, "title.xhtml", "a01-title.xhtml"),
        tuple(plates),
        tuple(grids),
    )
    opened = issue_title_document(issue, title, lang)
    latest = max(issue.books, key=modified)
    as_book = replace(latest, article=replace(latest.article, title=title, lang=lang), cover=issue.cover)
    return _Parts(as_book, navigation, (cover, opened, *documents), tuple(shown))


def _write(parts: _Parts, urn: str, metas: tuple[Meta, ...], voiced: _Voiced | None) -> bytes:
    article = parts.book.article
    files = [
        File(_NAV, _XHTML, nav_document(parts.navigation), ("nav",)),
        File(_NCX, "application/x-dtbncx+xml", ncx_document(parts.navigation, urn)),
        File(STYLESHEET, "text/css", stylesheet(narrated=voiced is not None)),
        File(_COVER, "image/jpeg", parts.book.cover.data, ("cover-image",)),
        *parts.pictures,
        *(
            File(
                document.name,
                _XHTML,
                document.data,
                _properties(document.data, parts.pictures),
                in_spine=True,
            )
            for document in parts.documents
        ),
    ]
    if voiced:
        files, spoken_metas = _with_sound(files, parts, voiced)
        metas = (*metas, *spoken_metas)
    package = Package(
        identifier=urn,
        title=article.title,
        lang=article.lang,
        rtl=l10n.direction(article.lang) == "rtl",
        modified=modified(parts.book),
        files=tuple(files),
        metas=metas,
    )
    return write_package(package, lambda book: accessibility_metas(book, article.lang))


def _properties(data: bytes, pictures: Iterable[File]) -> tuple[str, ...]:
    """What the manifest must say of a content document."""
    return ("mathml",) if b"<math " in data else ()


def _with_sound(files: list[File], parts: _Parts, voiced: _Voiced) -> tuple[list[File], tuple[Meta, ...]]:
    """The files with overlays and audio, and the metadata of their lengths."""
    nodes = [node for document in parts.documents for node in document.nodes]
    times = timing(voiced.narration, (mark.id for mark in marks(tuple(nodes))))
    overlays: dict[str, Overlay] = {}
    for document in parts.documents:
        check_complete(document.nodes, times, document.name)
        if overlay := write_overlay(document.name, document.nodes, times):
            overlays[document.name] = overlay
    if overlay := _nav_overlay(parts.navigation, times):
        overlays[_NAV] = overlay
    dressed = [
        replace(file, overlay=_overlay_name(file.name)) if file.name in overlays else file for file in files
    ]
    dressed += [
        File(_overlay_name(name), "application/smil+xml", overlay.data) for name, overlay in overlays.items()
    ]
    return [*dressed, *_audio(voiced)], tuple(_sound_metas(overlays))


def _nav_overlay(navigation: Navigation, times: Timing) -> Overlay | None:
    heard: dict[str, tuple[str, ...]] = {}
    for kind, entries in navigation.lists():
        ids = label_ids(entries, kind)
        heard |= {id: entry.heard for id, entry in zip(ids, walk_entries(entries), strict=True)}
    return write_overlay(_NAV, nav_nodes(navigation), labels_timing(times, heard))


def _overlay_name(document: str) -> str:
    return f"overlays/{document.removesuffix('.xhtml')}.smil"


def _audio(voiced: _Voiced) -> Iterator[File]:
    for section in voiced.narration.sections:
        if section.file not in voiced.audio:
            raise BookError(f"the audio file {section.file} is missing", "build the narration again")
        yield File(f"audio/{section.file}", "audio/mpeg", voiced.audio[section.file])


def _sound_metas(overlays: Mapping[str, Overlay]) -> Iterator[Meta]:
    for name, overlay in overlays.items():
        refined = f"#{file_id(_overlay_name(name))}"
        yield Meta("media:duration", clock(overlay.duration_ms), refines=refined)
    yield Meta("media:duration", clock(sum(overlay.duration_ms for overlay in overlays.values())))
    yield Meta("media:active-class", ACTIVE_CLASS)


def first_picture(article: Article, pictures: Mapping[str, Picture]) -> Picture | None:
    """The picture for the cover: the first that the article shows with words."""
    for figure in figures(article):
        if figure.image.name in pictures and not figure.decorative:
            return pictures[figure.image.name]
    return None
