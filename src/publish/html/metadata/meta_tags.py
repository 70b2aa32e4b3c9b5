"""A page's head: its meta elements, links and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.html.dom import Node


@dataclass(slots=True)
class Head:
    """`meta` maps lower-case names (name, property, itemprop or http-equiv) to contents in order.

    `nodes` are all elements of the page, in order.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    lang: str = ""
    base: str = ""
    nodes: list[Node] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """The first content that is not empty, of the names in order."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")

    def all(self, *names: str) -> list[str]:
        """All contents of the names, in order, each once."""
        return list(dict.fromkeys(value for name in names for value in self.meta.get(name, ()) if value))


def read(root: Node) -> Head:
    """The head of a tree; meta elements count wherever they stand."""
    head = Head(nodes=list(root.walk()))
    for node in head.nodes:
        match node.tag:
            case "meta":
                content = " ".join((node.get("content") or node.get("value")).split())
                for kind in ("property", "name", "itemprop", "http-equiv"):
                    for name in node.get(kind).lower().split():
                        head.meta.setdefault(name, []).append(content)
            case "link":
                for rel in node.get("rel").lower().split():
                    head.links.setdefault(rel, []).append(node.get("href").strip())
            case "title" if not head.title:
                head.title = node.text()
            case "html" if not head.lang:
                head.lang = node.get("lang") or node.get("xml:lang")
            case "base" if not head.base:
                head.base = node.get("href").strip()
    return head


def copyright_lines(head: Head) -> Iterator[str]:
    """The lines of copyright of a page."""
    for node in head.nodes:
        yield from (kid for kid in node.kids if isinstance(kid, str) and _COPYRIGHT.match(kid))


_COPYRIGHT = re.compile(r"\s*(?:©|copyright\b|\(c\))", re.I)
