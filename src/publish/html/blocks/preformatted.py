"""Preformatted text that is prose (an RFC, a letter, a poem) -> paragraphs; drawings stay code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.draft.model import BlockDraft, CodeDraft, ParagraphDraft
from publish.model.article import Inline, LineBreak, Text

_WORD = re.compile(r"[(\"'“‘«]*[^\W\d_]+(?:[-'’.][^\W\d_]+)*[)\"'”’»]*[.,;:!?…]*")
_CODE = re.compile(r"[{}<>\[\]|\\^~`@#$%*=+]|//|::|->|\w\(|--|__|;\s*$|^[^\S\n]*+(?:\d+\s*+)?[$#>%]\s", re.M)
_EDITED = re.compile(
    r"(?<![\w\])])\[[^\W\d_][\w’' .,…:-]{0,60}\](?!\()"
)  # what an editor put into a quotation
_FEWEST = 12  # words: what is shorter may be anything
_MOSTLY = 0.6  # of its words stand in prose
_PROSE = 0.8  # of the words of prose are made of letters
_SIGNS = 0.06  # signs of code a word, at most
_FULL = 50  # characters: lines as long as this are cut by a width, not by their author


def is_prose(text: str) -> bool:
    """Whether preformatted text is sentences or verse: nearly all words of letters, hardly a sign of code."""
    kept = [part for part in _parts(text) if not _is_drawn(part)]
    words = " ".join(kept).split()
    if len(words) < _FEWEST or len(words) < _MOSTLY * len(text.split()):
        return False
    plain = sum(_WORD.fullmatch(word) is not None for word in words)
    signs = len(_CODE.findall(_EDITED.sub("", "\n".join(kept))))
    return plain >= _PROSE * len(words) and signs <= _SIGNS * len(words)


def blocks(text: str) -> Iterator[BlockDraft]:
    """Paragraphs for the prose of a text, parted by blank lines; tables and drawings stay."""
    for part in _parts(text):
        if _is_drawn(part):
            yield CodeDraft(part)
        else:
            yield ParagraphDraft(tuple(_inlines([" ".join(line.split()) for line in part.split("\n")])))


def _parts(text: str) -> list[str]:
    """The parts of a text between its blank lines."""
    parts = (part.strip("\n") for part in re.split(r"\n[ \t\f]*\n", text))
    return [part for part in parts if part.strip()]


def _is_drawn(part: str) -> bool:
    """Whether a part is a table or a drawing: columns, or signs in place of words."""
    words, lines = part.split(), part.split("\n")
    plain = sum(_WORD.fullmatch(word) is not None for word in words)
    columns = sum(bool(re.search(r"\S {3,}\S", line.strip())) for line in lines)
    if len(lines) > 1 and columns > 0.6 * len(lines):
        return True
    return len(words) > 3 and (plain < 0.4 * len(words) or len(_CODE.findall(part)) > 0.5 * len(words))


def _inlines(lines: list[str]) -> Iterator[Inline]:
    """Lines that a width cut joined again; the lines of verse with a break between them."""
    joined = max(map(len, lines[:-1]), default=0) >= _FULL
    for number, line in enumerate(lines):
        if number:
            yield Text(" ") if joined else LineBreak()
        yield Text(line)
