"""Runners: where jobs run, by name.

A runner is given a function and jobs, and yields each job with its value or
its error, in any order. It knows nothing of articles. The function, the jobs
and the values survive pickling, so that a runner may use other processes or
machines; errors travel as they are.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, Literal, Protocol, TypeVar, cast

from publish.errors import UsageError
from publish.system.extras import how_to_get

J = TypeVar("J")
R = TypeVar("R")

RUNNERS = {
    "local": "publish.runners.local:LocalRunner",
    "ray": "publish.runners.ray:RayRunner",
}


@dataclass(frozen=True, slots=True)
class Outcome(Generic[J, R]):
    """What became of a job: its value, or the error that ended it.

    `seconds` is how long it took, 0 where the worker is gone; `worker` names it.
    `moved` is how many machines had no room for it before.
    """

    job: J
    value: R | None = None
    error: Exception | None = None
    seconds: float = 0.0
    worker: str = ""
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure for a dashboard: `add` counts up, `level` is how much there is, `span` seconds of one thing.

    Those of one name have labels of the same names.
    """

    kind: Literal["add", "level", "span"]
    name: str
    help: str
    value: float
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a cluster is, "" for none yet, and what each job asks of it: {"GPU": 0.5, "big": 1}."""

    address: str = ""
    resources: dict[str, float] = field(default_factory=dict)


class Runner(Protocol):
    """Runs a function over jobs, which it takes as it has room for them.

    Closing the iterator early gives up the jobs not yet begun. Jobs are asked
    for again after each outcome, so an iterator that had come to its end may
    have more. Only where `shares_memory` may the function hold what cannot be
    pickled; `shares_disk` says whether all workers see the files of one machine.
    """

    @property
    def shares_memory(self) -> bool: ...

    @property
    def shares_disk(self) -> bool: ...

    def map(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[Outcome[J, R]]: ...

    def measured(self, measures: Iterable[Measure]) -> None:
        """Give figures to the dashboard of the machines that jobs run on, where there is one."""


def open_runner(name: str, workers: int, cluster: Cluster = Cluster()) -> Runner:
    """The runner of that name with that many workers. Raises UsageError."""
    try:
        module, factory = RUNNERS[name].split(":")
        return cast(Runner, getattr(importlib.import_module(module), factory)(workers, cluster))
    except KeyError:
        raise UsageError(f"there is no runner {name!r}", "use one of " + ", ".join(sorted(RUNNERS))) from None
    except ModuleNotFoundError as error:
        raise UsageError(f"the runner {name!r} needs {error.name}", how_to_get(name, error.name)) from error
