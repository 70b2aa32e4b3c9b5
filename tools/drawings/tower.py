"""The outline of a tower, and a granite lighthouse with its lamp lit."""

from __future__ import annotations

from collections.abc import Sequence

from drawings.canvas import Canvas, circle, line, path, rect, smooth

Profile = Sequence[tuple[float, float]]


def outline(x: float, foot: float, profile: Profile) -> str:
    """A tower's outline from (height above its foot, half its width) pairs, as path data."""
    right = [(x + half, foot - up) for up, half in profile]
    left = [(x - half, foot - up) for up, half in reversed(profile)]
    return smooth(right) + "L" + smooth(left)[1:] + "Z"


OAK: Profile = ((0, 62), (40, 50), (110, 40), (220, 33), (330, 30), (360, 31))


def lit_tower(c: Canvas, x: float, foot: float) -> list[str]:
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
