"""A lens and its rays, three lamps that keep time, a stair from above, a border of waves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from drawings.canvas import Canvas, Point, circle, ellipse, line, path, polygon, rect, smooth


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
