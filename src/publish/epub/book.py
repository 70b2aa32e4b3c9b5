"""What a book is made of: articles, pictures, cover, narration, settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publish.model.article import Article, Picture
from publish.model.narration import Narration

# The parts of a book: content documents, entries of the contents, structure of overlays.


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


@dataclass(frozen=True, slots=True)
class Book:
    """One article as a book.

    `pictures` are by file name, as `Image.name` gives it. `epoch` is
    SOURCE_DATE_EPOCH in seconds: the date of an article that has none.
    """

    article: Article
    cover: Picture
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """The narration of one article, and its sections' MP3s by file name."""

    narration: Narration
    audio: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class IssueBook:
    """Several articles bound into one book, in the order given. `number` counts in the series `title`.

    `heard` has the narration of the issue's first page (`first_page`), then that
    of each article; it is empty for an issue without sound.
    """

    title: str
    books: tuple[Book, ...]
    cover: Picture
    lang: str = ""
    publisher: str = ""
    number: int = 0
    epoch: int = 0
    heard: tuple[Heard, ...] = ()

    @property
    def name(self) -> str:
        """The title with the number."""
        return f"{self.title} {self.number}" if self.number else self.title
