"""Every way that pages name a picture, made one: an `img` with one best `src`.

Lazy attributes, srcset, `picture`, `noscript` twins, AMP, backgrounds and
script-loaded placeholders become plain images; spacers, tracking pixels,
icons, logos and avatars are taken out.
"""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from publish.reader.address import picture as address
from publish.reader.alt import good
from publish.reader.tree import BLOCKS, Node

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
    r"|grey[-_]?(?:placeholder)?|gray|spinner|preloader)(?:[-_.\d][^/]*)?\.(?:gif|png|svg|jpe?g|webp)",
    re.I,
)
_EXTENSION = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|heic|svg)(?:[?#:/!]|$)", re.I)
_PICTURE = re.compile(
    r"(?:https?:)?//[^\s{}]+\.(?:jpe?g|png|gif|webp|avif)(?:\?[^\s{}]*)?$|/[^\s{}]+\.(?:jpe?g|png|webp"
    r"|avif)$",
    re.I,
)
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*(['\"]?)(.*?)\1\s*\)", re.I | re.S)
_JUNK_NAMES = frozenset(
    """icon icons ico logo logos avatar avatars emoji emojis badge sprite gravatar smiley wp-smiley favicon
    spacer pixel tracking flag share sharing social headshot authorimage profilepic userpic byline emoticon
    rating stars""".split()
)
_LOGO_NAMES = frozenset(("logo", "logos", "favicon", "sprite"))
_NOT_JUNK = frozenset(("lead", "hero", "main", "has", "gallery"))  # a box that has an icon is none itself
_JUNK_ADDRESS = re.compile(
    r"(?:/|_|-|\b)(?:logo|icon|icons|avatar|gravatar|emoji|sprite|favicon|badge|pixel|tracking|spacer"
    r"|button|btn)s?"
    r"(?:[-_./\d]|$)|gravatar\.com|/emoji/|doubleclick|scorecardresearch|/beacon|count\.gif"
    r"|googleusercontent\.com/a/"
    r"|headshots?(?:$|[/_.-])|/share/\w+\.png|adserver|zoneid=|feedburner|facebook\.com/tr|vgwort\.de|ivwbox|wikimedia\.org/static|CentralAutoLogin",
    re.I,
)
_WIDTH_IN_ADDRESS = re.compile(
    r"(?:[?&;,/](?:w|width|imwidth|wid|resize_w|maxwidth)[=_:,]|/w_|/(?!(?:19|20)\d\d/\d))(\d{2,4})(?=[,&/;x]|$|\.)"
    r"|[-_](\d{3,4})x\d{2,4}\.",
    re.I,
)


def prepare(root: Node, base: str, beside: tuple[str, ...] = ()) -> None:
    """Make every picture of a tree a plain `img` with an absolute `src`, and drop what is no content.

    `beside` are the files beside the page that it names: what a browser saved
    with the page is taken before what it names on the web.
    """
    here = frozenset(beside)
    _open_noscripts(root)
    for node in list(root.walk()):
        if node.parent is None and node is not root:
            continue
        _stand_in(node)
    for node in root.find_all("picture"):
        if node.find("img") is None and node.find("source") is not None:
            node.kids.append(Node("img", {}, node))
    for node in root.find_all("img"):
        _settle(node, base, here)
    for node in root.find_all("picture"):
        image = node.find("img")
        if image is None:
            node.remove()
        else:
            image.parent = None
            node.replace(image)


# --- finding ----------------------------------------------------------------


def _open_noscripts(root: Node) -> None:
    """A noscript's picture replaces the placeholder beside it; everything else in noscripts goes."""
    for noscript in root.find_all("noscript", "amp-noscript"):
        parent = noscript.parent
        if parent is None:
            continue
        image = noscript.find("img", "picture", "amp-img")
        twin = _twin(noscript)
        if image is None or (twin is not None and any(_candidates(twin))):
            noscript.remove()
        else:
            if twin is not None:
                for name, value in twin.attrs.items():
                    image.attrs.setdefault(name, value)
                twin.remove()
            image.parent = None
            noscript.replace(image)


def _twin(noscript: Node) -> Node | None:
    """The picture that a noscript stands in for: nearest before it, or after it, in the same box."""
    parent = noscript.parent
    if parent is None:
        return None
    place = parent.kids.index(noscript)
    for kid in (*reversed(parent.kids[:place]), *parent.kids[place + 1 :]):
        if isinstance(kid, str):
            if kid.strip():
                return None
            continue
        if kid.tag == "noscript":
            continue
        return kid if kid.tag in ("img", "amp-img") else kid.find("img", "amp-img")
    return None


def _stand_in(node: Node) -> None:
    """Turn AMP images, backgrounds and script-loaded boxes into `img`."""
    if node.tag in ("amp-img", "amp-anim", "hl-image", "image"):
        node.kids.clear()
        node.tag = "img"
    elif "-" in node.tag and _pictured(node):
        node.kids = []
        node.attrs.setdefault(
            "alt", node.get("data-alt-text") or node.get("data-alt") or node.get("aria-label")
        )
        node.tag = "img"
    elif node.tag == "figure" and node.get("itemid").startswith("http") and not node.find("img", "video"):
        _insert(node, {"src": node.get("itemid"), "alt": ""})
    elif node.tag == "figure" and node.find("figcaption") and not node.find("img", "picture", "amp-img"):
        if poster := _poster(node):
            _insert(node, {"src": poster})
    elif node.tag in ("div", "span", "a", "figure") and not node.find(
        "img", "picture", "p", "h1", "h2", "h3"
    ):
        if "data-src" in node.attrs and ("data-alt" in node.attrs or {"image", "img"} & node.names):
            _insert(
                node,
                {
                    **{k: node.get(k) for k in ("data-src", "data-srcset") if k in node.attrs},
                    "alt": node.get("data-alt"),
                },
            )
        elif (found := _BACKGROUND.search(node.get("style"))) and (
            node.get("role") == "img" or {"image", "img", "photo", "picture", "figure", "bg"} & node.names
        ):
            _insert(node, {"src": found.group(2), "alt": node.get("aria-label") or node.get("title")})


def _poster(node: Node) -> str:
    """The picture that data about a film names, where the figure itself holds none."""
    for near in (node, node.parent, *node.find_all("video", "div")):
        for name, value in near.attrs.items() if near else ():
            if name == "poster" or (name.startswith("data-") and len(value) < 20_000):
                found = _ADDRESS.search(value.replace("\\/", "/"))
                if found:
                    return found.group()
    return ""


_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>]+?\.(?:jpe?g|png|webp)", re.I)


def _pictured(node: Node) -> bool:
    """Whether an element of a site's own making stands for a picture."""
    named = re.search(r"image|img|picture|photo", node.tag) is not None
    return named and not node.text() and node.find("img", "picture") is None and any(_candidates(node))


def _insert(node: Node, attrs: dict[str, str]) -> None:
    node.kids.insert(0, Node("img", attrs, node))


# --- choosing ---------------------------------------------------------------


def _settle(image: Node, base: str, beside: frozenset[str]) -> None:
    """Give an image its best source, or take it out."""
    image.kids.clear()
    named = list(_all_sources(image))
    saved = [source for source in named if unquote(source[0]).split("?")[0].removeprefix("./") in beside]
    sources = [(url, width) for raw, width in saved or named if (url := address(raw, base))]
    if not sources and image.get("src") and _stands_alone(image):
        sources = [(image.get("src"), 0.0)]  # the caption stays, though the page lost the picture
    if not sources or _junk(image, sources):
        image.replace(*_instead(image))
        return
    image.attrs["src"] = best(sources)
    image.attrs["key"] = identity(image.attrs["src"])


def _stands_alone(image: Node) -> bool:
    """Whether a placeholder is all that a figure with a caption or a description has for a picture."""
    figure = next((outer for outer in image.ancestors() if outer.tag == "figure"), None)
    if figure is None:
        return False
    others = figure.find_all("img", "source")
    if any(True for other in others for _ in _candidates(other)):
        return False
    described = [other for other in others if other.tag == "img" and len(other.get("alt").split()) > 2]
    caption = figure.find("figcaption")
    if not described and (caption is None or not caption.text()):
        return False
    return image is (described or [other for other in others if other.tag == "img"])[0]


def _instead(image: Node) -> list[Node | str]:
    """What is left of a picture that is none of the article's: an emoji, or the word of a cell ("yes")."""
    said = image.get("alt").strip()
    if {"emoji", "smiley", "emoticon"} & image.names and _SIGN.fullmatch(said):
        return [said]
    cell = next((outer for outer in image.ancestors() if outer.tag in ("td", "th")), None)
    return [said] if cell is not None and not cell.text() and good(said) and len(said) < 40 else []


_SIGN = re.compile(r"[^\x00-\x7f\w]{1,8}")  # an emoji that stands in for itself as a picture


def best(sources: list[tuple[str, float]]) -> str:
    """The narrowest source that is wide enough, else the widest; of those without a width the first."""
    wide = [source for source in sources if source[1] >= ENOUGH]
    if wide:
        return min(wide, key=lambda source: source[1])[0]
    known = [source for source in sources if source[1]]
    return max(known, key=lambda source: source[1])[0] if known else sources[0][0]


def _all_sources(image: Node) -> Iterator[tuple[str, float]]:
    own = list(_candidates(image))
    yield from own
    picture = next((node for node in image.ancestors() if node.tag in ("picture", "figure", "gallery")), None)
    if picture is not None and picture.tag == "picture":
        # Sources for narrow and wide screens may be other cuts: what the page falls back on is the picture.
        shown = _pixels(image.get("width"))
        named = {identity(url) for url, width in own if (width or shown) >= _WELL}
        sources = picture.find_all("source", "img")
        plain = [source for source in sources if not _FOREIGN.search(source.get("type"))]
        for source in plain if own or len(plain) > 1 else sources:
            yield from (c for c in _candidates(source) if not named or identity(c[0]) in named)


def _candidates(image: Node) -> Iterator[tuple[str, float]]:
    """The addresses that an element names, with their widths in pixels; 0 for unknown."""
    for name, value in image.attrs.items():
        if name.endswith(("srcset", "src-set", "original-set")):
            yield from (s for s in srcset(value) if not _placeholder(s[0]))
    for name in (*_LAZY, "src"):
        value = image.get(name).strip()
        if value.startswith("{"):
            value = next(iter(re.findall(r"https?:[^\"\s]+", value.replace("\\/", "/"))), "")
        if value and " " in value and "," in value and re.search(r"\s\d+w", value):
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
        found = _DESCRIPTOR.match(descriptor)
        number, unit = found.groups() if found else ("", "")
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
    widths = [int(a or b) for a, b in _WIDTH_IN_ADDRESS.findall(url)]
    return float(next((w for w in reversed(widths) if 60 <= w <= 5000), 0))


# --- judging ----------------------------------------------------------------


def _junk(image: Node, sources: Iterable[tuple[str, float]]) -> bool:
    """Spacers, trackers, icons, logos, avatars: what says nothing about the story."""
    if _DIVIDER.fullmatch(image.get("alt").strip(" .")):
        return True
    figure = next((outer for outer in image.ancestors() if outer.tag == "figure"), None)
    if figure is not None and _LOGO_NAMES & figure.names and not figure.text():
        return True
    if (
        all(url.split("?")[0].lower().endswith(".svg") for url, _ in sources)
        and len(image.get("alt").split()) < 3
    ):
        return figure is None or len(figure.find_all("img")) > 1
    width, height = _pixels(image.get("width")), _pixels(image.get("height"))
    if (0 < width <= 48 and height <= 120) or (0 < height <= 48 and width <= 120):
        return True
    if _captioned(image):
        return False
    near = [image, *[n for _, n in zip(range(2), image.ancestors(), strict=False)]]
    if any(_LOGO_NAMES & node.names and not _NOT_JUNK & node.names for node in near[:2]):
        return not any(outer.tag == "figure" for outer in image.ancestors())
    if any(_JUNK_NAMES & node.names and not _NOT_JUNK & node.names for node in near):
        return not (width >= 300 or image.get("itemprop") == "image")
    if (
        not width
        and not image.get("alt")
        and not _alone(image)
        and all(map(_tiny, (url for url, _ in sources)))
    ):
        return True
    return all(_JUNK_ADDRESS.search(unquote(url.split("?")[0])) for url, _ in sources) and width < 300


def _alone(image: Node) -> bool:
    """Whether a picture has a line of the text to itself."""
    line = next((outer for outer in image.ancestors() if outer.tag in BLOCKS or outer.tag == "li"), None)
    return (
        line is not None
        and line.tag in ("p", "figure")
        and not line.text()
        and len(line.find_all("img")) == 1
    )


def _captioned(image: Node) -> bool:
    """Whether the figure of a picture says something about it, as it does of no ornament."""
    for outer in itertools.islice(image.ancestors(), 5):
        if outer.tag == "figure" or "thumb" in outer.names:
            inner = (node for node in outer.walk() if node.tag == "figcaption" or _CAPTIONS & node.names)
            return any(node.text() for node in inner)
    return False


_CAPTIONS = frozenset(("thumbcaption", "gallerytext"))
_DIVIDER = re.compile(
    r"(?:(?:grey|gray|red|white|presentational) )?(?:white ?space|line|divider|separator|spacer|rule)", re.I
)


def _tiny(url: str) -> bool:
    """Whether an address says that its picture is as small as a face in a byline, or an old ornament."""
    found = _SIDES.search(unquote(url))
    return max(map(int, found.groups())) <= 100 if found else url.split("?")[0].lower().endswith(".gif")


_SIDES = re.compile(r"(?<![\dx])(\d{2,3})x(\d{2,3})(?![\dx])")


def _pixels(value: str) -> int:
    found = re.match(r"\s*(\d+)", value)
    return int(found.group(1)) if found and "%" not in value else 0


_SIZE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|\d{3,4}w)$")
_ROUND_WIDTH = re.compile(r"(?<=[^\W\d_]{3})[-_](?:[3-9]|1\d|2\d)\d0$")
_NUMBERED = re.compile(r"(?!(?:19|20)\d{6}_)(\d{6,})_\d{3,4}")  # a number, and that of its size
_GENERIC = 8  # letters and digits: a shorter name may be that of other pictures in other folders


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
    return "/".join((*folders[-2:], own)).lower() or path


def _without_size(stem: str) -> str:
    """A file's name without the size at its end: "hens-300x200", "hens-on-the-quay-640"; not "img_1240"."""
    if numbered := _NUMBERED.fullmatch(stem):
        return numbered[1]
    bare = _SIZE.sub("", stem)
    return _ROUND_WIDTH.sub("", bare) if len(bare) > 2 * _GENERIC else bare


_FOLDER = re.compile(
    r"(?!(?:19|20)\d\d$)\d{3,4}|\d+x\d+|[wh]_?\d+.*|resize|crop|fit-in|images?|img|.*[=,:].*", re.I
)
