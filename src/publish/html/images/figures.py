"""Pictures with caption and credit -> one `fig` element each.

The box of a picture is the largest element round it that holds nothing but
the picture and words about it. Words are found by `figcaption` and by what
elements are called; a credit by its name or its form.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Set

from publish.html.dom import BLOCKS, Node, class_names
from publish.html.extract.named_boxes import offscreen
from publish.html.images.captions import caption_words, credit_only, split
from publish.html.images.credits import (
    CREDIT,
    is_about_picture,
    is_called_credit,
    is_credit_part,
    is_whole_credit,
    take_credits,
)
from publish.model.article import Text

_BOXES = class_names("picture_box")
_SHORT = 500  # characters: words beside a picture in a box named for pictures
_LIMIT = 1500  # characters: more than this beside a picture is no caption


def gather(root: Node) -> None:
    """Turn the picture boxes of a tree into `fig` elements, in place."""
    _settle_labels(root)
    for node in root.find_all("h1", "h2", "h3", "h4", "h5", "h6"):
        if node.parent is not None and _tells_of_picture(node, node.parent):
            node.tag = "figcaption"
            for beside in node.parent.nodes():
                if credit_only(beside.text()):
                    beside.names |= {"credit"}
    boxes: list[Node] = []
    images = root.find_all("img")
    near = Counter(outer for image in images for outer in itertools.islice(image.ancestors(), _LEVELS))
    walls = {element for element, pictures in near.items() if pictures > _MOST}
    for image in images:
        if image.parent is None or any(node.tag == "fig" for node in image.ancestors()):
            continue
        boxes.append(_boxed(image, walls))
    pictures = Counter(map(_line, boxes))
    for box in boxes:
        _adopt(box)
    for box in reversed(boxes):
        line = _line(box)
        if line is not None and (pictures[line] > _MOST or _in_a_sentence(box, line)):
            _place_after(box, line)


_MOST = 40  # pictures: what holds more is a wall of them, and neither a figure nor a sentence with some in it
_LEVELS = 8


def _line(fig: Node) -> Node | None:
    """The paragraph that a picture stands in."""
    line = next((outer for outer in fig.ancestors() if outer.tag in BLOCKS or outer.tag == "li"), None)
    return line if line is not None and line.tag == "p" and line.parent is not None else None


def _tells_of_picture(heading: Node, box: Node) -> bool:
    """Whether a heading is a sentence in a box that holds it, a picture and at most its maker beside."""
    words = heading.text()
    if box.tag not in ("div", "figure") or not words.endswith(".") or len(words.split()) < 12:
        return False
    rest = box.text().removeprefix(words).strip()
    return (not rest or credit_only(rest)) and len(box.find_all("img")) == 1


def _in_a_sentence(fig: Node, line: Node) -> bool:
    """Whether a picture stands in the middle of a sentence of its paragraph."""
    before, after, passed = "", "", False
    stack: list[Node | str] = [*reversed(line.kids)]
    while stack:
        kid = stack.pop()
        if kid is fig:
            passed = True
        elif isinstance(kid, Node):
            if kid.tag == "br":
                before, after = ("", after) if not passed else (before, after)
                if passed:
                    break
            stack.extend(reversed(kid.kids))
        elif passed:
            after += kid
        else:
            before += kid
    return bool(before.strip() and after.strip()) and before.rstrip()[-1] not in '.!?…:"”»'


def _place_after(fig: Node, line: Node) -> None:
    """A picture stands after its paragraph: the sentence stays whole."""
    box = line.parent
    assert box is not None
    fig.replace(" ")
    box.kids.insert(box.kids.index(line) + 1, fig)
    fig.parent = box


def _boxed(image: Node, walls: Set[Node]) -> Node:
    """The figure of a picture in place of the widest element that holds it and words about it alone."""
    box = image
    while (parent := box.parent) is not None and parent not in walls and _holds_only(parent, box, image):
        box = parent
    fig = Node("fig", dict(image.attrs), None)
    if lang := next((n.get("lang") for n in (box, *box.find_all("figcaption")) if n.get("lang")), ""):
        fig.attrs["lang"] = lang
    if box is not image and not image.get("alt"):
        fig.attrs["alt"] = next(
            (alt for twin in box.find_all("img") if (alt := twin.get("alt"))), image.get("alt")
        )
    captions, credits = _words(box) if box is not image else ([], [])
    if box.tag == "figure" and not any(is_about_picture(caption) for caption in captions):
        said_beside, made_beside = _beside(box) if box.parent is not None else ([], [])
        captions, credits = said_beside or captions, made_beside or credits
    if not captions and not credits and box.parent is not None:
        captions, credits = _beside(box)
    fig.kids = [_part("cap", captions, fig), _part("cred", credits, fig)]
    if box.parent is None:
        return fig
    box.replace(fig)
    return fig


def _part(tag: str, nodes: list[Node], fig: Node) -> Node:
    part = Node(tag, {}, fig)
    seen: list[str] = []
    for node in nodes:
        _say_once(node)
        text = node.text()
        if not text or any(text in other for other in seen):
            continue
        if seen and all(other in text for other in seen):
            part.kids.clear()
            seen.clear()
        seen.append(text)
        part.kids += [*([_BETWEEN[tag]] if part.kids else []), *_unglued(node.kids)]
    for kid in part.kids:
        if isinstance(kid, Node):
            kid.parent = part
    return part


def _unglued(kids: list[Node | str]) -> list[Node | str]:
    """Words and elements with a space where a small letter runs on into an element's capital."""
    result: list[Node | str] = []
    for kid in kids:
        before = result[-1] if result else ""
        end = before if isinstance(before, str) else before.text()
        begin = kid if isinstance(kid, str) else kid.text()
        parted = isinstance(before, Node) or isinstance(kid, Node)
        if parted and re.search(r"[^\W\d_A-ZÀ-Þ]$|[.!?]$", end) and begin[:1].isupper():
            result.append(" ")
        result.append(kid)
    return result


_BETWEEN = {"cap": " ", "cred": "/"}


# --- the box ----------------------------------------------------------------


def _holds_only(parent: Node, box: Node, image: Node) -> bool:
    """Whether an element holds one picture, and beside it only words about it."""
    if _SHARES & parent.names and parent.find("figcaption") is None:
        return False  # a button's picture goes with the box that is named for it
    if parent.tag in _CELLS and (table := _picture_table(parent)) is not None and _single(table, image):
        return True
    stated = _IMAGE_OBJECT.search(parent.get("itemtype")) is not None and parent.tag not in _WHOLE
    if parent.tag in _TOO_WIDE and not stated and (parent.tag != "li" or parent.text()):
        return parent.tag == "td" and not parent.text() and _single(parent, image)
    if not _single(parent, image) or any(
        k.find(*_OTHER) or k.tag in _OTHER for k in parent.nodes() if k is not box
    ):
        return False
    if parent.tag == "figure" or stated:
        return len(parent.text()) < _LIMIT
    return not _prose(parent, box) or _plain_words(parent) or _italics(parent, box)


def _picture_table(node: Node) -> Node | None:
    """The table of one column round an element that lays out a picture over a short text, else None."""
    table = next(
        (outer for outer in (node, *itertools.islice(node.ancestors(), 3)) if outer.tag == "table"), None
    )
    if table is None or not 0 < len(table.text()) < _SHORT:
        return None
    cells = table.find_all("td", "th", "table", "caption", "ul", "ol")
    rows = [cell.parent for cell in cells]
    plain = all(cell.tag == "td" for cell in cells) and len(cells) <= _ROWS and len(set(rows)) == len(cells)
    return table if plain else None


_CELLS = ("td", "tr", "tbody", "table")
_ROWS = 2
_IMAGE_OBJECT = re.compile(r"schema\.org/(?:ImageObject|Photograph)\s*$")
_WHOLE = ("body", "html", "document", "article", "main")


def _italics(parent: Node, box: Node) -> bool:
    """Whether a paragraph holds a picture and, after it, only one line in italics or small."""
    after = parent.kids[parent.kids.index(box) + 1 :]
    before = parent.kids[: parent.kids.index(box)]
    if parent.tag != "p" or any(isinstance(kid, Node) or kid.strip() for kid in before):
        return False
    lines = [
        kid
        for kid in after
        if (isinstance(kid, Node) and kid.tag != "br") or (isinstance(kid, str) and kid.strip())
    ]
    only = lines[0] if len(lines) == 1 else None
    return isinstance(only, Node) and only.tag in ("em", "i", "small") and 0 < len(only.text()) < _SHORT


_SHARES = class_names("share")
_TOO_WIDE = frozenset("body html document article main footer nav aside td tr table blockquote li".split())
_OTHER = ("fig", "iframe", "video", "h1", "h2", "table", "pre", "form")


def _plain_words(parent: Node) -> bool:
    """Whether the text in an element is a few words in no paragraph or link: a caption without a name."""
    if parent.tag not in ("div", "span", "center") or not 0 < len(parent.text()) < 300:
        return False
    if (
        parent.find("p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "time", "blockquote", "dl")
        is not None
    ):
        return False
    if any(outer.tag == "a" for outer in parent.ancestors()):
        return False
    return sum(len(a.text()) for a in parent.find_all("a")) < 0.3 * len(parent.text())


def _single(parent: Node, image: Node) -> bool:
    """One picture, perhaps in several sizes, with one caption."""
    keys = {node.get("key") for node in parent.find_all("img")}
    return keys == {image.get("key")}


def _prose(parent: Node, box: Node) -> bool:
    """Whether an element holds text beside a picture's box that is not marked as a caption or a credit."""
    boxed = bool(_BOXES & parent.names)
    stack: list[Node | str] = [kid for kid in parent.kids if kid is not box]
    while stack:
        kid = stack.pop()
        if isinstance(kid, str):
            if kid.strip() and not _COUNTER.fullmatch(kid.strip()):
                return not (boxed and len(parent.text()) < _SHORT and parent.tag not in ("p", "section"))
        elif not is_about_picture(kid):
            stack.extend(kid.kids)
    return False


# --- the words --------------------------------------------------------------


def _words(box: Node) -> tuple[list[Node], list[Node]]:
    """The caption elements and the credit elements of a box, outermost first."""
    captions: list[Node] = []
    credits: list[Node] = []
    about = list(_outermost(box))
    both = not all(map(is_credit_part, about))
    for node in about:
        if (is_credit_part(node) if both else is_called_credit(node)) or is_whole_credit(node):
            credits.append(node)
        else:
            credits += take_credits(node)
            captions += [node] if node.text() else []
    rest = Node("rest", {}, None)
    rest.kids = _leftover(box, set(map(id, (*credits, *captions))))
    for kid in rest.kids:
        if isinstance(kid, Node):
            kid.parent = rest
    line = rest.text()
    if not captions and len(credits) > 1 and _says(credits[0]):
        captions = [credits.pop(0)]
    if line and not _COUNTER.fullmatch(line):
        listed = any(isinstance(kid, Node) and kid.find("li") for kid in rest.kids)
        if credit_only(line) and not credits:
            credits = [rest]
        elif not captions and not listed and len(line) < _SHORT:
            credits += take_credits(rest)
            captions = [rest]
    return captions, credits


def _says(node: Node) -> bool:
    """Whether what is called a credit is a sentence, and so the caption of the credit after it."""
    text = node.text()
    return text.endswith((".", "!", "?")) and len(text.split()) > 7 and not credit_only(text)


def _say_once(caption: Node) -> None:
    """Drop a part that repeats the one before it, one for small screens, one for large."""
    for node in caption.walk():
        seen = ""
        for kid in list(node.nodes()):
            text = kid.text()
            if len(text) > 12 and text == seen:
                kid.remove()
            seen = text or seen


_TURN = "(?:previous|next|prev|zurück|weiter|vorheriges|nächstes|précédente?|suivante?|anterior|siguiente)"
_COUNTER = re.compile(
    r"\W{0,4}(?:view|open|see|show|enlarge|expand)? ?(?:the |this )?(?:image|gallery|\d+ (?:images?|photos?"
    r"|pictures?))? ?(?:in (?:gallery|full ?screen|slideshow))?"
    rf"|{_TURN}(?:\W{{1,4}}(?:{_TURN}|image|photo|bild|foto|of|von|de|sur|[0-9]{{1,3}})){{1,8}}"
    r"|\d+\s*(?:/|of|von|de)\s*\d+|zoom|bild vergrößern|agrandir|ampliar|vergrößern|lightbox",
    re.I,
)


def _outermost(box: Node) -> Iterator[Node]:
    stack: list[Node] = list(reversed(list(box.nodes())))
    while stack:
        node = stack.pop()
        if is_about_picture(node) and node.text() and node.find("img") is None:
            yield node
        else:
            stack.extend(reversed(list(node.nodes())))


def _leftover(box: Node, taken: set[int]) -> list[Node | str]:
    kids: list[Node | str] = []
    for kid in box.kids:
        if isinstance(kid, str):
            kids.append(kid)
        elif id(kid) in taken or kid.tag == "img" or _COUNTER.fullmatch(kid.text()) or _is_control(kid):
            continue
        elif kid.find("img") is not None or any(id(inner) in taken for inner in kid.walk()):
            kids += _leftover(kid, taken)
        else:
            kids.append(kid)
        if isinstance(kid, Node) and kid.tag in BLOCKS:
            kids.append(" ")
    return kids


def _is_control(node: Node) -> bool:
    """Whether an element beside a picture is a list of buttons to share it."""
    entries = node.find_all("li")
    named = all(_SHARES & entry.names or entry.text().casefold() in entry.names for entry in entries)
    return bool(entries) and named


def _beside(box: Node) -> tuple[list[Node], list[Node]]:
    """A caption in the sibling after a box, or just before it."""
    for sibling in _neighbours(box):
        short = 0 < len(sibling.text()) < 500 and sibling.find("img", "fig", "h1", "h2", "h3", "ul") is None
        if short and _leans(sibling):
            sibling.parent = None
            if box.parent is not None:
                box.parent.kids.remove(sibling)
            return [sibling], []
        if not short or not (is_about_picture(sibling) or sibling.tag == "small"):
            only = list(sibling.nodes())
            if len(only) == 1 and short and is_about_picture(only[0]) and only[0].text() == sibling.text():
                sibling = only[0]
            else:
                continue
        if sibling.parent is not None:
            sibling.parent.kids.remove(sibling)
            sibling.parent = None
        if is_called_credit(sibling):
            return [], [sibling]
        return [sibling], take_credits(sibling)
    return [], []


def _leans(sibling: Node) -> bool:
    """Whether a line right after a picture is set as a caption, whole.

    In italics or small, and it ends in a credit; in italics and small; or small, and the next line is not.
    """
    if sibling.tag not in ("p", "div", "font") or len(sibling.text()) > _SHORT:
        return False
    set_as = [*([sibling] if sibling.tag == "font" else []), *sibling.layers()]
    leaning = any(node.tag in ("em", "i") for node in set_as)
    small = any(map(_is_small, set_as))
    if leaning and small:
        return True
    if small:
        following = next(_neighbours(sibling), None)
        if following is not None and not any(map(_is_small, following.layers())):
            return True
    return (leaning or small) and bool(split((Text(sibling.text()),))[1])


def _is_small(node: Node) -> bool:
    """Whether an element is set smaller than the text round it."""
    if node.tag == "font" and _TINY.fullmatch(node.get("size").strip()):
        return True
    return node.tag == "small" or _SMALLER.search(node.get("style")) is not None


# Sizes under 10 points, 13 pixels or nine tenths of the text's.
_SMALLER = re.compile(
    r"font-size\s*:\s*(?:smaller|(?:xx?-)?small\b|[5-9](?:\.\d{1,3})?pt|(?:[5-9]|1[0-2])(?:\.\d{1,3})?px"
    r"|0?\.[5-8]\d{0,3}r?em|[5-8]\d%)",
    re.I,
)


_TINY = re.compile(r"[12]|-[1-9]")


def _neighbours(box: Node) -> Iterator[Node]:
    if box.parent is None:
        return
    kids = box.parent.kids
    for kid in kids[kids.index(box) + 1 :]:
        if isinstance(kid, Node) and (kid.text() or kid.find(*_SHOWN) is not None or kid.tag in _SHOWN):
            yield kid
            return
        if isinstance(kid, str) and kid.strip():
            return


_SHOWN = ("img", "fig", "iframe", "video", "audio", "hr", "table", "input", "svg", "canvas")


def _adopt(fig: Node) -> None:
    """Give a figure without words the caption left over in the box that held several pictures."""
    if fig.find("cap") is not None and fig.text():
        return
    for outer in fig.ancestors():
        if outer.tag in ("article", "main", "body"):
            return
        if outer.tag in ("figure", "gallery") or {"gallery", "slideshow", "carousel", "wp"} & outer.names:
            figs = outer.find_all("fig")
            left = [
                node
                for node in _outermost(outer)
                if node.find("fig") is None and not _in_fig(node) and not is_called_credit(node)
            ]
            if left and figs and figs[-1] is fig:
                captions = left[:1]
                captions[0].replace(" ")
                credits = take_credits(captions[0])
                fig.kids = [_part("cap", captions, fig), _part("cred", credits, fig)]
            return


def _in_fig(node: Node) -> bool:
    return any(outer.tag == "fig" for outer in node.ancestors())


# --- labels in elements of their own: "Credit" in one, the name in the next --------


def _settle_labels(root: Node) -> None:
    """Take out the labels that only screen readers hear, and join the others to the words after them."""
    for node in root.find_all("span", "b", "strong", "em", "small", "div"):
        _hidden_label(node)
        _label(node)


def _hidden_label(node: Node) -> None:
    """Take out a label for screen readers in a figure ("Image source, "); a credit follows outside captions.

    The label ends in a comma or a colon, in any language.
    """
    if node.tag != "span" or node.parent is None or not offscreen(node):
        return
    words = node.text()
    if len(words) > 60 or not words.endswith((",", "،", "、", "，", ":", "：")):
        return
    figure = next((outer for outer in node.ancestors() if outer.tag in ("figure", "figcaption")), None)
    box = node.parent
    rest = box.text().removeprefix(words).strip()
    if figure is None or (figure.tag == "figure" and not 0 < len(rest) < _CREDIT):
        return
    if figure.tag == "figure":
        box.names |= {"credit"}
    node.remove()


_CREDIT = 160  # characters: a longer line at a picture names no maker


def _label(node: Node) -> None:
    """A label in an element of its own ("Credit", and the name in the next) becomes one in words."""
    if len(node.kids) != 1 or not isinstance(only := node.kids[0], str) or len(only) > 60:
        return
    words = " ".join(only.split()).rstrip(".…: ")
    if len(words) < 20 and _BARE_LABEL.fullmatch(words) and node.parent is not None:
        near = itertools.islice(node.ancestors(), 4)
        if CREDIT & node.names or any(is_about_picture(outer) or CREDIT & outer.names for outer in near):
            kids = node.parent.kids
            after = kids[kids.index(node) + 1 :][:1]
            marked = bool(after) and isinstance(after[0], str) and after[0].lstrip()[:1] == ":"
            node.replace(words if marked else f"{words}: ")


_BARE_LABEL = re.compile(caption_words("bare_labels"), re.I)
