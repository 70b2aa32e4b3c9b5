"""Italian."""

from __future__ import annotations

import re

from publish.speech.european.romance import (
    ROMAN,
    RULERS,
    clock,
    date,
    ordinal,
    ordinals,
    say_century,
    signs,
)
from publish.speech.european.rules import build
from publish.speech.european.tongue import Noun, Tongue
from publish.speech.european.units import abbreviations_of, units_of
from publish.speech.rule import Rule


def agree(words: str, gender: str) -> str:
    return {"uno": "una" if gender == "f" else "un"}.get(words, words)


def _aged(match: re.Match[str], tongue: Tongue) -> str:
    """28enne, 45esimo: an age or an ordinal written with a figure."""
    number, ending = int(match["number"]), match["ending"]
    if ending.startswith("enn"):
        return tongue.cardinal(number)[:-1] + ending
    return tongue.nth(number)[:-1] + ending[-1]


def italian() -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    million, billion = Noun("milione", "milioni"), Noun("miliardo", "miliardi")
    tongue = Tongue(
        code="it",
        decimal=",",
        point="virgola",
        minus="meno",
        percent="per cento",
        to="a",
        per="per",
        months=tuple(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre"
            " ottobre novembre dicembre".split()
        ),
        agree=agree,
        date=date,
        clock=clock,
        money_joint=" e ",
        of="di ",
        of_vowel="di ",
        scales={
            "milioni": million,
            "milione": million,
            "miliardi": billion,
            "miliardo": billion,
            "mln": million,
            "mld": billion,
        },
        currencies={
            "€": (Noun("euro", "euro"), Noun("centesimo", "centesimi")),
            "$": (Noun("dollaro", "dollari"), Noun("centesimo", "centesimi")),
            "US$": (Noun("dollaro", "dollari"), Noun("centesimo", "centesimi")),
            "USD": (Noun("dollaro", "dollari"), Noun("centesimo", "centesimi")),
            "£": (Noun("sterlina", "sterline", "f"), Noun("penny", "pence")),
            "¥": (Noun("yen", "yen"), Noun("sen", "sen")),
            "CHF": (Noun("franco svizzero", "franchi svizzeri"), Noun("centesimo", "centesimi")),
        },
        units=units_of("it", without="ha"),
        signs=signs("più", "uguale", "e", "su", "cancelletto") | {"×": "per", "€": "euro"},
        fractions={
            "1/2": "un mezzo",
            "1/3": "un terzo",
            "2/3": "due terzi",
            "1/4": "un quarto",
            "3/4": "tre quarti",
        },
        abbreviations=abbreviations_of("it"),
        ordinal=ordinal,
        dot="punto",
        at="chiocciola",
        cents_named=True,
    )
    aged = Rule(
        "e",
        re.compile(r"(?<![\w.,])(?P<number>[0-9]{1,4})(?P<ending>esim[oaie]|enn[ei])(?!\w)"),
        _aged,
    )
    century = Rule("IVX", re.compile(rf"(?P<lead>)\b{ROMAN}(?P<tail> secolo)"), say_century)
    return tongue, build(tongue, (century, aged, RULERS, ordinals("º|ª|°(?! ?[CF])")))
