"""Pictures of water at work: a tide mill and its cycle, a barrage from above, a noria and its parts."""

from __future__ import annotations

import math

from drawings.canvas import Canvas, circle, ellipse, group, line, path, polygon, rect, scatter

WOOD, DARK_WOOD, WATER, DEEP = "#8a5a36", "#5c3a22", "#4f93a8", "#2f6478"
PEBBLES = ("#6f7d4a", "#a08a62", "#8d8478")


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
        parts += [_arrow(300, 350, -1), _arrow(120, 350, -1)]
    if working:
        parts += [
            path("M182 330H300V420H182Z", "#cfe9ee"),
            wheel(276, 330, 58, 10, 10, 0.2),
            _arrow(100, 350, 1),
            _arrow(340, 424, 1),
        ]
    return parts


def _arrow(x: float, y: float, way: int) -> str:
    return path(
        f"M{x - 34 * way} {y}H{x + 18 * way}", stroke="#c9504a", stroke_width=9, stroke_linecap="round"
    ) + polygon(((x + 12 * way, y - 18), (x + 42 * way, y), (x + 12 * way, y + 18)), "#c9504a")


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
        c.add(_arrow(x, 690, -1))
    c.add(_arrow(980, 690, -1))
    c.add(
        path("M262 470A350 350 0 0 1 330 150", stroke="#c9504a", stroke_width=9, stroke_linecap="round"),
        polygon(((316, 158), (352, 122), (346, 172)), "#c9504a"),
    )
    return c.svg()
