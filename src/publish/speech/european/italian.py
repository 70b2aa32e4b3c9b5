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
from publish.speech.european.units import units_of
from publish.speech.rule import Rule


def agree(words: str, gender: str) -> str:
    return {"uno": "una" if gender == "f" else "un"}.get(words, words)


_ABBREVIATIONS = (
    (r"\bSig\.ra\b|\bsig\.ra\b", "signora"),
    (r"\bSig\.(?= [A-ZÀ-Ù])|\bsig\.", "signor"),
    (r"\bDott\.ssa\b|\bdott\.ssa\b", "dottoressa"),
    (r"\bDott\.|\bdott\.|\bDr\.", "dottor"),
    (r"\bProf\.ssa\b|\bprof\.ssa\b", "professoressa"),
    (r"\bProf\.|\bprof\.", "professor"),
    (r"\bAvv\.|\bavv\.", "avvocato"),
    (r"\bIng\.(?= [A-Z])", "ingegner"),
    (r"\bon\.(?= [A-Z])|\bOn\.(?= [A-Z])", "onorevole"),
    (r"\becc\.", "eccetera"),
    (r"\ba\. ?C\.", "avanti Cristo"),
    (r"\bd\. ?C\.", "dopo Cristo"),
    (r"\bn[.°] ?(?=[0-9])", "numero "),
    (r"\bpag\. ?(?=[0-9])|\bp\. ?(?=[0-9])", "pagina "),
)


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
        abbreviations=_ABBREVIATIONS,
        ordinal=ordinal,
        dot="punto",
        at="chiocciola",
    )
    century = Rule("IVX", re.compile(rf"(?P<lead>)\b{ROMAN}(?P<tail> secolo)"), say_century)
    return tongue, build(tongue, (century, RULERS, ordinals("º|ª|°(?! ?[CF])")))
