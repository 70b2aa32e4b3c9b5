"""Everything a page states about its article, from the best of the places that state it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from publish.draft.page import Page
from publish.html.dom import Node
from publish.html.images.srcset import pixels
from publish.html.metadata import authors as bylines
from publish.html.metadata import dates, json_ld, meta_tags
from publish.html.metadata import title as titles
from publish.html.metadata.json_ld import Thing, string
from publish.html.metadata.meta_tags import Head
from publish.html.metadata.names import is_eastern, is_full, is_host, letters, looks_personal
from publish.model.urls import host, joined_to, path_of, picture, urlsafe


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about an article that is not its body.

    `languages` are tags as declared, best first; `sections` the letters of the names of the sections
    that the article stands in, and of the entries of the page's menus.
    """

    data: Thing
    base: str
    title: str
    bylines: tuple[str, ...]
    published: str
    modified: str
    publisher: str
    url: str
    lang: str
    languages: list[str]
    description: str
    rights: str
    subjects: tuple[str, ...]
    image: str
    image_alt: str
    sections: frozenset[str] = frozenset()


def about(page: Page, things: list[Thing], root: Node) -> Facts:
    """The facts of a page. `root` must still be whole."""
    data = json_ld.article(things)
    top = meta_tags.read(root)
    publisher = _publisher(data, things, top, page.url) or _owner(
        top, page.url or _canonical(page, top, data, page.url)
    )
    base = joined_to(page.url, top.base) if top.base else page.url
    url = _canonical(page, top, data, base)
    base = base or url
    languages = _languages(page, data, top)
    names = bylines.bylines(data, things, top, publisher)
    sections = _sections(data, top, url)
    title = titles.title(data, top, root, publisher, url)
    return Facts(
        data=data,
        base=base,
        title=title,
        bylines=tuple(name for name in names if not is_eastern(name) or letters(name) not in sections),
        published=dates.published(data, top, title),
        modified=dates.modified(data, top),
        publisher=publisher,
        url=url,
        lang=languages[0] if languages else "",
        languages=languages,
        description=top.first("og:description", "description", "dc.description")
        or string(data.get("description")),
        rights=top.first("dcterms.rights", "dc.rights", "copyright", "rights")
        or string(data.get("copyrightNotice")),
        subjects=_subjects(data, top),
        image=_shown_large(_image(data, top, base), top, base),
        image_alt=top.first("og:image:alt", "twitter:image:alt"),
        sections=sections,
    )


def _publisher(data: Thing, things: list[Thing], top: Head, url: str) -> str:
    stated = (
        string(data.get("publisher"))
        if not isinstance(data.get("publisher"), str)
        else str(data["publisher"])
    )
    if stated.startswith(("http", "#", "/", "_:")):
        known = {str(thing.get("@id")): thing for thing in things}
        stated = string(known.get(stated, {}).get("name"))
    site = next(
        (string(t.get("name")) for t in things if "WebSite" in json_ld.kinds(t) and t.get("name")), ""
    )
    named = (
        top.first(name) for name in ("og:site_name", "application-name", "dc.publisher", "citation_publisher")
    )
    whole = data.get("isPartOf")
    part_of = string(whole.get("name")) if isinstance(whole, dict) else ""
    names = (stated, _microdata(top), *named, site, part_of, host(url))
    given = [name for name in names if name]
    return next((name for name in given if "://" not in name), host(given[0]) if given else "")


def _owner(head: Head, address: str) -> str:
    """The name in a page's meta elements that is the site's own, as its other places show; "" for none.

    It is a host's, ends the title behind a bar, or stands in the line of copyright and is no person's.
    `address` is the page's.
    """
    hosts = host(address).split(".")[:-1]
    for name in head.all("author", "dc.creator"):
        name = name.strip()
        if is_host(name.lower()):
            return name
        if not 2 < len(name) < _NAME or (is_full(name) and looks_personal(name)):
            continue
        if letters(name) in hosts:
            return name
        ends = letters(re.split(r"[|_]|\s[-–—]\s", head.title)[-1]) == letters(name) != letters(head.title)
        if ends or any(name in line for line in meta_tags.copyright_lines(head)):
            return name
    return ""


def _microdata(top: Head) -> str:
    """The publisher's name in the page's own elements."""
    box = next((node for node in top.nodes if "publisher" in node.get("itemprop").split()), None)
    if box is None:
        return ""
    names = (node for node in box.walk() if "name" in node.get("itemprop").split())
    named = next((node.get("content") or node.text() for node in names), "")
    return named if len(named) < 80 else ""


def _canonical(page: Page, top: Head, data: Thing, base: str) -> str:
    """The address that the page gives itself; never one of another kind or a bare site."""
    stated = [
        *top.links.get("canonical", ()),
        top.first("og:url"),
        string(data.get("url")),
        string(data.get("mainEntityOfPage")),
    ]
    for address in stated:
        absolute = joined_to(base, address) if address else ""
        if (
            absolute.startswith(("http://", "https://"))
            and urlsafe(absolute)
            and absolute.rstrip("/").count("/") > 2
        ):
            return _TRACKED.sub("", absolute).rstrip("?&")
    return page.url


# What tells the site where a reader came from.
_TRACKED = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid)=[^&#]*&?")


def _languages(page: Page, data: Thing, top: Head) -> list[str]:
    stated = (
        top.lang,
        string(data.get("inLanguage")),
        top.first("content-language", "language", "dc.language", "dcterms.language"),
        top.first("og:locale"),
        page.language_hint,
    )
    tags = [tag for tag in stated if tag]
    first = tags[0].lower() if tags else ""
    # "en" and "en-GB": the one that says more. What og:locale says is often only a default.
    closer = [tag for tag in tags if tag.lower().startswith((f"{first}-", f"{first}_"))]
    return [*(tag for tag in closer[:1] if tag != top.first("og:locale")), *tags]


def _subjects(data: Thing, top: Head) -> tuple[str, ...]:
    keywords = data.get("keywords")
    stated = keywords if isinstance(keywords, list) else [keywords]
    words = [string(word) for word in stated if word] or top.all(
        "article:tag", "news_keywords", "keywords", "dc.subject"
    )
    split = [part.strip() for word in words for part in re.split("[,;]", word)]
    return tuple(dict.fromkeys(part for part in split if 1 < len(part) < 60))[:20]


def _sections(data: Thing, top: Head, url: str) -> frozenset[str]:
    """The names of the sections of an article, and of the entries of menus.

    An article stands in a section where the page's data say so, or where its own
    address begins with the address of a link: /travel and /travel/a-day-in-dale.
    """
    stated = data.get("articleSection")
    names = [string(name) for name in (stated if isinstance(stated, list) else [stated]) if name]
    names += top.all("article:section", "section", "cxenseparse:section")
    path = path_of(url)
    for node in top.nodes:
        if node.tag == "nav":
            names += (link.text() for link in node.find_all("a"))
        elif node.tag == "a" and len(node.kids) < _PARTS:
            way = path_of(node.get("href").strip()).rstrip("/")
            if way.count("/") and path.startswith(f"{way}/") and node.get("rel") != "author":
                names.append(node.text())
    return frozenset(letters(name) for name in names if len(name) < _NAME) - {""}


_PARTS = 8  # of a link that is a name
_NAME = 40  # characters


def _image(data: Thing, top: Head, base: str) -> str:
    image = data.get("image")
    one = image[0] if isinstance(image, list) and image else image
    stated = (one.get("url") or one.get("contentUrl")) if isinstance(one, dict) else one
    address = top.first(
        "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"
    ) or string(stated)
    absolute = picture(address, base) if address else ""
    bare = absolute.partition("://")[2].rstrip("/").count("/") == 0  # the site itself
    square = _SQUARE.search(absolute)
    small = square is not None and square[1] == square[2] and int(square[1]) <= _LOGO
    return "" if bare or small or _GENERIC.search(absolute) or _is_for_sharing(absolute) else absolute


_SQUARE = re.compile(r"(?<![0-9x])([0-9]{2,3})x([0-9]{2,3})(?=[^/]{0,20}$)")  # in the name of a file
_LOGO = 256  # pixels


def _is_for_sharing(address: str) -> bool:
    """Whether a picture is named for a network and the house: "facebook_harbour.jpg" of harbour.example."""
    parts = urlsplit(address)
    match = _NETWORK.match(parts.path.rpartition("/")[2].lower())
    hosts = [name for name in (parts.hostname or "").split(".")[:-1] if name not in _ANY_HOST]
    return match is not None and (not match["name"] or any(match["name"].startswith(name) for name in hosts))


def _shown_large(address: str, top: Head, base: str) -> str:
    """An address, or "" where the page shows that picture as small as an ornament."""
    small = (node.get("src") for node in top.nodes if node.tag == "img" and _is_small(node))
    return "" if address and any(src and picture(src, base) == address for src in small) else address


def _is_small(image: Node) -> bool:
    return 0 < pixels(image.get("width")) <= _SMALL and pixels(image.get("height")) > 0


_SMALL = 80  # pixels
_NETWORK = re.compile(
    r"(?:facebook|fb|og|open-?graph|twitter|social|sns)(?:[-_]?(?:image|img|card|thumb|cover|share))?"
    r"(?:[-_](?P<name>[a-z]*))?\.[a-z]{3,4}$"
)
_ANY_HOST = frozenset(("www", "static", "img", "image", "images", "cdn", "media", "assets", "co", "com"))
_GENERIC = re.compile(
    r"logo|default|placeholder|fallback|icon|/blank\.|social[-_]?share|share[-_]?image|(?<=\d)(?:facebook|twitter)\.",
    re.I,
)
