"""Covers as JPEGs: the picture over the title, or where there is none a cover of type alone.

The title's digest chooses one of a few papers (colours) and, without a picture, one of a few
grids, so that an article's portrait and square are of one family and a shelf is not a row of
the same. Lengths are whole thousandths of the cover's width.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from publish.covers.lettering import (
    Block,
    Face,
    Lines,
    draw_text,
    drawing,
    fit,
    legible,
    needed,
    rendered,
    text_width,
)
from publish.errors import ConfigError
from publish.i18n import catalogue
from publish.model.article import Article, Picture

if TYPE_CHECKING:
    from PIL.Image import Image

_PORTRAIT = (1600, 2560)
_QUALITY = 86
_LEAST_ARTWORK = 1400


@dataclass(frozen=True, slots=True)
class _Paper:
    """The colours of a cover: of its ground, of its letters, of what is drawn, and a shade of the ground."""

    ground: str
    ink: str
    accent: str
    shade: str


_PAPERS = (
    _Paper("#f4eee1", "#1b1815", "#b3361e", "#e6d9c0"),
    _Paper("#d9e6ee", "#0f2230", "#1a5f8a", "#bfd5e2"),
    _Paper("#dde5d3", "#152217", "#3a6a34", "#c6d4b6"),
    _Paper("#f2c34e", "#231a05", "#8a3310", "#e6ae27"),
    _Paper("#f3d7cf", "#2e1214", "#a0243c", "#e9beb2"),
    _Paper("#15212e", "#f5efe2", "#f0b54a", "#24364b"),
    _Paper("#5b1520", "#fdf0e6", "#f2b08f", "#74202f"),
    _Paper("#12382f", "#f2f3e4", "#a6d6a6", "#1d4e43"),
    _Paper("#203f94", "#ffffff", "#ffd65e", "#2c4fae"),
    _Paper("#f08a62", "#1d0b05", "#5a1708", "#e5764b"),
)
_TITLE = Face(800, condensed=True)
_HOUSE = Face(700, condensed=True)
_NAMES = Face(600, condensed=True)


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands on a cover."""

    title: str
    above: str
    below: str
    lang: str


def portrait(article: Article, picture: Picture | None = None) -> Picture:
    """The book's cover, 1600 by 2560 pixels."""
    return _draw(_words(article), picture, _PORTRAIT, "cover.jpg")


def square(article: Article, picture: Picture | None = None, size: int = 1400) -> Picture:
    """The cover of the audio: a square of `size` pixels."""
    return _draw(_words(article), picture, (size, size), "cover.jpg")


def thumbnail(cover: Picture, pixels: int) -> Picture:
    """A square cover, which `square` drew, as a JPEG of `pixels` by `pixels`."""
    from PIL import Image

    with Image.open(BytesIO(cover.data)) as image:
        image.draft("RGB", (4 * pixels, 4 * pixels))
        return _jpeg(image.resize((pixels, pixels), Image.Resampling.LANCZOS), f"cover-{pixels}.jpg")


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
    return _jpeg(drawn.resize((size, size), Image.Resampling.LANCZOS), "artwork.jpg")


def warm() -> None:
    """Load what every cover is drawn with, so that the first does not wait for it."""
    import resvg_py  # noqa: F401
    from PIL import ImageOps, JpegImagePlugin, PngImagePlugin  # noqa: F401

    text_width("e", _TITLE)


def _words(article: Article) -> _Words:
    """What can be drawn of an article's words; without any, the picture fills the cover."""
    names = catalogue.names(article.bylines, article.lang)
    return _Words(_legible(article.title), _legible(article.publisher), _legible(names), article.lang)


def _legible(text: str) -> str:
    return text if legible(text) else ""


def _draw(words: _Words, picture: Picture | None, size: tuple[int, int], name: str) -> Picture:
    from PIL import Image

    digest = hashlib.sha256(words.title.encode()).digest()
    paper = _PAPERS[digest[0] % len(_PAPERS)]
    pattern = _PATTERNS[digest[2] % len(_PATTERNS)]
    page = _Page(Image.new("RGB", size, paper.ground), words, paper, pattern)
    art = _opened(picture, size[0])
    if art is not None:
        _with_picture(page, art)
    else:
        _GRIDS[digest[1] % len(_GRIDS)](page)
    return _jpeg(page.canvas, name)


def _jpeg(canvas: Image, name: str) -> Picture:
    out = BytesIO()
    canvas.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return Picture(name, "image/jpeg", out.getvalue())


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


# What every cover has: a margin, the house at the head, the names at the foot, the title between.


@dataclass(frozen=True, slots=True)
class _Page:
    """A cover that is being drawn."""

    canvas: Image
    words: _Words
    paper: _Paper
    pattern: Callable[[int, _Paper], str]
    inset: int = 0
    """What is taken at the side where the script begins, in pixels."""

    @property
    def size(self) -> tuple[int, int]:
        return self.canvas.size

    @property
    def upright(self) -> bool:
        return self.size[1] > self.size[0]

    @property
    def margin(self) -> int:
        return self.part(75)

    @property
    def inner(self) -> int:
        """The width of the words."""
        return self.size[0] - 2 * self.margin - self.inset

    @property
    def rtl(self) -> bool:
        return catalogue.direction(self.words.lang) == "rtl"

    def part(self, thousandths: int) -> int:
        """A share of the width in pixels."""
        return self.size[0] * thousandths // 1000

    def fill(self, box: tuple[int, int, int, int], colour: str) -> None:
        """Paint a rectangle: left, upper, right, lower."""
        self.canvas.paste(colour, box)

    def write(self, lines: Lines, y: int, colour: str, centred: bool = False) -> None:
        """Set lines from `y` on, at the side where their script begins or in the middle."""
        if not lines.lines:
            return
        wide = self.size[0]
        if centred:
            block = Block(lines, wide // 2, y, colour, "middle")
        elif self.rtl:
            block = Block(lines, wide - self.margin - self.inset, y, colour, "end")
        else:
            block = Block(lines, self.margin + self.inset, y, colour)
        draw_text(self.canvas, block, self.words.lang)

    def house(self, wide: int) -> Lines:
        box = (wide, self.part(90 if not self.upright else 130))
        return fit(self.words.above, _HOUSE, box, (self.part(66), self.part(46)), self.words.lang)

    def names(self, wide: int, smallest: bool = False) -> Lines:
        box = (wide, self.part(260 if self.upright else 175))
        sizes = (self.part(50 if smallest else 72), self.part(46))
        return fit(self.words.below, _NAMES, box, sizes, self.words.lang)

    def title(self, wide: int, high: int, largest: int = 270) -> Lines:
        sizes = (self.part(largest), self.part(38))
        return fit(self.words.title, _TITLE, (wide, high), sizes, self.words.lang)


def _with_picture(page: _Page, art: Image) -> None:
    """The picture, a line in the accent, and the words on paper."""
    from PIL import Image, ImageOps

    wide, high = page.size
    top = high if not page.words.title else high * 50 // 100 if page.upright else high * 42 // 100
    # A little above the picture's middle, where faces are.
    band = ImageOps.fit(art, (wide, top), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    page.canvas.paste(band, (0, 0))
    if page.words.title:
        page.fill((0, top, wide, top + page.part(14)), page.paper.accent)
        _column(page, top + page.part(14 + 40), high - page.part(60), page.paper.ink)


def _column(page: _Page, y: int, end: int, colour: str, room: int = 24) -> int:
    """House, title and names below one another, the names at `end`. Returns the y below the title.

    `room` is what stays free at least between title and names, in thousandths of the width.
    """
    house, names = page.house(page.inner), page.names(page.inner)
    page.write(house, y, colour)
    y += house.height + (page.part(16) if house.lines else 0)
    title = page.title(page.inner, end - names.height - y - page.part(room))
    if title.size < names.size:
        small = page.names(page.inner, smallest=True)
        roomier = page.title(page.inner, end - small.height - y - page.part(room))
        if roomier.size > title.size:  # the names give way to a long title
            title, names = roomier, small
    page.write(title, y, colour)
    page.write(names, end - names.height, colour)
    return y + title.height


# Covers of type alone.


def _spine(page: _Page) -> None:
    """A half binding: a patterned strip where the book opens, the words beside it."""
    wide, high = page.size
    strip = page.part(160)
    _cover_with(page, (wide - strip, 0, wide, high) if page.rtl else (0, 0, strip, high))
    line = (wide - strip - page.part(14), wide - strip) if page.rtl else (strip, strip + page.part(14))
    page.fill((line[0], 0, line[1], high), page.paper.accent)
    beside = replace(page, inset=strip)
    _column(beside, page.part(60), high - page.part(70), page.paper.ink)


_LEAST_BARS = 3


def _bars(page: _Page) -> None:
    """Bars that grow from the title to the names."""
    wide, high = page.size
    end = high - page.part(70)
    room = 60 + 50 + _LEAST_BARS * 62
    begin = _column(page, page.part(60), end, page.paper.ink, room) + page.part(60)
    foot = end - page.names(page.inner).height - page.part(50)
    count = (foot - begin) // page.part(62)
    for index in range(count):
        bottom = foot - (count - 1 - index) * page.part(62)
        thick = page.part(4) + page.part(42) * index // max(1, count - 1)
        page.fill((page.margin, bottom - thick, wide - page.margin, bottom), page.paper.accent)


def _field(page: _Page) -> None:
    """Two fields: the title in the colour of the ground on one of ink, the names below."""
    wide, high = page.size
    house, names = page.house(page.inner), page.names(page.inner)
    foot = high - page.part(70) - names.height
    edge = foot - page.part(60) if names.lines else high - page.part(200)
    page.fill((0, 0, wide, edge), page.paper.ink)
    page.fill((0, edge, wide, edge + page.part(14)), page.paper.accent)
    page.write(house, page.part(60), page.paper.ground)
    y = page.part(60) + house.height + page.part(20)
    title = page.title(page.inner, edge - y - page.part(50))
    page.write(title, edge - page.part(60) - title.height, page.paper.ground)
    page.write(names, foot, page.paper.ink)


def _label(page: _Page) -> None:
    """A patterned paper with a label."""
    wide, high = page.size
    _cover_with(page, (0, 0, wide, high))
    left = page.part(95)
    upper, lower = (high * 13 // 100, high * 66 // 100) if page.upright else (left, high - left)
    for inset, colour in ((0, page.paper.ground), (22, page.paper.accent), (28, page.paper.ground)):
        by = page.part(inset)
        page.fill((left + by, upper + by, wide - left - by, lower - by), colour)
    inner = wide - 2 * left - 2 * page.part(70)
    house, names = page.house(inner), page.names(inner)
    y, foot = upper + page.part(60), lower - page.part(66) - names.height
    page.write(house, y, page.paper.accent, centred=True)
    y += house.height + page.part(10)
    title = page.title(inner, foot - y - page.part(90), 200)
    page.write(title, y + (foot - y - title.height) // 2, page.paper.ink, centred=True)
    page.write(names, foot, page.paper.ink, centred=True)


def _cover_with(page: _Page, box: tuple[int, int, int, int]) -> None:
    """Repeat the pattern over a box: left, upper, right, lower."""
    from PIL import Image

    side = page.part(80)
    left, upper, right, lower = box
    tile = rendered(drawing((0, 0, side, side), page.pattern(side, page.paper))).convert("RGB")
    cloth = Image.new("RGB", (right - left, lower - upper))
    for x in range(0, cloth.width, side):
        for y in range(0, cloth.height, side):
            cloth.paste(tile, (x, y))
    page.canvas.paste(cloth, (left, upper))


def _stripes(side: int, paper: _Paper) -> str:
    return (
        f'<rect width="{side}" height="{side}" fill="{paper.accent}"/>'
        f'<rect x="{side // 6}" width="{side - side // 6}" height="{side}" fill="{paper.shade}"/>'
    )


def _lozenges(side: int, paper: _Paper) -> str:
    half, dot = side // 2, side // 9
    places = ((half, 0), (half, side), (0, half), (side, half))
    dots = "".join(f"M{x - dot} {y}l{dot} {-dot}l{dot} {dot}l{-dot} {dot}Z" for x, y in places)
    lines = f"M0 0L{side} {side}M{side} 0L0 {side}"
    return (
        f'<rect width="{side}" height="{side}" fill="{paper.shade}"/>'
        f'<path d="{lines}" stroke="{paper.accent}" stroke-width="{side // 14}"/>'
        f'<path d="{dots}" fill="{paper.accent}"/>'
    )


def _scales(side: int, paper: _Paper) -> str:
    half = side // 2
    circles = "".join(
        f'<circle cx="{x}" cy="{y}" r="{half}" fill="{paper.shade}" stroke="{paper.accent}" '
        f'stroke-width="{side // 12}"/>'
        for y, xs in ((side, (0, side)), (half, (half,)), (0, (0, side)), (-half, (half,)))
        for x in xs
    )
    return f'<rect width="{side}" height="{side}" fill="{paper.accent}"/>{circles}'


def _crosses(side: int, paper: _Paper) -> str:
    arm, thick = side // 3, side // 12
    cross = (
        f"M{-arm // 2} {-thick // 2}h{arm}v{thick}h{-arm}ZM{-thick // 2} {-arm // 2}h{thick}v{arm}h{-thick}Z"
    )
    places = ((side // 4, side // 4), (side * 3 // 4, side * 3 // 4))
    crosses = "".join(
        f'<path transform="translate({x} {y})" d="{cross}" fill="{paper.accent}"/>' for x, y in places
    )
    return f'<rect width="{side}" height="{side}" fill="{paper.shade}"/>{crosses}'


_PATTERNS = (_stripes, _lozenges, _scales, _crosses)
_GRIDS: tuple[Callable[[_Page], None], ...] = (_spine, _bars, _field, _label)
