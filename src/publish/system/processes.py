"""Child processes and temporary folders, removed however this process ends. Sole importer of subprocess.

Each child gets a process group of its own: the terminal's Ctrl-C reaches us alone,
and when we end a program, whatever it started ends too.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from subprocess import DEVNULL, PIPE, CompletedProcess, TimeoutExpired
from typing import Any

making = threading.RLock()
"""Held while a resource is created and registered: prevents registering after cleanup has started."""
_sweeps: list[Callable[[], object]] = []


@contextlib.contextmanager
def swept(sweep: Callable[[], object]) -> Iterator[None]:
    """Call `sweep` afterwards, or in `end_all` when it never comes to that."""
    remember(sweep)
    try:
        yield
    finally:
        sweep()
        forget(sweep)


def remember(sweep: Callable[[], object]) -> None:
    """Have `end_all` call `sweep`."""
    _sweeps.append(sweep)


def forget(sweep: Callable[[], object]) -> None:
    """What `sweep` would do is done."""
    with contextlib.suppress(ValueError):
        _sweeps.remove(sweep)


def end_all() -> None:
    """Sweep everything, the latest first: the last thing before this process ends in the middle.

    Other threads may still run; those that would create something wait until they are gone.
    """
    making.acquire(
        timeout=5
    )  # a busy machine may take long to start a program; what our own thread holds is had
    for sweep in reversed(tuple(_sweeps)):
        with contextlib.suppress(Exception):
            sweep()


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """An empty folder that is gone afterwards."""
    import shutil
    import tempfile

    def sweep() -> None:
        shutil.rmtree(path, ignore_errors=True)

    with making:
        path = Path(tempfile.mkdtemp(prefix="publish-"))
        remember(sweep)
    try:
        yield path
    finally:
        sweep()
        forget(sweep)


__all__ = ["DEVNULL", "PIPE", "CompletedProcess", "Program", "TimeoutExpired", "run"]


class Program(subprocess.Popen[bytes]):
    """A running program, until `end`. Raises OSError when it cannot be started."""

    def __init__(self, command: Sequence[str], **options: Any) -> None:
        apart: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
        with making:
            super().__init__(command, **apart, **options)
            remember(self._kill)

    def end(self) -> None:
        """End the program, if it still runs, and what it started."""
        if self.poll() is None:
            self._kill()
            self.wait()
        for pipe in (self.stdin, self.stdout, self.stderr):
            with contextlib.suppress(OSError):
                pipe and pipe.close()
        forget(self._kill)

    def _kill(self) -> None:
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self.pid, signal.SIGKILL)
            else:
                self.kill()


def run(
    command: Sequence[str],
    data: bytes = b"",
    timeout: float | None = None,
    environment: Mapping[str, str] | None = None,
) -> CompletedProcess[bytes]:
    """What a program says to `data` on its standard input. Raises OSError, and TimeoutExpired."""
    program = Program(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment)
    try:
        out, err = program.communicate(data, timeout)
        return CompletedProcess(command, program.returncode, out, err)
    finally:
        program.end()
