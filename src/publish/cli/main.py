"""From arguments to an exit status: 0 done, 1 something failed, 2 wrong usage, 130 interrupted.

Little is imported before `run` heeds signals: until then Python answers Ctrl-C with a traceback.

A signal that ends the program (Ctrl-C, kill, a closed terminal) cleans up, writes one line and
exits inside the handler. An exception would have to find its way
out through whatever runs, and could be lost there; and a build may be killed at
any moment anyway, so there is nothing that must be brought to an end first.
Nor can Python end in the usual way while a daemon thread works, as one does that loads
a voice which turned out not to be needed: where that thread comes back from C++ code
into an interpreter that is ending, Python before 3.14 aborts the process
(https://github.com/python/cpython/issues/87135).

Python runs a handler in the main thread alone, and only when that wakes: one
that was just about to wait for its workers, or is deep in a library's long
calculation, would sleep on. Where it does, a thread that waits for signals
ends the process.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from publish.errors import PublishError

_HEAD_START = 0.1
"""Seconds that the main thread has to wake and end the process itself."""
_leaving = threading.RLock()
"""Taken by the thread that ends the process, and never given back."""
_WATCH = "stop"
"""The name of the thread that waits for signals."""
_CLEAR = b"\r\x1b[K"
_REASONS = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "the terminal went away"}
ASSURANCE = "what was placed before stands, and nothing is half-written"


def heed() -> None:
    """From now on, end as this module says. A signal that our caller wants ignored (nohup) stays ignored."""
    numbers = [number for name in _REASONS if (number := getattr(signal, name, None)) is not None]
    for number in numbers:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _leave)
    if os.name == "posix":  # elsewhere signals arrive through sockets only
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        threading.Thread(target=_watch, args=(reading, frozenset(numbers)), name=_WATCH, daemon=True).start()


def end(status: int) -> NoReturn:
    """End the program in the usual way; at once where a daemon thread still works, or the output is full.

    The interpreter's last search for cyclic garbage is left out: after a page was
    read it takes over 100 ms of a command's processor time.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):  # Python would try again, complain and give a status of its own
        end_now(status)
    if any(thread.daemon and thread.name != _WATCH for thread in threading.enumerate()):
        end_now(status)
    gc.freeze()
    sys.exit(status)


def end_now(status: int) -> NoReturn:
    """End the program and wait for no thread."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
    os._exit(status)


def _watch(pipe: int, numbers: frozenset[int]) -> None:
    """Read the numbers of signals, which the system writes whatever the main thread does."""
    while number := os.read(pipe, 1):
        if number[0] in numbers:
            time.sleep(_HEAD_START)
            _leave(number[0], None)


def _leave(number: int, frame: FrameType | None) -> None:
    _leaving.acquire()
    with contextlib.suppress(OSError):
        line = f"publish: {_REASONS[signal.Signals(number).name]}; {ASSURANCE}\n".encode()
        os.write(2, (_CLEAR if os.isatty(2) and os.environ.get("TERM") != "dumb" else b"") + line)
    processes = sys.modules.get("publish.system.processes")
    if end_all := getattr(processes, "end_all", None):  # not while that module is still being imported
        end_all()
    os._exit(128 + number)


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FAILED, INTERRUPTED = 1, 130


def run() -> None:
    """The program: run a command and end with its status."""
    heed()
    status = main()
    if status == INTERRUPTED:
        end_now(status)
    end(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status. Raises SystemExit for wrong usage and --help."""
    from publish.cli.arguments import parsed

    options = parsed(argv)
    try:
        try:
            status = _run(options.command, options)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except PublishError as error:
        _report(error, options)
        return error.status
    except KeyboardInterrupt:
        tell(f"publish: interrupted; {ASSURANCE}")
        return INTERRUPTED
    except BrokenPipeError:
        return _closed()
    except Exception as error:
        _report(PublishError(unforeseen(error)), options)
        return FAILED
    return status


def unforeseen(error: Exception) -> str:
    """What to say of an error that nothing foresaw: the system's in its words, any other as the bug it is."""
    if os.environ.get("PUBLISH_DEBUG"):
        import traceback

        tell("".join(traceback.format_exception(error)))
    if isinstance(error, OSError) and error.filename:
        sentence = f"{os.fsdecode(error.filename)} cannot be used: {error.strerror}"
        return f"{sentence}; check its permissions, and that the disk has room"
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return f"what was to be printed cannot be written: {error.strerror}; make room on that disk"
    kind = f"{type(error).__name__}: {error}"
    return f"this is a bug in publish ({kind}); set PUBLISH_DEBUG=1 and report what it prints"


def _run(command: str, options: object) -> int:
    """Import a command's module only now, so that each costs no more than it uses."""
    import importlib

    module, _, function = command.partition(":")
    return int(getattr(importlib.import_module(f"publish.cli.{module}"), function)(options))


def _report(error: PublishError, options: object) -> None:
    """The error in one line, of the kind that the log has."""
    from publish.cli import log

    if getattr(options, "log", None) == "json" or os.environ.get("PUBLISH_LOG") == "json":
        log.error(error)
    else:
        tell(f"publish: {error}")


def tell(message: str) -> None:
    """One line on standard error, whatever state that is in."""
    if sys.stderr is None:  # closed by the caller; print would then use standard output
        return
    with contextlib.suppress(OSError, ValueError):
        print(message, file=sys.stderr, flush=True)


def _closed() -> int:
    """The reader of our output went away, as `head` does: neither we nor Python say anything more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return FAILED
    return FAILED
