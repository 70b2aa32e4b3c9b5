"""A book as its reader page needs it: title, contents, parts in their order, and what is read aloud when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from lxml.etree import _Element

from publish.epub.check.opened import XHTML, Opened, open_book, resolve
from publish.model.times import smil_seconds

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `href` is from the book's root, `depth` is 1 at the top."""

    label: str
    href: str
    depth: int


class Pair(NamedTuple):
    """An element by its id, and where it is read aloud: a sound's href from the book's root, and seconds."""

    id: str
    file: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Book:
    """A book to read; `parts` are its documents' paths, `overlays` what is read aloud of each."""

    title: str
    lang: str
    contents: tuple[Entry, ...]
    parts: tuple[str, ...]
    overlays: dict[str, tuple[Pair, ...]]


def book(files: Mapping[str, bytes]) -> Book:
    """The book in the files of a container. Raises BookError for one without a part to read."""
    opened = open_book(files)
    parts = tuple(item.path for item, _ in opened.documents())
    overlays = {item.path: tuple(_pairs(tree, overlay.path)) for item, overlay, tree in opened.overlays()}
    title, lang = (_text(opened, name) for name in ("title", "language"))
    return Book(title, lang or "und", tuple(_contents(opened)), parts, overlays)


def _text(opened: Opened, name: str) -> str:
    element = next(opened.package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"), None)
    return (element.text or "").strip() if element is not None else ""


def _contents(opened: Opened) -> Iterator[Entry]:
    base, links = opened.contents()
    for link in links:
        href = link.get("href", "")
        _, mark, id = href.partition("#")
        depth = sum(1 for each in link.iterancestors(f"{{{XHTML}}}ol"))
        label = " ".join("".join(link.itertext()).split())
        yield Entry(label, quote(resolve(base, href)) + mark + id, min(depth, _DEEPEST))


def _pairs(tree: _Element, base: str) -> Iterator[Pair]:
    """The pairs of a media overlay that name an element and both ends of its sound."""
    for par in tree.iter("{*}par"):
        text, audio = par.find("{*}text"), par.find("{*}audio")
        if text is None or audio is None:
            continue
        begin, end = (smil_seconds(audio.get(name, "")) for name in ("clipBegin", "clipEnd"))
        if end is not None:
            id = unquote(text.get("src", "").partition("#")[2])
            yield Pair(id, quote(resolve(base, audio.get("src", ""))), begin or 0.0, end)
