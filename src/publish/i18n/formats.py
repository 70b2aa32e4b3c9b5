"""Numbers, lengths and names of languages in the notation of a language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

MEGABYTE = 1_000_000


@cache
def locale(lang: str) -> Locale:
    """Babel's locale for a BCP 47 tag, English where it knows none."""
    from babel import Locale, UnknownLocaleError

    for tag in (lang, lang.split("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def number(value: float, lang: str) -> str:
    """A number with the separators of the language."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale(lang))


def minutes(seconds: float, lang: str) -> str:
    """A length in whole minutes, at least one: "12 minutes"."""
    from babel.units import format_unit

    return format_unit(max(1, round(seconds / 60)), "duration-minute", "long", locale=locale(lang))


def language(tag: str, lang: str) -> str:
    """The name of language `tag` in language `lang`."""
    names = locale(lang).languages
    return names.get(tag.replace("-", "_")) or names.get(tag.split("-")[0].lower()) or tag


def size(length_bytes: int, words: dict[str, str], lang: str) -> str:
    """A file's size: "5.4 MB", "38 kB"."""
    if length_bytes >= MEGABYTE:
        return words["size"].format(n=number(round(length_bytes / MEGABYTE, 1), lang))
    return words["size_small"].format(n=number(max(1, round(length_bytes / 1000)), lang))
