"""Short forms of commands: `publish story.html`, `publish help build`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path


def spelled_out(arguments: Sequence[str], commands: Collection[str]) -> list[str]:
    """The arguments with the command that they imply: `build` for a source, `--help` for `help`."""
    if arguments and arguments[0] == "help":
        return [*arguments[1:2], "--help"]
    if any(word in commands for word in arguments) or not any(map(_names_source, arguments)):
        return list(arguments)
    return ["build", *arguments]


def _names_source(word: str) -> bool:
    """Whether an argument looks like a page, a list or a folder of pages, whether or not it is there."""
    if word.startswith("-") or not word:
        return word == "-"
    from publish.pipeline.manifest import is_list
    from publish.sources.locate import KINDS

    if "://" in word:
        return True
    return Path(word).suffix.lower() in KINDS or is_list(word) or Path(word).exists()
