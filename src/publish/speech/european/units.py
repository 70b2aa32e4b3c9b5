"""The names of units and the abbreviations of the five languages, from their data files."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from publish.speech.european.tongue import Noun


@lru_cache(maxsize=2)
def _table(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files("publish.speech.european") / name).read_text("utf-8"))


def abbreviations_of(language: str) -> tuple[tuple[str, str], ...]:
    """Pattern and words, in the order in which they are tried."""
    return tuple(_table("abbreviations.toml")[language].items())


def units_of(language: str, without: str = "") -> dict[str, Noun]:
    """Sign -> its name in one of the five languages; `without` is a sign that is also a word there ("ha")."""
    named = {}
    for sign, names in _table("units.toml")[language].items():
        one, many, gender = names.split("/")
        named[sign] = Noun(one, one if many == "=" else many, gender)
    named.pop(without, None)
    return named
