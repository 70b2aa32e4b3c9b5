"""A wooden water wheel, and the arrow that shows which way water runs."""

from __future__ import annotations

from drawings.canvas import circle, group, path, polygon, rect

WOOD, DARK_WOOD, WATER, DEEP = "#8a5a36", "#5c3a22", "#4f93a8", "#2f6478"


def wheel(x: float, y: float, radius: float, spokes: int, turned: float = 0.0, paddle: float = 0.12) -> str:
    """A wooden water wheel."""
    parts = []
    for i in range(spokes):
        turn = turned + 360 * i / spokes
        size = radius * paddle
        parts.append(
            group(
                (
                    rect(-radius * 0.018, 0, radius * 0.036, radius, WOOD),
                    rect(-size * 0.7, radius * 0.93, size * 1.4, size, DARK_WOOD),
                ),
                transform=f"rotate({turn:.2f})",
            )
        )
    rims = (
        circle(0, 0, radius * at, "none", stroke=colour, stroke_width=radius * wide)
        for at, colour, wide in ((0.96, WOOD, 0.05), (0.8, DARK_WOOD, 0.03), (0.42, WOOD, 0.03))
    )
    hub = circle(0, 0, radius * 0.12, DARK_WOOD) + circle(0, 0, radius * 0.05, "#c79a6a")
    return group((*parts, *rims, hub), transform=f"translate({x} {y})")


def arrow(x: float, y: float, way: int) -> str:
    return path(
        f"M{x - 34 * way} {y}H{x + 18 * way}", stroke="#c9504a", stroke_width=9, stroke_linecap="round"
    ) + polygon(((x + 12 * way, y - 18), (x + 42 * way, y), (x + 12 * way, y + 18)), "#c9504a")
