"""A machine that is taken away in the middle costs no article, and every article is published once."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from publish.config import Config
from publish.pipeline.job import Ended, Event
from publish.pipeline.scheduler import Manner, batch
from publish.runners import Cluster
from publish.runners.ray import RayRunner
from tests.needs import needs
from tests.pipeline.project import Project

pytestmark = pytest.mark.slow
JOBS = 12


def logged(job: tuple[Path, int]) -> int:
    """Leaves a mark of where it was begun, and takes a moment."""
    import ray

    folder, number = job
    (folder / f"{number}-{ray.get_runtime_context().get_node_id()}-{time.monotonic_ns()}").touch()
    time.sleep(1.0)
    return number


def test_a_node_lost_in_the_middle_costs_no_job(tmp_path: Path, project: Project) -> None:
    needs("ray")
    from ray.cluster_utils import Cluster as Machines

    machines = Machines(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        second = machines.add_node(num_cpus=1)
        machines.wait_for_nodes()
        runner = RayRunner(2, Cluster(machines.address))
        with runner.connected():
            result, lost = [], False
            for outcome in runner.map(logged, [(tmp_path, number) for number in range(JOBS)]):
                result.append(outcome)
                ended = {str(outcome.value) for outcome in result}
                there = {path.name.split("-")[0] for path in tmp_path.glob(f"*-{second.node_id}-*")}
                if not lost and there - ended:
                    machines.remove_node(second, allow_graceful=False)
                    lost = True
            assert [outcome.error for outcome in result if outcome.error] == []
            assert {outcome.value for outcome in result} == set(range(JOBS))
            assert len(result) == JOBS
            begun = Counter(path.name.split("-")[0] for path in tmp_path.glob("*-*"))
            sys.stdout.write(f"{begun.total() - JOBS} jobs were begun again on another machine\n")
            assert lost
            assert begun.total() > JOBS, "the lost machine was at work"
            placed = []

            def listen(event: Event) -> None:
                if isinstance(event, Ended):
                    placed.append(event.slug)

            manner = Manner("ray", Cluster(machines.address))
            summary = batch([str(project.source)], Config(), project.options(("epub",)), manner, listen)
            assert (summary.done, placed) == (1, ["sea"])
    finally:
        machines.shutdown()  # type: ignore[no-untyped-call]
