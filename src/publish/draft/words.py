"""The text of drafts, and how much of it is links."""

from __future__ import annotations

from collections import Counter

from publish.draft.model import (
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
from publish.model.article import Emphasis, Link, Strong, Text
from publish.model.walk import plain


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


def label(inlines: Inlines) -> str:
    """What stands before the only link of a line that ends with it: "See also |", "" for other lines."""
    begin, *rest = inlines or (Text(""),)
    links = [n for n, inline in enumerate(rest) if isinstance(inline, Link)]
    if len(links) != 1 or plain(tuple(rest[links[0] + 1 :])).strip():
        return ""
    before = " ".join(plain((begin, *rest[: links[0]])).split())
    return before if 0 < len(before) <= 40 and link_share(inlines) > 0.4 else ""


def shouts(said: str) -> bool:
    """Whether a label is in capitals, as those before links to other stories and shops are."""
    return said.isupper() and len(said) > 4 and said.endswith((":", "|", "–", "-", "»"))


def recurring_labels(blocks: list[BlockDraft]) -> frozenset[str]:
    """The labels that several lines have before their links: they lead to other stories, in any language."""
    found = Counter(label(block.inlines).casefold() for block in blocks if isinstance(block, ParagraphDraft))
    return frozenset(said for said, times in found.items() if said and times > 1)


def skips(inlines: Inlines) -> bool:
    """Whether a line is nothing but a link to another place of its page."""
    match inlines:
        case (Link(href),):
            return href.startswith("#")
    return False
