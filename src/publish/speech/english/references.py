"""References in English: sections of laws, verses, and numbers that are read figure by figure."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.english.numbers import cardinal, digits, ordinal, pairs, year
from publish.speech.roman import roman
from publish.speech.rule import DIGITS, Rule, after, before

_IDENTIFIER = r"PMID|PMC|OCLC|JSTOR|S2CID|LCCN|arXiv"
_LAW = re.compile(
    r"(?i)\b(?:sections?|subsections?|ss?\.?|rules?|articles?|art\.|regulations?|regs?\.?|clauses?|cl\.?"
    r"|sch\.?|arts\.|art|paragraphs?"
    r"|paras?\.?|schedules?|parts?|§)[ ]?$"
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

_BOOKS = dict(
    pair.split(":")
    for pair in (
        "Gen:Genesis Exod:Exodus Ex:Exodus Lev:Leviticus Num:Numbers Deut:Deuteronomy Josh:Joshua Judg:Judges"
        " Sam:Samuel Kgs:Kings Chron:Chronicles Chr:Chronicles Neh:Nehemiah Ps:Psalm Pss:Psalms Prov:Proverbs"
        " Eccl:Ecclesiastes Isa:Isaiah Jer:Jeremiah Lam:Lamentations Ezek:Ezekiel Dan:Daniel Hos:Hosea"
        " Mic:Micah Hab:Habakkuk Zech:Zechariah Mal:Malachi Matt:Matthew Mt:Matthew Mk:Mark Lk:Luke Jn:John"
        " Rom:Romans Cor:Corinthians Gal:Galatians Eph:Ephesians Phil:Philippians Col:Colossians"
        " Thess:Thessalonians Tim:Timothy Philem:Philemon Heb:Hebrews Jas:James Pet:Peter Rev:Revelation"
    ).split()
)
_WHOLE = (
    "Genesis Exodus Leviticus Deuteronomy Joshua Samuel Chronicles Nehemiah Esther Job Psalms? Proverbs"
    " Ecclesiastes Isaiah Jeremiah Lamentations Ezekiel Daniel Hosea Joel Amos Obadiah Jonah Micah Habakkuk"
    " Zechariah Malachi Matthew Mark Luke John Acts Romans Corinthians Galatians Ephesians Philippians"
    " Colossians Thessalonians Timothy Titus Philemon Hebrews James Peter Jude Revelation Surah Sura Qur'an"
    " Qur’an Quran Koran"
).replace(" ", "|")
# Books that are named after people: "John 3:16" is said as it is written, and Mark 5 may be a car.
_PERSONS = frozenset(
    """Joshua Samuel Esther Job Daniel Joel Amos Jonah Micah Matthew Mark Luke John Timothy Titus
    James Peter Jude Numbers""".split()
)
_SHORT = "|".join(sorted(_BOOKS, key=lambda book: (-len(book), book)))


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
    Rule(
        "(",
        re.compile(r"(?<![\w.,])(?P<number>[45][0-9]{2})(?P<parts>\([a-z]\)(?:\([0-9]\))?)(?![\w(])"),
        lambda match, english: None if english.british else _plan(match, english),
    ),
    Rule(
        "(",
        re.compile(
            r"(?:(?<![\w.,])|(?<=\bs\.)|(?<=\bss\.))(?P<number>[0-9]{1,4}[A-Z]{0,2}(?:\.[0-9]{1,3})*)"
            r"(?P<parts>(?:\((?:[0-9]{1,3}|[a-z]{1,4}|[A-Z])\))+)"
            r"(?:[-–]\((?P<last>[0-9]{1,3}|[a-z]{1,4})\))?(?![\w(])"
        ),
        _subsections,
    ),
    Rule(
        "/",
        re.compile(
            r"(?P<lead>\b(?:Regulation|Directive|Decision)s? (?:\((?:EU|EC|EEC)\) )?)?(?<![\w.,/$£€-])"
            r"(?P<year>(?:19|20)[0-9]{2})/(?P<number>(?(lead)[0-9]{1,4}|(?!19|20)[1-9][0-9]{2,4}))"
            r"(?:/(?P<body>EC|EU|EEC))?(?![\w/]|[.,][0-9])"
        ),
        _european_act,
    ),
    Rule("/", re.compile(r"(?<![\w.,/])[0-9]++(?:/[0-9]++){2,4}(?![\w/]|[.,][0-9])"), _docket),
    Rule(
        DIGITS,
        re.compile(
            rf"(?<![\w.])(?:(?P<count>[123]) )?(?:(?P<short>{_SHORT})\b\.?|(?P<book>{_WHOLE})) "
            r"(?P<chapter>[0-9]{1,3})(?::(?P<first>[0-9]{1,3})(?:[-–](?P<last>[0-9]{1,3}))?)?(?![\w:]|"
            r"[.,][0-9])"
        ),
        _verses,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?P<lead>\b(?i:account(?: number| no\.?)?|card(?: number)? ending(?: in)?|sort code"
            rf"|policy number|reference number|reference|passcode|pin(?: code)?|{_IDENTIFIER}):?[ ]?)"
            r"(?P<number>[0-9]{4,19}|[0-9]{2,6}(?:[- ][0-9]{2,6})+)(?![\w,.]?[0-9]|[/-])"
        ),
        _figures,
    ),
    Rule(
        "/",
        re.compile(
            r"(?P<lead>\b(?i:lap|stage|round|episode|page|part|step|slide) )"
            r"(?P<first>[0-9]{1,3})/(?P<last>[0-9]{1,3})(?![\w/])"
        ),
        _of_many,
    ),
    Rule(".", re.compile(r"(?<![\w.,)$£€])\.(?P<number>[1-9][0-9]{2})(?![\w%]|[.,][0-9])"), _thousandths),
)
