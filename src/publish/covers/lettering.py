"""The lettering of covers: fonts for every script, lines broken to fit a box, text as pixels.

The fonts come from wheels only, so that every machine draws the same bytes. Noto Sans has
Latin, Greek, Cyrillic and Vietnamese; its companions have Arabic and Hebrew, the scripts of
India and of South-East Asia, and Chinese, Japanese and Korean. What none of them has is not
drawn, and `check` reports it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from publish.i18n import catalogue

if TYPE_CHECKING:
    from budoux import Parser
    from PIL.Image import Image
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
"""The font with a language's own forms of ideographs."""


@dataclass(frozen=True, slots=True)
class Face:
    """A cut of the fonts: `weight` from 100 to 900, `condensed` to three quarters where a font can be."""

    weight: int
    condensed: bool = False

    @property
    def _axes(self) -> dict[bytes, int]:
        return {b"Weight": self.weight, b"Width": 75 if self.condensed else 100}


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
    files = {_file(character, lang) for character in text}
    return tuple(path for index, path in enumerate(paths(lang)) if path in files or index == 0)


@cache
def font_families(text: str, lang: str) -> str:
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
def _font(path: str, face: Face) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(path, _EM, layout_engine=ImageFont.Layout.BASIC)
    axes = font.get_variation_axes()
    font.set_variation_by_axes([face._axes.get(axis["name"] or b"", axis["default"] or 0) for axis in axes])
    return font


@cache
def _file(character: str, lang: str = "") -> str | None:
    return next((path for path in paths(lang) if ord(character) in _characters(path)), None)


def text_width(text: str, face: Face) -> float:
    """How wide a text is, in ems. Kerning and joined letters, which only make it narrower, are left out."""
    return sum(_advance(character, face) for character in text)


@cache
def _advance(character: str, face: Face) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    path = _file(character)
    if path is None:
        return 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.7
    return _font(path, face).getlength(character) / _EM


def legible(text: str) -> bool:
    """Whether nearly all letters of a text can be drawn; what cannot would be a row of empty boxes."""
    letters = [c for c in text if c.isalnum()]
    return sum(_file(c) is not None for c in letters) >= 0.9 * len(letters)


_LEADING = 1.14


@dataclass(frozen=True, slots=True)
class Lines:
    """Text broken for one size; `size` and `leading` in pixels."""

    lines: tuple[str, ...]
    size: int
    leading: int
    face: Face

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    @property
    def width(self) -> float:
        """The width in pixels of the longest line."""
        return self.size * max((text_width(line, self.face) for line in self.lines), default=0.0)


def fit(text: str, face: Face, box: tuple[int, int], sizes: tuple[int, int], lang: str = "") -> Lines:
    """The text in the largest size between `sizes` (largest first) that fits `box` (width, height) in pixels.

    In the smallest size, what does not fit is cut and ends in an ellipsis.
    """
    pieces = _pieces(text, lang)
    lines = _largest(text, pieces, face, box, sizes)
    if lines is None:
        return _cut(text, pieces, face, box, sizes[1])
    # A little smaller on fewer lines is calmer.
    lower = max(sizes[1], lines.size * _CALM // 100)
    for fewer in range(1, len(lines.lines)):
        height = fewer * _leading(lines.size, text)
        calm = _largest(text, pieces, face, (box[0], min(box[1], height)), (lines.size, lower), fewer)
        if calm:
            return calm
    return lines


_CALM = 80
"""How many hundredths of the size may be given for a line less."""


def _largest(
    text: str,
    pieces: list[str],
    face: Face,
    box: tuple[int, int],
    sizes: tuple[int, int],
    most_lines: int = 99,
) -> Lines | None:
    size, smallest = sizes
    while size > smallest:
        lines = _break(pieces, face, box[0] / size)
        set_in = Lines(tuple(lines), size, _leading(size, text), face)
        if len(lines) <= most_lines and set_in.height <= box[1] and set_in.width <= box[0]:
            return set_in
        size -= max(1, size // 24)
    return None


def _cut(text: str, pieces: list[str], face: Face, box: tuple[int, int], size: int) -> Lines:
    ems = box[0] / size
    leading = _leading(size, text)
    lines = _break(pieces, face, ems)
    room = max(1, box[1] // leading)
    if len(lines) > room:
        lines = [*lines[: room - 1], _shorten(lines[room - 1] + " …", face, ems)]
    return Lines(tuple(_shorten(line, face, ems) for line in lines), size, leading, face)


def _leading(size: int, text: str) -> int:
    """From line to line: more for scripts with marks above and below."""
    return round(size * (1.34 if _TALL.search(text) else _LEADING))


_TALL = re.compile("[\u0600-\u06ff\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff]")


def _break(pieces: list[str], face: Face, ems: float) -> list[str]:
    """Lines no wider than `ems`, as even as a first fit in a narrower measure makes them."""
    lines = _first_fit(pieces, face, ems)
    for share in (0.6, 0.7, 0.8, 0.9):
        narrower = _first_fit(pieces, face, ems * share)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _pieces(text: str, lang: str) -> list[str]:
    """A text cut where a line may end: after spaces and hyphens, between words where no spaces are."""
    pieces: list[str] = []
    for word in re.findall(r"\S+\s*", text):
        if _UNSPACED.search(word):
            pieces += _words_of(word, lang)
        else:
            for piece in re.findall(r".{3,}?[-–—/](?=\S)|.+", word, re.DOTALL):
                pieces += _syllables(piece, lang) if len(piece) > _LONG_WORD else [piece]
    return pieces


_LONG_WORD = 22
"""Letters: a longer word would make the whole title too small to read, and may end a line within itself."""
_HYPHEN = "\u00ad"


def _syllables(word: str, lang: str) -> list[str]:
    """A long word in syllables, each but the last with a soft hyphen; whole where no dictionary parts it."""
    from pyphen import Pyphen, language_fallback

    known = language_fallback(lang.replace("-", "_"))
    shown = word.rstrip()
    if not known:
        return [word]
    parts = Pyphen(lang=known, left=4, right=4).inserted(shown, _HYPHEN).split(_HYPHEN)
    return [*(part + _HYPHEN for part in parts[:-1]), parts[-1] + word[len(shown) :]]


def _shown(line: str) -> str:
    """A line as it is set: a soft hyphen shows at its end and nowhere else."""
    line = line.rstrip()
    return line.replace(_HYPHEN, "") + ("-" if line.endswith(_HYPHEN) else "")


_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]{3}")
_UNSPACED = re.compile(f"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]|{_THAI.pattern}")


def _words_of(text: str, lang: str) -> list[str]:
    """The words of scripts without spaces. A line of CJK may also end elsewhere, but is read worse."""
    script = "th" if _THAI.search(text) else "ja" if re.search("[\u3041-\u30ff]", text) else _han(lang)
    return _parser(script).parse(text)


@cache
def _parser(script: str) -> Parser:
    import budoux

    match script:
        case "th":
            return budoux.load_default_thai_parser()
        case "ja" | "JP":
            return budoux.load_default_japanese_parser()
        case "TC":
            return budoux.load_default_traditional_chinese_parser()
        case _:
            return budoux.load_default_simplified_chinese_parser()


def _first_fit(pieces: list[str], face: Face, ems: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and text_width(_shown(line + piece), face) > ems:
            lines.append(_shown(line))
            line = ""
        line += piece
    return [*lines, _shown(line)] if line.strip() else lines


def _shorten(line: str, face: Face, ems: float) -> str:
    while len(line) > 2 and text_width(line, face) > ems:
        line = line.rstrip("… ")[:-1].rstrip() + "…"
    return line


# Text as pixels.

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text on a cover: `y` is their top, `x` where they begin, have their middle or end."""

    lines: Lines
    x: int
    y: int
    fill: str
    anchor: Anchor = "start"

    def baselines(self) -> Iterator[int]:
        """The y of each line's letters' feet."""
        for index in range(len(self.lines.lines)):
            yield self.y + round(self.lines.size * 0.92) + index * self.lines.leading


def draw_text(canvas: Image, block: Block, lang: str) -> None:
    """Set lines of text on a picture."""
    box = _box(block, canvas.size)
    # Isolates fix the direction of a line that mixes scripts.
    rtl = catalogue.direction(lang) == "rtl"
    mark = "\u2067" if rtl else "\u2066"
    face = block.lines.face
    stretch = ' font-stretch="condensed"' if face.condensed else ""
    rows = (
        f'<text x="{block.x}" y="{y}" text-anchor="{block.anchor}" font-size="{block.lines.size}" '
        f'font-weight="{face.weight}"{stretch} fill="{block.fill}" xml:lang="{_escaped(lang)}">'
        f"{mark}{_escaped(line)}\u2069</text>"
        for line, y in zip(block.lines.lines, block.baselines(), strict=True)
    )
    text = "".join(block.lines.lines)
    svg = drawing(box, "".join(rows), font_families(text, lang))
    pixels = rendered(svg, needed(text, lang))
    canvas.paste(pixels, box[:2], pixels)


def _box(block: Block, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """What is rendered for lines: rendering takes longest, so no more than they and their strokes reach."""
    wide, high = size
    over = block.lines.size // 4
    reach = round(block.lines.width)
    left = block.x - {"start": 0, "middle": reach // 2, "end": reach}[block.anchor]
    left, right = max(0, left - over), min(wide, left + reach + over)
    upper, lower = max(0, block.y - over), min(high, block.y + block.lines.height + over)
    return left, upper, right - left, lower - upper


def drawing(box: tuple[int, int, int, int], body: str, families: str = "") -> str:
    """The part of an SVG drawing that a box holds: x, y, width, height."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{box[2]}" height="{box[3]}" '
        f'viewBox="{" ".join(map(str, box))}" '
        f'font-family="{families}">{body}</svg>'
    )


def rendered(svg: str, fonts: tuple[str, ...] = ()) -> Image:
    """A drawing as pixels, its text set in `fonts`, which are ours: the machine's would be a hidden input."""
    import resvg_py
    from PIL import Image

    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=list(fonts)))
    with Image.open(BytesIO(png)) as image:
        return image.convert("RGBA")


def _escaped(text: str) -> str:
    printable = "".join(c for c in text if c.isprintable())
    return printable.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
