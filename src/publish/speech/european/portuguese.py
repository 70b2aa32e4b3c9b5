"""Portuguese."""

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
    if gender != "f":
        return words
    words = re.sub(r"\bum$", "uma", re.sub(r"\bdois$", "duas", words))
    return re.sub(r"entos\b", "entas", words)


def portuguese(code: str) -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    million = Noun("milhão", "milhões")
    billion = Noun("bilhão", "bilhões") if code == "pt_BR" else Noun("mil milhão", "mil milhões")
    units = units_of("pt")
    if code == "pt":
        units = {
            sign: Noun(
                noun.one.replace("quilômetro", "quilómetro"),
                noun.many.replace("quilômetro", "quilómetro"),
                noun.gender,
            )
            for sign, noun in units.items()
        }
    tongue = Tongue(
        code=code,
        decimal=",",
        point="vírgula",
        minus="menos",
        percent="por cento",
        to="a",
        per="por",
        months=tuple(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
        ),
        agree=agree,
        date=date,
        clock=clock,
        money_joint=" e ",
        of="de ",
        of_vowel="de ",
        scales={
            "milhões": million,
            "milhão": million,
            "bilhões": Noun("bilhão", "bilhões"),
            "bilhão": Noun("bilhão", "bilhões"),
            "mil": Noun("mil", "mil"),
            "mi": million,
            "bi": billion,
            "M": million,
        },
        currencies={
            "€": (Noun("euro", "euros"), Noun("cêntimo", "cêntimos")),
            "R$": (Noun("real", "reais"), Noun("centavo", "centavos")),
            "$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "US$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "USD": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "£": (Noun("libra", "libras", "f"), Noun("pêni", "pence")),
            "¥": (Noun("iene", "ienes"), Noun("sen", "sen")),
            "CHF": (Noun("franco suíço", "francos suíços"), Noun("cêntimo", "cêntimos")),
        },
        units=units,
        signs=signs("mais", "igual a", "e", "de", "cerquilha") | {"×": "por", "€": "euros"},
        fractions={
            "1/2": "um meio",
            "1/3": "um terço",
            "2/3": "dois terços",
            "1/4": "um quarto",
            "3/4": "três quartos",
        },
        abbreviations=abbreviations_of("pt"),
        ordinal=ordinal,
        dot="ponto",
        at="arroba",
        cents_named=True,
    )
    century = Rule("IVX", re.compile(rf"(?P<lead>\bséculos? ){ROMAN}(?P<tail>)(?!\w)"), say_century)
    return tongue, build(tongue, (century, RULERS, ordinals(r"\.?º|\.?ª|°(?! ?[CF])")))
