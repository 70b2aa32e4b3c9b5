"""The four Eddystone towers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from drawings.canvas import Canvas, Point, ellipse, line, path, polygon, rect
from drawings.tower import Profile, outline


def four_towers() -> str:
    """The four Eddystone towers side by side at one scale."""
    c = Canvas(1200, 700)
    c.add(rect(0, 0, 1200, 700, c.gradient("paper", (0, "#e7f0f2"), (1, "#cfe0e6"))))
    for y in range(140, 600, 92):
        c.add(line((0, y), (1200, y), "#b4cbd3", 1.5, stroke_dasharray="2 8"))
    c.add(
        path(
            "M0 620L90 596L210 606L330 590L470 604L620 588L760 602L900 586L1050 604L1200 592V700H0Z",
            "#8d5f55",
        )
    )
    c.add(path("M0 660Q150 640 300 656T600 654T900 656T1200 650V700H0Z", "#2f6f83"))
    c.add(path("M0 676Q150 660 300 674T600 672T900 674T1200 668V700H0Z", "#245768"))
    for x, tower in ((165, _winstanley), (435, _rudyerd), (705, _smeaton), (985, _douglass)):
        c.add(ellipse(x, 606, 110, 10, "#6d453f", opacity=0.5), *tower(x, 606))
    return c.svg()


def _windows(x: float, foot: float, heights: Sequence[int], colour: str = "#2a3440") -> list[str]:
    return [rect(x - 5, foot - up, 10, 15, colour, rx=4) for up in heights]


def _lantern(x: float, base: float, size: float, roof: str) -> list[str]:
    half, high = 20 * size, 34 * size
    return [
        rect(x - half, base - high, half * 2, high, "#ffe08a"),
        *(
            line((x + k * half, base - high), (x + k * half, base), "#3b3f46", 2)
            for k in (-1, -0.33, 0.33, 1)
        ),
        path(
            f"M{x - half * 1.3} {base - high}Q{x} {base - high - 30 * size} {x + half * 1.3} {base - high}Z",
            roof,
        ),
        line((x, base - high - 12 * size), (x, base - high - 30 * size), roof, 3),
    ]


def _winstanley(x: float, foot: float) -> list[str]:
    wood = "#9c6b43"
    parts = [
        polygon(((x - 46, foot), (x - 40, foot - 84), (x + 40, foot - 84), (x + 46, foot)), "#8b8378"),
        polygon(((x - 40, foot - 84), (x - 34, foot - 176), (x + 34, foot - 176), (x + 40, foot - 84)), wood),
        rect(x - 50, foot - 92, 100, 8, "#5a3d29"),
        rect(x - 54, foot - 184, 108, 9, "#5a3d29"),
        *(line((x + dx, foot - 184), (x + dx, foot - 202), "#5a3d29", 3) for dx in range(-52, 53, 13)),
        rect(x - 54, foot - 204, 108, 4, "#5a3d29"),
        rect(x - 28, foot - 226, 56, 46, "#b98355"),
        path(f"M{x - 36} {foot - 226}Q{x} {foot - 262} {x + 36} {foot - 226}Z", "#5f7f86"),
        *_lantern(x, foot - 244, 0.9, "#5f7f86"),
        path(f"M{x} {foot - 302}q26 -10 34 4q-20 4 -34 2Z", "#c24f3f"),
        line((x + 30, foot - 140), (x + 72, foot - 176), "#5a3d29", 4),
        line((x + 72, foot - 176), (x + 72, foot - 120), "#3b3f46", 2),
    ]
    return parts + _windows(x, foot, (60, 118, 158), "#3a2a20")


def _rudyerd(x: float, foot: float) -> list[str]:
    sides: list[Point] = [(x - 44, foot), (x - 25, foot - 236), (x + 25, foot - 236), (x + 44, foot)]
    parts = [polygon(sides, "#7a5233")]
    parts += [
        line((x + k * 44, foot), (x + k * 25, foot - 236), "#5f3f27", 1.5)
        for k in (-0.66, -0.33, 0, 0.33, 0.66)
    ]
    parts += [rect(x - 46 + i * 4, foot - 30 - i * 62, 92 - i * 8, 5, "#4a3120") for i in range(4)]
    parts += [rect(x - 36, foot - 244, 72, 9, "#4a3120"), *_lantern(x, foot - 244, 0.9, "#4a3120")]
    return parts + _windows(x, foot, (84, 146, 208), "#2d1d12")


def _smeaton(x: float, foot: float) -> list[str]:
    profile = ((0, 56), (30, 42), (80, 34), (150, 28), (226, 25))
    parts = [path(outline(x, foot, profile), "#e9e3d6")]
    for band in range(4):
        low, high = 20 + band * 54, 47 + band * 54
        inner = tuple((up, half) for up, half in _between(profile, low, high))
        parts.append(path(outline(x, foot, inner), "#c9504a"))
    parts += [rect(x - 34, foot - 236, 68, 11, "#c9bda6"), *_lantern(x, foot - 236, 1.0, "#7a3630")]
    return parts + _windows(x, foot, (70, 124, 178))


def _between(profile: Profile, low: float, high: float) -> list[tuple[float, float]]:
    """The part of a profile between two heights, in small steps."""

    def half(up: float) -> float:
        for (a, wide), (b, narrow) in pairwise(profile):
            if up <= b:
                return wide + (narrow - wide) * (up - a) / (b - a)
        return profile[-1][1]

    return [(low + (high - low) * i / 6, half(low + (high - low) * i / 6)) for i in range(7)]


def _douglass(x: float, foot: float) -> list[str]:
    profile = ((80, 38), (160, 33), (300, 28), (410, 27), (430, 34))
    parts = [
        rect(x - 66, foot - 80, 132, 80, "#9aa3a8"),
        rect(x - 66, foot - 80, 132, 8, "#c3cacd"),
        *(line((x - 66, foot - y), (x + 66, foot - y), "#7f898f", 1.5) for y in (20, 40, 60)),
        path(outline(x, foot, profile), "#b7bfc3"),
        path(outline(x + 12, foot, tuple((up, half * 0.5) for up, half in profile)), "#98a3a8"),
        rect(x - 38, foot - 442, 76, 12, "#7f898f"),
        *_lantern(x, foot - 442, 1.15, "#7f898f"),
        rect(x - 70, foot - 500, 140, 7, "#4f5b62"),
        line((x - 62, foot - 496), (x - 30, foot - 440), "#4f5b62", 3),
        line((x + 62, foot - 496), (x + 30, foot - 440), "#4f5b62", 3),
        line((x - 70, foot - 500), (x - 84, foot - 512), "#4f5b62", 2),
        line((x + 70, foot - 500), (x + 84, foot - 512), "#4f5b62", 2),
    ]
    return parts + _windows(x, foot, (130, 190, 250, 310, 370))
