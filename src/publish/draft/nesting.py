"""Limit how deep blocks and inlines are nested, without losing text.

Real articles nest a list in a list in a quote. Hundreds of levels are a mistake
or an attack, and would break the stages, libraries and readers that walk
levels by recursion. No word is lost: only the boxes round it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.draft.model import (
    AsideDraft,
    BlockDraft,
    CellDraft,
    FigureDraft,
    HeadingDraft,
    Inlines,
    ItemDraft,
    ListDraft,
    NoteDraft,
    ParagraphDraft,
    QuoteDraft,
    RowDraft,
    TableDraft,
)
from publish.model.article import Inline, Nesting

MAX_BLOCK_LEVELS = 16
MAX_INLINE_LEVELS = 24


def shallow(blocks: Iterable[BlockDraft], levels: int = MAX_BLOCK_LEVELS) -> tuple[BlockDraft, ...]:
    """The same blocks, none more than `levels` inside others."""
    return tuple(flattened for block in blocks for flattened in _block(block, levels))


def _block(block: BlockDraft, levels: int) -> Iterator[BlockDraft]:
    match block:
        case QuoteDraft() | AsideDraft() | NoteDraft() | ListDraft() if levels <= 0:
            yield from shallow(_contents(block), 0)
        case ListDraft():
            yield replace(block, items=tuple(_item(item, levels - 1) for item in block.items))
        case QuoteDraft():
            attribution = shallow_inlines(block.attribution)
            yield replace(block, blocks=shallow(block.blocks, levels - 1), attribution=attribution)
        case AsideDraft():
            heading = shallow_inlines(block.heading)
            yield replace(block, blocks=shallow(block.blocks, levels - 1), heading=heading)
        case NoteDraft():
            yield replace(block, blocks=shallow(block.blocks, levels - 1))
        case HeadingDraft() | ParagraphDraft():
            yield replace(block, inlines=shallow_inlines(block.inlines))
        case FigureDraft():
            caption, credit = shallow_inlines(block.caption), shallow_inlines(block.credit)
            yield replace(block, caption=caption, credit=credit)
        case TableDraft():
            caption = shallow_inlines(block.caption)
            yield replace(block, header=_rows(block.header), rows=_rows(block.rows), caption=caption)
        case _:
            yield block


def _item(item: ItemDraft, levels: int) -> ItemDraft:
    inlines, term = shallow_inlines(item.inlines), shallow_inlines(item.term)
    return replace(item, inlines=inlines, term=term, blocks=shallow(item.blocks, levels))


def _rows(rows: Iterable[RowDraft]) -> tuple[RowDraft, ...]:
    def cell(one: CellDraft) -> CellDraft:
        return replace(one, inlines=shallow_inlines(one.inlines))

    return tuple(tuple(map(cell, row)) for row in rows)


def _contents(block: QuoteDraft | AsideDraft | NoteDraft | ListDraft) -> Iterator[BlockDraft]:
    """What stands in a box, without the box."""
    match block:
        case QuoteDraft():
            yield from (*block.blocks, *_paragraph(block.attribution))
        case AsideDraft():
            yield from (*_paragraph(block.heading), *block.blocks)
        case NoteDraft():
            yield from block.blocks
        case ListDraft():
            for item in block.items:
                yield from (*_paragraph(item.term), *_paragraph(item.inlines), *item.blocks)


def _paragraph(inlines: Inlines) -> tuple[ParagraphDraft, ...]:
    return (ParagraphDraft(inlines),) if inlines else ()


def shallow_inlines(inlines: Iterable[Inline], levels: int = MAX_INLINE_LEVELS) -> Inlines:
    """The same inlines, none more than `levels` inside others."""
    return tuple(flattened for inline in inlines for flattened in _inline(inline, levels))


def _inline(inline: Inline, levels: int) -> Inlines:
    if not isinstance(inline, Nesting):
        return (inline,)
    inner = shallow_inlines(inline.children, levels - 1)
    return inner if levels <= 0 else (replace(inline, children=inner),)
