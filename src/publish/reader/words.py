"""The words of drafts: what a block says, and how much of it is links."""

from __future__ import annotations

from publish.model.article import Emphasis, Link, Strong
from publish.model.walk import plain
from publish.reader.draft import (
    AsideDraft,
    BlockDraft,
    BreakDraft,
    CodeDraft,
    FigureDraft,
    HeadingDraft,
    Inlines,
    ListDraft,
    NoteDraft,
    ParagraphDraft,
    QuoteDraft,
    TableDraft,
)


def text(block: BlockDraft) -> str:
    """The visible text of a draft."""
    match block:
        case HeadingDraft() | ParagraphDraft():
            return plain(block.inlines)
        case ListDraft():
            return " ".join(
                " ".join((plain(i.term), plain(i.inlines), *map(text, i.blocks))) for i in block.items
            )
        case QuoteDraft() | NoteDraft():
            return " ".join(map(text, block.blocks))
        case AsideDraft():
            return " ".join((plain(block.heading), *map(text, block.blocks)))
        case FigureDraft():
            return plain(block.caption)
        case TableDraft():
            return " ".join(plain(c.inlines) for row in (*block.header, *block.rows) for c in row)
        case CodeDraft():
            return block.text
        case BreakDraft():
            return ""


def link_share(inlines: Inlines) -> float:
    """The share of text that is links."""
    whole = len(plain(inlines).strip())
    return _linked(inlines) / whole if whole else 0.0


def _linked(inlines: Inlines) -> int:
    total = 0
    for inline in inlines:
        if isinstance(inline, Link) and not inline.href.startswith("#"):
            total += len(plain(inline.children))
        elif isinstance(inline, Strong | Emphasis):
            total += _linked(inline.children)
    return total
