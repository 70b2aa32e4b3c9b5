"""Shortened words of English, and references to the parts of acts, cases and books."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.codes import STREETS
from publish.speech.english.numbers import cardinal, digits, ordinal, pairs, year
from publish.speech.english.vocabulary import WORDS, English, table, word_list
from publish.speech.marks import roman
from publish.speech.rule import DIGITS, Rule, after, any_of, before, mentions, rule
from publish.speech.sentences import OPENERS

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
    until = f" to {_numbered_part(match['last'], english)}" if match["last"] else ""
    return f"{match['number']}, {', '.join(_numbered_part(part, english) for part in parts)}{until}"


def _numbered_part(part: str, english: English) -> str:
    if part.isdecimal():
        return cardinal(part, english)
    if len(part) > 1 and roman(part.upper()):
        return cardinal(roman(part.upper()), english)
    return english.letters(part.upper())


def _plan(match: re.Match[str], english: English) -> str:
    """401(k), 501(c)(3): the American tax code, as its readers say it."""
    parts = " ".join(_numbered_part(part, english) for part in re.findall(r"\((\w)\)", match["parts"]))
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


REFERENCE_RULES: tuple[Rule[English], ...] = (
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


# --- titles ----------------------------------------------------------------

_TITLES: dict[str, str] = WORDS["titles"]
_TITLE = lazy_pattern(
    rf"(?<![\w'’.-])(?P<title>{any_of(_TITLES)})\b\.?"
    rf"(?=[ \u00a0](?:&|and) (?:Mrs?|Ms|Dr)\b|[ \u00a0-]\(?[\"“'‘]?[A-Z][\w.'’-]*)"
)
_NEED_STOP = word_list("stopped_titles")
# A rank or a title before makes a shortened word a rank too: Lt Col, Maj Gen, Det Insp.
_RANK = lazy_pattern(r"\b(?:Lt|Maj|Brig|Sgt|Det|Insp)\.? $")


def _title(match: re.Match[str], english: English) -> str | None:
    title = match["title"]
    stopped = match[0].endswith(".") or _RANK.search(before(match, 12))
    if title in _NEED_STOP and not stopped and not english.british:
        return None
    if title == "Ms":
        return "Ms"
    words = _TITLES[title]
    if title == "Hon" and not english.british:
        words = "Honorable"
    return words


def _lower_title(match: re.Match[str], english: English) -> str:
    return {"mr": "mister", "mrs": "misses", "dr": "doctor", "prof": "professor"}[match["title"]]


_ROADS = (
    "High|Main|Fleet|Bond|Oxford|Regent|Wall|Baker|Downing|Church|King|Queen"
    "|Bridge|Market|Mill|Castle|North|South|East|West|Station|Elm|Oak"
)


def _saint(match: re.Match[str], english: English) -> str | None:
    """St before a name is saint; after one, with no name behind it, street."""
    lead, rest = before(match, 40), after(match, 40)
    following = re.match(r"[ \u00a0-]([A-Z][\w'’]*)", rest)
    known = re.search(rf"\b(?:{_ROADS}|[A-Z]\w+['’]s) $", lead)
    stopped = match[0].endswith(".")
    if (
        following
        and not known
        and not (stopped and following[1].lower() in OPENERS["en"] and lead[-1:] == " ")
    ):
        return "Saint"
    if re.search(r"[A-Z][\w'’]{1,40} $|[0-9](?:st|nd|rd|th) $|\w(?:first|second|third|th) $", lead):
        ends = stopped and (not rest.strip() or bool(following))
        return "Street" + ("." if ends else "")
    return None


_ROAD_KINDS = "Dr|Ln|Ct|Pl|Sq|Hwy|Pkwy|Cres|Gdns|Expy|Fwy"
_STREET_NAME = lazy_pattern(r"(?:\b(?!The\b|A\b|And\b|But\b|Our\b|My\b)[A-Z][\w'’]+|[0-9](?:st|nd|rd|th)) $")
_OPENERS = "|".join(sorted(word.capitalize() for word in OPENERS["en"]))


def _road_word(match: re.Match[str], english: English) -> str:
    """Elm Dr., Sunset Blvd, Trafalgar Sq: the kind of a road behind its name."""
    stop = "." if match["stop"] and re.match(r"\s+[A-Z]|[\"”’)]*\s*$", after(match)) else ""
    return STREETS[match["kind"]] + stop


# --- initials --------------------------------------------------------------


def _initials(match: re.Match[str], english: English) -> str | None:
    """Initials before a surname; "plan B. The", "U.S. President" are something else."""
    following = re.match(r"[A-Z][\w'’]+", after(match))
    count = len(re.findall(r"[A-Z]", match[0]))
    if following and following[0].lower() in OPENERS["en"]:
        return None
    if count == 1 and not re.search(
        r"(?:^|[(\"“'‘]|\b[A-Z][a-z]+ |\b(?:by|and|of|with|for|to|from|said|author) )$", before(match)
    ):
        return None
    if match[0].replace(".", "").replace(" ", "") in ("US", "UK", "EU", "UN", "DC", "USA", "USSR"):
        return None
    return english.letters("".join(re.findall(r"[A-Z]", match[0]))) + " "


def _stopped(match: re.Match[str], english: English) -> str | None:
    """U.S., U.K., N.H.S., D.C.: initials without their stops; the last stop ends a sentence or goes."""
    letters = match[0].replace(".", "")
    rest = after(match, 30)
    ends = not rest.strip(" \"'”’)") and match[0].endswith(".")
    return letters + ("." if ends else "")


# --- shortened words: e.g., etc., vs, Ltd, para. 3, (2nd ed.), YoY ---------


def _shortening(pieces: list[str], pattern: str, words: str, *, both: bool = True) -> Rule[English]:
    def say(match: re.Match[str], english: English) -> str | None:
        if not (both or english.british):
            return None
        spoken = english.spelt(words, words.replace("Honourable", "Honorable"))
        return (
            spoken[0].upper() + spoken[1:]
            if match[0][0].isupper() and spoken[0].islower() and both
            else spoken
        )

    return rule(tuple(pieces), pattern, say)


_SHORTENINGS = table("shortenings")


RULES: tuple[Rule[English], ...] = (
    rule("S", r"(?:^|(?<=[a-z,] ))ST\.? (?=[A-Z]{4})", lambda match, english: "Saint "),
    rule("S", r"(?<![\w'’.-])St\b\.?", _saint),
    rule("RAB", r"(?<=[a-z] )(?P<kind>Rd|Ave|Blvd)\b(?P<stop>\.)?(?=\s*(?:[,.;)]|$|[a-z]))", _road_word),
    rule(
        "DLCPSHGEF",
        rf"(?<=[A-Za-z][a-z] )(?<!\bthe )(?P<kind>{_ROAD_KINDS})\b(?P<stop>\.)?(?=[\"”’)]*\s*(?:"
        rf"[,;)]|$)| (?!and [A-Z])[a-z]| and [A-Z]\w+ (?:{'|'.join([*STREETS, *STREETS.values()])})\b"
        rf"|\s+(?:{_OPENERS})\b)",
        lambda match, english: _road_word(match, english) if _STREET_NAME.search(before(match)) else None,
    ),
    *(_shortening(*row) for row in _SHORTENINGS["everywhere"]),
    *(_shortening(*row, both=False) for row in _SHORTENINGS["british"]),
    Rule("MDPRSLCGBIAHF", _TITLE, _title),
    rule("mdp", r"(?<![\w.])(?<!dash )(?P<title>mr|mrs|dr|prof)\b\.?(?= [a-z]+)", _lower_title),
    rule(".", r"(?<![\w.])(?:[A-Z]\.[ \u00a0]?){1,4}(?=[A-Z][a-z'’]+(?:[-\s,.;:'’]|$))", _initials),
    rule(".", r"(?<![\w.])(?:[A-Z]\.){2,6}(?!\w)|(?<![\w.])(?:[A-Z]\.){1,6}[A-Z](?![\w.])", _stopped),
)


_SMALL = word_list("small_words")
# Said letter by letter although they might be words, or written in capitals by everyone.
_KNOWN = word_list("spelt")
_ONSETS = word_list("onsets")
_CODAS = word_list("codas")
_WORD = r"[A-Z](?:[A-Z'’-]*[A-Z])?"
# Words in capitals with nothing but spaces between them.
_RUN = lazy_pattern(
    rf"(?<![\w@#.'’/-]){_WORD}(?:[ ]{_WORD}(?![\w/@]|\.\w|-[a-z0-9]))*+(?![\w/@]|[.]\w|['’][a-z]{{2}}"
    rf"|-[a-z0-9])"
)


def _letters(word: str) -> str:
    return re.sub(r"['’](?:S|M|RE|VE|LL|D)?$|N['’]T$|[^A-Z]", "", word)


def pronounceable(letters: str) -> bool:
    """Whether capitals can be said as one English word, by the consonants between their vowels."""
    parts = re.split(r"([aeiouy]+)", letters.lower())
    if len(parts) < 3:
        return False
    first, *inner, last = parts[::2]
    return (
        all(len(vowels) < 4 for vowels in parts[1::2])
        and (len(first) < 2 or first in _ONSETS)
        and (len(last) < 2 or last in _CODAS)
        and all(_joins(group) for group in inner)
    )


def _joins(group: str) -> bool:
    """Whether consonants can stand between two vowels: the end of one syllable, the beginning of the next."""
    return len(group) < 3 or any(
        (cut < 2 or group[:cut] in _CODAS - {"sp", "sk", "sm"})
        and (len(group) - cut < 2 or group[cut:] in _ONSETS)
        for cut in range(len(group) + 1)
    )


def _is_word(word: str, length: int) -> bool:
    letters = _letters(word)
    if len(letters) < length or letters in _KNOWN or roman(letters):
        return False
    return len(letters) > 7 or pronounceable(letters)


def _capitals(match: re.Match[str], english: English) -> str | None:
    """A word, or the words of a headline that has one, as they would stand in a sentence."""
    words = match[0].split(" ")
    if len(words) == 1:
        return _alone(match)
    dateline = _dateline(match)
    sure = [word for word in words if word in _SMALL or _is_word(word, 4) or _is_short(word)]
    if not (dateline or len(sure) > 1 or any(_is_word(word, 5) for word in sure)) or not set(sure) - _SMALL:
        return None
    spoken = " ".join(_title_case(word) if dateline and len(word) < 4 else _in_run(word) for word in words)
    return re.sub(r"\bI AM\b", "I am", spoken)


def _alone(match: re.Match[str]) -> str | None:
    return _title_case(match[0]) if _is_word(match[0], 4 if _dateline(match) else 5) else None


def _dateline(match: re.Match[str]) -> bool:
    """Whether the words open a text as the name of a place does: "GAZA —", "LA CROSSE, Wis. (AP)"."""
    opens = not before(match).strip("\"“‘' ")
    return opens and bool(
        re.match(r"\s*(?:[—–]|\((?:AP|Reuters|AFP|PA|UPI)\))|, [A-Z][\w.]+ (?:\(|[—–-])", after(match))
    )


def _in_run(word: str) -> str:
    contracted = re.search(r"['’](?:S|M|RE|VE|LL|D)$", word) and _letters(word) in _SMALL
    if word in _SMALL or contracted or re.search(r"N['’]T$", word):
        return word.lower() if word[0] != "I" or word[1:2].isalpha() else "I" + word[1:].lower()
    return _title_case(word) if _is_short(word) or _is_word(word, 4) else word


def _is_short(word: str) -> bool:
    """Whether three letters are a word among capitals: NEW, HAR, LAI."""
    return bool(re.fullmatch(r"[B-DF-HJ-NP-TV-Z][AEIOU][A-Z]|INC", word)) and word not in _KNOWN


def _title_case(word: str) -> str:
    spoken = re.sub(r"[A-Z][A-Z'’]*", lambda part: _part(part[0], "-" in word), word)
    return re.sub(r"(?<![A-Za-z])O(['’])([a-z])", lambda part: f"O{part[1]}{part[2].upper()}", spoken)


def _part(letters: str, joined: bool) -> str:
    """A word, or one of the words that hyphens join, of which initials stay: AP-Norc, US-Led."""
    if joined and (letters in _KNOWN or len(letters) == 2 or not (len(letters) > 3 or _is_short(letters))):
        return letters.lower() if letters in _SMALL else letters
    return letters.capitalize()


CAPITAL_RULES: tuple[Rule[English], ...] = (Rule("AEIOUY", _RUN, _capitals),)
