"""The parts of a book: content documents, entries of the contents, structure of overlays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that is lit up while it is heard; without `required` it may go unheard."""

    id: str
    required: bool = True
    type: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Elements that belong together: a figure, table, list or note that a reader can skip or leave."""

    id: str
    children: tuple[Mark | Group, ...]
    type: str = ""


Node = Mark | Group


@dataclass(frozen=True, slots=True)
class Document:
    """A content document: its name in the package, its bytes, and what of it is narrated."""

    name: str
    title: str
    data: bytes
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. `heard` are the ids of the elements whose words the label repeats."""

    label: str
    href: str
    lang: str
    heard: tuple[str, ...] = ()
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    type: str
    label: str
    href: str


def walk_entries(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Entries and those under them, in order."""
    for entry in entries:
        yield entry
        yield from walk_entries(entry.children)


def marks(nodes: tuple[Node, ...]) -> Iterator[Mark]:
    """Every mark, in reading order."""
    for node in nodes:
        if isinstance(node, Mark):
            yield node
        else:
            yield from marks(node.children)
