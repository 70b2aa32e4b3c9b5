"""Runners: where jobs run, by name; the local one runs them on threads of this process.

A runner is given a function and jobs, and yields each job with its value or
its error, in any order. It knows nothing of articles. The function, the jobs
and the values survive pickling, so that a runner may use other processes or
machines; errors travel as they are.
"""

from __future__ import annotations

import importlib
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, Literal, Protocol, TypeVar, cast

from publish.errors import UsageError
from publish.system.extras import how_to_get

J = TypeVar("J")
R = TypeVar("R")

RUNNERS = {
    "local": "publish.runners:LocalRunner",
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


# --- the local runner ---------------------------------------------------------

AHEAD = 2
"""Jobs taken for each thread: one that it does and one that waits for it."""


class LocalRunner:
    """At most `workers` jobs at a time, on threads that share one loaded voice.

    Threads serve: voice and encoder free the interpreter.
    """

    shares_memory = True
    shares_disk = True

    def __init__(self, workers: int, cluster: Cluster = Cluster()) -> None:
        self.workers = max(1, workers)

    def map(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[Outcome[J, R]]:
        """Each job's outcome as it is ready. Only Exception is an outcome; an interruption goes through."""
        upcoming = iter(jobs)
        waiting: queue.SimpleQueue[J | _End] = queue.SimpleQueue()
        ready: queue.SimpleQueue[Outcome[J, R]] = queue.SimpleQueue()
        stop = threading.Event()

        def work() -> None:
            while not isinstance(job := waiting.get(), _End) and not stop.is_set():
                ready.put(_outcome(function, job))

        going, threads = 0, 0
        try:
            while True:
                for job in islice(upcoming, self.workers * AHEAD - going):
                    waiting.put(job)
                    going += 1
                    if threads < self.workers:
                        threading.Thread(target=work, name=f"job-{threads}", daemon=True).start()
                        threads += 1
                if not going:
                    return
                yield ready.get()
                going -= 1
        finally:
            stop.set()
            for _ in range(threads):
                waiting.put(_End())

    def measured(self, measures: Iterable[Measure]) -> None:
        """No metrics: one process has its log and its summary."""


class _End:
    """No more jobs."""


def _outcome(function: Callable[[J], R], job: J) -> Outcome[J, R]:
    worker, began = threading.current_thread().name, time.monotonic()
    try:
        value = function(job)
        return Outcome(job, value, None, time.monotonic() - began, worker)
    except Exception as error:
        return Outcome(job, None, error, time.monotonic() - began, worker)
