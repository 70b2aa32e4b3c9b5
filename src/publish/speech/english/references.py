"""Numbered things in English: sections of laws, verses, account numbers, Chapter IV, Henry VIII."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.numbers import cardinal, digits, ordinal, pairs, year
from publish.speech.english.vocabulary import WORDS, English, word_list
from publish.speech.numerals import roman
from publish.speech.rule import DIGITS, Rule, after, any_of, before, mentions, rule

_IDENTIFIER = r"PMID|PMC|OCLC|JSTOR|S2CID|LCCN|arXiv"
_LAW = lazy_pattern(
    r"(?i)\b(?:sections?|subsections?|ss?\.?|rules?|articles?|art\.|regulations?|regs?\.?|clauses?|cl\.?"
    r"|sch\.?|arts\.|art|paragraphs?|paras?\.?|schedules?|parts?|§)[ ]?$"
)


def _subsections(match: re.Match[str], english: English) -> str | None:
    """Section 21(3)(b), Rule 12.3(a), Article 6(1)(ii): each part after a pause."""
    if not _LAW.search(before(match)):
        return None
    parts = re.findall(r"\((\w+)\)", match["parts"])
    until = f" to {_part(match['last'], english)}" if match["last"] else ""
    return f"{match['number']}, {', '.join(_part(part, english) for part in parts)}{until}"


def _part(part: str, english: English) -> str:
    if part.isdecimal():
        return cardinal(part, english)
    if len(part) > 1 and roman(part.upper()):
        return cardinal(roman(part.upper()), english)
    return english.letters(part.upper())


def _plan(match: re.Match[str], english: English) -> str:
    """401(k), 501(c)(3): the American tax code, as its readers say it."""
    parts = " ".join(_part(part, english) for part in re.findall(r"\((\w)\)", match["parts"]))
    return f"{pairs(match['number'], english)} {parts}"


def _european_act(match: re.Match[str], english: English) -> str:
    """Regulation (EU) 2016/679, Directive 2001/29/EC; of other acts and cases, SR 2007/185."""
    body = f", {english.letters(match['body'])}" if match["body"] else ""
    return f"{match['lead'] or ''}{year(int(match['year']), english)}, {digits(match['number'])}{body}"


def _docket(match: re.Match[str], english: English) -> str | None:
    """Case 123/261788/2021: long numbers figure by figure."""
    parts = match[0].split("/")
    if all(len(part) < 5 for part in parts):
        return None
    return ", ".join(cardinal(part, english) if len(part) < 5 else digits(part) for part in parts)


# --- verses ----------------------------------------------------------------

_BOOKS: dict[str, str] = WORDS["bible"]
_WHOLE = "|".join(WORDS["scripture"].split())
# Books that are named after people: "John 3:16" is said as it is written, and Mark 5 may be a car.
_PERSONS = word_list("books_of_persons")
_SHORT = any_of(_BOOKS)


def _verses(match: re.Match[str], english: English) -> str | None:
    """Matt 5:3-12, 1 Cor 13, Surah 2:255. "John 3:16" and times of day keep to chapter and verse."""
    short, first, last = match["short"], match["first"], match["last"]
    if not last and not short and match["book"] in _PERSONS:
        return None
    if not first and not match["count"]:
        return None
    count = f"{ordinal(match['count'], english).capitalize()} " if match["count"] else ""
    book = _BOOKS[short] if short else match["book"]
    words = f"{count}{book} {cardinal(match['chapter'], english)}"
    if last:
        return f"{words}, verses {cardinal(first, english)} to {cardinal(last, english)}"
    return f"{words}, verse {cardinal(first, english)}" if first else words


# --- figure by figure ------------------------------------------------------


def _figures(match: re.Match[str], english: English) -> str:
    """Account 12345678, card ending 4242, sort code 20-00-00."""
    groups = re.findall("[0-9]+", match["number"])
    return match["lead"] + ", ".join(digits(group) for group in groups)


def _of_many(match: re.Match[str], english: English) -> str:
    """Lap 12/58."""
    return f"{match['lead']}{cardinal(match['first'], english)} of {cardinal(match['last'], english)}"


def _thousandths(match: re.Match[str], english: English) -> str | None:
    """.300 hitter, .357 Magnum: averages and calibres of three figures."""
    if re.search(r"[=<>≤≥~] ?$", before(match)) or re.match(r"[ ]?%", after(match)):
        return None
    return pairs(match["number"], english)


RULES: tuple[Rule[English], ...] = (
    rule(
        "(",
        r"(?<![\w.,])(?P<number>[45][0-9]{2})(?P<parts>\([a-z]\)(?:\([0-9]\))?)(?![\w(])",
        lambda match, english: None if english.british else _plan(match, english),
    ),
    rule(
        "(",
        r"(?:(?<![\w.,])|(?<=\bs\.)|(?<=\bss\.))(?P<number>[0-9]{1,4}[A-Z]{0,2}(?:\.[0-9]{1,3})*)"
        r"(?P<parts>(?:\((?:[0-9]{1,3}|[a-z]{1,4}|[A-Z])\))+)"
        r"(?:[-–]\((?P<last>[0-9]{1,3}|[a-z]{1,4})\))?(?![\w(])",
        _subsections,
    ),
    rule(
        "/",
        r"(?P<lead>\b(?:Regulation|Directive|Decision)s? (?:\((?:EU|EC|EEC)\) )?)?(?<![\w.,/$£€-])"
        r"(?P<year>(?:19|20)[0-9]{2})/(?P<number>(?(lead)[0-9]{1,4}|(?!19|20)[1-9][0-9]{2,4}))"
        r"(?:/(?P<body>EC|EU|EEC))?(?![\w/]|[.,][0-9])",
        _european_act,
    ),
    rule("/", r"(?<![\w.,/])[0-9]++(?:/[0-9]++){2,4}(?![\w/]|[.,][0-9])", _docket),
    rule(
        DIGITS,
        rf"(?<![\w.])(?:(?P<count>[123]) )?(?:(?P<short>{_SHORT})\b\.?|(?P<book>{_WHOLE})) "
        r"(?P<chapter>[0-9]{1,3})(?::(?P<first>[0-9]{1,3})(?:[-–](?P<last>[0-9]{1,3}))?)?(?![\w:]|[.,][0-9])",
        _verses,
    ),
    rule(
        DIGITS,
        r"(?P<lead>\b(?i:account(?: number| no\.?)?|card(?: number)? ending(?: in)?|sort code"
        rf"|policy number|reference number|reference|passcode|pin(?: code)?|{_IDENTIFIER}):?[ ]?)"
        r"(?P<number>[0-9]{4,19}|[0-9]{2,6}(?:[- ][0-9]{2,6})+)(?![\w,.]?[0-9]|[/-])",
        _figures,
    ),
    rule(
        "/",
        r"(?P<lead>\b(?i:lap|stage|round|episode|page|part|step|slide) )"
        r"(?P<first>[0-9]{1,3})/(?P<last>[0-9]{1,3})(?![\w/])",
        _of_many,
    ),
    rule(".", r"(?<![\w.,)$£€])\.(?P<number>[1-9][0-9]{2})(?![\w%]|[.,][0-9])", _thousandths),
)


_PARTS = (
    "World War|WW|Chapters?|Parts?|Pt|Ch|Bk|Acts?|Scene|Volumes?|Vol|Books?|Type|Phase|Stage|Grade|Class"
    "|Category|Super Bowl|Title|Article|Sections?|Schedule|Division|Mark|Mk|Level|Appendix|Table|Figure|Group"
    "|Tier|Annex|Annexe|Episode|Season|Version|Round|Vatican|Apollo|Olympiad|Canto|Factor|Symphony|Panzer"
    "|Convention|Unit|Module|Step|WrestleMania|Saturn|Rocky|Godfather|Fantasy"
)
# What follows a lower-case "class I" that is a number: an end, another number, a thing so classed.
_NO_PRONOUN = lazy_pattern(
    r"$|[.,;:)/]|[-–][IVX]| (?:and|or|to) [IVX]+\b| (?:listed|diabetes|diabetic|trials?|stud(?:y|ies)"
    r"|cancers?|tumou?rs?|drugs?|substances?|felon(?:y|ies)|misdemean\w+|errors?|collagen|devices?|buildings?"
    r"|patients?|disease|evidence|schools?|hospitals?|heart|lung|breast|clinical)\b"
)
_DRAWN = lazy_pattern(
    r"(?i)\b(?:appearances?|qualif\w+|world cup|euros?|match(?:es)?|fixtures?|draw[ns]?|group stage"
    r"|goals?|points|beat|teams?|won|win|top(?:ped)?|finish\w*|champions\w*|tournament)\b"
)
_RULERS = word_list("rulers")
_TENTH = word_list("tenth_rulers")
_RULER_TITLE = lazy_pattern(
    r"\b(?:King|Queen|Pope|Prince|Princess|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Shah|Duke)\s(?:\w+\s)?$"
)


_LONG: dict[str, str] = WORDS["before_numerals"]


def _roman_part(match: re.Match[str], english: English) -> str | None:
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


_GIVEN_NAMES = word_list("given_names")
_NAMED = lazy_pattern(r"(?:\b[A-Z][\w'’.-]* ){1,3}$")


def _is_person(match: re.Match[str], value: int) -> bool:
    """Whether a given name stands before a surname with a small numeral: Martin Luther King III."""
    named = _NAMED.search(before(match))
    if named is None or not 2 <= value <= 6 or match["numeral"] == "V":
        return False
    return not _GIVEN_NAMES.isdisjoint(named[0].split())


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


ROMAN_RULES: tuple[Rule[English], ...] = (
    rule(
        "IVXLC",
        rf"(?<!\w)(?P<lead>(?i:{_PARTS})\.?[ \u00a0]|WW(?=I))(?P<numeral>[IVXLC]+)(?P<star>\*)?"
        r"(?:(?P<dash>[-–])(?P<last>[IVXLC]+)| and (?P<also>[IVXLC]{2,}))?(?![\w.]\w|\w)",
        _roman_part,
    ),
    rule("VX", r"(?P<lead>\b(?i:first|second|starting|England|best|the) )(?P<numeral>XI|XV)(?!\w)", _eleven),
    rule("IVX", r"\b(?P<numeral>[IVX]+)(?P<rest>(?:st|nd|rd|th)?[ -]centur(?:y|ies))", _roman_century),
    rule(
        "IVX",
        r"(?<![\w.])(?P<name>[A-Z][a-zé]+|[A-Z]{4,})[ \u00a0](?P<numeral>[IVXLCDM]+)(?![\w-]|\.\w)",
        _ruler,
    ),
)
