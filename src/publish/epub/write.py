"""Book -> EPUB: the text edition, the read-aloud edition, and issues of several articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from publish.epub.assembly import COVER, Assembly, assemble
from publish.epub.book import Book, IssueBook
from publish.epub.documents import STYLESHEET, stylesheet
from publish.epub.issue import bind
from publish.epub.metadata import (
    accessibility_metas,
    article_metas,
    identifier,
    issue_identifier,
    issue_metas,
    modified,
)
from publish.epub.nav import nav_document, ncx_document
from publish.epub.package import File, Meta, Package, write_package
from publish.epub.voiced import Part, Voiced, overlay_name, voice
from publish.epub.words import spoken_words
from publish.errors import BookError
from publish.i18n import catalogue
from publish.model.narration import Narration, Script

_XHTML = "application/xhtml+xml"
_NAV = "nav.xhtml"


def write_text_edition(book: Book) -> bytes:
    """The text edition of an article. Raises BookError where it cannot be written."""
    article = book.article
    return _write(assemble(book, narrated=False), identifier(article), modified(book), article_metas(article))


def write_read_aloud(
    book: Book, narration: Narration, audio: Mapping[str, bytes], words: Script | None = None
) -> bytes:
    """The text edition with the narration in step. `audio` holds the sections' MP3s by file name.

    With the script in `words`, each word is lit up whose time the voice knows.
    Raises BookError when a visible sentence or a described picture is not in the narration.
    """
    out = BytesIO()
    write_read_aloud_into(out, book, narration, audio, words)
    return out.getvalue()


def write_read_aloud_into(
    out: BinaryIO,
    book: Book,
    narration: Narration,
    audio: Mapping[str, bytes],
    words: Script | None = None,
) -> None:
    """The same into a file, for which each of `audio` is had only while it is written."""
    assembly = assemble(book, narrated=True)
    sentences = spoken_words(words, narration) if words else {}
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
    yield File(STYLESHEET, "text/css", stylesheet(narrated=voiced is not None))
    yield File(COVER, "image/jpeg", assembly.cover, ("cover-image",))
    yield from assembly.pictures
    documents = voiced.documents if voiced else {}
    for document in (documents.get(plain.name, plain) for plain in assembly.documents):
        properties = ("mathml",) if b"<math " in document.data else ()
        overlay = overlay_name(document.name) if document.name in heard else ""
        yield File(document.name, _XHTML, document.data, properties, overlay, in_spine=True)
    if voiced:
        yield from voiced.files()
