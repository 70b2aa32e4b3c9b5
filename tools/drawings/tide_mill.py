"""A tide mill at ebb, its cycle in three panels, and a barrage from above."""

from __future__ import annotations

from drawings.canvas import Canvas, circle, ellipse, group, line, path, polygon, rect, scatter
from drawings.wheel import DARK_WOOD, WATER, arrow, wheel

PEBBLES = ("#6f7d4a", "#a08a62", "#8d8478")


def tide_mill() -> str:
    """A granite mill on a dam, at ebb: the pond is full, the shore bare, the wheel turning."""
    c = Canvas(1200, 800)
    c.add(rect(0, 0, 1200, 800, c.gradient("sky", (0, "#9fc6d8"), (0.5, "#dcebea"), (0.62, "#f6ead2"))))
    c.add(circle(930, 190, 220, c.glow("sun", (0, "#fff6d8/0.95"), (1, "#fff6d8/0"))))
    c.add(path("M0 430Q180 380 380 416T760 400T1200 420V520H0Z", "#a9bfa1"))
    c.add(path("M0 462Q240 420 480 452T900 440T1200 456V540H0Z", "#86a584"))
    c.add(rect(0, 488, 520, 140, c.gradient("pond", (0, "#bfdde2"), (1, "#5b9bb0"))))
    c.add(
        *(
            rect(x, y, w, 4, "#ffffff", rx=2, opacity=0.5)
            for x, y, w in ((40, 512, 120), (210, 536, 90), (70, 566, 170), (300, 590, 110))
        )
    )
    c.add(path("M460 520H1200V800H460Z", "#d9c49c"), path("M700 640Q900 590 1200 610V800H600Z", "#c9b185"))
    c.add(path("M0 800V628H470L520 800Z", "#8d8478"), rect(0, 470, 500, 22, "#6f675d", opacity=0))
    c.add(
        *_dam(),
        *_mill_house(c),
        *_outflow(c),
        wheel(640, 596, 104, 16, 8),
        rect(628, 584, 24, 24, "#3a3f45", rx=6),
    )
    c.add(*_shore())
    return c.svg()


def _dam() -> list[str]:
    chance, parts = scatter(9), [rect(0, 600, 470, 200, "#8d8478"), rect(0, 586, 520, 20, "#b3aa9b")]
    for row in range(8):
        x = -30.0 + 24 * (row % 2)
        while x < 460:
            width = 42 + 26 * next(chance)
            parts.append(
                rect(
                    x,
                    610 + row * 24,
                    width - 4,
                    20,
                    ("#9c9386", "#847b6f", "#a79e90")[int(next(chance) * 3)],
                    rx=4,
                )
            )
            x += width
    return parts


def _mill_house(c: Canvas) -> list[str]:
    wall = c.gradient("wall", (0, "#cfc6b8"), (1, "#a79e90"), across=True)
    parts = [
        rect(400, 316, 330, 300, wall),
        polygon(((380, 320), (430, 196), (700, 196), (750, 320)), "#4d5a68"),
        polygon(((380, 320), (384, 308), (746, 308), (750, 320)), "#3a4550"),
        rect(640, 150, 46, 66, "#a79e90"),
        rect(634, 142, 58, 12, "#8d8478"),
        path(
            "M656 140q-14 -24 8 -40t6 -44",
            stroke="#ffffff",
            stroke_width=9,
            opacity=0.6,
            stroke_linecap="round",
        ),
        path("M520 616V520A120 108 0 0 1 760 520V616Z", "#3a3530"),
        path("M508 616V520A132 120 0 0 1 772 520V616H756V522A116 104 0 0 0 524 522V616Z", "#8d8478"),
    ]
    parts.append(rect(730, 420, 40, 196, "#a79e90"))
    chance = scatter(31)
    for _ in range(70):
        x, y = 404 + next(chance) * 300, 326 + next(chance) * 90
        parts.append(
            rect(
                x,
                y,
                12 + 16 * next(chance),
                8,
                ("#bdb3a4", "#d9d1c4", "#968d80")[int(next(chance) * 3)],
                rx=3,
                opacity=0.7,
            )
        )
    for x, lit in ((440, True), (548, False), (656, True)):
        parts += [rect(x - 5, 336, 54, 62, "#f0e9dc"), rect(x, 341, 44, 52, "#ffdf94" if lit else "#56697a")]
        parts += [
            line((x + 22, 341), (x + 22, 393), "#f0e9dc", 4),
            line((x, 367), (x + 44, 367), "#f0e9dc", 4),
        ]
        parts += [rect(x - 21, 336, 14, 62, "#3f6f86"), rect(x + 51, 336, 14, 62, "#3f6f86")]
    parts += [polygon(((470, 250), (500, 218), (530, 250)), "#3a4550"), rect(482, 246, 36, 30, "#ffdf94")]
    parts += [polygon(((590, 250), (620, 218), (650, 250)), "#3a4550"), rect(602, 246, 36, 30, "#56697a")]
    return parts


def _outflow(c: Canvas) -> list[str]:
    race = c.gradient("race", (0, "#e8f5f6"), (1, "#7fb6c4"))
    return [
        path("M524 610H772Q820 640 900 650T1200 700V760Q1000 770 820 740T540 700Z", race),
        *(
            path(
                f"M{x} {y}q60 14 130 10t140 26",
                stroke="#ffffff",
                stroke_width=5,
                opacity=0.8,
                stroke_linecap="round",
            )
            for x, y in ((560, 650), (680, 690), (800, 672), (900, 712))
        ),
        *(
            circle(x, y, r, "#ffffff", opacity=0.85)
            for x, y, r in (
                (580, 668, 14),
                (604, 690, 20),
                (636, 700, 24),
                (672, 698, 20),
                (704, 684, 16),
                (730, 668, 11),
            )
        ),
    ]


def _shore() -> list[str]:
    parts = []
    for x, y, size in ((980, 620, 1.0), (1100, 590, 0.7)):
        parts.append(
            path(
                "M-60 0Q0 44 70 -8L-50 -20Z",
                "#8c3b33",
                transform=f"translate({x} {y}) rotate(-9) scale({size})",
            )
        )
        parts.append(line((x, y - 14 * size), (x + 12 * size, y - 110 * size), "#4d3a2a", 4 * size))
    pebbles = scatter(13)
    for _ in range(60):
        left, down, colour = (
            800 + next(pebbles) * 400,
            760 + next(pebbles) * 40,
            PEBBLES[int(next(pebbles) * 3)],
        )
        parts.append(ellipse(left, down, 5 + 14 * next(pebbles), 3 + 5 * next(pebbles), colour))
    return parts


def cycle() -> str:
    """One mill three times: filling, slack water, working."""
    c = Canvas(1200, 480)
    c.add(rect(0, 0, 1200, 480, "#f4efe4"))
    for i, (sea, pond, gate) in enumerate(((210, 250, 52), (200, 200, 0), (372, 214, 0))):
        c.add(group(_panel(sea, pond, gate, working=i == 2), transform=f"translate({i * 400} 0)"))
    return c.svg()


def _panel(sea: int, pond: int, gate: int, working: bool) -> list[str]:
    parts = [
        rect(14, 30, 372, 420, "#ffffff", rx=14),
        path(f"M14 {pond}H170V450H28Q14 450 14 436Z", "#8cc3d0"),
        path(f"M230 {sea}H386V436Q386 450 372 450H230Z", WATER),
        path("M14 410H386V436Q386 450 372 450H28Q14 450 14 436Z", "#b59b74"),
        rect(170, 160, 60, 260, "#8d8478"),
        polygon(((150, 164), (170, 104), (230, 104), (250, 164)), "#4d5a68"),
        rect(182, 320, 36, 60, "#cfe9ee" if gate or working else "#8d8478"),
    ]
    parts.append(group((rect(-5, 0, 10, 62, DARK_WOOD),), transform=f"translate(174 318) rotate({gate})"))
    if gate:
        parts += [arrow(300, 350, -1), arrow(120, 350, -1)]
    if working:
        parts += [
            path("M182 330H300V420H182Z", "#cfe9ee"),
            wheel(276, 330, 58, 10, 10, 0.2),
            arrow(100, 350, 1),
            arrow(340, 424, 1),
        ]
    return parts


def barrage() -> str:
    """A barrage across an estuary, seen from the air."""
    c = Canvas(1200, 675)
    c.add(rect(0, 0, 1200, 675, c.gradient("water", (0, "#2a6f8c"), (0.5, "#3f93a8"), (1, "#6fb8b6"))))
    chance = scatter(19)
    for _ in range(170):
        x, y = next(chance) * 1200, next(chance) * 675
        c.add(path(f"M{x:.0f} {y:.0f}q8 -6 16 0t16 0", stroke="#d6eef0", stroke_width=2, opacity=0.35))
    c.add(
        path("M0 0H300Q250 90 280 190T210 330Q190 420 250 500T190 675H0Z", "#7fa36a"),
        path("M0 0H240Q200 110 222 200T150 340Q140 430 180 520T120 675H0Z", "#6b9058"),
    )
    c.add(
        path("M1200 0H960Q990 120 950 220T1000 360Q1040 450 980 540T1030 675H1200Z", "#7fa36a"),
        path("M1200 0H1040Q1060 130 1020 220T1064 370Q1100 450 1050 550T1090 675H1200Z", "#8fb279"),
    )
    for i in range(12):
        x = 410 + i * 36
        c.add(
            path(
                f"M{x} 362q-10 60 6 110t-4 90",
                stroke="#ffffff",
                stroke_width=13,
                opacity=0.5,
                stroke_linecap="round",
            )
        )
    c.add(rect(205, 326, 800, 34, "#b9b3a8"), rect(205, 334, 800, 18, "#5b6068"))
    c.add(
        line((205, 343), (1005, 343), "#f4efe4", 2, stroke_dasharray="16 14"),
        rect(380, 316, 460, 14, "#d8d2c6"),
    )
    c.add(*(rect(392 + i * 19, 352, 10, 18, "#8a8478") for i in range(24)))
    c.add(
        rect(862, 282, 22, 120, "#3a4550"),
        rect(892, 282, 22, 120, "#3a4550"),
        rect(884, 282, 8, 120, "#9ed0d6"),
    )
    for i, colour in enumerate(("#c9504a", "#f0c75e", "#ffffff", "#3f6f86", "#ffffff", "#c9504a")):
        c.add(rect(240 + i * 118 + (i % 3) * 14, 336 + 9 * (i % 2), 15, 6, colour, rx=2))
    for x, y in ((620, 150), (520, 230), (760, 90), (690, 590)):
        c.add(
            polygon(((x, y), (x + 26, y + 8), (x, y + 16), (x + 6, y + 8)), "#ffffff"),
            line((x, y + 8), (x - 44, y + 8), "#ffffff", 3, opacity=0.4),
        )
    for _ in range(90):
        side = next(chance) < 0.5
        x, y = (next(chance) * 150 if side else 1080 + next(chance) * 120), next(chance) * 675
        c.add(circle(x, y, 7 + 9 * next(chance), ("#527646", "#5f8550")[int(next(chance) * 2)]))
    for x, y in ((60, 300), (90, 326), (118, 300), (1110, 320), (1140, 344), (1090, 350), (1150, 300)):
        c.add(rect(x, y, 22, 16, "#e9e3d6"), rect(x, y, 22, 8, "#b5684f"))
    return c.svg()
