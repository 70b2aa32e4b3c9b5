"""Elements of the body -> drafts of blocks, in reading order."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publish.draft.model import (
    AsideDraft,
    BlockDraft,
    BreakDraft,
    CodeDraft,
    FigureDraft,
    HeadingDraft,
    ItemDraft,
    ListDraft,
    NoteDraft,
    ParagraphDraft,
    text,
)
from publish.draft.sentence_spans import tidy
from publish.html.blocks import crossheads, embeds, quotes, tables
from publish.html.blocks import preformatted as prose
from publish.html.blocks.crossheads import is_deck
from publish.html.blocks.inlines import Inlines, Words, foreign, inlines, one_line, parted, preformatted
from publish.html.dom import BLOCKS, Node, class_names
from publish.html.extract.promo_phrases import words_in
from publish.html.extract.text_density import Masses, measure
from publish.html.images import captions
from publish.html.images.credits import is_credit_tag, stated_credit
from publish.model.article import Foreign, Image, Marker
from publish.model.walk import plain

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_LISTS = {"ul": "unordered", "ol": "ordered", "dl": "definition"}
_BOX = class_names("fact_box")


class Walker:
    """Walks the elements of a body; one for a page."""

    def __init__(self, words: Words, root: Node, masses: Masses | None = None) -> None:
        self.words = words
        self.masses: Masses = masses or measure(root)
        self._lone: dict[Node, bool] = {}
        self._in_lines = False  # inside what is written in lines: verse, an address, words quoted

    def blocks(self, kids: Iterable[Node | str]) -> list[BlockDraft]:
        """The drafts of a run of elements and strings. Loose text becomes paragraphs."""
        out: list[BlockDraft] = []
        loose: list[Node | str] = []
        for kid in kids:
            if isinstance(kid, str) or not self._is_block(kid):
                loose.append(kid)
                continue
            out += self._paragraphs(loose)
            loose = []
            out += self.block(kid)
        return out + self._paragraphs(loose)

    def _is_block(self, node: Node) -> bool:
        if node.tag == "br":
            return False
        mass = self.masses.get(node)
        flow = mass is not None and mass.flow
        if "caption" in node.names and node.tag == "span" and node.parent and node.parent.tag != "p":
            return True
        if node.tag in BLOCKS or flow or node.tag in _SPECIAL or (node.tag == "math" and _display(node)):
            return True
        return node.tag not in _IN_LINE and bool(node.text()) and self._among_blocks(node.parent)

    def _among_blocks(self, parent: Node | None) -> bool:
        """Whether an element holds no text and no element of a line, so that unknown ones are lines of it."""
        if parent is None or parent.tag == "p" or parent.tag in _HEADINGS:
            return False
        if parent not in self._lone:
            self._lone[parent] = not any(
                kid.tag in _IN_LINE - {"br"} if isinstance(kid, Node) else kid.strip() for kid in parent.kids
            )
        return self._lone[parent]

    def block(self, node: Node) -> list[BlockDraft]:
        """The drafts of one block element."""
        lang, outer = foreign(node, self.words), self._in_lines
        in_lines = outer or node.tag in _LINES or bool(VERSE & node.names)
        if not lang and in_lines == outer:  # no frame more than needed: pages nest a hundred deep
            return self._block(node)
        self._in_lines = in_lines
        blocks = self.in_language(node, lambda: self._block(node))
        self._in_lines = outer
        return blocks

    def in_language(self, node: Node, read: Callable[[], list[BlockDraft]]) -> list[BlockDraft]:
        """What is made of an element, in the language that the element says where that is another one."""
        lang = foreign(node, self.words)
        if not lang:
            return read()
        around, self.words = self.words, replace(self.words, lang=lang)
        drafts = read()
        self.words = around
        return [
            d if isinstance(d, BreakDraft | CodeDraft) else replace(d, lang=d.lang or lang) for d in drafts
        ]

    def _block(self, node: Node) -> list[BlockDraft]:
        tag = node.tag
        if tag in _HEADINGS:
            return self._heading(node, _HEADINGS[tag])
        if tag in _LISTS:
            return self._list(node)
        if tag in _PULLED and quotes.is_pull_quote(node):
            return quotes.pull_quote(node, self)
        match tag:
            case "fig":
                return [self._figure(node)]
            case "note":
                return [self._note(node)]
            case "hr":
                return [BreakDraft()]
            case "pre" if VERSE & node.names:
                return self._verse(node)
            case "pre":
                return _code(node)
            case "blockquote":
                return quotes.quote(node, self)
            case "table":
                return tables.table(node, self)
            case "details":
                return self._details(node)
            case "math":
                return [ParagraphDraft(inlines([node], self.words))]
        if VERSE & node.names and (lines := _lines(node)):
            return self._paragraphs(lines)
        if (blocks := self._by_looks(node)) is not None:
            return blocks
        if tag == "aside" or (_BOX & node.names and (tag in ("div", "section") or "-" in tag)):
            return self._aside(node)
        blocks = self.blocks(node.kids)
        return _going_on(blocks) if tag == "p" and len(blocks) > 1 else blocks

    def _by_looks(self, node: Node) -> list[BlockDraft] | None:
        """The blocks of an element that something in it tells the kind of, None where nothing does."""
        tag = node.tag
        if tag == "subtitle":
            return [ParagraphDraft(one_line(inlines(node.kids, self.words)), deck=True)]
        if is_credit_tag(tag):
            return [FigureDraft(Image(""), credit=tidy(inlines(node.kids, self.words)))]
        if tag in embeds.TAGS or embeds.is_embed(node):
            return embeds.embed(node, self)
        if node.get("role") == "heading" and re.fullmatch(r"[1-9]\d?", node.get("aria-level"), re.ASCII):
            return self._heading(node, min(int(node.get("aria-level")), 6))
        if tag == "figure" and node.find("blockquote") is not None:
            return quotes.quoted_figure(node, self)
        if tag == "figure" and node.find("fig") is None and node.find(*embeds.TAGS) is not None:
            return embeds.in_figure(node, self)
        if tag == "figure" and node.find("table") is not None:
            return tables.in_figure(node, self)
        captioned = tag in ("figure", "figcaption") or ("caption" in node.names and not _of_heading(node))
        return (self._lost_picture(node) or None) if captioned else None

    # --- text -------------------------------------------------------------

    def _paragraphs(self, loose: list[Node | str]) -> list[BlockDraft]:
        """Paragraphs of loose text; two line breaks in a row part them."""
        if not loose:
            return []
        blocks: list[BlockDraft] = []
        for run in parted(inlines(loose, self.words), self._in_lines):
            tidied = tidy(run)
            if _RULE.fullmatch(plain(tidied)):
                blocks.append(BreakDraft())
                continue
            if (alone := _ADDRESS.fullmatch(plain(tidied))) and (
                embed := embeds.at_address(alone[0], self.words.lang)
            ):
                blocks += embed
            elif tidied:
                blocks.append(ParagraphDraft(tidied))
        return blocks

    def _verse(self, node: Node) -> list[BlockDraft]:
        """Verse in a `pre`: its new lines are line breaks."""
        loose: list[Node | str] = []
        for line in preformatted(node).split("\n"):
            loose += [line, Node("br", {}, None)]
        return self._paragraphs(loose[:-1])

    def _heading(self, node: Node, level: int) -> list[BlockDraft]:
        anchors = tuple(a for n in node.walk() if (a := n.get("id") or n.get("name")))
        outer = node.parent
        if outer is not None and outer.get("id") and outer.tag in ("section", "div"):
            anchors = (*anchors, outer.get("id"))
        for inner in node.find_all("a", "span"):
            if (inner.tag == "a" and _PERMALINK.fullmatch(inner.text())) or "editsection" in inner.names:
                inner.remove()
        kids = [kid for kid in node.kids if isinstance(kid, str) or kid.tag != "fig"]
        words = one_line(inlines(kids, self.words))
        pictures = [self._figure(fig) for fig in node.find_all("fig")]
        line = plain(words).strip()
        heading: list[BlockDraft] = [HeadingDraft(level, words, anchors)] if line else []
        if line and is_deck(node):
            heading = [ParagraphDraft(words, deck=True)]
        if _RULE.fullmatch(line):
            heading = [BreakDraft()]
        return [*heading, *pictures]

    # --- lists ------------------------------------------------------------

    def _list(self, node: Node) -> list[BlockDraft]:
        if node.tag == "dl":
            return self._definitions(node)
        entries = [kid for kid in node.nodes() if kid.tag == "li"]
        if not entries or self._laid_out(entries):
            return self.blocks(node.kids)
        before, items = self._entries(node)
        if len(items) == 1 and not before and (caption := _list_caption(node, items[0])):
            return caption
        if node.tag == "ul":
            return [*before, *([ListDraft("unordered", tuple(items))] if items else [])]
        first = items[0].number if items else None
        start = 1 if first is None else first
        return [
            *before,
            *([ListDraft("ordered", _consecutive(items), start, "", _marker(node))] if items else []),
        ]

    def _entries(self, node: Node) -> tuple[list[BlockDraft], list[ItemDraft]]:
        """The items of a list; what stands loose in it belongs to the item before, or before the list."""
        before: list[BlockDraft] = []
        items: list[ItemDraft] = []
        loose: list[Node | str] = []
        numbers = _numbers(node)
        for kid in [*node.kids, Node("li", {}, None)]:
            if isinstance(kid, str) or kid.tag != "li":
                loose.append(kid)
                continue
            blocks = self.blocks(loose)
            loose = []
            if items and blocks:
                items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *blocks))
            else:
                before += blocks
            items.append(replace(self._item(kid), number=next(numbers, None)))
        return before, [item for item in items if item.inlines or item.blocks]

    def _item(self, node: Node) -> ItemDraft:
        blocks = self.in_language(node, lambda: self.blocks(node.kids))
        if len(blocks) > 1 and _BULLET.fullmatch(text(blocks[0])):
            blocks = blocks[1:]
        if blocks and isinstance(first := blocks[0], ParagraphDraft):
            words = (Foreign(first.lang, first.inlines),) if first.lang else first.inlines
            return ItemDraft(words, tuple(blocks[1:]))
        return ItemDraft((), tuple(blocks))

    def _laid_out(self, entries: list[Node]) -> bool:
        """Whether a list only lays a page out: its items are figures, or hold headings or long texts."""
        heads = sum(entry.find("h1", "h2", "h3", "h4", "fig") is not None for entry in entries)
        if heads and heads >= len(entries) / 2:
            return True
        long_ = sum(len(entry.find_all("p")) > 2 for entry in entries)
        return long_ > len(entries) / 2

    def _definitions(self, node: Node) -> list[BlockDraft]:
        if node.find("fig") is not None:
            return self.blocks(node.kids)
        items: list[ItemDraft] = []
        for entry in _terms(node):
            if entry.tag == "dt":
                term = tidy(inlines([entry], self.words))
                if items and items[-1].term and not items[-1].inlines and not items[-1].blocks:
                    items[-1] = replace(items[-1], term=captions.join(items[-1].term, term, ", "))
                else:
                    items.append(ItemDraft(term=term))
            elif entry.tag == "dd":
                definition = self._item(entry)
                if items and not items[-1].inlines and not items[-1].blocks:
                    items[-1] = ItemDraft(definition.inlines, definition.blocks, items[-1].term)
                else:
                    items.append(definition)
        items = [item for item in items if item.inlines or item.blocks or item.term]
        if not any(item.term for item in items):
            return [ListDraft("unordered", tuple(items))] if items else self.blocks(node.kids)
        first = next(n for n, item in enumerate(items) if item.term)
        before: list[BlockDraft] = [ListDraft("unordered", tuple(items[:first]))] if first else []
        return [*before, ListDraft("definition", tuple(items[first:]))]

    # --- figures, notes, boxes --------------------------------------------

    def _figure(self, node: Node) -> FigureDraft:
        cap, cred = node.find("cap"), node.find("cred")
        caption_words = tidy(inlines(cap.kids, self.words)) if cap else ()
        made_by = tidy(inlines(cred.kids, self.words)) if cred else ()
        caption, credit = captions.split(one_line(caption_words))
        given, _ = captions.unlabelled(one_line(made_by))
        given = captions.bare(given) if plain(given).strip() else ()
        shown, maker = captions.split(one_line(made_by))
        if maker and not caption and words_in(plain(shown)) > _CAPTION and ":" not in plain(shown):
            caption, given = shown, maker
        if given and len(plain(given)) > 200:
            caption, given = captions.join(caption, given), ()
        stated = node.get("data-caption") or node.get("data-image-caption")
        if not caption and stated:
            caption, credit = captions.split(captions.of_attribute(stated))
        credit = _joined_credit(given, credit) or stated_credit(node)
        decorative = node.get("role") in ("presentation", "none") or node.get("aria-hidden") == "true"
        alt = node.attrs.get("alt")
        if alt:  # escaped twice, or markup
            alt = plain(captions.of_attribute(html.unescape(alt)))
        return FigureDraft(
            Image(node.get("src")), alt, caption, credit, decorative and not alt and not caption
        )

    def _lost_picture(self, node: Node) -> list[BlockDraft]:
        """The figure of a caption whose picture did not come with the page; nothing where there is more."""
        whole = node.text()
        caption = node if node.tag == "figcaption" or "caption" in node.names else node.find("figcaption")
        if caption is None or caption.text() != whole or not 0 < len(whole) < 500:
            return []
        frame = next((outer for outer in node.ancestors() if outer.tag == "figure"), node)
        if frame.find(*_PLAYED) is not None:  # the caption of something else, which is there
            return []
        caption_words, made_by = captions.split(one_line(tidy(inlines(caption.kids, self.words))))
        return [FigureDraft(Image(""), "", caption_words, made_by)] if caption_words or made_by else []

    def _note(self, node: Node) -> NoteDraft:
        return NoteDraft(node.get("key"), node.get("label"), tuple(self.blocks(node.kids)))

    def _details(self, node: Node) -> list[BlockDraft]:
        summary = next((kid for kid in node.nodes() if kid.tag == "summary"), None)
        inner = self.blocks(kid for kid in node.kids if kid is not summary)
        heading = tidy(inlines(summary.kids, self.words)) if summary else ()
        return [AsideDraft(heading, tuple(inner))] if inner else []

    def _aside(self, node: Node) -> list[BlockDraft]:
        """A box: its own section when it has a heading and enough text, else an aside in its place.

        A line in bold at its top is its heading.
        """
        blocks = self.blocks(node.kids)
        if not blocks:
            return []
        text = sum(len(plain(d.inlines)) for d in blocks if isinstance(d, ParagraphDraft))
        if len(blocks) == 1 and isinstance(blocks[0], AsideDraft):
            return blocks
        first = crossheads.titled(blocks)
        if first is None:
            return [AsideDraft((), tuple(blocks))] if node.tag == "aside" and text < 3000 else blocks
        if first.level == 1:  # the frame of the whole, whatever its name
            return blocks
        rest = tuple(blocks[1:])
        if not rest:  # the top of a box whose body stands beside it
            return [] if node.tag == "aside" else blocks
        return [AsideDraft(first.inlines, rest, own_section=text >= 200)]


def _of_heading(caption: Node) -> bool:
    """Whether what is called a caption stands right before a first heading: the kind of page it heads."""
    return any(following.tag == "h1" for following in caption.after()[:1])


def _lines(node: Node) -> list[Node | str]:
    """The lines of verse that a page puts into an element each, with breaks between them."""
    lines: list[Node | str] = []
    for line in node.nodes():
        kids = [kid for kid in line.kids if isinstance(kid, str) or kid.tag != "br"]
        if line.tag != "div" or any(isinstance(kid, Node) and kid.tag not in _IN_LINE for kid in kids):
            return []
        lines += [*kids, Node("br", {}, None)]
    return lines[:-1] if len(lines) > _VERSES else []


_VERSES = 4
# The elements of HTML that stand in a line of text.
_IN_LINE = frozenset(
    """a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark math nobr
    noteref output picture q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var
    wbr""".split()
)

_BULLET = re.compile(r"\s*[•‣◦▪–—*-]\s*")
_PERMALINK = re.compile(r"\s*+(?:#|¶|§|🔗|🔗\ufe0e|link|permalink|anchor|edit|\[edit\])?+\s*", re.I)
_ADDRESS = re.compile(r"https?://\S+")
_RULE = re.compile(r"\s*(?:[*•·#~_—–-]\s*){2,}")
_PLAYED = ("table", "pre", "math", "fig", "h1", "h2", "h3", "ul", "ol", "blockquote", *embeds.TAGS)
_LINES = ("address", "blockquote")
VERSE = class_names("verse")
_PULLED = ("aside", "blockquote", "div", "figure", "p", "section")
_SPECIAL = frozenset(("fig", "note", "subtitle", "table", "pre", "hr", *embeds.TAGS))


def _numbers(node: Node) -> Iterator[int]:
    """The numbers of the items of an ordered list, as HTML counts them (`start`, `reversed`, `value`)."""
    entries = [kid for kid in node.nodes() if kid.tag == "li"] if node.tag == "ol" else []
    step = -1 if "reversed" in node.attrs else 1
    stated = node.get("start")
    number = int(stated) if _INTEGER.fullmatch(stated) else len(entries) if step < 0 else 1
    for entry in entries:
        stated = entry.get("value")
        number = int(stated) if _INTEGER.fullmatch(stated) else number
        yield number
        number += step


_INTEGER = re.compile(r"-?[0-9]{1,6}")


def _consecutive(items: list[ItemDraft]) -> tuple[ItemDraft, ...]:
    """Numbered items of which only those keep their number that do not follow the one before them by one."""
    before = [items[0].number, *(item.number for item in items)]
    return tuple(
        replace(item, number=None)
        if n == 0 or item.number is None or last is None or item.number == last + 1
        else item
        for n, (item, last) in enumerate(zip(items, before, strict=False))
    )


def _marker(node: Node) -> Marker:
    """How a list is numbered: its attribute `type`, else its own style."""
    match = _STYLE.search(node.get("style"))
    return _MARKERS.get(node.get("type")) or _MARKERS.get(match[1].lower() if match else "", "1")


_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]{0,40}?\b((?:lower|upper)-(?:alpha|latin|roman))\b", re.I)
_MARKERS: dict[str, Marker] = {
    "a": "a",
    "A": "A",
    "i": "i",
    "I": "I",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


def _terms(node: Node) -> Iterator[Node]:
    """The `dt` and `dd` elements of a list; where one is not closed, the parser puts the next inside it."""
    for kid in node.nodes():
        if kid.tag not in ("dt", "dd"):
            yield from _terms(kid) if kid.tag == "div" else ()
            continue
        rest = Node("dl", {}, None)
        rest.kids = [inside for inside in kid.nodes() if inside.tag in ("dt", "dd")]
        kid.kids = [inside for inside in kid.kids if inside not in rest.kids]
        yield kid
        yield from _terms(rest)


def _list_caption(node: Node, item: ItemDraft) -> list[BlockDraft]:
    """A list of one short item right after a picture is its caption: a figure without a source."""
    if item.blocks or node.tag != "ul" or len(plain(item.inlines)) > 400:
        return []
    if not _after_figure(node):
        return []
    caption, made_by = captions.split(item.inlines)
    return [FigureDraft(Image(""), None, caption, made_by)]


def _after_figure(node: Node) -> bool:
    if node.parent is None:
        return False
    kids = node.parent.kids
    before = [k for k in kids[: kids.index(node)] if not (isinstance(k, str) and not k.strip())]
    last = before[-1] if before else None
    if not isinstance(last, Node):
        return False
    fig = last if last.tag == "fig" else last.find("fig")
    return fig is not None and not last.text()


def _display(node: Node) -> bool:
    return node.get("display") == "block"


def _code(node: Node) -> list[BlockDraft]:
    if any(_GUTTER & near.names for near in (node, *itertools.islice(node.ancestors(), 1))):
        return []
    text = preformatted(node).strip("\n")
    names = " ".join(n.get("class") for n in (node, *node.nodes()))
    match = re.search(r"(?:language|lang|highlight|brush:\s*)-?([\w+#]+)", names)
    if not match and node.find("code") is None and prose.is_prose(text):
        return list(prose.blocks(text))
    return [CodeDraft(text, match.group(1) if match else "")] if text.strip() else []


_GUTTER = class_names("gutter")  # they number the lines of code


_CAPTION = 4  # words: a credit that begins with more is a caption and its credit


def _joined_credit(given: Inlines, added: Inlines) -> Inlines:
    one, other = plain(given).strip().casefold(), plain(added).strip().casefold()
    if other in one:
        return given
    return added if one in other else captions.join(given, added, ", ")


def _going_on(lines: list[BlockDraft]) -> list[BlockDraft]:
    """The paragraphs that line breaks make of one element, each but the first marked as such."""
    return [
        replace(line, goes_on=True) if n and isinstance(line, ParagraphDraft) else line
        for n, line in enumerate(lines)
    ]
