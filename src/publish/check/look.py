"""An article looked at: its sections and blocks, its runs of text, and what its places are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.model import walk
from publish.model.article import (
    Abbreviation,
    Article,
    Aside,
    Block,
    Cell,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Table,
)


@dataclass(frozen=True, slots=True)
class Look:
    """An article with the names its places have in messages."""

    article: Article
    where: str
    source: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]

    def at(self, id: str, text: str = "") -> str:
        """The line of the source that holds the text, else the id of the element in the book."""
        place = self.source.find(text[:60]) if text and self.source else -1
        if place >= 0:
            return f"{self.where}:{self.source.count(chr(10), 0, place) + 1}"
        return f"{self.where}#{id}" if id else self.where


def runs(look: Look) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """Every sentence's id and inlines, in reading order."""
    for sentence in look.article.standfirst:
        yield sentence.id, sentence.inlines
    for section in look.sections:
        yield from ((sentence.id, sentence.inlines) for sentence in section.heading)
        for block in walk.nested(section.blocks):
            if getattr(block, "lang", "") == "" or isinstance(block, Figure):
                yield from ((s.id, s.inlines) for s in sentences(block) if not s.lang)


def sentences(block: Block) -> Iterator[Sentence]:
    """A block's own sentences; those of the blocks inside it come with these."""
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
            yield from (sentence for cell in cells(block) for sentence in cell.sentences)
        case Aside():
            yield from block.heading
        case Note() | _:
            pass


def cells(table: Table) -> Iterator[Cell]:
    return (cell for row in (*table.header, *table.rows) for cell in row.cells)


def links(inlines: Iterable[Inline]) -> Iterator[Link]:
    for inline in inlines:
        match inline:
            case Link():
                yield inline
            case (
                Emphasis(children)
                | Strong(children)
                | Superscript(children)
                | Subscript(children)
                | Abbreviation(_, children)
                | Foreign(_, children)
            ):
                yield from links(children)
            case _:
                pass


def start(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
