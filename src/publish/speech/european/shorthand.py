"""Shorthand round numbers, as the five languages share it: powers, scales, positions, dates and times."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from publish.i18n.locales import locale_of
from publish.speech.european.grammar import Grammar
from publish.speech.rule import DIGITS, Rule, after, alone, any_of, before, mentions, rule

_SPACES = "[ \u00a0\u202f]"
_EQUATION = re.compile("=")


def _by(match: re.Match[str], grammar: Grammar) -> str:
    """4x4, 20 cm x 30 cm: the sign that the letter stands for."""
    sized = match["unit"] or _SIZE.match(after(match, 12))
    sign = "×" if sized and not mentions(match, _EQUATION) else grammar.signs.get("times", "×")
    return f"{match['unit'] or ''} {sign} "


_SIZE = re.compile(r"[0-9]+(?:[.,][0-9]+)?[ \u00a0]?(?:[cdkm]?m|x)\b")


def _divided(match: re.Match[str], grammar: Grammar) -> str | None:
    return f" {grammar.signs['÷']} " if "÷" in match[0] or mentions(match, _EQUATION) else None


def _power(match: re.Match[str], grammar: Grammar) -> str:
    """10², 10⁻⁹."""
    exponent = unicodedata.normalize("NFKC", match[0])
    if exponent in ("2", "3"):
        return f" {grammar.powers[exponent]}"
    minus = f"{grammar.minus} " if exponent[0] in "-−" else ""
    return f" {grammar.powers['n']} {minus}{grammar.cardinal(exponent.lstrip('-−'))}"


def _map_scale(match: re.Match[str], grammar: Grammar) -> str:
    """1:25.000, escala 1:50 000."""
    last = re.sub(r"[^0-9]", "", match["last"])
    joint = grammar.signs.get(":", grammar.to)
    return f"{match['lead']}{grammar.cardinal(match['first'])} {joint} {grammar.cardinal(last)}"


def _position(match: re.Match[str], grammar: Grammar) -> str:
    """45° N, 45°28'N."""
    spoken = [grammar.counted(match["degree"], grammar.units["°"])]
    for name, noun in zip(("minute", "second"), grammar.hours[1:], strict=True):
        if match[name]:
            spoken.append(grammar.counted(match[name].replace(".", grammar.decimal), noun))
    return f"{' '.join(spoken)} {grammar.compass[match['way']]}"


def _listed(match: re.Match[str], grammar: Grammar) -> str:
    """1,2,3: numbers one after another."""
    return match[0].replace(",", ", ")


def _each(match: re.Match[str], grammar: Grammar) -> str | None:
    """€/kg without a sum."""
    coin = grammar.currencies.get(match["coin"])
    if coin is None:
        return None
    return f"{coin[0].many} {grammar.per} {grammar.units[match['unit']].one}"


def _compared(match: re.Match[str], grammar: Grammar) -> str:
    """< 5, >10, ~5: a sign of comparison before a number; angle brackets stay."""
    lead = "" if match.start() == 0 or match.string[match.start() - 1].isspace() else " "
    return f"{lead}{grammar.signs['≈' if match[1] == '~' else match[1]]} "


def _hashtag(match: re.Match[str], grammar: Grammar) -> str:
    return "hashtag "


@lru_cache(maxsize=8)
def _short_names(code: str) -> tuple[dict[str, str], dict[str, str]]:
    """CLDR's short names of months and of days -> the long ones, in small letters and without a stop."""
    locale = locale_of(code)
    tables = []
    for names in (locale.months["format"], locale.days["format"]):
        short = {
            str(names["abbreviated"][key]).lower().rstrip("."): str(names["wide"][key])
            for key in names["wide"]
        }
        tables.append({name: wide for name, wide in short.items() if name != wide.lower()})
    return tables[0], tables[1]


def _short_month(match: re.Match[str], grammar: Grammar) -> str | None:
    """25 dic. 2023: veinticinco de diciembre de dos mil veintitrés."""
    name = _short_names(grammar.code)[0][match["name"].lower()]
    day, month = int(match["day"]), [month.lower() for month in grammar.months].index(name.lower()) + 1
    if not 1 <= day <= 31:
        return None
    if match["year"]:
        return grammar.date(grammar, day, month, match["year"], before(match, 12))
    first = grammar.first if day == 1 and grammar.first else grammar.cardinal(day)
    return f"{first}{grammar.date_link}{name}"


def _hyphened(match: re.Match[str], grammar: Grammar) -> str | None:
    """03-feb-2002, 3-Mai-2021."""
    short = _short_names(grammar.code)[0]
    months = [name.lower() for name in grammar.months]
    name = match["name"].lower()
    month, day = months.index(short.get(name, name).lower()) + 1, int(match["day"])
    if not 1 <= day <= 31:
        return None
    return grammar.date(grammar, day, month, match["year"], before(match, 12))


def _short_day(match: re.Match[str], grammar: Grammar) -> str:
    return _short_names(grammar.code)[1][match["name"].lower()]


def _calendar(grammar: Grammar) -> tuple[Rule[Grammar], ...]:
    """25 déc. 2023, lun. 3 janv., 03-fév-2002."""
    months, days = _short_names(grammar.code)
    named = any_of([*months, *(name.lower() for name in grammar.months)])
    hyphened = rule(
        "-",
        rf"(?<![\w.,/-])(?P<day>[0-3]?[0-9])-(?P<name>(?i:{named}))\.?-(?P<year>[12][0-9]{{3}})(?![\w/-])",
        _hyphened,
    )
    if grammar.language == "de":
        return (hyphened,)
    return (
        hyphened,
        rule(
            ".", rf"(?<!\w)(?P<name>(?i:{'|'.join(days)}))\.(?=,?[ \u00a0][0-3]?[0-9](?![0-9]))", _short_day
        ),
        rule(
            ".",
            rf"(?<![\w.,/-])(?P<day>[0-3]?[0-9])[ \u00a0](?:de )?(?P<name>(?i:{'|'.join(months)}))\.(?!\w)"
            r"(?:,?[ \u00a0](?:de )?(?P<year>[12][0-9]{3})(?![\w.,]?[0-9]))?",
            _short_month,
        ),
    )


def position(grammar: Grammar) -> Rule[Grammar]:
    """45°28'N, before a degree sign can be read as an ordinal."""
    return rule(
        "°",
        rf"(?<![\w.,])(?P<degree>[0-9]{{1,3}}(?:[.,][0-9]+)?){_SPACES}?°"
        rf"(?:{_SPACES}?(?P<minute>[0-9]{{1,2}})['’′])?"
        rf"(?:{_SPACES}?(?P<second>[0-9]{{1,2}}(?:[.,][0-9]+)?)(?:[\"″”]|''|’’))?"
        rf"{_SPACES}?(?P<way>[{''.join(grammar.compass)}])(?!\w|['’])",
        _position,
    )


def shorthand(grammar: Grammar, units: str) -> tuple[Rule[Grammar], ...]:
    """The rules of this module; `units` is a pattern of the signs of units."""
    grouped = r"[0-9]{1,3}(?:[.\u00a0\u202f][0-9]{3})+"
    lead = (
        r"(?P<lead>\b(?:scala|scale|escala|échelle|Maßstab|Massstab|rapporto|ratio|rapport"
        r"|proporción|proporção|Verhältnis) (?:di |de |von )?)"
    )
    return (
        rule("#", r"(?<![\w&#])#(?=[^\W\d_])", _hashtag),
        *_calendar(grammar),
        rule("<>~", r"(?<![<>~])(?!<3(?![0-9.,]))([<>~])[ ]?(?=[€$£]?[-−]?[0-9])", _compared),
        rule("x", r"(?<=[0-9])(?P<unit> ?[ckm]?m)? ?x ?(?=[0-9])", _by),
        rule(":÷", r"(?<=[0-9]) ?[:÷] ?(?=[0-9]{1,6}(?![\w:]))", _divided),
        rule(
            "⁰¹²³⁴⁵⁶⁷⁸⁹",
            r"(?:(?<=(?<![0-9])[0-9])|(?<=(?<![0-9])[0-9]{2})|(?<=(?<![0-9])[0-9]{3}))⁻?[⁰¹²³⁴-⁹]+(?!\w)",
            _power,
        ),
        rule(
            ":/", rf"{lead}(?P<first>[0-9]{{1,3}})[:/](?P<last>{grouped}|[0-9]{{1,6}})(?![\w:])", _map_scale
        ),
        rule(
            ":", rf"(?<![\w.,:])(?P<lead>)(?P<first>1):(?P<last>{grouped}|[0-9]{{3,6}})(?![\w:])", _map_scale
        ),
        rule(",", r"(?<![\w.,])[0-9]{1,2}(?:,[0-9]{1,2}){2,}(?![\w,]|\.[0-9])", _listed),
        rule("/", rf"(?<![\w/])(?P<coin>R\$|[€$£])/(?P<unit>{units})(?![\w/])", _each),
    )


# --- fractions by name: ein Sechstel, deux tiers, tres quintos, dois doze avos


def denominator(grammar: Grammar, number: int, many: bool) -> str:
    """The name of the lower number of a fraction; "" where it is said as a number."""
    language = grammar.language
    if pair := grammar.denominators.get(number):
        return pair[many]
    if language == "es" and 100 < number <= 100_000 and number % (100 if number < 1000 else 1000) == 0:
        return _large(grammar, number) + ("s" if many else "")
    if number > 100 or number < 2:
        return ""
    if language == "de":
        return "Halbe" if number == 2 else f"{grammar.nth(number).removesuffix('te')}tel".capitalize()
    if language == "es" and number > 10:
        word = grammar.cardinal(number).replace(" y ", "i")
        return re.sub(r"[oa]$", "", word) + ("avos" if many else "avo")
    if language == "pt" and number > 10:
        return f"{grammar.cardinal(number)} avos"
    word = grammar.nth(number)
    if language == "it":
        return word[:-1] + ("i" if many else "o")
    return word + ("s" if many else "")


def _large(grammar: Grammar, number: int) -> str:
    """octingentésimo, cincomilésimo."""
    if number % 1000:
        return grammar.ordinal(grammar, number, "º")
    return grammar.cardinal(number // 1000).replace(" ", "") + "milésimo"


def fraction(grammar: Grammar, upper: str, lower: str) -> str:
    """An upper and a lower number in words."""
    one = grammar.agree(grammar.cardinal(upper), "m")
    if name := denominator(grammar, int(lower), int(upper) != 1):
        return f"{one} {name}"
    return f"{grammar.cardinal(upper)} {grammar.over} {grammar.cardinal(lower)}"


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
        rule(  # 3.14‘47‘‘ of a race over hours
            "″'’‘",
            r"(?<![\w.,:])(?P<hour>[0-9]{1,2})\.(?P<minute>[0-5][0-9])['’′‘](?P<second>[0-5][0-9])(?:″|''|’’|‘‘)(?!\w)",
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
