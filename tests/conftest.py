"""What every test may take for granted."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

COLLECTED = pytest.StashKey[frozenset[Path]]()
"""The modules of which pytest found tests, before any is left out by its mark."""


def pytest_sessionstart() -> None:
    """Heed Ctrl-C and hang-ups, which background jobs and nohup ignore: programs under test inherit it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    config.stash[COLLECTED] = frozenset(item.path for item in items)
