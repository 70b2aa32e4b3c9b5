"""Told to stop at any moment, the program says one line, leaves nothing behind, and is gone at once."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publish.pipeline.output import STAGING, only_build
from tests.pipeline.project import Project
from tests.sources.server import Reply, serving

SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
SLOW_VOICE = "echo $$ > {folder}/started; sleep 600 & echo $! > {folder}/grandchild; wait"


class Going:
    """A build by the real program, in a session of its own, as it is under a terminal."""

    def __init__(self, project: Project, *arguments: str) -> None:
        self.project = project
        self.scratch = project.folder / "scratch"
        self.scratch.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "publish", "build", *arguments],
            cwd=project.folder,
            env={**os.environ, "PUBLISH_STORE": str(project.store), "TMPDIR": str(self.scratch)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def until(self, reached: Callable[[], object]) -> None:
        while not reached():
            assert self.process.poll() is None, self.process.communicate()
            time.sleep(0.01)

    def told(self, number: int) -> tuple[int, list[str]]:
        """Exit status and lines of standard error after a signal, without notes on the article."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        _, spoken = self.process.communicate(timeout=60)
        lines = [line for line in spoken.splitlines() if not line.startswith(("note:", "warning:"))]
        return self.process.returncode, lines

    def left(self) -> list[str]:
        """What lies about: temporary folders, and what was staged."""
        return [path.name for path in (*self.scratch.iterdir(), *self.project.output.glob(".*"))]


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody asked about does not."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.slow
@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_program_that_speaks_for_us_ends_with_us(project: Project, number: int, status: int) -> None:
    voice = SLOW_VOICE.format(folder=project.folder)
    (project.folder / "publish.toml").write_text(f"[voices]\ncommand = ['sh', '-c', '{voice}']\n")
    going = Going(project, "source", "--voice", "command", "--jobs", "1")
    going.until((project.folder / "grandchild").exists)
    going.until(lambda: (project.folder / "grandchild").read_text().strip())
    programs = [int((project.folder / name).read_text()) for name in ("started", "grandchild")]
    assert all(map(alive, programs))
    ended, lines = going.told(number)
    assert (ended, len(lines)) == (status, 1), lines
    assert lines[0].endswith("; what was placed before stands, and nothing is half-written")
    deadline = time.monotonic() + 20
    while any(map(alive, programs)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(alive, programs))
    assert going.left() == []


@pytest.mark.slow
def test_a_signal_that_the_caller_ignores_stays_ignored(project: Project) -> None:
    command = f"trap '' HUP; exec {sys.executable} -m publish build source --voice tone"
    going = subprocess.Popen(
        ["sh", "-c", command],
        cwd=project.folder,
        env={**os.environ, "PUBLISH_STORE": str(project.store)},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    while not (project.output / STAGING).exists():
        assert going.poll() is None
        time.sleep(0.005)
    going.send_signal(signal.SIGHUP)
    assert going.wait(60) == 0
    assert (project.output / "sea/sea.mp3").exists()


def test_one_that_waits_for_another_build_stops_and_leaves_that_one_alone(project: Project) -> None:
    with only_build(project.output):
        staged = project.output / STAGING / "sea"
        staged.mkdir(parents=True)
        going = Going(project, "source", "--voice", "tone")
        assert going.process.stderr is not None
        assert "waiting for it" in going.process.stderr.readline()
        ended, lines = going.told(signal.SIGINT)
        assert (ended, len(lines)) == (130, 1)
        assert staged.exists()


@pytest.fixture
def silent_site() -> Iterator[str]:
    """A site that takes a request and never answers it."""
    over = threading.Event()

    def never(_: object) -> Reply:
        over.wait(60)
        return Reply()

    with serving({"/story": never, "/robots.txt": never}) as site:
        yield site.url
        over.set()


def test_one_that_waits_for_a_site_stops(project: Project, silent_site: str) -> None:
    (project.folder / "publish.toml").write_text('allow_hosts = ["127.0.0.1", "localhost"]\n')
    going = Going(project, f"{silent_site}/story", "--voice", "tone")
    going.until((project.output / STAGING).parent.exists)
    time.sleep(0.5)
    ended, lines = going.told(signal.SIGINT)
    assert (ended, len(lines)) == (130, 1)
    assert lines[0].startswith("publish: interrupted")


def test_told_to_stop_while_a_module_is_being_imported() -> None:
    program = (
        "import os, signal, sys, types; from publish.cli.main import heed; heed();"
        "sys.modules['publish.system.processes'] = types.ModuleType('half');"
        "os.kill(os.getpid(), signal.SIGTERM); signal.pause()"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (143, 1), ended.stderr


@pytest.mark.slow
def test_told_to_stop_at_any_moment(new_project: Callable[[str], Project]) -> None:
    """In the import, the voice, the encoder, the books, the placing: always the same one line."""
    project = new_project("stopped")
    project.write("sea")
    project.write("land", title="A day on land", first="It began at noon.")
    chance = random.Random(5)
    began = time.monotonic()
    Going(project, "source", "--voice", "espeak").process.communicate()
    seconds = time.monotonic() - began
    for number in range(24):
        project.write("sea", first=f"It began at {number}.")
        going = Going(project, "source", "--voice", "espeak")
        going.until(lambda going=going: heeds(going.process.pid))  # type: ignore[misc]
        time.sleep(chance.uniform(0, seconds if number % 2 else seconds / 5))
        signalled, status = SIGNALS[number % len(SIGNALS)]
        ended, lines = going.told(signalled)
        assert (ended, len(lines)) in ((status, 1), (0, 0)), lines
        assert going.left() == []
    assert not subprocess.run(
        [sys.executable, "-m", "publish", "build", "source", "--voice", "espeak"],
        cwd=project.folder,
        env={**os.environ, "PUBLISH_STORE": str(project.store)},
        capture_output=True,
        check=False,
    ).returncode


def heeds(pid: int) -> bool:
    """Whether a process has a handler for SIGTERM: Python itself has none."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    caught = int(next(line for line in status.splitlines() if line.startswith("SigCgt")).split()[1], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)
