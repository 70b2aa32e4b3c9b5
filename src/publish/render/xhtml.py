"""Sections, blocks and inline content -> XHTML: text, figures, tables; elements with escaped text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from publish.i18n import catalogue
from publish.model.article import (
    Abbreviation,
    Article,
    Aside,
    Block,
    Break,
    Cell,
    Code,
    CodeSpan,
    Emphasis,
    Figure,
    Foreign,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Math,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Row,
    Section,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from publish.model.caption_alt import Exposed, credit_is_labelled, exposed
from publish.model.text import allowed
from publish.model.walk import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

Attributes = Mapping[str, str | None]

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def escape(text: str) -> str:
    """Characters as XML text; those that XML forbids are left out."""
    return allowed(text).translate(_TEXT)


def attributes(*groups: Attributes) -> str:
    """Attributes as source, in the order given. "" and None leave one out; `alt` may be empty."""
    merged = {name: value for group in groups for name, value in group.items()}
    return "".join(
        f' {name}="{allowed(value).translate(_VALUE)}"'
        for name, value in merged.items()
        if value is not None and (value or name == "alt")
    )


def element(name: str, content: str, *groups: Attributes) -> str:
    """An element with content that is source already."""
    return f"<{name}{attributes(*groups)}>{content}</{name}>"


def empty(name: str, *groups: Attributes) -> str:
    """An element without content."""
    return f"<{name}{attributes(*groups)}/>"


# --- the context of a fragment -------------------------------------------------


@dataclass(frozen=True, slots=True)
class Setting:
    """How a fragment is dressed.

    `lang` is the language around the fragment, `article_lang` the article's own.
    `pictures` goes before a picture's file name. `documents` says in which
    content document an id lives, and `here` names this one: both are empty when
    everything stands on one page. `level` is the heading level of a top-level
    section. `epub` adds `epub:type` and `xml:lang`, which web pages do without.
    On a web page pictures wait until they come near the window, but for `first`, the id of one.
    """

    lang: str
    article_lang: str = ""
    pictures: str = "images/"
    documents: Mapping[str, str] = field(default_factory=dict)
    here: str = ""
    level: int = 2
    epub: bool = False
    first: str = ""

    def inside(self, lang: str) -> Setting:
        """The setting for what stands inside an element in `lang` ("" for no change)."""
        return dataclasses.replace(self, lang=lang) if lang and lang != self.lang else self

    def deeper(self) -> Setting:
        """The setting one heading level down."""
        return dataclasses.replace(self, level=self.level + 1)

    def language(self, lang: str) -> Attributes:
        """`lang`, `xml:lang` and `dir` of an element, where they differ from what is around it."""
        if not lang or lang == self.lang:
            return {}
        attributes: dict[str, str | None] = {"lang": lang}
        if self.epub:
            attributes["xml:lang"] = lang
        if catalogue.direction(lang) != catalogue.direction(self.lang):
            attributes["dir"] = catalogue.direction(lang)
        return attributes

    def semantics(self, epub_type: str = "", role: str = "") -> Attributes:
        """`epub:type` (in books only) and its `role`."""
        return {"epub:type": epub_type if self.epub else "", "role": role}

    def address(self, id: str) -> str:
        """The address of an element of the article, seen from this document."""
        document = self.documents.get(id, self.here)
        return f"#{id}" if document == self.here else f"{document}#{id}"

    @property
    def furniture_lang(self) -> str:
        """The language of the few words that the project adds."""
        return self.article_lang or self.lang


def render_sentences(sentences: Iterable[Sentence], setting: Setting, label: str = "") -> str:
    """Sentences, each a span with its id, and the white space between them.

    `label` is source that begins the first: it is lit up with it, as it is spoken with it.
    """
    rendered = (_sentence(s, setting, "" if n else label) for n, s in enumerate(sentences))
    return "".join(rendered).rstrip()


def _sentence(sentence: Sentence, setting: Setting, label: str = "") -> str:
    inside = setting.inside(sentence.lang)
    attributes = {"id": sentence.id, "class": "sentence"}
    span = element(
        "span",
        label + render_inlines(sentence.inlines, inside),
        attributes,
        setting.language(sentence.lang),
    )
    return span + escape(sentence.tail)


def render_inlines(inlines: Iterable[Inline], setting: Setting) -> str:
    """Inlines, one after the other."""
    return "".join(_inline(inline, setting) for inline in inlines)


def _inline(inline: Inline, setting: Setting) -> str:
    match inline:
        case Text(text):
            return escape(text)
        case Emphasis(children):
            return element("em", render_inlines(children, setting))
        case Strong(children):
            return element("strong", render_inlines(children, setting))
        case Superscript(children):
            return element("sup", render_inlines(children, setting))
        case Subscript(children):
            return element("sub", render_inlines(children, setting))
        case Abbreviation(title, children):
            return element("abbr", render_inlines(children, setting), {"title": title})
        case Link(href, children):
            return _link(href, render_inlines(children, setting), setting)
        case CodeSpan(text):
            # Program text runs from left to right in every language.
            return element("code", escape(text), {"dir": "ltr"})
        case NoteRef():
            return _noteref(inline, setting)
        case Foreign(lang, children):
            return element("span", render_inlines(children, setting.inside(lang)), setting.language(lang))
        case Math():
            return render_math(inline)
        case LineBreak():
            return empty("br")
        case _:
            assert_never(inline)


def _link(href: str, content: str, setting: Setting) -> str:
    if not href or (href.startswith("#") and setting.documents and href[1:] not in setting.documents):
        return content
    address = setting.address(href[1:]) if href.startswith("#") else href
    return element("a", content, {"href": address})


def _noteref(mark: NoteRef, setting: Setting) -> str:
    attributes = {"id": mark.id, "class": "noteref", "href": setting.address(mark.note_id)}
    return element("a", escape(mark.label), attributes, setting.semantics("noteref", "doc-noteref"))


# --- formulas ------------------------------------------------------------------


NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_DROPPED = frozenset({"id", "style", "class", "href", "display", "xmlns"})


def render_math(math: Math) -> str:
    """One `math` element; the words alone when the source's markup is broken."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        source = etree.fromstring(math.mathml.encode(), parser)
    except etree.XMLSyntaxError:
        return element("span", escape(math.spoken), {"class": "math"})
    root = etree.Element(f"{{{NAMESPACE}}}math", {}, nsmap={None: NAMESPACE})
    root.set("display", "block" if math.display else "inline")
    root.set("alttext", source.get("alttext") or math.spoken)
    root.text = source.text
    for child in source:
        _adopt(child, root)
    markup = str(etree.tostring(root, encoding="unicode"))
    # A wide formula scrolls, and what scrolls can be reached by keyboard.
    return element("span", markup, {"class": "formula", "tabindex": "0"}) if math.display else markup


def _adopt(source: _Element, parent: _Element) -> None:
    """Copy an element into the MathML namespace, without what could act or clash: ids, styles, handlers."""
    from lxml import etree

    if not isinstance(source.tag, str):
        return
    copy = etree.SubElement(parent, f"{{{NAMESPACE}}}{etree.QName(source).localname}")
    copy.text, copy.tail = source.text, source.tail
    for name, value in source.attrib.items():
        if not (name in _DROPPED or name.startswith(("on", "{"))):
            copy.set(name, value)
    for child in source:
        _adopt(child, copy)


def section_body(article: Article, section: Section, setting: Setting) -> str:
    """One top-level section with its subsections, as one `section` element.

    In a book it has the name that the role of a chapter wants. On a page it has none: each
    would be a landmark, and its heading would be said twice.
    """
    if section.resumed:
        return _inner(section, setting)
    name: Attributes = {}
    if setting.epub:
        headed = " ".join(sentence.id for sentence in section.heading)
        name = {"aria-labelledby": headed} if headed else {"aria-label": article.title}
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
    lines = "\n".join(stripped for part in parts if (stripped := part.strip("\n")))
    return f"\n{lines}\n" if lines else ""


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
            start = {
                "start": str(block.start) if block.start != 1 else "",
                "type": block.marker if block.marker != "1" else "",
            }
            return element("ol", _lines(_item(item, setting) for item in block.items), attributes, start)
        case "unordered":
            return element("ul", _lines(_item(item, setting) for item in block.items), attributes)
        case _:
            assert_never(block.style)


def _item(item: ListItem, setting: Setting) -> str:
    value = "" if item.number is None else str(item.number)
    return element("li", _item_content(item, setting), {"id": item.id, "value": value})


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
    """A box under its heading; one without a name would be a landmark like any other, so it is a `div`."""
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


# --- figures -------------------------------------------------------------------


def render_figure(figure: Figure, setting: Setting, attributes: Attributes) -> str:
    """A figure; a decorative picture is no figure and has nothing to say."""
    if figure.decorative:
        ornament = _picture(figure, setting, {"alt": "", "role": "presentation"})
        return element("div", ornament, attributes, {"class": "ornament"})
    texts = exposed(figure)
    hidden = "true" if texts.image_hidden else None
    picture = _picture(figure, setting, {"alt": texts.alt, "aria-hidden": hidden})
    return element("figure", picture + _figcaption(figure, texts, setting), attributes)


def _picture(figure: Figure, setting: Setting, words: Attributes) -> str:
    image, own = figure.image, {"id": figure.image_id}
    if not image.name:
        return _stand_in(figure, setting)
    size = {} if setting.epub else _size(image)
    wait = {"loading": "" if setting.epub or figure.image_id == setting.first else "lazy"}
    return empty("img", own, {"src": setting.pictures + image.name}, words, size, wait)


def _stand_in(figure: Figure, setting: Setting) -> str:
    """For a picture that could not be loaded: what the narrator says of it, before the caption."""
    lead = figure.alt_lead if figure.caption else figure.alt
    if figure.decorative or not lead:
        return ""
    words = escape(f"{catalogue.word('image', setting.furniture_lang)}: {lead}")
    return element("p", words, {"id": figure.image_id, "class": "missing"})


def _size(image: Image) -> Attributes:
    """The size in pixels, from which a browser keeps the ratio before it has the picture.

    Books go without: readers that know no `max-width`, such as MuPDF, would crop the picture.
    """
    if not (image.width and image.height):
        return {}
    return {"width": str(image.width), "height": str(image.height)}


def _figcaption(figure: Figure, texts: Exposed, setting: Setting) -> str:
    """Caption and credit; what the alt text says is hidden, the whole element where nothing else is in it.

    Where nothing stands for a picture that could not be loaded, its caption says that there is one.
    """
    hidden: Attributes = {"aria-hidden": "true"} if texts.caption_hidden else {}
    parts = []
    if figure.caption:
        own = hidden if figure.credit else {}
        absent = figure.alt and not figure.image.name and not figure.alt_lead
        label = _label(f"{catalogue.word('image', setting.furniture_lang)}:", setting) if absent else ""
        words = render_sentences(figure.caption, setting, label)
        parts.append(element("span", words, {"class": "caption"}, own))
    if figure.credit:
        parts.append(element("span", _credit(figure, setting), {"class": "credit"}))
    if not parts:
        return ""
    return element("figcaption", " ".join(parts), {} if figure.credit else hidden)


def _credit(figure: Figure, setting: Setting) -> str:
    """A credit after a word that says what it is, unless the page has one: "Photo: Ada Lorne"."""
    if credit_is_labelled(figure):
        return render_sentences(figure.credit, setting)
    label = catalogue.word("credit", setting.furniture_lang, credit="").strip()
    return render_sentences(figure.credit, setting, _label(label, setting))


def _label(words: str, setting: Setting) -> str:
    """Words before a caption or a credit that say what it is, as the narrator does."""
    lang = {} if setting.furniture_lang == setting.lang else setting.language(setting.furniture_lang)
    return element("span", escape(words), {"class": "label"}, lang) + " "


# --- tables --------------------------------------------------------------------


_WIDE = 5
"""Columns from which a table stacks its rows in a wider column of text too."""


def render_table(table: Table, setting: Setting, attributes: Attributes) -> str:
    """A table with its caption, and `th` with `scope` for every header cell.

    It stands in a group that scrolls sideways and can be reached by keyboard.
    Where the column of text is too narrow, its rows stand one below the other:
    each cell then shows the header of its column, which it carries in
    `data-label`. The style sheet decides, by the width in letters.
    """
    labels = _labels(table)
    parts = [
        element("caption", render_sentences(table.caption, setting)) if table.caption else "",
        _rows("thead", table.header, setting),
        _rows("tbody", table.rows, setting, labels),
    ]
    kind = " stacks wide" if len(labels) >= _WIDE else " stacks" if labels else ""
    grid = element("table", "\n".join(filter(None, parts)), attributes)
    scroller = {"class": f"scroll{kind}", "role": "group", "tabindex": "0"}
    return element("div", element("div", grid, scroller, _name(table, setting)), {"class": "room"})


def _name(table: Table, setting: Setting) -> Attributes:
    if table.caption:
        return {"aria-labelledby": " ".join(sentence.id for sentence in table.caption)}
    return {"aria-label": catalogue.word("table", setting.furniture_lang)}


def _labels(table: Table) -> tuple[str, ...]:
    """The header of each column; none for a table of two columns or with cells that span several."""
    rows = (*table.header[-1:], *table.rows)
    regular = all(cell.colspan == cell.rowspan == 1 for row in rows for cell in row.cells)
    columns = {len(row.cells) for row in rows}
    if not table.header or not regular or len(columns) > 1 or max(columns) < 3:
        return ()
    return tuple(text_of(cell.sentences) for cell in table.header[-1].cells)


def _rows(part: str, rows: tuple[Row, ...], setting: Setting, labels: tuple[str, ...] = ()) -> str:
    if not rows:
        return ""
    lines = (element("tr", _cells(row, part == "thead", setting, labels), {"id": row.id}) for row in rows)
    return element(part, "\n".join(lines))


def _cells(row: Row, in_head: bool, setting: Setting, labels: tuple[str, ...]) -> str:
    named = labels or ("",) * len(row.cells)
    return "".join(_cell(cell, in_head, setting, label) for cell, label in zip(row.cells, named, strict=True))


def _cell(cell: Cell, in_head: bool, setting: Setting, label: str) -> str:
    # An empty corner is no header: a screen reader would announce it before every cell.
    scope = cell.scope or ("col" if in_head and cell.sentences else "")
    spans = {
        "colspan": str(cell.colspan) if cell.colspan > 1 else "",
        "rowspan": str(cell.rowspan) if cell.rowspan > 1 else "",
    }
    content = render_sentences(cell.sentences, setting.inside(cell.lang))
    heading = {"scope": scope} if cell.sentences else {}
    name = "th" if scope and cell.sentences else "td"
    shown = {"data-label": label if name == "td" and cell.sentences else ""}
    return element(name, content, heading, spans, shown, setting.language(cell.lang))
