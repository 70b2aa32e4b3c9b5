"""Written shorthand round numbers: powers, lists, scales, positions on the globe, prices for each."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from publish.i18n.locales import locale_of
from publish.speech.european.grammar import Grammar
from publish.speech.rule import Rule, after, any_of, before, mentions, rule

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
