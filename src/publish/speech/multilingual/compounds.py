"""Adjectives and nouns that begin with a number: 15-летний, 5-річний, 15-letni, 15letý.

The file's table `compound` says how: `shape` is the pattern of the rest of the
word, `rule` the form of the number to begin from, and every other key a regular
expression and what it becomes in that form.
"""

from __future__ import annotations

import re

from publish.speech.multilingual.numerals import cardinal
from publish.speech.multilingual.words import Words
from publish.speech.rule import DIGITS, Rule

_OPTIONS = ("shape", "rule")


def compounds(words: Words) -> tuple[Rule[Words], ...]:
    """The rule for numbers that are the first part of a word, where the language's file has the table."""
    if not words.compound:
        return ()
    shape = rf"(?<![\w.,])(?P<number>[1-9][0-9]{{0,3}})(?P<rest>{words.compound['shape']})(?!\w)"
    return (Rule(DIGITS, re.compile(shape), _compound),)


def _compound(match: re.Match[str], words: Words) -> str:
    said = cardinal(words, match["number"], words.compound["rule"])
    for pattern, becomes in words.compound.items():
        if pattern not in _OPTIONS:
            said = re.sub(pattern, becomes, said)
    return said.replace(" ", "") + match["rest"].lstrip("-‑")
