"""Years, spans of years, decades, eras and quarters in English."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.english.numbers import below_hundred, cardinal, ordinal, plural, year
from publish.speech.rule import DIGITS, Rule, after, alone, before


def the(match: re.Match[str], words: str) -> str:
    """Words with "the" before them unless the text has it there already."""
    return words if re.search(r"(?i)\bthe\s$", before(match, 5)) else f"the {words}"


def decade(number: int, english: English) -> str:
    """The nineteen nineties, two thousands, eighteen hundreds, eighties."""
    if number == 0 and english.british:
        return "noughties"
    return plural(year(number, english)) if number >= 100 else plural(below_hundred(number))


_NUMBERED = re.compile(r"\b[Nn]o\.? $")  # No 10's policy


def _decade(match: re.Match[str], english: English) -> str | None:
    number = int(match["number"])
    if number > 2100 or 100 <= number < 1000 or _NUMBERED.search(before(match, 6)):
        return None
    words = decade(number, english)
    if match["last"]:
        words += f" to {decade(int(match['last']), english)}"
    return words


def _year_span(match: re.Match[str], english: English) -> str | None:
    """2008-17, 1914-1918, 1999-00, 2023/24, 2023/4."""
    first, last = int(match["first"]), match["last"]
    if len(last) == 1:
        if int(last) <= first % 10 or (match["dash"] == "/" and int(last) != first % 10 + 1):
            return None
        words = (
            below_hundred(first % 100 // 10 * 10 + int(last)) if first % 100 > 9 else below_hundred(int(last))
        )
    elif len(last) == 2:
        follows = int(last) > first % 100 or last == "00"
        if not follows:
            return None
        end = first // 100 * 100 + int(last) + (100 if last == "00" else 0)
        words = below_hundred(int(last)) if int(last) > 9 else year(end, english)
    else:
        if not first < int(last) < 2200:
            return None
        words = year(int(last), english)
    joint = " " if match["dash"] == "/" and len(last) < 3 else " to "
    return f"{year(first, english)}{joint}{words}"


_COUNTED = (
    "people men women children boys girls workers staff jobs homes houses"
    " households pupils students patients "
    "troops soldiers officers police prisoners migrants refugees cases deaths"
    " members voters votes seats miles "
    "metres kilometres yards feet acres hectares tonnes tons kilograms pounds"
    " dollars euros pence litres calories "
    "words pages copies cars vehicles businesses companies schools hospitals"
    " beds tickets fans spectators visitors "
    "protesters complaints responses respondents families residents customers"
    " employees volunteers animals birds "
    "species trees shops stores flights passengers times hours minutes seconds"
    " days weeks months years points "
    "runs goals signatures participants adults victims survivors casualties"
    " firefighters nurses doctors teachers "
    "units items drones missiles"
).split()
_COUNT_AFTER = re.compile(r"\s(?:(?:new|more|extra|other|additional|young|old|local|square|of the)\s)?(\w+)")
_COUNT_BEFORE = re.compile(
    r"(?i)\b(?:about|around|some|over|nearly|almost|approximately|roughly|at least|at most|up to|more than|"
    r"less than|fewer than|another|all|total of|as many as|only|just|every|page|room|number|flight)\s$"
)
# Words that may stand before a year too, when nothing is counted after it: "up to 2027."
_UNTIL = re.compile(r"(?i)\b(?:up to|about|around|nearly|almost|over)\s$")
_NOTHING_AFTER = re.compile(r"$|[.,;:!?)\]”’\"]|\s(?:and|or|but|to|when|with|as|the|for|in|at|by)\b")
_YEAR_BEFORE = re.compile(
    r"(?i)\b(?:in|since|by|until|till|from|of|the|during|before|after|early"
    r"|late|mid|year|for|summer|spring|autumn|"
    r"winter|fall|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|circa|"
    r"c\.?|born|died|\w+'s|\w+’s|his|her|their|its|our|my)[ -]$"
)


def _bare_year(match: re.Match[str], english: English) -> str | None:
    """A bare figure from 1010 to 2099 is a year, unless it counts something."""
    number = int(match["year"])
    if number in (1000, 2000):
        return cardinal(number, english)
    if not 1010 <= number <= 2099:
        return None
    lead = before(match, 24)
    counted = _COUNT_AFTER.match(after(match, 40))
    if (
        _COUNT_BEFORE.search(lead)
        and not (_UNTIL.search(lead) and _NOTHING_AFTER.match(after(match)))
        and not re.search(r"(?i)\b(?:in|since)\s\w+\s$", lead)
    ):
        return None
    if (
        counted
        and counted[1] in _COUNTED
        and not re.search(r"(?i)\b(?:the|in|since|\w+['’]s|its|their)\s$", lead)
    ):
        return None
    if number < 1100 and number != 1066 and not (_YEAR_BEFORE.search(lead) or alone(match)):
        return None
    return year(number, english)


def _era_before(match: re.Match[str], english: English) -> str:
    last = f"{match['joint']}{_old_year(int(match['last']), english)}" if match["last"] else ""
    joint = last.replace("-", " to ").replace("–", " to ") if last else ""
    return f"{match['era'].replace('.', '')} {_old_year(int(match['number']), english)}{joint}"


def _era_after(match: re.Match[str], english: English) -> str:
    """753 BC, 512-511 BC, 27 BC–AD 14."""
    letters = match["era"].replace(".", "")
    lead = f"{_old_year(int(match['first']), english)} to " if match["first"] else ""
    return f"{lead}{_old_year(int(match['number'].replace(',', '')), english)} {letters}"


def _old_year(number: int, english: English) -> str:
    if 100 < number < 1000 and number % 100:
        head, rest = divmod(number, 100)
        return f"{below_hundred(head)} {'oh ' if rest < 10 else ''}{below_hundred(rest)}"
    return year(number, english)


def _quarter(match: re.Match[str], english: English) -> str | None:
    """Q2 2022, 2Q22, H1 2023, 1H23."""
    part = match["part"] or match["part2"]
    kind = (match["kind"] or match["kind2"]).upper()
    if not 1 <= int(part) <= (4 if kind == "Q" else 2):
        return None
    text = match["year"]
    words = year(int(text), english) if len(text) == 4 else below_hundred(int(text))
    name = "quarter" if kind == "Q" else "half"
    return the(match, f"{ordinal(part, english)} {name} of {words}")


def _financial(match: re.Match[str], english: English) -> str:
    """FY24, FY23/24, FY2023: years of four figures are left to the rules that follow."""
    name = english.spelt("financial", "fiscal") + " year"
    parts = [below_hundred(int(text)) for text in match.group("short", "last") if text]
    return " ".join([name, *(parts or [match["year"]])])


def _season(match: re.Match[str], english: English) -> str | None:
    """The 24/25 season: one year and the next."""
    first, last = int(match["first"]), int(match["last"])
    return f"{below_hundred(first)} {below_hundred(last)}" if last == first + 1 else None


def _joined_year(match: re.Match[str], english: English) -> str:
    """mid-2019, pre-1945."""
    return match["lead"] + year(int(match["year"]), english)


RULES: tuple[Rule[English], ...] = (
    Rule(
        "F",
        re.compile(r"\bFY ?(?:(?P<year>20[0-9]{2})|(?P<short>[0-9]{2})(?:[/-](?P<last>[0-9]{2}))?)(?!\w)"),
        _financial,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.])(?:(?P<part>[1-4])(?P<kind>[QH])|(?P<kind2>[QH])(?P<part2>[1-4])[ ]?)"
            r"['’]?(?P<year>20[0-9]{2}|[0-9]{2})(?![\w-])"
        ),
        _quarter,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.,$£€])['’]?(?P<number>[1-9][0-9]00|[1-9][0-9]{2}0|(?<![0-9])[0-9]0)['’ ]?s"
            r"(?:[ ]?[-–][ ]?['’]?(?P<last>(?:1[0-9]|20)?[0-9]0)['’]?s)?(?![\w'’])"
        ),
        _decade,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.,:/$£€-])(?P<first>1[0-9]{3}|20[0-9]{2})[ ]?(?P<dash>"
            r"[-–—/])[ ]?(?P<last>[0-9]{4}|[0-9]{1,2})"
            r"(?![\w/%-]|[.,:][0-9]|[ ]?(?:kg|km|g|m|lb|cm|mm|people|miles|metres)\b)"
        ),
        _year_span,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.,])(?:(?:(?P<first>[0-9]{1,4})[ ]?[-–][ ]?)?(?P<number>[0-9]{1,2},[0-9]{3}|[0-9]{1,4})"
            r" ?(?P<era>A\.D\.?"
            r"|B\.C\.E?\.?|C\.E\.|AD|BCE?|CE)(?!\w))"
        ),
        _era_after,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.])(?P<era>AD|A\.D\.) ?(?P<number>[0-9]{1,4})(?:(?P<joint> to |[-–])(?P<last>"
            r"[0-9]{2,4}))?(?![\w,])"
        ),
        _era_before,
    ),
)

# Before years, of which "c." may come first.
CENTURY_RULES: tuple[Rule[English], ...] = (
    Rule(  # 3rd-4th, but 3rd-4th June
        "dht",
        re.compile(
            r"(?<![\w.,])(?P<first>[0-9]{1,3}(?:st|nd|rd|th))[-–](?=[0-9]{1,3}(?:st|nd|rd|th)(?!\w)"
            r"(?! (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))"
        ),
        lambda match, english: f"{match['first']} to ",
    ),
    Rule(
        "Cc",
        re.compile(
            r"(?<![\w.])(?P<early>C(?P<number>[1-9]|1[0-9]|2[01])(?:st|nd|rd|th))(?!\w)"
            r"|(?<![\w.])(?P<ordinal>(?:[1-9]|1[0-9]|2[01])(?:st|nd|rd|th))[ -](?:C|c\.|cent\.)(?![\w.])"
            r"(?! [A-Z][a-z])(?=[ ,.;:)]|-[a-z]|$)"
        ),
        lambda match, english: f"{ordinal(match['number'] or match['ordinal'][:-2], english)} century",
    ),
    Rule(
        "QH",
        re.compile(r"(?<!\w)(?P<lead>(?P<kind>[QH])[1-4])[ ]?[-–][ ]?(?=(?:(?P=kind))?[1-4](?![\w-]))"),
        lambda match, english: f"{match['lead']} to ",
    ),
    Rule(
        "c",
        re.compile(r"(?<![\w.])c(?:a?\. ?| )(?=[£$€]?[0-9]{3,4}\b|(?:AD|BCE?) [0-9])"),
        lambda match, english: "circa ",
    ),
)

# Before fractions, which are written alike.
SEASON_RULES: tuple[Rule[English], ...] = (
    Rule(
        "/",
        re.compile(
            r"(?<![\w.,/$£€-])(?P<first>[0-9]{2})/(?P<last>[0-9]{2})(?= (?:season|campaign|financial"
            r"|fiscal|academic"
            r"|school|tax|accounts|budgets?|edition|crop|marketing|term|title|Premier|Champions)\b)"
        ),
        _season,
    ),
)

# Run last, when every other figure has been said.
BARE_RULES: tuple[Rule[English], ...] = (
    Rule(
        "-–",
        re.compile(
            r"(?P<lead>\b(?i:mid|pre|post|late|early|end|spring|summer|autumn|winter|January|February"
            r"|March|April|May"
            r"|June|July|August|September|October|November|December)[-–])(?P<year>(?:1[1-9]|20)[0-9]{2})"
            r"(?![\w%]|[.,][0-9])"
        ),
        _joined_year,
    ),
    Rule(
        "'’",
        re.compile(r"(?P<lead>\b(?:of|in|since|from|by|until) )['’‘](?P<year>[0-9]{2})(?![\w%]|[.,][0-9])"),
        lambda match, english: match["lead"] + below_hundred(int(match["year"])),
    ),
    Rule(DIGITS, re.compile(r"(?<![\w.,:/$£€#+-])(?P<year>[12][0-9]{3})(?![\w%/]|[.,:][0-9])"), _bare_year),
)
