"""What every test may take for granted."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

COLLECTED = pytest.StashKey[frozenset[Path]]()
"""The modules of which pytest found tests, before any is left out by its mark."""


def pytest_sessionstart() -> None:
    """Heed Ctrl-C, which a shell's background jobs are started to ignore: programs under test inherit it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of a module on one worker, so that what they share is made once."""
    config.stash[COLLECTED] = frozenset(item.path for item in items)
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
