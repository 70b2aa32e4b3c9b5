"""Three pictures for the article about Birmingham: a civic building, flowers in frost, four candles."""

from __future__ import annotations

import math

from drawings.canvas import Canvas, circle, ellipse, group, line, path, polygon, rect, scatter, smooth

STONE, SHADE, LIGHT, GLASS = "#d9b48f", "#b98a6b", "#f2d8b4", "#4a3b56"


def council_house() -> str:
    """The Council House from the square at first light."""
    c = Canvas(1200, 675)
    sky = c.gradient("sky", (0, "#3d3a6b"), (0.45, "#b9688a"), (0.75, "#f2a37c"), (1, "#ffd9a0"))
    c.add(rect(0, 0, 1200, 675, sky))
    c.add(circle(940, 470, 260, c.glow("sun", (0, "#fff1c9/0.9"), (1, "#ffd9a0/0"))))
    c.add(*(_cloud(x, y, w) for x, y, w in ((120, 120, 260), (720, 90, 330), (420, 190, 180))))
    c.add(
        rect(0, 380, 170, 200, "#7a4f70"),
        rect(1040, 350, 160, 230, "#7a4f70"),
        rect(70, 330, 60, 60, "#7a4f70"),
    )
    c.add(*_wing(150, 450), *_wing(750, 1050), *_dome(), *_portico())
    c.add(*_square(c))
    return c.svg()


def _cloud(x: float, y: float, width: float) -> str:
    bars = ((0, 0, 1), (0.2, 14, 0.7), (-0.1, 26, 0.5))
    return group(
        (rect(x + dx * width, y + dy, width * part, 10, "#ffe3cf", rx=5) for dx, dy, part in bars),
        opacity=0.35,
    )


def _arch(x: float, y: float, width: float, height: float, fill: str) -> str:
    half = width / 2
    return path(
        f"M{x} {y + height}V{y + half}A{half} {half} 0 0 1 {x + width} {y + half}V{y + height}Z", fill
    )


def _wing(left: int, right: int) -> list[str]:
    parts = [
        rect(left, 330, right - left, 230, STONE),
        rect(left - 8, 318, right - left + 16, 16, LIGHT),
        rect(left, 300, right - left, 20, SHADE),
        rect(left - 4, 440, right - left + 8, 9, LIGHT),
        rect(left, 535, right - left, 25, SHADE),
    ]
    step = (right - left) / 5
    for i in range(5):
        x = left + step * (i + 0.5)
        lit = i in (1, 3)
        parts += [_arch(x - 17, 350, 34, 74, LIGHT), _arch(x - 12, 356, 24, 68, "#ffd98a" if lit else GLASS)]
        parts += [rect(x - 16, 466, 32, 56, LIGHT), rect(x - 11, 472, 22, 50, "#ffd98a" if i == 4 else GLASS)]
        parts.append(rect(left + step * i - 4, 334, 8, 226, SHADE, opacity=0.6))
        parts.append(rect(x - 9, 290, 18, 12, SHADE))
    return parts


def _dome() -> list[str]:
    columns = [rect(532 + i * 24, 170, 9, 62, LIGHT) for i in range(6)]
    return [
        rect(510, 228, 180, 40, STONE),
        rect(502, 222, 196, 12, LIGHT),
        rect(526, 166, 148, 62, GLASS),
        *columns,
        rect(516, 156, 168, 14, LIGHT),
        path("M524 156C524 92 560 62 600 62C640 62 676 92 676 156Z", "#6f8f8a"),
        path("M600 62C640 62 676 92 676 156L640 156C640 110 622 76 600 62Z", "#567571"),
        rect(590, 36, 20, 30, LIGHT),
        path("M586 38L600 16L614 38Z", "#6f8f8a"),
        line((600, 18), (600, 2), "#5b4460", 3),
    ]


def _portico() -> list[str]:
    parts = [
        rect(430, 290, 340, 270, STONE),
        polygon(((418, 292), (600, 236), (782, 292)), LIGHT),
        polygon(((456, 284), (600, 244), (744, 284)), SHADE),
        *(circle(600 + dx, 276 - abs(dx) * 0.22, 7, LIGHT) for dx in (-84, -56, -28, 0, 28, 56, 84)),
        rect(418, 290, 364, 14, LIGHT),
        _arch(516, 312, 168, 246, LIGHT),
        _arch(528, 324, 144, 234, "#8c5a6d"),
        path("M528 396A72 72 0 0 1 672 396Z", "#e7b45c"),
        path("M548 396A52 52 0 0 1 652 396Z", "#3f6f86"),
        path("M570 396A30 30 0 0 1 630 396Z", "#e7b45c"),
        rect(528, 396, 144, 8, LIGHT),
        rect(560, 430, 80, 128, GLASS),
        rect(566, 438, 32, 120, "#ffd98a"),
        rect(602, 438, 32, 120, "#ffe3a8"),
    ]
    for x in (440, 472, 702, 734):
        parts += [rect(x, 312, 24, 236, LIGHT), rect(x + 15, 312, 9, 236, SHADE, opacity=0.5)]
        parts += [rect(x - 5, 304, 34, 10, STONE), rect(x - 5, 546, 34, 14, STONE)]
    return parts


def _square(c: Canvas) -> list[str]:
    floor = c.gradient("floor", (0, "#a77784"), (1, "#5b4460"))
    parts = [rect(0, 558, 1200, 117, floor)]
    for i in range(5):
        parts.append(rect(440 - i * 26, 558 + i * 14, 320 + i * 52, 14, ("#e8c6a6", "#cfa68b")[i % 2]))
    parts += [
        line((600, 628), (600 + dx, 675), "#ffe3cf", 2, opacity=0.3)
        for dx in (-520, -300, -120, 120, 300, 520)
    ]
    for x, height in ((250, 1.0), (286, 0.62), (905, 0.95)):
        parts.append(_figure(x, 640, 62 * height))
    for x in (330, 870):
        parts += [
            rect(x - 3, 470, 6, 150, "#3b2c47"),
            circle(x, 462, 12, "#fff1c9"),
            circle(x, 462, 26, "#fff1c9", opacity=0.3),
        ]
    return parts


def _figure(x: float, foot: float, height: float) -> str:
    head = height * 0.13
    body = path(
        f"M{x - height * 0.17} {foot}L{x - height * 0.13} {foot - height * 0.7}"
        f"Q{x} {foot - height * 0.86} {x + height * 0.13} {foot - height * 0.7}L{x + height * 0.17} {foot}Z",
        "#33263f",
    )
    return body + circle(x, foot - height * 0.88, head, "#33263f")


def flowers() -> str:
    """White flowers tied to railings on a frosty morning."""
    c = Canvas(1200, 675)
    c.add(rect(0, 0, 1200, 675, c.gradient("dawn", (0, "#93a7bf"), (0.6, "#cfd9e2"), (1, "#eef2f4"))))
    soft = c.blur("soft", 14)
    trees = (smooth(((x, 470), (x + 8, 330), (x - 6, 200), (x + 30, 80))) for x in (90, 230, 990, 1120))
    c.add(
        group(
            (path(d, stroke="#8496ab", stroke_width=16, stroke_linecap="round") for d in trees), filter=soft
        )
    )
    c.add(path("M0 470Q300 440 600 462T1200 450V675H0Z", "#dfe7ec", filter=soft))
    c.add(rect(0, 590, 1200, 85, c.gradient("frost", (0, "#f7fafb"), (1, "#c9d5de"))))
    c.add(*_railings())
    c.add(*_bouquet(600, 390, 1.0, 3), *_bouquet(868, 470, 0.62, 5), *_bouquet(322, 474, 0.58, 7))
    snow = scatter(11)
    c.add(
        *(
            circle(next(snow) * 1200, next(snow) * 560, 1.5 + next(snow) * 3, "#ffffff", opacity=0.7)
            for _ in range(110)
        )
    )
    return c.svg()


def _railings() -> list[str]:
    parts = [rect(0, y, 1200, 14, "#37475a") + rect(0, y - 4, 1200, 6, "#f4f8fa", rx=3) for y in (236, 556)]
    for x in range(30, 1200, 76):
        parts.append(rect(x - 6, 170, 12, 440, "#37475a"))
        parts.append(polygon(((x - 13, 172), (x, 132), (x + 13, 172)), "#37475a"))
        parts.append(path(f"M{x - 10} 168L{x} 134L{x + 3} 146L{x - 3} 168Z", "#f4f8fa"))
        parts.append(rect(x - 6, 176, 4, 380, "#5a6d83"))
    return parts


def _bouquet(x: float, y: float, size: float, seed: int) -> list[str]:
    chance = scatter(seed)
    parts = []
    for i in range(9):
        turn = math.radians(-62 + i * 15.5)
        end = (math.sin(turn) * 120, -math.cos(turn) * 120)
        parts.append(
            path(f"M0 96Q{end[0] * 0.2:.1f} 0 {end[0]:.1f} {end[1]:.1f}", stroke="#55795f", stroke_width=6)
        )
        parts.append(
            ellipse(
                end[0] * 0.55,
                end[1] * 0.5 + 14,
                26,
                10,
                "#6f9577",
                transform=f"rotate({i * 20 - 80} {end[0] * 0.55:.1f} {end[1] * 0.5 + 14:.1f})",
            )
        )
    parts.append(path("M-64 -2Q0 50 64 -2L26 176Q0 190 -26 176Z", "#e9dcc6"))
    parts.append(path("M64 -2L26 176Q12 186 0 184L20 28Z", "#d3c2a6"))
    for i in range(13):
        turn = math.radians(-66 + i * 11)
        reach = 70 + 72 * next(chance)
        parts.append(_bloom(math.sin(turn) * reach, -math.cos(turn) * reach, 22 + 8 * next(chance)))
    parts.append(path("M-40 92Q0 104 40 92L38 112Q0 122 -38 112Z", "#7c5f8d"))
    parts.append(path("M-4 106C-60 84 -70 140 -6 112C60 84 66 142 2 112L18 168L4 160L-8 172Z", "#93739f"))
    return [group(parts, transform=f"translate({x} {y}) scale({size})")]


def _bloom(x: float, y: float, radius: float) -> str:
    petals = "".join(
        ellipse(
            0,
            -radius * 0.62,
            radius * 0.42,
            radius * 0.6,
            "#ffffff" if i % 2 else "#f1eef4",
            transform=f"rotate({i * 60})",
        )
        for i in range(6)
    )
    return group((petals, circle(0, 0, radius * 0.3, "#f0c75e")), transform=f"translate({x:.1f} {y:.1f})")


def four_candles() -> str:
    """Four candles on a window sill, with rain on the dark pane behind them."""
    c = Canvas(1200, 675)
    c.add(rect(0, 0, 1200, 675, c.gradient("night", (0, "#1b2340"), (1, "#3b3a5c"))))
    chance = scatter(23)
    for _ in range(26):
        x, y, radius = next(chance) * 1200, 60 + next(chance) * 380, 14 + next(chance) * 34
        c.add(circle(x, y, radius, ("#f2b36b", "#8fa7d6", "#d98a8a")[int(next(chance) * 3)], opacity=0.16))
    for _ in range(90):
        x, y, length = next(chance) * 1200, next(chance) * 470, 6 + next(chance) * 30
        c.add(
            path(
                f"M{x:.1f} {y:.1f}l{length / 6:.1f} {length:.1f}",
                stroke="#c7d4f0",
                stroke_width=1.6,
                opacity=0.35,
                stroke_linecap="round",
            )
        )
    c.add(rect(588, 0, 24, 520, "#231f38"), rect(0, 150, 1200, 18, "#231f38"))
    halo = c.glow("halo", (0, "#ffd98a/0.85"), (0.35, "#ffb561/0.35"), (1, "#ffb561/0"))
    c.add(rect(0, 516, 1200, 159, c.gradient("sill", (0, "#8a6a58"), (0.12, "#6f5148"), (1, "#2f2433"))))
    for x, height in ((240, 190), (480, 236), (720, 164), (960, 212)):
        c.add(ellipse(x, 520 - height - 40, 230, 230, halo), *_candle(c, x, height))
    return c.svg()


def _candle(c: Canvas, x: float, height: float) -> list[str]:
    top = 560 - height
    wax = c.gradient(f"wax{x}", (0, "#fff6df"), (0.5, "#f3dfb8"), (1, "#b98f6a"), across=True)
    flame = top - 16
    return [
        ellipse(x, 578, 130, 18, "#ffcf86", opacity=0.28),
        ellipse(x, 566, 74, 16, "#4d3a4a"),
        ellipse(x, 560, 70, 13, "#7b5f63"),
        path(f"M{x - 40} {top}V558Q{x} 574 {x + 40} 558V{top}Z", wax),
        ellipse(x, top, 40, 9, "#fff3cf"),
        path(f"M{x - 40} {top}q-3 42 5 58q7 8 9 -8q1 -34 4 -46Z", "#fff6df"),
        line((x, top - 2), (x, flame - 6), "#3a2a2a", 4),
        path(
            "M0 -84C8 -52 27 -34 20 -8Q0 12 -20 -8C-26 -34 -6 -50 0 -84Z",
            "#ffb347",
            transform=f"translate({x} {flame})",
        ),
        path(
            "M0 -52C6 -34 15 -22 11 -6Q0 6 -11 -6C-14 -22 -4 -32 0 -52Z",
            "#fff3b8",
            transform=f"translate({x} {flame})",
        ),
    ]
