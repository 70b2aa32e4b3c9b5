"""Spanish."""

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
    say_clock,
    signs,
)
from publish.speech.european.rules import build
from publish.speech.european.tongue import Noun, Tongue
from publish.speech.european.units import units_of
from publish.speech.rule import Rule


def agree(words: str, gender: str) -> str:
    if gender == "f":
        return re.sub(r"uno$", "una", words.replace("cientos", "cientas").replace("quinientos", "quinientas"))
    return re.sub(r"\buno$", "un", re.sub(r"veintiuno$", "veintiún", words))


_ABBREVIATIONS = (
    (r"\bSres\.", "señores"),
    (r"\bSrta\.", "señorita"),
    (r"\bSra\.", "señora"),
    (r"\bSr\.", "señor"),
    (r"\bDra\.", "doctora"),
    (r"\bDr\.", "doctor"),
    (r"\bD\.(?= [A-ZÁ-Ú])", "don"),
    (r"\bDña\.|\bD\.ª", "doña"),
    (r"\bUds\.", "ustedes"),
    (r"\bUd\.", "usted"),
    (r"\bEE\. ?UU\.|\bEEUU\b", "Estados Unidos"),
    (r"\bp\. ?ej\.", "por ejemplo"),
    (r"\betc\.", "etcétera"),
    (r"\ba\. ?C\.", "antes de Cristo"),
    (r"\bd\. ?C\.", "después de Cristo"),
    (r"\b[Nn]\.?º ?(?=[0-9])|\b[Nn]úm\. ?(?=[0-9])", "número "),
    (r"\bAvda?\.", "avenida"),
    (r"\b([Aa])rt\. ?(?=[0-9])", r"\1rtículo "),
    (r"\bTel\.|\bTfno\.", "Teléfono"),
    (r"\bpág\. ?(?=[0-9])", "página "),
    (r"\bmin\.(?= [0-9])", "minuto"),
)


def spanish(code: str, decimal: str) -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    million, billion = Noun("millón", "millones"), Noun("mil millones", "mil millones")
    tongue = Tongue(
        code=code,
        decimal=decimal,
        point="coma" if decimal == "," else "punto",
        minus="menos",
        percent="por ciento",
        to="a",
        per="por",
        months=tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
        ),
        agree=agree,
        date=date,
        clock=clock,
        money_joint=" con ",
        of="de ",
        of_vowel="de ",
        scales={"millones": million, "millón": million, "mill.": million, "mdd": billion, "M": million},
        currencies={
            "€": (Noun("euro", "euros"), Noun("céntimo", "céntimos")),
            "$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "US$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "USD": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "£": (Noun("libra", "libras", "f"), Noun("penique", "peniques")),
            "¥": (Noun("yen", "yenes"), Noun("sen", "sen")),
            "CHF": (Noun("franco suizo", "francos suizos"), Noun("céntimo", "céntimos")),
        },
        units=units_of("es", without="ha"),
        signs=signs("más", "igual a", "y", "de", "almohadilla") | {"×": "por", "€": "euros"},
        fractions={
            "1/2": "un medio",
            "1/3": "un tercio",
            "2/3": "dos tercios",
            "1/4": "un cuarto",
            "3/4": "tres cuartos",
        },
        abbreviations=_ABBREVIATIONS,
        ordinal=ordinal,
    )
    century = Rule("IVX", re.compile(rf"(?P<lead>\bsiglos? ){ROMAN}(?P<tail>)(?!\w)"), say_century)
    dotted = Rule(
        ".",
        re.compile(r"(?<![\w.,])(?P<hour>[0-2]?[0-9])\.(?P<minute>[0-5][0-9])(?=[ \u00a0](?:h\b|horas?\b))"),
        say_clock,
    )
    return tongue, build(tongue, (century, dotted, RULERS, ordinals(r"\.?º|\.?ª|\.?er(?=\b)|°")))
