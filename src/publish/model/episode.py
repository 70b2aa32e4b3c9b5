"""An article as a show lists it: what the shelf, the feed and the player's head need, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProductKind = Literal[
    "epub",
    "read-aloud",
    "audio",
    "section-audio",
    "vtt",
    "srt",
    "text",
    "transcript",
    "chapters",
    "cover",
]


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
class Episode:
    """One article of the show.

    Dates are ISO 8601, "" when unknown. `seconds` is the length of the
    narration, 0 when there is none; `narrator` names its voice. `season` is the
    number of the issue that it belongs to, 0 for none.
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

    def product(self, kind: ProductKind) -> Product | None:
        """The first product of a kind, or None when it was not built."""
        return next((product for product in self.products if product.kind == kind), None)
