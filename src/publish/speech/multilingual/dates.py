"""Dates, years and times of day in the words of a language's file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from publish.i18n.locales import locale_of
from publish.speech.multilingual.numbers import (
    cardinal,
    digit_by_digit,
    korean,
    korean_native,
    ordinal,
    templated,
    year,
)
from publish.speech.multilingual.words import Words, month_name, months_of, units_of
from publish.speech.rule import DIGITS, Rule, alone, any_of, before, rule

_NAMED_BY_NUMBER = frozenset({"zh", "ja", "ko", "vi"})  # months that are a number and a word


def _day(words: Words, day: int, lead: str) -> str:
    variant = words.date.get("day", "cardinal")
    if words.days:
        return words.days[day - 1]
    if variant == "cardinal":
        return cardinal(words, day, words.date.get("gender", ""))
    if not lead.strip() and "day_alone" in words.date:
        variant = words.date["day_alone"]
    return ordinal(words, day, "" if variant == "ordinal" else variant)


def _year(words: Words, text: str) -> str:
    """The year of a date; two figures are of this century or the last."""
    full = text if len(text) != 2 else ("20" if int(text) < 50 else "19") + text
    if words.date.get("year") == "digits":
        return digit_by_digit(words, full)
    return year(words, int(full), words.date.get("year", ""))


def date(words: Words, day: int, month: int, text: str, lead: str) -> str:
    """A date by the file's pattern; without a year by the pattern before " / "."""
    short, _, full = words.date.get("pattern", "{day} {month} / {day} {month} {year}").partition(" / ")
    pattern = full if text else short
    first = pattern.partition(" ")[0]
    if first.isalpha() and lead.rstrip().lower().endswith(first):  # "ngày 6/3": the word stands there already
        pattern = pattern.removeprefix(first).lstrip()
    spoken = pattern.replace("{day}", _day(words, day, lead))
    spoken = spoken.replace("{month}", month_name(words.lang, month)).replace("{m}", cardinal(words, month))
    return spoken.replace("{year}", _year(words, text)) if text else spoken


def _numeric(match: re.Match[str], words: Words) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return date(words, day, month, match.groupdict().get("year") or "", before(match, 12))


def _month_and_year(match: re.Match[str], words: Words) -> str:
    """03/2024, ०३-२०१०: a zero shows that it is a month."""
    month = str(locale_of(words.lang).months["stand-alone"]["wide"][int(match["month"])])
    after_year = words.date.get("pattern", "").rpartition("{year}")[2]  # " года"
    return f"{month} {_year(words, match['year'])}{'' if '{' in after_year else after_year}"


def _written(match: re.Match[str], words: Words) -> str | None:
    """6 марта 2006 года, 3 maj, 2010. ápr. 1-jén."""
    month = months_of(words.lang).get(match["month"].lower().rstrip("."))
    day = int(match["day"])
    if not month or not 1 <= day <= 31:
        return None
    lead = "" if alone(match) else before(match, 12) or "-"
    spoken = date(words, day, month, match["year"] or "", lead)
    suffix = (match.groupdict().get("suffix") or "").lstrip("-\u2060j")
    if not words.days or not suffix:
        return spoken
    joint = "" if suffix[0] in "aáeé" else {"a": "á", "e": "é"}.get(spoken[-1], spoken[-1])
    return spoken[:-1] + joint + suffix  # harmadikán, harmadikától


def _in_context(variant: str) -> Callable[[re.Match[str], Words], str]:
    def say(match: re.Match[str], words: Words) -> str:
        if variant == "digits":
            return digit_by_digit(words, match["number"])
        return templated(words, variant, int(match["number"]))

    return say


def _clock(match: re.Match[str], words: Words) -> str | None:
    hour, minute, second = (match[name] for name in ("hour", "minute", "second"))
    if int(hour) > 24 or int(minute) > 59:
        return None
    lead = before(match, 12)
    if (to := words.time.get("dative")) and re.search(rf"(?i)\b(?:{to}) $", lead):  # к четырнадцати тридцати
        return " ".join(cardinal(words, int(part), "dative") for part in (hour, minute) if int(part))
    for case in ("feminine-locative", "feminine-genitive"):  # о двадцятій тридцять, до дев'ятої
        if (after := words.time.get(case)) and re.search(rf"(?i)\b(?:{after}) $", lead):
            minutes = f" {cardinal(words, int(minute), 'f')}" if int(minute) else ""
            return ordinal(words, int(hour) or 24, case) + minutes
    case = "feminine-genitive" if _AFTER_PREPOSITION.search(lead) else "feminine"
    governed = words.time.get("genitive")
    genitive = bool(governed and re.search(rf"(?i)\b(?:{governed}) $", lead))
    return time_of_day(words, int(hour), int(minute), second, case, genitive)


_AFTER_PREPOSITION = re.compile(r"(?i)\b(?:o|od|do|po|przed|około|ok\.|godzinie|godziny) $")


def time_of_day(
    words: Words, hour: int, minute: int, second: str | None, case: str, genitive: bool = False
) -> str:
    """A time by the file's patterns: `hour` for full hours, `minute`, and `second` with seconds.

    `{h}` is the number of hours, `{hh}` the number and the word, `{hn}` a native
    Korean number, `{ho}` the feminine ordinal that Polish says.
    """
    name = "second" if second and (int(second) or not words.glue) else ""
    pattern = words.time[name or ("minute" if minute else "hour")]
    for key, unit, count in (("h", "h", hour), ("m", "min", minute), ("s", "s", int(second or 0))):
        if f"{{{key}{key}}}" in pattern:
            noun = units_of(words)[unit]
            category = words.category(Decimal(count))
            gender = noun.gender
            if genitive:  # с девяти часов: CLDR's "many" is a genitive plural
                category = "few" if category == "one" else "many"
                gender = "f-genitive" if gender == "f" else "genitive"
            spoken = noun.counted(category, cardinal(words, count, gender))
            pattern = pattern.replace(f"{{{key}{key}}}", spoken)
        pattern = pattern.replace(f"{{{key}}}", cardinal(words, count, words.time.get("gender", "")))
    pattern = pattern.replace("{hn}", korean_native(hour) if hour <= 12 else korean(hour))
    return pattern.replace("{ho}", ordinal(words, hour or 24, case)) if "{ho}" in pattern else pattern


_ZONES = r"(?:(?i:utc|gmt|cet|cest|pst|pdt)|[ECMJIB]ST|[ECM]DT|BST|MSK|EET|EEST|WIB|WITA?|est$)"


def _zone(match: re.Match[str], words: Words) -> str:
    """10:30 CET: by the name of the file, else letter by letter."""
    return words.time.get(match[0].upper()) or " ".join(match[0].upper())


def rules(words: Words) -> tuple[Rule[Words], ...]:
    """Dates in figures, dates with a month's name, times, years in context."""
    joined = words.lang in _NAMED_BY_NUMBER - {"vi"}
    begin = r"(?<![A-Za-z0-9.,/:-])" if joined else r"(?<![\w.,/:-])"
    end = r"(?![0-9/-]|[.,:][0-9])" if joined else r"(?![\w/-]|[.,:][0-9])"
    tail, mark = words.date.get("tail", ""), words.time.get("mark", ":")
    day, month = "(?P<day>[0-3]?[0-9])", "(?P<month>[0-3]?[0-9])"
    clock = rf"(?P<hour>[0-2]?[0-9])[{mark}](?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?"
    span = r"(?<=[0-9]:[0-9]{2})[ ]?[-–—][ ]?(?=[0-2]?[0-9]:[0-9]{2})"
    shapes = [
        rf"(?P<year>[12][0-9]{{3}})(?P<mark>[-./])[ ]?{month}(?P=mark)[ ]?{day}\.?",
        rf"{day}(?P<mark>[-./])[ ]?{month}(?P=mark)[ ]?(?P<year>[12][0-9]{{3}}|[0-9]{{2}})",
    ]
    if "short" in words.date:
        shapes.append(words.date["short"])
    to = f"{words.glue}{words.to}{words.glue}"
    of_year = rf"{begin}(?P<month>0[1-9])[-/](?P<year>(?:19|20)[0-9]{{2}}){end}"
    return (
        *_contexts(words.before_dates),
        rule(":", span, lambda match, words: to),
        *(rule(DIGITS, f"{begin}{shape}{end}{tail}", _numeric) for shape in shapes),
        *(() if words.lang in _NAMED_BY_NUMBER else (rule("/-", of_year, _month_and_year),)),
        *_named_dates(words, tail),
        rule(":.", rf"(?:(?<=[0-9][:.][0-9]{{2}} )|(?<=[ef]\.m\. )){_ZONES}(?!\w)", _zone),
        rule(mark, f"{begin}{words.time.get('lead', '')}{clock}{end}{words.time.get('tail', '')}", _clock),
        *_contexts(words.years),
    )


def _contexts(table: Mapping[str, str]) -> Iterator[Rule[Words]]:
    """Numbers that their neighbours show to be days or years: pattern -> variant."""
    for pattern, variant in table.items():
        yield rule(DIGITS, pattern, _in_context(variant))


def _named_dates(words: Words, tail: str) -> tuple[Rule[Words], ...]:
    if words.lang in _NAMED_BY_NUMBER:
        return ()
    names = any_of(months_of(words.lang))
    hyphened = rf"(?P<day>[0-3]?[0-9])-(?P<month>(?i:{names}))\.?-(?P<year>[12][0-9]{{3}})(?![\w-])"
    link = words.date.get("link", "")
    if words.order == "ymd":
        shape = (
            rf"(?:(?P<year>[12][0-9]{{3}})\.?[ ])?(?P<month>(?i:{names})\.?)[ ]"
            r"(?P<day>[0-3]?[0-9])(?:\.|(?P<suffix>[-\u2060][a-zéáóő]{1,3}))?(?![\w.,]?[0-9])"
        )
    else:
        shape = (
            rf"(?P<day>[0-3]?[0-9])(?:\.|:[ae])?[ \u00a0]{link}(?P<month>(?i:{names})(?!\w)\.?)"
            r"(?:,?[ \u00a0](?P<year>[12][0-9]{3})(?![\w.,]?[0-9]))?"
        )
    return tuple(rule(DIGITS, rf"(?<![\w.,/:-]){form}{tail}", _written) for form in (hyphened, shape))


HOURS = (
    r"(?<![\w.,:])(?P<first>[0-2]?[0-9])\.(?P<begin>[0-5][0-9])(?P<dash>[ ]?[-–—][ ]?)"
    r"(?P<last>[0-2]?[0-9])\.(?P<end>[0-5][0-9])(?!\w|[.,][0-9])"
)


def hours(match: re.Match[str], words: Words) -> str | None:
    """18.00–20.00 as 18:00–20:00, where a comma stands before decimals; kap. 1.10–1.12 is none."""
    rounds = {match["begin"], match["end"]} & {"00", "15", "30", "45"}
    if not rounds or max(int(match["first"]), int(match["last"])) not in range(10, 25):
        return None
    return f"{match['first']}:{match['begin']}{match['dash']}{match['last']}:{match['end']}"
