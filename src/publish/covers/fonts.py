"""The fonts of covers, from wheels, so that every machine draws the same.

Noto Sans has Latin, Greek, Cyrillic, Vietnamese and Devanagari, its companions
have Arabic and Hebrew. For any other script the system's fonts are let in.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILIES = "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, sans-serif"
_PACKAGES = ("fontpkg_noto_sans", "justmytype_intl_rtl")
_EM = 1000
_UNASSIGNED = "\u0378"


@cache
def paths() -> tuple[str, ...]:
    """The files of the upright fonts that come with the program."""
    found: list[Path] = []
    for package in _PACKAGES:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            found += Path(folder).rglob("*.ttf")
    return tuple(str(path) for path in sorted(found, key=lambda path: path.name) if "Italic" not in path.name)


@cache
def _characters(path: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


@cache
def _font(path: str, weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(path, _EM, layout_engine=ImageFont.Layout.BASIC)
    axes = font.get_variation_axes()
    font.set_variation_by_axes(
        [weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes]
    )
    return font


def _face(character: str) -> str | None:
    return next((path for path in paths() if ord(character) in _characters(path)), None)


def covered(text: str) -> bool:
    """Whether our own fonts have every visible character of a text."""
    return all(c.isspace() or unicodedata.category(c) == "Cf" or _face(c) for c in text)


def width(text: str, weight: int) -> float:
    """How wide a text is, in ems. Kerning and joined letters, which only make it narrower, are left out."""
    return sum(_advance(character, weight) for character in text)


@cache
def _advance(character: str, weight: int) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    path = _face(character)
    if path is None:
        return 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.7
    return _font(path, weight).getlength(character) / _EM


@cache
def drawable(character: str) -> bool:
    """Whether any font of this machine draws a character: it looks other than one that no font has."""
    return _face(character) is not None or _drawn(character) != _drawn(_UNASSIGNED)


def _drawn(character: str) -> bytes:
    import resvg_py

    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" font-family="{FAMILIES}">'
        f'<text x="2" y="32" font-size="32">{character}</text></svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=list(paths())))


def legible(text: str) -> bool:
    """Whether nearly all of a text can be drawn here; what cannot would be a row of empty boxes."""
    letters = [c for c in text if c.isalnum()]
    return sum(map(drawable, letters)) >= 0.9 * len(letters)
