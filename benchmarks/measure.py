"""How builds are measured: the real program in processes of its own, timed or watched from outside."""

from __future__ import annotations

import compileall
import contextlib
import ctypes
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import articles

import publish

HERE = Path(__file__).parent
PUBLISH = str(Path(sys.executable).with_name("publish"))
LENGTHS = {"sentence": 12, "short": 1_000, "long": 10_000, "huge": 100_000}
"""Words of the articles that are measured, by name."""
PICTURED = HERE.parent / "source" / "birmingham-childrens-services.html"
"""A page with pictures, captions, boxes and everything else that a magazine puts on one."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Voice and encoder alone: seconds, seconds of processor, and megabytes at their peak."""

    seconds: float
    processor: float
    peak: float


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder to measure in. Articles are written as they are asked for."""

    folder: Path

    def page(self, name: str) -> Path:
        """The article of that name in `LENGTHS`, or the one with pictures."""
        if name == "pictured":
            return PICTURED
        path = self.folder / f"{name}.html"
        return path if path.exists() else articles.write(self.folder, LENGTHS[name], name)

    def command(self, name: str, *arguments: str) -> list[str]:
        return [PUBLISH, "build", str(self.page(name)), "-o", str(self._output(name)), "-q", *arguments]

    def build(self, name: str, *arguments: str, cold: bool = True) -> float:
        """Seconds of one build of an article from process start to end; cold with an empty store."""
        command = self.command(name, *arguments)
        if cold:
            self.clear(name)
        return timed(command, PUBLISH_STORE=str(self._store(name)))

    def mend(self, name: str, number: int) -> None:
        """Change one sentence of an article; `number` makes it another one each time."""
        path = self.page(name)
        changed = f"edition {number}, until the river"
        path.write_text(re.sub(r"(edition \d+, )?until the river", changed, path.read_text(), count=1))

    def yardstick(self, name: str) -> Alone:
        """What voice and encoder alone take for an article."""
        script = subprocess.run([PUBLISH, "script", str(self.page(name)), "--json"], stdout=-1, check=True)
        told = self.folder / "yardstick.json"
        with told.open("wb") as out:
            command = [sys.executable, str(HERE / "yardstick.py")]
            going = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out)
            assert going.stdin
            with going.stdin as stdin:
                stdin.write(script.stdout)
            highest = watched(going)
        table = json.loads(told.read_text())
        return Alone(float(table["speak"] + table["encode"]), float(table["processor"]), highest)

    def peak(self, name: str) -> float:
        """Megabytes at the highest moment of a cold build, all its processes together."""
        self.clear(name)
        environment = {**os.environ, "PUBLISH_STORE": str(self._store(name))}
        highest = watched(subprocess.Popen(self.command(name), env=environment, stderr=subprocess.DEVNULL))
        self.clear(name)
        return highest

    def clear(self, name: str) -> None:
        for folder in (self._output(name), self._store(name)):
            shutil.rmtree(folder, ignore_errors=True)

    def _output(self, name: str) -> Path:
        return self.folder / f"{name}-output"

    def _store(self, name: str) -> Path:
        return self.folder / f"{name}-store"


def timed(command: list[str], **environment: str) -> float:
    """Seconds that a command takes, from start to end."""
    began = time.perf_counter()
    told = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    took = time.perf_counter() - began
    if told.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {told.stderr}")
    return took


def begin() -> None:
    """Make the package's bytecode, as installing does, and count programs that a build leaves as ours.

    Where PYTHONDONTWRITEBYTECODE is set, every run of an editable install would compile all modules again.
    The counting is for Linux alone.
    """
    compileall.compile_dir(Path(publish.__file__).parent, quiet=1)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""


def processor() -> float:
    """Seconds of processor that the commands run so far have taken, with all that they started."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def others() -> float:
    """Seconds of processor that programs which are not ours have taken since the machine started."""
    ticks = [int(number) for number in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    idle, waiting = ticks[3:5]
    own = time.process_time() + processor()
    return (sum(ticks) - idle - waiting) / os.sysconf("SC_CLK_TCK") - own


def watched(going: subprocess.Popen[bytes]) -> float:
    """Megabytes that a program and those under it take at their highest, until it ends."""
    highest = 0.0
    while going.poll() is None:
        highest = max(highest, _resident(going.pid))
        time.sleep(0.05)
    if going.returncode:
        raise SystemExit(f"{going.args!r} failed")
    return highest


def _resident(pid: int) -> float:
    """Megabytes of a process and those under it, shared pages counted in proportion (PSS)."""
    return sum(_proportional(each) for each in _family(pid)) / 1024


def _family(pid: int) -> Iterator[int]:
    """A process and those under it; but for one that is only being started, which has its parent's memory."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text().split():
                if _program(int(child)) != _program(pid):
                    yield from _family(int(child))


def _program(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _proportional(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0
