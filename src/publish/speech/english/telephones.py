"""Telephone numbers and internet numbers in English."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.english.numbers import digits
from publish.speech.rule import DIGITS, Rule, alone, before, mentions


def _figures(text: str) -> str:
    return ", ".join(digits(group) for group in re.findall(r"[0-9]+", text))


def _freephone(text: str) -> str:
    if re.fullmatch(r"[1-9]00", text):
        return f"{digits(text[0])} hundred"
    return digits(text)


def _telephone(match: re.Match[str], english: English) -> str:
    text = match[0]
    plus = "plus " if text.lstrip("(")[0] == "+" else ""
    zero = "oh" if english.british else "zero"
    groups = re.findall(r"[0-9]+", text.replace("(0)", ""))
    said = [digits(group, zero) for group in groups]
    if len(groups) == 4 and groups[0] == "1" and re.fullmatch("[89]00", groups[1]):
        said[1] = _freephone(groups[1])
    return plus + ", ".join(said)


def _word_telephone(match: re.Match[str], english: English) -> str:
    """1-800-GO-2-HAUL."""
    words = [digits(match["one"])] if match["one"] else []
    words.append(_freephone(match["area"]))
    for run in re.findall(r"[0-9]+|[A-Za-z]+", match["rest"]):
        words.append(digits(run) if run[0] in DIGITS else run)
    return ", ".join(words)


def _short_telephone(match: re.Match[str], english: English) -> str:
    return match["lead"] + ", ".join(digits(group) for group in match["number"].split())


_CALLED = re.compile(
    r"(?i)\b(?:emergenc\w+|dial\w*|helpline|ring|police on)\b|\bcall (?:\+?[0-9( ]{6,}|oh |plus )"
)


def _emergency(match: re.Match[str], english: English) -> str | None:
    """999 by itself or where a call is spoken of: "dial 101, or 999 in an emergency"."""
    called = re.search(r"\b(?:or|on|to|call(?:ed|ing)?) $", before(match)) and mentions(match, _CALLED)
    return digits(match[0]) if called or alone(match) else None


def _book_number(match: re.Match[str], english: English) -> str:
    """ISBN 0-456-01060-2."""
    groups = [digits(group) if group != "X" else group for group in re.findall(r"[0-9]+|X", match["number"])]
    return match["lead"] + ", ".join(groups)


def _internet_number(match: re.Match[str], english: English) -> str:
    return " dot ".join(digits(part) for part in match[0].split("."))


RULES: tuple[Rule[English], ...] = (
    Rule("I", re.compile(r"(?P<lead>\bISB?S?N:? )(?P<number>[0-9][0-9 -]{6,15}[0-9X])(?!\w)"), _book_number),
    Rule(  # the helplines that Europe has in common
        ("116",),
        re.compile(
            r"(?P<lead>)(?<![\w.,$£€-])(?P<number>116 ?(?:000|006|111|117|123))(?![\w,.]?[0-9]| ?"
            r"[a-z]+s\b(?<! is))"
        ),
        lambda match, english: ", ".join(digits(part) for part in ("116", match["number"][-3:])),
    ),
    Rule("19", re.compile(r"(?<![\w.,-])(?:911|999|112)(?![\w-]|[.,][0-9])"), _emergency),
    Rule(
        "-",
        re.compile(
            r"(?<![\w+])(?:(?P<one>1)[- ])?(?P<area>8[0-9]{2})-(?P<rest>(?:"
            r"[0-9]{1,4}-|[A-Z]+-){0,6}[A-Z]+[A-Z0-9-]*)(?!\w)"
        ),
        _word_telephone,
    ),
    Rule(
        "+",
        re.compile(
            r"(?<!\w)\+[0-9]{1,3}[ -]?(?:\(0?[0-9]{0,4}\)[ -]?)?(?:[0-9]{2,5}"
            r"[ -]){1,4}[0-9]{2,8}(?!\w)|(?<!\w)\+[0-9]{10,13}(?!\w)"
        ),
        _telephone,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.,/$£€-])(?:1[-. ])?\(?[0-9]{3}(?:\)[-. ]?|[-. ])\s?[0-9]{3}[-. ][0-9]{4}(?:-"
            r"[0-9]{1,4})?(?![\w/])"
        ),
        _telephone,
    ),
    Rule(
        "0",
        re.compile(
            r"(?<![\w.,/$£€+-])(?<![0-9] )\(?0[0-9]{2,4}\)?[ -](?:[0-9]{2,4}"
            r"[ -])?[0-9]{2,4}[ -]?[0-9]{0,4}(?![\w/:]|[.,][0-9])"
        ),
        _telephone,
    ),
    Rule("0", re.compile(r"(?<![\w.,/$£€+-])0[0-9]{9,10}(?![\w.])"), _telephone),
    Rule("-", re.compile(r"(?<![\w.-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![\w-])"), _telephone),
    Rule("-", re.compile(r"(?<![\w.-])[2-9][0-9]{2}-[0-9]{4}(?![\w-])"), _telephone),
    Rule(".", re.compile(r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w]|\.[0-9])"), _internet_number),
    Rule(
        DIGITS,
        re.compile(
            r"(?P<lead>\b(?:[Tt]ext \w{1,12} to|(?i:call|called|calling|calls|dial|dialled|dialling"
            r"|ring|rang|phone|NHS|text|texting)) )(?P<number>999|111|101|112"
            r"|911|119|105|988|[0-9]{5}|116 [0-9]{3})(?![\w,.]?[0-9])"
        ),
        _short_telephone,
    ),
    Rule(
        "19",
        re.compile(
            r"(?P<lead>)(?<![\w.,$£€-])(?P<number>999|111|101|112|911)"
            r"(?= (?:calls?|callers?|operators?|service|helpline|number|phone|line|emergency)\b)"
        ),
        _short_telephone,
    ),
    Rule("T", re.compile(r"\bTel\.?:(?= )"), lambda match, english: "Telephone:"),
)
