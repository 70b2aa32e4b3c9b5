"""Drafts: an article's content as a source states it, before ids, sentences and policies.

Every kind of source (page, Markdown, text capture) makes a `Draft`; `finish`
alone turns it into an Article. Inlines are the model's own. In a draft the
`note_id` of a NoteRef and the href "#key" of a Link hold keys of the source:
that of a `NoteDraft`, or an anchor of a `HeadingDraft`. Blocks stand in one
flat stream; headings in it open sections.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from publish.model.article import Emphasis, Image, Inline, Link, Marker, Strong, Text
from publish.model.digest import LATER
from publish.model.problem import Problem
from publish.model.walk import plain

Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class HeadingDraft:
    """A heading: `level` as the source has it, mended later; `anchors` are the ids it answers to."""

    level: int
    inlines: Inlines
    anchors: tuple[str, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphDraft:
    """Running text; with `embed` a line of ours, for what plays only where the page has it.

    With `deck` the line under the title, which need not be a sentence. With `goes_on`
    a line that only a line break parts from the one before, in the same element.
    """

    inlines: Inlines
    lang: str = ""
    embed: bool = field(default=False, repr=False)
    deck: bool = field(default=False, repr=False)
    goes_on: bool = field(default=False, repr=False, compare=False, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A list item; `term` in definition lists only."""

    inlines: Inlines = ()
    blocks: tuple[BlockDraft, ...] = ()
    term: Inlines = ()
    number: int | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ListDraft:
    style: Literal["ordered", "unordered", "definition"]
    items: tuple[ItemDraft, ...]
    start: int = 1
    lang: str = ""
    marker: Marker = field(default="1", metadata=LATER)


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """A quotation; with `pull` the page sets it as one that repeats words of the text to catch the eye."""

    blocks: tuple[BlockDraft, ...]
    attribution: Inlines = ()
    lang: str = ""
    pull: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A picture. `alt` is the source's own, None when it has no alt attribute at all.

    `decorative` is set only where the source says so in words (role, front matter).
    """

    image: Image
    alt: str | None = None
    caption: Inlines = ()
    credit: Inlines = ()
    decorative: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class CellDraft:
    inlines: Inlines
    scope: Literal["", "col", "row", "colgroup", "rowgroup"] = ""
    colspan: int = 1
    rowspan: int = 1
    lang: str = ""


RowDraft = tuple[CellDraft, ...]


@dataclass(frozen=True, slots=True)
class TableDraft:
    header: tuple[RowDraft, ...]
    rows: tuple[RowDraft, ...]
    caption: Inlines = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class CodeDraft:
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class AsideDraft:
    """A box. With `own_section` it becomes a section after the one it stands in."""

    heading: Inlines
    blocks: tuple[BlockDraft, ...]
    own_section: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A footnote's body; NoteRefs whose `note_id` is `key` point to it."""

    key: str
    label: str
    blocks: tuple[BlockDraft, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class BreakDraft:
    pass


BlockDraft = (
    HeadingDraft
    | ParagraphDraft
    | ListDraft
    | QuoteDraft
    | FigureDraft
    | TableDraft
    | CodeDraft
    | AsideDraft
    | NoteDraft
    | BreakDraft
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole article in draft. Dates are ISO 8601; "" stands for everything unknown.

    `source` is the text as read, in which messages find line numbers; `left_out` are the page's
    passages that are not in the blocks.
    """

    slug: str
    where: str
    title: str
    lang: str
    blocks: tuple[BlockDraft, ...]
    standfirst: Inlines = ()
    bylines: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    url: str = ""
    description: str = ""
    rights: str = ""
    subjects: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    source: str = ""
    left_out: tuple[str, ...] = ()


# --- the text of drafts --------------------------------------------------------


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


def in_bold(inlines: Inlines) -> bool:
    """Whether all that is seen of a line is in bold."""
    return all(isinstance(part, Strong) for part in inlines if plain((part,)).strip())


def label(inlines: Inlines) -> str:
    """What stands before the only link of a line that ends with it: "See also |", "" for other lines."""
    begin, *rest = inlines or (Text(""),)
    links = [n for n, inline in enumerate(rest) if isinstance(inline, Link)]
    if len(links) != 1 or plain(tuple(rest[links[0] + 1 :])).strip():
        return ""
    before = " ".join(plain((begin, *rest[: links[0]])).split())
    return before if 0 < len(before) <= 40 and link_share(inlines) > 0.4 else ""


def shouts(inlines: Inlines) -> bool:
    """Whether the label of a line is in capitals, as those before links to other stories and shops are."""
    while len(inlines) == 1 and isinstance(inlines[0], Strong | Emphasis):
        inlines = inlines[0].children
    before = label(inlines)
    return before.isupper() and len(before) > 4 and before.endswith((":", "|", "–", "-", "»"))


def recurring_labels(blocks: list[BlockDraft]) -> frozenset[str]:
    """The labels that several lines have before their links: they lead to other stories, in any language."""
    counts = Counter(label(block.inlines).casefold() for block in blocks if isinstance(block, ParagraphDraft))
    return frozenset(text for text, count in counts.items() if text and count > 1)


def skips(inlines: Inlines) -> bool:
    """Whether a line is nothing but a link to another place of its page."""
    match inlines:
        case (Link(href),):
            return href.startswith("#")
    return False
