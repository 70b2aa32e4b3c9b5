"""Measures in English: 5km, 6ft 2in, 22" long, 3m x 4m, 1080p, 50°10′ N, 180C/350F/gas 4."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.money import (
    AMOUNT_RULES,
    DASH,
    PER_NAMES,
    SIGN,
    SIGNS,
    attributive,
    before_plural,
    falls,
    per,
)
from publish.speech.english.numbers import NUMBER, VULGAR, cardinal, decimal, fraction, pairs
from publish.speech.english.vocabulary import UNITS, English, per_name, unit_name
from publish.speech.rule import DIGITS, Rule, after, any_of, before, mentions, rule

_QUARTERS = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _position(match: re.Match[str], english: English) -> str:
    """50°10.8′ N, 5°40′30″ W: degrees, minutes and seconds of latitude and longitude."""
    parts = (("degrees", "degree"), ("minutes", "minute"), ("seconds", "second"))
    words = [
        f"{decimal(number, english)} {one if number == '1' else many}"
        for number, (many, one) in zip(match.group("degrees", "minutes", "seconds"), parts, strict=True)
        if number
    ]
    return f"{' '.join(words)} {_QUARTERS[match['quarter']]}"


def _inches(match: re.Match[str], english: English) -> str | None:
    """A 15.6" screen, 22" long: inches where the mark closes no quotation."""
    lead, rest = match.string[: match.start()], after(match)
    mark = match["mark"]
    opened = len(re.findall(r'(?:^|[\s(\[—–])"', lead)) - len(re.findall(r'[^\s\d(\[—–]"', lead))
    if opened > 0 if mark == '"' else mark == "”" and lead.count("“") > lead.count("”"):
        return None
    if match["glue"]:
        return f"{decimal(match['first'], english)}-inch{'-' if rest[:1].isalpha() else ''}"
    alone = re.match(
        r"$|[.,;:)/]| ?[x×]| (?:long|wide|tall|high|deep|thick|by|and|or|of|in|at|from|across)\b", rest
    )
    one = not alone or match["first"] == "1"
    noun = "inch" if one else "inches"
    tail = " " if rest[:1].isalnum() else ""
    return f"{decimal(match['first'], english)}{'-' if one else ' '}{noun}{tail}"


def _feet(match: re.Match[str], english: English) -> str:
    """5' by 3', a 10' wall."""
    return f"{decimal(match['first'], english)} {'foot' if attributive(match) else 'feet'}"


def _lines(match: re.Match[str], english: English) -> str:
    """1080p, 720i: lines of a picture."""
    return f"{pairs(match['first'], english)} {match['kind'].upper()}"


def _dimensions(match: re.Match[str], english: English) -> str | None:
    """3m x 4m, 60x63x113.5cm, 4x4. American tables of serial numbers keep "2x8" as letters."""
    sides = _SIDE.findall(match[0])
    plain = not any(unit for _, unit in sides)
    if plain and len(sides) == 2 and all(re.fullmatch("[0-9]{3,4}", number) for number, _ in sides):
        return " by ".join(pairs(number, english) for number, _ in sides)  # 1920x1080
    if plain and not english.british and len(sides) < 3:
        return None
    one = attributive(match)

    def side(number: str, unit: str) -> str:
        name = f" {unit_name(UNITS[unit], one or number == '1', english)}" if unit else ""
        return decimal(number, english) + name

    joint = " times " if re.match(r" ?=", after(match)) else " by "
    return joint.join(side(number, unit) for number, unit in sides)


_SIDE = lazy_pattern(r"([0-9]++(?:\.[0-9]++)?)[ ]?(mm|cm|m|km|ft|in)?")


SIZE_RULES: tuple[Rule[English], ...] = (
    rule(  # 4 x 30mm guns, but a 3 x 4cm card
        "x×",
        r"(?<![\w.,])(?<!\b[Aa] )(?<!\b[Tt]he )(?P<count>[1-9]|1[0-2]) [x×] (?=[0-9]{1,4}[ ]?(?:mm"
        r"|cm|m|ft|in) (?!(?:in|by|and|or|x|on|at|is|was|with|for|to|of|from|long|wide|high|deep|tall|across"
        r"|thick)\b)[a-z])",
        lambda match, english: f"{decimal(match['count'], english)} times ",
    ),
    rule(  # 2 x 400g
        "x×",
        r"(?<![\w.,])(?P<count>[0-9]{1,3}) ?[x×] ?(?=[0-9]++(?:\.[0-9]++)?[ ]?(?:g|kg|mg|ml|cl|l|L"
        r"|oz|lb|W|kW|MW|V|GB|TB|MB)(?!\w))",
        lambda match, english: f"{decimal(match['count'], english)} times ",
    ),
    rule(
        "°º",
        r"(?<![\w.,])(?P<degrees>[0-9]{1,3}(?:\.[0-9]++)?)(?P<minutes>)(?P<seconds>)[°º][ ]?"
        r"(?P<quarter>[NSEW])(?!\w)",
        _position,
    ),
    rule(
        "°º",
        r"(?<![\w.,])(?P<degrees>[0-9]{1,3})[°º][ ]?(?P<minutes>[0-9]{1,2}(?:\.[0-9]++)?)[′'’]"
        r"(?:[ ]?(?P<seconds>[0-9]{1,2}(?:\.[0-9]++)?)[″\"”])?[ ]?(?P<quarter>[NSEW])(?!\w)",
        _position,
    ),
    rule(
        '"″”',
        r"(?<![\w.,'’′])(?P<first>[0-9]++(?:\.[0-9]+)?)(?P<mark>[\"″”])"
        r"(?:(?P<glue>-)(?=[a-z]|$|[ .,;:)/])|(?=$|[ .,;:)/x×+]))",
        _inches,
    ),
    rule(
        "'′’",
        r"(?<![\w.,])(?P<first>[0-9]{1,3})['′’](?= (?:by|x|×|tall|wide|long|deep|high|wall"
        r"|ceiling)\b| ?[x×] ?[0-9])",
        _feet,
    ),
    rule(  # the 5′ end of a strand
        "'′’",
        r"(?<![\w.,])(?P<first>[35])['′’](?=[ -](?:ends?|UTR|cap\w*|untranslated|phosphate|to [35]['′’]))",
        lambda match, english: f"{cardinal(match['first'], english)} prime",
    ),
    rule("pi", r"(?<![\w.,])(?P<first>480|576|720|1080|1440|2160|4320)(?P<kind>[pi])(?![\w'’])", _lines),
    rule(
        "x×",
        r"(?<![\w.,])[0-9]++(?:\.[0-9]++)?[ ]?(?:mm|cm|m|km|ft|in)?"
        r"(?:[ ]?[x×][ ]?[0-9]++(?:\.[0-9]++)?(?:[ ]?(?:mm|cm|m|km|ft|in)(?!\w))?){1,3}(?!\w)",
        _dimensions,
    ),
)


# --- measures --------------------------------------------------------------

# Units that may stand apart from their number, and those that are only read when joined to it.
_JOINED = frozenset("C F h in s t V W w J st mb MP kt pp Ma Ga mol K min bp db MW HP º °".split())
_UNIT_APART = any_of(unit for unit in UNITS if unit not in _JOINED - {"min", "°", "MW"})
_UNIT = any_of(unit for unit in UNITS if unit != "s") + r"|(?<=\.[0-9])s|(?<=\.[0-9]{2})s|(?<=\.[0-9]{3})s"


def _degrees_apart(match: re.Match[str], english: English) -> str | None:
    """98.6 F, 20 C, as American newspapers set them."""
    if not mentions(match, _HEAT) and not match["first"].partition(".")[2]:
        return None
    name = {"C": "Celsius", "F": "Fahrenheit"}[match["unit"]]
    return f"{SIGNS.get(match['sign'] or '', '')}{decimal(match['first'], english)} degrees {name}"


_AT = lazy_pattern(
    r"\b(?:at|about|to|of|around|than the|than|hit|reach\w*|below|above|over|under|between|and) $"
)
_WEIGHS = lazy_pattern(r"\b(?:weigh\w*|heav\w+|lost|los(?:e|es|ing)|gain\w*|shed\w*|scales)\b[^.!?]*$", re.I)


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
    if unit.endswith(".") and re.match(rf"$|[\"'”’)]*\s+(?!{_COMPASS})[A-Z]", after(match)):
        name += "."
    glue = "-" if match["glue"] == "-" and after(match, 1) == "-" else " "
    return f"{negative}{words}{glue}{name}{per(match['per'], english)}"


_COMPASS = r"(?:[NS][NSEW]{0,2}|[EW](?:[NS][EW])?)\b(?!\.)"
_STOP = r"(?:(?<=[a-z])\.(?= [a-z(]))?"
"""The stop of a shortened unit where the sentence goes on: 1 tsp. salt, the 10-yr. yield."""
_LETTERS = frozenset("C F h s t V W J L l g m K".split())
_SEAT = lazy_pattern(
    r"(?i)\b(?:seats?|gates?|flats?|rows?|units?|apartments?|apt|rooms?|blocks?|stands?|bays?|platforms?|bus"
    r"|routes?|form|class|year|section|grade|exhibit|appendix|article|doors?|berth|cabin|plot|lot|bra|cup"
    r"|size|line)\s$"
)
_HEAT = lazy_pattern(
    r"(?i)\b(?:oven|bak\w+|roast\w*|cook\w*|heat\w*|temperatures?|boil\w*|melt\w*|freez\w*|degrees|fan|gas"
    r"|thermometer|fever|hot|hotter|cold|colder|warm\w*|cool\w*|reach\w*)\b"
)


def _is_temperature(match: re.Match[str], unit: str, number: float) -> bool:
    """Whether C or F is a degree: up to what weather brings by itself, above it where heat is spoken of."""
    if re.match(r"[ ]?[A-Z]", after(match)) or _SEAT.search(before(match)):
        return False
    return number <= (60 if unit == "C" else 150) or bool(
        mentions(match, _HEAT) or (number <= 1000 and _AT.search(before(match)))
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
    small = {"m": "min", "ins": "in"}.get(small.strip(), small.strip())
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


def _scaled_unit(match: re.Match[str], english: English) -> str:
    """100 million kg, 1.5 billion km: the unit behind a word for a large number."""
    unit = match["unit"]
    one = match["gap"] == "-" or attributive(match)
    return f"{match['number']}{match['gap']}{unit_name(UNITS[unit], one, english)}"


def _per_some(match: re.Match[str], english: English) -> str:
    """5.2 l/100km: so much of one for so many of another."""
    names, first = UNITS[match["unit"]], match["first"]
    head = f"{decimal(first, english)} {unit_name(names, first == '1', english)}"
    return f"{head} per {decimal(match['count'], english)} {unit_name(UNITS[match['other']], False, english)}"


def _one_unit(match: re.Match[str], english: English) -> str | None:
    """2 kg-3 kg, 25°–30°C: the unit once."""
    if match["other"]:
        return f"{match['first']}-{match['last']}{match['other']}"
    if falls(match, match["first"], match["last"]):
        return None
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


_LENGTHS = lazy_pattern(
    r"(?i)\b(?:range|height|depth|length|width|distance|altitude|elevation|diameter|radius)\b[^;:.]*$"
)


def _heading_unit(match: re.Match[str], english: English) -> str | None:
    """Depth (mm), Height of the glass (m): the unit of a column, said as one. Sales (m) are millions."""
    if match["metres"] and not _LENGTHS.search(before(match)):
        return None
    return f"({unit_name(UNITS[match['unit'] or match['metres']], False, english)})"


RULES: tuple[Rule[English], ...] = (
    rule(
        "g",
        r"(?P<heats>(?<![\w.,])[0-9]{2,3}[ ]?°?[CF]"
        r"(?:[ ]?/[ ]?(?:[0-9]{2,3}[ ]?°?[CF]|fan[ ]?[0-9]{2,3}[ ]?°?C?"
        r"|[0-9]{2,3}[ ]?°?C?[ ]fan)){0,4})[ ]?/[ ]?gas(?: mark)?[ ]?(?P<mark>[0-9½¼]{1,2})(?!\w)",
        _oven,
    ),
    rule(  # 150ml/¼ pint
        "/",
        rf"(?<=[A-Za-z])/(?=[0-9]?[{''.join(VULGAR)}]|(?!100)[0-9][0-9.,]{{0,9}}[ ]?(?:{_UNIT_APART})(?!\w))",
        lambda match, english: ", ",
    ),
    rule(
        "".join(VULGAR),
        rf"(?:(?<![\w.,])(?P<whole>[0-9]{{1,4}})[ ]?)?(?P<sign>[{''.join(VULGAR)}])[ ]?"
        rf"(?P<unit>{_UNIT_APART}|st)(?![\w/²³]){_STOP}",
        _vulgar_of,
    ),
    rule("(", r"(?<=[a-z] )\((?:(?P<unit>mm|cm|km|kg|ml|kWh)|(?P<metres>m))\)(?=[:;.,]|\s*$)", _heading_unit),
    rule(
        "/",
        r"(?<![\w.,/])(?:(?P<whole>[0-9]{1,4}) )?(?P<top>[0-9]{1,2})/(?P<bottom>[0-9]{1,2})[ ]?"
        rf"(?P<unit>{_UNIT_APART}|c\.(?= [a-z]))(?![\w/²³]){_STOP}",
        _part_of,
    ),
    rule(
        "ftsl'’′hr",
        r"(?<![\w.,$£€])(?P<first>[0-9]{1,3})(?:"
        r"(?P<big>(?<=[0-9])(?:ft|st|lb|lbs|h|hr|hrs))[ -]?(?P<last>[0-9]{1,2}(?:\.[0-9]+)?)"
        r"(?P<small>in|lbs?|oz|mins?|m(?![a-z])| mins?| lbs?| ins?)?(?![\w:]|[.,][0-9]|[ ]?(?:ft|per|%)))",
        _compound,
    ),
    rule(
        "'′’",
        r"(?<![\w.,$£€])(?P<first>[0-9])(?P<big>['’′])[ ]?(?P<last>[0-9]{1,2}"
        r"(?:\.[0-9])?)(?P<small>\"|″|”|'')",
        _compound,
    ),
    rule(
        "-–",
        rf"(?<![\w.,])(?P<first>{NUMBER})(?P<gap>[ ]?)(?P<unit>{_UNIT}){DASH}"
        rf"(?P<last>{NUMBER})[ ]?(?:(?P=unit)|(?<=[0-9])(?P<other>[°º][CF]))(?![\w/²³])",
        _one_unit,
    ),
    rule(
        (" thousand", " million", " billion", " trillion", "×10", "× 10", "x10"),
        rf"(?<![\w.,/$£€])(?P<number>(?:{NUMBER}) (?:thousand|million|billion|trillion)"
        rf"|(?<=[×x])10⁻?[⁰¹²³⁴-⁹]+|(?<=[×x] )10⁻?[⁰¹²³⁴-⁹]+)(?P<gap>[ -])(?P<unit>{_UNIT_APART})(?![\w/²³])",
        _scaled_unit,
    ),
    rule(
        "/",
        rf"(?<![\w.,/])(?P<first>{NUMBER})[ ]?(?P<unit>{_UNIT})/(?P<count>10{{1,5}}|100?,000)[ ]?"
        rf"(?P<other>{_UNIT})(?![\w/²³])",
        _per_some,
    ),
    *AMOUNT_RULES,
    rule(
        DIGITS,
        rf"(?<![\w.,/]){SIGN}(?P<first>{NUMBER})(?:{DASH}(?P<last>{NUMBER}))?(?:(?P<unit>{_UNIT})"
        rf"|(?P<glue>[ -])(?P<apart>{_UNIT_APART}))(?P<per>/(?:{PER_NAMES}))?(?![\w²³]|/(?![0-9])|['’]\w)"
        rf"{_STOP}",
        _measure,
    ),
    rule(
        "CF",
        rf"(?<![\w.,/$£€]){SIGN}(?P<first>[0-9]{{1,3}}(?:\.[0-9])?) (?P<unit>[CF])"
        r"(?=[,;:)]|\.(?:\s|$)|\s[a-z(]|$)",
        _degrees_apart,
    ),
    rule(
        "",
        r"\bper (?P<unit>kWh|kwh|kW/h|MWh|kg|km|km2|km²|sq ft|sq m|sq km|ml|ha|hr|yr|m2|m²)(?!\w)",
        _per_unit,
    ),
    rule(("km/h", "Mb/s", "MB/s"), r"(?<![\w.,/])(?:km/h|M[bB]/s)(?![\w/])", _unit_alone),
    rule(
        "/",
        r"(?<![\w.,/])(?P<unit>m|km|g|kg|mg|µg|μg|kJ|J|W|kWh|mol|mmol)/(?P<per>s|h|l|L|ml|dl|kg|m²|m2|m³|m3)"
        r"(?![\w/])",
        lambda match, english: (
            f"{unit_name(UNITS[match['unit']], False, english)} per {per_name(match['per'], english)}"
        ),
    ),
    rule("/", rf"(?<![\w.,/])(?P<first>{NUMBER})/(?P<unit>{PER_NAMES})(?![\w/-])", _per_only),
)
