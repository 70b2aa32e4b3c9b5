"""Signals that end the program (Ctrl-C, kill, a closed terminal): clean up, one line, exit.

The process ends inside the handler. An exception would have to find its way
out through whatever runs, and could be lost there; and a build may be killed at
any moment anyway, so there is nothing that must be brought to an end first.

Python runs a handler in the main thread alone, and only when that wakes: one
that was just about to wait for its workers, or is deep in a library's long
calculation, would sleep on. Where it does, a thread that waits for signals
ends the process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from types import FrameType

_HEAD_START = 0.1
"""Seconds that the main thread has to wake and end the process itself."""
_leaving = threading.RLock()
"""Taken by the thread that ends the process, and never given back."""
_CLEAR = b"\r\x1b[K"
_TOLD = {"SIGINT": "interrupted", "SIGTERM": "told to stop", "SIGHUP": "the terminal went away"}
ASSURANCE = "what was placed before stands, and nothing is half-written"


def heed() -> None:
    """From now on, end as this module says. A signal that our caller wants ignored (nohup) stays ignored."""
    numbers = [number for name in _TOLD if (number := getattr(signal, name, None)) is not None]
    for number in numbers:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _leave)
    if os.name == "posix":  # elsewhere the system tells of a signal through sockets only
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        threading.Thread(target=_watch, args=(reading, frozenset(numbers)), name="stop", daemon=True).start()


def _watch(pipe: int, numbers: frozenset[int]) -> None:
    """Read the numbers of signals, which the system writes whatever the main thread does."""
    while told := os.read(pipe, 1):
        if told[0] in numbers:
            time.sleep(_HEAD_START)
            _leave(told[0], None)


def _leave(number: int, frame: FrameType | None) -> None:
    _leaving.acquire()
    with contextlib.suppress(OSError):
        line = f"publish: {_TOLD[signal.Signals(number).name]}; {ASSURANCE}\n".encode()
        os.write(2, (_CLEAR if os.isatty(2) and os.environ.get("TERM") != "dumb" else b"") + line)
    if transient := sys.modules.get("publish.system.cleanup"):
        transient.end_all()
    os._exit(128 + number)
