"""One job (an article and its options) and its outcome; both can be pickled."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publish.config import Config
from publish.model.problem import Problem
from publish.pipeline.state import ProductRecord
from publish.pipeline.store import DEFAULT_CAP_BYTES
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
