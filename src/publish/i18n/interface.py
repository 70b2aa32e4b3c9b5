"""The words of the player and the shelf.

A language without a file gets the English words, marked as English, so that a
screen reader says them right.
"""

from __future__ import annotations

from functools import cache

from publish.i18n import catalogue

language = catalogue.language
languages = catalogue.languages


def locale(lang: str) -> str:
    """The language tag by which numbers and dates of ours are written on a page in `lang`."""
    return catalogue.fallback(lang) or lang


@cache
def words(lang: str) -> dict[str, str]:
    """The words in one of `languages()`."""
    return {key: text for key, text in catalogue.table(lang).items() if isinstance(text, str)}
