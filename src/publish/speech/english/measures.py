"""Measures, dimensions and large round numbers in English: 5km, 6ft 2in, 3m x 4m, 100m people."""

from __future__ import annotations

import re

from publish.speech.english.amounts import (
    DASH,
    FUNCTION_WORDS,
    NUMBER,
    PER_NAMES,
    PLUS,
    SIGN,
    SIGNS,
    THINGS,
    any_of,
    attributive,
    before_plural,
    per,
    plus,
)
from publish.speech.english.dialect import English
from publish.speech.english.figures import VULGAR
from publish.speech.english.numbers import cardinal, decimal, fraction
from publish.speech.english.units import SCALES, UNITS, per_name, unit_name
from publish.speech.rule import DIGITS, Rule, after, before

_IRREGULAR = frozenset("people men women children police staff users fans".split())
_NOT_COUNTED = frozenset(
    """across his its as has was is this thus less class access series always metres freestyle hurdles
    final butterfly backstroke breaststroke high wide deep long tall thick away apart below
    above from relay race sprint""".split()
)
_METRE_BEFORE = re.compile(
    r"(?i)\b(?:within|deep|wide|tall|high|height|depth|width|length|distance"
    r"|waves?|jump(?:ed)?|leap|swam|swim|ran|"
    r"walls?|metres|river|water|altitude|measur\w+|freestyle|sprint|['’]s"
    r"|apart|thick|throw|threw|cleared)\s(?:\w+\s){0,3}$"
)
_MILLION_BEFORE = re.compile(
    r"(?i)\b(?:population|sales|profits?|loss(?:es)?|votes|viewers|audience"
    r"|subscribers|users|followers|cost|costs|"
    r"worth|fined?|spent|spend|totall?ing|raised|paid|revenue|sold|downloads|jobs|budget|debts?|deal|streams|"
    r"views|members|households|peak(?:ed|ing)?)\s(?:\w+\s){0,4}$"
)


# What is measured in metres: "12m of drying space". Of other things there are millions.
_STUFF = re.compile(
    r" of (?:the |its |his |her |their )?(?:[a-z-]+ ){0,2}?(?:space|rope|cables?|wires?|water|snow"
    r"|fabric|cloth|pipes?"
    r"|piping|fenc\w+|tracks?|roads?|path|walls?|climb\w*|ascent|shoreline|coast\w*|frontage|beach|tunnels?|hedges?|tape"
    r"|string|thread|yarn|ribbon|hose|tubing|netting|line|sand|mud|rock|depth|height|visibility|altitude)\b"
)


def is_million(match: re.Match[str], number: str) -> bool:
    """Whether the m of 100m is a million: it counts people or things, and does not measure."""
    following = re.match(
        r"[ -](?:(?:new|more|extra|other|additional|young|older|UK|British)\s)?([A-Za-z]+)", after(match)
    )
    word = following[1].lower() if following else ""
    if word == "strong" and after(match, 1) == "-":
        return True
    if word in _NOT_COUNTED or word in THINGS:
        return False
    if word in _IRREGULAR or (len(word) > 3 and word.endswith("s") and after(match)[:1] == " "):
        return True
    lead = before(match)
    if re.search(r"(?i)\b(?:an?|the|this|that)\s$", lead) and word and word not in FUNCTION_WORDS:
        return word in (
            "increase",
            "loss",
            "fall",
            "rise",
            "drop",
            "shortfall",
            "gap",
            "fine",
            "viewer",
            "strong",
        )
    if word == "of":
        return not _STUFF.match(after(match))
    return bool(_MILLION_BEFORE.search(lead)) and not _METRE_BEFORE.search(lead)


_COUNTED = re.compile(
    r" (?!(?:and|or|at|in|on|with|for|to|is|was|as) )(?:of|people|men|women|children"
    r"|(?:[a-z]+ )?[a-z]{2,}s)\b"
)
"""What follows a round number that counts something."""


def _scaled(match: re.Match[str], english: English) -> str | None:
    """5bn, 300k, 1.5-2m people."""
    scale = match["scale"]
    if match[0] == "3M" and not _COUNTED.match(after(match)):
        return "three M"
    if "," not in match["first"] and len(match["first"].partition(".")[0]) > 3 and scale in "kKmM":
        return None  # a Radeon 5300M
    if scale in ("m", "M") and not is_million(match, match["first"]) and scale == "m":
        return None
    if scale in ("k", "K") and (
        re.match(
            r" (?:run|race|runner|walk|TV|screen|video|resolution|display|monitor|stream|camera|film|movie"
            r"|picture|footage|visual|graphic|game|HDR|UHD|Ultra)",
            after(match),
        )
        or (match[0] in ("4K", "4k", "5K", "8K", "8k", "10K") and not _COUNTED.match(after(match)))
    ):
        return f"{decimal(match['first'], english)} K"
    words = decimal(match["first"], english)
    if match["last"]:
        words += f" to {decimal(match['last'], english)}"
    return f"{SIGNS.get(match['sign'] or '', '')}{words} {SCALES[scale]}{plus(match)}"


# --- measures --------------------------------------------------------------

# Units that may stand apart from their number, and those that are only read when joined to it.
_JOINED = frozenset("C F h in s t V W w J st AU mb MP kt nm pp K min bp db MW HP º °".split())
_UNIT_APART = any_of(unit for unit in UNITS if unit not in _JOINED - {"min", "°", "MW"})
_UNIT = any_of(unit for unit in UNITS if unit != "s") + r"|(?<=\.[0-9])s|(?<=\.[0-9]{2})s|(?<=\.[0-9]{3})s"


def _degrees_apart(match: re.Match[str], english: English) -> str | None:
    """98.6 F, 20 C, as American newspapers set them."""
    if not _HEAT.search(match.string) and not match["first"].partition(".")[2]:
        return None
    name = {"C": "Celsius", "F": "Fahrenheit"}[match["unit"]]
    return f"{SIGNS.get(match['sign'] or '', '')}{decimal(match['first'], english)} degrees {name}"


_AT = re.compile(
    r"\b(?:at|about|to|of|around|than the|than|hit|reach\w*|below|above|over|under|between|and) $"
)
_WEIGHS = re.compile(r"\b(?:weigh\w*|heav\w+|lost|los(?:e|es|ing)|gain\w*|shed\w*|scales)\b[^.!?]*$", re.I)


def _measure(match: re.Match[str], english: English) -> str | None:
    unit, first, last = match["unit"] or match["apart"], match["first"], match["last"]
    number = float((last or first).replace(",", ""))
    if unit == "w" and (number < 20 or after(match).startswith(" ago")):
        return None
    if re.search(r"\b[A-Za-z]+[0-9]?-$", before(match)) and unit in _LETTERS and match["glue"] is None:
        return None  # K-2L
    if unit == "st" and not (english.british and 2 <= number <= 50 and _weight(match, number)):
        return None
    if unit in ("C", "F") and not _is_temperature(match, unit, number):
        return None
    negative = SIGNS.get(match["sign"] or "", "")
    words = decimal(first, english)
    if last:
        words += f" to {decimal(last, english)}"
    one = attributive(match) or before_plural(match) or match["glue"] == "-" or (first == "1" and not last)
    name = unit_name(UNITS[unit], (one and not unit.startswith("°")) or first == "1", english)
    if unit in ("C", "F", "°C", "°F", "ºC", "ºF", "℃", "℉") and first != "1":
        name = unit_name(UNITS[unit], False, english)
    if unit.endswith(".") and re.match(r"$|[\"'”’)]*\s+[A-Z]", after(match)):
        name += "."
    glue = "-" if match["glue"] == "-" and after(match, 1) == "-" else " "
    return f"{negative}{words}{glue}{name}{per(match['per'], english)}"


_LETTERS = frozenset("C F h s t V W J L l g m K".split())
_SEAT = re.compile(
    r"(?i)\b(?:seats?|gates?|flats?|rows?|units?|apartments?|apt|rooms?|blocks?|stands?|bays?|platforms?|bus|routes?"
    r"|form|class|year|section|grade|exhibit|appendix|article|doors?|berth|cabin|plot|lot|bra|cup|size|line)\s$"
)
_HEAT = re.compile(
    r"(?i)\b(?:oven|bak\w+|roast\w*|cook\w*|heat\w*|temperatures?|boil\w*|melt\w*|freez\w*|degrees|fan|gas"
    r"|thermometer|fever|hot|hotter|cold|colder|warm\w*|cool\w*|reach\w*)\b"
)


def _is_temperature(match: re.Match[str], unit: str, number: float) -> bool:
    """Whether C or F is a degree: up to what weather brings by itself, above it where heat is spoken of."""
    if re.match(r"[ ]?[A-Z]", after(match)) or _SEAT.search(before(match)):
        return False
    return number <= (60 if unit == "C" else 150) or bool(
        _HEAT.search(match.string) or (number <= 1000 and _AT.search(before(match)))
    )


def _weight(match: re.Match[str], number: float) -> bool:
    """Whether "st" is stone: after 21, 31 and 41 it is an ordinal's ending unless a weight is spoken of."""
    return number not in (21, 31, 41) or bool(_WEIGHS.search(before(match)))


def _compound(match: re.Match[str], english: English) -> str:
    """6ft 2in, 12st 4lb, 2h 30m, 5'10": the small unit follows the large one."""
    big = {"'": "ft", "′": "ft", "’": "ft"}.get(match["big"], match["big"])
    small = {'"': "in", "″": "in", "”": "in", "''": "in", None: {"ft": "in", "st": "lb"}.get(big, "min")}.get(
        match["small"], match["small"]
    )
    if small == "m":
        small = "min"
    first, last = match["first"], match["last"]
    one = attributive(match)
    head = f"{decimal(first, english)} {unit_name(UNITS[big], one or first == '1', english)}"
    return f"{head} {decimal(last, english)} {unit_name(UNITS[small], one or last == '1', english)}"


def _per_unit(match: re.Match[str], english: English) -> str:
    """per kWh, p/kWh: a unit without a number of its own."""
    return f"per {per_name(match['unit'], english)}"


def _unit_alone(match: re.Match[str], english: English) -> str:
    """A speed in km/h, said without a number."""
    return unit_name(UNITS[match[0]], False, english)


def _per_only(match: re.Match[str], english: English) -> str:
    return f"{decimal(match['first'], english)} per {per_name(match['unit'], english)}"


def _one_unit(match: re.Match[str], english: English) -> str:
    """2 kg-3 kg: the unit once."""
    return f"{match['first']}-{match['last']}{match['gap']}{match['unit']}"


def _part_of(match: re.Match[str], english: English) -> str:
    """1/2 mile, 3/4 cup, 2 1/2 lbs."""
    part = fraction(match["top"], match["bottom"], english)
    names = UNITS[match["unit"]]
    if match["whole"]:
        one = "a" if english.british and match["top"] == "1" else cardinal(match["top"], english)
        part = f"{one} {part.removeprefix(cardinal(match['top'], english)).strip()}"
        return f"{cardinal(match['whole'], english)} and {part} {unit_name(names, False, english)}"
    return f"{part} {'of a ' if match['top'] != '1' else ''}{unit_name(names, True, english)}"


def _vulgar_of(match: re.Match[str], english: English) -> str:
    """½ tsp, 1½ cups, 2½in."""
    top, bottom = VULGAR[match["sign"]]
    names, whole = UNITS[match["unit"]], match["whole"]
    part = fraction(top, bottom, english).removeprefix("one ")
    if whole:
        part = f"a {part}" if top == "1" else part
        return f"{cardinal(whole, english)} and {part} {unit_name(names, False, english)}"
    lead = part if bottom == "2" or top != "1" else f"a {part}"
    unit = unit_name(names, True, english)
    article = "an" if unit[0] in "aeio" or unit.startswith("hour") else "a"
    return f"{lead} {article} {unit}" if bottom == "2" else f"{lead} of {article} {unit}"


def _oven(match: re.Match[str], english: English) -> str:
    """180C/350F/gas 4: one heat after another."""
    heats = re.sub(r"[ ]?/[ ]?", ", ", match["heats"])
    return f"{heats}, gas mark {match['mark']}"


_LENGTHS = re.compile(
    r"(?i)\b(?:range|height|depth|length|width|distance|altitude|elevation|diameter|radius)\b[^;:.]*$"
)


def _heading_unit(match: re.Match[str], english: English) -> str | None:
    """Depth (mm), Height of the glass (m): the unit of a column, said as one. Sales (m) are millions."""
    if match["metres"] and not _LENGTHS.search(before(match)):
        return None
    return f"({unit_name(UNITS[match['unit'] or match['metres']], False, english)})"


RULES: tuple[Rule[English], ...] = (
    Rule(
        "g",
        re.compile(
            r"(?P<heats>(?<![\w.,])[0-9]{2,3}[ ]?°?[CF]"
            r"(?:[ ]?/[ ]?(?:[0-9]{2,3}[ ]?°?[CF]|fan[ ]?[0-9]{2,3}[ ]?°?C?"
            r"|[0-9]{2,3}[ ]?°?C?[ ]fan))*)[ ]?/[ ]?gas(?: mark)?[ ]?(?P<mark>[0-9½¼]{1,2})(?!\w)"
        ),
        _oven,
    ),
    Rule(
        "".join(VULGAR),
        re.compile(
            rf"(?:(?<![\w.,])(?P<whole>[0-9]{{1,4}})[ ]?)?(?P<sign>[{''.join(VULGAR)}])[ ]?"
            rf"(?P<unit>{_UNIT_APART}|st)(?![\w/²³])"
        ),
        _vulgar_of,
    ),
    Rule(
        "(",
        re.compile(
            r"(?<=[a-z] )\((?:(?P<unit>mm|cm|km|kg|ml|kWh)|(?P<metres>m))\)"
            r"(?=[:;.,]|\s*$)"
        ),
        _heading_unit,
    ),
    Rule(
        "/",
        re.compile(
            r"(?<![\w.,/])(?:(?P<whole>[0-9]{1,4}) )?(?P<top>[0-9]{1,2})/(?P<bottom>[0-9]{1,2})[ ]?"
            rf"(?P<unit>{_UNIT_APART})(?![\w/²³])"
        ),
        _part_of,
    ),
    Rule(
        "ftsl'’′hr",
        re.compile(
            r"(?<![\w.,$£€])(?P<first>[0-9]{1,3})(?:"
            r"(?P<big>(?<=[0-9])(?:ft|st|lb|lbs|h|hr|hrs))[ -]?(?P<last>[0-9]{1,2}(?:\.[0-9]+)?)"
            r"(?P<small>in|lbs?|oz|mins?|m(?![a-z]))?(?![\w,:]|\.[0-9]|[ ]?(?:ft|per|%)))"
        ),
        _compound,
    ),
    Rule(
        "'′’",
        re.compile(
            r"(?<![\w.,$£€])(?P<first>[0-9])(?P<big>['’′])[ ]?(?P<last>[0-9]{1,2}"
            r"(?:\.[0-9])?)(?P<small>\"|″|”|'')"
        ),
        _compound,
    ),
    Rule(
        "-–",
        re.compile(
            rf"(?<![\w.,])(?P<first>{NUMBER})(?P<gap>[ ]?)(?P<unit>{_UNIT}){DASH}"
            rf"(?P<last>{NUMBER})[ ]?(?P=unit)(?![\w/²³])"
        ),
        _one_unit,
    ),
    Rule(
        "btkKmMn",
        re.compile(
            rf"(?<![\w.,/]){SIGN}(?P<first>{NUMBER})(?:{DASH}(?P<last>{NUMBER}))?"
            rf"(?P<scale>bn|tn|trn|mn|mln|k|K|m|M){PLUS}(?!\w|[²³])"
        ),
        _scaled,
    ),
    Rule(
        DIGITS,
        re.compile(
            rf"(?<![\w.,/]){SIGN}(?P<first>{NUMBER})(?:{DASH}(?P<last>{NUMBER}))?"
            rf"(?:(?P<unit>{_UNIT})|(?P<glue>[ -])(?P<apart>{_UNIT_APART}))(?P<per>/"
            rf"(?:{PER_NAMES}))?(?![\w²³]|/(?![0-9])|['’]\w)"
        ),
        _measure,
    ),
    Rule(
        "CF",
        re.compile(
            rf"(?<![\w.,/$£€]){SIGN}(?P<first>[0-9]{{1,3}}(?:\.[0-9])?) (?P<unit>[CF])"
            r"(?=[,;:)]|\.(?:\s|$)|\s[a-z(]|$)"
        ),
        _degrees_apart,
    ),
    Rule(
        "",
        re.compile(
            r"\bper (?P<unit>kWh|kwh|kW/h|MWh|kg|km|km2|km²|sq ft|sq m|sq km|ml|ha|hr|yr|m2|m²)(?!\w)"
        ),
        _per_unit,
    ),
    Rule(("km/h", "Mb/s", "MB/s"), re.compile(r"(?<![\w.,/])(?:km/h|M[bB]/s)(?![\w/])"), _unit_alone),
    Rule("/", re.compile(rf"(?<![\w.,/])(?P<first>{NUMBER})/(?P<unit>{PER_NAMES})(?![\w/-])"), _per_only),
)
