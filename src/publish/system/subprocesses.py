"""Child processes that never outlive this one. Sole importer of subprocess.

Each gets a process group of its own: the terminal's Ctrl-C reaches us alone,
and when we end a program, whatever it started ends too.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from subprocess import DEVNULL, PIPE, CompletedProcess, TimeoutExpired
from typing import Any

from publish.system import cleanup

__all__ = ["DEVNULL", "PIPE", "CompletedProcess", "Program", "TimeoutExpired", "run"]


class Program(subprocess.Popen[bytes]):
    """A running program, until `end`. Raises OSError when it cannot be started."""

    def __init__(self, command: Sequence[str], **options: Any) -> None:
        apart: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
        with cleanup.making:
            super().__init__(command, **apart, **options)
            cleanup.remember(self._kill)

    def end(self) -> None:
        """End the program, if it still runs, and what it started."""
        if self.poll() is None:
            self._kill()
            self.wait()
        for pipe in (self.stdin, self.stdout, self.stderr):
            with contextlib.suppress(OSError):
                pipe and pipe.close()
        cleanup.forget(self._kill)

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
