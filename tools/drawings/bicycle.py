"""The picture that the guide to descriptions describes."""

from __future__ import annotations

import math

from drawings.canvas import Canvas, circle, ellipse, group, line, path, rect, scatter

RED, INK = "#c8372d", "#2a2a33"


def bicycle_in_the_rain() -> str:
    """A red bicycle on a yellow wall in the rain, lemons in its basket, a cat beneath the saddle."""
    c = Canvas(1200, 800)
    c.add(rect(0, 0, 1200, 800, c.gradient("wall", (0, "#e9b949"), (1, "#d79a2f"))))
    bricks = scatter(3)
    for _ in range(46):
        c.add(rect(next(bricks) * 1160, next(bricks) * 560, 46, 18, "#c98a28", rx=3, opacity=0.35))
    c.add(
        rect(0, 640, 1200, 160, c.gradient("street", (0, "#5d6a78"), (1, "#3a4450"))),
        rect(0, 628, 1200, 14, "#9a6a1e"),
    )
    c.add(
        *(
            ellipse(x, y, w, 12, "#d79a2f", opacity=0.4)
            for x, y, w in ((420, 722, 190), (820, 716, 170), (620, 768, 240))
        )
    )
    c.add(*_wheel(370, 540), *_wheel(820, 540), *_cat(512, 672), *_frame(), *_basket())
    rain = scatter(71)
    for _ in range(230):
        x, y, length = next(rain) * 1260, next(rain) * 780 - 20, 18 + next(rain) * 30
        c.add(
            line((x, y), (x - length * 0.26, y + length), "#f4fbff", 2.2, opacity=0.5, stroke_linecap="round")
        )
    for _ in range(40):
        x, y = next(rain) * 1200, 660 + next(rain) * 130
        c.add(ellipse(x, y, 9 + 8 * next(rain), 3, "none", stroke="#e6f1f7", stroke_width=1.6, opacity=0.6))
    return c.svg()


def _wheel(x: float, y: float) -> list[str]:
    spokes = [
        line(
            (x, y),
            (x + 116 * math.cos(math.tau * i / 18), y + 116 * math.sin(math.tau * i / 18)),
            "#d6dade",
            2,
        )
        for i in range(18)
    ]
    return [
        *spokes,
        circle(x, y, 122, "none", stroke=INK, stroke_width=14),
        circle(x, y, 112, "none", stroke="#c9ced3", stroke_width=5),
        circle(x, y, 12, INK),
        path(
            f"M{x - 142} {y - 20}A142 142 0 0 1 {x + 110} {y - 92}",
            stroke=RED,
            stroke_width=10,
            stroke_linecap="round",
        ),
    ]


def _frame() -> list[str]:
    tube = {"stroke": RED, "stroke_width": 15, "stroke_linecap": "round", "stroke_linejoin": "round"}
    return [
        path("M370 540L590 548", **tube),
        path("M370 540L500 336L590 548L742 330", **tube),
        path("M506 356L738 346", **tube),
        path("M744 290L760 350Q790 470 820 540", **tube),
        line((500, 336), (488, 290), "#c9ced3", 9),
        path("M430 282Q480 262 540 284Q520 300 482 298Q446 300 430 282Z", INK),
        path(
            "M744 292Q738 262 700 258M744 292Q756 258 800 262",
            stroke="#c9ced3",
            stroke_width=10,
            stroke_linecap="round",
        ),
        line((800, 262), (824, 264), INK, 15, stroke_linecap="round"),
        circle(590, 548, 34, "none", stroke="#c9ced3", stroke_width=8),
        circle(590, 548, 12, INK),
        line((590, 548), (620, 606), "#c9ced3", 8),
        rect(602, 602, 46, 10, INK, rx=4),
        path("M370 552L590 580M370 528L590 516", stroke=INK, stroke_width=4),
        circle(872, 352, 18, "#fff3b0", stroke="#c9ced3", stroke_width=6),
    ]


def _basket() -> list[str]:
    lemons = (
        (776, 292),
        (812, 286),
        (850, 288),
        (888, 294),
        (796, 268),
        (834, 262),
        (870, 268),
        (852, 244),
        (816, 244),
    )
    parts = [
        group(
            (ellipse(0, 0, 23, 17, "#f7dd4b"), circle(22, 0, 5, "#e5c233"), ellipse(-6, -6, 8, 4, "#fdf2a4")),
            transform=f"translate({x} {y}) rotate({(i * 47) % 90 - 40})",
        )
        for i, (x, y) in enumerate(lemons)
    ]
    parts.append(path("M872 236q22 -18 34 -2q-16 14 -34 2Z", "#5f8550"))
    parts.append(path("M752 294H912L892 404H772Z", "#8a5a36"))
    parts += [line((754 + i * 20, 296), (772 + i * 15, 402), "#5c3a22", 4) for i in range(9)]
    parts += [line((756 + i * 5, 318 + i * 26), (908 - i * 5, 318 + i * 26), "#b98355", 6) for i in range(4)]
    parts.append(rect(746, 288, 172, 14, "#b98355", rx=7))
    return parts


def _cat(x: float, foot: float) -> list[str]:
    fur = "#3b3540"
    return [
        path(
            f"M{x + 40} {foot - 12}q52 6 44 -40q-4 -18 8 -26",
            stroke=fur,
            stroke_width=13,
            stroke_linecap="round",
        ),
        path(
            "M-44 0Q-52 -92 -4 -96Q50 -90 52 0Z",
            fur,
            transform=f"translate({x} {foot})",
        ),
        ellipse(x - 12, foot - 104, 36, 31, fur),
        path(f"M{x - 44} {foot - 112}l2 -38l26 18ZM{x - 4} {foot - 132}l24 -18l4 36Z", fur),
        path(f"M{x - 39} {foot - 122}l2 -18l12 10ZM{x + 6} {foot - 131}l10 -8l2 16Z", "#c98f8f"),
        ellipse(x - 25, foot - 108, 6, 8, "#e9d84f"),
        ellipse(x + 3, foot - 108, 6, 8, "#e9d84f"),
        ellipse(x - 25, foot - 108, 2, 7, "#1c1a20"),
        ellipse(x + 3, foot - 108, 2, 7, "#1c1a20"),
        path(f"M{x - 15} {foot - 96}h8l-4 5Z", "#c98f8f"),
        path(
            f"M{x - 12} {foot - 90}q-8 7 -14 1M{x - 10} {foot - 90}q8 7 14 1",
            stroke="#c9c3cc",
            stroke_width=2,
        ),
        *(line((x - 34, foot - 94 + k), (x - 66, foot - 98 + k * 2.6), "#c9c3cc", 1.5) for k in (0, 5, 10)),
        *(line((x + 10, foot - 94 + k), (x + 42, foot - 98 + k * 2.6), "#c9c3cc", 1.5) for k in (0, 5, 10)),
        ellipse(x - 24, foot - 4, 17, 9, "#57505e"),
        ellipse(x + 12, foot - 4, 17, 9, "#57505e"),
        path(
            "M-30 -70Q-8 -40 10 -72Q-6 -28 -30 -70Z",
            "#e9e6ea",
            transform=f"translate({x} {foot})",
        ),
    ]
