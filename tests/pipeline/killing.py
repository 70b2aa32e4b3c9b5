"""A build that is killed again and again: run by test_interruption in a process of its own.

Each round forks from this process, in which everything is imported and no
thread was started, so that a round takes no longer than its build.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import publish
from publish.config import Config
from publish.pipeline.job import Event, Heard
from publish.pipeline.ledger import NAME
from publish.pipeline.scheduler import Manner, Summary, batch
from tests.pipeline.project import Project

TEXTS = ("It began at dusk.", "It began at dawn.")


def main(folder: Path, seed: Path, rounds: int, ledger: bool) -> None:
    """Kill `rounds` builds, with or without a ledger, at random moments; tell as JSON what was found."""
    for module in pkgutil.walk_packages(publish.__path__, "publish."):
        if not module.name.endswith(("__main__", "_child", ".ray", "testing")):
            importlib.import_module(module.name)
    wanted, pages, seconds = [], [], 0.0
    for number, text in enumerate(TEXTS):
        calm = Project(folder / f"calm-{number}", seed)
        calm.write("sea", first=text)
        began = time.monotonic()
        child(calm, None, ledger)
        seconds = max(seconds, time.monotonic() - began)
        wanted.append(article(calm))
        pages.append(show(calm))
    project = Project(folder / "killed", seed)
    chance = random.Random(7)
    result, torn_pages = [], set()
    for number in range(rounds):
        project.write("sea", first=TEXTS[number % 2])
        child(project, chance.uniform(0.0, seconds), ledger, group=number % 4 < 2)
        here = article(project)
        result.append(
            next((n for n, products in enumerate(wanted) if products == here), -1) if here else None
        )
        sys.stderr.write(f"round {number + 1} of {rounds}: {result[-1]}\n")
        for name, data in show(project).items():
            if data not in [each.get(name) for each in pages]:
                torn_pages.add(name)
    last = rounds % 2
    project.write("sea", first=TEXTS[last])
    finished = clips(project)
    child(project, None, ledger)
    spoken = json.loads((project.folder / "spoken.json").read_text())
    calm = Project.__new__(Project)
    calm.output = folder / f"calm-{last}" / "output"
    shown = {
        "found": result,
        "seconds": seconds,
        "differs": sorted(
            name for name, _ in {*project.products().items()} ^ {*calm.products().items()} if not own(name)
        ),
        "torn_pages": sorted(torn_pages),
        "spoken": spoken,
        "new_clips": len(clips(project) - finished),
        "left": sorted(path.name for path in project.output.glob(".*") if not own(path.name)),
    }
    sys.stdout.write(json.dumps(shown))


def article(project: Project) -> dict[str, bytes]:
    return {name: data for name, data in project.products().items() if name.startswith("sea/")}


def own(name: str) -> bool:
    """Whether a file is the ledger's: its times are those of the clock."""
    return name.startswith(NAME)


def show(project: Project) -> dict[str, bytes]:
    """The pages of the whole show."""
    return {name: data for name, data in project.products().items() if name in ("index.html", "feed.xml")}


def clips(project: Project) -> set[str]:
    """The sentences that are spoken and kept."""
    return {path.name for path in project.store.glob("clip/*/*")}


def child(project: Project, signal_after: float | None, ledger: bool, group: bool = True) -> None:
    """Build in a fork of this process; after so many seconds kill its whole process group, or it alone."""
    pid = os.fork()
    with suppress(PermissionError, ProcessLookupError):  # both sides do it, so that neither has to wait
        os.setpgid(pid, pid)
    if pid == 0:
        os.chdir(project.folder)
        os._exit(batched(project) if ledger else built(project))
    if signal_after is not None:
        time.sleep(signal_after)
        (os.killpg if group else os.kill)(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert signal_after is not None or status == 0, status


def built(project: Project) -> bool:
    """Whether a build failed; how many sentences it spoke is left in a file."""
    summary: Summary = project.build(Path("source"))
    shown = sum(done.counts.spoken for done in summary.built)
    (project.folder / "spoken.json").write_text(json.dumps(shown))
    return summary.failed


def batched(project: Project) -> bool:
    """As `built`, with a ledger."""
    spoken: dict[str, int] = {}

    def listen(event: Event) -> None:
        if isinstance(event, Heard):
            spoken[event.slug] = event.spoken

    result = batch(["source"], Config(), project.options(), Manner(), listen)
    (project.folder / "spoken.json").write_text(json.dumps(sum(spoken.values())))
    return result.done < result.total


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "ledger")
