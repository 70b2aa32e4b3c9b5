"""The addresses that a page names for a picture, and the best of them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import unquote

from publish.html.dom import Node

_WELL = 600  # pixels: a picture that wide can stand by itself
ENOUGH = 1600  # pixels: the narrowest source at least as wide is the best one
_FOREIGN = re.compile("avif|heic|jxl")  # kinds that a book cannot hold: the same picture is there as another
_DESCRIPTOR = re.compile(r"([\d.]+)([wxh])")
_LAZY = (
    "data-full-src",
    "data-hi-res-src",
    "data-src-large",
    "data-large-file",
    "data-original",
    "data-orig-file",
    "data-src",
    "data-lazy-src",
    "data-lazy",
    "data-image",
    "data-img-src",
    "data-image-src",
    "data-original-src",
    "data-src-medium",
    "data-url",
    "data-echo",
    "data-lazyload",
    "data-pin-media",
    "data-image-url",
    "data-default-src",
    "data-fallback-src",
    "data-runner-src",
    "data-li-src",
    "datasrc",
    "lazysrc",
)
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:place-?holder|blank|spacer|transparent|pixel|1x1|loading|lazy(?:load)?|empty|clear|dummy"
    r"|grey[-_]?(?:placeholder)?|gray|spinner|preload(?:er)?)(?:[-_.\d][^/]*)?\.(?:gif|png|svg|jpe?g|webp)",
    re.I,
)
_EXTENSION = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|avif|bmp|tiff?|heic|svg)(?:[?#:/!]|$)", re.I)
_PICTURE = re.compile(
    r"(?:https?:)?//[^\s{}]+\.(?:jpe?g|png|gif|webp|avif)(?:\?[^\s{}]*)?$|/[^\s{}]+\.(?:jpe?g|png|webp"
    r"|avif)$",
    re.I,
)
_WIDTH_IN_ADDRESS = re.compile(
    r"(?:[?&;,/](?:w|width|imwidth|wid|resize_w|maxwidth)[=_:,]|/w_|/(?!(?:19|20)\d\d/))(\d{2,4})(?=[,&/;x]|$|\.)"
    r"|[-_](\d{3,4})x\d{2,4}\.",
    re.I,
)
_ASKED = re.compile(r"[?&](?:w|width)=(\d{1,4})(?=[&,]|$)")
_SET = re.compile(r"\s\d+w\b|,\s+https?://")  # several addresses, each but the last with a comma
_SIZE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|\d{3,4}w|s\d{3,4}(?:-c\d{2,3})?)$")
_ROUND_WIDTH = re.compile(r"(?<=[^\W\d_]{3})[-_](?:[3-9]|1\d|2\d)\d0$")
_NUMBERED = re.compile(r"(?!(?:19|20)\d{6}_)(\d{6,})_\d{3,4}")  # a number, and that of its size
_LONG = re.compile(r"\d{6,}")  # a number that names a picture before the generic name of its file
_GENERIC = 8  # letters and digits: a shorter name may be that of other pictures in other folders
_FOLDER = re.compile(
    r"(?!(?:19|20)\d\d$)\d{3,4}|\d+x\d+|[wh]_?\d+.*|resize|crop|fit-in|images?|img|.*[=,:].*", re.I
)


def best(sources: list[tuple[str, float]]) -> str:
    """The narrowest source that is wide enough, else the widest; of those without a width the first."""
    wide = [source for source in sources if source[1] >= ENOUGH]
    if wide:
        return min(wide, key=lambda source: source[1])[0]
    known = [source for source in sources if source[1]]
    return max(known, key=lambda source: source[1])[0] if known else sources[0][0]


def sources_of(image: Node) -> Iterator[tuple[str, float]]:
    own = list(candidates(image))
    yield from own
    picture = next((node for node in image.ancestors() if node.tag in ("picture", "figure", "gallery")), None)
    if picture is not None and picture.tag == "picture":
        # Sources for narrow and wide screens may be other cuts: what the page falls back on is the picture.
        shown = pixels(image.get("width"))
        named = {identity(url) for url, width in own if (width or shown) >= _WELL}
        sources = picture.find_all("source", "img")
        plain = [source for source in sources if not _FOREIGN.search(source.get("type"))]
        for source in plain if own or len(plain) > 1 else sources:
            yield from (c for c in candidates(source) if not named or identity(c[0]) in named)


def candidates(image: Node) -> Iterator[tuple[str, float]]:
    """The addresses that an element names, with their widths in pixels; 0 for unknown."""
    for name, value in image.attrs.items():
        if name.endswith(("srcset", "src-set", "original-set")):
            yield from (s for s in srcset(value) if not _placeholder(s[0]))
    for name in (*_LAZY, "src"):
        value = image.get(name).strip()
        if value.startswith("{"):
            value = next(iter(re.findall(r"https?:[^\"\s]+", value.replace("\\/", "/"))), "")
        if _SET.search(value):
            yield from srcset(value)
        elif value and not _placeholder(value) and (name in ("src", "data-src") or _looks_right(value)):
            yield value, _width(value)
    for name, value in image.attrs.items():
        if name.startswith("data-") and name not in _LAZY and _PICTURE.match(value.strip()):
            yield value.strip(), _width(value) / 2


def _srcset_parts(value: str) -> Iterator[tuple[str, str]]:
    """Addresses with their first descriptors, in one pass (HTML Standard, parsing a srcset attribute)."""
    words = deque(value.split())
    while words:
        url = words.popleft()
        bare = url.rstrip(",")
        if not bare:
            continue
        descriptor = ""
        while bare == url and words:
            word, comma, rest = words.popleft().partition(",")
            descriptor = descriptor or word
            if comma:
                if rest:
                    words.appendleft(rest)
                break
        yield bare.lstrip(","), descriptor


def srcset(value: str) -> Iterator[tuple[str, float]]:
    """The addresses of a srcset with their widths; commas inside addresses are theirs."""
    for url, descriptor in _srcset_parts(value):
        match = _DESCRIPTOR.match(descriptor)
        number, unit = match.groups() if match else ("", "")
        if url.startswith("data:"):
            continue
        try:
            size = float(number or 0)
        except ValueError:
            size = 0.0
        yield url, size if unit == "w" else _width(url) or (size * 100 if unit == "x" else 0.0)


def _placeholder(url: str) -> bool:
    if url.startswith("data:"):
        return len(url) < 1500 or "svg" in url[:20]
    return url in ("#", "about:blank") or bool(_PLACEHOLDER.search(url.split("?")[0]))


def _looks_right(url: str) -> bool:
    return bool(_EXTENSION.search(url)) or url.startswith(("http", "//", "/"))


def _width(url: str) -> float:
    if asked := _ASKED.search(url):
        return float(asked[1])
    widths = [int(a or b) for a, b in _WIDTH_IN_ADDRESS.findall(url)]
    return float(next((w for w in reversed(widths) if 60 <= w <= 5000), 0))


def pixels(value: str) -> int:
    """A width or height as written in an attribute, in pixels; 0 for a share or none."""
    match = re.match(r"\s*(\d{1,9})", value)
    return int(match.group(1)) if match and "%" not in value else 0


def identity(src: str) -> str:
    """What stays the same in the addresses of one picture at several sizes: its file name."""
    if src.startswith("data:"):
        return src[:4000]
    path = unquote(unquote(src)).split("#")[0]
    named = [
        part
        for part in re.split(r"[/?&=;,]", path.split("://")[-1])
        if _EXTENSION.search(part + "?") or len(re.sub(r"\D", "", part)) >= 6
    ]
    if not named:
        return path.split("?")[0]
    stem = _EXTENSION.sub("", named[-1] + "?") if _EXTENSION.search(named[-1] + "?") else named[-1]
    own = _without_size(stem)
    if len(re.findall(r"[^\W_]", own)) >= _GENERIC:
        return own.lower()
    _, absolute, rest = path.rpartition("//")
    steps = rest.split("?")[0].split("/")[1 if absolute else 0 : -1]
    folders = [step for step in steps if step and not _FOLDER.fullmatch(step)]
    numbers = [
        part for part in re.split("[&=;,]", rest.split("?")[0].rpartition("/")[2]) if _LONG.fullmatch(part)
    ]
    return "/".join((*folders[-2:], *numbers, own)).lower() or path


def _without_size(stem: str) -> str:
    """A file's name without the size at its end: "hens-300x200", "hens-on-the-quay-640"; not "img_1240"."""
    if numbered := _NUMBERED.fullmatch(stem):
        return numbered[1]
    bare = _SIZE.sub("", stem)
    return _ROUND_WIDTH.sub("", bare) if len(bare) > 2 * _GENERIC else bare
