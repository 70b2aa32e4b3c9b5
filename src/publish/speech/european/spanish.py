"""Spanish."""

from __future__ import annotations

import re

from publish.speech.european.romance import (
    ROMAN,
    RULERS,
    clock,
    date,
    ordinals,
    say_century,
    say_clock,
    signs,
)
from publish.speech.european.rules import build
from publish.speech.european.tongue import Noun, Tongue
from publish.speech.european.units import abbreviations_of, units_of
from publish.speech.rule import Rule

_ONES = "primero segundo tercero cuarto quinto sexto séptimo octavo noveno".split()
_TENS = (
    "décimo vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo"
).split()
_HUNDREDS = (
    "centésimo ducentésimo tricentésimo cuadringentésimo quingentésimo sexcentésimo septingentésimo"
    " octingentésimo noningentésimo"
).split()
_FUSED = {1: "decimo", 2: "vigesimo"}


def nth(tongue: Tongue, number: int) -> str:
    """Ordinals to 1999 as the Academy spells them: undécimo, decimoquinto, vigesimoprimero."""
    if number > 1999:
        thousand = f"{tongue.cardinal(number // 1000)}milésimo".replace(" ", "") if number % 1000 == 0 else ""
        return thousand or tongue.cardinal(number)
    words = ["milésimo"] if number >= 1000 else []
    if hundreds := number % 1000 // 100:
        words.append(_HUNDREDS[hundreds - 1])
    tens, ones = divmod(number % 100, 10)
    if (tens, ones) in ((1, 1), (1, 2)):
        words.append(("undécimo", "duodécimo")[ones - 1])
    elif tens in _FUSED and ones:
        words.append(_FUSED[tens] + _ONES[ones - 1])
    else:
        words += [_TENS[tens - 1]] * bool(tens) + [_ONES[ones - 1]] * bool(ones)
    return " ".join(words).replace("oo", "o")


def _ordinal(tongue: Tongue, number: int, ending: str) -> str:
    words, ending = nth(tongue, number), ending.lstrip(".")
    if ending in ("ª", "ra", "da", "ta", "a", "va", "na", "ma"):
        return " ".join(re.sub("o$", "a", word) for word in words.split())
    if ending in ("er", "ᵉʳ"):
        if number == 11:
            return "decimoprimer"
        return re.sub(r"(primer|tercer)o$", r"\1", words)
    return words


def _half_day(match: re.Match[str], tongue: Tongue) -> str | None:
    """5:02 p.m., 12.15 p.m.: the hour, a quarter or a half, and the part of the day."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    words = agree(tongue.cardinal(hour), "f")
    if minute:
        words += " y " + {15: "cuarto", 30: "media"}.get(minute, tongue.cardinal(minute))
    morning = match["half"].lower() == "a"
    part = (
        "de la mañana"
        if morning
        else "del mediodía"
        if hour == 12
        else "de la tarde"
        if hour < 8
        else "de la noche"
    )
    return f"{words} {part}"


def agree(words: str, gender: str) -> str:
    if gender == "f":
        millions, mark, rest = words.rpartition("millones ")  # "doscientos millones doscientas libras"
        return millions + mark + re.sub(r"uno$", "una", re.sub(r"(cient|quinient)os", r"\1as", rest))
    return re.sub(r"\buno$", "un", re.sub(r"veintiuno$", "veintiún", words))


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
        money_joint=" ",
        of="de ",
        of_vowel="de ",
        scales={
            "billones": Noun("billón", "billones"),
            "billón": Noun("billón", "billones"),
            "mil": Noun("mil", "mil"),
            "millones": million,
            "millón": million,
            "mill.": million,
            "mdd": billion,
            "M": million,
        },
        currencies={
            "€": (Noun("euro", "euros"), Noun("céntimo", "céntimos")),
            "$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "US$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "USD": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "£": (Noun("libra", "libras", "f"), Noun("penique", "peniques")),
            "kr": (Noun("corona", "coronas", "f"), None),
            "₩": (Noun("won", "wones"), None),
            "R$": (Noun("real", "reales"), None),
            "r$": (Noun("real", "reales"), None),
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
        abbreviations=abbreviations_of("es"),
        ordinal=_ordinal,
        cents_named=True,
    )
    century = Rule("IVX", re.compile(rf"(?P<lead>\bsiglos? ){ROMAN}(?P<tail>)(?!\w)"), say_century)
    dotted = Rule(
        ".",
        re.compile(r"(?<![\w.,])(?P<hour>[0-2]?[0-9])\.(?P<minute>[0-5][0-9])(?=[ \u00a0](?:h\b|horas?\b))"),
        say_clock,
    )
    half_day = Rule(
        "aApP",
        re.compile(
            r"(?<![\w.,:])(?P<hour>1?[0-9])(?:[:.](?P<minute>[0-5][0-9]))?[ \u00a0]?"
            r"(?P<half>[aApP])\.?[ \u00a0]?[mM]\b\.?"
        ),
        _half_day,
    )
    endings = r"\.?º(?! ?[CF]\b)|\.?ª|\.?ᵉʳ|\.?er(?=\b)|°(?! ?[CF]\b)|[rtvnm]?o(?<=[rtvnm]o)|do|[rtvn]a|da"
    return tongue, build(tongue, (century, half_day, dotted, RULERS, ordinals(endings)))
