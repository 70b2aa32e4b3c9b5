"""English word lists, units, scales and currencies, and where they differ with the country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publish.system import data

# Regions that write the month before the day; "en" alone is American in CLDR's likely subtags.
_MONTH_FIRST = frozenset({"", "us", "ca", "ph", "pr", "gu", "um", "vi", "as", "mh", "pw"})


@dataclass(frozen=True, slots=True)
class English:
    """`month_first`: 10/12 is October; `british`: "per cent", "and" in numbers, "nil", metres."""

    british: bool
    month_first: bool

    @property
    def joint(self) -> str:
        """What stands between hundreds and the rest."""
        return " and " if self.british else " "

    def letters(self, text: str) -> str:
        """Letters said one by one.

        Hyphens keep voices from reading a lone A as the article; American
        writing keeps initials closed up ("AM"), which voices spell as well.
        """
        return "-".join(text) if self.british else text

    def spelt(self, british: str, american: str) -> str:
        return british if self.british else american


def dialect_of(lang: str) -> English:
    """The English of a BCP 47 tag."""
    parts = lang.replace("_", "-").lower().split("-")
    region = next((part for part in parts[1:] if len(part) == 2), "")
    american = region in _MONTH_FIRST
    return English(british=not american, month_first=american)


def table(name: str) -> dict[str, Any]:
    """The tables of `name`.toml."""
    return data.table("publish.speech.english", f"{name}.toml")


WORDS = table("words")
"""The word lists of `words.toml`."""


MONTHS: tuple[str, ...] = tuple(WORDS["months"].split())
DAYS: tuple[str, ...] = tuple(WORDS["days"].split())


def word_list(name: str) -> frozenset[str]:
    """A list of `words.toml`."""
    return frozenset(WORDS[name].split())


_UNITS = table("units")
SCALES: dict[str, str] = _UNITS["scales"]
CURRENCIES: dict[str, tuple[str, str, str, str]] = {
    sign: tuple(names) for sign, names in _UNITS["currencies"].items()
}
UNITS: dict[str, tuple[str, str]] = {sign: tuple(names) for sign, names in _UNITS["units"].items()}
PER: dict[str, str] = _UNITS["per"]


def american(name: str) -> str:
    """ "kilometers" for "kilometres"."""
    for british, own in (
        ("metre", "meter"),
        ("litre", "liter"),
        ("tonne", "metric ton"),
        ("rouble", "ruble"),
    ):
        name = name.replace(british, own)
    return name


def unit_name(names: tuple[str, ...], one: bool, english: English) -> str:
    name = names[0] if one else names[1]
    return name if english.british else american(name)


def per_name(unit: str, english: English) -> str:
    name = PER[unit]
    return name if english.british else american(name)
