"""English as a newsreader says it: rules from the most specific to plain numbers, applied in order."""

from __future__ import annotations

from publish.speech.english import (
    abbreviations,
    addresses,
    codes,
    dates,
    money,
    numbers,
    scores,
    symbols,
    times,
    units,
)
from publish.speech.english.vocabulary import English, dialect_of
from publish.speech.rule import Rule, apply_all

RULES: tuple[Rule[English], ...] = (
    *addresses.RULES,
    *symbols.MARK_RULES,
    *symbols.EARLY_RULES,
    *numbers.GROUP_RULES,
    *addresses.PLACE_RULES,
    *dates.CENTURY_RULES,
    *abbreviations.REFERENCE_RULES,
    *codes.TELEPHONE_RULES,
    *codes.RULES,
    *dates.RULES,
    *dates.YEAR_RULES,
    *times.RULES,
    *money.RULES,
    *units.SIZE_RULES,
    *units.RULES,
    *symbols.POWER_RULES,
    *numbers.TIMES_RULES,
    *scores.EARLY_RULES,
    *dates.SEASON_RULES,
    *numbers.FRACTION_RULES,
    *abbreviations.RULES,
    *abbreviations.ROMAN_RULES,
    *abbreviations.CAPITAL_RULES,
    *dates.BARE_RULES,
    *numbers.RULES,
    *scores.RULES,
    *codes.SERIAL_RULES,
    *numbers.NUMBER_RULES,
    *symbols.RULES,
)


def say(text: str, lang: str) -> str:
    """The spoken form of English text in the English of `lang`."""
    return apply_all(RULES, text, dialect_of(lang))
