"""The bar chart of how far away a light rises over the horizon."""

from __future__ import annotations

import math

from drawings.canvas import Canvas, element, line, rect, text

EYE_M = 3
FONT = "Georgia, 'Noto Serif', serif"


def dipping_range(light_m: float, eye_m: float) -> float:
    """Nautical miles at which a light comes over the horizon, as in the article."""
    return 2.08 * (math.sqrt(light_m) + math.sqrt(eye_m))


def range_chart() -> str:
    """Four bars; the words are text, so that they can be made larger and read out."""
    c = Canvas(1200, 720)
    c.add(element("title", "How far away a light rises over the horizon"), rect(0, 0, 1200, 720, "#fbf8f1"))
    c.add(
        text(
            90,
            74,
            "Where a light comes over the horizon",
            36,
            "#1f2a44",
            font_family=FONT,
            font_weight="bold",
        )
    )
    c.add(text(90, 114, "Nautical miles, for an eye 3 metres above the sea", 25, "#55607a", font_family=FONT))
    for tick in range(0, 26, 5):
        x = 250 + tick * 34
        c.add(line((x, 150), (x, 630), "#d8d2c3", 2))
        c.add(text(x, 668, str(tick), 24, "#55607a", font_family=FONT, text_anchor="middle"))
    for i, (height, colour) in enumerate(
        ((10, "#8db7c4"), (20, "#5f9bb0"), (40, "#34768f"), (80, "#1f4e66"))
    ):
        y, miles = 176 + i * 114, dipping_range(height, EYE_M)
        c.add(rect(250, y, miles * 34, 72, colour, rx=4))
        c.add(text(226, y + 46, f"{height} m", 28, "#1f2a44", font_family=FONT, text_anchor="end"))
        c.add(
            text(
                250 + miles * 34 + 16,
                y + 46,
                f"{miles:.1f}",
                28,
                "#1f2a44",
                font_family=FONT,
                font_weight="bold",
            )
        )
    c.add(line((250, 150), (250, 630), "#1f2a44", 3))
    return c.svg()
