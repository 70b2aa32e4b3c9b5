"""Pictures for the feature about lighthouses: towers, a lens, a wave, a stair and a border of waves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from drawings.canvas import (
    Canvas,
    Point,
    circle,
    ellipse,
    line,
    path,
    polygon,
    rect,
    scatter,
    smooth,
)

Profile = Sequence[tuple[float, float]]


def outline(x: float, foot: float, profile: Profile) -> str:
    """A tower's outline from (height above its foot, half its width) pairs, as path data."""
    right = [(x + half, foot - up) for up, half in profile]
    left = [(x - half, foot - up) for up, half in reversed(profile)]
    return smooth(right) + "L" + smooth(left)[1:] + "Z"


OAK: Profile = ((0, 62), (40, 50), (110, 40), (220, 33), (330, 30), (360, 31))


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
    c.add(*_reef(), *_lit_tower(c, 744, 610))
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


def _lit_tower(c: Canvas, x: float, foot: float) -> list[str]:
    stone = c.gradient(
        "stone", (0, "#a58b94"), (0.35, "#776a80"), (0.7, "#453f5a"), (1, "#2b2840"), across=True
    )
    parts = [path(outline(x, foot, OAK), stone)]
    for up in range(24, 350, 24):
        half = 30 + 32 * (1 - up / 360) ** 2.6
        parts.append(
            path(
                f"M{x - half} {foot - up}Q{x} {foot - up + 7} {x + half} {foot - up}",
                stroke="#2b2840",
                stroke_width=1.2,
                opacity=0.5,
            )
        )
    parts += [
        rect(x - 5, foot - up, 10, 17, "#ffd98a" if up in (250, 310) else "#231f38", rx=4)
        for up in (130, 190, 250, 310)
    ]
    top = foot - 360
    parts += [
        path(f"M{x - 31} {top}L{x - 46} {top - 16}H{x + 46}L{x + 31} {top}Z", "#453f5a"),
        rect(x - 48, top - 22, 96, 7, "#2b2840"),
        *(line((x + dx, top - 22), (x + dx, top - 40), "#2b2840", 2) for dx in range(-46, 47, 13)),
        rect(x - 48, top - 42, 96, 3, "#2b2840"),
        rect(x - 26, top - 72, 52, 50, "#fff3c4"),
        *(line((x + dx, top - 72), (x + dx, top - 22), "#453f5a", 2.5) for dx in (-26, -9, 9, 26)),
        line((x - 26, top - 48), (x + 26, top - 48), "#453f5a", 2),
        path(
            "M-32 -71Q-22 -100 0 -104Q22 -100 32 -71Z",
            "#2b2840",
            transform=f"translate({x} {top})",
        ),
        circle(x, top - 108, 6, "#2b2840"),
        line((x, top - 108), (x, top - 130), "#2b2840", 3),
    ]
    return parts


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
    c.add(*_lit_tower(c, 600, 590))
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


def fresnel_rays() -> str:
    """A Fresnel lens in section: rays from a flame leave it side by side."""
    c = Canvas(1200, 760)
    c.add(rect(0, 0, 1200, 760, c.gradient("night", (0, "#0f1a33"), (1, "#1d2c4f"))))
    flame: Point = (260, 380)
    beam = c.gradient("beam", (0, "#ffe9a8/0.4"), (1, "#ffe9a8/0.05"), across=True)
    c.add(rect(700, 92, 500, 576, beam))
    rings = [-268, -224, -180, -136, -84, 0, 84, 136, 180, 224, 268]
    for dy in rings:
        c.add(line(flame, (664, 380 + dy), "#ffe08a", 2.4, opacity=0.85))
        c.add(line((690, 380 + dy), (1200, 380 + dy), "#ffe08a", 2.4, opacity=0.85))
    for turn in (120, 150, 180, 210, 240):
        angle = math.radians(turn)
        end = (260 + 190 * math.cos(angle), 380 + 190 * math.sin(angle))
        c.add(line(flame, end, "#ffe08a", 1.6, opacity=0.35, stroke_dasharray="6 8"))
    glass = c.gradient("glass", (0, "#bfe6ee"), (0.5, "#6fb4cc"), (1, "#d9f3f7"), across=True)
    c.add(path("M652 334Q730 380 652 426Q640 380 652 334Z", glass, stroke="#eafcff", stroke_width=2))
    for k, centre in enumerate((84, 136, 180, 224, 268)):
        for sign in (-1, 1):
            c.add(_prism(380 + sign * centre, sign, 20, 18 + k * 9, glass))
    c.add(
        rect(640, 72, 70, 14, "#c79a4b"), rect(640, 674, 70, 14, "#c79a4b"), rect(630, 688, 90, 20, "#a67d38")
    )
    c.add(circle(260, 380, 120, c.glow("halo", (0, "#fff6cf/0.9"), (0.3, "#ffcf70/0.35"), (1, "#ffcf70/0"))))
    c.add(
        path(
            "M260 316C272 350 294 366 288 394Q280 418 260 418Q240 418 232 394C226 366 250 352 260 316Z",
            "#ffb347",
        )
    )
    c.add(
        path(
            "M260 350C266 372 276 380 273 396Q268 408 260 408Q252 408 247 396C244 380 256 370 260 350Z",
            "#fff6cf",
        )
    )
    c.add(
        rect(236, 418, 48, 16, "#c79a4b"),
        path("M228 434H292L282 520H238Z", "#a67d38"),
        rect(214, 520, 92, 16, "#c79a4b"),
    )
    return c.svg()


def _prism(y: float, sign: int, half: float, thick: float, paint: str) -> str:
    near, far = y - sign * half, y + sign * half
    shape = f"M654 {near}L{664 + thick * 0.9:.1f} {near}Q{668 + thick * 0.5:.1f} {y} 664 {far}L654 {far}Z"
    return path(shape, paint, stroke="#eafcff", stroke_width=1.6, stroke_linejoin="round")


def three_characters(lit: Sequence[bool]) -> str:
    """Three small lighthouses; `lit` says whose lamp burns."""
    c = Canvas(720, 300)
    c.add(rect(0, 0, 720, 300, "#14203c"), rect(0, 246, 720, 54, "#0c1529"))
    for i, (on, cap) in enumerate(zip(lit, ("#c9504a", "#3f7f6f", "#c79a4b"), strict=True)):
        x = 120 + i * 240
        if on:
            c.add(circle(x, 92, 86, "#4a4a52"), circle(x, 92, 60, "#8a8060"))
        c.add(polygon(((x - 34, 250), (x - 20, 116), (x + 20, 116), (x + 34, 250)), "#e9e3d6"))
        c.add(polygon(((x - 29, 200), (x - 24, 156), (x + 24, 156), (x + 29, 200)), cap))
        c.add(rect(x - 28, 108, 56, 8, "#5d6577"), rect(x - 15, 76, 30, 32, "#fff3b0" if on else "#33405e"))
        c.add(polygon(((x - 20, 76), (x, 52), (x + 20, 76)), cap), ellipse(x, 252, 60, 8, "#3b3147"))
    return c.svg()


def characters_at(halves: int) -> tuple[bool, bool, bool]:
    """Which of the three lamps burn, `halves` half seconds after the start: Fl 5s, Fl(2) 10s, Iso 4s."""
    return halves % 10 == 0, halves % 20 in (0, 3), halves % 8 < 4


def spiral_stair() -> str:
    """A spiral stair seen from above: each turn is half as wide as the one outside it."""
    c = Canvas(1000, 1000)
    c.add(
        rect(0, 0, 1000, 1000, "#2a2231"), circle(500, 500, 478, "#cbb79b"), circle(500, 500, 458, "#8c7660")
    )

    def at(turn: float, narrower: float = 1.0) -> Point:
        radius, angle = 456 * 0.52**turn * narrower, math.tau * turn - math.pi / 2
        return 500 + radius * math.cos(angle), 500 + radius * math.sin(angle)

    for i in range(92):
        turn, after = i / 28, (i + 1) / 28
        tone = 232 - int(168 * (i / 92) ** 0.8) - (16 if i % 2 else 0)
        corners = (at(turn), at(after), at(after + 1, 1.015), at(turn + 1, 1.015))
        c.add(polygon(corners, f"rgb({tone},{int(tone * 0.85)},{int(tone * 0.66)})"))
        c.add(line(corners[0], corners[3], "#3b2f36", 0.6 + 3.4 * 0.52**turn, opacity=0.8))
    c.add(
        path(
            smooth([at(1 + k / 60) for k in range(200)]),
            stroke="#7a3630",
            stroke_width=8,
            stroke_linecap="round",
        )
    )
    c.add(
        circle(500, 500, 48, "#15101c"),
        circle(500, 500, 40, c.glow("well", (0, "#ffe08a/0.9"), (1, "#ffe08a/0"))),
    )
    return c.svg()


def ornament() -> str:
    """A border of waves that says nothing."""
    c = Canvas(1200, 160)
    c.add(rect(0, 0, 1200, 160, "#eef4f5"))
    for row, colour in enumerate(("#a9cbd3", "#6fa3b3", "#2f6f83")):
        y = 56 + row * 26
        c.add(
            path(
                f"M-60 {y}" + "q30 -26 60 0t60 0" * 11,
                stroke=colour,
                stroke_width=7,
                stroke_linecap="round",
                transform=f"translate({row * 20} 0)",
            )
        )
    return c.svg()
