"""Dates, times of day and durations, as the five languages share them."""

from __future__ import annotations

import re

from publish.speech.european.grammar import Grammar
from publish.speech.rule import DIGITS, Rule, after, alone, before, rule


def _numeric_date(match: re.Match[str], grammar: Grammar) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    text = match["year"]
    year = text if len(text) == 4 else ("20" if int(text) < 50 else "19") + text
    return grammar.date(grammar, day, month, year, before(match, 12))


def _day_month(match: re.Match[str], grammar: Grammar) -> str | None:
    """le 25/11, 02/12: a day and a month, where an article or a zero shows that it is a date."""
    day, month = int(match["day"]), int(match["month"])
    is_date = "0" in (match["day"][0], match["month"][0]) or _DATED.search(before(match))
    if not is_date or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    spoken = grammar.first if day == 1 and grammar.first else grammar.cardinal(day)
    return f"{spoken}{grammar.date_link}{grammar.months[month - 1]}"


_DATED = re.compile(
    r"(?i)(?:\b(?:les?|du|au|dès le|jusqu['’]au|el|del|al|día|il|dal|dall['’]|l['’]|do|ao|dia|em|até)\s"
    r"|[0-9]/[01][0-9](?:,| et| y| e|-| au| al) )$"
)


def _short_duration(match: re.Match[str], grammar: Grammar) -> str | None:
    """3:18 Min.: minutes and seconds."""
    parts = zip((match["minute"], match["second"]), grammar.hours[1:], strict=True)
    spoken = [grammar.counted(str(int(count)), noun) for count, noun in parts if int(count)]
    return f" {grammar.signs['&']} ".join(spoken) or None


def _decades(match: re.Match[str], grammar: Grammar) -> str:
    """anni 80/90."""
    first, last = grammar.cardinal(match["first"]), grammar.cardinal(match["last"])
    return f"{match['lead']}{first} {grammar.signs['&']} {last}"


def _clock(match: re.Match[str], grammar: Grammar) -> str | None:
    hour, minute = int(match["hour"]), match["minute"]
    if hour > 24 or (minute and int(minute) > 59):
        return None
    part = _PART_OF_DAY.match(after(match, 24))
    if part and hour > 12 and (hour < 20 or "tarde" not in part[0]):
        hour -= 12
    padded = grammar.language == "es" and match["hour"][0] == "0"  # 01 h: la una
    if (
        minute is None
        and not padded
        and not (grammar.code == "de" and _AT_THE_HOUR.search(before(match, 12)))
    ):
        return grammar.in_case(match, grammar.counted(str(hour), grammar.hours[0]), "f")
    return grammar.clock(grammar, hour, int(minute) if minute else None, is_formal(match, hour))


def is_formal(match: re.Match[str], hour: int) -> bool:
    """Whether a Spanish time is read without "y": a las veintiuna cero cinco, las nueve treinta horas."""
    timetable = not 1 <= hour <= 12 and re.search(r"(?i)\blas $", before(match, 5))
    return bool(timetable or re.match(" horas?\\b", after(match, 8)))


# 16:00 da tarde: the part of the day needs no hours above twelve.
_PART_OF_DAY = re.compile(
    r" (?:d[ae]l? |de la |de l['’])(?:tarde|noite|noche|pomeriggio|sera|après-midi|soir)\b"
)
_AT_THE_HOUR = re.compile(r"(?i)(?<![0-9] )\b(?:um|ab|bis|gegen) $")


def _stopwatch(match: re.Match[str], grammar: Grammar) -> str:
    """9"58, 1'45"32, 2h03'12, 1:45,32 Minuten: the time of a race."""
    spoken: list[str] = []
    for name, noun in zip(("hour", "minute", "second"), grammar.hours, strict=True):
        count = match.groupdict().get(name)
        if count and (int(count) or not spoken):
            spoken.append(grammar.counted(str(int(count)), noun))
    if part := match.groupdict().get("part"):
        spoken.append(grammar.cardinal(part))
    return " ".join(spoken)


def _to_the_hundredth(match: re.Match[str], grammar: Grammar) -> str:
    """1:45,32 Minuten: a minute and so many seconds with their decimals."""
    minute, second = grammar.hours[1:]
    seconds = grammar.number(f"{int(match['second'])}{grammar.decimal}{match['part']}", second.gender)
    return f"{grammar.counted(str(int(match['minute'])), minute)} {seconds} {second.many}"


def _duration(match: re.Match[str], grammar: Grammar) -> str | None:
    """2:35:07 in hours, minutes and seconds."""
    counts = [int(match[name]) for name in ("hour", "minute", "second")]
    if counts[1] > 59 or counts[2] > 59:
        return None
    nouns = grammar.hours
    spoken = [grammar.counted(str(count), noun) for count, noun in zip(counts, nouns, strict=True)]
    return f"{spoken[0]} {spoken[1]} {grammar.signs['&']} {spoken[2]}"


def _clock_to_the_second(match: re.Match[str], grammar: Grammar) -> str:
    """02:02:23 Uhr."""
    counts = [
        grammar.counted(str(int(match[name])), noun)
        for name, noun in zip(("minute", "second"), grammar.hours[1:], strict=True)
    ]
    return f"{grammar.agree(grammar.cardinal(int(match['hour'])), 'm')} Uhr {counts[0]} {counts[1]}"


def _zone(match: re.Match[str], grammar: Grammar) -> str:
    """10:00 UTC, 3.00 pst: the letters of a time zone."""
    return " ".join(match[0].upper())


def _several_days(match: re.Match[str], grammar: Grammar) -> str:
    """les 17/18/19 mars."""
    return ", ".join(match[0].split("/"))


def _first(match: re.Match[str], grammar: Grammar) -> str | None:
    """il 1 dicembre, 1 de janeiro: the first of a month."""
    return f"{grammar.first}{match['rest']}" if grammar.first else None


def zone() -> Rule[Grammar]:
    """The letters of a time zone, while the figures of the time still stand before them."""
    names = (
        r"(?<=[0-9hm.:] )(?:(?i:utc|gmt|cest|cet|edt|cst|pst|pdt|mez|mesz|brt)(?!\w)|EST\b|[a-z]{2}t$)"
        r"|(?<=[0-9]:[0-9]{2} )[A-Z]{2,3}T\b"
    )
    return rule(":hHmM.", names, _zone)


def dates_and_times(grammar: Grammar) -> tuple[Rule[Grammar], ...]:
    mark = {"it": "[.,]", "es": "[.]"}.get(grammar.language, "[:]")
    at = "|".join(
        rf"(?<=\b{word} )" for word in ("alle", "dalle", "ore", "a las", "a la", "las", "desde las")
    )
    months = "|".join(grammar.months)
    return (
        rule("/", rf"(?<![\w./,])[0-3]?[0-9](?:/[0-3]?[0-9])+(?= (?:de )?(?:{months})\b)", _several_days),
        rule(
            "'’′\"″”",
            r"(?<![\w.,:])(?:(?P<hour>[0-9]{1,2})[ ]?h[ ]?)?(?:(?P<minute>[0-9]{1,3})['’′])?"
            r"(?P<second>[0-9]{1,2})(?:(?:[\"″”]|''|’’)(?P<part>[0-9]{1,3}))(?!\w)",
            _stopwatch,
        ),
        rule(
            "'’′",
            r"(?<![\w.,:])(?P<hour>[0-9]{1,2})[ ]?h[ ]?(?P<minute>[0-5][0-9])['’′]"
            r"[ ]?(?P<second>[0-5][0-9])(?:[\"″”]|''|’’)?(?!\w)",
            _stopwatch,
        ),
        rule(
            "″'’‘",
            r"(?<![\w.,:])(?:(?P<minute>[0-9]{1,3})['’′‘])?(?P<second>[0-5]?[0-9])(?:″|''|’’|‘‘)(?!\w)",
            _stopwatch,
        ),
        rule(
            "h",
            r"(?<![\w.,:])(?P<hour>[0-9]{1,3})[ \u00a0]?h(?:oras?)?[ \u00a0]?(?P<minute>[0-9]{1,2})"
            r"[ \u00a0]?(?:min(?:\.|ut[a-z]*)?|m(?=[ \u00a0]?[0-9]{1,2}[ \u00a0]?s))"
            r"(?:[ \u00a0]?(?P<second>[0-9]{1,2})[ \u00a0]?s(?:eg|ec|ek)?\b\.?)?(?!\w)",
            _stopwatch,
        ),
        rule(
            ":",
            r"(?<![\w.,:])(?P<minute>[0-9]{1,2}):(?P<second>[0-5][0-9])[.,](?P<part>[0-9]{1,3})"
            r"(?:[ \u00a0](?:[Mm]in\.?|[Mm]inut[a-z]+))?(?![\w:])",
            _to_the_hundredth,
        ),
        rule(
            "1", rf"(?<![\w.,/-])1(?P<rest>[ ](?:(?:a[lu]?|e) [0-9]{{1,2}} )?(?:de )?(?i:{months})\b)", _first
        ),
        rule(
            ":",
            r"(?<![\w.,:])(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9])[ \u00a0]Uhr\b",
            _clock_to_the_second,
        ),
        rule(
            DIGITS,
            r"(?<![\w.,/-])(?P<day>[0-3]?[0-9])(?P<mark>[./-])(?P<month>"
            r"[01]?[0-9])(?P=mark)(?P<year>[12][0-9]{3}|[0-9]{2})(?![\w/-])",
            _numeric_date,
        ),
        rule(
            "-/",
            r"(?<![\w.,/-])(?P<year>[12][0-9]{3})(?P<mark>[-/])(?P<month>[01]?[0-9])(?P=mark)"
            r"(?P<day>[0-3]?[0-9])(?![\w/-])",
            _numeric_date,
        ),
        rule(
            "/",
            r"(?<![\w.,/-])(?P<day>[0-3]?[0-9])/(?P<month>[01][0-9])(?![\w/-]|[.,][0-9])",
            lambda match, grammar: None if grammar.code == "de" else _day_month(match, grammar),
        ),
        rule(
            ".",
            r"(?<![\w.,/-])(?P<day>[0-3][0-9])\.(?P<month>0[1-9]|1[0-2])(?![\w/%-]|[.,][0-9]| ?[€$£%])",
            lambda match, grammar: (
                _day_month(match, grammar)
                if grammar.language == "fr" and (alone(match) or _DATED.search(before(match)))
                else None
            ),
        ),
        rule(
            ":",
            r"(?<![\w.,:])(?P<minute>[0-9]{1,2}):(?P<second>[0-5][0-9])[ \u00a0]?[Mm]in(?:ut\w+)?\b\.?",
            _short_duration,
        ),
        rule(
            "/",
            r"(?P<lead>\b(?:anni|années|años|anos) ['’]?)(?P<first>[1-9]0)/['’]?(?P<last>[1-9]0)(?![\w/])",
            _decades,
        ),
        rule(
            ":",
            r"(?<![\w.,:])(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
            r"(?:[ \u00a0](?:h|Std\.|Stunden))?(?![\w:])",
            _duration,
        ),
        rule(
            "hH",
            r"(?<![\w.,:])(?P<hour>[0-9]{1,2})(?:[ \u00a0]?h|H(?=[0-9]))"
            r"(?:[ \u00a0]?(?P<minute>[0-5][0-9]))?(?!\w)",
            _clock,
        ),
        rule(
            ":",
            r"(?<![\w.,:])(?P<hour>[0-9]{1,2}):(?P<minute>[0-5][0-9])(?![0-9:])"
            r"(?:[ \u00a0]?(?:Uhr|h)\b\.?)?(?!\w)",
            _clock,
        ),
        rule(
            ".,",
            rf"(?:(?i:{at}))(?P<hour>[0-2]?[0-9]){mark}(?P<minute>[0-5][0-9])"
            rf"(?: h\b)?(?![\w.,]?[0-9]|[ ]?[%€$])",
            _clock,
        ),
    )
