"""Remove the columns beside an article's own: what stands in one row with the text, and is called a side."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.html.dom import Node, class_names
from publish.html.metadata.title import alike

_SIDES = class_names("side")
_COLUMNS = class_names("column")
_NARROW = class_names("narrow")
_TWELFTHS = re.compile(r"(?:^|[-_ ])(?:col|span|columns?|grid|lg|md|sm|large|medium)[-_](\d{1,2})(?![\d%])")
_HALF = 6  # of twelve columns of a grid


def remove(root: Node, behind: Mapping[Node, float], title: str) -> None:
    """Take out the side columns of the rows that the article's text stands in.

    `behind`: words of the prose behind the headline in each element. The column of the text holds all of it.
    A side column holds none of it and no headline; it is called one, or is narrow where the text's is wide.
    """
    most = max(behind.values(), default=0.0)
    holding = {node for node, words in behind.items() if words >= _ALL * most}
    for column in holding:
        if not most or column.parent is None or column.tag == "body":
            continue
        for beside in list(column.parent.nodes()):
            if beside is column or behind.get(beside) or not _is_side(beside, column):
                continue
            if not any(alike(heading.text(), title) for heading in beside.find_all("h1", "h2")):
                beside.remove()


_ALL = 0.99


def _is_side(beside: Node, column: Node) -> bool:
    if beside.tag not in ("div", "section", "aside"):
        return False
    if _SIDES & beside.names and not _SIDES & column.names:
        return True
    if _COLUMNS & beside.names and _NARROW & beside.names and not _NARROW & column.names:
        return True
    widths = _twelfths(column) or [width for kid in column.nodes() for width in _twelfths(kid)]
    theirs = _twelfths(beside)
    return bool(widths and theirs) and max(widths) > _HALF > max(theirs)


def _twelfths(node: Node) -> list[int]:
    return [int(width) for width in _TWELFTHS.findall(node.get("class"))]
