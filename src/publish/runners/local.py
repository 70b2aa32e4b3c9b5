"""The local runner: threads of this process that share one loaded voice."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from publish.runners import Cluster, Measure, Outcome

J = TypeVar("J")
R = TypeVar("R")

AHEAD = 2
"""Jobs taken for each thread: one that it does and one that waits for it."""


class LocalRunner:
    """At most `workers` jobs at a time. Threads serve: voice and encoder free the interpreter."""

    shares_memory = True
    shares_disk = True

    def __init__(self, workers: int, cluster: Cluster = Cluster()) -> None:  # noqa: B008
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
