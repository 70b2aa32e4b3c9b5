"""Progress events of a build."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from publish.pipeline.telemetry import Account, Stages

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
    account: Account = field(default_factory=Account)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another build holds the output folder."""


Event = Planned | Reached | Heard | Ended | Waiting
Listener = Callable[[Event], None]


def unheard(event: Event) -> None:
    """The listener that says nothing."""


class Stopwatch:
    """A listener before another one, which notes how long an article is at each stage."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._stage, self._began = "", 0.0
        self._stages: dict[str, float] = {}

    def __call__(self, event: Event) -> None:
        if isinstance(event, Reached):
            self._turn(event.stage)
        self._listener(event)

    def stages(self) -> Stages:
        """Each stage that was reached, with its seconds until now."""
        self._turn("")
        return tuple((stage, round(seconds, 3)) for stage, seconds in self._stages.items())

    def _turn(self, stage: str) -> None:
        now = time.monotonic()
        if self._stage:
            self._stages[self._stage] = self._stages.get(self._stage, 0.0) + now - self._began
        self._stage, self._began = stage, now
