"""The words of the player and the shelf, from one TOML file a language.

A language without a file gets the English words, marked as English, so that a
screen reader says them right.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from publish.i18n import catalogue

DEFAULT = "en"


def language(lang: str) -> str:
    """The language of our words on a page in `lang`: its own where there is a file for it, else English."""
    wanted = catalogue.base(lang)
    return wanted if wanted in languages() else DEFAULT


def locale(lang: str) -> str:
    """The language tag by which numbers and dates of ours are written on a page in `lang`."""
    return lang if language(lang) == catalogue.base(lang) else DEFAULT


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are words for."""
    folder = resources.files("publish.i18n") / "words"
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


@cache
def words(lang: str) -> dict[str, str]:
    """The words in one of `languages()`."""
    file = resources.files("publish.i18n") / "words" / f"{lang}.toml"
    found: dict[str, str] = tomllib.loads(file.read_text("utf-8"))
    return found
