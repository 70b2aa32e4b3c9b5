"""A page as a small tree, parsed by BeautifulSoup, cleaned and limited in depth.

Scripts, styles and comments are gone, characters that XML forbids are gone,
and nothing lies deeper than `MAX_DEPTH`, so that every later pass may walk the
tree freely. Real pages stay under a depth of 60.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Iterator, Mapping

from publish.html.encoding import references
from publish.model.text import meaningful
from publish.system import data
from publish.system.patches import bs4_without_selectors

MAX_DEPTH = 150
_RAW = re.compile(r"<(script|style|template|svg)\b", re.I)
_DATA = re.compile(r"[^<>]{0,200}\bld\+json\b", re.I)
_WORDS = re.compile(r"[a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMING = frozenset(
    ("class", "id", "data-component", "data-testid", "data-test-id", "data-qa", "data-name", "role")
)


class Node:
    """An element: its tag in lower case, its attributes, and its kids, which are nodes and strings."""

    __slots__ = ("attrs", "kids", "names", "parent", "tag")

    def __init__(self, tag: str, attrs: dict[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.kids: list[Node | str] = []
        self.names = _names(attrs)

    def get(self, name: str) -> str:
        """An attribute's value, "" when there is none."""
        return self.attrs.get(name, "")

    def nodes(self) -> Iterator[Node]:
        """The elements directly inside."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def layers(self) -> Iterator[Node]:
        """The elements inside that hold all of this one, outermost first."""
        node = self
        while True:
            kids = [kid for kid in node.kids if isinstance(kid, Node) or kid.strip()]
            if len(kids) != 1 or not isinstance(kids[0], Node):
                return
            node = kids[0]
            yield node

    def is_like(self, other: Node) -> bool:
        """Whether another element has the same tag, and one of the two all names of the other."""
        return self.tag == other.tag and (self.names <= other.names or other.names <= self.names)

    def after(self) -> list[Node]:
        """The elements after this one in the same box."""
        kids = self.parent.kids if self.parent is not None else []
        return [kid for kid in kids[kids.index(self) + 1 :] if isinstance(kid, Node)] if self in kids else []

    def walk(self) -> Iterator[Node]:
        """This element and all inside it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.kids:
                stack += [kid for kid in node.kids[::-1] if kid.__class__ is Node]

    def find(self, *tags: str) -> Node | None:
        """The first element inside that has one of the tags."""
        stack = [kid for kid in self.kids[::-1] if kid.__class__ is Node]
        while stack:
            node = stack.pop()
            if node.tag in tags:
                return node
            if node.kids:
                stack += [kid for kid in node.kids[::-1] if kid.__class__ is Node]
        return None

    def find_all(self, *tags: str) -> list[Node]:
        """The elements inside that have one of the tags, in document order."""
        nodes: list[Node] = []
        _collect(self, tags, nodes)
        return nodes

    def ancestors(self) -> Iterator[Node]:
        """The elements round this one, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self) -> str:
        """All characters inside, white space collapsed; blocks and line breaks part words."""
        parts: list[str] = []
        _gather(self, parts)
        return " ".join("".join(parts).split())

    def remove(self) -> None:
        """Take this element out of its parent; the text round it stays apart."""
        if self.parent is not None:
            place = self.parent.kids.index(self)
            self.parent.kids[place : place + 1] = [" "] if self.tag in BLOCKS else []
            self.parent = None

    def replace(self, *others: Node | str) -> None:
        """Put others in this element's place."""
        if self.parent is not None:
            place = self.parent.kids.index(self)
            self.parent.kids[place : place + 1] = others
            for other in others:
                if isinstance(other, Node):
                    other.parent = self.parent
            self.parent = None


def _collect(node: Node, tags: tuple[str, ...], nodes: list[Node]) -> None:
    """Add the elements inside a node that have one of the tags. `MAX_DEPTH` bounds the recursion."""
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.tag in tags:
                nodes.append(kid)
            if kid.kids:
                _collect(kid, tags, nodes)


def _gather(node: Node, parts: list[str]) -> None:
    """Add the characters inside a node, with white space round blocks."""
    for kid in node.kids:
        if isinstance(kid, str):
            parts.append(kid)
        elif kid.tag in BLOCKS:
            parts.append(" ")
            _gather(kid, parts)
            parts.append(" ")
        elif kid.kids:
            _gather(kid, parts)


BLOCKS = frozenset(
    """address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p picture pre section summary table tbody td
    tfoot th thead tr ul iframe video audio object amp-img gallery
    fig note""".split()
)


def _names(attrs: dict[str, str]) -> frozenset[str]:
    """The words of an element's class, id and the like: "wp-captionText" gives wp, caption, text."""
    if not attrs:
        return _NONE
    named = " ".join([value for name, value in attrs.items() if name in _NAMING])
    return _words_of(named) if named else _NONE


_NONE: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=8192)
def _words_of(named: str) -> frozenset[str]:
    if ":" in named or "[" in named:  # utility classes ("print:hidden", "text-[2rem]") name looks, not things
        named = " ".join(word for word in named.split() if ":" not in word and "[" not in word)
    return frozenset(words_of(named))


def words_of(name: str) -> list[str]:
    """The words of a name, in order: "wp-captionText" gives wp, caption, text."""
    return _WORDS.findall(_CAMEL.sub(" ", name).lower())


def parse(text: str) -> Node:
    """The tree of a page. Never fails: whatever is not markup is text."""
    with bs4_without_selectors():
        from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
        from bs4.element import AttributeDict

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        bare = without_comments(without_raw(_with_shadows(meaningful(text))))
        markup = references(_BREAKS.sub("<br><br><br>", bare))
        soup = BeautifulSoup(markup, "lxml", multi_valued_attributes=None, attribute_dict_class=AttributeDict)
    return _copied(soup)


_BREAKS = re.compile(r"(?:<br\s*+/?+>\s*+){4,}+", re.I)  # more say no more: a blank line or a gap
_SHADOW = re.compile(r"<template\b[^<>]{0,200}\bshadowroot(?:mode)?\b[^<>]{0,200}>", re.I)


def _with_shadows(text: str) -> str:
    """Markup in which a declarative shadow root is an element that is shown, as browsers show it."""
    return _SHADOW.sub("<div>", text) if "shadowroot" in text else text


def without_raw(text: str, keep_data: bool = False) -> str:
    """Markup without scripts, styles, templates and drawings, in time linear in its length.

    With `keep_data`, scripts that hold JSON-LD stay.
    """
    parts: list[str] = []
    at = 0
    closed: dict[str, re.Pattern[str]] = {}
    endless: set[str] = set()
    while match := _RAW.search(text, at):
        name = match.group(1).lower()
        if name in endless or (keep_data and _DATA.match(text, match.end())):
            parts.append(text[at : match.end()])
            at = match.end()
            continue
        end = closed.setdefault(name, re.compile(rf"</{name}\s*>", re.I)).search(text, match.end())
        if end is None:
            endless.add(name)
            continue
        parts.append(text[at : match.start()])
        at = end.end()
    parts.append(text[at:])
    return "".join(parts)


def without_comments(text: str) -> str:
    """Markup without comments, in time linear in its length; one that is never closed stays."""
    parts: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        parts.append(text[at:begin])
        at = end + 3
    return "".join((*parts, text[at:])) if parts else text


def _copied(soup: object) -> Node:
    """Our tree from BeautifulSoup's, without recursion."""
    from bs4 import Tag
    from bs4.element import PreformattedString

    root = Node("document", {}, None)
    stack: list[tuple[Tag, Node, int]] = [(soup, root, 0)]  # type: ignore[list-item]
    while stack:
        tag, node, depth = stack.pop()
        kids = node.kids
        for child in tag.contents:
            if isinstance(child, Tag):
                name = child.name.lower().rpartition(":")[2]
                if name in _NEVER:
                    continue
                inner = node
                if name in _VOID:  # the parser takes what follows to be inside
                    kids.append(Node(name, _attributes(child.attrs), node))
                    stack.append((child, node, depth))
                elif depth < MAX_DEPTH:
                    inner = Node(name, _attributes(child.attrs), node)
                    kids.append(inner)
                    stack.append((child, inner, depth + 1))
                else:
                    kids.append(" ".join(child.get_text(" ").split()) + " ")
            elif not isinstance(child, PreformattedString):
                kids.append(str(child))
    return root


_VOID = frozenset(("source", "track", "wbr", "embed", "param", "keygen"))
# Also the readings set over characters: said with them, each word would come twice.
_NEVER = frozenset("script style template head-script base-script rt rtc rp".split())


def _attributes(attrs: Mapping[str, object]) -> dict[str, str]:
    """Attributes as strings, without handlers."""
    return {
        name.lower(): str(value) for name, value in attrs.items() if name[:2] not in ("on", "ON", "On", "oN")
    }


@functools.cache
def _class_names() -> dict[str, str]:
    return data.table("publish.html", "class_names.toml")


def class_names(kind: str) -> frozenset[str]:
    """What pages call a kind of part, by a key of class_names.toml."""
    return frozenset(_class_names()[kind].split())
