"""Dates, months, years, decades, eras and quarters in English, in the order of the country."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.numbers import below_hundred, cardinal, ordinal, plural, year
from publish.speech.english.vocabulary import DAYS, MONTHS, WORDS, English
from publish.speech.rule import DIGITS, Rule, after, alone, before, rule


def the(match: re.Match[str], words: str) -> str:
    """Words with "the" before them unless the text has it there already."""
    return words if re.search(r"(?i)\bthe\s$", before(match, 5)) else f"the {words}"


def decade(number: int, english: English) -> str:
    """The nineteen nineties, two thousands, eighteen hundreds, eighties."""
    if number == 0 and english.british:
        return "noughties"
    return plural(year(number, english)) if number >= 100 else plural(below_hundred(number))


_NUMBERED = lazy_pattern(r"\b[Nn]o\.? $")  # No 10's policy


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


_COUNTED: list[str] = WORDS["counted"].split()
_COUNT_AFTER = lazy_pattern(
    r"\s(?:(?:new|more|extra|other|additional|young|old|local|square|of the)\s)?(\w+)"
)
_COUNT_BEFORE = lazy_pattern(
    r"(?i)\b(?:about|around|some|over|nearly|almost|approximately|roughly|at least|at most|up to|more than|"
    r"less than|fewer than|another|all|total of|as many as|only|just|every|page|room|number|flight)\s$"
)
# Words that may stand before a year too, when nothing is counted after it: "up to 2027."
_UNTIL = lazy_pattern(r"(?i)\b(?:up to|about|around|nearly|almost|over)\s$")
_NOTHING_AFTER = lazy_pattern(r"$|[.,;:!?)\]”’\"]|\s(?:and|or|but|to|when|with|as|the|for|in|at|by)\b")
_YEAR_BEFORE = lazy_pattern(
    r"(?i)\b(?:in|since|by|until|till|from|of|the|during|before|after|early|late|mid|year|for|summer|spring"
    r"|autumn|winter|fall|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|circa|c\.?|born|died|\w+'s|\w+’s|his|her|their|its|our|my)[ -]$"
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


YEAR_RULES: tuple[Rule[English], ...] = (
    rule(
        "F",
        r"\bFY ?(?:(?P<year>20[0-9]{2})|(?P<short>[0-9]{2})(?:[/-](?P<last>[0-9]{2}))?)(?!\w)",
        _financial,
    ),
    rule(
        DIGITS,
        r"(?<![\w.])(?:(?P<part>[1-4])(?P<kind>[QH])|(?P<kind2>[QH])(?P<part2>[1-4])[ ]?)"
        r"['’]?(?P<year>20[0-9]{2}|[0-9]{2})(?![\w-])",
        _quarter,
    ),
    rule(
        DIGITS,
        r"(?<![\w.,$£€])['’]?(?P<number>[1-9][0-9]00|[1-9][0-9]{2}0|(?<![0-9])[0-9]0)['’ ]?s"
        r"(?:[ ]?[-–][ ]?['’]?(?P<last>(?:1[0-9]|20)?[0-9]0)['’]?s)?(?![\w'’])",
        _decade,
    ),
    rule(
        DIGITS,
        r"(?<![\w.,:/$£€-])(?P<first>1[0-9]{3}|20[0-9]{2})[ ]?(?P<dash>[-–—/])[ ]?(?P<last>[0-9]{4}"
        r"|[0-9]{1,2})(?![\w/%-]|[.,:][0-9]|[ ]?(?:kg|km|g|m|lb|cm|mm|people|miles|metres)\b)",
        _year_span,
    ),
    rule(
        DIGITS,
        r"(?<![\w.,])(?:(?:(?P<first>[0-9]{1,4})[ ]?[-–][ ]?)?(?P<number>[0-9]{1,2},[0-9]{3}|[0-9]{1,4})"
        r" ?(?P<era>A\.D\.?|B\.C\.E?\.?|C\.E\.|AD|BCE?|CE)(?!\w))",
        _era_after,
    ),
    rule(
        DIGITS,
        r"(?<![\w.])(?P<era>AD|A\.D\.) ?(?P<number>[0-9]{1,4})(?:(?P<joint> to |[-–])(?P<last>"
        r"[0-9]{2,4}))?(?![\w,])",
        _era_before,
    ),
)

# Before years, of which "c." may come first.
CENTURY_RULES: tuple[Rule[English], ...] = (
    rule(  # 3rd-4th, but 3rd-4th June
        "dht",
        r"(?<![\w.,])(?P<first>[0-9]{1,3}(?:st|nd|rd|th))[-–](?=[0-9]{1,3}(?:st|nd|rd|th)(?!\w)"
        rf"(?! (?:of )?(?:{'|'.join(name[:3] for name in MONTHS)})))",
        lambda match, english: f"{match['first']} to ",
    ),
    rule(
        "Cc",
        r"(?<![\w.])(?P<early>C(?P<number>[1-9]|1[0-9]|2[01])(?:st|nd|rd|th))(?!\w)"
        r"|(?<![\w.])(?P<ordinal>(?:[1-9]|1[0-9]|2[01])(?:st|nd|rd|th))[ -](?:C|c\.|cent\.)(?![\w.])"
        r"(?! [A-Z][a-z])(?=[ ,.;:)]|-[a-z]|$)",
        lambda match, english: f"{ordinal(match['number'] or match['ordinal'][:-2], english)} century",
    ),
    rule(
        "QH",
        r"(?<!\w)(?P<lead>(?P<kind>[QH])[1-4])[ ]?[-–][ ]?(?=(?:(?P=kind))?[1-4](?![\w-]))",
        lambda match, english: f"{match['lead']} to ",
    ),
    rule(
        "c",
        r"(?<![\w.])c(?:a?\. ?| )(?=[£$€]?[0-9]{3,4}\b|(?:AD|BCE?) [0-9])",
        lambda match, english: "circa ",
    ),
)

# Before fractions, which are written alike.
SEASON_RULES: tuple[Rule[English], ...] = (
    rule(
        "/",
        r"(?<![\w.,/$£€-])(?P<first>[0-9]{2})/(?P<last>[0-9]{2})(?= (?:season|campaign|financial|fiscal"
        r"|academic|school|tax|accounts|budgets?|edition|crop|marketing|term|title|Premier|Champions)\b)",
        _season,
    ),
)

# Run last, when every other figure has been said.
BARE_RULES: tuple[Rule[English], ...] = (
    rule(
        "-–",
        rf"(?P<lead>\b(?i:mid|pre|post|late|early|end|spring|summer|autumn|winter|{'|'.join(MONTHS)})[-–])"
        r"(?P<year>(?:1[1-9]|20)[0-9]{2})"
        r"(?![\w%]|[.,][0-9])",
        _joined_year,
    ),
    rule(
        "'’",
        r"(?P<lead>\b(?:of|in|since|from|by|until) )['’‘](?P<year>[0-9]{2})(?![\w%]|[.,][0-9])",
        lambda match, english: match["lead"] + below_hundred(int(match["year"])),
    ),
    rule(DIGITS, r"(?<![\w.,:/$£€#+-])(?P<year>[12][0-9]{3})(?![\w%/]|[.,:][0-9])", _bare_year),
)


_FULL_MONTHS = {name[:3].lower(): name for name in MONTHS} | {"sept": "September"}
_MONTH = (
    rf"(?:(?i:{'|'.join(MONTHS)})\b|(?i:{'|'.join(name for name in _FULL_MONTHS if name != 'may')})\b\.?)"
)
_WEEKDAYS = {short: name for name in DAYS for short in (name[:3].lower(), name[:4].lower(), name[:5].lower())}
_WEEKDAYS["weds"] = "Wednesday"
_ANY_SHORT_DAY = r"Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun"
_WEEKDAY_NAME = rf"(?:{_ANY_SHORT_DAY}|{'|'.join(DAYS)})"
_SHORT_DAY = lazy_pattern(rf"\b(?:{_ANY_SHORT_DAY})\b")
_WEEKDAY = rf"(?:(?P<weekday>(?:(?!(?<=[Tt]he )Sun)(?:{_ANY_SHORT_DAY}))\b\.?|(?:\w+day)),?[ ])?"
# 5 Sept '24, (14 Oct. 15): two figures of a year, marked or at the end of what is said.
_SHORT_YEAR = r"(?:['’‘](?P<marked>[0-9]{2})(?![0-9])|(?P<short>[0-9]{2})(?=[),;]|\.?$))"
_YEAR = r"(?P<year>[12][0-9]{3})(?![0-9]|[.,][0-9]|[-–][0-9]{3})"
_DASH = r"[ ]?[-–—−][ ]?"


def month_name(text: str) -> str:
    """The full name; words of full length keep their own capitals."""
    bare = text.rstrip(".")
    full = _FULL_MONTHS.get(bare.lower())
    if full is None or bare.lower() == "may":
        return bare
    return full


_HOUR = lazy_pattern(r" (?=[0-9]{1,2}(?:[:.][0-9]{2}|[ap]m| [ap]\.?m))", re.I)


def _before_hour(match: re.Match[str]) -> str:
    """A pause where an hour follows a year: "8 Aug 2024 4:00 AM"."""
    return "," if match["year"] and _HOUR.match(after(match)) else ""


def _weekday(text: str | None) -> str:
    if not text:
        return ""
    return _WEEKDAYS.get(text.rstrip(".").lower(), text) + " "


def _year_words(text: str | None, english: English) -> str:
    return f" {year(int(text), english)}" if text else ""


_ON = lazy_pattern(r"(?i)\b(?:on|since|until|till|by|from|before|after|dated?|between|and|to) (?:the )?$")
_NOT_ENDED = lazy_pattern(r" (?:not|well|also|yet|never|soon|only|[a-z]+ly|be|have|past|through|along|in)\b")


def _is_verb(match: re.Match[str]) -> bool:
    """Whether "may", "march", "mar" and "dec" in small letters are no month: "up to 5 may have died"."""
    month = match["month"]
    if month not in ("may", "march", "mar", "dec") or match["year"] or match["weekday"] or match["joint"]:
        return False
    return not _ON.search(before(match)) or bool(_NOT_ENDED.match(after(match)))


def _day_month(match: re.Match[str], english: English) -> str | None:
    """3 May 2024, Fri 3rd of May, 3-5 May, the night of 4/5 May."""
    first, last = match["day"], match["last"]
    if not (1 <= int(first) <= 31 and 1 <= int(last or 1) <= 31) or _is_verb(match):
        return None
    words = f"{ordinal(first, english)} of "
    if last and match["solidus"]:
        words = f"{ordinal(first, english)} and {ordinal(last, english)} of "
    elif last:
        words = f"{ordinal(first, english)} to the {ordinal(last, english)} of "
    words += month_name(match["month"]) + _year_words(match["year"], english) + _before_hour(match)
    if match["marked"] or match["short"]:
        words += f" {digits_or_number(match['marked'] or match['short'], english)}"
    weekday = _weekday(match["weekday"])
    if weekday or match["the"]:
        return f"{weekday}the {words}"
    return the(match, words)


def digits_or_number(text: str, english: English) -> str:
    """Two figures of a year: "oh five", "twenty four"."""
    return f"oh {cardinal(text[1], english)}" if text[0] == "0" else cardinal(text, english)


def _month_day(match: re.Match[str], english: English) -> str | None:
    """May 3, 2024; JAN. 15 2020; May 3-5."""
    first, last = match["day"], match["last"]
    if not (1 <= int(first) <= 31 and 1 <= int(last or 1) <= 31):
        return None
    if re.search(r"(?:first|second|third|th) of $", before(match, 12)):
        return None  # the fifth of May 15 people
    if match["month"] in ("may", "march") and not match["year"] and not match["suffix"]:
        return None
    article = "the " if english.british else ""
    words = f"{month_name(match['month'])} {article}{ordinal(first, english)}"
    if last:
        words += f" to {article}{ordinal(last, english)}"
    return _weekday(match["weekday"]) + words + _year_words(match["year"], english) + _before_hour(match)


def _month_year(match: re.Match[str], english: English) -> str:
    return f"{month_name(match['month'])}{_year_words(match['year'], english)}"


def _month_alone(match: re.Match[str], english: English) -> str:
    return f"{match['lead']}{month_name(match['month'])}"


def _months(match: re.Match[str], english: English) -> str:
    """Jan–Mar, Sept-Nov 2024, Jan/Feb."""
    joint = ", " if match["dash"] == "/" else " to "
    return f"{month_name(match['first'])}{joint}{month_name(match['last'])}"


def _weekdays(match: re.Match[str], english: English) -> str:
    """Mon-Fri, and Sat before an hour."""
    first, last = match["first"], match["last"]
    until = f" to {_WEEKDAYS.get(last.lower(), last)}" if last else ""
    return _WEEKDAYS.get(first.lower(), first) + until


def _weekday_list(match: re.Match[str], english: English) -> str:
    """Mon, Wed and Fri; Sat/Sun."""
    return _SHORT_DAY.sub(lambda day: _WEEKDAYS[day[0].rstrip(".").lower()], match[0])


def _weekday_alone(match: re.Match[str], english: English) -> str:
    """Closed Mon, open Wed, every Sat."""
    return f"{match['lead']}{_WEEKDAYS[match['day'].lower()]}"


def full_date(day: int, month: int, years: str, english: English, flipped: bool) -> str:
    """`flipped` says that the day was written first: then American English says it first too."""
    words = years
    if english.month_first and not flipped:
        return f"{MONTHS[month - 1]} {ordinal(day, english)}{words}"
    return f"{ordinal(day, english)} of {MONTHS[month - 1]}{words}"


def _numeric(match: re.Match[str], english: English) -> str | None:
    """10/12/2019, 10.12.2019, 15-01-2020, 11/17/05 in the country's order, else the only one."""
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
    return the(match, words) if words.split(" of ")[0] != words else words


def _iso(match: re.Match[str], english: English) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    words = full_date(day, month, _year_words(match["year"], english), english, flipped=False)
    return words if english.month_first else the(match, words)


def _dashed(match: re.Match[str], english: English) -> str | None:
    """Jan-15-2020, 15-Jan-2020, 5-Nov-24, Jan-2020, Jan-15."""
    day = match["day"] or match["day2"]
    if not day:  # Jan-15, in which the figures are a day or a year, is said as it stands
        return month_name(match["month"]) + (
            _year_words(match["year"], english) or f" {digits_or_number(match['yy'], english)}"
        )
    month = MONTHS.index(month_name(match["month"].capitalize())) + 1
    if not 1 <= int(day) <= 31:
        return None
    flipped = match["day"] is not None
    years = (
        f" {digits_or_number(match['yy'], english)}" if match["yy"] else _year_words(match["year"], english)
    )
    words = full_date(int(day), month, years, english, flipped)
    return words if english.month_first and not flipped else the(match, words)


def _day_slash(match: re.Match[str], english: English) -> str | None:
    """on 10/12: a date only where a preposition says so."""
    first, second = int(match["first"]), int(match["second"])
    month, day = (first, second) if english.month_first else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31) or (first, second) in ((9, 11), (7, 7), (24, 7)):
        return None
    words = full_date(day, month, "", english, flipped=False)
    return match["lead"] + (words if english.month_first else f"the {words}")


_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th|ST|ND|RD|TH)?"

RULES: tuple[Rule[English], ...] = (
    rule(
        DIGITS,
        r"(?<![\w.,/-])(?P<year>[12][0-9]{3})(?P<dash>[-/.])(?P<month>[01][0-9])(?P=dash)"
        r"(?P<day>[0-3][0-9])(?![\w/-]|[.,][0-9])",
        _iso,
    ),
    rule(
        "/.-",
        r"(?<![\w.,/-])(?P<first>[0-3]?[0-9])(?P<dash>[/.-])(?P<second>[0-3]?[0-9])(?P=dash)"
        r"(?P<year>[12][0-9]{3})(?![\w/-])",
        _numeric,
    ),
    rule(
        "/",
        r"(?<![\w.,/-])(?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9])/(?P<year>[0-9]{2})(?![\w/-])",
        _numeric,
    ),
    rule(
        ".",
        r"(?<![\w.,/$£€-])(?P<first>[0-3][0-9])\.(?P<second>[0-3][0-9])\.(?P<year>[0-3][0-9]|9[0-9])"
        r"(?![\w/-]|[.,][0-9])",
        _numeric,
    ),
    rule(
        "-",
        rf"(?<![\w.-])(?:(?P<day>[0-3]?[0-9])-)?(?P<month>{_MONTH})-(?:(?P<day2>"
        rf"[0-3]?[0-9])-)?(?:{_YEAR}|(?P<yy>[0-9]{{2}}))(?![\w-])",
        _dashed,
    ),
    rule(
        DIGITS,
        rf"(?<![\w.,/:$£€-]){_WEEKDAY}(?P<the>the )?{_DAY}(?:(?:{_DASH}|(?P<solidus>/))(?P<last>"
        rf"[0-3]?[0-9])(?:st|nd|rd|th)?)?"
        rf"[ ](?P<joint>of )?(?P<month>{_MONTH})(?:,? {_YEAR}|[ ]{_SHORT_YEAR})?(?!\w)",
        _day_month,
    ),
    rule(
        DIGITS,
        rf"(?<![\w.]){_WEEKDAY}(?P<month>{_MONTH}) (?:the )?(?P<day>[0-3]?[0-9])(?P<suffix>st|nd|rd|th)?"
        rf"(?:{_DASH}(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?)?(?![\w:/%]|[.,]"
        rf"[0-9]|[-–][0-9])(?:,? {_YEAR})?(?!\w)",
        _month_day,
    ),
    rule(  # Fri 13th
        "dht",
        rf"\b(?P<weekday>{_WEEKDAY_NAME})\b\.? (?P<day>[0-3]?[0-9])(?:st|nd|rd|th)(?!\w)",
        lambda match, english: f"{_weekday(match['weekday'])}the {ordinal(match['day'], english)}",
    ),
    rule("-–/", rf"(?<![\w.-])(?P<first>{_MONTH})(?P<dash>[-–/])(?P<last>{_MONTH})(?![\w-])", _months),
    rule(DIGITS, rf"(?<![\w.])(?P<month>{_MONTH}),? {_YEAR}(?!\w)", _month_year),
    rule(
        ("Jan.", "Feb", "Apr", "Jun.", "Jul.", "Aug", "Sep", "Oct", "Nov", "Dec"),
        r"(?P<lead>\b(?i:in|since|by|until|till|last|next|early|late|from|mid|to|of|during|before|after|and"
        r"|this) )(?P<month>(?:Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?|(?:Jan|Jun|Jul)\.)(?![\w-])",
        _month_alone,
    ),
    rule(
        "/",
        r"(?P<lead>\b(?:on|until|by|from|dated|since|before|after) )(?P<first>"
        r"[0-3]?[0-9])/(?P<second>[0-3]?[0-9])(?![\w/])",
        _day_slash,
    ),
    rule(
        "MTWFS",
        rf"\b(?P<first>{_WEEKDAY_NAME})(?:(?: - |[-–])(?P<last>{_WEEKDAY_NAME})\b"
        r"|\b(?<!Sun)(?= [0-9]{1,2}[^0-9/])"
        r"|\b(?<=Sun)(?<![Tt]he Sun)(?= [0-9]{1,2}(?:[.:][0-9]{2})?(?:am|pm)?[-–][0-9]))",
        _weekdays,
    ),
    rule(
        "MTWFS",
        rf"{_SHORT_DAY.pattern}(?:(?:\.?,? (?:and|or|&|to|through) |, ?|/){_SHORT_DAY.pattern})+",
        _weekday_list,
    ),
    rule(
        "MTWFS",
        r"(?P<lead>\b(?:(?i:closed|closes|except|exc\.?|open|opens|every|daily),? |(?i:on|from|until|till|by"
        rf"|next|last|this) (?!S)|(?:[ECMP][SD]?T|GMT|BST),? )|(?<=\()(?!S))(?P<day>{_ANY_SHORT_DAY})\b\.?"
        r"(?=[),;:/&]|\.?$| (?:and|to|or|only|from|until|eve\w*|morn\w*|after\w*|night)\b|-)",
        _weekday_alone,
    ),
)
