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
from pathlib import Path

import publish
from publish.build.driver import Summary
from tests.build.project import Project

TEXTS = ("It began at dusk.", "It began at dawn.")


def main(folder: Path, seed: Path, rounds: int) -> None:
    """Kill `rounds` builds at random moments; tell as JSON what was found after each."""
    for module in pkgutil.walk_packages(publish.__path__, "publish."):
        if not module.name.endswith(("__main__", "_child", ".ray", "testing")):
            importlib.import_module(module.name)
    wanted, seconds = [], 0.0
    for number, text in enumerate(TEXTS):
        calm = Project(folder / f"calm-{number}", seed)
        calm.write("sea", first=text)
        began = time.monotonic()
        child(calm, signal_after=None)
        seconds = max(seconds, time.monotonic() - began)
        wanted.append(article(calm))
    project = Project(folder / "killed", seed)
    chance = random.Random(7)
    found = []
    for number in range(rounds):
        project.write("sea", first=TEXTS[number % 2])
        child(project, chance.uniform(0.0, seconds))
        here = article(project)
        found.append(next((n for n, products in enumerate(wanted) if products == here), -1) if here else None)
    last = rounds % 2
    project.write("sea", first=TEXTS[last])
    child(project, signal_after=None)
    calm = Project.__new__(Project)
    calm.output = folder / f"calm-{last}" / "output"
    told = {
        "found": found,
        "seconds": seconds,
        "differs": sorted({k for k, v in {*project.products().items()} ^ {*calm.products().items()}}),
        "left": sorted(path.name for path in project.output.glob(".*")),
    }
    sys.stdout.write(json.dumps(told))


def article(project: Project) -> dict[str, bytes]:
    return {name: data for name, data in project.products().items() if name.startswith("sea/")}


def child(project: Project, signal_after: float | None) -> None:
    """Build in a fork of this process, and kill it after so many seconds."""
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.chdir(project.folder)
        summary: Summary = project.build(Path("source"))
        os._exit(summary.failed)
    if signal_after is not None:
        time.sleep(signal_after)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert signal_after is not None or status == 0, status


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
