"""Covers drawn in a process of their own.

The renderer holds the interpreter's lock while it works: reading, loading a voice
and speaking would wait for it.
"""

from __future__ import annotations

import atexit
import contextlib
import pickle
import sys
import threading
from typing import Any, Literal

from publish.model.article import Picture
from publish.system.processes import DEVNULL, PIPE, Program

Drawing = Literal["portrait", "square", "show_artwork", "thumbnail"]
"""The functions of `draw` that can be asked for."""
_PATIENCE_S = 1.0
"""Seconds that a drawing waits for those before it; then it is drawn in the process that asks."""
LIMIT_S = 60.0
"""After so long a drawing has failed: the process is ended, and ours draws."""


class Studio:
    """Draws one cover at a time in its process; in ours where that is long busy, failed or was not begun."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: Program | None = None

    def begin(self) -> None:
        """Start the process, unless it was started before; it ends with ours."""
        if self._lock.acquire(blocking=False):  # else it was begun, and draws
            try:
                if self._process is None:
                    self._start()
            finally:
                self._lock.release()

    def draw(self, drawing: Drawing, *arguments: Any) -> Picture:
        """What the function of that name draws, byte for byte."""
        if self._process and self._lock.acquire(timeout=_PATIENCE_S):
            try:
                picture = self._asked(drawing, arguments)
            finally:
                self._lock.release()
            if picture:
                return picture
        from publish.covers import draw

        drawn: Picture = getattr(draw, drawing)(*arguments)
        return drawn

    def close(self) -> None:
        """End the process; the next drawing is made in ours."""
        process, self._process = self._process, None
        if process:
            process.end()

    def _start(self) -> None:
        command = [sys.executable, "-P", "-c", "from publish.covers.worker import serve; serve()"]
        with contextlib.suppress(OSError):
            self._process = Program(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
            atexit.register(self.close)

    def _asked(self, drawing: str, arguments: Any) -> Picture | None:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        limit = threading.Timer(LIMIT_S, process.end)
        limit.start()
        try:
            pickle.dump((drawing, arguments), process.stdin, protocol=5)
            process.stdin.flush()
            picture: Picture | None = pickle.load(process.stdout)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):  # ValueError: closed pipes
            self.close()
            return None
        finally:
            limit.cancel()
        return picture


studio = Studio()
"""The one of this process."""


def serve() -> None:
    """The process's own program: drawing requests on standard input, answers on standard output.

    Both are pickles: the name of a function of `draw` with its arguments, and the
    picture that it draws, or None where it fails.
    """
    from publish.covers import draw

    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    draw.warm()
    while True:
        try:
            name, arguments = pickle.load(requests)
        except EOFError:  # the process that asked has ended
            return
        try:
            picture = getattr(draw, name)(*arguments)
        except Exception:  # the process that asked draws it itself and reports
            picture = None
        pickle.dump(picture, answers, protocol=5)
        answers.flush()
