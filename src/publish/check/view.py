"""An article as the rules see it: sections, blocks, sentences, and the names of places in messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from publish.config.front_matter_names import in_markdown, setting
from publish.model.article import (
    Article,
    Aside,
    Block,
    Break,
    Code,
    Figure,
    Inline,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Sentence,
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

    @property
    def written(self) -> bool:
        """Whether its author wrote the source as it is, in Markdown."""
        return in_markdown(self.where)

    def set(self, key: str, value: str) -> str:
        """How to set one of the article's own settings."""
        return setting(key, value, self.where, self.article.slug)

    def at(self, id: str, text: str = "") -> str:
        """The line of the source that holds the text, else the id of the element in the book."""
        place = self.source.find(text[:60]) if text and self.source else -1
        if place >= 0:
            return f"{self.where}:{self.source.count(chr(10), 0, place) + 1}"
        return f"{self.where}#{id}" if id else self.where


@dataclass(frozen=True, slots=True)
class Run:
    """The inlines of one sentence; `lang` where it is another language than the article's, else ""."""

    id: str
    inlines: tuple[Inline, ...]
    lang: str = ""


def runs(look: Look) -> Iterator[Run]:
    """Every sentence, in reading order."""
    yield from _runs(look.article.standfirst, "")
    for section in look.sections:
        yield from _runs(section.heading, "")
        for block in section.blocks:
            yield from _in_block(block, "")


def _runs(sentences: Iterable[Sentence], lang: str) -> Iterator[Run]:
    return (Run(sentence.id, sentence.inlines, sentence.lang or lang) for sentence in sentences)


def _in_block(block: Block, outer: str) -> Iterator[Run]:
    lang = block.lang or outer
    match block:
        case Paragraph():
            yield from _runs(block.sentences, lang)
        case List():
            for item in block.items:
                yield from _runs((*item.term, *item.sentences), lang)
                yield from _in_blocks(item.blocks, lang)
        case Quote():
            yield from _in_blocks(block.blocks, lang)
            yield from _runs(block.attribution, lang)
        case Figure():
            yield from _runs((*block.caption, *block.credit), lang)
        case Table():
            yield from _runs(block.caption, lang)
            for row in (*block.header, *block.rows):
                for cell in row.cells:
                    yield from _runs(cell.sentences, cell.lang or lang)
        case Aside():
            yield from _runs(block.heading, lang)
            yield from _in_blocks(block.blocks, lang)
        case Note():
            yield from _in_blocks(block.blocks, lang)
        case Code() | Break():
            pass
        case _:
            assert_never(block)


def _in_blocks(blocks: Iterable[Block], lang: str) -> Iterator[Run]:
    for block in blocks:
        yield from _in_block(block, lang)


def start(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
