"""The ray runner: tasks of a Ray cluster, or of a local one started for the build.

Only a bounded number of jobs is with the cluster at a time, so that neither
the driver's memory nor the queue grows with their number. Ray keeps a worker's
process from task to task, and a process keeps its voice; so a voice is loaded
once a worker without a pool of our own. The task of a lost worker is given to
another; one that has cost several workers ends as RunnerError. A machine whose
disk is full gets no more of a map's jobs: it would fail them all, and quickly.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, assert_never

from publish.errors import PublishError, RunnerError
from publish.runners import Cluster, Measure, Outcome

J = TypeVar("J")
R = TypeVar("R")

AHEAD = 2
"""Jobs with the cluster for each of its places: enough that none waits for the driver."""
LOST_WORKERS = 3
"""Workers that a job may cost before it is set aside."""
STARTS = 4
"""Attempts to start a cluster here: Ray gives its own start 30 s, which a busy machine exceeds."""
REACHED_IN_S = 20.0
"""Time for the machine of a cluster's address to answer."""
SPANS_S = [0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0]
"""Bounds of the spans that are counted, in seconds."""
_OBJECT_STORE_BYTES = 256 * 1024 * 1024


class RayRunner:
    """Runs jobs on the cluster of `cluster.address`, else on `workers` processes of this machine."""

    shares_memory = False

    def __init__(self, workers: int, cluster: Cluster = Cluster()) -> None:  # noqa: B008
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_worker_niceness", "0")  # Ray's 15 would give way to all else on a machine
        import ray

        self._ray: Any = ray
        self.workers = max(1, workers)
        self.cluster = cluster
        self._meters: dict[str, Any] = {}

    @property
    def shares_disk(self) -> bool:
        """Whether the cluster is one that is started here: of another it is not known."""
        return self._address() == "local"

    def map(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[Outcome[J, R]]:
        """Each job's outcome as it is ready; the first job starts the cluster. Raises RunnerError."""
        waiting = iter(jobs)
        first = list(islice(waiting, 1))
        if not first:
            return
        with self.connected():
            full: set[str] = set()
            begin = self._beginner(function, full)
            going = {begin(first[0]): (first[0], 0)}
            outcome: Outcome[J, R]
            try:
                while True:
                    going |= {begin(job): (job, 0) for job in islice(waiting, self._room() - len(going))}
                    if not going:
                        return
                    ready, _ = self._ray.wait(list(going), num_returns=1)
                    for reference in ready:
                        job, moved = going.pop(reference)
                        outcome, machine = self._outcome(job, reference)
                        if _elsewhere(outcome.error) and self._others(full | {machine}):
                            full.add(machine)
                            going[begin(job)] = job, moved + 1
                        else:
                            yield replace(outcome, moved=moved)
            finally:
                self._give_up(going)

    def _beginner(self, function: Callable[[J], R], full: set[str]) -> Callable[[J], Any]:
        """What hands one job to a machine that is not full; the function itself is sent there once."""
        resources = dict(self.cluster.resources)
        asked = {
            "num_cpus": 1,
            "num_gpus": resources.pop("GPU", 0),
            "resources": resources,
            "max_retries": LOST_WORKERS - 1,
            "name": "publish",
        }
        task = self._ray.remote(_attempt)
        shared, folder = self._ray.put(function), str(Path.cwd())

        def begin(job: J) -> Any:
            others = {"ray.io/node-id": f"!in({','.join(sorted(full))})"} if full else None
            return task.options(**asked, label_selector=others).remote(shared, folder, job)

        return begin

    def _others(self, full: set[str]) -> bool:
        """Whether there is a machine beside these that takes jobs."""
        return any(
            node["Alive"] and node["Resources"].get("CPU") and node["NodeID"] not in full
            for node in self._ray.nodes()
        )

    def _room(self) -> int:
        """How many jobs may be with the cluster now; it may have grown since the last."""
        places = self._ray.cluster_resources().get("CPU", 0)
        return max(self.workers, int(places)) * AHEAD

    def _outcome(self, job: J, reference: Any) -> tuple[Outcome[J, R], str]:
        """A job's outcome and the id of the machine that it comes from, "" where that is not known."""
        try:
            *result, machine = self._ray.get(reference)
            return Outcome(job, *result), machine
        except self._ray.exceptions.RayTaskError as failure:
            return Outcome(job, error=failure.cause if isinstance(failure.cause, Exception) else failure), ""
        except self._ray.exceptions.RayError as failure:
            return Outcome(job, error=_lost(failure)), ""

    def measured(self, measures: Iterable[Measure]) -> None:
        """Give figures to Ray, whose agent on each machine answers Prometheus."""
        for measure in measures:
            if measure.name not in self._meters:
                self._meters[measure.name] = self._meter(measure)
            meter, labels = self._meters[measure.name], dict(measure.labels)
            match measure.kind:
                case "add":
                    if measure.value:  # Ray refuses to count none
                        meter.inc(measure.value, tags=labels)
                case "level":
                    meter.set(measure.value, tags=labels)
                case "span":
                    meter.observe(measure.value, tags=labels)
                case _:
                    assert_never(measure.kind)

    def _meter(self, measure: Measure) -> Any:
        from ray.util import metrics

        labels = tuple(name for name, _ in measure.labels)
        match measure.kind:
            case "add":
                return metrics.Counter(measure.name, measure.help, labels)
            case "level":
                return metrics.Gauge(measure.name, measure.help, labels)
            case "span":
                return metrics.Histogram(measure.name, measure.help, SPANS_S, labels)
            case _:
                assert_never(measure.kind)

    def _give_up(self, going: Iterable[Any]) -> None:
        for reference in going:
            with contextlib.suppress(Exception):
                self._ray.cancel(reference, force=True)

    @contextlib.contextmanager
    def connected(self) -> Iterator[None]:
        """Hold a connection for several maps; one that was there before is used, and left as it was."""
        if self._ray.is_initialized():
            yield
            return
        _reach(self._address())
        for attempt in range(STARTS):
            try:
                self._connect()
                break
            except Exception as error:  # Ray raises bare ones too
                self._ray.shutdown()
                if self._address() == "local" and attempt + 1 < STARTS:
                    continue
                where = self.cluster.address or "on this machine"
                raise RunnerError(f"no Ray cluster {where}: {error}", "check --address") from error
        try:
            yield
        finally:
            self._ray.shutdown()

    def _address(self) -> str:
        return self.cluster.address or os.environ.get("RAY_ADDRESS") or "local"

    def _connect(self) -> None:
        logging.getLogger("ray").setLevel(logging.ERROR)  # it remarks on its own settings at each start
        address = self._address()
        own: dict[str, Any] = {"num_cpus": self.workers, "object_store_memory": _OBJECT_STORE_BYTES}
        if self.cluster.resources and address == "local":
            offered = dict(self.cluster.resources)
            own["num_gpus"] = int(-(-offered.pop("GPU", 0) // 1)) * self.workers
            own["resources"] = {name: amount * self.workers for name, amount in offered.items()}
        self._ray.init(
            address=address,
            include_dashboard=None if address != "local" else False,
            log_to_driver=False,
            logging_level="error",
            **(own if address == "local" else {}),
        )


def _reach(address: str) -> None:
    """Raise RunnerError where nothing listens: Ray itself would retry for many minutes."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if not port.isdecimal():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=REACHED_IN_S).close()
    except OSError as error:
        raise RunnerError(f"no Ray cluster answers at {address}: {error}", "check --address") from error


def _attempt(
    function: Callable[[J], R], folder: str, job: J
) -> tuple[R | None, Exception | None, float, str, str]:
    """One job in a worker, in the folder where the driver stands: relative paths mean the same there."""
    with contextlib.suppress(OSError):
        os.chdir(folder)
    worker, began = f"{socket.gethostname()}/{os.getpid()}", time.monotonic()
    value, failure = None, None
    try:
        value = function(job)
    except Exception as error:
        failure = _portable(error)
    return value, failure, time.monotonic() - began, worker, _machine()


def _machine() -> str:
    import ray

    return str(ray.get_runtime_context().get_node_id())


def _elsewhere(error: Exception | None) -> bool:
    """Whether a job failed for want of room on its machine alone."""
    return isinstance(error, PublishError) and error.elsewhere


def _portable(error: Exception) -> Exception:
    """The error, or its words when it cannot be pickled."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _lost(failure: Exception) -> RunnerError:
    return RunnerError(
        f"its worker was lost {LOST_WORKERS} times ({type(failure).__name__})",
        "see whether it needs more memory than a worker has",
    )
