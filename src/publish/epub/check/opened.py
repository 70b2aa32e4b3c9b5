"""An EPUB opened for inspection: package, spine, documents."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publish.errors import BookError
from publish.model.times import smil_seconds

if TYPE_CHECKING:
    from lxml.etree import _Element

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
SMIL = "http://www.w3.org/ns/SMIL"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
EPUB_TYPE = f"{{{OPS}}}type"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"


@dataclass(frozen=True, slots=True)
class Item:
    """A manifest item; `path` is its place in the container."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]
    overlay: str


@dataclass(frozen=True, slots=True)
class Par:
    """One element with its clip; times in seconds, `end` None where the clip runs to the end of its file."""

    path: str
    id: str
    audio: str
    begin: float
    end: float | None
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A book: its files, and those of its documents that are well-formed, parsed."""

    files: Mapping[str, bytes]
    package_path: str
    package: _Element
    items: Mapping[str, Item]
    spine: tuple[Item, ...]
    trees: Mapping[str, _Element]
    broken: Mapping[str, str]

    def documents(self) -> Iterator[tuple[Item, _Element]]:
        """The readable content documents of the spine, in order."""
        for item in self.spine:
            if item.path in self.trees and item.media_type == "application/xhtml+xml":
                yield item, self.trees[item.path]

    def navigation(self) -> tuple[Item, _Element] | None:
        """The navigation document."""
        for item in self.items.values():
            if "nav" in item.properties and item.path in self.trees:
                return item, self.trees[item.path]
        return None

    def contents(self) -> tuple[str, tuple[_Element, ...]]:
        """The path of the navigation document, and the links of its table of contents in order."""
        document = self.navigation()
        if document is None:
            return "", ()
        item, tree = document
        navs = (nav for nav in tree.iter(f"{{{XHTML}}}nav") if "toc" in nav.get(EPUB_TYPE, "").split())
        return item.path, tuple(link for nav in islice(navs, 1) for link in nav.iter(f"{{{XHTML}}}a"))

    @property
    def cover(self) -> str:
        """The path of the cover's picture, "" for none."""
        return next((item.path for item in self.items.values() if "cover-image" in item.properties), "")

    def stylesheets(self) -> Iterator[tuple[str, str]]:
        """Path and text of each style sheet."""
        for path, data in self.files.items():
            if path.endswith(".css"):
                yield path, data.decode("utf-8", "replace")

    def overlays(self) -> Iterator[tuple[Item, Item, _Element]]:
        """Each document with a media overlay: its item, the overlay's item and tree; the spine first."""
        rest = [item for item in self.items.values() if item not in self.spine]
        for item in (*self.spine, *rest):
            overlay = self.items.get(item.overlay)
            if overlay and overlay.path in self.trees:
                yield item, overlay, self.trees[overlay.path]

    def metas(self, property: str) -> tuple[_Element, ...]:
        """The `meta` elements of the package with a property."""
        return tuple(m for m in self.package.iter(f"{{{OPF}}}meta") if m.get("property") == property)

    def values(self, property: str) -> tuple[str, ...]:
        """Their texts, for those that refine nothing."""
        return tuple((m.text or "").strip() for m in self.metas(property) if not m.get("refines"))


def open_book(files: Mapping[str, bytes]) -> Opened:
    """A book from the files of its container. Raises BookError where there is no package to look at."""
    package_path = _package_path(files)
    package = parse(files.get(package_path, b""), package_path)
    return look(files, package_path, package)


def look(files: Mapping[str, bytes], package_path: str, package: _Element) -> Opened:
    """A book from its files and its package document."""
    items = {item.id: item for item in _items(package, package_path)}
    refs = [ref.get("idref", "") for ref in package.iter(f"{{{OPF}}}itemref")]
    trees: dict[str, _Element] = {}
    broken: dict[str, str] = {}
    for item in items.values():
        if item.media_type in ("application/xhtml+xml", "application/smil+xml") and item.path in files:
            try:
                trees[item.path] = parse(files[item.path], item.path)
            except BookError as error:
                broken[item.path] = error.message
    spine = tuple(items[ref] for ref in refs if ref in items)
    return Opened(files, package_path, package, items, spine, trees, broken)


def parse(data: bytes, path: str) -> _Element:
    """An XML file of a book. Raises BookError, naming the file, when it is not well-formed."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BookError(f"{path} is not well-formed XML: {error}") from error


def resolve(base: str, href: str) -> str:
    """The path in the container of a relative address in the file `base`, without its fragment."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base


def pars(overlay: Item, tree: _Element) -> Iterator[Par]:
    """The pars of an overlay that have audio, in order."""
    for par in tree.iter(f"{{{SMIL}}}par"):
        text, audio = par.find(f"{{{SMIL}}}text"), par.find(f"{{{SMIL}}}audio")
        if text is None or audio is None:
            continue
        types = [p.get(EPUB_TYPE) or "" for p in (par, *par.iterancestors())]
        source = text.get("src", "")
        yield Par(
            resolve(overlay.path, source),
            source.partition("#")[2],
            resolve(overlay.path, audio.get("src", "")),
            smil_seconds(audio.get("clipBegin", "0")) or 0.0,
            smil_seconds(audio.get("clipEnd", "")),
            frozenset(" ".join(types).split()),
        )


def place(item: Item, element: _Element) -> str:
    """Where an element stands: file and id, or file and line."""
    own = element.get("id")
    return f"{item.path}#{own}" if own else f"{item.path}:{element.sourceline}"


def uncommented(style: str) -> str:
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?(?:\*/|\Z)", "", style, flags=re.DOTALL)


def _package_path(files: Mapping[str, bytes]) -> str:
    container = files.get("META-INF/container.xml")
    if container is None:
        raise BookError(
            "this is not an EPUB: it has no META-INF/container.xml", "give the book that publish build made"
        )
    root = next(parse(container, "META-INF/container.xml").iter(_CONTAINER), None)
    path = unquote(root.get("full-path", "")) if root is not None else ""
    if path not in files:
        raise BookError("this is not an EPUB: its container names no package document")
    return path


def _items(package: _Element, package_path: str) -> Iterator[Item]:
    for element in package.iter(f"{{{OPF}}}item"):
        yield Item(
            id=element.get("id", ""),
            path=resolve(package_path, element.get("href", "")),
            media_type=element.get("media-type", ""),
            properties=frozenset(element.get("properties", "").split()),
            overlay=element.get("media-overlay", ""),
        )
