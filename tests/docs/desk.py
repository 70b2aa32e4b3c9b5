"""A folder to try a page's examples in: its files are written, its commands run, its servers ended."""

from __future__ import annotations

import doctest
import http.client
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.docs.examples import Example, matches
from tests.needs import ROOT

SERVERS = ("publish serve", "publish desk", "python webhook.py")
"""Commands that go on: started, waited for, and interrupted at the end of their section."""
BIN = Path(sys.executable).parent


@dataclass
class Desk:
    """`replace` says what stands on this machine for what a page names: a host, a port, a voice.

    `settings` are lines put above every publish.toml, so that loopback may be asked and a quick
    voice speaks where the page does not name one.
    """

    folder: Path
    environment: Mapping[str, str]
    replace: dict[str, str] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    log: list[str] = field(default_factory=list)
    running: list[subprocess.Popen[str]] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)
    section: int = 0

    def __post_init__(self) -> None:
        self.place = self.folder

    def try_(self, example: Example) -> None:
        """Do what one block of a page says. AssertionError when it is not so."""
        if example.section != self.section:
            self.section = example.section
            self.close()
        if example.title:
            self.write(example.title, self.localised(example.text))
        elif example.skipped:
            return
        elif example.kind == "sh":
            self.run(example)
        elif example.kind == "pycon":
            self.converse(example)

    def localised(self, text: str) -> str:
        for old, new in self.replace.items():
            text = text.replace(old, new)
        return text

    def write(self, name: str, text: str) -> None:
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.name == "publish.toml":
            own = [
                line for line in self.settings if not re.search(rf"^{line.split()[0]} =", text, re.MULTILINE)
            ]
            text = "\n".join((*own, text))
        path.write_text(text, "utf-8")

    # --- commands -----------------------------------------------------------------

    def run(self, example: Example) -> None:
        """The commands of a block: servers are started, `make` is asked what it would do, all else is run."""
        if not any(line.startswith((*SERVERS, "make ")) for line in example.lines):
            self._shell(self.localised(example.text), example)
            return
        for line in map(self.localised, example.lines):
            if line.startswith(SERVERS):
                self._serve(line.split(" #")[0])
            elif line.startswith("make "):
                target = line.split()[1]
                subprocess.run(["make", "-n", target], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            else:
                self._shell(line, example)

    def _shell(self, script: str, example: Example) -> None:
        where = self.folder.parent / "place"
        output = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f"trap 'pwd > {shlex.quote(str(where))}' EXIT\n{script}"],
            cwd=self.place,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.place = Path(where.read_text().strip())
        self.log.append(f"$ {script}{output.stdout}")
        assert output.returncode == example.status, "\n".join((f"line {example.line}:", *self.log[-3:]))
        assert "Traceback" not in output.stdout
        if example.shown is not None:
            shown = self.localised(example.shown)
            assert matches(shown, output.stdout), (
                f"line {example.line} shows:\n{shown}\nbut it is:\n{output.stdout}"
            )

    def _serve(self, command: str) -> None:
        port = int(result[1]) if (result := re.search(r"--port[ =](\d+)", command)) else free_port()
        if not result:
            command += f" --port {port}"
        started = subprocess.Popen(
            shlex.split(command),
            cwd=self.place,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(started)
        for _ in range(600):
            if started.poll() is not None:
                raise AssertionError(f"{command} ended: {started.stderr and started.stderr.read()}")
            if answers(port):
                return
            time.sleep(0.05)
        raise AssertionError(f"{command} did not answer")

    def close(self) -> None:
        """Stop what still serves, as Ctrl-C does; it has to end in order."""
        while self.running:
            started = self.running.pop()
            started.send_signal(signal.SIGINT)
            _, complaints = started.communicate(timeout=60)
            assert started.returncode in (0, 130), (started.args, started.returncode, complaints)
            assert "Traceback" not in complaints

    # --- Python -------------------------------------------------------------------

    def converse(self, example: Example) -> None:
        """Python as at its prompt, in this process; names stay from block to block."""
        test = doctest.DocTestParser().get_doctest(
            self.localised(example.text), self.names, "page", None, example.line
        )
        reported: list[str] = []
        with _inside(self.place):
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            runner.run(test, out=reported.append, clear_globs=False)
        self.names.update(test.globs)
        assert not runner.summarize(verbose=False).failed, "".join(reported)


def environment(folder: Path) -> dict[str, str]:
    """What a user's shell has, with `publish` and `python` on its path and a home and store of its own."""
    kept = {
        name: os.environ[name]
        for name in ("LANG", "LC_ALL", "CI", "TMPDIR", "PYTHONPATH")
        if name in os.environ
    }
    (folder / "home").mkdir(exist_ok=True)
    return {
        **kept,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder / "home"),
        "PUBLISH_STORE": str(folder / "store"),
        "PYTHONUNBUFFERED": "1",
        "BROWSER": "true",
    }


def running(home: str) -> tuple[int, ...]:
    """The processes that have this home, wherever they went: a cluster's leave parent, group and session."""
    result = []
    for place in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # ended, or of another user
            if f"HOME={home}".encode() in place.read_bytes().split(b"\0"):
                result.append(int(place.parent.name))
    return tuple(result)


def end_all(home: str) -> None:
    """End every process with this home: asked first, and killed after five seconds."""
    for number, left in enumerate((signal.SIGTERM, signal.SIGKILL)):
        for pid in running(home):
            with suppress(ProcessLookupError):
                os.kill(pid, left)
        deadline = time.monotonic() + 5 * (number + 1)
        while running(home) and time.monotonic() < deadline:
            time.sleep(0.05)


def answers(port: int) -> bool:
    """Whether a server answers there, whatever it says. A bare connection could be one to itself."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", "/")
        asking.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()
    return True


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
