"""The local runner: jobs on threads of this process, which share one loaded voice."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from publish.runners import Outcome

J = TypeVar("J")
R = TypeVar("R")


class LocalRunner:
    """At most `workers` jobs at a time. Threads serve: voice and encoder free the interpreter."""

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)

    def map(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[Outcome[J, R]]:
        """Each job's outcome as it is ready. Only Exception is an outcome; an interruption goes through."""
        waiting: queue.SimpleQueue[J] = queue.SimpleQueue()
        ready: queue.SimpleQueue[Outcome[J, R]] = queue.SimpleQueue()
        count = 0
        for job in jobs:
            waiting.put(job)
            count += 1
        stop = threading.Event()

        def work() -> None:
            while not stop.is_set():
                try:
                    job = waiting.get_nowait()
                except queue.Empty:
                    return
                ready.put(_outcome(function, job))

        for number in range(min(self.workers, count)):
            threading.Thread(target=work, name=f"job-{number}", daemon=True).start()
        try:
            for _ in range(count):
                yield ready.get()
        finally:
            stop.set()


def _outcome(function: Callable[[J], R], job: J) -> Outcome[J, R]:
    try:
        return Outcome(job, value=function(job))
    except Exception as error:
        return Outcome(job, error=error)
