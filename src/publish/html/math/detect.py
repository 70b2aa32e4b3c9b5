"""Formulas in all the ways that pages write them -> one `math` element each.

MathJax, KaTeX and Wikipedia put a formula there twice or three times: MathML
that is hidden, and a drawing of it. TeX stands in scripts, in the alt text of
pictures, and, where a page leaves the drawing to MathJax or KaTeX, between
marks in its running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from publish.html.dom import Node, parse

_TEX_SCRIPT = re.compile(
    r"""<script\b[^<>]*?\btype\s*=\s*["']?math/tex([^"'<>]*)["']?[^<>]*>((?:(?!<script\b).){1,4000}?)</script\s*>""",
    re.I | re.S,
)
_DOLLARS = re.compile(r"""inlineMath["']?\s*:\s*\[\s*\[\s*["']\$["']|left["']?\s*:\s*["']\$["']""")
_MARKED = re.compile(
    r"\\\(((?:(?!\\\().){1,2000}?)\\\)|\\\[((?:(?!\\\[).){1,2000}?)\\\]|\$\$(.{1,2000}?)\$\$", re.S
)
_DOLLAR = re.compile(r"(?<![\\$\w])\$(?=[^\s$])([^$\n]{1,500}?)(?<=[^\s\\])\$(?![\w$])")
_TWINS = (frozenset(("math", "jax", "preview")), frozenset(("mwe", "fallback")), frozenset(("mjx", "chtml")))
_UNMARKED = re.compile(r"^\\[(\[]|\\[)\]]$")
_NO_TEX = frozenset(("pre", "code", "textarea", "math", "tex"))
MAX_TEX = 2000  # characters
MAX_BRACES = 150


def keep_tex(text: str) -> str:
    """A page's text with the TeX of its scripts in elements, which outlive the scripts."""
    if "math/tex" not in text:
        return text
    return _TEX_SCRIPT.sub(lambda match: f"<tex mode='{escape(match[1])}'>{escape(match[2])}</tex>", text)


def gather(root: Node, text: str) -> None:
    """Make the formulas of a tree `math` elements, and take their twins out. `text` is the page's own."""
    formulas = [
        node for node in root.walk() if node.tag in ("math", "tex") or _NAMES & node.names or _draws_tex(node)
    ]
    _settle_drawings(formulas)
    for node in formulas:
        if node.parent is None:
            continue
        if node.tag == "math":
            _unwrap(node)
        elif node.tag == "tex":
            _write(node, node.text(), "display" in node.get("mode"))
        elif (
            "math" in node.names
            and _PLACES & node.names
            and node.tag in ("span", "div")
            and not node.find_all(*_HELD)  # Wikipedia names the element that holds MathML and a drawing so
        ):
            _write(node, _UNMARKED.sub("", node.text()), "inline" not in node.names)
    for node in formulas:
        if node.parent is None or node.tag not in ("span", "div", "img"):
            continue
        drawing = _draws_tex(node)
        if (drawing or any(names <= node.names for names in _TWINS)) and _beside_math(node):
            node.remove()
        elif node.tag == "img" and (drawing or "latex" in node.names or {"mwe", "fallback"} <= node.names):
            _write(node, node.get("alt"), False)
    lower = text.lower()
    if "mathjax" in lower or "katex" in lower:
        _in_words(root, bool(_DOLLARS.search(text)))


def _settle_drawings(formulas: list[Node]) -> None:
    """Take out what MathJax 2 repeats: its drawing has a script with the TeX after it, and may hold MathML.

    The MathML is kept before the TeX, and that of an attribute where the page has no other.
    """
    for node in formulas:
        drawing = _before(node) if node.tag == "tex" else None
        if drawing is not None and _is_drawing(drawing):
            (node if drawing.find("math") else drawing).remove()
    for node in formulas:
        if node.get("data-mathml") and node.parent is not None and not node.find("math"):
            math = parse(node.get("data-mathml")).find("math") if _is_drawing(node) else None
            if math is not None:
                math.attrs |= {"display": "block"} if "display" in node.parent.names else {}
                node.replace(math)


def _is_drawing(node: Node) -> bool:
    return {"math", "jax"} <= node.names and "preview" not in node.names


def _before(node: Node) -> Node | None:
    """The element right before another, with nothing but white space between them."""
    kids = node.parent.kids if node.parent else [node]
    place = kids.index(node) - 1
    while place >= 0 and isinstance(kid := kids[place], str) and not kid.strip():
        place -= 1
    return kid if place >= 0 and isinstance(kid := kids[place], Node) else None


_NAMES = frozenset(("math", "mwe", "mjx", "latex"))
_PLACES = frozenset(("inline", "display", "block"))
_HELD = ("math", "semantics", "tex", "img")


def _draws_tex(node: Node) -> bool:
    """Whether an element is a picture whose alt text is the TeX of a formula, as MediaWiki writes it."""
    return node.tag == "img" and "\\displaystyle" in node.get("alt")


def _unwrap(math: Node) -> None:
    """Put a formula in the place of the element that holds it and its drawings."""
    outermost = None
    for outer in math.ancestors():
        named = outer.names
        if (
            outer.tag.startswith("mjx-")
            or {"mwe", "math"} <= named
            or "katex" in named
            or {"math", "jax"} <= named
        ):
            outermost = outer
        elif outer.tag != "span":
            break
    if outermost is None or len(outermost.find_all("math")) > 1 or outermost.parent is None:
        return
    if outermost.get("display") == "true" or "display" in outermost.names or _displayed(math, outermost):
        math.attrs["display"] = "block"
    if math.parent is not None:
        math.parent.kids.remove(math)
    outermost.replace(math)


def _displayed(math: Node, outermost: Node) -> bool:
    return any("display" in outer.names for outer in math.ancestors() if outermost in outer.ancestors())


def _beside_math(node: Node) -> bool:
    """Whether nothing but white space stands between an element and a formula."""
    kids = [kid for kid in node.parent.kids if isinstance(kid, Node) or kid.strip()] if node.parent else []
    place = kids.index(node) if node in kids else 0
    near = (*kids[max(place - 1, 0) : place], *kids[place + 1 : place + 2])
    return any(
        isinstance(kid, Node) and (kid.tag == "math" or (kid.tag == "span" and kid.find("math")))
        for kid in near
    )


def _write(node: Node, tex: str, display: bool) -> None:
    """Replace an element by the formula that its TeX means; TeX that means none is left as code."""
    math = from_tex(tex, display)
    if math is not None:
        node.replace(math)
    elif node.tag == "tex":
        node.tag = "code"


def from_tex(tex: str, display: bool = False) -> Node | None:
    """The `math` element for TeX, None when it cannot be converted."""
    tex = tex.strip().strip("$").strip()
    if not tex or len(tex) > MAX_TEX or tex.count("{") > MAX_BRACES or tex.count("\\left") > MAX_BRACES:
        return None
    from latex2mathml.converter import convert

    try:
        markup = convert(tex, display="block" if display else "inline")
    except Exception:  # the converter raises many kinds of its own, and IndexError and the like
        return None
    return parse(markup).find("math")


def _in_words(root: Node, dollars: bool) -> None:
    """Formulas between marks in running text."""
    for node in list(root.walk()):
        if node.tag in _NO_TEX or any(outer.tag in _NO_TEX for outer in node.ancestors()):
            continue
        if any(isinstance(kid, str) and ("\\" in kid or "$" in kid) for kid in node.kids):
            node.kids = [part for kid in node.kids for part in _parts(kid, node, dollars)]


def _parts(kid: Node | str, parent: Node, dollars: bool) -> Iterator[Node | str]:
    if isinstance(kid, Node):
        yield kid
        return
    at = 0
    matches = [(m, m[1] or m[2] or m[3], m[1] is None) for m in _MARKED.finditer(kid)]
    if dollars and not matches:
        matches = [(m, m[1], False) for m in _DOLLAR.finditer(kid)]
    for match, tex, display in matches:
        math = from_tex(tex, display)
        if math is not None:
            math.parent = parent
            yield from (kid[at : match.start()], math)
            at = match.end()
    yield kid[at:]
