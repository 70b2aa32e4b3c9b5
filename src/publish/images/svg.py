"""SVG pictures, sanitised: only elements and attributes that draw, no scripts, no outside references.

What may stay is listed; everything else goes. Entities are limited by the
parser, and the copies that `use` makes are counted before anyone draws them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from publish.images.picture import Converted, PictureError

if TYPE_CHECKING:
    from lxml.etree import _Element


_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_POINTER = re.compile(r"url\(\s*[\"']?#([^)\"']*)[\"']?\s*\)")


def mend_ids(root: _Element) -> None:
    """Gives every element whose id XML does not allow another, and takes repeated ids off."""
    seen: set[str] = set()
    mended: dict[str, str] = {}
    for element in root.iter("*"):
        id = element.get("id")
        if id is None:
            continue
        if id in seen:
            del element.attrib["id"]
            continue
        seen.add(id)
        if not _NAME.fullmatch(id):
            mended[id] = "n" + hashlib.sha256(id.encode("utf-8")).hexdigest()[:10]
            element.set("id", mended[id])
    if mended:
        _follow(root, mended)


def _follow(root: _Element, mended: Mapping[str, str]) -> None:
    def pointer(match: re.Match[str]) -> str:
        return f"url(#{mended.get(match[1].strip(), match[1])})"

    for element in root.iter("*"):
        for name, value in element.attrib.items():
            text = str(value)
            if str(name).rpartition("}")[2] == "href" and text[:1] == "#":
                element.set(name, "#" + mended.get(text[1:].strip(), text[1:]))
            elif "url(" in text:
                element.set(name, _POINTER.sub(pointer, text))


SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
MAX_ELEMENTS = 200_000
MAX_DEPTH = 200
MAX_COPIES = 20_000

_ELEMENTS = frozenset(
    """svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon image
    text tspan textPath marker pattern clipPath mask linearGradient radialGradient stop filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence view""".split()
)
_UNWRAPPED = frozenset({"a"})  # a link in a picture: what it shows stays
_HARMLESS = frozenset({"metadata"})  # dropped without a word: it shows nothing
_SAFE_IMAGE = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*\Z", re.IGNORECASE)
_URL = re.compile(r"url\(\s*+[\"']?\s*+(?!#)[^()]*\)", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_CSS_BAD = re.compile(
    r"@import[^;]*;?|@font-face\s*\{[^}]*\}|expression\s*\(|javascript:|-moz-binding|behavior\s*:",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\s*\+?((?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3})?)\s*(px|pt|pc|mm|cm|in|em|ex|%)?\s*\Z", re.IGNORECASE
)
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "em": 16.0,
    "ex": 8.0,
}
_DEFAULT_SIZE = (300.0, 150.0)  # CSS 2.2, 10.3.2


def make_svg(data: bytes, longest_side: int) -> Converted:
    """An SVG that is safe to show, its size written on it. Raises PictureError."""
    from lxml import etree

    root = _parsed(data)
    left_out = _clean(root)
    _count_copies(root)
    mend_ids(root)
    width, height = _size(root)
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {_number(width)} {_number(height)}")
    scale = min(1.0, longest_side / max(width, height))
    pixels = max(1, round(width * scale)), max(1, round(height * scale))
    root.set("width", str(pixels[0]))
    root.set("height", str(pixels[1]))
    etree.cleanup_namespaces(root, top_nsmap={None: SVG})
    out = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    changes = (("IMG-006", f"held what must not be in a book, which was left out: {', '.join(left_out)}"),)
    return Converted(out, "image/svg+xml", "svg", *pixels, changes=changes if left_out else ())


def is_clean(data: bytes) -> bool:
    """Whether an SVG holds nothing that `make_svg` would leave out."""
    from lxml import etree

    try:
        root = _parsed(data)
        before = etree.tostring(root)
        _clean(root)
    except PictureError:
        return False
    return bool(before == etree.tostring(root)) and root.tag == f"{{{SVG}}}svg"


def _parsed(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities="internal",
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PictureError(
            f"is a broken SVG: {str(error).split(chr(10))[0][:120]}", "save it again"
        ) from error
    if etree.QName(root).localname != "svg":
        raise PictureError("is not an SVG picture", code="IMG-002")
    if etree.QName(root).namespace != SVG:
        for element in root.iter(etree.Element):
            if etree.QName(element).namespace is None:
                element.tag = f"{{{SVG}}}{_local(element)}"
    return root


def _clean(root: _Element) -> tuple[str, ...]:
    """Takes out of the tree what is not listed; returns the names of what a reader may miss."""
    dropped: set[str] = set()
    open_: list[tuple[_Element, int]] = [(root, 1)]
    seen = 0
    while open_:
        element, depth = open_.pop()
        seen += 1
        if seen > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise PictureError("is too complex an SVG", "save it as a PNG", "IMG-004")
        dropped |= set(_clean_attributes(element))
        if _local(element) == "style":
            element.text = _css(element.text or "")
            for child in list(element):
                element.remove(child)
        for child in list(element):
            if not _allowed(child):
                dropped |= _take_out(element, child)
        open_ += ((child, depth + 1) for child in element)
    return tuple(sorted(dropped))


def _allowed(element: _Element) -> bool:
    return (
        isinstance(element.tag, str) and element.tag.startswith(f"{{{SVG}}}") and _local(element) in _ELEMENTS
    )


def _take_out(parent: _Element, child: _Element) -> set[str]:
    """Takes a child out, its tail kept; a link's content takes its place."""
    local = _local(child)
    if local in _UNWRAPPED and child.tag == f"{{{SVG}}}{local}":
        child.tag = f"{{{SVG}}}{'tspan' if _local(parent) in ('text', 'tspan', 'textPath') else 'g'}"
        return set()
    foreign = not isinstance(child.tag, str) or not child.tag.startswith(f"{{{SVG}}}")
    _drop(parent, child)
    return set() if foreign or local in _HARMLESS else {local}


def _drop(parent: _Element, child: _Element) -> None:
    if child.tail:
        before = child.getprevious()
        if before is None:
            parent.text = (parent.text or "") + child.tail
        else:
            before.tail = (before.tail or "") + child.tail
    parent.remove(child)


def _clean_attributes(element: _Element) -> Iterator[str]:
    from lxml import etree

    for name, value in list(element.attrib.items()):
        qualified = etree.QName(str(name))
        local, namespace, text = qualified.localname, qualified.namespace, str(value)
        if local == "href" and namespace in (None, XLINK):
            if not _stays_inside(text, _local(element)):
                del element.attrib[name]
                if _local(element) in ("image", "use"):
                    yield f"{_local(element)} from elsewhere"
        elif local.lower().startswith("on"):
            del element.attrib[name]
            yield "event handler"
        elif namespace not in (None, XML) or local in ("base", "requiredExtensions"):
            del element.attrib[name]
        elif "\\" in text or "(" in text or ":" in text:
            element.set(name, _css(text))


def _stays_inside(address: str, element: str) -> bool:
    address = address.strip()
    return address.startswith("#") or (element == "image" and _SAFE_IMAGE.match(address) is not None)


def _css(text: str) -> str:
    """Style rules without addresses outside the file, imports and old browsers' scripts."""
    plain = _CSS_ESCAPE.sub(_unescaped, text) if "\\" in text else text
    plain = re.sub(r"/\*.*?(\*/|\Z)", "", plain, flags=re.DOTALL)
    return _CSS_BAD.sub("", _URL.sub("none", plain))


def _unescaped(match: re.Match[str]) -> str:
    if match[2] is not None:
        return str(match[2])
    code = int(match[1], 16)
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def _count_copies(root: _Element) -> None:
    """Raises PictureError when `use` inside `use` would draw more than `MAX_COPIES`, or itself."""
    targets = {str(element.get("id")): element for element in root.iter(f"{{{SVG}}}*") if element.get("id")}
    counted: dict[str, int] = {}

    def copies(element: _Element, path: frozenset[str]) -> int:
        total = 0
        for use in element.iter(f"{{{SVG}}}use"):
            name = (use.get("href") or use.get(f"{{{XLINK}}}href") or "").strip().removeprefix("#")
            if name not in targets:
                continue
            if name in path or len(path) > 50:
                raise PictureError("is an SVG that draws itself inside itself", "save it as a PNG")
            if name not in counted:
                counted[name] = copies(targets[name], path | {name})
            total += 1 + counted[name]
            if total > MAX_COPIES:
                raise PictureError("is an SVG of too many copies", "save it as a PNG", "IMG-004")
        return total

    copies(root, frozenset())


def _size(root: _Element) -> tuple[float, float]:
    """Width and height in pixels: as written, else by the proportions of the view box."""
    box = _view_box(root)
    width, height = _length(root.get("width")), _length(root.get("height"))
    if box is not None:
        ratio = box[0] / box[1]
        width = width or (height * ratio if height else box[0])
        height = height or width / ratio
    width, height = width or _DEFAULT_SIZE[0], height or _DEFAULT_SIZE[1]
    if not (0 < width < 1e7 and 0 < height < 1e7):
        raise PictureError("has no sensible size", "give the SVG a viewBox", "IMG-004")
    return width, height


def _length(text: str | None) -> float:
    match = _LENGTH.match(text or "")
    unit = (match[2] or "").lower() if match else "%"
    return float(match[1]) * _PIXELS[unit] if match and unit != "%" else 0.0


def _view_box(root: _Element) -> tuple[float, float] | None:
    parts = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return None
    good = len(numbers) == 4 and 0 < numbers[2] < 1e7 and 0 < numbers[3] < 1e7
    return (numbers[2], numbers[3]) if good else None


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
