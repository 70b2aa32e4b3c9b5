"""Abbreviations and sentence openers by language: what a full stop after a word may mean.

The lists stand in `abbreviations.toml`, each with what it means.
"""

from __future__ import annotations

import tomllib
from importlib import resources

_TABLES: dict[str, dict[str, str]] = tomllib.loads(
    resources.files("publish.speech").joinpath("abbreviations.toml").read_text("utf-8")
)


def _by_language(name: str) -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _TABLES[name].items()}


TITLES = _by_language("titles")
BEFORE_NUMBERS = _by_language("before_numbers")
AFTER_NUMBERS = _by_language("after_numbers")
EITHER = _by_language("either")
OPENERS = _by_language("openers")

# Languages in which a number and a full stop make an ordinal.
ORDINAL_STOP = frozenset("de da nb nn no fi is cs sk pl hu hr sr sl et lv tr".split())
