"""Preformatted text that is prose (an RFC, a letter, a poem) -> paragraphs; drawings stay code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from publish.draft.model import BlockDraft, CodeDraft, ParagraphDraft, QuoteDraft
from publish.model.article import Inline, LineBreak, Text

_WORD = re.compile(r"[(\"'“‘«「『]*[^\W\d_]+(?:[-'’.][^\W\d_]+)*[)\"'”’»」』]*[.,;:!?…，。、；：！？」』]*")
_CODE = re.compile(r"[{}<>\[\]|\\^~`@#$%*=+]|//|::|->|\w\(|--|__|;\s*$|^[^\S\n]*+(?:\d+\s*+)?[$#>%]\s", re.M)
_EDITED = re.compile(
    r"(?<![\w\])])\[[^\W\d_][\w’' .,…:-]{0,60}\](?!\()"
)  # what an editor put into a quotation
_ADDRESS = re.compile(r"<?\b(?:https?://[^\s<>]+|[\w.+-]{1,64}@[\w.-]{1,255})>?")
_SIGN = re.compile(r"^[ \t]*(?:> ?){1,9}(?=\s|\w|[\"'“‘(«]|$)")  # of a line that a mail quotes
_FIELD = re.compile(r"[A-Z][A-Za-z-]{0,30}: \S|[ \t]+\S")
_SENDER = re.compile(r"^(?:From|Subject): ", re.M)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{1,2}[，。、；：！？…」』]*"
)
_WIDE = re.compile("[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60]")
_QUOTED = 4  # words a line that is quoted, at least: shorter ones are typed at a prompt
_FEWEST_OF_VERSE = 5  # words
_FEWEST = 12  # words: what is shorter may be anything
_MOSTLY = 0.6  # of its words stand in prose
_PROSE = 0.8  # of the words of prose are made of letters
_SIGNS = 0.06  # signs of code a word, at most
_FULL = 50  # characters: lines as long as this are cut by a width, not by their author


def is_prose(text: str) -> bool:
    """Whether preformatted text is sentences or verse: nearly all words of letters, hardly a sign of code."""
    text = "\n".join(line for _, lines in _quoted(text) for line in lines)
    judged = [part for part in _parts(text) if not _is_head(part)]
    kept = [part for part in judged if not _is_drawn(part)]
    plain_text = _ADDRESS.sub("", _EDITED.sub("", "\n".join(kept)))
    words = _words(plain_text)
    plain = sum(_WORD.fullmatch(word) is not None for word in words)
    signs = len(_CODE.findall(plain_text))
    if len(words) < _FEWEST:
        return plain == len(words) and not signs and _is_short_verse(text, words)
    if len(words) < _MOSTLY * len(_words(_ADDRESS.sub("", "\n".join(judged)))):
        return False
    return plain >= _PROSE * len(words) and signs <= _SIGNS * len(words)


def _is_short_verse(text: str, words: list[str]) -> bool:
    """Whether a few words in lines are verse: they begin as a sentence does, and none is a keyword."""
    begins = text.strip()[:1]
    keywords = sum(len(word) > 1 and word.isupper() for word in words)
    return (
        len(words) >= _FEWEST_OF_VERSE
        and "\n" in text.strip()
        and begins.isalpha()
        and not begins.islower()
        and not keywords
    )


def blocks(text: str) -> Iterator[BlockDraft]:
    """Paragraphs for the prose of a text, parted by blank lines; tables and drawings stay.

    What a mail quotes, line for line behind ">", is a quotation without these signs.
    """
    for quoted, lines in _quoted(text):
        drafts = tuple(_block(part) for part in _parts("\n".join(lines)))
        if quoted and drafts:
            yield QuoteDraft(drafts)
        else:
            yield from drafts


def _block(part: str) -> BlockDraft:
    if _is_drawn(part) and not _is_head(part):
        return CodeDraft(part)
    return ParagraphDraft(tuple(_inlines([" ".join(line.split()) for line in part.split("\n")])))


def _quoted(text: str) -> list[tuple[bool, list[str]]]:
    """Runs of lines that a mail quotes, without their signs, and of those that it does not."""
    lines = text.split("\n")
    signed = [line for line in lines if _SIGN.match(line)]
    words = sum(len(_words(_SIGN.sub("", line))) for line in signed)
    if words < _QUOTED * len(signed) or not signed:
        return [(False, lines)]
    runs = groupby(lines, lambda line: _SIGN.match(line) is not None)
    return [(quoted, [_SIGN.sub("", line) for line in run]) for quoted, run in runs]


def _words(text: str) -> list[str]:
    """The words of a text without the marks over and under letters; two letters of a script without spaces
    count as one.
    """
    bare = "".join(c for c in text if c.isascii() or not unicodedata.category(c).startswith("M"))
    return _UNSPACED.sub(r"\g<0> ", bare).split()


def _is_head(part: str) -> bool:
    """Whether a part is the head of a mail: fields alone, of which one is its sender or its subject."""
    return _SENDER.search(part) is not None and all(map(_FIELD.match, part.split("\n")))


def _parts(text: str) -> list[str]:
    """The parts of a text between its blank lines."""
    parts = (part.strip("\n") for part in re.split(r"\n[ \t\f]*\n", text))
    return [part for part in parts if part.strip()]


def _is_drawn(part: str) -> bool:
    """Whether a part is a table or a drawing: columns, or signs in place of words."""
    words, lines = _words(_ADDRESS.sub("", part)), part.split("\n")
    plain = sum(_WORD.fullmatch(word) is not None for word in words)
    columns = sum(bool(re.search(r"\S {3,}\S", line.strip())) for line in lines)
    if len(lines) > 1 and columns > 0.6 * len(lines):
        return True
    return len(words) > 3 and (plain < 0.4 * len(words) or len(_CODE.findall(part)) > 0.5 * len(words))


def _inlines(lines: list[str]) -> Iterator[Inline]:
    """Lines that a width cut joined again; the lines of verse with a break between them."""
    joined = max((len(line) + len(_WIDE.findall(line)) for line in lines[:-1]), default=0) >= _FULL
    for number, line in enumerate(lines):
        if number and not joined:
            yield LineBreak()
        elif number and not (_WIDE.match(line) and _WIDE.search(lines[number - 1][-2:])):
            yield Text(" ")
        yield Text(line)
