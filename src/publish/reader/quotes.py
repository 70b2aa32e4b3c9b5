"""Quotations: who said it stands apart from what was said; pull quotes are told from block quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publish.model.walk import plain
from publish.reader.cut import part, tidy
from publish.reader.draft import BlockDraft, Inlines, ParagraphDraft, QuoteDraft
from publish.reader.inlines import inlines
from publish.reader.tree import Node

if TYPE_CHECKING:
    from publish.reader.blocks import Walker

_PULL = (
    frozenset(("pullquote",)),
    frozenset(("pullquotes",)),
    frozenset(("pull", "quote")),
    frozenset(("blockquote", "pull")),
    frozenset(("highlight", "quote")),
    frozenset(("pulled", "quote")),
)
_DASH = re.compile(r"^\s*(?:[—–―]|--|-\s)\s*")


def is_pull_quote(node: Node) -> bool:
    """Whether an element is named as a pull quote."""
    return any(words <= node.names for words in _PULL)


def quote(node: Node, walker: Walker) -> list[BlockDraft]:
    """A `blockquote`, with its `cite`, `footer` or last line as attribution."""
    attribution: Inlines = ()
    for cited in node.find_all("footer", "cite", "figcaption"):
        if cited.parent is None or not _stands_alone(cited, node):
            continue
        attribution = tidy(inlines(cited.kids, walker.words))
        cited.remove()
        break
    made = walker.blocks(node.kids)
    if not attribution and len(made) > 1 and isinstance(last := made[-1], ParagraphDraft):
        text = plain(last.inlines)
        if len(text) < 120 and _DASH.match(text):
            attribution, made = last.inlines, made[:-1]
    return [QuoteDraft(tuple(made), undashed(attribution))] if made else []


def quoted_figure(node: Node, walker: Walker) -> list[BlockDraft]:
    """A `figure` round a quotation: its caption is the attribution."""
    caption = node.find("figcaption")
    attribution = tidy(inlines(caption.kids, walker.words)) if caption else ()
    if caption is not None:
        caption.remove()
    made = walker.blocks(node.kids)
    if attribution and len(made) == 1 and isinstance(one := made[0], QuoteDraft) and not one.attribution:
        return [QuoteDraft(one.blocks, undashed(attribution), one.lang)]
    return [*made, *([ParagraphDraft(attribution)] if attribution else [])]


def undashed(attribution: Inlines) -> Inlines:
    """An attribution without the dash before it."""
    found = _DASH.match(plain(attribution))
    return tidy(part(attribution, found.end(), 10**9)) if found else attribution


def _stands_alone(cited: Node, quote_: Node) -> bool:
    """Whether a cite names who said it, not a work named in the words quoted: it ends the quotation."""
    if cited.tag != "cite":
        return True
    whole, own = quote_.text(), cited.text()
    return bool(own) and whole.endswith(own) and len(own) < 0.6 * len(whole)
