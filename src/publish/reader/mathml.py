"""Formulas: MathML kept as it is written, cleaned, with words for those who hear it."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from publish.model.article import Inline, Math, Text
from publish.reader.tree import Node

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_ELEMENTS = frozenset(
    """math semantics mi mn mo ms mspace mtext merror mfrac mpadded mphantom mroot mrow msqrt mstyle
    mmultiscripts mover mprescripts msub msubsup msup munder munderover none mtable mtd mtr mlabeledtr
    menclose mfenced""".split()
)
_ATTRIBUTES = frozenset(
    """accent accentunder columnalign columnspan depth display displaystyle fence form height largeop
    linethickness lspace mathsize mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel
    separator stretchy symmetric voffset width notation open close separators dir rowalign""".split()
)
_SAID = {
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "±": "plus or minus",
    "×": "times",
    "·": "times",
    "⋅": "times",
    "÷": "divided by",
    "/": "over",
    "=": "equals",
    "≠": "is not equal to",
    "≈": "is about",
    "<": "is less than",
    ">": "is greater than",
    "≤": "is at most",
    "≥": "is at least",
    "∑": "the sum",
    "∏": "the product",
    "∫": "the integral",
    "∞": "infinity",
    "∂": "partial",
    "∇": "nabla",
    "⇒": "implies",
    "⇔": "if and only if",
    "∀": "for all",
    "∃": "there is",
    "⊂": "is within",
    "∪": "union",
    "∩": "intersected with",
    "∝": "is proportional to",
    "…": "and so on",
    "⋯": "and so on",
    "√": "the square root of",
    "→": "goes to",
    "∈": "in",
    "∉": "not in",
    "!": "factorial",
    "%": "percent",
    "(": "open bracket",
    ")": "close bracket",
    "[": "open bracket",
    "]": "close bracket",
    "\u2061": "of",
    "\u2062": "",
    "\u2063": "",
    "\u2064": "",
}


def formula(node: Node, display: bool) -> tuple[Inline, ...]:
    """A `math` element as an inline: its cleaned MathML, and the words for it."""
    spoken = " ".join((_authored(node.get("alttext")) or _say(node)).split())
    if not spoken:
        return ()
    markup = _markup(node, display)
    return (Math(markup, spoken, display),) if len(markup) < 50_000 else (Text(spoken),)


def _authored(alttext: str) -> str:
    """The author's own words for a formula; "" when they are TeX, as converters write there."""
    return "" if re.search(r"[\\{}^_$=]", alttext) or " " not in alttext.strip() else alttext


def _markup(node: Node, display: bool) -> str:
    if node.tag not in _ELEMENTS:
        return "" if node.tag in ("annotation", "annotation-xml") else _row(node)
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in sorted(node.attrs.items()) if name in _ATTRIBUTES
    )
    if node.tag == "math":
        attributes = f' xmlns="{NAMESPACE}"' + (' display="block"' if display else "")
    kids = [made for kid in node.kids if (made := _kid(kid, node.tag in _TOKENS))]
    tag = node.tag if len(kids) == _LENGTHS.get(node.tag, len(kids)) else "mrow"
    return f"<{tag}{attributes if tag == node.tag else ''}>{''.join(kids)}</{tag}>"


def _row(node: Node) -> str:
    """What stands in an element that MathML does not know, as one part."""
    kids = [made for kid in node.kids if (made := _kid(kid, False))]
    return kids[0] if len(kids) == 1 else f"<mrow>{''.join(kids)}</mrow>" if kids else ""


_TOKENS = frozenset(("mi", "mn", "mo", "ms", "mtext"))
# How many parts an element must have (MathML 3, 3.1.3.2); with more or fewer it is only a row of them.
_LENGTHS = {
    **dict.fromkeys(("mfrac", "mroot", "msup", "msub", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
    "semantics": 1,
}


def _kid(kid: Node | str, in_token: bool) -> str:
    """A part of an element as markup; words that stand loose between elements become text of the formula."""
    if not isinstance(kid, str):
        return escape(kid.text()) if in_token else _markup(kid, False)
    text = escape(" ".join(kid.split()), quote=False)
    return text if in_token or not text else f"<mtext>{text}</mtext>"


_ACCENTS = {
    **dict.fromkeys(("˙", "."), "{} dot"),
    **dict.fromkeys(("¨", ".."), "{} double dot"),
    **dict.fromkeys(("→", "⃗", "goes to"), "vector {}"),
    **dict.fromkeys(("^", "ˆ"), "{} hat"),
    **dict.fromkeys(("¯", "‾", "_", "―"), "{} bar"),
    **dict.fromkeys(("~", "˜"), "{} tilde"),
}


def _named(text: str) -> str:
    """A Greek letter by its name, and mathematical letters as plain ones: a voice may skip the signs."""
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) != 1 or not plain.isalpha():
        return _SAID.get(plain, plain)
    name = unicodedata.name(plain, "")
    found = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)", name)
    if not found:
        return plain
    letter = {"lamda": "lambda"}.get(found[2].lower(), found[2].lower())
    return letter if found[1] == "SMALL" else f"capital {letter}"


def _say(node: Node) -> str:
    """Words for a formula, read from its structure."""
    kids = [_say(kid) for kid in node.nodes() if kid.tag not in ("annotation", "annotation-xml", "none")]
    match node.tag, kids:
        case "mfrac", [over, under]:
            return f"{over} over {under}"
        case "msqrt", _:
            return f"the square root of {' '.join(kids)}"
        case "mroot", [base, index]:
            return f"the {index}th root of {base}"
        case "msup", [base, "2"]:
            return f"{base} squared"
        case "msup", [base, "3"]:
            return f"{base} cubed"
        case "msup", [base, power]:
            return f"{base} to the power of {power}"
        case "msub" | "munder", [base, below]:
            return f"{base} sub {below}"
        case "msubsup" | "munderover", [base, below, above]:
            glue = "from {} to {} of" if base.startswith("the ") else "sub {} to the power of {}"
            return f"{base} {glue.format(below, above)}"
        case "mover", [base, mark] if accent := _ACCENTS.get(mark):
            return accent.format(base)
        case "mtable", _:
            return ", ".join(kid for kid in kids if kid)
        case ("mo", _):
            sign = node.text()
            return _SAID.get(sign, "" if re.fullmatch(r"[{}|,;]+", sign) else sign)
        case ("mi" | "mn" | "mtext" | "ms", _):
            return _named(node.text())
    return " ".join(kids) if kids else node.text() if node.tag == "math" else ""
