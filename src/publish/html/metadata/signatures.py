"""The names in a line that does nothing but sign: a byline in the text, a dateline, an author's endnote."""

from __future__ import annotations

import re

from publish.html.metadata.authors import OF_HOUSE, people
from publish.html.metadata.names import (
    NOT_A_NAME,
    is_full,
    is_house,
    is_name,
    letters,
    looks_personal,
)
from publish.html.phrases import pattern

_SIGNED = pattern(
    "byline", r"^(?:autorin/autor|autor(?:in)?|author|texte?|{})\s*:?\s+(?P<name>[^\W\d_].{3,60})$"
)
_SIGNED_EASTERN = re.compile(
    r"[\[［【(（]?(?:(?P<ko>[\uac00-\ud7af]{2,4})\s?(?:기자|특파원|논설위원|통신원)"
    r"|(?:作者|记者|記者|撰文|文|執筆|著者)\s*[:：/／]\s*(?:本报)?(?:记者|記者)?\s*(?P<zh>[\u3040-\u30ff\u4e00-\u9fff]{2,6})"
    rf"|{OF_HOUSE})"
    r"(?:\s*[\]］】)）|,，=].*|\s+[^\s@]+@[^\s@]+)?"
)


def is_signed(line: str) -> bool:
    """Whether a line begins with a label after which a name follows: "By", "Text:"."""
    return len(line) < 90 and bool(_SIGNED.match(line) or _SIGNED_EASTERN.match(line))


# A label, a name and where that person works: "Autor: Ann Lee, Institute of Roads, Dale".
_WITH_PLACE = re.compile(
    r"(?:autor(?:in)?|author|auteur|autore|autora|text|texte?) ?: "
    r"(?P<name>[^\W\d_][^\d,:]{2,40}), [^:]{8,160}",
    re.I,
)
_TWO = re.compile(r"(?:(?<!\s)\s+)?/\s*(?=[^\W\d_][\w.’'-]+\s+[^\W\d_])")


def signature(line: str, publisher: str) -> list[str]:
    """The names in a line that does nothing but sign: "By A B", "A B and C D", each word with a capital."""
    line = " ".join(line.split())
    if placed := _WITH_PLACE.fullmatch(line):
        return [placed["name"]] if is_full(placed["name"]) else []
    if eastern := _SIGNED_EASTERN.fullmatch(line):
        name = eastern["ko"] or eastern["zh"] or eastern["house"]
        return [] if NOT_A_NAME.match(name) else [name]
    if match := _SIGNED.match(line):
        line = match["name"]
    elif len(line) > 60 or line.endswith((".", "?", "!", ":", ",")) or re.search(r"\d", line):
        return []
    names = people(_TWO.sub(", ", line))
    if not names or not all(map(is_full, names)):
        return []
    if not match and any(
        _NUMBERED.match(name) or name == name.lower() or not (is_name(name) and looks_personal(name))
        for name in names
    ):
        return []
    house = letters(re.split(r"\s[-–|:]\s", publisher)[0])
    theirs = any(letters(name).startswith(house) for name in names) if len(house) > 3 else False
    return [] if theirs or any(is_house(name, publisher) for name in names) else names


def of_dateline(line: str) -> list[str]:
    """The reporters that a Chinese dateline names in brackets: "长江网10月4日讯（记者陈智 整合）"."""
    match = _DATELINE.match(" ".join(line.split()))
    names = re.split("[、，, ]", match["names"]) if match else []
    return [name for name in names if 2 <= len(name) <= 4 and name not in _TRADES]


_DATELINE = re.compile(
    r".{2,30}?[（(](?:本报|本网|见习|特约|首席|全媒体)*(?:记者|記者)[ :：]?"
    r"(?P<names>[\u3400-\u9fff·]{2,4}(?:[、，, ][\u3400-\u9fff·]{2,4}){0,4})[)）]"
)
_TRADES = frozenset("整合 报道 報道 报导 整理 综合 摄影 编译 通讯员 实习生".split())
_NUMBERED = re.compile(r"[IVX]+\. \w+$")  # a heading: "I. Beginnings"


def signs(words: str, names: tuple[str, ...]) -> bool:
    """Whether words are the line that names the authors, who are known from it."""
    return len(words) < 120 and any(name.casefold() in words.casefold() for name in names)
