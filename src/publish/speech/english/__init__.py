"""English as a newsreader says it: rules from the most specific to plain numbers, applied in order."""

from __future__ import annotations

from publish.speech.english import codes, dates, figures, measures, money, symbols, times, words
from publish.speech.english.dialect import English, dialect_of
from publish.speech.rule import Rule, apply_all

RULES: tuple[Rule[English], ...] = (
    *codes.ADDRESS_RULES,
    *symbols.EARLY_RULES,
    *figures.GROUP_RULES,
    *codes.RULES,
    *dates.RULES,
    *times.RULES,
    *money.RULES,
    *measures.RULES,
    *symbols.POWER_RULES,
    *figures.FRACTION_RULES,
    *words.RULES,
    *dates.YEAR_RULES,
    *figures.RULES,
    *codes.SERIAL_RULES,
    *figures.NUMBER_RULES,
    *symbols.RULES,
)


def say(text: str, lang: str) -> str:
    """The spoken form of English text in the English of `lang`."""
    return apply_all(RULES, text, dialect_of(lang))
