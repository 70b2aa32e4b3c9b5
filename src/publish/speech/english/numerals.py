"""Roman numerals in English: Henry VIII, World War II, Chapter IV, and the letters that are none."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.english.numbers import cardinal, ordinal
from publish.speech.english.tables import word_list
from publish.speech.roman import roman
from publish.speech.rule import Rule, after, before, mentions

_PARTS = (
    "World War|WW|Chapters?|Parts?|Pt|Ch|Bk|Acts?|Scene|Volumes?|Vol|Books?|Type|Phase|Stage"
    "|Grade|Class|Category|Super Bowl|Title|Article|"
    "Sections?|Schedule|Division|Mark|Mk|Level|Appendix|Table|Figure|Group"
    "|Tier|Annex|Annexe|Episode|Season|Version|Round|"
    "Vatican|Apollo|Olympiad|Canto|Factor|Symphony|Panzer|Convention|Unit"
    "|Module|Step|WrestleMania|Saturn|Rocky|Godfather|Fantasy"
)
# What follows a lower-case "class I" that is a number: an end, another number, a thing so classed.
_NO_PRONOUN = re.compile(
    r"$|[.,;:)/]|[-–][IVX]| (?:and|or|to) [IVX]+\b| (?:listed|diabetes|diabetic|trials?|stud(?:y|ies)"
    r"|cancers?"
    r"|tumou?rs?|drugs?|substances?|felon(?:y|ies)|misdemean\w+|errors?|collagen|devices?|buildings?"
    r"|patients?"
    r"|disease|evidence|schools?|hospitals?|heart|lung|breast|clinical)\b"
)
_DRAWN = re.compile(
    r"(?i)\b(?:appearances?|qualif\w+|world cup|euros?|match(?:es)?|fixtures?|draw[ns]?|group stage"
    r"|goals?|points|beat|teams?|won|win|top(?:ped)?|finish\w*|champions\w*|tournament)\b"
)
_RULERS = frozenset(
    """Henry Elizabeth Charles George Edward William Richard James Mary Louis Philip Philippe Ferdinand
    Paul Benedict Pius Leo Gregory John Alexander Nicholas Catherine Frederick Wilhelm Napoleon
    Ramesses Ramses Rameses Clement Innocent Urban Harald Carl Karl Gustaf Gustav Carlos Felipe
    Albert Leopold Margrethe Haakon Olav Olaf Ivan Peter Constantine Cleopatra Ptolemy Darius
    Xerxes Abdullah Hussein Mohammed Mehmed Mehmet Robert Malcolm Otto Rudolf Maximilian Baldwin
    Sixtus Boniface Celestine Adrian Julius Alfonso Francis Francois Franz Joseph Umberto Victor
    Emmanuel Pedro Christian Hassan Stephen Donald Rainier Eric Sigismund Thutmose Amenhotep
    Seti Matilda Isabella Joan Anne Theodosius Justinian Basil Selim Suleiman Murad Bayezid
    Casimir Rama Faisal Farouk Zog Michael""".split()
)
_TENTH = frozenset(
    "Charles Pius Leo Gregory Louis Benedict Innocent Clement John Alfonso"
    " Boniface Frederick Christian".split()
)
_RULER_TITLE = re.compile(
    r"\b(?:King|Queen|Pope|Prince|Princess|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Shah|Duke)\s(?:\w+\s)?$"
)


_LONG = {"WW": "World War", "Mk": "Mark", "Vol": "Volume", "Pt": "Part", "Ch": "Chapter", "Bk": "Book"}


def _part(match: re.Match[str], english: English) -> str | None:
    value = roman(match["numeral"])
    if not value or not re.search(r"[IVX]", match["numeral"]):
        return None  # Appendix C, Group D
    if match["numeral"] == "I" and match["lead"] == "Group " and mentions(match, _DRAWN):
        return None  # the ninth group of a World Cup
    if match["numeral"] == "I" and match["lead"][0].islower() and not _NO_PRONOUN.match(after(match)):
        return None  # the class I took
    lead = _LONG.get(match["lead"].strip(" \u00a0."), match["lead"].strip())
    words = cardinal(value, english)
    if match["last"] and roman(match["last"]):
        words += f" {'to' if match['dash'] else 'and'} {cardinal(roman(match['last']), english)}"
    star = " star" if match["star"] else ""
    return f"{lead} {words}{star}"


_NAMED = re.compile(r"(?:\b[A-Z][\w'’.-]* ){1,3}$")


def _is_person(match: re.Match[str], value: int) -> bool:
    """Whether a given name stands before a surname with a small numeral: Martin Luther King III."""
    named = _NAMED.search(before(match))
    if named is None or not 2 <= value <= 6 or match["numeral"] == "V":
        return False
    return not word_list("given_names").isdisjoint(named[0].split())


def _ruler(match: re.Match[str], english: English) -> str | None:
    """Henry VIII, Pope John Paul II, Elizabeth I's, Henry Ford II."""
    name, numeral = match["name"], match["numeral"]
    value = roman(numeral)
    if not value or value > 39:
        return None
    if name.isupper():
        name = name.capitalize()
        if name not in _RULERS:
            return None
    lead, rest = before(match), after(match)
    titled = bool(_RULER_TITLE.search(lead))
    if not (name in _RULERS or titled):
        named = re.search(r"\b[A-Z][a-z]+ $", lead)
        if len(numeral) < 2 or numeral in ("XL", "CD", "MC", "CC", "MD", "DC", "CV", "DI", "MI", "XI", "XV"):
            return None
        ruler = (named and named[0].strip() in _RULERS) or _is_person(match, value)
        return f"{name} {'the ' + ordinal(value, english) if ruler else cardinal(value, english)}"
    if numeral == "I" and not titled and not re.match(r"$|['’]s|[.,;:)]|\s(?:of|and|to|in)\b", rest):
        return None
    if numeral == "X" and name not in _TENTH:
        return None
    if numeral in ("C", "D", "L", "M", "CD", "DC", "MC", "MD") or (
        numeral == "V" and re.match(r" [A-Z]", rest)
    ):
        return None
    return f"{name} the {ordinal(value, english)}"


def _eleven(match: re.Match[str], english: English) -> str:
    return f"{match['lead']}{cardinal(roman(match['numeral']), english)}"


def _roman_century(match: re.Match[str], english: English) -> str | None:
    value = roman(match["numeral"])
    return f"{ordinal(value, english)}{match['rest']}" if value else None


RULES: tuple[Rule[English], ...] = (
    Rule(
        "IVXLC",
        re.compile(
            rf"(?<!\w)(?P<lead>(?i:{_PARTS})\.?[ \u00a0]|WW(?=I))(?P<numeral>[IVXLC]+)(?P<star>\*)?"
            r"(?:(?P<dash>[-–])(?P<last>[IVXLC]+)| and (?P<also>[IVXLC]{2,}))?(?![\w.]\w|\w)"
        ),
        _part,
    ),
    Rule(
        "VX",
        re.compile(r"(?P<lead>\b(?i:first|second|starting|England|best|the) )(?P<numeral>XI|XV)(?!\w)"),
        _eleven,
    ),
    Rule(
        "IVX",
        re.compile(r"\b(?P<numeral>[IVX]+)(?P<rest>(?:st|nd|rd|th)?[ -]centur(?:y|ies))"),
        _roman_century,
    ),
    Rule(
        "IVX",
        re.compile(
            r"(?<![\w.])(?P<name>[A-Z][a-zé]+|[A-Z]{4,})[ \u00a0](?P<numeral>[IVXLCDM]+)(?![\w-]|\.\w)"
        ),
        _ruler,
    ),
)
