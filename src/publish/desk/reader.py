"""A book as its reader page needs it: title, contents, parts in their order, and what is read aloud when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from publish.epub.check.opened import XHTML, Opened, open_book, resolve

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `href` is from the book's root, `depth` is 1 at the top."""

    label: str
    href: str
    depth: int


@dataclass(frozen=True, slots=True)
class Book:
    """A book to read; `parts` are its documents, `overlays` each one's media overlay, by their paths."""

    title: str
    lang: str
    contents: tuple[Entry, ...]
    parts: tuple[str, ...]
    overlays: dict[str, str]


def book(files: Mapping[str, bytes]) -> Book:
    """The book in the files of a container. Raises BookError for one without a part to read."""
    opened = open_book(files)
    parts = tuple(item.path for item, _ in opened.documents())
    overlays = {item.path: overlay.path for item, overlay, _ in opened.overlays()}
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
