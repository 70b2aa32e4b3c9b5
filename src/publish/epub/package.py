"""Parts -> EPUB bytes through EbookLib, whose traps are all handled here.

EbookLib keeps the manifest, the spine and the metadata. Content goes in as
bytes that it must not touch; the container is written by `archive`, with no
clock in it; the claims of accessibility are added last, from what was built.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

from ebooklib import epub  # type: ignore[import-untyped]
from lxml import etree

from publish.epub.archive import Later, pack_into
from publish.epub.check.opened import OPF, XML, Opened, look

FOLDER = "EPUB"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the book with its place in the manifest."""

    name: str
    media_type: str
    data: bytes | Later
    properties: tuple[str, ...] = ()
    overlay: str = ""
    in_spine: bool = False


@dataclass(frozen=True, slots=True)
class Meta:
    """One element of the package's metadata: `dc:name`, or a `meta` with a property."""

    name: str
    value: str
    id: str = ""
    refines: str = ""
    scheme: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """All that goes into one book. The first file of the spine comes first; `modified` is in UTC."""

    identifier: str
    title: str
    lang: str
    rtl: bool
    modified: datetime
    files: tuple[File, ...]
    metas: tuple[Meta, ...]


Claims = Callable[[Opened], tuple[Meta, ...]]


def write_package(package: Package, claims: Claims, out: BinaryIO) -> None:
    """The book, into a file. `claims` looks at it as built and returns the last of its metadata."""
    writer = _Writer(_book(package), package, claims)
    writer.process()
    writer.write()
    pack_into(out, {**writer.collected.files, **writer.collected.later})


def file_id(name: str) -> str:
    """The manifest id of a file: its name, in letters that an id may have."""
    return "f-" + "".join(c if c.isalnum() or c in "-." else "-" for c in name)


class _Page(epub.EpubHtml):  # type: ignore[misc]
    """A content document whose bytes stay as they are: EbookLib would parse and print them again."""

    def get_content(self, default: object = None) -> bytes:
        content: bytes = self.content
        return content


class _Collector:
    """Stands where EbookLib expects an open ZIP file, and keeps what is written."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.later: dict[str, Later] = {}

    def writestr(self, name: str, data: str | bytes | Later, **_: object) -> None:
        if isinstance(data, Later):
            self.later[name] = data
            return
        self.files[name] = data.encode() if isinstance(data, str) else data

    def close(self) -> None:
        """Nothing to close."""


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, which writes into memory and lets the finished package be looked at."""

    def __init__(self, book: Any, package: Package, claims: Claims) -> None:
        options = {"epub2_guide": False, "epub3_pages": False, "mtime": package.modified}
        super().__init__("", book, options)
        self.package, self.claims = package, claims
        self.collected = _Collector()

    def write(self) -> None:
        self.out = self.collected
        self._write_container()
        self._write_items()
        self._write_opf()

    def _write_opf_file(self, root: etree._Element) -> None:
        _settle(root, self.package)
        path = f"{FOLDER}/content.opf"
        metadata = root.find("metadata")
        assert metadata is not None
        finished = look(self.collected.files, path, _namespaced(root))
        for meta in self.claims(finished):
            _append(metadata, meta)
        source = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
        self.collected.writestr(path, source)


def _book(package: Package) -> Any:
    book = epub.EpubBook()
    book.reset()
    book.metadata = {}
    book.set_identifier(package.identifier)
    book.set_title(package.title)
    book.set_language(package.lang)
    book.set_direction("rtl" if package.rtl else None)
    for meta in package.metas:
        _add(book, meta)
    for file in package.files:
        book.add_item(_item(file))
    book.spine = [file_id(file.name) for file in package.files if file.in_spine]
    return book


def _add(book: Any, meta: Meta) -> None:
    if meta.name.startswith("dc:"):
        attributes = {"id": meta.id} if meta.id else {}
        book.add_metadata("DC", meta.name[3:], meta.value, attributes)
    else:
        book.add_metadata(None, "meta", meta.value, _meta_attributes(meta))


def _meta_attributes(meta: Meta) -> dict[str, str]:
    named = {"property": meta.name, "id": meta.id, "refines": meta.refines, "scheme": meta.scheme}
    if meta.lang:
        named[f"{{{XML}}}lang"] = meta.lang
    return {name: value for name, value in named.items() if value}


def _append(metadata: etree._Element, meta: Meta) -> None:
    etree.SubElement(metadata, "meta", _meta_attributes(meta)).text = meta.value


def _item(file: File) -> Any:
    kind = _Page if file.media_type == "application/xhtml+xml" else epub.EpubItem
    item = kind(uid=file_id(file.name), file_name=file.name, media_type=file.media_type, content=file.data)
    item.properties = list(file.properties)
    item.media_overlay = file_id(file.overlay) if file.overlay else None
    item.media_duration = None
    if file.name == "toc.ncx":
        item.id = "ncx"
    return item


def _settle(root: etree._Element, package: Package) -> None:
    """Put right what EbookLib's package document lacks or has too much of."""
    root.set(f"{{{XML}}}lang", package.lang)
    root.attrib.pop("prefix", None)
    spine = root.find("spine")
    if spine is not None and not any(file.name == "toc.ncx" for file in package.files):
        spine.attrib.pop("toc", None)


def _namespaced(root: etree._Element) -> etree._Element:
    """The package as a reader will parse it: EbookLib's tree has its namespace only once it is printed."""
    parsed = etree.fromstring(etree.tostring(root))
    assert etree.QName(parsed).namespace == OPF
    return parsed


def utc(moment: datetime) -> datetime:
    """A moment in UTC; one without a zone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
