"""Sizes and places in figures in English: 22" long, 5' by 3', 3m x 4m, 1920x1080, 1080p, 50°10′ N."""

from __future__ import annotations

import re

from publish.speech.english.amounts import attributive
from publish.speech.english.dialect import English
from publish.speech.english.numbers import decimal, pairs
from publish.speech.english.tables import UNITS, unit_name
from publish.speech.rule import Rule, after

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


_SIDE = re.compile(r"([0-9]++(?:\.[0-9]++)?)[ ]?(mm|cm|m|km|ft|in)?")


RULES: tuple[Rule[English], ...] = (
    Rule(  # 4 x 30mm guns, but a 3 x 4cm card
        "x×",
        re.compile(
            r"(?<![\w.,])(?<!\b[Aa] )(?<!\b[Tt]he )(?P<count>[1-9]|1[0-2]) [x×] (?=[0-9]{1,4}[ ]?(?:mm"
            r"|cm|m|ft|in) "
            r"(?!(?:in|by|and|or|x|on|at|is|was|with|for|to|of|from|long|wide|high|deep|tall|across"
            r"|thick)\b)[a-z])"
        ),
        lambda match, english: f"{decimal(match['count'], english)} times ",
    ),
    Rule(  # 2 x 400g
        "x×",
        re.compile(
            r"(?<![\w.,])(?P<count>[0-9]{1,3}) ?[x×] ?(?=[0-9]++(?:\.[0-9]++)?[ ]?(?:g|kg|mg|ml|cl|l|L"
            r"|oz|lb|W|kW|MW|V"
            r"|GB|TB|MB)(?!\w))"
        ),
        lambda match, english: f"{decimal(match['count'], english)} times ",
    ),
    Rule(
        "°º",
        re.compile(
            r"(?<![\w.,])(?P<degrees>[0-9]{1,3}(?:\.[0-9]++)?)(?P<minutes>)(?P<seconds>)[°º][ ]?"
            r"(?P<quarter>[NSEW])(?!\w)"
        ),
        _position,
    ),
    Rule(
        "°º",
        re.compile(
            r"(?<![\w.,])(?P<degrees>[0-9]{1,3})[°º][ ]?(?P<minutes>[0-9]{1,2}(?:\.[0-9]++)?)[′'’]"
            r"(?:[ ]?(?P<seconds>[0-9]{1,2}(?:\.[0-9]++)?)[″\"”])?[ ]?(?P<quarter>[NSEW])(?!\w)"
        ),
        _position,
    ),
    Rule(
        '"″”',
        re.compile(
            r"(?<![\w.,'’′])(?P<first>[0-9]++(?:\.[0-9]+)?)(?P<mark>[\"″”])"
            r"(?:(?P<glue>-)(?=[a-z]|$|[ .,;:)/])|(?=$|[ .,;:)/x×+]))"
        ),
        _inches,
    ),
    Rule(
        "'′’",
        re.compile(
            r"(?<![\w.,])(?P<first>[0-9]{1,3})['′’](?= (?:by|x|×|tall|wide|long|deep|high|wall"
            r"|ceiling)\b| ?[x×] ?[0-9])"
        ),
        _feet,
    ),
    Rule(
        "pi",
        re.compile(r"(?<![\w.,])(?P<first>480|576|720|1080|1440|2160|4320)(?P<kind>[pi])(?![\w'’])"),
        _lines,
    ),
    Rule(
        "x×",
        re.compile(
            r"(?<![\w.,])[0-9]++(?:\.[0-9]++)?[ ]?(?:mm|cm|m|km|ft|in)?"
            r"(?:[ ]?[x×][ ]?[0-9]++(?:\.[0-9]++)?(?:[ ]?(?:mm|cm|m|km|ft|in)(?!\w))?){1,3}(?!\w)"
        ),
        _dimensions,
    ),
)
