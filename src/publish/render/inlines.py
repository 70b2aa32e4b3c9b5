"""Sentences, inlines and formulas -> XHTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, assert_never

from publish.model.article import (
    Abbreviation,
    CodeSpan,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Math,
    NoteRef,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publish.render.markup import Setting, element, empty, escape

if TYPE_CHECKING:
    from lxml.etree import _Element


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
