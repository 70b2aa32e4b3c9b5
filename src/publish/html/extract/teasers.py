"""Remove teasers: pictures, headings and summaries that link to other stories.

A card is recognised by its structure, not by its name: a link round a heading, a
heading that is nothing but a link with a few words under it, an article
inside an article, a list of nothing but headlines that link away.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter

from publish.html.dom import Node
from publish.html.extract.promo_phrases import ends_article, is_stub, words_in
from publish.html.extract.text_density import Masses, measure
from publish.html.metadata.title import alike

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])", re.I)
_SUMMARY = 300  # characters: more than this under a heading is text of the article's own
_BOX = 160  # characters: what is left of a box of cards may be this long, its title and a button


def remove(root: Node, address: str = "") -> None:
    """Take the cards out of a tree, and the boxes that held nothing else. `address` is the page's own."""
    masses = measure(root)
    sites = _own_sites(root, address)
    cards = [node for node in root.walk() if _is_card(node, masses, sites)]
    for node in cards:
        if node.parent is not None and not any(outer in cards for outer in node.ancestors()):
            box, place = node.parent, node.parent.kids.index(node)
            node.remove()
            _unhead(box, place)
            _sweep(box, masses)


def without_teasers(root: Node, title: str) -> None:
    """Take out pictures that lead where a headline of the page leads, other than the article's own."""
    leads: dict[str, str] = {}
    for link in root.find_all("a"):
        text = link.text()
        if words_in(text) > 3 and leads_away(link) and _is_headline(link) and not alike(text, title):
            leads.setdefault(link.get("href"), text)
    for image in root.find_all("img"):
        lead = next((leads.get(outer.get("href"), "") for outer in image.ancestors() if outer.tag == "a"), "")
        figure = next((outer for outer in image.ancestors() if outer.tag == "figure"), None)
        lead = lead or _told_beside(image)
        if lead and (figure is None or not figure.text()) and alike(image.get("alt") or lead, lead):
            image.remove()


def _told_beside(image: Node) -> str:
    """The words of a link right after the one round a picture, where both lead to one page.

    They are the picture's alt text too.
    """
    link = next((outer for outer in itertools.islice(image.ancestors(), 2) if outer.tag == "a"), None)
    if link is None or link.parent is None or link.text() or not leads_away(link):
        return ""
    kids = link.parent.kids[link.parent.kids.index(link) + 1 :][:3]
    after = next((kid for kid in kids if isinstance(kid, Node)), None)
    if after is None or after.tag != "a" or after.get("href") != link.get("href"):
        return ""
    words = after.text()
    return words if words_in(words) > 3 and alike(image.get("alt"), words) else ""


def _is_headline(link: Node) -> bool:
    around = (outer.tag for outer in itertools.islice(link.ancestors(), 2))
    return link.find(*_HEADINGS) is not None or any(tag in _HEADINGS for tag in around)


def _is_card(node: Node, masses: Masses, sites: frozenset[str]) -> bool:
    match node.tag:
        case "a":
            return _linked_block(node, masses)
        case "article":
            return _inner_article(node, masses) or _one_of_many(node, masses)
        case "ul" | "ol":
            return _headlines(node, masses) or _excerpts(node, masses)
        case tag if tag not in ("html", "body", "main", "document"):
            return _headed(node, masses, sites)
    return False


def _linked_block(node: Node, masses: Masses) -> bool:
    """A link round a heading, or round a picture with words."""
    mass = masses[node]
    if not leads_away(node) or not 8 < mass.size < 700 or not mass.flow:
        return False
    if node.find("h1") is not None or any(outer.tag == "h1" for outer in node.ancestors()):
        return False
    if node.find(*_HEADINGS) is not None:
        return True
    if node.find("figcaption") is not None or any(map(_keeps_link, node.ancestors())):
        return False
    return words_in(node.text()) > 3 and (node.find("img") is not None or node.find("p", "div") is not None)


def _keeps_link(outer: Node) -> bool:
    """Whether a link in an element is no teaser: in a speech, or in a figure that says nothing of more."""
    if outer.tag == "figure":
        more = any(is_stub(part.text()) for part in outer.find_all("span", "div", "p", "a"))
        return not more or outer.find("figcaption") is not None
    return bool(_SPEECH & outer.names)


_SPEECH = frozenset(("contribution", "speaker", "speech"))


def _inner_article(node: Node, masses: Masses) -> bool:
    outer = next((a for a in node.ancestors() if a.tag == "article"), None)
    if outer is None or masses[node].prose > 0.3 * masses[outer].prose or masses[node].size > 1200:
        return False
    return any(leads_away(a) for a in node.find_all("a"))


def _one_of_many(node: Node, masses: Masses) -> bool:
    """Whether an article is one of several in a box that each have a headline which leads away."""
    if node.parent is None or masses[node].size > 1200:
        return False
    beside = [kid for kid in node.parent.nodes() if kid.tag == "article"]
    return len(beside) > 1 and all(masses[one].size <= 1200 and _leads_by_heading(one) for one in beside)


def _leads_by_heading(node: Node) -> bool:
    heading = node.find("h1", *_HEADINGS)
    link = heading.find("a") if heading is not None else None
    return link is not None and leads_away(link)


def _headlines(node: Node, masses: Masses) -> bool:
    """A list whose every item is a headline that leads away."""
    if not masses[node].linked or masses[node].prose > 200:
        return False
    items = [item for item in node.nodes() if item.tag == "li" and masses[item].size]
    if not items:
        return False
    if not all(any(leads_away(a) for a in item.find_all("a")) for item in items):
        return False
    if masses[node].density < 0.75 and not all(_kicked(item, masses) for item in items):
        return False
    words = sum(words_in(item.text()) for item in items) / len(items)
    return words >= 4 and not any(a.tag in ("sup", "note", "table") for a in node.ancestors())


def _excerpts(node: Node, masses: Masses) -> bool:
    """A list whose items are headlines that lead away, each with words that break off."""
    if not masses[node].linked:
        return False
    items = [item for item in node.nodes() if item.tag == "li" and masses[item].size]
    broken = [
        item
        for item in items
        if item.text().endswith(("...", "…", "[...]", "[…]"))
        and (link := item.find("a")) is not None
        and leads_away(link)
        and words_in(link.text()) > 3
    ]
    return len(items) > 2 and len(broken) > 0.6 * len(items)


def _kicked(item: Node, masses: Masses) -> bool:
    """Whether an item is a few words and a headline that leads away: "At sea: the ferry waits"."""
    links = item.find_all("a")
    if len(links) != 1 or masses[item].density < 0.4:
        return False
    before, link, after = item.text().rpartition(links[0].text())
    return len(after) < 3 and before.rstrip().endswith((":", "?", "|", "!")) and words_in(link) > 2


def _unhead(box: Node, place: int) -> None:
    """Take out the heading before a card that is gone, where nothing of its own is left under it."""
    before = next(
        (kid for kid in reversed(box.kids[:place]) if not isinstance(kid, str) or kid.strip()), None
    )
    after = next((kid for kid in box.kids[place:] if not isinstance(kid, str) or kid.strip()), None)
    if not isinstance(before, Node) or before.tag not in _HEADINGS or _is_under_headline(before):
        return
    if _NUMBERED.match(before.text()):
        return
    ends = ends_article(before.text())
    goes_on = isinstance(after, Node) and (ends or after.tag in _HEADINGS)
    if goes_on or (after is None and not ends):  # what ends the article is told about later
        before.remove()


_NUMBERED = re.compile(r"\d{1,2}[.)]\s")


def _is_under_headline(heading: Node) -> bool:
    """Whether a heading stands right behind one of the first level: it is the article's standfirst."""
    beside = list(heading.parent.nodes()) if heading.parent is not None else [heading]
    before = beside[: beside.index(heading)]
    return bool(before) and before[-1].tag == "h1"


def _headed(node: Node, masses: Masses, sites: frozenset[str]) -> bool:
    """A box with one heading, all link, and at most a summary under it; "Read more" may be above.

    Where the link leads to another site, the box is an entry of a list: a product, a place.
    """
    mass = masses[node]
    if not mass.linked or node.tag not in ("div", "li", "section", "aside"):
        return False
    if not mass.flow or not 8 < mass.size < 700:
        return False
    headings = [h for h in node.find_all(*_HEADINGS) if masses[h].size and not ends_article(h.text())]
    if len(headings) != 1 or masses[headings[0]].density < 0.9 or node.find("h1", "figcaption") is not None:
        return False
    link = headings[0].find("a") or next((a for a in headings[0].ancestors() if a.tag == "a"), None)
    beside = mass.size - masses[headings[0]].size
    if beside > _SUMMARY:
        return False
    more = beside > 0 or node.find("img", "picture") is not None
    if link is None or not leads_away(link) or not more:
        return False
    return _site(link.get("href")) in sites


def _own_sites(root: Node, address: str) -> frozenset[str]:
    """The sites that are the page's own: of its address, and where most of its links lead (a saved page)."""
    sites = Counter(_site(link.get("href")) for link in root.find_all("a"))
    most = (site for site, links in sites.most_common(1) if links >= _MENU)
    return frozenset(("", _site(address), *most))


_MENU = 10  # links


def _site(address: str) -> str:
    """The part of an address that all hosts of a site share, "" for an address without a host."""
    match = _HOST.match(address.strip())
    return ".".join(match[1].lower().split(".")[-2:]) if match else ""


_HOST = re.compile(r"(?:https?:)?//([^/?#:@\s]+)", re.I)


def leads_away(link: Node) -> bool:
    """Whether a link leads to another page, not to a place in this one or to a picture."""
    href = link.get("href").strip()
    return (
        bool(href)
        and not href.startswith(("#", "mailto:", "tel:", "javascript:"))
        and not _PICTURE.search(href)
    )


def _sweep(box: Node, masses: Masses) -> None:
    """Take out a box of cards once nothing but its title is left in it."""
    while box.parent is not None and box.tag in ("div", "section", "aside", "ul", "ol", "li", "nav", "span"):
        if len(box.text()) > _BOX or (
            box.find("img", "h1", "article", "iframe", "video", "a") is not None and len(box.text()) > 40
        ):
            return
        if masses[box].density < 0.3 and masses[box].prose > 0.6 * masses[box].size:
            return
        if box.find("img", "figure", "video", "iframe", "table", "blockquote") is not None:
            return
        outer, place = box.parent, box.parent.kids.index(box)
        box.remove()
        _unhead(outer, place)
        box = outer
