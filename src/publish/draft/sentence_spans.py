"""Inlines -> sentences.

The sentence splitter sees plain text; here its boundaries are carried over to
the inlines. Emphasis, strong and foreign words may be cut in two; a link, an
abbreviation, a formula, code, a raised or lowered mark may not, so that each
stays one element with one meaning.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from publish.model.article import (
    Abbreviation,
    CodeSpan,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Math,
    NoteRef,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publish.model.walk import plain
from publish.speech.sentences import split

Inlines = tuple[Inline, ...]
Span = tuple[int, int]


def sentences(inlines: Inlines, lang: str, block_id: str, first: int = 1) -> tuple[Sentence, ...]:
    """The sentences of a block's inlines, with ids `<block_id>-s<n>` from `first` on."""
    return cut(inlines, lang, lambda n: f"{block_id}-s{n + first}")


def cut(inlines: Inlines, lang: str, name: Callable[[int], str]) -> tuple[Sentence, ...]:
    """The sentences of inlines; `name` gives the id of the nth, from 0."""
    inlines = tidy(inlines)
    text = plain(inlines)
    whole = _sole_language(inlines)
    seen = _marks_inside(text, inlines)
    spans = _joined(split(seen, whole or lang), _unbreakable(inlines)) if text.strip() else ()
    if not spans:
        return (Sentence(name(0), inlines),) if _visible(inlines) else ()
    result = []
    windows = _Windows(inlines)
    for n, (begin, end) in enumerate(spans):
        begin = 0 if n == 0 else begin
        stop = spans[n + 1][0] if n + 1 < len(spans) else len(text)
        gap = text[end:stop]
        last = n + 1 == len(spans)
        near, at = windows.touching(end, stop)
        keep = stop if last or _break_in(near, end - at, stop - at) else end
        tail = "" if last or keep == stop or not gap else " "
        near, at = windows.touching(begin, keep)
        result.append(Sentence(name(n), _slice(near, begin - at, keep - at, n == 0), tail))
    return tuple(result)


def one(inlines: Inlines, id: str) -> tuple[Sentence, ...]:
    """Inlines as a single sentence, or nothing when they are empty."""
    inlines = tidy(inlines)
    return (Sentence(id, inlines),) if _visible(inlines) else ()


def _visible(inlines: Inlines) -> bool:
    return bool(plain(inlines).strip()) or any(isinstance(i, Math | NoteRef) for i in inlines)


def _sole_language(inlines: Inlines) -> str:
    match inlines:
        case (Foreign(lang, _),):
            return lang
    return ""


def _marks_inside(text: str, inlines: Inlines) -> str:
    """The plain text of inlines, as long as it is, with raised citations before the stop that they follow.

    Of "in patients.¹ Others" the splitter sees "in patientsx. Others", and so the mark ends the sentence.
    """
    at = 0
    for inline in inlines:
        length = len(plain((inline,)))
        if isinstance(inline, Superscript) and _CITATION.fullmatch(text, at, at + length):
            stop = _STOP.search(text, max(at - _CLOSERS, 0), at)
            if stop is not None:
                text = text[: stop.start()] + "x" * length + stop[0] + text[at + length :]
        at += length
    return text


_CITATION = re.compile(r"[\[(]?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*[\])]?|[*†‡§]{1,3}")
_STOP = re.compile(r"(?<=[^\W\d])[.!?…]['\"”’»)\]]{0,4}$")
_CLOSERS = 6  # characters: what may stand between a word and its mark, and the word's last letter


# --- where a cut may fall ---------------------------------------------------


@dataclass(slots=True)
class _Place:
    at: int = 0


def _unbreakable(inlines: Iterable[Inline]) -> list[Span]:
    """The stretches of plain text inside which no sentence may end."""
    spans: list[Span] = []
    _gather(inlines, _Place(), spans)
    return spans


def _gather(inlines: Iterable[Inline], place: _Place, spans: list[Span]) -> None:
    for inline in inlines:
        match inline:
            case Emphasis(children) | Strong(children) | Foreign(_, children):
                _gather(children, place, spans)
            case _:
                length = len(plain((inline,)))
                if length > 1 and not isinstance(inline, Text):
                    spans.append((place.at, place.at + length))
                place.at += length


class _Windows:
    """The inlines that touch a stretch of their plain text, found without walking all of them."""

    def __init__(self, inlines: Inlines) -> None:
        self._inlines = inlines
        self._ends = tuple(itertools.accumulate(len(plain((inline,))) for inline in inlines))
        self._begins = (0, *self._ends[:-1])

    def touching(self, begin: int, end: int) -> tuple[Inlines, int]:
        """The inlines that touch the stretch, and where the first of them begins."""
        first, last = bisect_left(self._ends, begin), bisect_right(self._begins, end)
        return self._inlines[first:last], self._begins[first] if first < len(self._begins) else 0


def _joined(spans: Iterable[Span], unbreakable: list[Span]) -> tuple[Span, ...]:
    """Sentence spans, those that part something unbreakable joined with the next."""
    joined: list[Span] = []
    at = 0  # the first unbreakable stretch that ends after the last span
    for begin, end in spans:
        while joined and at < len(unbreakable) and unbreakable[at][1] <= joined[-1][1]:
            at += 1
        if joined and at < len(unbreakable) and unbreakable[at][0] < begin:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return tuple(joined)


def _break_in(inlines: Inlines, begin: int, end: int) -> bool:
    """Whether a line break stands in a stretch of plain text."""

    def walk(children: Iterable[Inline], at: int) -> bool:
        for child in children:
            if isinstance(child, LineBreak):
                if begin <= at < end:
                    return True
            elif isinstance(child, Emphasis | Strong | Foreign) and walk(child.children, at):
                return True
            at += len(plain((child,)))
        return False

    return walk(inlines, 0)


# --- cutting ----------------------------------------------------------------


def part(inlines: Inlines, begin: int, end: int) -> Inlines:
    """The inlines between two places of their plain text; what may not be cut stays whole."""
    return _slice(inlines, begin, end, begin == 0)


def _slice(inlines: Iterable[Inline], begin: int, end: int, first: bool) -> Inlines:
    """The inlines between two places of their plain text; a mark without width goes with what it follows."""
    out: list[Inline] = []
    at = 0
    for inline in inlines:
        length = len(plain((inline,)))
        lo, hi = max(begin - at, 0), min(end - at, length)
        if length == 0:
            if begin < at <= end or (first and at == begin == 0):
                out.append(inline)
        elif lo < hi or begin < at + length <= end or (first and at == begin):
            out.extend(_part(inline, lo, hi, length, first))
        at += length
    return tuple(out)


def _part(inline: Inline, lo: int, hi: int, length: int, first: bool) -> Inlines:
    if lo == 0 and hi == length:
        return (inline,)
    match inline:
        case Text(text):
            return (Text(text[lo:hi]),) if lo < hi else ()
        case Emphasis(children) | Strong(children) | Foreign(_, children):
            inner = _slice(children, lo, hi, first and lo == 0)
            return (replace(inline, children=inner),) if inner else ()
        case _:
            return (inline,)


# --- tidying ----------------------------------------------------------------


def tidy(inlines: Inlines) -> Inlines:
    """Inlines without white space at their ends; neighbouring texts are joined, empty ones gone."""
    return _trim_end(_trim_start(_merge(inlines)))


def _merge(inlines: Iterable[Inline]) -> Inlines:
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text(text):
                if out and isinstance(out[-1], LineBreak):
                    text = text.lstrip(" ")
                if out and isinstance(out[-1], Text):
                    both = out[-1].text + text
                    out[-1] = Text(both.replace("  ", " ") if out[-1].text.endswith(" ") else both)
                elif text:
                    out.append(Text(text))
            case (
                Emphasis(children)
                | Strong(children)
                | Superscript(children)
                | Subscript(children)
                | Foreign(_, children)
                | Link(_, children)
                | Abbreviation(_, children)
            ):
                merged = _merge(children)
                if merged:
                    out.append(replace(inline, children=merged))
            case LineBreak():
                if out and isinstance(last := out[-1], Text):
                    out[-1] = Text(last.text.rstrip(" "))
                out.append(inline)
            case CodeSpan() | NoteRef() | Math():
                out.append(inline)
            case _:
                assert_never(inline)
    return tuple(out)


def _trim_start(inlines: Inlines) -> Inlines:
    while inlines:
        head, rest = inlines[0], inlines[1:]
        match head:
            case LineBreak():
                inlines = rest
                continue
            case Text(text):
                text = text.lstrip()
                if not text:
                    inlines = rest
                    continue
                return (Text(text), *rest)
            case Emphasis(c) | Strong(c) | Foreign(_, c) | Link(_, c) | Abbreviation(_, c):
                c = _trim_start(c)
                if not c:
                    inlines = rest
                    continue
                return (replace(head, children=c), *rest)
            case _:
                return inlines
    return inlines


def _trim_end(inlines: Inlines) -> Inlines:
    while inlines:
        rest, tail = inlines[:-1], inlines[-1]
        match tail:
            case LineBreak():
                inlines = rest
                continue
            case Text(text):
                text = text.rstrip()
                if not text:
                    inlines = rest
                    continue
                return (*rest, Text(text))
            case Emphasis(c) | Strong(c) | Foreign(_, c) | Link(_, c) | Abbreviation(_, c):
                c = _trim_end(c)
                if not c:
                    inlines = rest
                    continue
                return (*rest, replace(tail, children=c))
            case _:
                return inlines
    return inlines
