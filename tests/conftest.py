"""What every test may take for granted."""

from __future__ import annotations

import signal


def pytest_sessionstart() -> None:
    """Heed Ctrl-C, which a shell's background jobs are started to ignore: programs under test inherit it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
