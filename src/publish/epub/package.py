"""Parts -> EPUB bytes through EbookLib, whose traps are all handled here; and a container's files.

EbookLib writes the package document: manifest, spine and metadata, of files that
are still empty. Their contents, which it must not touch, go beside it into the
container, which `pack` writes with no clock in it. The claims of accessibility
are added to the package document last, from what was built.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from ebooklib import epub  # type: ignore[import-untyped]
from lxml import etree

from publish.epub.check.opened import OPF, XML, Opened, look
from publish.errors import BookError

MAX_FILES = 20_000
MAX_RATIO = 100
"""Text packs to a tenth: what packs so well and is larger than `BOMB_BYTES` is made to fill a machine."""
BOMB_BYTES = 20_000_000
MIMETYPE = b"application/epub+zip"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that ZIP can hold
_STORED = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3", ".m4a", ".woff2")
_LIMIT = 2 * 1024**3  # no article needs more; an archive that claims more is a bomb


@dataclass(frozen=True, slots=True)
class Later:
    """A big file of a container: its bytes are had when they are packed, and let go at once."""

    read: Callable[[], bytes]


def pack(files: Mapping[str, bytes | Later]) -> bytes:
    """A container as bytes, as `pack_into` writes it."""
    out = BytesIO()
    pack_into(out, files)
    return out.getvalue()


def pack_into(out: BinaryIO, files: Mapping[str, bytes | Later]) -> None:
    """A container: `mimetype` first and stored, the rest in order of name, all with one fixed date.

    What is compressed already is stored, so that its bytes do not depend on a version of zlib.
    """
    with zipfile.ZipFile(out, "w") as archive:
        _add_file(archive, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for name in sorted(files.keys() - {"mimetype"}):
            stored = name.endswith(_STORED)
            content = files[name]
            data = content.read() if isinstance(content, Later) else content
            _add_file(archive, name, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def _add_file(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data, compresslevel=9)


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of a container, in the order of the archive. Raises BookError when it cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_FILES:
                raise BookError(f"the book has {len(entries)} files", "check where it came from")
            if any(e.file_size > BOMB_BYTES and e.file_size > MAX_RATIO * e.compress_size for e in entries):
                raise BookError(
                    "a file of the book unpacks to far more than it says", "check where it came from"
                )
            if sum(entry.file_size for entry in entries) > _LIMIT:
                raise BookError("the book unpacks to more than 2 GB", "check where it came from")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BookError(f"this is no EPUB, or a damaged one ({error})", "build it or get it again") from error


class Packed(Mapping[str, bytes]):
    """The files of a container on disk, each read when it is asked for. Raises BookError where it cannot."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with zipfile.ZipFile(path) as archive:
                self._names = tuple(entry.filename for entry in archive.infolist() if not entry.is_dir())
        except (zipfile.BadZipFile, OSError) as error:
            raise BookError(f"{path.name} is not a readable EPUB: {error}") from error

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        try:
            with zipfile.ZipFile(self._path) as archive:
                return archive.read(name)
        except (zipfile.BadZipFile, OSError, EOFError) as error:
            raise BookError(f"{self._path.name}: {name} cannot be read: {error}") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


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
    contents = {f"{FOLDER}/{file.name}": file.data for file in package.files}
    ready = {name: data for name, data in contents.items() if not isinstance(data, Later)}
    skeleton, path = _skeleton(package), f"{FOLDER}/content.opf"
    root = etree.fromstring(skeleton[path], etree.XMLParser(remove_blank_text=True))
    _settle(root, package)
    metadata = root.find(f"{{{OPF}}}metadata")
    assert metadata is not None
    for meta in claims(look(skeleton | ready, path, root)):
        _append(metadata, meta)
    opf = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
    pack_into(out, {**skeleton, **contents, path: opf})


def _skeleton(package: Package) -> dict[str, bytes]:
    """The book as EbookLib writes it, each file of `package` being empty."""
    options = {
        "epub2_guide": False,
        "epub3_pages": False,
        "mtime": package.modified,
        "compresslevel": 0,
        "raise_exceptions": True,
    }
    container = BytesIO()
    epub.write_epub(container, _book(package), options)
    return unpack(container.getvalue())


def file_id(name: str) -> str:
    """The manifest id of a file: its name, in letters that an id may have."""
    return "f-" + "".join(c if c.isalnum() or c in "-." else "-" for c in name)


class _Page(epub.EpubHtml):  # type: ignore[misc]
    """A content document that is not looked at: EbookLib would parse it and print it again."""

    def get_content(self, default: object = None) -> bytes:
        return b""


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
    # By its default namespace: EbookLib declares a prefix for it too.
    etree.SubElement(metadata, f"{{{OPF}}}meta", _meta_attributes(meta), {None: OPF}).text = meta.value


def _item(file: File) -> Any:
    kind = _Page if file.media_type == "application/xhtml+xml" else epub.EpubItem
    item = kind(uid=file_id(file.name), file_name=file.name, media_type=file.media_type)
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
    spine = root.find(f"{{{OPF}}}spine")
    if spine is not None and not any(file.name == "toc.ncx" for file in package.files):
        spine.attrib.pop("toc", None)


def utc(moment: datetime) -> datetime:
    """A moment in UTC; one without a zone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
