"""What a build tells while it runs: values for whoever shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["reading", "pictures", "script", "speaking", "binding", "checking", "placing"]


@dataclass(frozen=True, slots=True)
class Planned:
    """How many articles there are to build."""

    articles: int


@dataclass(frozen=True, slots=True)
class Reached:
    """An article has reached a stage."""

    slug: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Heard:
    """`done` of an article's `total` sentences are in; `spoken` of them were not in the store."""

    slug: str
    section: str
    done: int
    total: int
    spoken: int


@dataclass(frozen=True, slots=True)
class Ended:
    """An article is placed, or has failed."""

    slug: str
    failed: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another build holds the output folder."""


Event = Planned | Reached | Heard | Ended | Waiting
Listener = Callable[[Event], None]


def unheard(event: Event) -> None:
    """The listener that says nothing."""
