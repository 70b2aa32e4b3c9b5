"""Headings that a page marks only as bold or by class names.

Class names show them, or they are paragraphs in bold.
"""

from __future__ import annotations

import itertools
import re

from publish.draft.model import (
    BlockDraft,
    FigureDraft,
    HeadingDraft,
    Inlines,
    ListDraft,
    ParagraphDraft,
    in_bold,
)
from publish.html.dom import Node, class_names, words_of
from publish.html.extract.promo_phrases import words_in
from publish.html.extract.text_density import RUNNING
from publish.model.article import Inline, LineBreak, Strong, Text
from publish.model.text import weight
from publish.model.walk import plain

_WORDS, _LETTERS = 12, 80
_LEVEL = 2
_CALLED = class_names("crosshead")
_KICKER = class_names("kicker")
_BOLD = frozenset(("bold", "semibold"))
_UNBOLD = frozenset(("hover", "no", "not", "un", "group"))
_DECK = class_names("deck")
_NO_HEADING = re.compile(r"[.!:;,…。！：；，、।۔]['\"”’»“)\]」』）]*$|^\s*(?:[-–—•*]|@)|://|\w@\w")


def mark(root: Node) -> None:
    """Make elements of what a page only calls so: lines ends and bold in spans, crossheads in paragraphs."""
    for node in root.find_all("span"):
        called = set(node.get("class").split())
        if "br" in called and not node.text() and not node.find("img"):
            node.tag = "br"
        elif _is_crosshead(node, called):
            node.tag = "h2"
        elif called & {"strong", "bold"} or (_BOLD & node.names and not _UNBOLD & node.names):
            node.tag = "strong"
    for node in root.find_all("p", "li", "dd", "td", "div", "h2", "h3", "h4", "h5", "h6"):
        _part_numbers(node)
    for node in root.find_all("ul", "ol"):
        _unhead_points(node)
    for node in root.find_all("h2", "h3", "h4", "h5", "h6"):
        if (kicker := _kicker(node)) is not None:
            kicker.kids = [f"{kicker.text()}: "]
    for node in root.find_all("p", "div"):
        if node.names & _CALLED and not any(node.nodes()) and _is_short(node.text()):
            node.tag = "h3"
        elif node.tag == "p" and _is_large(node) and _is_short(node.text()):
            node.tag = "h2"
            for inner in node.find_all("b", "strong", "big"):
                inner.tag = "span"


def _unhead_points(node: Node) -> None:
    """Make the headings in a list plain lines where each is all of its item and leads nowhere."""
    heads = [next((part for part in item.layers() if part.tag in _HEADS), None) for item in node.nodes()]
    if len(heads) > 1 and all(head is not None and head.find("a", "img") is None for head in heads):
        for head in filter(None, heads):
            head.tag = "span"


_HEADS = ("h2", "h3", "h4", "h5", "h6")


def _is_crosshead(span: Node, called: set[str]) -> bool:
    """Whether a span is called a crosshead and stands between blocks."""
    if not {name.replace("-", "").replace("_", "").lower() for name in called} & _CALLED:
        return False
    between = span.parent is not None and span.parent.tag not in ("p", "li", "a", "span")
    return between and not any(span.nodes()) and _is_short(span.text())


def _part_numbers(line: Node) -> None:
    """Put a space after an element that holds only the number of a provision: "(2)", "3"."""
    result: list[Node | str] = []
    for kid, after in itertools.zip_longest(line.kids, line.kids[1:], fillvalue=""):
        result.append(kid)
        if isinstance(kid, Node) and isinstance(after, Node) and _is_number_of(kid, after):
            result.append(" ")
    line.kids = result


def _is_number_of(number: Node, after: Node) -> bool:
    if {number.tag, after.tag} != {"span"} or len(number.kids) > _MARKED:
        return False
    written = number.text()
    if not _NUMBER.fullmatch(written):
        return False
    return (_AFTER_CLOSED if written[-1] == ")" else _AFTER_OPEN).match(after.text()) is not None


_MARKED = 3  # parts: the bracket and the mark of an amendment, and the number
_NUMBER = re.compile(r"\[?(?:[A-Z]\d{1,3})?(?:\((?:\d{1,3}[a-zA-Z]?|[a-z]|[ivx]{1,5})\)|\d{1,3}[A-Z]?)")
_AFTER_CLOSED = re.compile(r"[^\W\d_]{1,30}[\s.,;:—]")
_AFTER_OPEN = re.compile(r"\(\d{1,3}[a-zA-Z]?\)$|[A-Z][a-z]{0,30}\s")


def time_entries(root: Node) -> None:
    """Put the clock of each entry of a live blog into its heading: "14:05: The bridge is open"."""
    if len(root.find_all("time")) < _ENTRIES:
        return
    for box in root.find_all("ol", "ul", "div", "section"):
        entries = [entry for kid in box.nodes() if (entry := _entry(kid)) is not None]
        if len(entries) < _ENTRIES:
            continue
        for heading, time in entries:
            heading.kids = [f"{_CLOCK.findall(time.text())[0]}: ", *heading.kids]
            time.remove()


def _entry(node: Node) -> tuple[Node, Node] | None:
    """The heading and the time of an entry: one of each, no link in the heading, and text of its own."""
    headings, times = node.find_all("h2", "h3", "h4"), node.find_all("time")
    if len(headings) != 1 or len(times) != 1 or headings[0].find("a") or node.find("p") is None:
        return None
    return (headings[0], times[0]) if len(_CLOCK.findall(times[0].text())) == 1 else None


_ENTRIES = 3
_CLOCK = re.compile(r"(?<![\d:.])\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\b\.?)?(?![\d:])", re.I)


def _is_large(line: Node) -> bool:
    """Whether the whole of a line is in bold and set larger than text."""
    layers = (line, *line.layers())
    bold = any(node.tag in ("b", "strong") or _BOLD_STYLE.search(node.get("style")) for node in layers)
    return bold and any(node.tag == "big" or _LARGER.search(node.get("style")) for node in layers)


_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
# From 14 points, 19 pixels or a fifth more than the text on.
_LARGER = re.compile(
    r"font-size\s*:\s*(?:larger|(?:x{0,3}-)?large\b|(?:1[4-9]|[2-4]\d)(?:\.\d{1,3})?pt"
    r"|(?:19|[2-5]\d)(?:\.\d{1,3})?px|(?:1\.[2-9]\d{0,3}|[2-4](?:\.\d{1,3})?)r?em|(?:1[2-9]|[2-4]\d)\d%)",
    re.I,
)


def is_deck(heading: Node) -> bool:
    """Whether a heading is called the line under the title: longer than a label, or right after the title."""
    if _DECK & heading.names and words_in(heading.text()) > 4:
        return True
    if not (_DECK | {"subtitle"}) & heading.names or heading.parent is None:
        return False
    kids = list(heading.parent.nodes())
    place = kids.index(heading)
    return place > 0 and kids[place - 1].tag == "h1"


def _kicker(heading: Node) -> Node | None:
    """The first of the two parts of a heading, where it is called the words above a headline."""
    parts = [kid for kid in heading.kids if (kid.text() if isinstance(kid, Node) else kid.strip())]
    first = parts[0] if len(parts) == 2 else None
    if not isinstance(first, Node) or first.text()[-1:] in ".:!?" or first.find("img") is not None:
        return None
    called = words_of(f"{first.get('class')} {' '.join(name for name in first.attrs if name[:5] == 'data-')}")
    return first if _KICKER & set(called) else None


def with_headings(blocks: list[BlockDraft]) -> list[BlockDraft]:
    """The blocks with short lines that are bold throughout as headings, where they part the text.

    Only where the page marks at most one heading, and two or more such lines each stand over
    running text, or one between long paragraphs of a page without headings. A question is one only
    where others are none: else somebody is being asked. A line in bold before it that ends in a colon
    belongs to it.
    """
    marked = sum(isinstance(block, HeadingDraft) for block in blocks)
    if marked > 1:
        return blocks
    lines = [n for n, block in enumerate(blocks) if _is_line(block) and _heads(blocks, n)]
    asking = [n for n in lines if _words(blocks[n]).endswith("?")]
    if len(asking) >= len(lines) - len(asking):
        lines = [n for n in lines if n not in asking]
    if len(lines) < 2 and (marked or not all(_parts_prose(blocks, n) for n in lines)):
        return blocks
    over = {n - 1 for n in lines if _introduces(blocks[n - 1])}
    result: list[BlockDraft] = []
    for n, block in enumerate(blocks):
        if n in lines:
            result.append(_heading(_joined(blocks[n - 1], block) if n - 1 in over else block))
        elif n not in over:
            result.append(block)
    return result


def titled(box: list[BlockDraft]) -> HeadingDraft | None:
    """The heading at the top of a box, marked as one or only a short line in bold over text; else None."""
    first = box[0]
    if isinstance(first, HeadingDraft):
        return first
    over_text = len(box) > 1 and isinstance(box[1], ParagraphDraft) and not _is_line(box[1])
    return _heading(first) if over_text and _is_line(first) else None


def _parts_prose(blocks: list[BlockDraft], n: int) -> bool:
    """Whether a line of a few words stands between two long paragraphs."""
    near = [blocks[n - 1], *blocks[n + 1 : n + 2]]
    prose = [isinstance(block, ParagraphDraft) and weight(_words(block)) > RUNNING for block in near]
    return words_in(_words(blocks[n])) <= _FEW and len(prose) == 2 and all(prose)


_FEW = 6  # words


def _introduces(block: BlockDraft) -> bool:
    """Whether a block is a short line in bold that ends in a colon."""
    if not isinstance(block, ParagraphDraft) or block.embed or not _words(block).endswith((":", "：")):
        return False
    return words_in(_words(block)) <= _WORDS and in_bold(block.inlines)


def _joined(before: BlockDraft, line: BlockDraft) -> ParagraphDraft:
    assert isinstance(before, ParagraphDraft)
    assert isinstance(line, ParagraphDraft)
    glue = "" if _words(before).endswith("：") else " "
    return ParagraphDraft((*before.inlines, *([Text(glue)] if glue else []), *line.inlines), line.lang)


def _is_line(block: BlockDraft) -> bool:
    if not isinstance(block, ParagraphDraft) or block.embed:
        return False
    return _is_short(_words(block)) and in_bold(block.inlines)


def _is_short(words: str) -> bool:
    longer = 1.5 if _COUNTED.match(words) else 1.0
    short = 2 < len(words) <= longer * _LETTERS and words_in(words) <= longer * _WORDS
    return short and not _NO_HEADING.search(words)


_COUNTED = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)] ?\w")  # the number of a part, before a longer title


def _heads(blocks: list[BlockDraft], n: int) -> bool:
    """Whether there is text before a line, and after it a paragraph or list that goes on with another."""
    before = any(isinstance(block, ParagraphDraft) for block in blocks[:n])
    after = blocks[n + 1 : n + 2]
    if after and isinstance(after[0], FigureDraft):
        after = blocks[n + 2 : n + 3]
    if not before or not after or isinstance(blocks[n - 1], HeadingDraft) or _is_line(blocks[n - 1]):
        return False
    return isinstance(after[0], ParagraphDraft | ListDraft) and not _is_line(after[0])


def _heading(block: BlockDraft) -> HeadingDraft:
    assert isinstance(block, ParagraphDraft)
    return HeadingDraft(_LEVEL, tuple(_unbold(block.inlines)), (), block.lang)


def _unbold(inlines: Inlines) -> list[Inline]:
    result: list[Inline] = []
    for part in inlines:
        result += part.children if isinstance(part, Strong) else [part]
    return [Text(" ") if isinstance(part, LineBreak) else part for part in result]


def _words(block: BlockDraft) -> str:
    return plain(block.inlines).strip() if isinstance(block, ParagraphDraft) else ""
