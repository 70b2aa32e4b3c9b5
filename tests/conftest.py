"""What every test may take for granted."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COLLECTED = pytest.StashKey[frozenset[Path]]()
"""The modules of which pytest found tests, before any is left out by its mark."""


def pytest_sessionstart() -> None:
    """Heed Ctrl-C and hang-ups, which background jobs and nohup ignore: programs under test inherit it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--first-case", action="store_true", help="of each test only the first of its cases")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    config.stash[COLLECTED] = frozenset(item.path for item in items)
    yield
    if config.getoption("--first-case"):
        first = frozenset({item.nodeid.partition("[")[0]: item for item in reversed(items)}.values())
        config.hook.pytest_deselected(items=[item for item in items if item not in first])
        items[:] = [item for item in items if item in first]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for a module's tests; Playwright runs once at a time in a process."""
    from tests.web.conftest import FLAGS, chromium, wanted

    api = wanted("playwright.sync_api")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()
