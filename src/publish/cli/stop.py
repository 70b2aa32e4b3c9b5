"""Being told to stop (Ctrl-C, kill, a terminal that closes): one line, nothing left behind, at once.

The process ends inside the handler. An exception would have to find its way
out through whatever runs, and could be lost there; and a build may be killed at
any moment anyway, so there is nothing that must be brought to an end first.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from types import FrameType

_CLEAR = b"\r\x1b[K"
_TOLD = {"SIGINT": "interrupted", "SIGTERM": "told to stop", "SIGHUP": "the terminal went away"}
ASSURANCE = "what was placed before stands, and nothing is half-written"


def heed() -> None:
    """From now on, end as this module says. A signal that our caller wants ignored (nohup) stays ignored."""
    for name in _TOLD:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    with contextlib.suppress(OSError):
        line = f"publish: {_TOLD[signal.Signals(number).name]}; {ASSURANCE}\n".encode()
        os.write(2, (_CLEAR if os.isatty(2) and os.environ.get("TERM") != "dumb" else b"") + line)
    if transient := sys.modules.get("publish.transient"):
        transient.end_all()
    os._exit(128 + number)
