"""Covers as JPEGs: text set by an SVG renderer that shapes every script, laid over the picture."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from publish import l10n
from publish.covers import fonts
from publish.covers.layout import Lines, fit
from publish.model.article import Article, Picture

if TYPE_CHECKING:
    from PIL.Image import Image

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
    """The podcast's own artwork: a square, 3000 pixels as Apple asks (1400 is the least), RGB, no alpha."""
    return _draw(_Words(title, "", author, lang), None, (size, size), "artwork.jpg")


def _words(article: Article) -> _Words:
    """What can be drawn of an article's words; without any, the picture fills the cover."""
    names = l10n.names(article.bylines, article.lang)
    return _Words(_legible(article.title), _legible(article.publisher), _legible(names), article.lang)


def _legible(text: str) -> str:
    return text if fonts.legible(text) else ""


def _draw(words: _Words, picture: Picture | None, size: tuple[int, int], name: str) -> Picture:
    from PIL import Image

    ground, accent = _palette(words)
    canvas = Image.new("RGB", size, ground)
    top = _top_height(size) if words.title else size[1]
    art = _opened(picture, size[0])
    band = _pattern(words, (size[0], top), ground, accent) if art is None else _filled(art, (size[0], top))
    canvas.paste(band, (0, 0))
    if words.title:
        text = _rendered(_page(words, size, top, ground, accent), words)
        canvas.paste(text, (0, top), text)
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
                    svg_string=svg, width=pixels, skip_system_fonts=True, font_files=list(fonts.paths())
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
    """Overlapping rings, placed by the title, where there is no picture.

    Drawn at half the size, which takes a quarter of the time: rings have no detail to lose.
    """
    from PIL import Image

    digest = hashlib.sha256(words.title.encode()).digest()
    wide, high = size[0] // 2, size[1] // 2
    rings = []
    for index in range(5):
        x, y, r = digest[3 * index : 3 * index + 3]
        radius = wide * (0.14 + 0.26 * r / 255)
        shape = f'cx="{wide * x / 255:.0f}" cy="{high * y / 255:.0f}" r="{radius:.0f}"'
        rings.append(
            f'<circle {shape} fill="{accent}" fill-opacity="{0.08 + 0.05 * index:.2f}"/>'
            f'<circle {shape} fill="none" stroke="{accent}" stroke-width="{wide / 160:.0f}"/>'
        )
    body = f'<rect width="{wide}" height="{high}" fill="{ground}"/>{"".join(rings)}'
    small = _rendered(_svg((wide, high), body), words).convert("RGB")
    return small.resize(size, Image.Resampling.BICUBIC)


def _page(words: _Words, size: tuple[int, int], top: int, ground: str, accent: str) -> str:
    """The lower part of a cover as SVG: a rule, the publisher, the title, the names."""
    wide, high = size
    margin = round(wide * 0.075)
    small = round(wide * 0.034)
    inner = wide - 2 * margin
    above = fit(words.above, 600, (inner, 2 * small), (small, round(small * 0.7)))
    below = fit(words.below, 400, (inner, 3 * small), (small, round(small * 0.7)))
    y = top + round(wide * 0.035) + margin // 2
    parts = [f'<rect x="0" y="{top}" width="{wide}" height="{round(wide * 0.012)}" fill="{accent}"/>']
    parts.append(_text(above, y, 600, accent, wide, margin, words.lang))
    y += above.height + (small if above.lines else 0)
    room = high - y - margin - (below.height + small if below.lines else 0)
    title = fit(words.title, 800, (inner, room), (round(wide * 0.125), round(wide * 0.045)))
    parts.append(_text(title, y, 800, "#ffffff", wide, margin, words.lang))
    parts.append(_text(below, high - margin - below.height, 400, "#ffffff", wide, margin, words.lang))
    return _svg(size, "".join(parts), top)


def _text(lines: Lines, y: int, weight: int, fill: str, wide: int, margin: int, lang: str) -> str:
    rtl = l10n.direction(lang) == "rtl"
    x, anchor = (wide - margin, "end") if rtl else (margin, "start")
    # Isolates fix the direction of a line that mixes scripts.
    mark = "\u2067" if rtl else "\u2066"
    rows = (
        f'<text x="{x}" y="{y + round(lines.size * 0.92) + index * lines.leading}" text-anchor="{anchor}" '
        f'font-size="{lines.size}" font-weight="{weight}" fill="{fill}" xml:lang="{_escaped(lang)}">'
        f"{mark}{_escaped(line)}\u2069</text>"
        for index, line in enumerate(lines.lines)
    )
    return "".join(rows)


def _svg(size: tuple[int, int], body: str, top: int = 0) -> str:
    """A drawing of `size` from `top` down: rendering takes longest, so only that part is rendered."""
    wide, high = size[0], size[1] - top
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 {top} {wide} {high}" '
        f'font-family="{fonts.FAMILIES}">{body}</svg>'
    )


def _rendered(svg: str, words: _Words) -> Image:
    import resvg_py
    from PIL import Image

    ours = fonts.covered(words.title + words.above + words.below)
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=ours, font_files=list(fonts.paths())))
    with Image.open(BytesIO(png)) as image:
        return image.convert("RGBA")


def _escaped(text: str) -> str:
    printable = "".join(c for c in text if c.isprintable())
    return printable.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
