"""Notes of an article: the sentence that first names each, and the words before its mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.model.article import (
    Article,
    Aside,
    Block,
    Figure,
    Inline,
    List,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Sentence,
    Table,
)
from publish.model.walk import blocks, plain

_WORDS = 5
"""Words before a mark that tell a listener what its note is on."""
_CLAUSE = re.compile(r"[,;:.!?()\[\]—–،؛。、，；：！？\"“”„«»]\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """The first mark of a note: the id of its sentence, and what it stands behind ("the harbour bill")."""

    sentence_id: str
    anchor: str


def marks(article: Article) -> dict[str, Mark]:
    """The first mark of each note, by the note's id."""
    first: dict[str, Mark] = {}
    for block in blocks(article.sections):
        for sentence in _sentences(block):
            for note_id, before in _before_marks(sentence.inlines):
                first.setdefault(note_id, Mark(sentence.id, _anchor(before)))
    return first


def placed(article: Article, first: dict[str, Mark]) -> dict[str, tuple[Note, ...]]:
    """The notes to be said behind each sentence, by the sentence's id."""
    by_sentence: dict[str, tuple[Note, ...]] = {}
    for block in blocks(article.sections):
        if isinstance(block, Note) and block.id in first:
            where = first[block.id].sentence_id
            by_sentence[where] = (*by_sentence.get(where, ()), block)
    return by_sentence


def _sentences(block: Block) -> Iterator[Sentence]:
    """The sentences of a block that are said one by one; those of blocks in it come by themselves."""
    match block:
        case Paragraph():
            yield from block.sentences
        case List():
            for item in block.items:
                yield from (*item.term, *item.sentences)
        case Quote():
            yield from block.attribution
        case Figure():
            yield from (*block.caption, *block.credit)
        case Table():
            yield from block.caption
        case Aside():
            yield from block.heading


def _before_marks(inlines: Iterable[Inline], lead: str = "") -> Iterator[tuple[str, str]]:
    """The id of each note that is marked, with the text before the mark."""
    for inline in inlines:
        if isinstance(inline, NoteRef):
            yield inline.note_id, lead
        else:
            yield from _before_marks(getattr(inline, "children", ()), lead)
            lead += plain((inline,))


def _anchor(before: str) -> str:
    """The last words of a text, from its last pause on."""
    clause = [part for part in _CLAUSE.split(before) if part.strip()]
    words = clause[-1].split() if clause else []
    if len(words) == 1 and len(words[0]) > 20:
        return words[0][-8:]  # a script without spaces
    return " ".join(words[-_WORDS:])
