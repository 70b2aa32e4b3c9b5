"""Word lists of English that are data: text files beside this module."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources


@lru_cache
def word_list(name: str) -> frozenset[str]:
    """The words of `name`.txt: any number a line, "#" begins a remark."""
    text = resources.files("publish.speech.english").joinpath(f"{name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
