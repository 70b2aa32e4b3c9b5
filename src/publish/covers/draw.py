"""Covers as JPEGs: text set by an SVG renderer that shapes every script, over the picture.

The fonts come from wheels only, so that every machine draws the same bytes. Noto Sans has
Latin, Greek, Cyrillic and Vietnamese; its companions have Arabic and Hebrew, the scripts of
India and of South-East Asia, and Chinese, Japanese and Korean. What none of them has is not
drawn, and `check` reports it.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from publish.errors import ConfigError
from publish.i18n import catalogue
from publish.model.article import Article, Picture

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


def text_width(text: str, weight: int) -> float:
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


_LEADING = 1.18


@dataclass(frozen=True, slots=True)
class Lines:
    """Text broken for one size; `size` and `height` in pixels."""

    lines: tuple[str, ...]
    size: int
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    def longest(self, weight: int) -> float:
        """The width in pixels of the longest line."""
        return self.size * max((text_width(line, weight) for line in self.lines), default=0.0)


def fit(text: str, weight: int, box: tuple[int, int], sizes: tuple[int, int]) -> Lines:
    """The text in the largest size between `sizes` (largest first) that fits `box` (width, height) in pixels.

    In the smallest size, what does not fit is cut and ends in an ellipsis.
    """
    largest, smallest = sizes
    size = largest
    while size > smallest:
        lines = _break(text, weight, box[0] / size)
        set_in = Lines(tuple(lines), size, round(size * _LEADING))
        if set_in.height <= box[1] and set_in.longest(weight) <= box[0]:
            return set_in
        size -= max(1, size // 24)
    leading = round(smallest * _LEADING)
    lines = _break(text, weight, box[0] / smallest)
    room = max(1, box[1] // leading)
    if len(lines) > room:
        lines = [*lines[: room - 1], _shorten(lines[room - 1] + " …", weight, box[0] / smallest)]
    return Lines(tuple(_shorten(line, weight, box[0] / smallest) for line in lines), smallest, leading)


def _break(text: str, weight: int, ems: float) -> list[str]:
    """Lines no wider than `ems`, as even as a first fit in a narrower measure makes them."""
    pieces = _pieces(text)
    lines = _first_fit(pieces, weight, ems)
    for share in (0.7, 0.8, 0.9):
        narrower = _first_fit(pieces, weight, ems * share)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _pieces(text: str) -> list[str]:
    """A text cut where a line may end: after spaces and hyphens, round ideographs, between Thai words."""
    words = re.findall(r"\S+\s*", text)
    pieces: list[str] = []
    for word in words:
        if _THAI.search(word):
            pieces += _thai_words().parse(word)
            continue
        run = ""
        for character in word:
            wide = unicodedata.east_asian_width(character) in "WF"
            closing = unicodedata.category(character) in ("Pe", "Po", "Pf")
            if wide and run and not closing:
                pieces.append(run)
                run = ""
            run += character
            if character in "-–—/" and len(run) > 3:
                pieces.append(run)
                run = ""
        if run:
            pieces.append(run)
    return pieces


_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]{3}")


@functools.cache
def _thai_words() -> Parser:
    """What finds the words of Thai, which has no spaces between them."""
    import budoux

    return budoux.load_default_thai_parser()


def _first_fit(pieces: list[str], weight: int, ems: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and text_width((line + piece).rstrip(), weight) > ems:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _shorten(line: str, weight: int, ems: float) -> str:
    while len(line) > 2 and text_width(line, weight) > ems:
        line = line.rstrip("… ")[:-1].rstrip() + "…"
    return line


# Dark grounds with their accents; white on each ground is 9:1 or more.
_PALETTES = (
    ("#14324a", "#f2b84b"),
    ("#3b1f3f", "#f0a6ca"),
    ("#123b33", "#8fd6b4"),
    ("#472316", "#f4a97c"),
    ("#262a56", "#a9b8ff"),
    ("#3a3312", "#e6d36a"),
    ("#4a1526", "#f7a8b0"),
    ("#0f3a47", "#7fd4e6"),
)
_PORTRAIT = (1600, 2560)
_QUALITY = 86
_LEAST_ARTWORK = 1400


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands on a cover."""

    title: str
    above: str
    below: str
    lang: str


def portrait(article: Article, picture: Picture | None = None) -> Picture:
    """The book's cover, 1600 by 2560 pixels: the picture over the title and the publisher."""
    return _draw(_words(article), picture, _PORTRAIT, "cover.jpg")


def square(article: Article, picture: Picture | None = None, size: int = 1400) -> Picture:
    """The cover of the audio: a square of `size` pixels."""
    return _draw(_words(article), picture, (size, size), "cover.jpg")


def show_artwork(title: str, author: str = "", lang: str = "en", size: int = 3000) -> Picture:
    """The podcast's artwork: a square, by default of 3000 pixels as Apple recommends, RGB, no alpha."""
    return _draw(_Words(title, "", author, lang), None, (size, size), "artwork.jpg")


def own_artwork(data: bytes, where: str, size: int = 3000) -> Picture:
    """The show's artwork out of a square picture: `size` pixels, RGB, no alpha.

    Raises ConfigError, naming `where`, for what is no picture, no square, or smaller than the 1400
    pixels that podcast directories ask for (help.apple.com/itc/podcasts_connect, "Artwork").
    """
    from PIL import Image

    drawn = _opened(Picture(where, "", data), size)
    if drawn is None:
        raise ConfigError(f"site.artwork: {where} is not a picture", "give a JPEG or PNG file")
    text_width, height = drawn.size
    if text_width != height or text_width < _LEAST_ARTWORK:
        help_ = f"give a square of {_LEAST_ARTWORK} pixels or more"
        raise ConfigError(f"site.artwork: {where} has {text_width} by {height} pixels", help_)
    out = BytesIO()
    drawn.resize((size, size), Image.Resampling.LANCZOS).save(
        out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True
    )
    return Picture("artwork.jpg", "image/jpeg", out.getvalue())


def warm() -> None:
    """Load what every cover is drawn with, so that the first does not wait for it."""
    import resvg_py  # noqa: F401
    from PIL import ImageOps, JpegImagePlugin, PngImagePlugin  # noqa: F401

    text_width("e", 400)


def _words(article: Article) -> _Words:
    """What can be drawn of an article's words; without any, the picture fills the cover."""
    names = catalogue.names(article.bylines, article.lang)
    return _Words(_legible(article.title), _legible(article.publisher), _legible(names), article.lang)


def _legible(text: str) -> str:
    return text if legible(text) else ""


def _draw(words: _Words, picture: Picture | None, size: tuple[int, int], name: str) -> Picture:
    from PIL import Image

    ground, accent = _palette(words)
    canvas = Image.new("RGB", size, ground)
    top = _top_height(size) if words.title else size[1]
    art = _opened(picture, size[0])
    band = _pattern(words, (size[0], top), ground, accent) if art is None else _filled(art, (size[0], top))
    canvas.paste(band, (0, 0))
    if words.title:
        canvas.paste(accent, (0, top, size[0], top + round(size[0] * 0.012)))
        for block in _blocks(words, size, top, accent):
            text = _rendered(_text(block, words.lang), "".join(block.lines.lines), words.lang)
            canvas.paste(text, block.box[:2], text)
    out = BytesIO()
    canvas.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return Picture(name, "image/jpeg", out.getvalue())


def _top_height(size: tuple[int, int]) -> int:
    return round(size[1] * (0.5 if size[1] > size[0] else 0.46))


def _palette(words: _Words) -> tuple[str, str]:
    key = words.above or words.title
    return _PALETTES[hashlib.sha256(key.encode()).digest()[0] % len(_PALETTES)]


def _opened(picture: Picture | None, pixels: int) -> Image | None:
    """The picture's first frame in colour, or nothing when it cannot be read."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if picture is None:
        return None
    try:
        data = picture.data
        if picture.media_type == "image/svg+xml":
            import resvg_py

            svg = data.decode("utf-8")
            data = bytes(
                resvg_py.svg_to_bytes(
                    svg_string=svg,
                    width=pixels,
                    skip_system_fonts=True,
                    font_files=list(needed("".join(sorted(set(svg))), "")),
                )
            )
        with Image.open(BytesIO(data)) as image:
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    ground = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(ground, upright).convert("RGB")


def _filled(art: Image, size: tuple[int, int]) -> Image:
    """The picture cut to fill a size, a little above its middle, where faces are."""
    from PIL import Image, ImageOps

    return ImageOps.fit(art, size, Image.Resampling.LANCZOS, centering=(0.5, 0.4))


def _pattern(words: _Words, size: tuple[int, int], ground: str, accent: str) -> Image:
    """Overlapping rings, placed by the title, where there is no picture."""
    digest = hashlib.sha256(words.title.encode()).digest()
    wide, high = size
    rings = []
    for index in range(5):
        x, y, r = digest[3 * index : 3 * index + 3]
        radius = wide * (0.14 + 0.26 * r / 255)
        shape = f'cx="{wide * x / 255:.0f}" cy="{high * y / 255:.0f}" r="{radius:.0f}"'
        rings.append(
            f'<circle {shape} fill="{accent}" fill-opacity="{0.08 + 0.05 * index:.2f}"/>'
            f'<circle {shape} fill="none" stroke="{accent}" stroke-width="{wide / 160:.1f}"/>'
        )
    body = f'<rect width="{wide}" height="{high}" fill="{ground}"/>{"".join(rings)}'
    return _rendered(_svg((0, 0, wide, high), body)).convert("RGB")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of text on a cover: `y` is their top, `edge` the x at which they begin (end, right to left).

    `box` is the part of the cover that is rendered for them: x, y, width, height.
    """

    lines: Lines
    y: int
    edge: int
    weight: int
    fill: str
    box: tuple[int, int, int, int]


def _blocks(words: _Words, size: tuple[int, int], top: int, accent: str) -> Iterator[_Block]:
    """The lower part of a cover: the publisher, the title, the names."""
    wide, high = size
    margin = round(wide * 0.075)
    small = round(wide * 0.034)
    inner = wide - 2 * margin
    above = fit(words.above, 600, (inner, 2 * small), (small, round(small * 0.7)))
    below = fit(words.below, 400, (inner, 3 * small), (small, round(small * 0.7)))
    y = top + round(wide * 0.035) + margin // 2
    under = y + above.height + (small if above.lines else 0)
    room = high - under - margin - (below.height + small if below.lines else 0)
    title = fit(words.title, 800, (inner, room), (round(wide * 0.125), round(wide * 0.045)))
    for lines, begin, weight, fill in (
        (above, y, 600, accent),
        (title, under, 800, "#ffffff"),
        (below, high - margin - below.height, 400, "#ffffff"),
    ):
        if lines.lines:
            edge = wide - margin if catalogue.direction(words.lang) == "rtl" else margin
            yield _Block(lines, begin, edge, weight, fill, _box(lines, begin, edge, weight, size))


def _box(lines: Lines, y: int, edge: int, weight: int, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """What is rendered for lines: rendering takes longest, so no more than they and their strokes reach."""
    wide, high = size
    over = lines.size // 4
    reach = round(lines.longest(weight)) + over
    left, right = (edge - reach, edge + over) if edge > wide // 2 else (edge - over, edge + reach)
    left, right = max(0, left), min(wide, right)
    upper, lower = max(0, y - over), min(high, y + lines.height + over)
    return left, upper, right - left, lower - upper


def _text(block: _Block, lang: str) -> str:
    rtl = catalogue.direction(lang) == "rtl"
    # Isolates fix the direction of a line that mixes scripts.
    mark = "\u2067" if rtl else "\u2066"
    lines = block.lines
    rows = (
        f'<text x="{block.edge}" y="{block.y + round(lines.size * 0.92) + index * lines.leading}" '
        f'text-anchor="{"end" if rtl else "start"}" font-size="{lines.size}" font-weight="{block.weight}" '
        f'fill="{block.fill}" xml:lang="{_escaped(lang)}">{mark}{_escaped(line)}\u2069</text>'
        for index, line in enumerate(lines.lines)
    )
    return _svg(block.box, "".join(rows), font_families("".join(lines.lines), lang))


def _svg(box: tuple[int, int, int, int], body: str, families: str = "") -> str:
    """The part of a drawing that a box holds: x, y, width, height."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{box[2]}" height="{box[3]}" '
        f'viewBox="{" ".join(map(str, box))}" '
        f'font-family="{families}">{body}</svg>'
    )


def _rendered(svg: str, text: str = "", lang: str = "") -> Image:
    """A drawing as pixels, its `text` set in our own fonts: the machine's would be a hidden input."""
    import resvg_py
    from PIL import Image

    files = list(needed(text, lang))
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=files))
    with Image.open(BytesIO(png)) as image:
        return image.convert("RGBA")


def _escaped(text: str) -> str:
    printable = "".join(c for c in text if c.isprintable())
    return printable.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
