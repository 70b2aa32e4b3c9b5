"""Temporary folders and processes that are removed however this process ends."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

making = threading.RLock()
"""Held while a resource is created and registered: prevents registering after cleanup has started."""
_sweeps: list[Callable[[], object]] = []


@contextlib.contextmanager
def swept(sweep: Callable[[], object]) -> Iterator[None]:
    """Call `sweep` afterwards, or in `end_all` when it never comes to that."""
    remember(sweep)
    try:
        yield
    finally:
        sweep()
        forget(sweep)


def remember(sweep: Callable[[], object]) -> None:
    """Have `end_all` call `sweep`."""
    _sweeps.append(sweep)


def forget(sweep: Callable[[], object]) -> None:
    """What `sweep` would do is done."""
    with contextlib.suppress(ValueError):
        _sweeps.remove(sweep)


def end_all() -> None:
    """Sweep everything, the latest first: the last thing before this process ends in the middle.

    Other threads may still run; those that would create something wait until they are gone.
    """
    making.acquire(
        timeout=5
    )  # a busy machine may take long to start a program; what our own thread holds is had
    for sweep in reversed(tuple(_sweeps)):
        with contextlib.suppress(Exception):
            sweep()


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """An empty folder that is gone afterwards."""
    import shutil
    import tempfile

    def sweep() -> None:
        shutil.rmtree(path, ignore_errors=True)

    with making:
        path = Path(tempfile.mkdtemp(prefix="publish-"))
        remember(sweep)
    try:
        yield path
    finally:
        sweep()
        forget(sweep)
