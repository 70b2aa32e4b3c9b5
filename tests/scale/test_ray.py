"""The ray runner makes the same bytes, and a lost worker or driver costs no article."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.config import Config
from publish.pipeline.job import Options
from publish.pipeline.ledger import status
from publish.pipeline.scheduler import Manner, batch, build, clean
from publish.runners import Cluster
from publish.runners.ray import LOST_WORKERS, RayRunner
from tests.needs import ROOT, needs
from tests.pipeline.project import Project
from tests.scale.whole import Watch, assert_whole, tides

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> Iterator[RayRunner]:
    needs("ray")
    runner = RayRunner(2, Cluster(resources={"berth": 1}))
    with runner.connected():
        yield runner


def products(project: Project) -> dict[str, bytes]:
    return {name: data for name, data in project.products().items() if not name.startswith(".ledger")}


def test_ray_makes_the_bytes_that_local_makes(cluster: RayRunner, project: Project) -> None:
    project.write("harbour", first="It ended at dawn.")
    (project.source / "empty.html").write_text("", "utf-8")
    options = project.options()
    local = build([str(project.source)], Config(), options)
    expected = products(project)
    clean(project.output)
    seen = Options(project.output, project.folder / "other store", voice="tone")
    summary = build([str(project.source)], Config(), seen, runner="ray", listener=project.events.append)
    assert products(project) == expected
    assert [str(failure.error) for failure in summary.failures] == [str(f.error) for f in local.failures]


def test_a_batch_on_ray_has_the_same_ledger(cluster: RayRunner, project: Project) -> None:
    summary = batch([str(project.source)], Config(), project.options(("epub",)), Manner("ray"))
    assert (summary.total, summary.done) == (1, 1)


def die_once(folder: Path) -> int:
    """End this worker the first two times, as a machine that is taken away does."""
    tries = len(list(folder.iterdir()))
    (folder / str(tries)).touch()
    if tries < LOST_WORKERS - 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return tries


def die(folder: Path) -> int:
    (folder / str(len(list(folder.iterdir())))).touch()
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_a_job_whose_worker_is_killed_is_given_to_another(cluster: RayRunner, tmp_path: Path) -> None:
    (outcome,) = cluster.map(die_once, [tmp_path])
    assert (outcome.value, outcome.error) == (LOST_WORKERS - 1, None)


def test_a_job_that_kills_every_worker_is_told_and_stops_no_other(cluster: RayRunner, tmp_path: Path) -> None:
    poison, calm = tmp_path / "poison", tmp_path / "calm"
    poison.mkdir()
    calm.mkdir()
    outcomes = {outcome.job: outcome for outcome in cluster.map(die, [poison])}
    assert f"lost {LOST_WORKERS} times" in str(outcomes[poison].error)
    assert len(list(poison.iterdir())) == LOST_WORKERS


def pid(job: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def test_a_worker_keeps_its_process_and_so_its_voice(cluster: RayRunner) -> None:
    workers = {outcome.value for outcome in cluster.map(pid, range(60))}
    assert len(workers) <= 3, "a voice is loaded once a worker, not once an article"


def test_a_driver_that_is_killed_is_taken_up_by_the_next(project: Project) -> None:
    needs("ray")
    slugs = tides(project, 12)
    command = [sys.executable, "-m", "publish", "build", str(project.source), "--batch", "--runner", "ray"]
    command += ["-o", str(project.output), "--voice", "tone", "--only", "epub", "-q", "--jobs", "2"]
    environment = {**os.environ, "PUBLISH_STORE": str(project.store)}
    killed = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    for _ in range(1200):
        placed = len(list(project.output.glob("tide-*")))
        if placed >= 3 or killed.poll() is not None:
            break
        time.sleep(0.1)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    left = status(project.output)
    assert left.total == 12
    assert left.pending > 0
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    result = status(project.output)
    assert (result.done, result.pending) == (12, 0)
    assert not (project.output / ".staging").exists()
    sys.stdout.write(f"{left.done} of 12 articles by the driver that was killed, the others by the next\n")
    assert_whole(project, slugs, Watch(done=Counter(slugs)))
