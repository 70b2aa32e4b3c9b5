"""From arguments to an exit status: 0 done, 1 something failed, 2 wrong usage, 130 interrupted.

Little is imported before `run` heeds signals: until then Python answers Ctrl-C with a traceback.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Sequence

from publish.cli import stop
from publish.errors import PublishError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FAILED, INTERRUPTED = 1, 130


def run() -> None:
    """The program: run a command and end with its status."""
    stop.heed()
    status = main()
    if status == INTERRUPTED:
        stop.end_now(status)
    stop.end(status)


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
        _told(error, options)
        return error.status
    except KeyboardInterrupt:
        tell(f"publish: interrupted; {stop.ASSURANCE}")
        return INTERRUPTED
    except BrokenPipeError:
        return _closed()
    except Exception as error:
        _told(PublishError(unforeseen(error)), options)
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


def _told(error: PublishError, options: object) -> None:
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
