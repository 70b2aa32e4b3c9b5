"""Sections and blocks -> XHTML."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import assert_never

from publish.i18n import catalogue
from publish.model.article import (
    Article,
    Aside,
    Block,
    Break,
    Code,
    Figure,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Section,
    Sentence,
    Table,
)
from publish.render.figures import render_figure
from publish.render.inlines import render_sentences
from publish.render.markup import Attributes, element, empty, escape
from publish.render.setting import Setting
from publish.render.tables import render_table


def section_body(article: Article, section: Section, setting: Setting) -> str:
    """One top-level section with its subsections, as one `section` element."""
    if section.resumed:
        return _inner(section, setting)
    name: Attributes = {"aria-label": article.title}
    if section.heading:
        name = {"aria-labelledby": " ".join(sentence.id for sentence in section.heading)}
    return element("section", _contents(section, setting), {"id": section.id}, _chapter(setting), name)


def _chapter(setting: Setting) -> Attributes:
    return setting.semantics("chapter", "doc-chapter" if setting.epub else "")


def _contents(section: Section, setting: Setting) -> str:
    subsections = (_inner(inner, setting.deeper()) for inner in section.sections)
    body = render_blocks(section.blocks, setting.deeper())
    return _lines([render_heading(section.heading, setting), body, *subsections])


def _inner(section: Section, setting: Setting) -> str:
    """A section that is no chapter; one that goes on after a box is marked, so that it can be set apart."""
    resumed = {"class": "resumed" if section.resumed else ""}
    return element("section", _contents(section, setting), {"id": section.id}, resumed)


def render_heading(sentences: tuple[Sentence, ...], setting: Setting) -> str:
    """A heading on the setting's level; nothing for no sentences."""
    return element(f"h{min(setting.level, 6)}", render_sentences(sentences, setting)) if sentences else ""


def render_blocks(blocks: Iterable[Block], setting: Setting) -> str:
    """Blocks, one a line; notes that stand together form one group. Headings in them have `setting.level`."""
    parts = []
    for are_notes, run in groupby(blocks, key=lambda block: isinstance(block, Note)):
        body = _lines(_block(block, setting) for block in run)
        parts.append(element("div", body, {"class": "notes"}) if are_notes else body)
    return _lines(parts)


def _lines(parts: Iterable[str]) -> str:
    kept = "\n".join(stripped for part in parts if (stripped := part.strip("\n")))
    return f"\n{kept}\n" if kept else ""


def _block(block: Block, setting: Setting) -> str:
    inside = setting.inside(block.lang)
    attributes: Attributes = {"id": block.id, **setting.language(block.lang)}
    match block:
        case Paragraph():
            return element("p", render_sentences(block.sentences, inside), attributes)
        case List():
            return _list(block, inside, attributes)
        case Quote():
            return _quote(block, inside, attributes)
        case Figure():
            return render_figure(block, inside, attributes)
        case Table():
            return render_table(block, inside, attributes)
        case Code():
            return _code(block, setting)
        case Aside():
            return _aside(block, inside, attributes)
        case Note():
            return _note(block, inside, attributes)
        case Break():
            return empty("hr", attributes)
        case _:
            assert_never(block)


def _list(block: List, setting: Setting, attributes: Attributes) -> str:
    match block.style:
        case "definition":
            return element("dl", _lines(_definition(item, setting) for item in block.items), attributes)
        case "ordered":
            start = {"start": str(block.start) if block.start != 1 else ""}
            return element("ol", _lines(_item(item, setting) for item in block.items), attributes, start)
        case "unordered":
            return element("ul", _lines(_item(item, setting) for item in block.items), attributes)
        case _:
            assert_never(block.style)


def _item(item: ListItem, setting: Setting) -> str:
    return element("li", _item_content(item, setting), {"id": item.id})


def _definition(item: ListItem, setting: Setting) -> str:
    term = element("dt", render_sentences(item.term, setting)) if item.term else ""
    return term + element("dd", _item_content(item, setting), {"id": item.id})


def _item_content(item: ListItem, setting: Setting) -> str:
    text = render_sentences(item.sentences, setting)
    # A paragraph keeps the item's own words apart from the blocks under them.
    lead = element("p", text) if text and item.blocks else text
    return lead + render_blocks(item.blocks, setting)


def _quote(block: Quote, setting: Setting, attributes: Attributes) -> str:
    body = render_blocks(block.blocks, setting)
    if not block.attribution:
        return element("blockquote", body, attributes)
    by = element("figcaption", render_sentences(block.attribution, setting))
    return element("figure", element("blockquote", body) + by, attributes, {"class": "quotation"})


def _code(block: Code, setting: Setting) -> str:
    language = {"class": f"language-{block.language}" if block.language.isalnum() else ""}
    # Program text runs from left to right in every language.
    attributes = {"id": block.id, **setting.language(block.lang), "dir": "ltr"}
    return element("pre", element("code", escape(block.text), language), attributes)


def _aside(block: Aside, setting: Setting, attributes: Attributes) -> str:
    """A box under its heading; one without a name would be a landmark that nobody can tell from the next."""
    heading = render_heading(block.heading, setting)
    if not heading:
        return element("div", render_blocks(block.blocks, setting), attributes, {"class": "box"})
    named = {"aria-labelledby": " ".join(sentence.id for sentence in block.heading), "class": "box"}
    return element("aside", heading + render_blocks(block.blocks, setting.deeper()), attributes, named)


def _note(block: Note, setting: Setting, attributes: Attributes) -> str:
    first, *others = block.refs or ("",)
    label = _backlink(block, first, block.label, setting) if first else escape(block.label)
    back = " ".join(_backlink(block, ref, "↩\ufe0e", setting) for ref in others)
    content = f"{element('div', label, {'class': 'mark'})}{render_blocks(block.blocks, setting)}{back}"
    semantics = setting.semantics("footnote", "doc-footnote")
    return element("aside", content, attributes, {"class": "note"}, semantics)


def _backlink(block: Note, ref: str, shown: str, setting: Setting) -> str:
    # The name holds what is shown, so that a person who speaks commands can say what they see.
    name = f"{catalogue.word('back', setting.furniture_lang)}, {block.label}"
    attributes = {"class": "back", "href": setting.address(ref), "aria-label": name}
    return element("a", escape(shown), attributes, setting.semantics("backlink", "doc-backlink"))
