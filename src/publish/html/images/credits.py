"""Which element beside a picture names its maker.

A credit has the class name of one, or ends the words in the form of one.
"""

from __future__ import annotations

from publish.html.dom import Node, class_names, words_of
from publish.html.images.captions import Inlines, bare, credit_like, credit_only, named, of_attribute, split
from publish.model.text import lazy_pattern

CAPTION = class_names("caption")
CREDIT = class_names("credit")
_LONGEST = 160  # characters


def is_about_picture(node: Node) -> bool:
    """Whether an element is called a caption or a credit."""
    return node.tag in ("figcaption", "caption") or bool((CAPTION | CREDIT) & node.names)


def is_called_credit(node: Node) -> bool:
    """Whether an element is called a credit, and nothing says that it is a caption too."""
    return node.tag != "figcaption" and bool(CREDIT & node.names) and not CAPTION & node.names


def is_credit_part(node: Node) -> bool:
    """Whether an element is called the credit of a caption, as "caption__credit" and "captionAuthor" are."""
    return is_called_credit(node) or any(
        CAPTION & set(words) and words[-1] in CREDIT for words in map(words_of, node.get("class").split())
    )


def is_credit_tag(tag: str) -> bool:
    """Whether an element of a site's own is called the credit of a picture: "image-credits"."""
    words = set(tag.split("-"))
    return len(words) > 1 and bool(words & CREDIT) and bool(words & {"image", "photo", "picture", "figure"})


def take_credits(caption: Node) -> list[Node]:
    """The credits inside a caption, taken out of it; they may be all that it says."""
    credits: list[Node] = []
    whole = caption.text()
    for node in list(caption.walk()):
        words = node.text()
        if node is caption or node.parent is None or not (is_credit_part(node) or node.tag == "cite"):
            continue
        if any(ancestor in credits for ancestor in node.ancestors()) or not words:
            continue
        if _names_only(words) if words == whole else len(words) <= _LONGEST and is_credit_part(node):
            credits.append(node)
    if not credits and (part := _closing(caption) or _opening(caption)) is not None:
        credits = [part]
    for node in credits:
        node.replace(" ")
    return credits


def is_whole_credit(node: Node) -> bool:
    """Whether a `figcaption` is itself called a credit and says no more than a maker's name."""
    return (
        bool(CREDIT & node.names) and not CAPTION & (node.names - {"figcaption"}) and _names_only(node.text())
    )


def _names_only(words: str) -> bool:
    """Whether words in a place for a maker are no sentence: they are few, and do not end as one.

    They may end in a full stop, as "Ltd." does.
    """
    return len(words.split()) <= _FEW and len(words) <= _LONGEST and words[-1:] not in _ENDS


_FEW = 8  # words
_ENDS = tuple("!?…。！？।")


def stated_credit(figure: Node) -> Inlines:
    """The maker that a picture's own attributes name."""
    for name in ("data-credit", "data-copyright"):
        if words := of_attribute(figure.get(name)):
            return bare(words)
    for name in ("data-source", "title"):
        if made_by := split(of_attribute(figure.get(name)))[1]:
            return made_by
    return ()


def _closing(caption: Node) -> Node | None:
    """The element at the end of a caption, after what is said, that names a maker by its form."""
    while True:
        kids = _shown(caption)
        last = kids[-1] if kids else None
        if not isinstance(last, Node) or last.tag not in _PLAIN:
            return None
        if len(kids) > 1:
            break
        caption = last
    before = kids[-2]
    parted = isinstance(before, Node) or before.rstrip()[-1] in ".!?…”’»)" or last.tag == "cite"
    after_sentence = (
        len(kids) == 2 and isinstance(before, Node) and before.text().endswith((".", "!", "?", "…"))
    )
    if after_sentence and _INITIALS.fullmatch(last.text()):
        return last
    return last if parted and len(last.text()) <= _LONGEST and _names_maker(last.text()) else None


def _opening(caption: Node) -> Node | None:
    """The element that opens a caption and names a maker by its form.

    Another element follows it, or it is one for what is cited.
    """
    kids = _shown(caption)
    while len(kids) == 1 and isinstance(only := kids[0], Node):
        kids = _shown(only)
    if len(kids) < 2 or not isinstance(first := kids[0], Node):
        return None
    if first.tag == "cite":
        return first if credit_only(first.text()) or credit_like(first.text()) else None
    named = isinstance(kids[1], Node) and first.tag in _PLAIN and len(first.text()) <= _LONGEST
    return first if named and credit_only(first.text()) else None


def _shown(node: Node) -> list[Node | str]:
    """The parts of an element that have text."""
    return [kid for kid in node.kids if (kid.text() if isinstance(kid, Node) else kid.strip())]


def _names_maker(text: str) -> bool:
    signed = _SIGNED.fullmatch(text)
    bracketed = text.startswith("(") and text.endswith(")") and named(text[1:-1])
    return bool(credit_only(text) or bracketed or (signed and credit_like(signed[1])))


# The short name of a house or a person, in an element of its own after a caption that is a sentence: "c7".
_INITIALS = lazy_pattern(r"(?:[^\W\d_]{1,3}\d{1,2}|[^\W\d_a-zß-ÿ]{2,4}|[^\W\d_a-zß-ÿ]\. ?[^\W\d_a-zß-ÿ]\.)")
_PLAIN = frozenset("span div p small em i cite b strong".split())
_NAME = r"[^\W\d_a-zß-ÿ][\w.’'-]+"
_SIGNED = lazy_pattern(rf"{_NAME}(?: {_NAME}){{0,3}} \(([^()]+)\)")
