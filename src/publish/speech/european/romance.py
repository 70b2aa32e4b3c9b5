"""What French, Spanish, Italian and Portuguese share, and the rest of Italian and Portuguese."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.speech.european.rules import build
from publish.speech.european.tongue import Noun, Tongue, rulers, tongue_of
from publish.speech.roman import roman
from publish.speech.rule import Rule, after, alone, before, mentions

ROMAN = r"(?P<numeral>[IVXLC]+)"


# --- dates, times, ordinals ------------------------------------------------


def date(tongue: Tongue, day: int, month: int, year: str, lead: str) -> str:
    link = tongue.date_link
    said = tongue.first if day == 1 and tongue.first else tongue.cardinal(day)
    return f"{said}{link}{tongue.months[month - 1]}{link}{tongue.cardinal(int(year))}"


def clock(tongue: Tongue, hour: int, minute: int | None) -> str:
    language = tongue.code[:2]
    if language == "it":
        return ("una" if hour == 1 else tongue.cardinal(hour)) + (
            f" e {tongue.cardinal(minute)}" if minute else ""
        )
    hours = tongue.agree(tongue.cardinal(hour), "f")
    if language == "fr":
        return f"{hours} heure{'s' if hour > 1 else ''}" + (f" {tongue.cardinal(minute)}" if minute else "")
    if language == "pt":
        whole = f"{hours} hora{'s' if hour != 1 else ''}"
        return f"{whole} e {tongue.cardinal(minute)}" if minute else whole
    part = {15: "cuarto", 30: "media"}.get(minute or 0) if hour <= 12 else None
    return f"{hours} y {part or tongue.cardinal(minute or 0)}" if minute else hours


def say_clock(match: re.Match[str], tongue: Tongue) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    return clock(tongue, hour, minute) if hour <= 24 else None


def _feminine(word: str) -> str:
    """Ordinals of Spanish, Italian and Portuguese in the feminine."""
    return " ".join(part[:-1] + "a" if part.endswith("o") else part for part in word.split())


def ordinal(tongue: Tongue, number: int, ending: str) -> str:
    word, ending = tongue.nth(number), ending.lstrip(".")
    if tongue.code.startswith("fr"):
        word = word.replace("centsième", "centième")
        if number == 1:
            return "première" if ending in ("re", "ère", "ere") else "premier"
        return {"nd": "second", "nde": "seconde"}.get(ending, word) if number == 2 else word
    if ending in ("ª", "a"):
        return _feminine(word)
    if tongue.code == "es" and ending == "er":
        return {"primero": "primer", "tercero": "tercer"}.get(word, word)
    return word


_HOT = re.compile(
    r"(?i)temper|grad[iou]|termom|calor|cald[oa]|fredd|fr[ií]o|clima|meteo|gelo|m[ií]nim|m[aá]xim|massim|s?ombra"
)
_BEFORE_ORDINAL = re.compile(
    r"(?i)(?:\b(?:il|lo|la|un|una|uno|[dnsa][ae]?ll?[oa]?|del|dal|nel|sul|al|su[oa]|mi[oa]|quest[oa]|quel|ogni|el|los"
    r"|o|a|[dn][oa]|ao|à|est[ea]|seu|sua|su|cada|é|em|art\.|artigo|§|parágrafo)|\b[a-z]{0,3}ll['’]) ?$"
)


def _is_degree(match: re.Match[str], number: int) -> bool:
    """Whether 20° is a temperature: no article before it, and heat in the text or more than ranks reach."""
    if (
        match["ending"] not in ("°", "º")
        or _BEFORE_ORDINAL.search(before(match, 12))
        or (alone(match) and number < 32)
    ):
        return False
    return mentions(match, _HOT) or (
        match["ending"] == "°" and number > 15 and not re.match(r" [a-zà-ú]{4,}[oe]\b", after(match))
    )


def _say_ordinal(match: re.Match[str], tongue: Tongue) -> str | None:
    number = int(re.sub(r"[^0-9]", "", match["number"]))
    if not 0 < number <= 10**9:
        return None
    if tongue.language != "fr" and _is_degree(match, number):
        return tongue.counted(str(number), tongue.units["°"])
    words = tongue.ordinal(tongue, number, match["ending"])
    return words + ("s" if match["many"] and number > 1 else "")


_FEMALE = re.compile(r"(?:a|[Ée]lisabeth|Elizabeth|Isabel|Margrethe|Béatrice|Victoire)$")


def _ruler(tongue: Tongue, number: int, name: str) -> str:
    """Louis quatorze, Felipe sexto, Luigi quattordicesimo, Elizabeth segunda."""
    female = bool(_FEMALE.search(name))
    language = tongue.code[:2]
    if language == "fr":
        return ("première" if female else "premier") if number == 1 else tongue.cardinal(number)
    if language in ("es", "pt") and number > 10:
        return tongue.cardinal(number)
    return _feminine(tongue.nth(number)) if female else tongue.nth(number)


def _say_ruler(match: re.Match[str], tongue: Tongue) -> str | None:
    value = roman(match["numeral"])
    if not value or value > 30 or match["numeral"] in ("CD", "CC", "DI", "MI", "XL", "CL", "C", "L"):
        return None
    return f"{match['name']} {_ruler(tongue, value, match['name'])}"


def say_century(match: re.Match[str], tongue: Tongue) -> str | None:
    value = roman(match["numeral"])
    if not value:
        return None
    language = tongue.code[:2]
    if language == "es" or (language == "pt" and value > 10):
        return f"{match['lead']}{tongue.cardinal(value)}"
    said = tongue.nth(value) if language != "fr" or value > 1 else "premier"
    return f"{match['lead'] or ''}{said}{match['tail'] or ''}"


def ruler_rule() -> Rule[Tongue]:
    """Louis XIV, Juan Carlos I, Papa Francesco I."""
    return Rule(
        "IVX",
        re.compile(rf"\b(?P<name>{rulers()})[ \u00a0]{ROMAN}(?![\w-])(?! (?:ha|a|è|est|é|es)\b)"),
        _say_ruler,
    )


def ordinals(endings: str) -> Rule[Tongue]:
    return Rule(
        "erºª°ndèoaᵉ",
        re.compile(
            rf"(?<![\w.,])(?P<number>[0-9]{{1,3}}(?:[. \u00a0\u202f]?[0-9]{{3}}){{0,3}})"
            rf"(?P<ending>{endings})(?P<many>s)?(?!\w)"
        ),
        _say_ordinal,
    )


# --- Italian ----------------------------------------------------------------


_LONG_ARTICLE = re.compile(r"(?i)(?:s[^aeiouàèéìòù]|z|gn|ps|pn|x|y)")


def _elided(words: str, gender: str, lead: str, noun: str) -> str:
    """Un giorno, uno studente, un'amica."""
    if words == "una":
        return "un'" if noun[0].lower() in "aeiou" else words
    return "uno" if words == "un" and _LONG_ARTICLE.match(noun) else words


def _agree_italian(words: str, gender: str) -> str:
    return {"uno": {"f": "una", "m": "un"}.get(gender, words)}.get(words, words)


def _aged(match: re.Match[str], tongue: Tongue) -> str:
    """28enne, 45esimo: an age or an ordinal written with a figure."""
    number, ending = int(match["number"]), match["ending"]
    if ending.startswith("enn"):
        return tongue.cardinal(number)[:-1] + ending
    return tongue.nth(number)[:-1] + ending[-1]


def italian() -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    tongue = tongue_of("it", agree=_agree_italian, declined=_elided, date=date, clock=clock, ordinal=ordinal)
    aged = Rule(
        "e",
        re.compile(r"(?<![\w.,])(?P<number>[0-9]{1,4})(?P<ending>esim[oaie]|enn[ei])(?!\w)"),
        _aged,
    )
    century = Rule(
        "IVX",
        re.compile(rf"(?P<lead>)\b{ROMAN}(?P<tail>(?= (?:e|ed|al) [IVX]+ secolo)| secolo)"),
        say_century,
    )
    numbered = Rule("IVX", re.compile(rf"(?P<lead>\bsecol[oi] ){ROMAN}(?P<tail>)(?!\w)"), say_century)
    second = Rule(
        "IVX",
        re.compile(rf"(?P<lead>\bsecoli \w{{4,30}}imo(?: e |[-–])){ROMAN}(?P<tail>)(?!\w)"),
        say_century,
    )
    return tongue, build(
        tongue, (numbered, second, century, aged, ruler_rule(), ordinals("º|ª|°(?! ?[CF])|[ao](?= [a-z])"))
    )


# --- Portuguese -------------------------------------------------------------


def _agree_portuguese(words: str, gender: str) -> str:
    if gender != "f":
        return words
    words = re.sub(r"\bum$", "uma", re.sub(r"\bdois$", "duas", words))
    return re.sub(r"entos\b", "entas", words)


def _european(noun: Noun) -> Noun:
    """Portugal writes quilómetro."""
    one, many = (name.replace("quilômetro", "quilómetro") for name in (noun.one, noun.many))
    return replace(noun, one=one, many=many)


def portuguese(code: str) -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    tongue = tongue_of("pt", code=code, agree=_agree_portuguese, date=date, clock=clock, ordinal=ordinal)
    if code == "pt":
        tongue = replace(tongue, units={sign: _european(noun) for sign, noun in tongue.units.items()})
    century = Rule("IVX", re.compile(rf"(?P<lead>\bséculos? ){ROMAN}(?P<tail>)(?!\w)"), say_century)
    return tongue, build(tongue, (century, ruler_rule(), ordinals(r"\.?º|\.?ª|°(?! ?[CF])")))
