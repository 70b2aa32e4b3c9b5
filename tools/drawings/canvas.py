"""A page to draw on: a list of SVG elements with a few shapes that the drawings share.

Nothing here depends on fonts, on the clock or on chance: `scatter` is a fixed
sequence that looks irregular.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Point = tuple[float, float]


@dataclass
class Canvas:
    """A drawing of `width` by `height` pixels; elements are painted in the order they are added."""

    width: int
    height: int
    definitions: list[str] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)

    def add(self, *elements: str) -> None:
        self.elements.extend(elements)

    def gradient(self, name: str, *stops: tuple[float, str], across: bool = False) -> str:
        """A linear gradient, downwards or `across`; gives the paint that names it."""
        end = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
        inner = "".join(f'<stop offset="{at:g}" {_colour(colour)}/>' for at, colour in stops)
        self.definitions.append(f'<linearGradient id="{name}" x1="0" y1="0" {end}>{inner}</linearGradient>')
        return f"url(#{name})"

    def glow(self, name: str, *stops: tuple[float, str]) -> str:
        """A radial gradient from the middle outwards; gives the paint that names it."""
        inner = "".join(f'<stop offset="{at:g}" {_colour(colour)}/>' for at, colour in stops)
        self.definitions.append(f'<radialGradient id="{name}">{inner}</radialGradient>')
        return f"url(#{name})"

    def blur(self, name: str, radius: float) -> str:
        """A blur; gives the filter that names it."""
        self.definitions.append(
            f'<filter id="{name}" x="-50%" y="-50%" width="200%" height="200%">'
            f'<feGaussianBlur stdDeviation="{radius:g}"/></filter>'
        )
        return f"url(#{name})"

    def svg(self) -> str:
        """The whole drawing as an SVG document."""
        body = "\n".join(self.elements)
        defs = f"<defs>{''.join(self.definitions)}</defs>\n" if self.definitions else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}">\n{defs}{body}\n</svg>\n'
        )


def _colour(colour: str) -> str:
    """`#rrggbb` or `#rrggbb/opacity` as the attributes of a gradient stop."""
    paint, _, opacity = colour.partition("/")
    return f'stop-color="{paint}"' + (f' stop-opacity="{opacity}"' if opacity else "")


def attributes(values: dict[str, object]) -> str:
    """Attributes of an element; an underscore in a name stands for a hyphen."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_text(value)}"' for name, value in values.items()
    )


def _text(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def element(tag: str, inside: str = "", /, **values: object) -> str:
    return f"<{tag}{attributes(values)}>{inside}</{tag}>" if inside else f"<{tag}{attributes(values)}/>"


def rect(x: float, y: float, width: float, height: float, fill: str, **more: object) -> str:
    return element(
        "rect", x=float(x), y=float(y), width=float(width), height=float(height), fill=fill, **more
    )


def circle(x: float, y: float, radius: float, fill: str, **more: object) -> str:
    return element("circle", cx=float(x), cy=float(y), r=float(radius), fill=fill, **more)


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, **more: object) -> str:
    return element("ellipse", cx=float(x), cy=float(y), rx=float(rx), ry=float(ry), fill=fill, **more)


def path(d: str, fill: str = "none", /, **more: object) -> str:
    return element("path", d=d, fill=fill, **more)


def polygon(points: Iterable[Point], fill: str, **more: object) -> str:
    return element("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), fill=fill, **more)


def line(a: Point, b: Point, colour: str, width: float, **more: object) -> str:
    return element(
        "line",
        x1=float(a[0]),
        y1=float(a[1]),
        x2=float(b[0]),
        y2=float(b[1]),
        stroke=colour,
        stroke_width=float(width),
        **more,
    )


def group(elements: Iterable[str], **more: object) -> str:
    return element("g", "".join(elements) or " ", **more)


def text(x: float, y: float, words: str, size: float, fill: str, **more: object) -> str:
    """Words, which must say nothing that the alt text does not: some readers cannot reach them."""
    values = {"x": float(x), "y": float(y), "font_size": float(size), "fill": fill, **more}
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    return f"<text{attributes(values)}>{escaped}</text>"


def smooth(points: Sequence[Point]) -> str:
    """A soft curve through the points, as path data (Catmull-Rom turned into Bézier curves)."""
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for i in range(len(points) - 1):
        before, a = points[max(i - 1, 0)], points[i]
        b, after = points[i + 1], points[min(i + 2, len(points) - 1)]
        c1 = (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
        c2 = (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
        parts.append(f"C{c1[0]:.1f} {c1[1]:.1f} {c2[0]:.1f} {c2[1]:.1f} {b[0]:.1f} {b[1]:.1f}")
    return "".join(parts)


def scatter(seed: int) -> Iterator[float]:
    """Numbers from 0 up to 1 that look irregular and are the same each time."""
    state = seed * 2654435761 % 2**32 or 1
    while True:
        state = (1664525 * state + 1013904223) % 2**32
        yield (state >> 8) / 2**24
