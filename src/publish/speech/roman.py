"""Roman numerals."""

from __future__ import annotations

import re

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(text: str) -> int:
    """The value of a well-formed roman numeral, 0 for anything else."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    total = 0
    for mark, following in zip(text, [*text[1:], "I"], strict=True):
        value = _VALUES[mark]
        total += -value if value < _VALUES[following] else value
    return total
