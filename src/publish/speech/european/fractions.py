"""Fractions by name: ein Sechstel, deux tiers, tres quintos, dois doze avos, un sesto."""

from __future__ import annotations

import re

from publish.speech.european.tongue import Tongue


def denominator(tongue: Tongue, number: int, many: bool) -> str:
    """The name of the lower number of a fraction; "" where it is said as a number."""
    language = tongue.language
    if pair := tongue.denominators.get(number):
        return pair[many]
    if language == "es" and 100 < number <= 100_000 and number % (100 if number < 1000 else 1000) == 0:
        return _large(tongue, number) + ("s" if many else "")
    if number > 100 or number < 2:
        return ""
    if language == "de":
        return "Halbe" if number == 2 else f"{tongue.nth(number).removesuffix('te')}tel".capitalize()
    if language == "es" and number > 10:
        word = tongue.cardinal(number).replace(" y ", "i")
        return re.sub(r"[oa]$", "", word) + ("avos" if many else "avo")
    if language == "pt" and number > 10:
        return f"{tongue.cardinal(number)} avos"
    word = tongue.nth(number)
    if language == "it":
        return word[:-1] + ("i" if many else "o")
    return word + ("s" if many else "")


def _large(tongue: Tongue, number: int) -> str:
    """octingentésimo, cincomilésimo."""
    if number % 1000:
        return tongue.ordinal(tongue, number, "º")
    return tongue.cardinal(number // 1000).replace(" ", "") + "milésimo"


def fraction(tongue: Tongue, upper: str, lower: str) -> str:
    """An upper and a lower number in words."""
    one = tongue.agree(tongue.cardinal(upper), "m")
    if name := denominator(tongue, int(lower), int(upper) != 1):
        return f"{one} {name}"
    return f"{tongue.cardinal(upper)} {tongue.over} {tongue.cardinal(lower)}"
