"""Fractions by name: ein Sechstel, deux tiers, tres quintos, dois doze avos, un sesto."""

from __future__ import annotations

import re

from publish.speech.european.tongue import Tongue

_HALVES = {
    "fr": {2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts")},
    "it": {2: ("mezzo", "mezzi")},
    "pt": {
        2: ("meio", "meios"),
        3: ("terço", "terços"),
        100: ("centésimo", "centésimos"),
        1000: ("milésimo",) * 2,
    },
    "es": {
        2: ("medio", "medios"),
        3: ("tercio", "tercios"),
        100: ("centésimo", "centésimos"),
        1000: ("milésimo", "milésimos"),
    },
}
_OVER = {"es": "sobre", "pt": "sobre", "fr": "sur", "it": "su", "de": "durch"}
# What stands between a whole number and its fraction.
MIXED = {"es": " y ", "pt": " e ", "fr": " et ", "it": " e ", "de": " "}


def denominator(tongue: Tongue, number: int, many: bool) -> str:
    """The name of the lower number of a fraction; "" where it is said as a number."""
    language = tongue.code[:2]
    if pair := _HALVES.get(language, {}).get(number):
        return pair[many]
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


def fraction(tongue: Tongue, upper: str, lower: str) -> str:
    """An upper and a lower number in words."""
    one = tongue.agree(tongue.cardinal(upper), "m")
    if name := denominator(tongue, int(lower), int(upper) != 1):
        return f"{one} {name}"
    return f"{tongue.cardinal(upper)} {_OVER[tongue.code[:2]]} {tongue.cardinal(lower)}"
