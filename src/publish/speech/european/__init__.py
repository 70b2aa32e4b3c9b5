"""French, German, Spanish, Italian and Portuguese as they are said.

num2words gives the number words (LGPL, plain Python, one package for all five,
wheels for every CPython); the agreement with nouns, the money, dates, times,
measures and abbreviations around them are here. Signs and abbreviations that
every voice reads rightly are left alone.
"""

from __future__ import annotations

from functools import lru_cache

from publish.speech.european import rules
from publish.speech.european.grammar import Grammar
from publish.speech.rule import Rule

LANGUAGES = frozenset({"fr", "de", "es", "it", "pt"})

# Spanish-speaking countries that write 1,234.5.
_POINT = frozenset("mx us gt hn sv ni pa do pr pe".split())


def say(text: str, lang: str) -> str:
    """The spoken form of a text in one of `LANGUAGES`, in the manner of the tag's region."""
    parts = lang.replace("_", "-").lower().split("-")
    region = next((part for part in parts[1:] if len(part) == 2), "")
    grammar, own = _grammar_of(parts[0], region)
    return rules.say(own, grammar, text)


@lru_cache(maxsize=16)
def _grammar_of(base: str, region: str) -> tuple[Grammar, tuple[Rule[Grammar], ...]]:
    from publish.speech.european import german, romance

    if base == "de":
        return german.german()
    if base == "fr":
        return romance.french({"be": "fr_BE", "ch": "fr_CH"}.get(region, "fr"))
    if base == "es":
        return romance.spanish("." if region in _POINT else ",")
    if base == "it":
        return romance.italian()
    return romance.portuguese("pt_BR" if region == "br" else "pt")
