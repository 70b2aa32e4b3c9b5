"""What a book is made of: articles, pictures, cover, narration, settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.model.article import Article, Picture
from publish.model.narration import Narration


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
