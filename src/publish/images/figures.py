"""An article with each of its figures exchanged for another, or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import assert_never

from publish.model.article import (
    Article,
    Aside,
    Block,
    Break,
    Code,
    Figure,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Table,
)

Change = Callable[[Figure], Figure | None]


def with_figures(article: Article, change: Change) -> Article:
    """The article with `change` applied to every figure in reading order; None takes the figure out."""
    return replace(article, sections=tuple(_section(section, change) for section in article.sections))


def _section(section: Section, change: Change) -> Section:
    blocks = _blocks(section.blocks, change)
    return replace(
        section, blocks=blocks, sections=tuple(_section(inner, change) for inner in section.sections)
    )


def _blocks(blocks: Iterable[Block], change: Change) -> tuple[Block, ...]:
    changed = (_block(block, change) for block in blocks)
    return tuple(block for block in changed if block is not None)


def _block(block: Block, change: Change) -> Block | None:
    match block:
        case Figure():
            return change(block)
        case List():
            items = tuple(replace(item, blocks=_blocks(item.blocks, change)) for item in block.items)
            return replace(block, items=items)
        case Quote() | Aside() | Note():
            return replace(block, blocks=_blocks(block.blocks, change))
        case Paragraph() | Table() | Code() | Break():
            return block
        case _:
            assert_never(block)
