"""English as a newsreader says it: rules from the most specific to plain numbers, applied in order."""

from __future__ import annotations

from publish.speech.english import (
    capitals,
    codes,
    dates,
    figures,
    marks,
    measures,
    money,
    net,
    numerals,
    places,
    references,
    scores,
    sizes,
    symbols,
    telephones,
    times,
    words,
    years,
)
from publish.speech.english.dialect import English, dialect_of
from publish.speech.rule import Rule, apply_all

RULES: tuple[Rule[English], ...] = (
    *net.RULES,
    *marks.RULES,
    *symbols.EARLY_RULES,
    *figures.GROUP_RULES,
    *places.RULES,
    *years.CENTURY_RULES,
    *references.RULES,
    *telephones.RULES,
    *codes.RULES,
    *dates.RULES,
    *years.RULES,
    *times.RULES,
    *money.RULES,
    *sizes.RULES,
    *measures.RULES,
    *symbols.POWER_RULES,
    *figures.TIMES_RULES,
    *scores.EARLY_RULES,
    *years.SEASON_RULES,
    *figures.FRACTION_RULES,
    *words.RULES,
    *numerals.RULES,
    *capitals.RULES,
    *years.BARE_RULES,
    *figures.RULES,
    *scores.RULES,
    *codes.SERIAL_RULES,
    *figures.NUMBER_RULES,
    *symbols.RULES,
)


def say(text: str, lang: str) -> str:
    """The spoken form of English text in the English of `lang`."""
    return apply_all(RULES, text, dialect_of(lang))
