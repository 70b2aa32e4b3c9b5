"""Quotations: attribution apart from the text, pull quotes apart from block quotes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.draft.model import BlockDraft, Inlines, ParagraphDraft, QuoteDraft
from publish.draft.sentence_spans import part, tidy
from publish.html.blocks.inlines import inlines
from publish.html.dom import Node, class_names
from publish.model.article import LineBreak
from publish.model.text import key
from publish.model.walk import plain

if TYPE_CHECKING:
    from publish.html.blocks.inlines import Context

_PULL = (
    frozenset(("pullquote",)),
    frozenset(("pullquotes",)),
    frozenset(("pull", "quote")),
    frozenset(("blockquote", "pull")),
    frozenset(("highlight", "quote")),
    frozenset(("pulled", "quote")),
)
_NAMED = ("span", "p", "div", "strong", "small", "em")
_SPEAKER = class_names("speaker")
_AFTER_END = re.compile(r"(?<=[.!?…”\"’»])\s+(?:--|[—–―])\s*\S[^.!?]{1,80}$")
_DASH = re.compile(r"^\s*(?:[—–―]|--|-\s)\s*")


def is_pull_quote(node: Node) -> bool:
    """Whether an element is named as a pull quote, or is a paragraph of one quotation with a class alone."""
    if any(words <= node.names for words in _PULL):
        return True
    if node.tag == "p":
        parts = [kid for kid in node.kids if isinstance(kid, Node) or kid.strip()]
        return len(parts) == 1 and isinstance(q := parts[0], Node) and q.tag == "q" and bool(q.get("class"))
    inner = node.find("blockquote") if node.tag == "aside" else None
    return inner is not None and all(_is_quote(kid) for kid in node.kids)


def _is_quote(kid: Node | str) -> bool:
    """Whether a part of a box is a quotation, or says whose it is."""
    return not kid.strip() if isinstance(kid, str) else kid.tag in ("blockquote", "footer", "cite")


def pull_quote(node: Node, context: Context) -> list[BlockDraft]:
    """A box that is named as a pull quote, whatever its elements are."""
    if node.tag == "figure" and node.find("blockquote") is not None:
        blocks = quoted_figure(node, context)
    elif (inner := node.find("blockquote")) is not None and inner.text() == node.text():
        blocks = quote(inner, context)
    else:
        _name_speaker(node)
        blocks = quote(node, context)
    return [replace(d, pull=True) if isinstance(d, QuoteDraft) else d for d in blocks]


def _name_speaker(node: Node) -> None:
    """Short words in an element of their own at the end, right after the quoted ones, say who said them."""
    kids = [kid for kid in node.kids if isinstance(kid, Node) or kid.strip()]
    last = kids[-1] if len(kids) > 1 else None
    if not isinstance(last, Node) or last.tag not in ("span", "small", "strong"):
        return
    words = kids[-2]
    if isinstance(words, str) and not words.endswith(" ") and len(last.text()) * 2 < len(node.text()):
        last.tag = "cite"


def take_speakers(root: Node) -> None:
    """Put the line after a quotation that is called its author into it."""
    for quotation in root.find_all("blockquote"):
        kids = list(quotation.parent.nodes()) if quotation.parent is not None else []
        after = kids[1] if len(kids) == 2 and kids[0] is quotation else None
        if (
            after is None
            or not {"quote"} < after.names
            or not _SPEAKER & after.names
            or after.find("a", "img")
        ):
            continue
        if quotation.find("cite", "footer") is None:
            after.remove()
            after.tag, after.parent = "footer", quotation
            quotation.kids.append(after)


def quote(node: Node, context: Context) -> list[BlockDraft]:
    """A `blockquote`, with its `cite`, `footer` or last line as attribution."""
    attribution: Inlines = ()
    for cited in node.find_all("footer", "cite", "figcaption", *_NAMED):
        if cited.parent is None or not _stands_alone(cited, node):
            continue
        attribution = tidy(inlines(cited.kids, context.words))
        cited.remove()
        break
    blocks = context.blocks(node.kids)
    if not attribution and blocks and isinstance(last := blocks[-1], ParagraphDraft):
        words, line = _last_line(last.inlines)
        if (words or len(blocks) > 1) and len(plain(line)) < 120 and _DASH.match(plain(line)):
            attribution = line
            blocks = [*blocks[:-1], *([replace(last, inlines=words)] if words else [])]
    return [QuoteDraft(tuple(blocks), undashed(attribution))] if blocks else []


def _last_line(words: Inlines) -> tuple[Inlines, Inlines]:
    """Words before the last line of a paragraph, and that line; a dash after a sentence begins one."""
    breaks = [place for place, inline in enumerate(words) if isinstance(inline, LineBreak)]
    if breaks:
        return words[: breaks[-1]], words[breaks[-1] + 1 :]
    line = plain(words)
    dash = _AFTER_END.search(line)
    return (
        (tidy(part(words, 0, dash.start())), tidy(part(words, dash.start(), len(line))))
        if dash
        else ((), words)
    )


def quoted_figure(node: Node, context: Context) -> list[BlockDraft]:
    """A `figure` round a quotation: its caption is the attribution."""
    caption = node.find("figcaption")
    attribution = tidy(inlines(caption.kids, context.words)) if caption else ()
    if caption is not None:
        caption.remove()
    blocks = context.blocks(node.kids)
    if attribution and len(blocks) == 1 and isinstance(one := blocks[0], QuoteDraft) and not one.attribution:
        return [QuoteDraft(one.blocks, undashed(attribution), one.lang)]
    return [*blocks, *([ParagraphDraft(attribution)] if attribution else [])]


def undashed(attribution: Inlines) -> Inlines:
    """An attribution without the dash before it."""
    match = _DASH.match(plain(attribution))
    return tidy(part(attribution, match.end(), 10**9)) if match else attribution


def _stands_alone(cited: Node, quote_: Node) -> bool:
    """Whether a cite names who said it, not a work named in the words quoted: it ends the quotation."""
    if cited.tag in _NAMED and not _SPEAKER & cited.names:
        return False
    if cited.tag not in ("cite", *_NAMED):
        return True
    whole, own = quote_.text(), cited.text()
    return bool(own) and whole.endswith(own) and len(own) < 0.6 * len(whole)


def repeats(words: str, body: str, pulled: bool) -> bool:
    """Whether quoted words repeat those of the running text; `body` is its key.

    What is named as a pull quote may do so with gaps, or nearly.
    """
    quoted = key(words)
    if len(quoted) <= 20:
        return False
    if quoted in body or not pulled:
        return quoted in body
    pieces = [key(piece) for piece in re.split(r"\.\.\.|…|\[|\]", words)]
    if len(pieces) > 1 and all(piece in body for piece in pieces):
        return True
    threes = _threes(quoted)
    return len(threes) > 4 and len(threes & _threes(body)) >= 0.6 * len(threes)


def _threes(words: str) -> set[tuple[str, ...]]:
    """Every three words in a row."""
    each = words.split()
    return set(zip(each, each[1:], each[2:], strict=False))
