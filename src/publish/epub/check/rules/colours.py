"""Contrast ratio of two colours (WCAG 2.2)."""

from __future__ import annotations


def contrast(one: str, two: str) -> float:
    """The ratio between two CSS colours, 1 to 21. What is no plain colour counts as told apart."""
    lights = [_luminance(colour) for colour in (one, two)]
    if None in lights:
        return 21.0
    low, high = sorted(light for light in lights if light is not None)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float | None:
    from PIL import ImageColor

    try:
        red, green, blue = ImageColor.getrgb(colour)[:3]
    except ValueError:
        return None
    shares = zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True)
    return sum(share * _linear(value / 255) for share, value in shares)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
