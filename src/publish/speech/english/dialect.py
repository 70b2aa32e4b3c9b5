"""Where English differs with the country of the article."""

from __future__ import annotations

from dataclasses import dataclass

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
