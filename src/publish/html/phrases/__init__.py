"""Phrases by which pages label, share, promote and sign: one TOML file a language, read all together.

A value is a list of regular expressions without regard to case. To add a
language, add a file; `python tools/phrases.py` says what each one lacks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from publish.system import data

KINDS = {
    "control": "a whole line that is a control, an advertisement's label or a placeholder",
    "begins": "how a short line begins that points to other stories or offers something",
    "contains": "what a line of promotion holds",
    "hints": "what promotion holds and an article may as well: the line must be short, or mostly a link",
    "ends": "a whole heading or line after which other things than the article follow",
    "placeholder": "a whole line that a page shows in place of what it did not load",
    "offer": "how the heading of an offer of the publisher's begins",
    "invites": "what an invitation to follow, subscribe or download holds",
    "consent": "what a notice about consent or a commission holds",
    "sign_off": "how a line about the article's publication begins",
    "desk": "how a line begins that names who helped",
    "reply": "a whole line that is a control of a reader's comment, or says whose it is",
    "paywall": "what a line holds that asks to subscribe to read on",
    "cut_off": "what such a line holds where the page has only the beginning",
    "byline": "what stands before an author's name",
    "published": "what stands before a date of publication",
    "dating": "a word in small letters beside the numbers of a date",
    "caption": "a label before a caption",
    "credit": "a label before the maker of a picture",
}
# What every language should have.
EXPECTED = ("control", "begins", "ends", "reply", "byline", "published", "caption", "credit")


@cache
def languages() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The phrases of each language by kind."""
    entries = sorted(files(__name__).iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".toml"): {
            kind: tuple(phrases) for kind, phrases in data.table(__name__, file.name).items()
        }
        for file in entries
        if file.name.endswith(".toml")
    }


@cache
def pattern(kind: str, form: str = "{}") -> re.Pattern[str]:
    """One expression for all phrases of a kind. `form` is what is round their group, which is "{}"."""
    phrases = (phrase for table in languages().values() for phrase in table.get(kind, ()))
    group = "(?:" + "|".join(dict.fromkeys(phrases)) + ")"
    return re.compile(form.replace("{}", group), re.I)


@cache
def months() -> Mapping[str, int]:
    """The number of each month's name, in small letters; of Iran's calendar from 101."""
    table = _calendar()
    numbers = {name: n for n, names in enumerate(table["months"], 1) for name in names}
    return {**{name: n for n, name in enumerate(table["jalali"], 101)}, **numbers}


@cache
def dating_words() -> frozenset[str]:
    """The names of months and days."""
    return frozenset((*months(), *_calendar()["days"]))


@cache
def dating_beginnings() -> frozenset[str]:
    """The first three letters of words that stand beside a date and tell nothing."""
    return frozenset(_calendar()["beginnings"])


@cache
def line_phrases() -> dict[str, Any]:
    """The lists of html/extract/phrases.toml."""
    return data.table("publish.html.extract", "phrases.toml")


@cache
def _calendar() -> dict[str, list[Any]]:
    return data.table("publish.html", "calendar.toml")


def lacking() -> Mapping[str, tuple[str, ...]]:
    """The expected kinds that each language lacks; languages that have all are left out."""
    gaps = {
        name: tuple(kind for kind in EXPECTED if kind not in table) for name, table in languages().items()
    }
    return {name: kinds for name, kinds in gaps.items() if kinds}
