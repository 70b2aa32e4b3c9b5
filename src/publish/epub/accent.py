"""A cover -> the one colour in which a book's rules are drawn.

A hue that is frequent and strong in the picture, at the one brightness that differs by 4.5:1
from white and from black alike, so that it holds by day and by night (WCAG 2.2, 1.4.3: the
two ratios to a colour multiply to 21).
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from publish.accessibility import luminance

_SIDE = 48
_HUES = 24
_GREY = 48
"""From least to greatest part of red, green and blue: less than this is no colour."""
_LEAST = _SIDE * _SIDE // 50
_LIGHT = 178
"""The wanted luminance in thousandths: 4.6:1 to white, 4.56:1 to black."""


@lru_cache(maxsize=4)
def accent(cover: bytes) -> str:
    """A colour as CSS, "" for a cover in greys or one that cannot be read.

    The upper half of a cover is looked at, where the article's picture is.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(cover)) as image:
            image.draft("RGB", (8 * _SIDE, 8 * _SIDE))
            upper = image.convert("RGB").crop((0, 0, image.width, image.height // 2))
            small = upper.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, ValueError):
        return ""
    hues: dict[int, list[tuple[int, int, int]]] = {}
    data = small.tobytes()
    for red, green, blue in zip(data[::3], data[1::3], data[2::3], strict=True):
        if max(red, green, blue) - min(red, green, blue) >= _GREY:
            hues.setdefault(_hue(red, green, blue), []).append((red, green, blue))
    strong = [(sum(max(p) - min(p) for p in pixels), hue) for hue, pixels in hues.items()]
    if not strong or len(hues[max(strong)[1]]) < _LEAST:
        return ""
    pixels = sorted(hues[max(strong)[1]], key=lambda p: (max(p) - min(p), p))
    pixels = pixels[len(pixels) * 3 // 4 :]  # the strongest: a mean of all would be mud
    return "#{:02x}{:02x}{:02x}".format(*_lit([sum(p[part] for p in pixels) for part in range(3)]))


def _hue(red: int, green: int, blue: int) -> int:
    """The hue in steps round the circle of colours."""
    top, low = max(red, green, blue), min(red, green, blue)
    sixth = _HUES // 6
    if top == red:
        return sixth * (green - blue) // (top - low) % _HUES
    if top == green:
        return 2 * sixth + sixth * (blue - red) // (top - low)
    return 4 * sixth + sixth * (red - green) // (top - low)


def _lit(parts: list[int]) -> tuple[int, int, int]:
    """A colour of the same hue with the wanted luminance; half of the grey in it is taken out."""
    pure = [part - min(parts) // 2 for part in parts]
    red, green, blue = (part * 255 // max(pure) for part in pure)
    darker = ((red * n // 255, green * n // 255, blue * n // 255) for n in range(256))
    paler = (
        (red + (255 - red) * n // 255, green + (255 - green) * n // 255, blue + (255 - blue) * n // 255)
        for n in range(256)
    )
    return min(
        (*darker, *paler),
        key=lambda mix: abs(round(1000 * luminance(*(part / 255 for part in mix))) - _LIGHT),
    )
