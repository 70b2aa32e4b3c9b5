"""The picture at the top of the README: one page goes in; a book, a narration and a show come out."""

from __future__ import annotations

import math

from drawings.canvas import Canvas, circle, element, group, line, path, polygon, rect, text

FONT = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"
INK, SOFT, PAPER, ACCENT, LIT = "#1f2a44", "#8d97ab", "#ffffff", "#b5452c", "#ffe08a"


def overview() -> str:
    """Labels are text; everything they say stands in the README's words too."""
    c = Canvas(1200, 470)
    c.add(element("title", "One article page becomes a book, a narration and a podcast"))
    c.add(rect(0, 0, 1200, 470, "#eef2f5", rx=18))
    c.add(*_page(60, 70), *_command(400, 220))
    c.add(*_card(600, "Books", "EPUB 3, read aloud"), *_card(800, "Narration", "MP3 with chapters"))
    c.add(*_card(1000, "On the web", "player and podcast"))
    c.add(*_book(600), *_wave(800), *_phone(1000))
    return c.svg()


def _label(x: float, y: float, words: str, size: float = 24, **more: object) -> str:
    return text(x, y, words, size, INK, font_family=FONT, text_anchor="middle", **more)


def _page(x: float, y: float) -> list[str]:
    parts = [
        rect(x, y, 290, 290, PAPER, rx=12, stroke="#cfd6df", stroke_width=2),
        rect(x, y, 290, 34, "#dfe5ec", rx=12),
        *(circle(x + 20 + i * 18, y + 17, 5, SOFT) for i in range(3)),
        rect(x + 22, y + 52, 190, 14, INK, rx=4),
        rect(x + 22, y + 74, 130, 14, INK, rx=4),
        rect(x + 22, y + 104, 168, 94, "#f2b07c", rx=6),
        path(f"M{x + 22} {y + 184}l44 -46l36 34l30 -26l58 52Z", "#7a4f70"),
        circle(x + 152, y + 130, 13, "#fff1c9"),
        rect(x + 22, y + 206, 120, 8, SOFT, rx=4),
        *(
            rect(x + 22, y + 230 + i * 16, width, 8, "#c3cbd6", rx=4)
            for i, width in enumerate((168, 160, 90))
        ),
        *(rect(x + 208, y + 104 + i * 50, 62, 40, "#e6eaef", rx=6) for i in range(3)),
    ]
    return [
        *parts,
        _label(x + 145, y + 326, "A page as it is,", 22),
        _label(x + 145, y + 354, "with all its clutter", 22),
    ]


def _command(x: float, y: float) -> list[str]:
    return [
        line((x - 26, y), (x + 126, y), ACCENT, 10, stroke_linecap="round"),
        polygon(((x + 118, y - 24), (x + 162, y), (x + 118, y + 24)), ACCENT),
        rect(x - 14, y - 76, 140, 46, INK, rx=8),
        text(
            x + 56, y - 45, "make all", 23, PAPER, font_family="ui-monospace, monospace", text_anchor="middle"
        ),
    ]


def _card(x: float, title: str, under: str) -> list[str]:
    return [
        rect(x, 70, 180, 290, PAPER, rx=12, stroke="#cfd6df", stroke_width=2),
        _label(x + 90, 396, title, 22, font_weight="bold"),
        _label(x + 90, 424, under, 19),
    ]


def _book(x: float) -> list[str]:
    lines = [
        rect(x + 34, 112 + i * 24, 112 - (44 if i in (3, 8) else 0), 8, "#c3cbd6", rx=4) for i in range(9)
    ]
    lit = rect(x + 28, 176, 124, 40, LIT, rx=6)
    read = [rect(x + 34, 184, 112, 8, INK, rx=4), rect(x + 34, 200, 76, 8, INK, rx=4)]
    return [*lines[:3], lit, *read, *lines[5:], path(f"M{x + 82} 320v24l20 -12Z", ACCENT)]


def _wave(x: float) -> list[str]:
    bars = []
    for i in range(23):
        height = 16 + 74 * abs(math.sin(i * 1.7) * math.cos(i * 0.45 + 0.4))
        bars.append(rect(x + 22 + i * 6, 178 - height / 2, 3.5, height, ACCENT if i < 9 else SOFT, rx=2))
    marks = [circle(x + 22 + at, 254, 6, ACCENT if at < 54 else SOFT) for at in (0, 46, 92, 136)]
    rows = [rect(x + 40, 288 + i * 20, width, 8, "#c3cbd6", rx=4) for i, width in enumerate((90, 110, 74))]
    dots = [circle(x + 28, 292 + i * 20, 4, ACCENT if i == 0 else SOFT) for i in range(3)]
    return [*bars, line((x + 22, 254), (x + 158, 254), "#c3cbd6", 4), *marks, *rows, *dots]


def _phone(x: float) -> list[str]:
    arcs = (
        path(
            f"M{90 - r} 150A{r} {r} 0 0 1 {90 + r} 150", stroke=ACCENT, stroke_width=7, stroke_linecap="round"
        )
        for r in (26, 46)
    )
    return [
        group((*arcs, circle(90, 152, 9, ACCENT)), transform=f"translate({x} 0)"),
        rect(x + 44, 186, 92, 148, INK, rx=14),
        rect(x + 52, 200, 76, 118, PAPER, rx=4),
        rect(x + 62, 210, 56, 44, "#f2b07c", rx=4),
        rect(x + 62, 264, 56, 6, "#c3cbd6", rx=3),
        rect(x + 62, 276, 38, 6, "#c3cbd6", rx=3),
        circle(x + 90, 300, 11, ACCENT),
        polygon(((x + 87, 295), (x + 87, 305), (x + 95, 300)), PAPER),
    ]
