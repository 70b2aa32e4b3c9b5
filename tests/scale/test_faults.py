"""Faults in the middle of a batch on Ray: every article published once, none lost, none half-written."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publish.config import Config
from publish.pipeline.job import Ended, Event
from publish.pipeline.scheduler import Manner, batch
from publish.runners import Cluster
from publish.system.object_store import Objects
from tests.needs import needs
from tests.pipeline.project import Project
from tests.scale.bucket import bucket
from tests.scale.whole import Watch, assert_whole, tides

pytestmark = pytest.mark.slow

RAY = Path(sys.executable).parent / "ray"


@contextlib.contextmanager
def two_machines() -> Iterator[tuple[Any, Any]]:
    """A cluster of two nodes of one core each, and the second of them."""
    needs("ray")
    import ray
    from ray.cluster_utils import Cluster as Machines

    ray.shutdown()
    machines = Machines(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        second = machines.add_node(num_cpus=1)
        machines.wait_for_nodes()
        yield machines, second
    finally:
        ray.shutdown()
        machines.shutdown()  # type: ignore[no-untyped-call]


def test_a_worker_killed_in_an_article_costs_none(project: Project) -> None:
    needs("ray")
    import ray

    ray.shutdown()
    slugs, watch = tides(project, 8), Watch()
    killed: list[int] = []

    def listen(event: Event) -> None:
        watch(event)
        if isinstance(event, Ended) and len(killed) < 2:
            time.sleep(0.1)  # it is at its next article by now
            killed.append(int(event.account.worker.rpartition("/")[2]))
            with contextlib.suppress(ProcessLookupError):
                os.kill(killed[-1], signal.SIGKILL)

    summary = batch([str(project.source)], Config(), project.options(), Manner("ray"), listen)
    sys.stdout.write(f"{len(killed)} workers were killed, {len(watch.workers)} ended articles\n")
    assert (summary.done, summary.failed, summary.aside) == (8, 0, 0)
    assert_whole(project, slugs, watch)


def test_a_machine_lost_in_the_middle_costs_none(project: Project) -> None:
    slugs, watch = tides(project, 10), Watch()
    lost: list[int] = []
    with two_machines() as (machines, second):
        import ray

        ray.init(address=machines.address, log_to_driver=False)
        warm(machines_alive(2))

        def listen(event: Event) -> None:
            watch(event)
            if isinstance(event, Ended) and not lost and len(watch.workers) > 1:
                machines.remove_node(second, allow_graceful=False)
                lost.append(len(watch.done))

        manner = Manner("ray", Cluster(machines.address))
        summary = batch([str(project.source)], Config(), project.options(), manner, listen)
    sys.stdout.write(f"a machine was lost after {lost} of 10 articles; {sum(watch.again.values())} retries\n")
    assert lost
    assert lost[0] < 10
    assert (summary.done, summary.failed, summary.aside) == (10, 0, 0)
    assert_whole(project, slugs, watch)


def machines_alive(count: int) -> list[str]:
    """The ids of the nodes, as soon as there are so many."""
    import ray

    for _ in range(600):
        alive = [node["NodeID"] for node in ray.nodes() if node["Alive"]]  # type: ignore[no-untyped-call]
        if len(alive) == count:
            return alive
        time.sleep(0.1)
    raise AssertionError(f"there are {len(alive)} machines")


def warm(nodes: list[str]) -> None:
    """Have a worker ready on each machine, so that each gets its share of a short batch."""
    import ray

    task = ray.remote(lambda: os.getpid())
    ray.get([task.options(label_selector={"ray.io/node-id": node}).remote() for node in nodes])


def may_mount() -> bool:
    """Whether this process may have mounts of its own."""
    command = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]
    return bool(shutil.which("unshare")) and not subprocess.run(command, capture_output=True).returncode


def test_a_machine_whose_disk_is_full_costs_none(project: Project) -> None:
    needs("ray")
    if not may_mount():
        pytest.skip("this process may not mount a small disk")
    import ray
    from ray.cluster_utils import Cluster as Machines

    slugs, watch = tides(project, 8), Watch()
    ray.shutdown()
    machines = Machines(initialize_head=True, head_node_args={"num_cpus": 1})
    mount = f"mount -t tmpfs -o size=128k tmpfs '{project.store}'"
    start = f"exec '{RAY}' start --address={machines.address} --num-cpus=1 --block"
    with_small_disk = ["unshare", "-m", "sh", "-c", f"{mount} && {start}"]
    full = subprocess.Popen(
        with_small_disk, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        ray.init(address=machines.address, log_to_driver=False)
        warm(machines_alive(2))
        manner = Manner("ray", Cluster(machines.address))
        summary = batch([str(project.source)], Config(), project.options(), manner, watch)
        moved, again = watch.moved.total(), watch.again.total()
        sys.stdout.write(f"{moved} articles were given to another machine, {again} tried again\n")
    finally:
        ray.shutdown()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(full.pid, signal.SIGKILL)
        full.wait()
        machines.shutdown()  # type: ignore[no-untyped-call]
    assert watch.moved.total() >= 1
    assert watch.again.total() == 0
    assert (summary.done, summary.failed, summary.aside) == (8, 0, 0)
    assert_whole(project, slugs, watch)


@pytest.mark.parametrize("server", ["moto", "s3rver"])
def test_an_object_store_that_is_slow_and_answers_500_and_503_costs_none(
    server: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("ray")
    import ray

    ray.shutdown()
    slugs, watch = tides(project, 4), Watch()
    batch([str(project.source)], Config(), project.options(("epub", "web")), Manner())
    expected = {
        name: data
        for name, data in project.products().items()
        if not name.startswith(".ledger") and name != "build.json"
    }
    with bucket(monkeypatch, server) as (url, faults):
        faults.delay_s = 0.2
        faults.statuses = [503, 500, 0, 503, 500, 503] * 2
        options = replace(
            project.options(("epub", "web")),
            remote=url,
            output=project.folder / "kept",
            shared=f"{url}-shared",
        )
        summary = batch([str(project.source)], Config(), options, Manner("ray"), watch)
        refused = [status for *_, status in faults.requests if status]
        sys.stdout.write(f"{len(refused)} requests were refused and asked again, each took 0.2 s or more\n")
        faults.delay_s = 0.0
        objects = Objects(url)
        kept = {name: objects.get(name) for name in objects.names() if name != "build.json"}
    assert len(refused) == 10
    assert (summary.done, summary.failed) == (4, 0)
    assert sorted(path.split("/")[-2] for path in faults.puts("/report.json")) == slugs
    assert kept == expected
