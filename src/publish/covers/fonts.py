"""The fonts that covers are set in: from wheels only, so that every machine draws the same bytes.

Noto Sans has Latin, Greek, Cyrillic and Vietnamese; its companions have Arabic
and Hebrew, the scripts of India and of South-East Asia, and Chinese, Japanese
and Korean. What none of them has is not drawn, and `check` reports it.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_PACKAGES = (
    "fontpkg_noto_sans",
    "justmytype_intl_rtl",
    "justmytype_intl_south_asia",
    "justmytype_intl_sea",
    "justmytype_intl_cjk",
)
_EM = 1000
_HAN = {"ja": "JP", "ko": "KR", "zh": "SC", "zh-tw": "TC", "zh-hk": "TC", "zh-mo": "TC", "zh-hant": "TC"}
"""The font in which a language's ideographs have the forms that its readers know."""


@cache
def paths(lang: str = "") -> tuple[str, ...]:
    """The files of the upright fonts, Noto Sans first, the ideographs of `lang` before those of others."""
    names: list[str] = []
    for package in _PACKAGES:
        spec = find_spec(package)
        folders = (spec.submodule_search_locations or []) if spec else []
        files = sorted(path for folder in folders for path in Path(folder).rglob("*.ttf"))
        names += [str(path) for path in files if "Italic" not in path.name]
    han = f"NotoSans{_han(lang)}["
    return tuple(sorted(names, key=lambda path: han not in path and "intl_cjk" in path))


def _han(lang: str) -> str:
    parts = lang.lower().replace("_", "-").split("-")
    return next((_HAN[tag] for n in (2, 1) if (tag := "-".join(parts[:n])) in _HAN), "SC")


def needed(text: str, lang: str) -> tuple[str, ...]:
    """The font files that the characters of a text are drawn with: Noto Sans, and what it lacks."""
    faces = {_face(character, lang) for character in text}
    return tuple(path for index, path in enumerate(paths(lang)) if path in faces or index == 0)


@cache
def families(text: str, lang: str) -> str:
    """The names of those fonts, as an SVG's `font-family` lists them."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    names = []
    for path in needed(text, lang):
        with TTFont(path, lazy=True) as font:
            names.append(str(font["name"].getDebugName(1)))
    return ", ".join(names)


@cache
def _characters(path: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont

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


@cache
def _face(character: str, lang: str = "") -> str | None:
    return next((path for path in paths(lang) if ord(character) in _characters(path)), None)


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


def legible(text: str) -> bool:
    """Whether nearly all letters of a text can be drawn; what cannot would be a row of empty boxes."""
    letters = [c for c in text if c.isalnum()]
    return sum(_face(c) is not None for c in letters) >= 0.9 * len(letters)
