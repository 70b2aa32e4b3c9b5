"""Abbreviations in English: titles, saints and streets, initials, shortened words; words in capitals.

A voice spells capitals that it has no word for, so that GAZA and JANIE HAR come
out as letters. What can be said as a word is given as one; what cannot (NSPCC),
and what is known to be spelled or said as it stands (UCLA, NATO), is left alone.
"""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.codes import STREETS
from publish.speech.english.vocabulary import WORDS, English, table, word_list
from publish.speech.numerals import roman
from publish.speech.rule import Rule, after, any_of, before, rule
from publish.speech.sentences import OPENERS

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
