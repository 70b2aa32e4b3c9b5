"""Languages as they are said, by one table-driven grammar.

Number words come from CLDR's spell-out rules (`unicode-rbnf`: MIT, plain Python,
no dependencies, 1.5 MB) with their genders and cases; unit and currency names,
months and plural categories from CLDR through Babel; everything else from one
file a language in `words/`, or for a language without one from CLDR and
`floor.toml`.
"""

from __future__ import annotations

import re
from importlib import resources

from publish.speech.multilingual.words import TABLES

_WORDS = resources.files("publish.speech.multilingual") / "words"
LANGUAGES = frozenset(file.name[:-5] for file in _WORDS.iterdir() if file.name.endswith(".toml"))
"""The languages that have a file: another file is another language."""
FLOOR = frozenset(TABLES)
"""The languages whose numbers, sums, measures and dates are said by CLDR's rules alone."""
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "sh": "sr", "tl": "fil"}
_CYRILLIC = re.compile("[Ѐ-ӿ]")


def language_of(base: str, text: str = "") -> str:
    """The table of words for a primary language subtag and the script of a text, "" where there is none."""
    base = _SAME.get(base, base)
    if base == "sr" and not _CYRILLIC.search(text):
        return "sr_Latn"
    if base in ("az", "bs", "uz") and _CYRILLIC.search(text):
        return ""
    return base if base in LANGUAGES or base in FLOOR else ""


def say(text: str, base: str) -> str:
    """The spoken form of a text in one of `LANGUAGES` or `FLOOR`."""
    from publish.speech.multilingual import rules
    from publish.speech.multilingual.words import words_of

    return rules.say(words_of(base), text)
