"""Titles, abbreviations and initials in English."""

from __future__ import annotations

import re

from publish.speech.abbreviations import OPENERS
from publish.speech.english.dialect import English
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


def _title(match: re.Match[str], english: English) -> str | None:
    title = match["title"]
    if title in _NEED_STOP and not match[0].endswith(".") and not english.british:
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
    if re.search(r"[A-Z][\w'’]+ $|[0-9](?:st|nd|rd|th) $|\w(?:first|second|third|th) $", lead):
        ends = stopped and (not rest.strip() or bool(following))
        return "Street" + ("." if ends else "")
    return None


def _road_word(match: re.Match[str], english: English) -> str:
    return {"Rd": "Road", "Ave": "Avenue", "Blvd": "Boulevard"}[match["kind"]]


# --- abbreviations ---------------------------------------------------------

# Pattern -> words. The full stop is part of the pattern where there is always one.
_ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    (r"\be\.?g\.?(?=[ ,:])|\be\.g\.", "for example"),
    (r"\bi\.?e\.?(?=[ ,:])|\bi\.e\.", "that is"),
    (r"\betc\b(?:\.(?=\s*[a-z,;:)]))?", "et cetera"),
    (r"\bvs\b\.?|(?<=[a-z.] )v\.?(?= [A-Z])", "versus"),
    (r"\bviz\.", "namely"),
    (r"\bcf\.", "compare"),
    (r"\bapprox\b\.?", "approximately"),
    (r"\bc\.? ?(?=1[0-9]{3}\b|20[0-9]{2}\b)|\bca\. ?(?=[0-9])", "circa "),
    (r"\bw/o(?!\w)", "without"),
    (r"\bw/(?= )", "with"),
    (r"\bc/o\b", "care of"),
    (r"\bJr\b\.?", "Junior"),
    (r"(?<=[a-z] )Sr\b\.?", "Senior"),
    (r"\bInc\.(?=,? [a-z(])", "Inc"),
    (r"\bEsq\b\.?", "Esquire"),
    (r"\bLtd\b\.?(?!\w)", "Limited"),
    (r"\bBros\b\.?", "Brothers"),
    (r"\bCorp\b\.?", "Corporation"),
    (r"\b[Gg]ovt\b\.?", "government"),
    (r"\b[Dd]ept\b\.?", "department"),
    (r"(?<=& )Co\b\.?", "Co"),
    (r"(?<=[a-z] )Co\.(?= |,|$)", "Company"),
    (r"\bRt\.? Hon\b\.?", "Right Honourable"),
    (r"\bpp\.? ?(?=[0-9])", "pages "),
    (r"\bp\.? ?(?=[0-9]{1,3}\b(?!\.[0-9]))", "page "),
    (r"\bvol\.? ?(?=[0-9IVX])", "volume "),
    (r"\bVol\.? ?(?=[0-9IVX])", "Volume "),
    (r"\bfig\.? ?(?=[0-9])", "figure "),
    (r"\bFig\.? ?(?=[0-9])", "Figure "),
    (r"\bCh\.? ?(?=[0-9])|\bChap\.? ?(?=[0-9IVX])", "Chapter "),
    (r"\bch(?:ap)?\. ?(?=[0-9])", "chapter "),
    (r"\binc\.? (?=VAT\b)", "including "),
    (r"\bexcl?\.? (?=VAT\b)", "excluding "),
    (r"(?<=\()b\.? (?=[0-9])", "born "),
    (r"(?<=\()d\.? (?=[0-9])", "died "),
    (r"(?<=\()fl\. (?=[0-9])", "flourished "),
    (r"\bLt\.? Gov\b\.?", "Lieutenant Governor"),
    (r"\best\.? ?(?=[12][0-9]{3}\b)", "established "),
    (r"\bext\.? ?(?=[0-9])", "extension "),
    (r"\btel\.?:? ?(?=[0-9+(])|\bTel\.?:? ?(?=[0-9+(])", "telephone "),
    (r"\b[Aa]\.?k\.?a\b\.?(?= )", "also known as"),
    (r"\bPh\.D\b\.?", "PhD"),
    (r"\bss?\.(?=[0-9])", "section "),
    (r"\bmmHg\b", "millimetres of mercury"),
    (r"\bWW1\b", "World War One"),
    (r"\bWW2\b", "World War Two"),
    (r"\bagg\.?(?= [0-9])", "aggregate"),
    (r"\bApt\.? (?=[0-9])", "Apartment "),
    (r"\bAS-level", "A-S level"),
    (
        r"\bWHO(?= (?:chief|director|official|officials|spokes\w+|data|guid\w+"
        r"|figures|estimates|report|member|staff)\b)",
        "W-H-O",
    ),
    (
        r"\bIT(?= (?:work\w*|staff|systems?|department|support|compan\w+|firms?"
        r"|sector|industry|services?|teams?|manager|"
        r"director|skills|equipment|outages?|infrastructure|experts?|specialists?"
        r"|professionals?|security|glitch|"
        r"failures?|issues|problems|project|consult\w+|engineers?|giants?)\b)",
        "I-T",
    ),
    (r"\bn/a\b|\bN/A\b", "not applicable"),
    (r"\bw/c\b", "week commencing"),
    (r"\bs/he\b", "she or he"),
    (r"\bhe/she\b", "he or she"),
    (r"\bshe/he\b", "she or he"),
    (r"\bhis/her\b", "his or her"),
    (r"\bhim/her\b", "him or her"),
)


def _abbreviation(pattern: str, words: str) -> Rule[English]:
    def say(match: re.Match[str], english: English) -> str:
        said = english.spelt(words, words.replace("Honourable", "Honorable"))
        return said[0].upper() + said[1:] if match[0][0].isupper() and said[0].islower() else said

    return Rule("", re.compile(pattern), say)


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


RULES: tuple[Rule[English], ...] = (
    Rule("S", re.compile(r"(?<![\w'’.-])St\b\.?"), _saint),
    Rule("RAB", re.compile(r"(?<=[a-z] )(?P<kind>Rd|Ave|Blvd)\b\.?(?=\s*(?:[,.;)]|$|[a-z]))"), _road_word),
    *(_abbreviation(pattern, words) for pattern, words in _ABBREVIATIONS),
    Rule("MDPRSLCGBIAHF", _TITLE, _title),
    Rule("mdp", re.compile(r"(?<![\w.])(?P<title>mr|mrs|dr|prof)\b\.?(?= [a-z]+)"), _lower_title),
    Rule(
        ".", re.compile(r"(?<![\w.])(?:[A-Z]\.[ \u00a0]?){1,4}(?=[A-Z][a-z'’]+(?:[-\s,.;:'’]|$))"), _initials
    ),
    Rule(
        ".",
        re.compile(r"(?<![\w.])(?:[A-Z]\.){2,6}(?!\w)|(?<![\w.])(?:[A-Z]\.){1,6}[A-Z](?![\w.])"),
        _stopped,
    ),
)
