"""A page's place among others: a list of other articles, or one of several pages of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.draft.model import BlockDraft, HeadingDraft, Inlines, link_share
from publish.html.dom import Node
from publish.html.extract.promo_phrases import words_in
from publish.html.extract.teasers import leads_away
from publish.model.article import Emphasis, Link, Strong
from publish.model.urls import host, joined_to

_STORIES = 6  # headings that are links: as many are those of other articles
_MOST = 0.8
_LISTED = 10  # links of the length of a headline, on a page without text
_HEADLINE = 4  # words


def listed(blocks: Sequence[BlockDraft], base: str) -> int:
    """How many other articles the headings of a text lead to, 0 where they are not nearly all of them."""
    headings = [block.inlines for block in blocks if isinstance(block, HeadingDraft)]
    away = {href for inlines in headings if (href := _leads_to(inlines, base))}
    return len(away) if len(away) >= _STORIES and len(away) > _MOST * len(headings) else 0


def _leads_to(inlines: Inlines, base: str) -> str:
    """Where a heading leads that is all link, to another page of the site at `base`; "" elsewhere."""
    while len(inlines) == 1 and isinstance(inlines[0], Strong | Emphasis):
        inlines = inlines[0].children
    links = [inline for inline in inlines if isinstance(inline, Link)]
    if len(links) != 1 or link_share(inlines) < _MOST or "#" in links[0].href:
        return ""
    address = joined_to(base, links[0].href)
    return address if host(address) == host(base) and address != base else ""


def headlines(root: Node) -> int:
    """How many links of a page are as long as a headline, 0 where they are few."""
    links = {link.get("href") for link in root.find_all("a") if leads_away(link) and _is_headline(link)}
    return len(links) if len(links) >= _LISTED else 0


def _is_headline(link: Node) -> bool:
    return words_in(link.text()) >= _HEADLINE


def pages(root: Node, url: str) -> int:
    """The number of the last page that a page links to as a part of its own article, 0 for none.

    Such an address is the page's own with a number: "…/boats-2.html", "…/boats?page=2". `url` is the
    page's own address, "" when unknown. Where readers write, pages are those of their comments.
    """
    own = _stem(url)
    if len(own) < _SHORTEST:
        return 0
    boxes = {box for area in root.find_all("textarea") for box in area.ancestors()}
    written = {box for box in boxes if box.find("h1") is None}
    links = [
        link for link in root.find_all("a", "link") if _turns(link) and written.isdisjoint(link.ancestors())
    ]
    return max((_part(joined_to(url, link.get("href")), own) for link in links), default=0)


def _turns(link: Node) -> bool:
    """Whether a link says that it is the next page's, or has few words, as those of pages have."""
    following = "next" in link.get("rel").lower().split()
    return following or (link.tag == "a" and len(link.text()) < _FEW)


_FEW = 24  # characters: "Next page", "Zur nächsten Seite", "2"
_SHORTEST = 12  # characters of an address without its scheme


def _part(address: str, own: str) -> int:
    """The number by which an address differs from the page's own, 0 when it differs otherwise."""
    stem = _stem(address)
    found = _NUMBER.fullmatch(stem.removeprefix(own)) if stem.startswith(own) else None
    number = int(found[1]) if found else 0
    return number if 1 < number < _PAGES else 0


_PAGES = 100
_NUMBER = re.compile(r"(?:[-_/]|[/?](?:page|seite|pagina|página|pag|pg|p)[=/-])([0-9]{1,2})", re.I)


def _stem(address: str) -> str:
    """An address without scheme, ending, fragment and closing slash."""
    bare = address.partition("#")[0].partition("://")[2].rstrip("/")
    return re.sub(r"\.(?:s?html?|php|aspx?)(?=$|\?)", "", bare, flags=re.I)
