"""Formulas -> MathML in its namespace, with alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.model.article import Math
from publish.render.markup import element, escape

if TYPE_CHECKING:
    from lxml.etree import _Element

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
