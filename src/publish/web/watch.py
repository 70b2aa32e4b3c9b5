"""Watch files for changes by polling."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PAUSE_SECONDS = 0.5

Snapshot = dict[str, tuple[int, int]]


def snapshot(paths: Iterable[Path]) -> Snapshot:
    """Time of change and size of every file in `paths`, folders with all that is in them."""
    found: Snapshot = {}
    for file in _files(paths):
        try:
            state = file.stat()
        except OSError:
            continue
        found[str(file)] = (state.st_mtime_ns, state.st_size)
    return found


def watch(
    paths: Iterable[Path],
    known: Snapshot,
    changed: Callable[[], None],
    stop: threading.Event,
    pause: float = PAUSE_SECONDS,
) -> None:
    """Call `changed` after each change from what is `known`, once `paths` are quiet, until `stop` is set."""
    watched = tuple(paths)
    while not stop.wait(pause):
        seen = snapshot(watched)
        if seen == known:
            continue
        while not stop.wait(pause) and (later := snapshot(watched)) != seen:
            seen = later
        known = seen
        changed()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            files = (file for file in path.rglob("*") if file.is_file())
            yield from (file for file in files if not _is_hidden(file, path))
        elif path.exists():
            yield path


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
