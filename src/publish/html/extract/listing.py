"""A page's place among others: a list of other articles, or one of several pages of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.draft.model import (
    BlockDraft,
    HeadingDraft,
    Inlines,
    ListDraft,
    ParagraphDraft,
    TableDraft,
    link_share,
)
from publish.html.dom import Node, class_names
from publish.html.extract.promo_phrases import is_sentence, words_in
from publish.html.extract.teasers import leads_away
from publish.html.extract.text_density import RUNNING, Masses
from publish.model.article import Emphasis, Link, Strong
from publish.model.text import weight
from publish.model.urls import host, joined_to
from publish.model.walk import plain

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


def linked(blocks: Sequence[BlockDraft], base: str) -> int:
    """How many other pages the lines of a text lead to, 0 where prose stands beside these headlines.

    So are lists of links to other sites, with points, times and comments: "93 points by ann 2 hours ago".
    """
    lines = [line for block in blocks for line in _lines(block)]
    away = {href for line in lines if (href := _headline(line, base))}
    prose = [line for line in lines if _is_prose(line)]
    long = sum(words_in(plain(line)) for line in prose) > _PROSE * sum(
        words_in(plain(line)) for line in lines
    )
    return 0 if long or len(away) < _LISTED else len(away)


def _lines(block: BlockDraft) -> list[Inlines]:
    match block:
        case ParagraphDraft(inlines, embed=False) | HeadingDraft(_, inlines):
            return [inlines]
        case ListDraft(_, items):
            return [item.inlines for item in items]
        case TableDraft(head, body):
            return [cell.inlines for row in (*head, *body) for cell in row]
    return []


def _headline(line: Inlines, base: str) -> str:
    """The address that the first link of a headline's length in a line leads to, "" for none."""
    links = [
        inline for inline in line if isinstance(inline, Link) and words_in(plain((inline,))) >= _HEADLINE
    ]
    return joined_to(base, links[0].href) if links and "#" not in links[0].href else ""


def _is_prose(line: Inlines) -> bool:
    return weight(plain(line)) > RUNNING and is_sentence(plain(line)) and link_share(line) < _LINKED


_PROSE = 0.1  # of the words of a list of links
_LINKED = 0.3


def headlines(root: Node) -> int:
    """How many links of a page are as long as a headline, 0 where they are few."""
    links = {link.get("href") for link in root.find_all("a") if leads_away(link) and _is_headline(link)}
    return len(links) if len(links) >= _LISTED else 0


def _is_headline(link: Node) -> bool:
    return words_in(link.text()) >= _HEADLINE


def pages(root: Node, url: str) -> int:
    """The number of the last page that a page links to as a part of its own article, 0 for none.

    Such an address is the page's own with a number: "…/boats-2.html", "…/boats?page=2". `url` is the
    page's own address, "" when unknown: then the numbers 2 and 3 lead to addresses that only they part.
    Where readers write or judge, pages are those of their comments.
    """
    if len(_stem(url)) < _SHORTEST:
        return _numbered(_turning(root))
    return max(page_addresses(root, url), default=0)


def page_addresses(root: Node, url: str) -> dict[int, str]:
    """The addresses of the other pages of an article by their numbers, as far as a page links to them."""
    own = _stem(url)
    if len(own) < _SHORTEST:
        return {}
    addresses = [joined_to(url, link.get("href")) for link in _turning(root)]
    return {number: address for address in reversed(addresses) if (number := _part(address, own))}


def _turning(root: Node) -> list[Node]:
    """The links of a page that may turn the pages of its article."""
    whole = {box for heading in root.find_all("h1") for box in heading.ancestors()}
    written = {box for area in root.find_all("textarea") for box in area.ancestors()} - whole
    return [
        link
        for link in root.find_all("a", "link")
        if _turns(link) and written.isdisjoint(link.ancestors()) and not _is_readers(link, whole)
    ]


def _numbered(links: list[Node]) -> int:
    """The last of the numbers, 2 and 3 among them, that links show and their addresses end in alike."""
    by_stem: dict[str, set[int]] = {}
    for link in links:
        at = _ENDS_IN.search(_stem(joined_to(_NOWHERE, link.get("href"))))
        if at and link.text().strip() == at[2]:
            by_stem.setdefault(at[1], set()).add(int(at[2]))
    return max((max(numbers) for numbers in by_stem.values() if {2, 3} <= numbers), default=0)


_NOWHERE = "https://page.invalid/"
_ENDS_IN = re.compile(
    r"^(.{1,400}(?:[-_/]|[/?&](?:page|seite|pagina|página|pag|pg|p)[=/-]))([0-9]{1,2})$", re.I
)


def _is_readers(link: Node, whole: set[Node]) -> bool:
    """Whether a link turns the pages of what readers wrote, or of a list of other things.

    `whole` are the boxes that hold a headline, and so the article.
    """
    if _OF_READERS.search(link.get("href").partition("#")[2]):
        return True
    return any(outer not in whole and _READERS & outer.names for outer in link.ancestors())


_READERS = class_names("readers_pages")
_OF_READERS = re.compile("comment|review|rating|kommentar|bewertung|avis|coment|commenti|recension", re.I)


def other_articles(root: Node, masses: Masses) -> list[tuple[Node, str]]:
    """The `article` elements of a page that have a headline and prose of their own, with their headlines."""
    articles = []
    for node in root.find_all("article"):
        heading = node.find("h1", "h2")
        mass = masses[node]
        if heading is None or mass.prose < _OWN_PROSE or mass.density > _LINKED or _READERS & node.names:
            continue
        if node.find("article") is None and not any(_READERS & outer.names for outer in node.ancestors()):
            articles.append((node, heading.text()))
    return articles


_OWN_PROSE = 700  # letters


def _turns(link: Node) -> bool:
    """Whether a link says that it is the next page's, or has few words, as those of pages have."""
    following = "next" in link.get("rel").lower().split()
    return following or (link.tag == "a" and len(link.text()) < _FEW)


_FEW = 24  # characters: "Next page", "Zur nächsten Seite", "2"
_SHORTEST = 12  # characters of an address without its scheme


def _part(address: str, own: str) -> int:
    """The number by which an address differs from the page's own, 0 when it differs otherwise."""
    stem = _stem(address)
    match = _NUMBER.fullmatch(stem.removeprefix(own)) if stem.startswith(own) else None
    number = int(match[1]) if match else 0
    return number if 1 < number < _PAGES else 0


_PAGES = 100
_NUMBER = re.compile(r"(?:[-_/]|[/?](?:page|seite|pagina|página|pag|pg|p)[=/-])([0-9]{1,2})", re.I)


def _stem(address: str) -> str:
    """An address without scheme, ending, fragment and closing slash."""
    bare = address.partition("#")[0].partition("://")[2].rstrip("/")
    return re.sub(r"\.(?:s?html?|php|aspx?)(?=$|\?)", "", bare, flags=re.I)
