"""The mark of the project: a page of which one line is lit, as it is heard."""

from __future__ import annotations

from drawings.canvas import Canvas, element, rect

INK, PAPER, LIT, SOFT = "#1f2a44", "#ffffff", "#ffd35c", "#9fb0cc"


def mark() -> str:
    """Made for 16 pixels and up: every edge is on a line of that grid."""
    c = Canvas(32, 32)
    c.add(element("title", "publish"))
    c.add(rect(0, 0, 32, 32, INK, rx=7))
    c.add(rect(6, 6, 14, 4, SOFT, rx=1))
    c.add(rect(4, 14, 24, 6, LIT, rx=2))
    c.add(rect(6, 24, 18, 4, SOFT, rx=1))
    return c.svg()
