"""Languages as they are said, by one table-driven grammar.

Number words come from CLDR's spell-out rules (`unicode-rbnf`: MIT, plain Python,
no dependencies, 1.5 MB) with their genders and cases; unit and currency names,
months and plural categories from CLDR through Babel; everything else from one
file a language in `words/`.
"""

from __future__ import annotations

from importlib import resources

_WORDS = resources.files("publish.speech.multilingual") / "words"
LANGUAGES = frozenset(file.name[:-5] for file in _WORDS.iterdir() if file.name.endswith(".toml"))
"""The languages that have a file: another file is another language."""
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}


def language_of(base: str) -> str:
    """The file of words for a primary language subtag, "" where there is none."""
    base = _SAME.get(base, base)
    return base if base in LANGUAGES else ""


def say(text: str, base: str) -> str:
    """The spoken form of a text in one of `LANGUAGES`."""
    from publish.speech.multilingual import rules
    from publish.speech.multilingual.words import words_of

    return rules.say(words_of(base), text)
