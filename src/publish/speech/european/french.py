"""French."""

from __future__ import annotations

import re

from publish.speech.european.romance import (
    clock,
    date,
    ordinal,
    ordinals,
    ruler_rule,
    say_century,
)
from publish.speech.european.rules import build
from publish.speech.european.tongue import Noun, Tongue, tongue_of
from publish.speech.rule import Rule


def agree(words: str, gender: str) -> str:
    return words + "e" if gender == "f" and re.search(r"\bun$", words) else words


# What the masculine loses before the ending of the feminine: lecteur·rice, heureux·se, boulanger·ère.
_LOST = {
    "rice": ("eur",),
    "trice": ("teur",),
    "euse": ("eur", "eux"),
    "se": ("x", "r"),
    "ère": ("er",),
    "ière": ("ier",),
    "ve": ("f",),
    "ive": ("if",),
}
_WHOLE = ("la", "elle", "elles", "celle", "celles")  # le·la, il·elle
_FEMININE = "|".join(sorted(("e", "ne", "le", "te", "que", *_LOST, *_WHOLE), key=len, reverse=True))


def _both(match: re.Match[str], tongue: Tongue) -> str:
    """étudiant·e·s, né(e): both forms in full, as they are read aloud."""
    man, ending = match["man"], match["ending"]
    if ending in _WHOLE:
        return f"{man} {'et' if ending.endswith('s') else 'ou'} {ending}"
    lost = next((lost for lost in _LOST.get(ending, ()) if man.endswith(lost)), "")
    woman = man.removesuffix(lost) + ending
    if match["many"]:
        return f"{man if man.endswith(('s', 'x')) else man + 's'} et {woman}s"
    return f"{man} ou {woman}"


def _always(match: re.Match[str], tongue: Tongue) -> str:
    """24h/24, 7j/7 and 24/7."""
    hours, days = "vingt-quatre heures sur vingt-quatre", "sept jours sur sept"
    unit = match["unit"]
    return f"{hours}, {days}" if not unit else hours if "h" in unit else days


def _metres(match: re.Match[str], tongue: Tongue) -> str:
    """1,50 m: un mètre cinquante."""
    centimetres = int(match["part"])
    return tongue.counted(match["whole"], Noun("mètre", "mètres")) + (
        f" {tongue.cardinal(centimetres)}" if centimetres else ""
    )


def french(code: str) -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    tongue = tongue_of("fr", code=code, agree=agree, date=date, clock=clock, ordinal=ordinal)
    metres = Rule(
        "m",
        re.compile(r"(?<![\w.,])(?P<whole>[0-9]),(?P<part>[0-9]{2})[ \u00a0\u202f]?m(?![\w²³/])"),
        _metres,
    )
    century = Rule(
        "IVX",
        re.compile(
            r"(?P<lead>)\b(?P<numeral>[IVX]*[VX][IVX]*|I{2,3}|I(?=er|re))(?:e|è|ème|er|re)(?P<tail>)(?![\w'’])"
        ),
        say_century,
    )
    drive: Rule[Tongue] = Rule("4", re.compile(r"\b4 ?[x×] ?4\b"), lambda match, tongue: "quatre quatre")
    man = r"(?P<man>\b[^\W\d_]"
    both: tuple[Rule[Tongue], ...] = tuple(
        Rule(sign, re.compile(pattern + r"(?!\w)"), _both)
        for sign, pattern in (
            ("·⋅•", rf"{man}+)[·⋅•](?P<ending>{_FEMININE})(?P<many>[·⋅•]?s)?"),
            (".", rf"{man}{{3,}})\.(?P<ending>{_FEMININE})(?P<many>\.s)"),
            ("(", rf"{man}{{2,}})\((?P<ending>e|ne|le|se|te|ve|trice)\)(?P<many>s)?"),
        )
    )
    always: Rule[Tongue] = Rule(
        "/", re.compile(r"(?<![\w/])(?:(?P<unit>24 ?h|7 ?j)/|24/)(?(unit)(?:24 ?h?|7 ?j?)|7)(?!\w)"), _always
    )
    return tongue, build(
        tongue,
        (
            *both,
            always,
            drive,
            metres,
            century,
            ruler_rule(),
            ordinals("ers?|res?|ère|ere|ème|eme|e|nde?"),
        ),
    )
