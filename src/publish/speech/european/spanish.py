"""Spanish."""

from __future__ import annotations

import re

from publish.speech.european.romance import (
    ROMAN,
    clock,
    date,
    ordinals,
    ruler_rule,
    say_century,
    say_clock,
)
from publish.speech.european.rules import build
from publish.speech.european.tongue import Tongue, tongue_of
from publish.speech.roman import roman
from publish.speech.rule import DIGITS, Rule, alone

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


def _alone(match: re.Match[str], tongue: Tongue) -> str | None:
    """12.15 by itself: where a comma is the decimal mark, a time of day."""
    return say_clock(match, tongue) if alone(match) and tongue.decimal == "," else None


def _day_after(match: re.Match[str], tongue: Tongue) -> str | None:
    """abril 30, abr. 22 de 2020: the day behind its month."""
    month = next(
        (name for name in tongue.months if name.startswith(match["month"].lower().rstrip(".")[:4])), ""
    )
    day = int(match["day"])
    return f"{tongue.cardinal(day)} de {month}" if month and 1 <= day <= 31 else None


def agree(words: str, gender: str) -> str:
    if gender == "f":
        millions, mark, rest = words.rpartition("millones ")  # "doscientos millones doscientas libras"
        return millions + mark + re.sub(r"uno$", "una", re.sub(r"(cient|quinient)os", r"\1as", rest))
    return re.sub(r"\buno$", "un", re.sub(r"veintiuno$", "veintiún", words))


def spanish(decimal: str) -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    tongue = tongue_of(
        "es",
        decimal=decimal,
        point="coma" if decimal == "," else "punto",
        agree=agree,
        date=date,
        clock=clock,
        ordinal=_ordinal,
    )
    century = Rule("IVX", re.compile(rf"(?P<lead>\bsiglos? ){ROMAN}(?P<tail>)(?!\w)"), say_century)
    dotted = Rule(
        ".",
        re.compile(
            r"(?<![\w.,])(?P<hour>[0-2]?[0-9])\.(?P<minute>[0-5][0-9])"
            r"(?:[ \u00a0]h\b(?! ?[0-9])|(?=[ \u00a0]horas?\b))"
        ),
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
    by_itself = Rule(
        ".",
        re.compile(r"(?<![\w.,])(?P<hour>[0-2]?[0-9])\.(?P<minute>[0-5][0-9])(?![\w.,]?[0-9])"),
        _alone,
    )
    names = "|".join(tongue.months) + r"|(?:ene|feb|mar|abr|jun|jul|ago|sept?|oct|nov|dic)\."
    after_month = Rule(
        DIGITS,
        re.compile(
            rf"(?i:\b(?P<month>{names})) (?P<day>[0-3]?[0-9])(?![\w%]|[.,:/-][0-9]|[ \u00a0](?!de\b)[\w%€$])"
        ),
        _day_after,
    )
    roman_year: Rule[Tongue] = Rule(
        "mdclxvi",
        re.compile(r"(?P<lead>\b(?:siglos?|año) )(?P<numeral>[mdclxvi]{1,12})(?!\w)"),
        lambda match, tongue: (
            match["lead"] + tongue.cardinal(roman(match["numeral"].upper()))
            if roman(match["numeral"].upper())
            else None
        ),
    )
    endings = r"\.?º(?! ?[CF]\b)|\.?ª|\.?ᵉʳ|\.?er(?=\b)|°(?! ?[CF]\b)|[rtvnm]?o(?<=[rtvnm]o)|do|[rtvn]a|da"
    return tongue, build(
        tongue,
        (roman_year, century, after_month, by_itself, half_day, dotted, ruler_rule(), ordinals(endings)),
    )
