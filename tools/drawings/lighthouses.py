"""Two lighthouses in the sea: one at dusk, one in a storm."""

from __future__ import annotations

import math

from drawings.canvas import Canvas, circle, ellipse, line, path, polygon, rect, scatter
from drawings.tower import lit_tower


def tower_at_dusk() -> str:
    """A granite tower on a reef at dusk, with its beam across the picture."""
    c = Canvas(1200, 800)
    sky = c.gradient(
        "sky", (0, "#16213f"), (0.4, "#394a7a"), (0.62, "#c9758a"), (0.74, "#f6b08a"), (1, "#ffd8a8")
    )
    c.add(rect(0, 0, 1200, 600, sky))
    chance = scatter(5)
    for _ in range(70):
        x, y = next(chance) * 1200, next(chance) * 300
        c.add(circle(x, y, 0.8 + next(chance) * 1.6, "#ffffff", opacity=0.25 + next(chance) * 0.6))
    for y, tone in ((452, "#8a6a8f"), (474, "#b1788d")):
        c.add(path(f"M0 {y}q150 -26 330 -4t380 2t490 -8v40H0Z", tone, opacity=0.35))
    beam = c.gradient(
        "beam",
        (0, "#fff3c4/0"),
        (0.62, "#fff3c4/0.85"),
        (0.62, "#fff3c4/0.85"),
        (1, "#fff3c4/0.1"),
        across=True,
    )
    c.add(
        polygon(((744, 200), (-60, 60), (-60, 246)), beam),
        polygon(((744, 200), (1260, 150), (1260, 268)), beam),
    )
    sea = c.gradient("sea", (0, "#e39a83"), (0.12, "#7d6a94"), (1, "#1b2748"))
    c.add(rect(0, 540, 1200, 260, sea))
    c.add(*_glints())
    c.add(*_reef(), *lit_tower(c, 744, 610))
    c.add(
        circle(744, 200, 150, c.glow("lamp", (0, "#fff8d8/0.95"), (0.25, "#fff3c4/0.45"), (1, "#fff3c4/0")))
    )
    c.add(*_foam(), *_boat(250, 596))
    return c.svg()


def _glints() -> list[str]:
    chance, parts = scatter(17), []
    for i in range(120):
        depth = i / 120
        y, width = 546 + depth**1.4 * 245, (10 + 90 * depth) * (0.4 + next(chance))
        x = next(chance) * 1260 - 30
        colour = ("#ffd8a8", "#c9758a", "#394a7a", "#26345e")[int(next(chance) * 4)]
        parts.append(rect(x, y, width, 1.5 + depth * 3, colour, rx=1.5, opacity=0.4))
    return parts


def _reef() -> list[str]:
    return [
        path(
            "M520 640L575 606L620 612L668 574L744 566L830 578L872 606L930 600L990 640L1010 668L500 668Z",
            "#1d1b2f",
        ),
        path("M668 574L744 566L720 640L640 660L600 640L640 622Z", "#34304a"),
        path("M872 606L930 600L960 640L900 652Z", "#2c2942"),
    ]


def _foam() -> list[str]:
    chance, parts = scatter(29), []
    for i in range(46):
        x = 492 + i * 11.6
        y = 668 + 6 * math.sin(i * 1.3)
        parts.append(
            ellipse(
                x,
                y,
                13 + 12 * next(chance),
                5 + 6 * next(chance),
                "#ffe9d6",
                opacity=0.55 + 0.4 * next(chance),
            )
        )
    for _ in range(22):
        x, y = 450 + next(chance) * 620, 684 + next(chance) * 34
        parts.append(rect(x, y, 30 + 60 * next(chance), 3.5, "#ffe9d6", rx=2, opacity=0.5))
    return parts


def _boat(x: float, y: float) -> list[str]:
    return [
        path(f"M{x - 46} {y}H{x + 46}L{x + 30} {y + 20}H{x - 34}Z", "#1d1b2f"),
        polygon(((x - 2, y - 4), (x - 2, y - 92), (x - 44, y - 8)), "#f3d9cf"),
        polygon(((x + 4, y - 4), (x + 4, y - 80), (x + 36, y - 8)), "#d9a9a5"),
        line((x + 1, y), (x + 1, y - 96), "#1d1b2f", 3),
        circle(x + 1, y - 98, 3, "#ffe08a"),
    ]


def wave_on_tower() -> str:
    """A breaking wave round a tower, nearly as high as its gallery."""
    c = Canvas(1200, 800)
    c.add(rect(0, 0, 1200, 800, c.gradient("storm", (0, "#28323c"), (0.5, "#5a6a70"), (1, "#96a39c"))))
    for i, (x, y, w, h) in enumerate(
        ((120, 90, 420, 90), (560, 40, 520, 110), (980, 150, 460, 100), (300, 200, 520, 80))
    ):
        c.add(ellipse(x, y, w, h, ("#1f2831", "#36434c")[i % 2], opacity=0.5, filter=c.blur(f"b{i}", 30)))
    c.add(path("M0 560Q200 470 420 540T840 520T1200 500V800H0Z", "#3f5b60"))
    c.add(circle(600, 176, 190, c.glow("lamp", (0, "#fff6cf/0.95"), (0.2, "#fff0b8/0.5"), (1, "#fff0b8/0"))))
    back = (
        "M250 800C260 560 330 380 470 300C430 400 480 430 520 400C540 320 600 300 610 330"
        "C680 280 720 380 700 420C770 360 800 420 790 470C880 500 930 640 960 800Z"
    )
    c.add(path(back, "#c9d8d6"), path(back, "#a9bfbf", transform="translate(90 190) scale(.86 .76)"))
    c.add(*lit_tower(c, 600, 590))
    front = (
        "M200 800C240 640 330 520 470 500C420 560 470 600 520 560C540 500 590 490 600 530"
        "C640 470 700 520 690 570C750 530 790 570 780 610C880 640 960 720 1000 800Z"
    )
    c.add(path(front, "#eef4f1"), path(front, "#d3e1df", transform="translate(110 170) scale(.82 .8)"))
    c.add(*_spray())
    c.add(path("M0 690Q140 640 280 700T560 700T860 690T1200 650V800H0Z", "#2f484f"))
    c.add(path("M0 742Q160 700 320 748T640 740T960 744T1200 716V800H0Z", "#22363d"))
    return c.svg()


def _spray() -> list[str]:
    chance, parts = scatter(41), []
    for _ in range(260):
        turn, reach = math.radians(190 + next(chance) * 160), 150 + next(chance) * 260
        x, y = 600 + math.cos(turn) * reach * 1.1, 600 + math.sin(turn) * reach
        parts.append(circle(x, y, 1.5 + next(chance) * 5, "#f6faf8", opacity=0.35 + next(chance) * 0.6))
    return parts
