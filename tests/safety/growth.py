"""How the time of a function grows with the length of its text: measured in processor time, as a ratio."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

SHORT = 500
"""Characters of the short text; the long one has four times as many."""
LINEAR = 9.0
"""Four times the text takes four times the time where it grows with the length, sixteen with the square."""
UNSEEN_S = 0.003
"""What takes less on the long text is too short to measure: the square of its length would take more."""
CUBE = 64.0
"""The third power on four times the text: what even so would take less than `UNSEEN_S` needs none longer."""
ROUNDS = 6
"""Pairs of which the quickest of each length count: a busy machine only adds to the time."""
HOPELESS_S = 0.1
"""What takes as much on the short text needs no longer one."""
AFTER = ("", "\ue000")
"""What ends the run: nothing, and a character that no pattern takes."""

UNITS = (
    *"aA1 .,-–'\"’“([<>/&|é中ا#*_=:;@\\%€$\xa0\n\t\u0301",
    *("a ", "Ab ", "N. ", "and ", "by ", "&amp;", "10-12 ", "1–2 ", "1m ", "1km ", "00 °C / ", "1,", "1."),
    *("1 ", "a.", "a-", "Ab. ", "a, ", "http://a", "<a ", "\n ", "a\n", "\\(", "www.a", "a@", "‚", "£1 "),
)
"""Runs that no page is too odd for: each class of characters, and words, numbers and marks in turn."""


def grows(function: Callable[[str], Any], unit: str, size: int = SHORT) -> tuple[float, float] | None:
    """Seconds on the short and on the long run of `unit`, when they grow faster than the run; else None.

    The short run has `size` characters, the long one four times as many.
    """
    for after in AFTER:
        short, long = (unit * max(1, length // len(unit)) + after for length in (size, 4 * size))
        begun = min(_seconds(function, short) for _ in range(2))  # at first something may be loaded
        if begun > HOPELESS_S:
            return begun, begun
        if CUBE * begun < UNSEEN_S or not _steep(begun, _seconds(function, long)):
            continue
        measured = [(_seconds(function, short), _seconds(function, long)) for _ in range(ROUNDS)]
        first, last = (min(times) for times in zip(*measured, strict=True))
        if _steep(first, last):
            return first, last
    return None


def _steep(short: float, long: float) -> bool:
    return long > UNSEEN_S and long > LINEAR * short


def _seconds(function: Callable[[str], Any], text: str) -> float:
    begin = time.thread_time()
    function(text)
    return time.thread_time() - begin


# --- what a pattern may be made slow with ------------------------------------


def own_units(pattern: re.Pattern[Any]) -> tuple[str, ...]:
    """The literals of a pattern, a text that it matches, and the beginnings of that."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(
        source, pattern.flags & ~re.UNICODE if source is not pattern.pattern else pattern.flags
    )
    literals = sorted({text for text in _literals(tree) if text})
    sample = _sample(tree)
    starts = (sample[:length] for length in range(1, min(len(sample), 12)))
    few = literals[:: len(literals) // 24 + 1]
    return tuple(dict.fromkeys(text for text in (*few, sample, *starts) if text))


def _literals(tree: Any) -> Iterator[str]:
    run = ""
    for operation, value in tree:
        name = str(operation)
        if name == "LITERAL":
            run += chr(value)
            continue
        yield run
        run = ""
        for inner in _inside(name, value):
            yield from _literals(inner)
            yield _sample(inner)
        if name == "IN":
            yield from (chr(what) for kind, what in value if str(kind) == "LITERAL")
    yield run


def _inside(name: str, value: Any) -> Any:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return (value[2],)
    if name == "BRANCH":
        return value[1]
    if name == "SUBPATTERN":
        return (value[3],)
    if name in ("ASSERT", "ASSERT_NOT"):
        return (value[1],)
    return (value,) if name == "ATOMIC_GROUP" else ()


_CLASSES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}


def _sample(tree: Any) -> str:
    """A text that a pattern matches, or nearly: each part at its shortest, but there."""
    return "".join(_shortest(str(operation), value) for operation, value in tree)


def _shortest(name: str, value: Any) -> str:
    if name == "LITERAL":
        return chr(value)
    if name in ("NOT_LITERAL", "ANY"):
        return "a"
    if name == "IN":
        kind, what = str(value[0][0]), value[0][1]
        if kind == "LITERAL":
            return chr(what)
        return chr(int(what[0])) if kind == "RANGE" else _CLASSES.get(str(what), "a")
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        times: int = max(1, min(value[0], 5))
        return _sample(value[2]) * times
    inside = () if name.startswith("ASSERT") else _inside(name, value)
    return _sample(inside[0]) if inside else ""
