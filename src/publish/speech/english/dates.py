"""Dates, years, decades and centuries in English."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.english.numbers import below_hundred, cardinal, ordinal, plural, year
from publish.speech.rule import DIGITS, Rule, after, alone, before

MONTHS = ("January February March April May June July August September October November December").split()
_SHORT = {name[:3].lower(): name for name in MONTHS} | {"sept": "September"}
_MONTH = (
    r"(?:(?i:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|(?i:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "tues": "Tuesday",
    "wed": "Wednesday",
    "weds": "Wednesday",
    "thu": "Thursday",
    "thur": "Thursday",
    "thurs": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_WEEKDAY = r"(?:(?P<weekday>(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?|(?:\w+day)),?[ ])?"
_YEAR = r"(?P<year>[12][0-9]{3})(?![0-9]|[.,][0-9]|[-–][0-9]{3})"
_DASH = r"[ ]?[-–—−][ ]?"


def month_name(text: str) -> str:
    """The full name; words of full length keep their own capitals."""
    bare = text.rstrip(".")
    full = _SHORT.get(bare.lower())
    if full is None or bare.lower() == "may":
        return bare
    return full


def _the(match: re.Match[str], words: str) -> str:
    """Words with "the" before them unless the text has it there already."""
    return words if re.search(r"(?i)\bthe\s$", before(match, 5)) else f"the {words}"


def _weekday(text: str | None) -> str:
    if not text:
        return ""
    return _WEEKDAYS.get(text.rstrip(".").lower(), text) + " "


def _year_words(text: str | None, english: English) -> str:
    return f" {year(int(text), english)}" if text else ""


def _day_month(match: re.Match[str], english: English) -> str | None:
    """3 May 2024, Fri 3rd of May, 3-5 May."""
    first, last = match["day"], match["last"]
    if not (1 <= int(first) <= 31 and 1 <= int(last or 1) <= 31):
        return None
    if match["month"].islower() and match["month"] in ("mar", "may", "dec", "sun") and not match["year"]:
        if match["month"] != "may":
            return None
    words = f"{ordinal(first, english)} of "
    if last:
        words = f"{ordinal(first, english)} to the {ordinal(last, english)} of "
    words += month_name(match["month"]) + _year_words(match["year"], english)
    weekday = _weekday(match["weekday"])
    if weekday or match["the"]:
        return f"{weekday}the {words}"
    return _the(match, words)


def _month_day(match: re.Match[str], english: English) -> str | None:
    """May 3, 2024; JAN. 15 2020; May 3-5."""
    first, last = match["day"], match["last"]
    if not (1 <= int(first) <= 31 and 1 <= int(last or 1) <= 31):
        return None
    if match["month"] in ("may", "march") and not match["year"] and not match["suffix"]:
        return None
    article = "the " if english.british else ""
    words = f"{month_name(match['month'])} {article}{ordinal(first, english)}"
    if last:
        words += f" to {article}{ordinal(last, english)}"
    return _weekday(match["weekday"]) + words + _year_words(match["year"], english)


def _month_year(match: re.Match[str], english: English) -> str:
    return f"{month_name(match['month'])}{_year_words(match['year'], english)}"


def _month_alone(match: re.Match[str], english: English) -> str:
    return f"{match['lead']}{month_name(match['month'])}"


def full_date(day: int, month: int, years: str, english: English, flipped: bool) -> str:
    """`flipped` says that the day was written first: then American English says it first too."""
    words = years
    if english.month_first and not flipped:
        return f"{MONTHS[month - 1]} {ordinal(day, english)}{words}"
    return f"{ordinal(day, english)} of {MONTHS[month - 1]}{words}"


def _numeric(match: re.Match[str], english: English) -> str | None:
    """10/12/2019, 10.12.2019, 15-01-2020, 11/17/05 in the order of the country, or the only order possible."""
    first, second, text = int(match["first"]), int(match["second"]), match["year"]
    month, day = (first, second) if english.month_first else (second, first)
    flipped = not english.month_first
    if month > 12:
        month, day = day, month
        flipped = not flipped
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if len(text) == 4:
        years = _year_words(text, english)
    elif english.british:
        years = _year_words(str(2000 + int(text) if int(text) < 50 else 1900 + int(text)), english)
    else:
        years = " " + ("zero " if text[0] == "0" else "") + cardinal(text, english)
    words = full_date(day, month, years, english, flipped)
    return _the(match, words) if words.split(" of ")[0] != words else words


def _iso(match: re.Match[str], english: English) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    words = full_date(day, month, _year_words(match["year"], english), english, flipped=False)
    return words if english.month_first else _the(match, words)


def _dashed(match: re.Match[str], english: English) -> str | None:
    """Jan-15-2020 and 15-Jan-2020."""
    day = match["day"] or match["day2"]
    month = MONTHS.index(month_name(match["month"].capitalize())) + 1
    if not 1 <= int(day) <= 31:
        return None
    flipped = match["day"] is not None
    words = full_date(int(day), month, _year_words(match["year"], english), english, flipped)
    return words if english.month_first and not flipped else _the(match, words)


def _day_slash(match: re.Match[str], english: English) -> str | None:
    """on 10/12: a date only where a preposition says so."""
    first, second = int(match["first"]), int(match["second"])
    month, day = (first, second) if english.month_first else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31) or (first, second) in ((9, 11), (7, 7), (24, 7)):
        return None
    words = full_date(day, month, "", english, flipped=False)
    return match["lead"] + (words if english.month_first else f"the {words}")


def decade(number: int, english: English) -> str:
    """The nineteen nineties, two thousands, eighteen hundreds, eighties."""
    if number == 0 and english.british:
        return "noughties"
    return plural(year(number, english)) if number >= 100 else plural(below_hundred(number))


def _decade(match: re.Match[str], english: English) -> str | None:
    number = int(match["number"])
    if number > 2100 or 100 <= number < 1000:
        return None
    words = decade(number, english)
    if match["last"]:
        words += f" to {decade(int(match['last']), english)}"
    return words


def _year_span(match: re.Match[str], english: English) -> str | None:
    """2008-17, 1914-1918, 1999-00, 2023/24."""
    first, last = int(match["first"]), match["last"]
    if len(last) == 2:
        follows = int(last) > first % 100 or last == "00"
        if not follows:
            return None
        end = first // 100 * 100 + int(last) + (100 if last == "00" else 0)
        words = below_hundred(int(last)) if int(last) > 9 else year(end, english)
    else:
        if not first < int(last) < 2200:
            return None
        words = year(int(last), english)
    joint = " " if match["dash"] == "/" else " to "
    return f"{year(first, english)}{joint}{words}"


_COUNTED = (
    "people men women children boys girls workers staff jobs homes houses households pupils students patients "
    "troops soldiers officers police prisoners migrants refugees cases deaths members voters votes seats miles "
    "metres kilometres yards feet acres hectares tonnes tons kilograms pounds dollars euros pence litres calories "
    "words pages copies cars vehicles businesses companies schools hospitals beds tickets fans spectators visitors "
    "protesters complaints responses respondents families residents customers employees volunteers animals birds "
    "species trees shops stores flights passengers times hours minutes seconds days weeks months years points "
    "runs goals signatures participants adults victims survivors casualties firefighters nurses doctors teachers "
    "units items drones missiles"
).split()
_COUNT_AFTER = re.compile(r"\s(?:(?:new|more|extra|other|additional|young|old|local|square|of the)\s)?(\w+)")
_COUNT_BEFORE = re.compile(
    r"(?i)\b(?:about|around|some|over|nearly|almost|approximately|roughly|at least|at most|up to|more than|"
    r"less than|fewer than|another|all|total of|as many as|only|just|every|page|room|number|flight)\s$"
)
_YEAR_BEFORE = re.compile(
    r"(?i)\b(?:in|since|by|until|till|from|of|the|during|before|after|early|late|mid|year|for|summer|spring|autumn|"
    r"winter|fall|january|february|march|april|may|june|july|august|september|october|november|december|circa|"
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
    if _COUNT_BEFORE.search(lead) and not re.search(r"(?i)\b(?:in|since)\s\w+\s$", lead):
        return None
    if (
        counted
        and counted[1] in _COUNTED
        and not re.search(r"(?i)\b(?:the|in|since|\w+['’]s|its|their)\s$", lead)
    ):
        return None
    if number < 1100 and not (_YEAR_BEFORE.search(lead) or alone(match)):
        return None
    return year(number, english)


def _era_before(match: re.Match[str], english: English) -> str:
    return f"{match['era'].replace('.', '')} {_old_year(int(match['number']), english)}"


def _era_after(match: re.Match[str], english: English) -> str:
    letters = match["era"].replace(".", "")
    return f"{_old_year(int(match['number'].replace(',', '')), english)} {letters}"


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
    return _the(match, f"{ordinal(part, english)} {name} of {words}")


_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th|ST|ND|RD|TH)?"

RULES: tuple[Rule[English], ...] = (
    Rule(
        DIGITS,
        re.compile(r"(?<![\w.,/-])(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![\w-])"),
        _iso,
    ),
    Rule(
        "/.-",
        re.compile(
            r"(?<![\w.,/-])(?P<first>[0-3]?[0-9])(?P<dash>[/.-])(?P<second>[0-3]?[0-9])(?P=dash)"
            r"(?P<year>[12][0-9]{3})(?![\w/-])"
        ),
        _numeric,
    ),
    Rule(
        "/",
        re.compile(
            r"(?<![\w.,/-])(?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9])/(?P<year>[0-9]{2})(?![\w/-])"
        ),
        _numeric,
    ),
    Rule(
        "-",
        re.compile(
            rf"(?<![\w.-])(?:(?P<day>[0-3]?[0-9])-)?(?P<month>{_MONTH})-(?:(?P<day2>[0-3]?[0-9])-)?{_YEAR}(?![\w-])"
        ),
        _dashed,
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
            rf"(?<![\w.,/:$£€-]){_WEEKDAY}(?P<the>the )?{_DAY}(?:{_DASH}(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?)?"
            rf"[ ](?:of )?(?P<month>{_MONTH})(?:(?:,)? {_YEAR})?(?!\w)"
        ),
        _day_month,
    ),
    Rule(
        DIGITS,
        re.compile(
            rf"(?<![\w.]){_WEEKDAY}(?P<month>{_MONTH}) (?:the )?(?P<day>[0-3]?[0-9])(?P<suffix>st|nd|rd|th)?"
            rf"(?:{_DASH}(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?)?(?![\w:/%]|[.,][0-9]|[-–][0-9])(?:,? {_YEAR})?(?!\w)"
        ),
        _month_day,
    ),
    Rule(DIGITS, re.compile(rf"(?<![\w.])(?P<month>{_MONTH}),? {_YEAR}(?!\w)"), _month_year),
    Rule(
        "",
        re.compile(
            r"(?P<lead>\b(?i:in|since|by|until|till|last|next|early|late|from|mid) )"
            r"(?P<month>(?:Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?|(?:Jan|Jun|Jul)\.)(?![\w-])"
        ),
        _month_alone,
    ),
    Rule(
        "/",
        re.compile(
            r"(?P<lead>\b(?:on|until|by|from|dated|since|before|after) )(?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9])(?![\w/])"
        ),
        _day_slash,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.,$£€])['’]?(?P<number>[1-9][0-9]00|[1-9][0-9]{2}0|(?<![0-9])[0-9]0)['’ ]?s"
            r"(?:[ ]?[-–][ ]?['’]?(?P<last>[0-9]0)['’]?s)?(?![\w'’])"
        ),
        _decade,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.,:/$£€-])(?P<first>1[0-9]{3}|20[0-9]{2})[ ]?(?P<dash>[-–—/])[ ]?(?P<last>[0-9]{4}|[0-9]{2})"
            r"(?![\w/%-]|[.,:][0-9]|[ ]?(?:kg|km|g|m|lb|cm|mm|people|miles|metres)\b)"
        ),
        _year_span,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.,])(?:(?P<number>[0-9]{1,2},[0-9]{3}|[0-9]{1,4}) ?(?P<era>A\.D\.?|B\.C\.E?\.?|C\.E\.|AD|BCE?|CE)(?!\w))"
        ),
        _era_after,
    ),
    Rule(
        DIGITS,
        re.compile(r"(?<![\w.])(?P<era>AD|A\.D\.) ?(?P<number>[0-9]{1,4})(?![\w,])"),
        _era_before,
    ),
)


YEAR_RULES: tuple[Rule[English], ...] = (
    Rule(DIGITS, re.compile(r"(?<![\w.,:/$£€#+-])(?P<year>[12][0-9]{3})(?![\w%/]|[.,:][0-9])"), _bare_year),
)
