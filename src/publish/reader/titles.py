"""The article's title, without the name of the site."""

from __future__ import annotations

import re

from publish.reader.choose import key
from publish.reader.head import Head
from publish.reader.jsonld import Thing, string
from publish.reader.tree import Node

_BAR = re.compile(r"\s+(?:[|•·»›:]|[-–—])\s+|\s*[|»›]\s*")


def title(data: Thing, head: Head, root: Node, publisher: str) -> str:
    """The heading a reader sees, when the page's data agrees with it; else what the data says."""
    stated = [
        text
        for text in (
            string(data.get("headline")),
            head.first("og:title"),
            head.first("twitter:title"),
            head.title,
        )
        if text
    ]
    stripped = [without_site(text, publisher) for text in stated]
    headings = [node for node in root.find_all("h1") if 3 < len(node.text()) < 400]
    for node in headings:
        if any(alike(node.text(), other) for other in stripped):
            return node.text()
    if not stripped:
        return headings[0].text() if headings else ""
    if len(headings) == 1 and not string(data.get("headline")) and not head.first("og:title"):
        return headings[0].text()
    return stripped[0]


def alike(one: str, other: str) -> bool:
    """Whether two titles are the same but for a few words."""
    a, b = key(one).split(), key(other).split()
    if not a or not b:
        return False
    both = len(set(a) & set(b))
    return both >= 0.6 * min(len(set(a)), len(set(b))) and both >= 0.5 * max(len(set(a)), len(set(b)))


def without_site(text: str, publisher: str) -> str:
    """A title without " | The Site" at its end or "The Site: " at its start."""
    text = " ".join(text.split())
    parts = _BAR.split(text)
    if len(parts) < 2:
        return text
    site = "".join(key(publisher).split())
    for cut in (text.rfind(parts[-1]), 0):
        if not cut:
            break
        last = "".join(key(parts[-1]).split())
        bar = text[:cut].rstrip()[-1:]
        if (site and (last in site or site in last)) or (bar in "|»›" and len(parts[-1].split()) <= 4):
            return without_site(text[:cut].rstrip(" |•·»›:-–—"), publisher)
    first = "".join(key(parts[0]).split())
    if site and first == site:
        return text[text.find(parts[0]) + len(parts[0]) :].lstrip(" |•·»›:-–—")
    return text
