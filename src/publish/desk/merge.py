"""Git's merge of settings files, setting by setting: `python -m publish.desk.merge BASE OWN OTHER`.

Git merges lines, and a line of TOML means something else under another table. Here
what each of two people set, or put into a list, is kept. Where both set the same thing to
different values, git's own merge marks both for somebody to choose.
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from publish.desk.settings import LISTS, changed, value_of
from publish.system.processes import run

ATTRIBUTE = "merge=publish"
Leaf = tuple[tuple[str, ...], Any]


def merged(base: str, own: str, other: str) -> str | None:
    """The text with both changes, None where they clash. Raises TOMLDecodeError."""
    paths = dict.fromkeys(path for text in (base, other) for path, _ in _leaves(tomllib.loads(text), ()))
    for path in paths:
        before, there, here = (value_of(text, path) for text in (base, other, own))
        if there in (before, here):
            continue
        if path[-1] in LISTS:
            there = _both(before or [], here or [], there or [])
        elif here != before:
            return None
        own = changed(own, path, there)
    return own


def _both(before: Any, own: Any, other: Any) -> list[str] | None:
    """A list with what both added and without what either took out."""
    kept = [each for each in own if each in other or each not in before]
    return kept + [each for each in other if each not in before and each not in own] or None


def _leaves(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Leaf]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def register(folder: Path) -> bool:
    """Name this merge to git where the folder's `.gitattributes` asks for it; whether it was named."""
    attributes, git = folder / ".gitattributes", shutil.which("git")
    if not git or not attributes.is_file() or ATTRIBUTE not in attributes.read_text("utf-8", "replace"):
        return False
    driver = f'"{sys.executable}" -m publish.desk.merge %O %A %B'
    return run([git, "-C", str(folder), "config", "--local", "merge.publish.driver", driver]).returncode == 0


def main(arguments: list[str]) -> int:
    """Merge three files as git asks for it, into the second; 1 where somebody must choose."""
    base, own, other = map(Path, arguments)
    try:
        text = merged(*(path.read_text("utf-8") for path in (base, own, other)))
    except (ValueError, TypeError, OSError):
        text = None
    if text is None:
        git = shutil.which("git") or "git"
        run([git, "merge-file", str(own), str(base), str(other)])
        return 1
    own.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
