"""MathML, cleaned, with words for listeners."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from publish.html.dom import Node
from publish.html.math.sanitise import markup
from publish.model.article import Inline, Math, Text
from publish.system import data


@cache
def _spoken() -> dict[str, str]:
    """How a sign is said."""
    return data.table("publish.html.math", "mathml.toml")["spoken"]  # type: ignore[no-any-return]


def formula(node: Node, display: bool) -> tuple[Inline, ...]:
    """A `math` element as an inline: its cleaned MathML, and the words for it."""
    spoken = " ".join((_authored(node.get("alttext")) or _say(node)).split())
    if not spoken:
        return ()
    written = markup(node, display)
    return (Math(written, spoken, display),) if len(written) < 50_000 else (Text(spoken),)


def _authored(alttext: str) -> str:
    """The author's own words for a formula; "" when they are TeX, as converters write there."""
    return "" if re.search(r"[\\{}^_$=]", alttext) or " " not in alttext.strip() else alttext


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
        return _spoken().get(plain, plain)
    name = unicodedata.name(plain, "")
    match = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)", name)
    if not match:
        return plain
    letter = {"lamda": "lambda"}.get(match[2].lower(), match[2].lower())
    return letter if match[1] == "SMALL" else f"capital {letter}"


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
            return _spoken().get(sign, "" if re.fullmatch(r"[{}|,;]+", sign) else sign)
        case ("mi" | "mn" | "mtext" | "ms", _):
            return _named(node.text())
    return " ".join(kids) if kids else node.text() if node.tag == "math" else ""
