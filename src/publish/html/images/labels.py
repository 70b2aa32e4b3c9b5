"""Labels of captions and credits in elements of their own: "Credit" in one, the name in the next."""

from __future__ import annotations

import itertools
import re

from publish.html.dom import Node
from publish.html.extract.named_boxes import offscreen
from publish.html.images.credits import CREDIT, is_about_picture


def settle(root: Node) -> None:
    """Take out the labels that only screen readers hear, and join the others to the words after them."""
    for node in root.find_all("span", "b", "strong", "em", "small", "div"):
        _hidden_label(node)
        _label(node)


def _hidden_label(node: Node) -> None:
    """Take out a label for screen readers in a figure ("Image source, "); a credit follows outside captions.

    The label ends in a comma or a colon, in any language.
    """
    if node.tag != "span" or node.parent is None or not offscreen(node):
        return
    words = node.text()
    if len(words) > 60 or not words.endswith((",", "،", "、", "，", ":", "：")):
        return
    figure = next((outer for outer in node.ancestors() if outer.tag in ("figure", "figcaption")), None)
    box = node.parent
    rest = box.text().removeprefix(words).strip()
    if figure is None or (figure.tag == "figure" and not 0 < len(rest) < _CREDIT):
        return
    if figure.tag == "figure":
        box.names |= {"credit"}
    node.remove()


_CREDIT = 160  # characters: a longer line at a picture names no maker


def _label(node: Node) -> None:
    """A label in an element of its own ("Credit", and the name in the next) becomes one in words."""
    if len(node.kids) != 1 or not isinstance(only := node.kids[0], str) or len(only) > 60:
        return
    words = " ".join(only.split()).rstrip(".…: ")
    if len(words) < 20 and _BARE_LABEL.fullmatch(words) and node.parent is not None:
        near = itertools.islice(node.ancestors(), 4)
        if CREDIT & node.names or any(is_about_picture(outer) or CREDIT & outer.names for outer in near):
            kids = node.parent.kids
            after = kids[kids.index(node) + 1 :][:1]
            marked = bool(after) and isinstance(after[0], str) and after[0].lstrip()[:1] == ":"
            node.replace(words if marked else f"{words}: ")


_BARE_LABEL = re.compile(
    r"(?:(?:photo|image|picture|video|bild|foto)[ -]?)?(?:credits?|source|copyright|quelle|nachweis)|photo"
    r"|photograph(?:er)?|foto|crédits?(?: photo)?|fuente|fonte",
    re.I,
)
