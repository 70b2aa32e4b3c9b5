"""Draw every picture of the project again: `python tools/draw_pictures.py [--check] [NAME...]`.

Each picture is drawn as SVG, painted by resvg and written in the form that its
name says, so that the sources show one picture of every kind. The pixels never
change from run to run; the bytes may, when Pillow or resvg change. `--check`
writes nothing and names the pictures that no longer look as they are drawn.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from pathlib import Path

from drawings import (
    bicycle,
    birmingham,
    eddystone,
    lamps,
    lighthouses,
    mark,
    noria,
    overview,
    range_chart,
    tide_mill,
)
from PIL import Image, ImageChops, ImageStat

ROOT = Path(__file__).resolve().parent.parent
NEWS = "source/birmingham-childrens-services_files"
FEATURE = "source/counting-the-dark"
Draw = Callable[[], str]

# path -> (drawing, width in pixels)
PICTURES: dict[str, tuple[Draw, int]] = {
    **{
        f"{NEWS}/{name}-{width}.jpg": (draw, width)
        for name, draw in (
            ("council-house", birmingham.council_house),
            ("flowers", birmingham.flowers),
            ("four-candles", birmingham.four_candles),
        )
        for width in (640, 1200)
    },
    f"{FEATURE}/tower-at-dusk.jpg": (lighthouses.tower_at_dusk, 1200),
    f"{FEATURE}/four-towers.png": (eddystone.four_towers, 1200),
    f"{FEATURE}/wave-on-tower.jpg": (lighthouses.wave_on_tower, 1200),
    f"{FEATURE}/fresnel-rays.webp": (lamps.fresnel_rays, 1200),
    f"{FEATURE}/range-chart.svg": (range_chart.range_chart, 1200),
    f"{FEATURE}/spiral-stair.png": (lamps.spiral_stair, 1000),
    f"{FEATURE}/ornament.png": (lamps.ornament, 1200),
    "source/moulins-a-maree_files/moulin-a-maree.jpg": (tide_mill.tide_mill, 1200),
    "source/moulins-a-maree_files/cycle.png": (tide_mill.cycle, 1200),
    "source/moulins-a-maree_files/rance.webp": (tide_mill.barrage, 1200),
    "source/nawair-hama/naura.jpg": (noria.noria, 1200),
    "source/nawair-hama/kayfa-tamal.png": (noria.noria_parts, 1200),
    "docs/pictures/mark.svg": (mark.mark, 32),
    "docs/pictures/overview.svg": (overview.overview, 1200),
    "source/bicycle-in-the-rain.jpg": (bicycle.bicycle_in_the_rain, 1200),
}
ANIMATION = f"{FEATURE}/three-characters.gif"


def paint(svg: str, width: int) -> Image.Image:
    """A drawing as pixels."""
    import resvg_py

    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))
    return Image.open(io.BytesIO(png)).convert("RGB")


def encode(path: str) -> bytes:
    """The picture's file, in the form its name says."""
    if path == ANIMATION:
        return animate()
    draw, width = PICTURES[path]
    svg = draw()
    if path.endswith(".svg"):
        return svg.encode()
    image, out = paint(svg, width), io.BytesIO()
    match path.rsplit(".", 1)[1]:
        case "jpg":
            image.save(out, "JPEG", quality=86, optimize=True, progressive=True)
        case "webp":
            image.save(out, "WEBP", quality=84, method=6)
        case _:
            image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def animate() -> bytes:
    """Twenty seconds of three lamps, after which all three start together again."""
    states = [lamps.characters_at(halves) for halves in range(40)]
    frames: list[Image.Image] = []
    lengths: list[int] = []
    for i, state in enumerate(states):
        if i and state == states[i - 1]:
            lengths[-1] += 500
        else:
            frames.append(paint(lamps.three_characters(state), 720).quantize(32, dither=Image.Dither.NONE))
            lengths.append(500)
    out = io.BytesIO()
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], duration=lengths, loop=0, optimize=True
    )
    return out.getvalue()


def differs(old: bytes, new: bytes) -> bool:
    """Whether two files show different pictures: sizes, or pixels by more than encoders differ."""
    if old == new:
        return False
    if old.startswith(b"<svg") or new.startswith(b"<svg"):
        return True
    a, b = (Image.open(io.BytesIO(data)) for data in (old, new))
    if a.size != b.size:
        return True
    return max(ImageStat.Stat(ImageChops.difference(a.convert("RGB"), b.convert("RGB"))).rms) > 3.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="part of a picture's path; without names, all of them")
    parser.add_argument("--check", action="store_true", help="write nothing; name the pictures that differ")
    options = parser.parse_args(arguments)
    failed = False
    for path in (*PICTURES, ANIMATION):
        if options.names and not any(name in path for name in options.names):
            continue
        file, data = ROOT / path, encode(path)
        if not options.check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            print(f"{path}: {len(data):,} bytes")
        elif not file.is_file() or differs(file.read_bytes(), data):
            failed = True
            print(f"{path} does not look as it is drawn", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
