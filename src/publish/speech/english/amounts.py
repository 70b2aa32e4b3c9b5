"""What money, measures and other amounts have in common in English: numbers, signs, and the noun behind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.speech.english.dialect import English
from publish.speech.english.lists import word_list
from publish.speech.english.units import PER, per_name
from publish.speech.rule import after, before

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]++)(?:\.[0-9]++)?|\.[0-9]++"
DASH = r"[ ]?[-–—‒−][ ]?"
SIGN = r"(?P<sign>(?<![\w)%°])[-−–+±~])?"


def any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


SIGNS = {"-": "minus ", "−": "minus ", "–": "minus ", "+": "plus ", "±": "plus or minus ", "~": "about "}
PER_NAMES = any_of(PER)

PLUS = r"(?P<plus>\+(?!\w))?"

FUNCTION_WORDS = word_list("function_words")
THINGS = frozenset(
    """note notes coin coins bill bills voucher vouchers run race walk ride route radius stretch
    journey zone limit wall fence drop wave waves pool tunnel queue race sprint hurdles
    freestyle backstroke butterfly relay final dash medley breaststroke tailback exclusion swim
    waist collar chest screen""".split()
)
_BEFORE_THING = re.compile(
    r"(?i)(?:\b(?P<a>an?|another|every|each)\s(?:(?!(?:of|for|at|to|with|by|from|in|on|and|or|is|was"
    r"|worth|about"
    r"|than|as|costs?|just|only|over|under|around) )[a-z][\w-]*\s){0,2}|(?:\b"
    r"(?:the|this|that|times|his|her|their|its|our|my|your|new)|['’]s)\s(?:[a-z]"
    r"[\w-]*\s)?)"
    r"(?:[-+~−–]|minus |plus |about |[0-9,.]+ to )?$"
)
# "an additional $150 million based on sales": what follows says more of the amount.
_PARTICIPLE = re.compile(
    r" [a-z]+(?:ed|ing) (?:on|upon|by|to|for|from|in|of|at|with|over|under|as|through)\b"
)
_NEXT_WORD = re.compile(r"[ -]([a-z][a-z'’]*|[0-9]+-[a-z])")


def attributive(match: re.Match[str]) -> bool:
    """Whether an amount describes the noun after it: "a £20 note" is a twenty pound note."""
    rest = after(match, 30)
    following = _NEXT_WORD.match(rest)
    if not following:
        return bool(
            re.match(r" [A-Z][\w-]* [A-Za-z]", rest)
            and re.search(r"\b(?:an?|the) (?:[a-z]+ )?$", before(match, 24))
        )
    word = following[1]
    if rest[0] == "-":
        return True
    if word in THINGS:
        return True
    if _PARTICIPLE.match(rest):
        return False
    lead = _BEFORE_THING.search(before(match, 40))
    if not lead or word in FUNCTION_WORDS:
        return False
    return bool(lead["a"]) or not word.endswith(("ed", "ly"))


def falls(match: re.Match[str], first: str, last: str | None) -> bool:
    """Whether a spaced dash stands between a number and a smaller one, no range: "£12,000 – £360"."""
    if not last or not re.search(r"[0-9a-z%] [-–—‒−] ", match[0]):
        return False
    return float(last.replace(",", "")) < float(first.replace(",", ""))


_VERBS = word_list("verbs_in_s")


def before_plural(match: re.Match[str]) -> bool:
    """Whether a plural noun follows: 300W dryers are three hundred watt dryers."""
    following = re.match(r" ([a-z]{2,}[^s'’\W]s)\b(?!['’])", after(match, 30))
    return following is not None and following[1] not in FUNCTION_WORDS | _VERBS


def per(text: str | None, english: English) -> str:
    if not text:
        return ""
    text = text.strip()
    known = {
        "pw": "week",
        "pcm": "calendar month",
        "pa": "year",
        "p.a.": "year",
        "pp": "person",
        "pn": "night",
        "ppn": "person per night",
        "pppn": "person per night",
    }
    return f" per {known.get(text) or per_name(text.lstrip('/'), english)}"


def plus(match: re.Match[str]) -> str:
    return " plus" if match["plus"] else ""
