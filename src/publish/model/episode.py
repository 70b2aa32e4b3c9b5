"""An article as the shelf, the feed and the player's head list it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from publish.model.text import base_language

ProductKind = Literal[
    "epub",
    "read-aloud",
    "audio",
    "section-audio",
    "vtt",
    "json",
    "srt",
    "text",
    "transcript",
    "chapters",
    "cover",
    "thumbnail",
]
THUMBNAIL_PIXELS = (128, 256)
"""The sides of the small covers, products of kind "thumbnail" in this order."""


@dataclass(frozen=True, slots=True)
class Product:
    """A file of an episode: `path` counts from the output folder and has "/" between its parts."""

    kind: ProductKind
    path: str
    length_bytes: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter of an episode: `begin` in seconds, exact to the millisecond."""

    title: str
    begin: float


@dataclass(frozen=True, slots=True)
class Bound:
    """Several articles as one book: its title, and its editions, the text edition first."""

    title: str
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """One article of the show.

    Dates are ISO 8601, "" when unknown. `seconds` is the length of the
    narration, 0 when there is none; `narrator` names its voice. `season` is the
    number of the issue that it belongs to, 0 for none. `added` is the day of its
    first build, "" for an article with a date of its own.
    """

    slug: str
    title: str
    lang: str
    standfirst: str = ""
    bylines: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    url: str = ""
    rights: str = ""
    subjects: tuple[str, ...] = ()
    words: int = 0
    seconds: float = 0.0
    narrator: str = ""
    sections: tuple[str, ...] = ()
    chapters: tuple[Mark, ...] = ()
    products: tuple[Product, ...] = ()
    season: int = 0
    season_name: str = ""
    added: str = ""

    def product(self, kind: ProductKind) -> Product | None:
        """The first product of a kind, or None when it was not built."""
        return next((product for product in self.products if product.kind == kind), None)

    def thumbnails(self) -> tuple[tuple[int, str], ...]:
        """Side in pixels and path of each small cover, the smallest first."""
        paths = sorted((p.path for p in self.products if p.kind == "thumbnail"), key=lambda p: (len(p), p))
        return tuple(zip(THUMBNAIL_PIXELS, paths, strict=False))


def feed_languages(episodes: Iterable[Episode]) -> tuple[str, ...]:
    """The primary languages of the episodes with sound, sorted; none where there is only one."""
    languages = sorted({base_language(episode.lang) for episode in episodes if episode.product("audio")})
    return tuple(languages) if len(languages) > 1 else ()


def in_language(episodes: Iterable[Episode], language: str) -> tuple[Episode, ...]:
    """The episodes in one primary language; all of them for ""."""
    return tuple(episode for episode in episodes if language in ("", base_language(episode.lang)))


def language_feed(language: str) -> str:
    """The file of the feed that has one language of several; of all for ""."""
    return f"feed-{language}.xml" if language else "feed.xml"
