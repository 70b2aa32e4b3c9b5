"""MathML that EPUB 3.3 allows: elements, parts, attributes, values.

The lists are those of MathML 3 for presentation elements (www.w3.org/TR/MathML3), without colours, fonts,
identifiers and annotations. What does not fit becomes a row of its parts: no sign of a formula is lost.
"""

from __future__ import annotations

import re
from html import escape

from publish.html.dom import Node
from publish.model.text import lazy_pattern

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
ELEMENTS = frozenset(
    """math semantics mi mn mo ms mspace mtext merror mfrac mpadded mphantom mroot mrow msqrt mstyle
    mmultiscripts mover mprescripts msub msubsup msup munder munderover none mtable mtd mtr mlabeledtr
    menclose mfenced""".split()
)
_TOKENS = frozenset(("mi", "mn", "mo", "ms", "mtext"))
_ROWS = frozenset(("mtr", "mlabeledtr"))
_MARKS = frozenset(("none", "mprescripts"))
# How many parts an element must have (MathML 3, 3.1.3.2); with more or fewer it is only a row of them.
_LENGTHS = {
    **dict.fromkeys(("mfrac", "mroot", "msup", "msub", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
    "semantics": 1,
    "mspace": 0,
}


def markup(node: Node, display: bool = False, within: str = "") -> str:
    """An element as cleaned MathML in one of the name `within`; "" when it says nothing there."""
    if node.tag not in ELEMENTS:
        return "" if node.tag in ("annotation", "annotation-xml") else _row(node)
    tag = _fitting(node, within)
    kids = [element for kid in node.kids if (element := _kid(kid, tag))] if tag else []
    if len(kids) != _LENGTHS.get(tag, len(kids)):
        tag = "mrow"
    attributes = f' xmlns="{NAMESPACE}"' if tag == "math" else _attributes(tag, node)
    attributes += ' display="block"' if display and tag == "math" else ""
    return f"<{tag}{attributes}>{''.join(kids)}</{tag}>" if tag else ""


def _fitting(node: Node, within: str) -> str:
    """The name under which an element can stand in one of the name `within`; "" for none."""
    fits = {
        "math": not within,
        "mtable": all(map(_is_row, _parts(node))),
        "mtr": within == "mtable",
        "mlabeledtr": within == "mtable",
        "mtd": within in _ROWS,
        "mmultiscripts": _is_paired(node),
        **dict.fromkeys(_MARKS, False),
    }
    if node.tag in _MARKS and not node.kids:
        return node.tag if within == "mmultiscripts" else ""
    return node.tag if node.tag not in fits or fits[node.tag] else "mrow"


def _parts(node: Node) -> list[Node | str]:
    return [kid for kid in node.kids if not isinstance(kid, str) or kid.strip()]


def _is_row(part: Node | str) -> bool:
    if isinstance(part, str) or part.tag not in _ROWS:
        return False
    cells = _parts(part)
    return bool(cells) and all(not isinstance(cell, str) and cell.tag == "mtd" for cell in cells)


def _is_paired(node: Node) -> bool:
    """Whether scripts come in pairs after the base, and again after a mark that they stand before it."""
    parts = _parts(node)
    tags = ["mtext" if isinstance(part, str) else part.tag for part in parts]
    before = tags.index("mprescripts") if "mprescripts" in tags else len(tags)
    pairs = not (before - 1) % 2 and not (len(tags[before + 1 :])) % 2
    known = all(tag in ELEMENTS for tag in tags) and tags.count("mprescripts") < 2
    known &= not any(isinstance(part, Node) and part.tag in _MARKS and part.kids for part in parts)
    return bool(before) and pairs and known and tags[0] != "none"


def _row(node: Node) -> str:
    """What stands in an element that MathML does not know, as one part."""
    kids = [element for kid in node.kids if (element := _kid(kid, "mrow"))]
    return kids[0] if len(kids) == 1 else f"<mrow>{''.join(kids)}</mrow>" if kids else ""


def _kid(kid: Node | str, within: str) -> str:
    """A part of an element as markup; words that stand loose between elements become text of the formula."""
    if not isinstance(kid, str):
        return escape(kid.text()) if within in _TOKENS else markup(kid, within=within)
    text = escape(" ".join(kid.split()), quote=False)
    return text if within in _TOKENS or not text else f"<mtext>{text}</mtext>"


def _attributes(tag: str, node: Node) -> str:
    known = _KNOWN.get(tag, {})
    return "".join(
        f' {name}="{escape(value.strip())}"'
        for name, value in sorted(node.attrs.items())
        if name in known and known[name].fullmatch(value.strip())
    )


_SPACE = r"(?:negative)?(?:(?:very){0,2}thi(?:n|ck)|medium)mathspace"
_LENGTH = rf"-?(?:\d+\.?\d*|\.\d+)(?:e[mx]|in|cm|mm|p[xtc]|%)?|{_SPACE}"
_UNIT = r"e[mx]|in|cm|mm|p[xtc]|%?\s*(?:height|depth|width)|%"
_PADDED = rf"[+-]?(?:\d+\.?\d*|\.\d+)\s*(?:{_UNIT})?"
_SIZE = rf"{_LENGTH}|small|normal|big"
_THICKNESS = rf"{_LENGTH}|thin|medium|thick"
_TRUTH = "true|false"
_ACROSS = "left|center|right"
_DOWN = "top|bottom|center|baseline|axis"
_NUMBER = r"[+-]?\d{1,9}"
_SPAN = r"[1-9]\d{0,8}"
_ANY = r"[^\x00-\x1f]*"
_VARIANT = (
    "normal|bold|italic|bold-italic|double-struck|bold-fraktur|script|bold-script|fraktur|sans-serif"
    "|bold-sans-serif|sans-serif-italic|sans-serif-bold-italic|monospace|initial|tailed|looped|stretched"
)


def _several(values: str) -> str:
    return rf"(?:{values})(?:\s+(?:{values}))*"


_TOKEN = {"mathvariant": _VARIANT, "mathsize": _SIZE, "dir": "ltr|rtl"}
_MARKED = {
    **dict.fromkeys(("fence", "separator", "stretchy", "symmetric", "largeop", "movablelimits"), _TRUTH),
    **dict.fromkeys(("lspace", "rspace", "minsize"), _LENGTH),
    "maxsize": rf"{_LENGTH}|infinity",
    "form": "prefix|infix|postfix",
    "accent": _TRUTH,
}
_BOX = dict.fromkeys(("width", "height", "depth"), _LENGTH)
_FENCED = dict.fromkeys(("open", "close", "separators"), _ANY)
_ALIGNED = {"rowalign": _several(_DOWN), "columnalign": _several(_ACROSS)}
_ROW = {"rowalign": _DOWN, "columnalign": _several(_ACROSS)}
_SPANS = {"rowspan": _SPAN, "columnspan": _SPAN}
_SHOWN = {"displaystyle": _TRUTH}

_VALUES: dict[str, dict[str, str]] = {
    **dict.fromkeys(("mi", "mn", "mtext", "ms"), _TOKEN),
    "mo": _TOKEN | _MARKED,
    "mspace": _TOKEN | _BOX,
    "mrow": {"dir": "ltr|rtl"},
    "mfrac": {"linethickness": _THICKNESS},
    "mstyle": _TOKEN
    | _MARKED
    | _BOX
    | _FENCED
    | _ALIGNED
    | _SPANS
    | _SHOWN
    | {"accentunder": _TRUTH, "linethickness": _THICKNESS, "notation": _ANY, "scriptlevel": _NUMBER},
    "mpadded": dict.fromkeys(("height", "depth", "width", "lspace", "voffset"), _PADDED),
    "mfenced": _FENCED,
    "menclose": {"notation": _ANY},
    "munder": {"accentunder": _TRUTH},
    "mover": {"accent": _TRUTH},
    "munderover": {"accent": _TRUTH, "accentunder": _TRUTH},
    "mtable": _ALIGNED | _SHOWN | {"width": rf"auto|{_LENGTH}"},
    **dict.fromkeys(("mtr", "mlabeledtr"), _ROW),
    "mtd": _SPANS | {"rowalign": _DOWN, "columnalign": _ACROSS},
}
_KNOWN: dict[str, dict[str, re.Pattern[str]]] = {
    tag: {name: lazy_pattern(values) for name, values in attributes.items()}
    for tag, attributes in _VALUES.items()
}
