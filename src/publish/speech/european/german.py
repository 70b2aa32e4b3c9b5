"""German."""

from __future__ import annotations

import re

from publish.speech.european.rules import build
from publish.speech.european.tongue import Tongue, rulers, tongue_of
from publish.speech.roman import roman
from publish.speech.rule import Rule, alone, before

_SHORT = r"|Jänner|Jan\.|Feb\.|Aug\.|Sept?\.|Okt\.|Nov\.|Dez\."
_WEAK_N = re.compile(
    r"(?i)(?:\b(?:dem|den|des|am|im|vom|zum|beim|bis zum|ab|seit|meinem|seinem"
    r"|ihrem|einem|jedem|diesem|meinen|seinen|"
    r"ihren|zur|der zweiten|tag,|woch|ag, den)|\b\w+tag)\s$"
)


_DATIVE_DER = re.compile(r"(?i)\b(?:in|aus|von|mit|bei|nach|seit|zu|an|auf|während|wegen|trotz|außer) der\s$")


def _agree(words: str, gender: str) -> str:
    if words == "eins":
        return "eine" if gender == "f" else "ein"
    return words[:-1] if words.endswith("eins") and gender else words


def _declined(words: str, gender: str, lead: str) -> str:
    """mit einer Stimme, von einem Kind: a one after a preposition that takes the dative."""
    if words not in ("ein", "eine") or not re.search(r"(?i)\b(?:mit|von|nach|bei|aus|seit|zu|außer) $", lead):
        return words
    return "einer" if gender == "f" else "einem"


def _nth(tongue: Tongue, number: int, lead: str) -> str:
    """An ordinal with the ending that the word before it asks for: "am dritten", "der dritte"."""
    stem = tongue.nth(number).removesuffix("e")
    if _WEAK_N.search(lead) or _DATIVE_DER.search(lead):
        return stem + "en"
    if re.search(r"(?i)\b(?:der|die|das|diese[rs]?|jede[rs]?|eine|seine|ihre|meine)\s$", lead):
        return stem + "e"
    return stem + ("en" if re.search(r"(?i)\b(?:bis|und|oder|zum|auf den)\s$", lead) else "er")


def _date(tongue: Tongue, day: int, month: int, year: str, lead: str) -> str:
    return f"{_nth(tongue, day, lead)} {tongue.months[month - 1]} {tongue.year(int(year))}"


def _clock(tongue: Tongue, hour: int, minute: int | None) -> str:
    words = f"{_agree(tongue.cardinal(hour), 'm')} Uhr"
    return f"{words} {tongue.cardinal(minute)}" if minute else words


def _day(match: re.Match[str], tongue: Tongue) -> str | None:
    """3. Oktober 2024."""
    number = int(match["number"])
    if not 1 <= number <= 31:
        return None
    month = match["month"]
    if month[-1] == ".":
        month = next(name for name in tongue.months if name[:3] == month[:3])
    return f"{_nth(tongue, number, before(match, 16))} {month}"


def _alone(match: re.Match[str], tongue: Tongue) -> str | None:
    """1. and nothing else: the first of a list."""
    return tongue.nth(int(match["number"])).removesuffix("e") + "er" if alone(match) else None


def _after_article(match: re.Match[str], tongue: Tongue) -> str:
    """zum 45. Präsidenten, in der 8. Klasse, am 2. Advent."""
    return _nth(tongue, int(match["number"]), before(match, 24))


def _before_noun(match: re.Match[str], tongue: Tongue) -> str | None:
    """der 2. Weltkrieg, im 20. Jahrhundert; a number that ends a sentence stays one."""
    number = int(match["number"])
    return _nth(tongue, number, before(match, 16)) if 0 < number < 200 else None


def _short_date(match: re.Match[str], tongue: Tongue) -> str | None:
    """am 12.3., (12.3.): a day and a month."""
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    ends = "" if match["end"] is None else "."
    return f"{_nth(tongue, day, before(match, 16))} {tongue.months[month - 1]}{ends}"


def _docket(match: re.Match[str], tongue: Tongue) -> str:
    """2 BvR 508/21, 6 B 2457/24: the number of a case and its year."""
    senate, number, year = match.group("senate", "number", "year")
    return f"{tongue.cardinal(senate)} {match['kind']} {tongue.cardinal(number)} aus {tongue.cardinal(year)}"


def _club(match: re.Match[str], tongue: Tongue) -> str:
    """Der 1. FC Kaiserslautern."""
    return f"{_nth(tongue, 1, before(match, 16)).capitalize()} {match['club']}"


def _minute(match: re.Match[str], tongue: Tongue) -> str:
    """(67.‘), (90.+3.‘): the minute of a goal."""
    extra = f" plus {tongue.cardinal(match['extra'])}" if match["extra"] else ""
    return f"{tongue.nth(int(match['number']))} Minute{extra}"


def _dotted_clock(match: re.Match[str], tongue: Tongue) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    return _clock(tongue, hour, minute) if hour <= 24 and minute < 60 else None


def _decade(match: re.Match[str], tongue: Tongue) -> str:
    """die 1990er, in den 80ern."""
    return tongue.year(int(match["number"])) + match["ending"]


_OBLIQUE = re.compile(
    r"(?i)\b(?:des|von|mit|unter|zu|dem)\s(?:König(?:in)?\s|Kaiser(?:in)?\s|Papst\s|Zar\s)?$"
)


def _ruler(match: re.Match[str], tongue: Tongue) -> str | None:
    value = roman(match["numeral"])
    if not 0 < value < 30:
        return None
    stem = tongue.nth(value).removesuffix("e")
    female = match["name"].endswith(("a", "h", "e"))
    genitive = bool(_OBLIQUE.search(before(match, 22)))
    article = ("die ", "der ", "der ", "dem ")[2 * (not female) + genitive] + (
        stem + ("en" if genitive else "e")
    ).capitalize()
    return f"{match['name']} {article}"


def german() -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    tongue = tongue_of(
        "de",
        declined=_declined,
        agree=_agree,
        date=_date,
        clock=_clock,
        ordinal=lambda tongue, number, ending: tongue.nth(number),
    )
    months = "|".join(tongue.months)
    own = (
        Rule(
            "/",
            re.compile(
                r"(?<![\w.,/-])(?P<senate>[0-9]{1,3}) (?P<kind>[A-Z][A-Za-z]{0,4}) (?P<number>[0-9]{1,5})/"
                r"(?P<year>[0-9]{2})(?![\w/]|[.,][0-9])"
            ),
            _docket,
        ),
        Rule(".", re.compile(r"(?<![\w.,])1\. ?(?P<club>FC|FFC|SC|VfL|FSV)\b"), _club),
        Rule(
            ".",
            re.compile(r"(?<![\w.,])(?P<number>[0-9]{1,3})\.(?:\+(?P<extra>[0-9]{1,2})\.?)?[‘’'′](?!\w)"),
            _minute,
        ),
        Rule(
            ".",
            re.compile(
                r"(?<![\w.,])(?P<day>[0-3]?[0-9])\.[ ]?(?P<month>[01]?[0-9])\."
                r"(?P<end>(?=\s*$))?(?![0-9]| ?[0-9]{2})"
            ),
            _short_date,
        ),
        Rule("e", re.compile(r"(?<![\w.,])(?P<number>[12][0-9]{2}0|[1-9]0)(?P<ending>ern?)(?!\w)"), _decade),
        Rule(
            ".", re.compile(rf"(?<![\w.,])(?P<number>[0-3]?[0-9])\. ?(?P<month>{months}{_SHORT})(?!\w)"), _day
        ),
        Rule(
            ".",
            re.compile(r"(?<![\w.,])(?P<hour>[0-2]?[0-9])\.(?P<minute>[0-5][0-9])[ \u00a0]Uhr\b"),
            _dotted_clock,
        ),
        Rule(
            ".",
            re.compile(
                r"(?<![\w.,])(?P<number>[0-9]{1,3})\.(?=[ \u00a0](?:[a-zäöü]"
                r"|Jahrhundert|Jahrestag|Geburtstag|Weltkrieg|Liga|"
                r"Bundesliga|Platz|Spieltag|Mal|Minute|Runde|Klasse|Stock|Bezirk"
                r"|Tag|Woche|Monat|Quartal|Halbjahr|Juli|Auflage|"
                r"Etage|Kapitel|Absatz|Änderung|Verfassungszusatz|Sinfonie|Symphonie"
                r"|Saison|Etappe|Lebensjahr|Halbzeit|Reich)"
                r"|[ \u00a0]und [0-9]{1,3}\.)"
            ),
            _before_noun,
        ),
        Rule(
            ".",
            re.compile(
                r"(?:(?<=\b[Dd]e[rmns] )|(?<=\b[Dd]ie )|(?<=\b[Dd]as )"
                r"|(?<=\b[Zz]u[mr] )|(?<=\b[Vv]om )|(?<=\b[AaIi]m ))"
                r"(?P<number>[0-9]{1,4})\.(?= [A-ZÄÖÜ])"
            ),
            _after_article,
        ),
        Rule(".", re.compile(r"(?P<number>[0-9]{1,3})\.(?!\w)"), _alone),
        Rule(
            "IVX",
            re.compile(
                rf"\b(?P<name>{rulers()})"
                r" (?P<numeral>[IVX]+)\.?(?!\w)"
            ),
            _ruler,
        ),
    )
    return tongue, build(tongue, own)
