"""The shelf: a page that lists articles, to search, to sort and to subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from urllib.parse import quote

from publish.config import Site
from publish.i18n import catalogue, formats, front_back_matter
from publish.model.episode import Bound, Episode, Product, ProductKind, feed_languages, language_feed
from publish.web import jsonld, page
from publish.web.address import absolute
from publish.web.episode import SPACELESS, show_language
from publish.web.feed import moment, newest_first

PAGE_SIZE = 24
SHOWN: tuple[tuple[ProductKind, str], ...] = (
    ("read-aloud", "read_aloud"),
    ("epub", "epub"),
    ("audio", "audio"),
)
ON_CARDS = ("play", "continue", "left", "played")
# What an app wants before the feed's address, without or with its scheme.
APPS = (
    ("Apple Podcasts", "podcast://{bare}"),
    ("AntennaPod", "antennapod-subscribe://{bare}"),
    ("Overcast", "overcast://x-callback-url/add?url={quoted}"),
    ("Pocket Casts", "pktc://subscribe/{bare}"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One article on the shelf, in words ready to be shown."""

    slug: str
    lang: str
    dir: str
    ui: str
    w: dict[str, str]
    title: str
    standfirst: str
    told: str
    cover: str
    heard: bool
    facts: tuple[str, ...]
    date: str
    when: str
    seconds: int
    sections: str
    downloads: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What every page of a shelf shares: the language it speaks, and what its articles have between them."""

    site: Site
    lang: str
    heard: bool
    languages: tuple[str, ...]
    feeds: tuple[str, ...] = ()
    books: tuple[Bound, ...] = ()

    @property
    def words(self) -> dict[str, str]:
        """Our words on these pages."""
        return catalogue.interface_words(catalogue.language(self.lang))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a long shelf stands: `span` is the time it covers, `links` are (rel, address, words).

    `pages` are address and span of the others; `index` names the file that a
    search begins with; `total` is how many articles the shelf has, 0 for untold.
    """

    span: str = ""
    links: tuple[tuple[str, str, str], ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    index: str = ""
    total: int = 0


WHOLE = Place()


def write_shelf(episodes: Sequence[Episode], site: Site, books: Sequence[Bound] = ()) -> bytes:
    """The page at `output/index.html`: every article, the newest first, and the books that bind several."""
    listed = newest_first(episodes)
    shared = replace(setting(listed, site), feeds=feed_languages(listed), books=tuple(books))
    return write_page(cards(listed, shared), shared)


def setting(episodes: Sequence[Episode], site: Site) -> Setting:
    """What the pages of a shelf with these articles share."""
    heard = any(episode.product("audio") for episode in episodes)
    bases = sorted({catalogue.base(episode.lang) for episode in episodes})
    return Setting(site, show_language(site, episodes), heard, tuple(bases))


def cards(episodes: Sequence[Episode], shared: Setting) -> list[str]:
    """Each article as an item of the shelf's list, in HTML."""
    return [page.fragment("card", card=card(each)) for each in episodes]


def write_page(items: Sequence[str], shared: Setting, place: Place = WHOLE) -> bytes:
    """A page of the shelf with these cards; a long shelf is searched by its index."""
    site, lang, text = shared.site, shared.lang, shared.words
    ui = catalogue.language(lang)
    feed = absolute(site, "feed.xml") if site.url else ""

    def address(path: str) -> str:
        return absolute(site, path) if site.url else path or "./"

    return page.render(
        "shelf",
        scripts=("shelf.js", "shelf_index.js") if place.index else ("shelf.js",),
        site=site,
        lang=lang,
        dir=catalogue.direction(lang),
        ui=ui,
        ui_dir=catalogue.direction(ui),
        w=text,
        cards=items,
        place=place,
        languages=_languages(shared.languages, ui),
        about=site.description or text["about_shelf"],
        about_ui=not site.description,
        feed=feed,
        feeds=[(language_feed(tag), tag, formats.language(tag, ui)) for tag in shared.feeds],
        books=[(book.title, _files(book.products, text, ui)) for book in shared.books],
        heard=shared.heard,
        apps=[(text["subscribe_with"].format(app=name), _subscribe(form, feed)) for name, form in APPS]
        if feed
        else [],
        qr=qr_code(feed) if feed else "",
        page_size=PAGE_SIZE,
        data=page.embed(_script_data(shared, place)),
        jsonld=page.embed(jsonld.show_data(site, lang, address)),
    )


def _script_data(shared: Setting, place: Place) -> dict[str, object]:
    """The words that the script shows, by language for cards, and where a long shelf has its index."""
    text = shared.words
    data: dict[str, object] = {"found": text["found"], "none": text["none_found"], "size": PAGE_SIZE}
    spoken = {catalogue.language(tag) for tag in (*shared.languages, shared.lang)}
    data["cards"] = {
        ui: {key: catalogue.interface_words(ui)[key] for key in ON_CARDS} for ui in sorted(spoken)
    }
    if place.index:
        data |= {"index": place.index, "total": place.total, "spaceless": SPACELESS}
        data |= {"searching": text["searching"], "broken": text["index_missing"]}
    return data


def qr_code(address: str) -> str:
    """A QR code as an SVG element, dark on white in day and night, with the quiet edge it needs."""
    import segno

    out = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        light="#fff",
        border=4,
    )
    return out.getvalue().decode().strip()


def card(episode: Episode) -> Card:
    """An article in the words of its own language, English ones where there are none."""
    ui, locale = catalogue.language(episode.lang), catalogue.own_locale(episode.lang)
    text = catalogue.interface_words(ui)
    cover = episode.product("cover")
    when = moment(episode.published)
    facts = [formats.minutes(episode.seconds, locale)] if episode.seconds else []
    facts += [
        text["words"].format(n=formats.number(episode.words, locale)),
        formats.language(episode.lang, locale),
    ]
    return Card(
        slug=episode.slug,
        lang=episode.lang,
        dir=catalogue.direction(episode.lang),
        ui=ui,
        w=text,
        title=episode.title,
        standfirst=episode.standfirst,
        told=" · ".join(filter(None, (catalogue.byline(episode.bylines, episode.lang), episode.publisher))),
        cover=quote(cover.path) if cover else "",
        heard=episode.product("audio") is not None,
        facts=tuple(facts),
        date=front_back_matter.long_date(episode.published, locale),
        when=when.isoformat() if when else "",
        seconds=round(episode.seconds),
        sections=" ".join(episode.sections),
        downloads=_files(episode.products, text, locale),
    )


def _files(
    products: Sequence[Product], text: dict[str, str], locale: str
) -> tuple[tuple[str, str, str], ...]:
    """Address, name and size of the files that are offered, in the order of `SHOWN`."""
    first = {product.kind: product for product in reversed(products)}
    return tuple(
        (quote(product.path), text[key], formats.size(product.length_bytes, text, locale))
        for kind, key in SHOWN
        if (product := first.get(kind))
    )


def _languages(bases: Sequence[str], ui: str) -> list[tuple[str, str]]:
    return [(base, formats.language(base, ui)) for base in bases] if len(bases) > 1 else []


def _subscribe(form: str, feed: str) -> str:
    return form.format(bare=feed.split("://", 1)[1], quoted=quote(feed, safe=""))
