"""Amounts in English: 5bn, 300k, 100m people; and whether an amount describes the noun behind it."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.numbers import NUMBER, decimal
from publish.speech.english.vocabulary import PER, SCALES, English, per_name, word_list
from publish.speech.rule import Rule, after, any_of, before, mentions, rule

DASH = r"[ ]?[-–—‒−][ ]?"
SIGN = r"(?P<sign>(?<![\w)%°])[-−–+±~])?"


SIGNS = {"-": "minus ", "−": "minus ", "–": "minus ", "+": "plus ", "±": "plus or minus ", "~": "about "}
PER_NAMES = any_of(PER)

PLUS = r"(?P<plus>\+(?!\w))?"

FUNCTION_WORDS = word_list("function_words")
THINGS = word_list("things")
_BEFORE_THING = lazy_pattern(
    r"(?i)(?:\b(?P<a>an?|another|every|each)\s(?:(?!(?:of|for|at|to|with|by|from|in|on|and|or|is|was"
    r"|worth|about|than|as|costs?|just|only|over|under|around) )[a-z][\w-]*\s){0,2}|(?:\b"
    r"(?:the|this|that|times|his|her|their|its|our|my|your|new)|['’]s)\s(?:[a-z][\w-]*\s)?)"
    r"(?:[-+~−–]|minus |plus |about |[0-9,.]+ to )?$"
)
# "an additional $150 million based on sales": what follows says more of the amount.
_PARTICIPLE = lazy_pattern(
    r" [a-z]+(?:ed|ing) (?:on|upon|by|to|for|from|in|of|at|with|over|under|as|through)\b"
)
_NEXT_WORD = lazy_pattern(r"[ -]([a-z][a-z'’]*|[0-9]+-[a-z])")


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
    if before(match, 1) == "(" and re.match(r" [a-z]+\)", after(match, 30)):  # 18g fat (7g saturates)
        return False
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


# --- large round numbers: 5bn, 300k, 100m people, which is no length ------

_IRREGULAR = word_list("plurals_without_s")
_NOT_COUNTED = word_list("measured")
_METRE_BEFORE = lazy_pattern(
    r"(?i)\b(?:within|deep|wide|tall|high|height|depth|width|length|distance|waves?|jump(?:ed)?|leap|swam"
    r"|swim|ran|walls?|metres|river|water|altitude|measur\w+|freestyle|sprint|['’]s|apart|thick|throw|threw"
    r"|cleared)\s(?:\w+\s){0,3}$"
)
_MOVED = lazy_pattern(
    r"(?i)\b(?:walk|ran|run|swam|swim|cycl|climb|drove|driv|fell|dug|dig|laid|crawl"
    r"|march|sail)\w* [\w ]{0,20}$"
)
_NEAR = lazy_pattern(r"(?i)\b(?:within|to within|inside) (?:just |about |around |only |some )?$")
_MILLION_BEFORE = lazy_pattern(
    r"(?i)\b(?:population|sales|profits?|loss(?:es)?|votes|viewers|audience|subscribers|users|followers|cost"
    r"|costs|worth|fined?|spent|spend|totall?ing|raised|paid|revenue|sold|downloads|jobs|budget|debts?|deal"
    r"|streams|lost|loses|owes?|owed|saved?|views|members|households|peak(?:ed|ing)?)\s(?:\w+\s){0,4}$"
)


# What is measured in metres: "12m of drying space". Of other things there are millions.
_STUFF = lazy_pattern(
    r" of (?:the |its |his |her |their )?(?:[a-z-]+ ){0,2}?(?:space|rope|cables?|wires?|water|snow|fabric"
    r"|cloth|pipes?|piping|fenc\w+|tracks?|roads?|path|walls?|climb\w*|ascent|shoreline|coast\w*|frontage"
    r"|beach|tunnels?|hedges?|tape|string|thread|yarn|ribbon|hose|tubing|netting|line|sand|mud|rock|depth"
    r"|height|visibility|altitude)\b"
)


# "5m-6m units, up from 3.2m": what the text counts elsewhere is counted here.
_FROM = lazy_pattern(r"\b(?:up|down) from (?:about |around |some |just )?$")
_SO_MANY = lazy_pattern(
    r"[0-9]m (?:units|people|homes|jobs|users|viewers|passengers|visitors|customers|households|doses"
    r"|cars|copies|votes|subscribers|patients|children|barrels|tonnes|visits|downloads|members|shares)\b"
)


def is_million(match: re.Match[str], number: str) -> bool:
    """Whether the m of 100m is a million: it counts people or things, and does not measure."""
    following = re.match(
        r"[ -](?:(?:new|more|extra|other|additional|young|older|UK|British)\s)?([A-Za-z]+)", after(match)
    )
    word = following[1].lower() if following else ""
    lead = before(match)
    if word == "light" and re.match(r"[ -]light[ -]years?\b", after(match)):
        return True
    if word == "strong" and after(match, 1) == "-":
        return True
    if word in _NOT_COUNTED or word in THINGS:
        return False
    if _FROM.search(lead) and not _METRE_BEFORE.search(lead) and mentions(match, _SO_MANY):
        return True
    if word in _IRREGULAR or (len(word) > 3 and word.endswith("s") and after(match)[:1] == " "):
        return True
    if re.search(r"(?i)\b(?:an?|the|this|that)\s$", lead) and word and word not in FUNCTION_WORDS:
        return word in (
            "increase",
            "loss",
            "fall",
            "rise",
            "drop",
            "shortfall",
            "gap",
            "fine",
            "viewer",
            "strong",
            "total",
            "target",
        )
    if word == "of":
        return not _NEAR.search(lead) and not _MOVED.search(lead) and not _STUFF.match(after(match))
    return bool(_MILLION_BEFORE.search(lead)) and not _METRE_BEFORE.search(lead)


_COUNTED = lazy_pattern(
    r" (?!(?:and|or|at|in|on|with|for|to|is|was|as) )(?:of|people|men|women|children"
    r"|(?:[a-z]+ )?[a-z]{2,}s)\b"
)
"""What follows a round number that counts something."""


def _scaled(match: re.Match[str], english: English) -> str | None:
    """5bn, 300k, 1.5-2m people."""
    scale = match["scale"]
    if match[0] == "3M" and not _COUNTED.match(after(match)):
        return "three M"
    if "," not in match["first"] and len(match["first"].partition(".")[0]) > 3 and scale in "kKmM":
        return None  # a Radeon 5300M
    if scale in ("m", "M") and not is_million(match, match["first"]) and scale == "m":
        return None
    if scale in ("k", "K") and (
        re.match(
            r" (?:run|race|runner|walk|TV|screen|video|resolution|display|monitor|stream|camera|film|movie"
            r"|picture|footage|visual|graphic|game|HDR|UHD|Ultra)",
            after(match),
        )
        or (match[0] in ("4K", "4k", "5K", "8K", "8k", "10K") and not _COUNTED.match(after(match)))
    ):
        return f"{decimal(match['first'], english)} K"
    words = decimal(match["first"], english)
    if match["last"]:
        words += f" to {decimal(match['last'], english)}"
    return f"{SIGNS.get(match['sign'] or '', '')}{words} {SCALES[scale]}{plus(match)}"


RULES: tuple[Rule[English], ...] = (
    rule(
        "btkKmMn",
        rf"(?<![\w.,/]){SIGN}(?P<first>{NUMBER})(?:{DASH}(?P<last>{NUMBER}))?"
        rf"(?P<scale>bn|tn|trn|mn|mln|k|K|m|M){PLUS}(?!\w|[²³])",
        _scaled,
    ),
)
