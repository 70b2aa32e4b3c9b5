"""The ways in which pages name a picture -> an `img` with the best `src`.

Lazy attributes, srcset, `picture`, `noscript` twins, AMP, backgrounds and
script-loaded placeholders become plain images; spacers, tracking pixels,
icons, logos and avatars are taken out.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from publish.draft.alt_text import good
from publish.html.dom import Node
from publish.html.images.decorative import ornament
from publish.html.images.srcset import best, candidates, identity, sources_of
from publish.model.urls import picture as address

_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*(['\"]?)(.*?)\1\s*\)", re.I | re.S)
_ADDRESS = re.compile(r"(?:https?:)?//(?:[^\s\"'<>/]|/(?!/))+?\.(?:jpe?g|png|webp)", re.I)
_SIGN = re.compile(r"[^\x00-\x7f\w]{1,8}")  # an emoji that stands in for itself as a picture


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
        _unwrap(node)


def _unwrap(picture: Node) -> None:
    """A `picture` becomes its `img`, with the words after it that some pages put inside."""
    image = picture.find("img")
    texts = [kid for kid in picture.nodes() if kid is not image and kid.text()]
    picture.replace(*([] if image is None else [image]), *texts)


def _open_noscripts(root: Node) -> None:
    """A noscript's picture replaces the placeholder beside it; everything else in noscripts goes."""
    for noscript in root.find_all("noscript", "amp-noscript"):
        parent = noscript.parent
        if parent is None:
            continue
        image = noscript.find("img", "picture", "amp-img")
        twin = _twin(noscript)
        if image is None or (twin is not None and any(candidates(twin))):
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
        elif (match := _BACKGROUND.search(node.get("style"))) and (
            node.get("role") == "img" or {"image", "img", "photo", "picture", "figure", "bg"} & node.names
        ):
            _insert(node, {"src": match.group(2), "alt": node.get("aria-label") or node.get("title")})


def _poster(node: Node) -> str:
    """The picture that data about a film names, where the figure itself holds none."""
    for near in (node, node.parent, *node.find_all("video", "div")):
        for name, value in near.attrs.items() if near else ():
            if name == "poster" or (name.startswith("data-") and len(value) < 20_000):
                match = _ADDRESS.search(value.replace("\\/", "/"))
                if match:
                    return match.group()
    return ""


def _pictured(node: Node) -> bool:
    """Whether an element of a site's own making stands for a picture."""
    named = re.search(r"image|img|picture|photo", node.tag) is not None
    return named and not node.text() and node.find("img", "picture") is None and any(candidates(node))


def _insert(node: Node, attrs: dict[str, str]) -> None:
    node.kids.insert(0, Node("img", attrs, node))


def _settle(image: Node, base: str, beside: frozenset[str]) -> None:
    """Give an image its best source, or take it out."""
    image.kids.clear()
    named = list(sources_of(image))
    saved = [source for source in named if unquote(source[0]).split("?")[0].removeprefix("./") in beside]
    sources = [(url, width) for raw, width in saved or named if (url := address(raw, base))]
    if not sources and image.get("src") and _stands_alone(image):
        sources = [(image.get("src"), 0.0)]  # the caption stays, though the page lost the picture
    if not sources or ornament(image, sources):
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
    if any(True for other in others for _ in candidates(other)):
        return False
    described = [other for other in others if other.tag == "img" and len(other.get("alt").split()) > 2]
    caption = figure.find("figcaption")
    if not described and (caption is None or not caption.text()):
        return False
    return image is (described or [other for other in others if other.tag == "img"])[0]


def _instead(image: Node) -> list[Node | str]:
    """The text for a picture that is no part of the article: an emoji, or the word of a cell ("yes")."""
    alt = image.get("alt").strip()
    if {"emoji", "smiley", "emoticon"} & image.names and _SIGN.fullmatch(alt):
        return [alt]
    cell = next((outer for outer in image.ancestors() if outer.tag in ("td", "th")), None)
    return [alt] if cell is not None and not cell.text() and good(alt) and len(alt) < 40 else []
