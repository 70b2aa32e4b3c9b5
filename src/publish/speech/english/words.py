"""Titles, saints and streets, and initials in English."""

from __future__ import annotations

import re

from publish.speech.abbreviations import OPENERS
from publish.speech.english.codes import STREETS
from publish.speech.english.dialect import English
from publish.speech.english.tables import table
from publish.speech.rule import Rule, after, before

# --- titles ----------------------------------------------------------------

_TITLES = {
    "Mr": "Mister",
    "Mrs": "Misses",
    "Messrs": "Messers",
    "Dr": "Doctor",
    "Drs": "Doctors",
    "Prof": "Professor",
    "Revd": "Reverend",
    "Rev": "Reverend",
    "Sgt": "Sergeant",
    "Lt": "Lieutenant",
    "Col": "Colonel",
    "Gen": "General",
    "Maj": "Major",
    "Capt": "Captain",
    "Cpl": "Corporal",
    "Cdr": "Commander",
    "Cmdr": "Commander",
    "Brig": "Brigadier",
    "Insp": "Inspector",
    "Supt": "Superintendent",
    "Cllr": "Councillor",
    "Cllrs": "Councillors",
    "Ald": "Alderman",
    "Gov": "Governor",
    "Sen": "Senator",
    "Sens": "Senators",
    "Rep": "Representative",
    "Reps": "Representatives",
    "Hon": "Honourable",
    "Msgr": "Monsignor",
    "Amb": "Ambassador",
    "Adm": "Admiral",
    "Det": "Detective",
    "Const": "Constable",
    "Pte": "Private",
    "Pvt": "Private",
    "Mt": "Mount",
    "Ft": "Fort",
    "Ste": "Saint",
    "Sts": "Saints",
    "Ms": "Ms",
    "Mx": "Mix",
    "Ldr": "Leader",
}
_TITLE = re.compile(
    rf"(?<![\w'’.-])(?P<title>{'|'.join(sorted(_TITLES, key=lambda t: (-len(t), t)))})\b\.?"
    rf"(?=[ \u00a0](?:&|and) (?:Mrs?|Ms|Dr)\b|[ \u00a0-]\(?[\"“'‘]?[A-Z][\w.'’-]*)"
)
_NEED_STOP = frozenset(
    {
        "Rep",
        "Reps",
        "Sen",
        "Sens",
        "Gov",
        "Gen",
        "Col",
        "Det",
        "Const",
        "Hon",
        "Amb",
        "Adm",
        "Ald",
        "Maj",
        "Ft",
    }
)
# A rank or a title before makes a shortened word a rank too: Lt Col, Maj Gen, Det Insp.
_RANK = re.compile(r"\b(?:Lt|Maj|Brig|Sgt|Det|Insp)\.? $")


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
_STREET_NAME = re.compile(r"(?:\b(?!The\b|A\b|And\b|But\b|Our\b|My\b)[A-Z][\w'’]+|[0-9](?:st|nd|rd|th)) $")
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


def _short(pieces: list[str], pattern: str, words: str, *, both: bool = True) -> Rule[English]:
    def say(match: re.Match[str], english: English) -> str | None:
        if not (both or english.british):
            return None
        said = english.spelt(words, words.replace("Honourable", "Honorable"))
        return said[0].upper() + said[1:] if match[0][0].isupper() and said[0].islower() and both else said

    return Rule(tuple(pieces), re.compile(pattern), say)


_SHORTENINGS = table("shortenings")


RULES: tuple[Rule[English], ...] = (
    Rule("S", re.compile(r"(?:^|(?<=[a-z,] ))ST\.? (?=[A-Z]{4})"), lambda match, english: "Saint "),
    Rule("S", re.compile(r"(?<![\w'’.-])St\b\.?"), _saint),
    Rule(
        "RAB",
        re.compile(r"(?<=[a-z] )(?P<kind>Rd|Ave|Blvd)\b(?P<stop>\.)?(?=\s*(?:[,.;)]|$|[a-z]))"),
        _road_word,
    ),
    Rule(
        "DLCPSHGEF",
        re.compile(
            rf"(?<=[A-Za-z][a-z] )(?<!\bthe )(?P<kind>{_ROAD_KINDS})\b(?P<stop>\.)?(?=[\"”’)]*\s*(?:"
            rf"[,;)]|$)| (?!and [A-Z])[a-z]| and [A-Z]\w+ (?:{'|'.join([*STREETS, *STREETS.values()])})\b"
            rf"|\s+(?:{_OPENERS})\b)"
        ),
        lambda match, english: _road_word(match, english) if _STREET_NAME.search(before(match)) else None,
    ),
    *(_short(*row) for row in _SHORTENINGS["everywhere"]),
    *(_short(*row, both=False) for row in _SHORTENINGS["british"]),
    Rule("MDPRSLCGBIAHF", _TITLE, _title),
    Rule("mdp", re.compile(r"(?<![\w.])(?<!dash )(?P<title>mr|mrs|dr|prof)\b\.?(?= [a-z]+)"), _lower_title),
    Rule(
        ".", re.compile(r"(?<![\w.])(?:[A-Z]\.[ \u00a0]?){1,4}(?=[A-Z][a-z'’]+(?:[-\s,.;:'’]|$))"), _initials
    ),
    Rule(
        ".",
        re.compile(r"(?<![\w.])(?:[A-Z]\.){2,6}(?!\w)|(?<![\w.])(?:[A-Z]\.){1,6}[A-Z](?![\w.])"),
        _stopped,
    ),
)
