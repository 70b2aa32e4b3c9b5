"""One article's job: what a runner is given, what it reports while it runs, how it ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, assert_never

from publish.config import Config
from publish.errors import PublishError
from publish.model.problem import Problem
from publish.pipeline.state import ProductRecord
from publish.pipeline.store import DEFAULT_CAP_BYTES
from publish.runners import Measure, Outcome
from publish.sources.locate import Origin

GROUPS = ("epub", "audio", "web")


@dataclass(frozen=True, slots=True)
class Options:
    """How to build, as the command line says it. `threads` speak and encode; it never changes a byte.

    `groups` are those of `GROUPS` that are wanted. `epoch` is SOURCE_DATE_EPOCH
    in seconds, for articles without a date. `certified_by` vouches for the books'
    accessibility after the review that `review` is the address of. `remote` is
    the object store that products go to, "" for `output`; `shared` one that
    finished work is shared through. `divide` says that a long article's sections
    may become jobs of their own. The store here is pruned to `store_cap_bytes`.
    """

    output: Path
    store: Path
    groups: tuple[str, ...] = GROUPS
    voice: str = ""
    threads: int = 1
    strict: bool = False
    certified_by: str = ""
    review: str = ""
    epoch: int = 0
    remote: str = ""
    shared: str = ""
    divide: bool = False
    store_cap_bytes: int = DEFAULT_CAP_BYTES


@dataclass(frozen=True, slots=True)
class Job:
    """An article to build, or the sections of it whose keys `part` has.

    `known` are the products of its last build that stand as they were placed.
    """

    origin: Origin
    config: Config
    options: Options
    known: dict[str, ProductRecord] = field(default_factory=dict)
    part: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What a build of an article did, and what it could take from before."""

    sentences: int = 0
    spoken: int = 0
    sections: int = 0
    encoded: int = 0
    products: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """An article whose products are staged.

    `files` are what it was read from, with their digests; `stages` the seconds of each stage.
    """

    slug: str
    title: str
    products: dict[str, ProductRecord]
    files: dict[Path, str]
    episode: dict[str, Any]
    seconds: float
    counts: Counts
    problems: tuple[Problem, ...]
    voice: str = ""
    stages: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Divided:
    """An article so long that its sections come first, in parts; each is the keys of some of them."""

    slug: str
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article whose sections are in the store; `spoken` sentences had to be spoken for it."""

    slug: str
    spoken: int


@dataclass(frozen=True, slots=True)
class Refused:
    """An article whose own problems stop it; `problems` are all of them."""

    slug: str
    problems: tuple[Problem, ...]
    strict: bool = False
    stages: tuple[tuple[str, float], ...] = ()

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """The problems that stopped it."""
        stops = ("error", "warning") if self.strict else ("error",)
        return tuple(problem for problem in self.problems if problem.severity in stops)


Ending = Done | Refused | Divided | Part
"""What comes of a job that raised no error."""


Stages = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One try at an article.

    `code` is "" where it was built, else what ended it, as the ledger groups
    failures; `again` says whether it will be tried once more. `stages` are the
    seconds of each stage that was reached, `seconds` all of them and what lay
    between; `sound_seconds` is the length of the narration. `moved` is how many
    machines had no room for it.
    """

    code: str = ""
    message: str = ""
    again: bool = False
    seconds: float = 0.0
    worker: str = ""
    moved: int = 0
    stages: Stages = ()
    counts: Counts = field(default_factory=Counts)
    sound_seconds: float = 0.0
    problems: tuple[Problem, ...] = ()


def account(
    outcome: Outcome[Job, Done | Refused], error: Exception | None = None, again: bool = False
) -> Account:
    """The account of an outcome; `error` is what else went wrong, as when it was placed."""
    failure, value = error or outcome.error, outcome.value
    tried = Account(
        again=again, seconds=round(outcome.seconds, 3), worker=outcome.worker, moved=outcome.moved
    )
    if failure is not None:
        stages = failure.stages if isinstance(failure, PublishError) else ()
        return replace(tried, code=code(failure), message=sentence_of(failure), stages=stages)
    match value:
        case Done():
            done = replace(tried, stages=value.stages, counts=value.counts, problems=value.problems)
            return replace(done, sound_seconds=round(value.seconds, 3))
        case Refused():
            refused = replace(tried, stages=value.stages, problems=value.problems)
            message = "; ".join(map(str, value.stopping))
            return replace(refused, code=value.stopping[0].code, message=message)
        case None:
            return replace(tried, code="RunnerError", message="no outcome")
        case _:
            assert_never(value)


def code(error: Exception) -> str:
    """What failures of this kind are counted as."""
    if isinstance(error, PublishError):
        return error.code or type(error).__name__
    return f"bug: {type(error).__name__}"


def sentence_of(error: Exception) -> str:
    """An error in one sentence."""
    if isinstance(error, PublishError):
        return str(error)
    return f"this is a bug in publish ({type(error).__name__}: {error}); report the article"


def measures(account: Account, pending: int | None = None) -> tuple[Measure, ...]:
    """What a dashboard is given of an article that ended, and of how many are still to do."""
    ending = "again" if account.again else "failed" if account.code else "done"
    labels = (("ending", ending), ("code", account.code))
    counts = account.counts
    figures = [
        Measure("add", "publish_articles", "Articles that ended, by how and by error code", 1, labels),
        Measure("add", "publish_sentences", "Sentences of articles that were built", counts.sentences),
        Measure("add", "publish_sentences_spoken", "Sentences that were not in the store", counts.spoken),
        Measure("add", "publish_sound_seconds", "Seconds of narration", account.sound_seconds),
        Measure("span", "publish_article_seconds", "Seconds that an article took", account.seconds),
    ]
    figures += [
        Measure("span", "publish_stage_seconds", "Seconds by stage", seconds, (("stage", stage),))
        for stage, seconds in account.stages
    ]
    if pending is not None:
        figures.append(Measure("level", "publish_articles_to_do", "Articles still to do", pending))
    return tuple(figures)


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
