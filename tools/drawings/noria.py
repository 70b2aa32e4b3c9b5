"""A noria at sunset beside its aqueduct, and how it works."""

from __future__ import annotations

import math

from drawings.canvas import Canvas, circle, ellipse, group, line, path, polygon, rect, scatter
from drawings.wheel import DARK_WOOD, DEEP, WATER, arrow, wheel


def noria() -> str:
    """A noria at sunset beside its aqueduct."""
    c = Canvas(1200, 800)
    c.add(rect(0, 0, 1200, 800, c.gradient("sky", (0, "#3f5a86"), (0.45, "#e0a07c"), (0.7, "#ffd79a"))))
    c.add(circle(250, 470, 300, c.glow("sun", (0, "#fff3c9/0.95"), (0.25, "#ffe0a0/0.6"), (1, "#ffe0a0/0"))))
    c.add(path("M0 520Q160 480 330 506T700 500T1200 490V640H0Z", "#8c7a55"))
    c.add(*_town(), *_aqueduct(c))
    c.add(rect(0, 612, 1200, 188, c.gradient("river", (0, "#c98f6d"), (0.3, "#6f8b93"), (1, "#27485a"))))
    c.add(rect(494, 380, 40, 300, "#a58157"), rect(706, 380, 40, 300, "#8c6a45"))
    c.add(
        wheel(620, 400, 286, 24, 5, 0.13),
        *_falling(),
        rect(600, 384, 40, 300, "#b8936a"),
        polygon(((586, 684), (600, 384), (640, 384), (654, 684)), "#b8936a"),
    )
    c.add(circle(620, 400, 26, DARK_WOOD), circle(620, 400, 11, "#c79a6a"))
    c.add(*_river_light(), *_palms())
    return c.svg()


def _town() -> list[str]:
    parts = []
    for x, w, h in ((0, 90, 70), (84, 60, 110), (150, 80, 60), (236, 50, 90), (292, 70, 52)):
        parts.append(rect(x, 520 - h, w, h + 60, "#a5764f"))
        parts += [rect(x + 12 + k * 22, 534 - h, 9, 16, "#ffd98a") for k in range(w // 26)]
    parts += [
        path("M84 410A30 30 0 0 1 144 410Z", "#7d5a41"),
        rect(190, 380, 16, 120, "#b98a60"),
        path("M186 380L198 346L210 380Z", "#7d5a41"),
    ]
    return parts


def _aqueduct(c: Canvas) -> list[str]:
    stone = c.gradient("stone", (0, "#d8ae7a"), (1, "#8c6a45"))
    parts = [
        rect(620, 150, 580, 520, stone),
        rect(600, 138, 600, 22, "#ecc995"),
        rect(640, 128, 560, 12, "#7fc0cf"),
    ]
    for i in range(5):
        x = 770 + i * 112
        parts.append(path(f"M{x} 660V290A38 38 0 0 1 {x + 76} 290V660Z", "#d99a74"))
        parts.append(
            path(
                f"M{x} 660V290A38 38 0 0 1 {x + 76} 290L{x + 64} 290A28 28 0 0 0 {x + 14} 296V660Z",
                "#6f5136",
                opacity=0.75,
            )
        )
    for row in range(12):
        y = 176 + row * 40
        parts.append(line((742, y), (768, y), "#6f5136", 1.5, opacity=0.5))
    return parts


def _falling() -> list[str]:
    drops = (
        (500, 150, 90),
        (470, 190, 60),
        (548, 128, 70),
        (640, 120, 40),
        (450, 240, 120),
        (782, 200, 140),
        (812, 260, 170),
        (742, 150, 100),
    )
    return [
        path(
            f"M{x} {y}q3 {length / 2} 0 {length}",
            stroke="#e6f4f6",
            stroke_width=5,
            opacity=0.75,
            stroke_linecap="round",
        )
        for x, y, length in drops
    ] + [path("M604 126Q640 108 664 132", stroke="#e6f4f6", stroke_width=10, stroke_linecap="round")]


def _river_light() -> list[str]:
    chance, parts = scatter(37), []
    for _ in range(80):
        x, y = next(chance) * 1200, 622 + next(chance) * 170
        parts.append(
            rect(
                x,
                y,
                20 + 70 * next(chance),
                3,
                ("#ffe0b0", "#a9c6cc", "#27485a")[int(next(chance) * 3)],
                rx=2,
                opacity=0.55,
            )
        )
    parts += [
        ellipse(620, 690, 210, 18, "#eef7f7", opacity=0.6),
        ellipse(620, 686, 150, 10, "#ffffff", opacity=0.7),
    ]
    return parts


def _palms() -> list[str]:
    parts = []
    for x, foot, size in ((60, 650, 1.0), (150, 640, 0.75)):
        top = foot - 210 * size
        parts.append(
            path(
                f"M{x} {foot}Q{x + 14 * size} {foot - 110 * size} {x + 6 * size} {top}",
                stroke="#4a3526",
                stroke_width=12 * size,
                stroke_linecap="round",
            )
        )
        for turn in (-160, -130, -100, -70, -40, -10, 20, 190):
            a = math.radians(turn)
            ex, ey = math.cos(a) * 90, math.sin(a) * 60 + 22
            parts.append(
                path(
                    f"M0 0Q{ex / 2:.1f} {math.sin(a) * 66 - 14:.1f} {ex:.1f} {ey:.1f}",
                    transform=f"translate({x + 6 * size} {top}) scale({size})",
                    stroke="#3d5a3a",
                    stroke_width=10,
                    stroke_linecap="round",
                )
            )
    return parts


def noria_parts() -> str:
    """How a noria works: the stream pushes the paddles, the boxes fill, rise and pour into the channel."""
    c = Canvas(1200, 760)
    c.add(rect(0, 0, 1200, 760, "#f6efe1"))
    c.add(
        path("M0 600Q150 586 300 600T600 600T900 600T1200 596V760H0Z", WATER),
        path("M0 650Q150 636 300 650T600 650T900 650T1200 646V760H0Z", DEEP),
    )
    c.add(
        rect(760, 116, 440, 24, "#b8936a"),
        rect(760, 92, 440, 26, "#8cc9d6"),
        rect(748, 84, 14, 56, "#b8936a"),
    )
    c.add(*(rect(820 + i * 150, 140, 50, 470, "#d3b288") for i in range(3)))
    c.add(
        polygon(((556, 650), (584, 350), (616, 350), (644, 650)), "#d3b288"), wheel(600, 360, 258, 20, 0, 0.1)
    )
    for i in range(20):
        turn = 360 * i / 20 + 9
        a = math.radians(turn - 90)
        x, y = 600 + 268 * math.cos(a), 360 + 268 * math.sin(a)
        full = 180 < turn < 372
        box = rect(-19, -15, 38, 30, DARK_WOOD, rx=4) + (
            rect(-14, -10, 28, 20, "#8cc9d6", rx=3) if full else ""
        )
        c.add(group((box,), transform=f"translate({x:.1f} {y:.1f}) rotate({turn:.1f})"))
    c.add(path("M668 96Q730 40 772 98", stroke="#6fb4cc", stroke_width=12, stroke_linecap="round"))
    c.add(path("M700 110Q740 70 776 100", stroke="#6fb4cc", stroke_width=8, stroke_linecap="round"))
    for x in (120, 300):
        c.add(arrow(x, 690, -1))
    c.add(arrow(980, 690, -1))
    c.add(
        path("M262 470A350 350 0 0 1 330 150", stroke="#c9504a", stroke_width=9, stroke_linecap="round"),
        polygon(((316, 158), (352, 122), (346, 172)), "#c9504a"),
    )
    return c.svg()
