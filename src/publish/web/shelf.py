"""The shelf: a page that lists articles, to search, to sort and to subscribe to."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from urllib.parse import quote

from publish.config import Site
from publish.i18n import catalogue
from publish.i18n.catalogue import format_minutes, format_number, format_size, language_name, long_date
from publish.model.episode import Bound, Episode, Product, ProductKind, feed_languages, language_feed
from publish.model.text import base_language
from publish.web import page
from publish.web.episode import SPACELESS, absolute, show_data, show_language
from publish.web.feed import moment, newest_first

PAGE_SIZE = 24
SHOWN: tuple[tuple[ProductKind, str], ...] = (
    ("read-aloud", "read_aloud"),
    ("epub", "epub"),
    ("audio", "audio"),
)
ON_CARDS = ("play", "continue", "left", "played", "remove")
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
    byline: str
    cover: str
    covers: str
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
    search begins with; `total` is how many articles the shelf has, 0 where it is not known.
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
    shared = replace(shelf_setting(listed, site), feeds=feed_languages(listed), books=tuple(books))
    return write_page(cards(listed, shared), shared)


def shelf_setting(episodes: Sequence[Episode], site: Site) -> Setting:
    """What the pages of a shelf with these articles share."""
    heard = any(episode.product("audio") for episode in episodes)
    bases = sorted({base_language(episode.lang) for episode in episodes})
    return Setting(site, show_language(site, episodes), heard, tuple(bases))


def cards(episodes: Sequence[Episode], shared: Setting) -> list[str]:
    """Each article as an item of the shelf's list, in HTML."""
    return [page.fragment("card", card=card_of(each)) for each in episodes]


def write_page(items: Sequence[str], shared: Setting, place: Place = WHOLE) -> bytes:
    """A page of the shelf with these cards; a long shelf is searched by its index."""
    site, lang, text = shared.site, shared.lang, shared.words
    ui = catalogue.language(lang)
    feed = absolute(site, "feed.xml") if site.url else ""

    def address(path: str) -> str:
        return absolute(site, path) if site.url else path or "./"

    return page.render(
        "shelf",
        scripts=("memory.js", "shelf.js", *(("shelf_index.js",) if place.index else ())),
        loads=bool(place.index),
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
        feeds=[(language_feed(tag), tag, language_name(tag, ui)) for tag in shared.feeds],
        books=[(book.title, _files(book.products, text, ui)) for book in shared.books],
        heard=shared.heard,
        apps=[(text["subscribe_with"].format(app=name), _subscribe(form, feed)) for name, form in APPS]
        if feed
        else [],
        qr=qr_code(feed) if feed else "",
        page_size=PAGE_SIZE,
        data=page.embed(_script_data(shared, place)),
        jsonld=page.embed(show_data(site, lang, address)),
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


def card_of(episode: Episode) -> Card:
    """An article in the words of its own language, English ones where there are none."""
    ui, locale = catalogue.language(episode.lang), catalogue.own_locale(episode.lang)
    text = catalogue.interface_words(ui)
    cover, small = episode.product("cover"), episode.thumbnails()
    when = moment(episode.published)
    facts = [format_minutes(episode.seconds, locale)] if episode.seconds else []
    facts += [
        text["words"].format(n=format_number(episode.words, locale)),
        language_name(episode.lang, locale),
    ]
    return Card(
        slug=episode.slug,
        lang=episode.lang,
        dir=catalogue.direction(episode.lang),
        ui=ui,
        w=text,
        title=episode.title,
        standfirst=episode.standfirst,
        byline=" · ".join(filter(None, (catalogue.byline(episode.bylines, episode.lang), episode.publisher))),
        cover=quote(small[-1][1] if small else cover.path) if cover else "",
        covers=", ".join(f"{quote(path)} {pixels}w" for pixels, path in small),
        heard=episode.product("audio") is not None,
        facts=tuple(facts),
        date=long_date(episode.published, locale),
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
        (quote(product.path), text[key], format_size(product.length_bytes, text, locale))
        for kind, key in SHOWN
        if (product := first.get(kind))
    )


def _languages(bases: Sequence[str], ui: str) -> list[tuple[str, str]]:
    return [(base, language_name(base, ui)) for base in bases] if len(bases) > 1 else []


def _subscribe(form: str, feed: str) -> str:
    return form.format(bare=feed.split("://", 1)[1], quoted=quote(feed, safe=""))


# A shelf in pages, with an index that is searched piece by piece.
#
# Articles are numbered from the oldest. Each `PAGE` of them is a page of its
# own, as the archives of a feed are, and the newest ones are on `index.html`; so
# an article more changes that page and the index, and no other. What a search
# needs is in scripts of one call each, `publish.put(name, value)`, which a
# browser loads from a disk as well as from a server; it loads those that hold
# the words that were typed, and the cards that are shown.

PAGE = 50
"""Articles on a page; `index.html` has as many to twice as many, some 150 kB at most."""
ARTICLES_A_PIECE = 250
"""Articles for each piece of the index: a piece is then some 50 kB, however long the shelf."""
PAGES_NAMED = 400
"""Pages that `index.html` leads to at once; of more, each second, third ..."""
INDEX = "search.js"
_SPACELESS = re.compile("[" + "".join(f"{first}-{last}" for first, last in SPACELESS) + "]+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Document:
    """A file of a long shelf: its name, what it says beside its episodes, and what writes it.

    `episodes` are those that it is made from, None for all.
    """

    name: str
    about: tuple[object, ...]
    episodes: tuple[Episode, ...] | None
    make: Callable[[], bytes]


def documents(episodes: Sequence[Episode], site: Site, books: Sequence[Bound] = ()) -> Iterator[Document]:
    """The files of a long shelf. None is made before it is asked for.

    The books that bind several articles and the feeds of languages stand on `index.html` alone.
    """
    oldest = tuple(newest_first(episodes)[::-1])
    shared = shelf_setting(oldest, site)
    front = replace(shared, feeds=feed_languages(oldest), books=tuple(books))
    yield from _Files(oldest, shared, front).all()


class _Files:
    def __init__(self, oldest: tuple[Episode, ...], shared: Setting, front: Setting) -> None:
        self.oldest, self.shared, self.front = oldest, shared, front
        self.archives = max(0, len(oldest) // PAGE - 1)
        self.pieces = -(-len(oldest) // ARTICLES_A_PIECE)
        self.terms = functools.cache(lambda: spread(indexed(oldest, shared), self.pieces))

    def all(self) -> Iterator[Document]:
        newest = self.oldest[self.archives * PAGE :]
        place = self._front()
        yield Document(
            "index.html", (self.front, place), newest, lambda: self._page(newest, place, self.front)
        )
        for number in range(self.archives, 0, -1):
            episodes, place = self.on_page(number), self._archive(number)
            make = functools.partial(self._page, episodes, place, self.shared)
            yield Document(_name(number), (self.shared, place), episodes, make)
        for number in range(1, -(-len(self.oldest) // PAGE) + 1):
            make = functools.partial(self._cards, number)
            yield Document(_name(number, "js"), (self.shared,), self.on_page(number), make)
        for name, write in (
            (INDEX, self._index),
            ("search-orders.js", self._orders),
            ("search-titles.js", self._titles),
        ):
            yield Document(name, (self.shared,), None, write)
        for number in range(self.pieces):
            make = functools.partial(self._piece, number)
            yield Document(f"{_piece_name(number)}.js", (self.shared, self.pieces), None, make)

    def on_page(self, number: int) -> tuple[Episode, ...]:
        """The articles of page `number`, the oldest first."""
        return self.oldest[(number - 1) * PAGE : number * PAGE]

    # --- pages ------------------------------------------------------------------------

    def _page(self, episodes: tuple[Episode, ...], place: Place, setting: Setting) -> bytes:
        return write_page(cards(episodes[::-1], setting), setting, place)

    def _front(self) -> Place:
        step = -(-self.archives // PAGES_NAMED) or 1
        named = sorted({*range(self.archives, 0, -step), *([1] if self.archives else [])}, reverse=True)
        return Place(
            links=self._links(self.archives + 1),
            pages=tuple((_name(number), self._span(number)) for number in named),
            index=INDEX,
            total=len(self.oldest),
        )

    def _archive(self, number: int) -> Place:
        return Place(self._span(number), self._links(number), index=INDEX)

    def _links(self, number: int) -> tuple[tuple[str, str, str], ...]:
        """To the newest page, the newer and the older one."""
        text, front = self.shared.words, self.archives + 1
        links = []
        if number + 1 < front:
            links.append(("", "index.html", text["newest_page"]))
        if number < front:
            newer = _name(number + 1) if number + 1 < front else "index.html"
            links.append(("prev", newer, text["newer_page"]))
        if number > 1:
            links.append(("next", _name(number - 1), text["older_page"]))
        return tuple(links)

    def _span(self, number: int) -> str:
        """The dates between which a page's articles were published, else its number from the oldest."""
        locale = catalogue.own_locale(self.shared.lang)
        episodes = self.on_page(number)
        dates = [long_date(each.published, locale) for each in (episodes[0], episodes[-1])]
        known = list(dict.fromkeys(date for date in dates if date))
        return " – ".join(known) or self.shared.words["page_number"].format(n=number)

    # --- the index ----------------------------------------------------------------------

    def _cards(self, number: int) -> bytes:
        return _put(_name(number, "")[:-1], cards(self.on_page(number), self.shared))

    def _index(self) -> bytes:
        pieces = self.terms()
        first = [next(iter(piece), "") for piece in pieces]
        for number in range(len(first) - 2, -1, -1):  # an empty piece begins where the next one does
            first[number] = first[number] or first[number + 1]
        undated = sum(1 for each in self.oldest if moment(each.published) is None)
        table = {"count": len(self.oldest), "page": PAGE, "undated": undated, "first": first}
        table["version"] = hashlib.sha256(repr((self.oldest, self.shared)).encode()).hexdigest()[:12]
        return _put(INDEX[:-3], table)

    def _orders(self) -> bytes:
        """For orders and the choice of a language: seconds and language by number."""
        bases = list(self.shared.languages)
        spoken = [bases.index(base_language(each.lang)) for each in self.oldest]
        lengths = [round(each.seconds) for each in self.oldest]
        return _put("search-orders", {"bases": bases, "lang": spoken, "seconds": lengths})

    def _titles(self) -> bytes:
        return _put("search-titles", [each.title for each in self.oldest])

    def _piece(self, number: int) -> bytes:
        return _put(_piece_name(number), self.terms()[number])


def indexed(oldest: Sequence[Episode], shared: Setting) -> dict[str, str]:
    """Each term with the numbers of the articles that have it, sorted as JavaScript compares strings.

    The first number, then how much each is more than the one before it, in base 36.
    """
    cards: dict[str, list[int]] = {}
    for number, episode in enumerate(oldest):
        card = card_of(episode)
        shown = (card.title, card.standfirst, card.byline, *card.facts, card.date, card.sections)
        for term in terms(" ".join(shown)):
            cards.setdefault(term, []).append(number)
    return {term: _steps(cards[term]) for term in sorted(cards, key=lambda term: term.encode("utf-16-be"))}


def terms(text: str) -> set[str]:
    """The words that a text is found by, folded; in scripts without spaces each pair of characters."""
    words: set[str] = set()
    for word in _WORD.findall(fold(text)):
        last = 0
        for run in _SPACELESS.finditer(word):
            words |= {word[last : run.start()], word[run.end() - 1]}
            words |= {word[n : n + 2] for n in range(run.start(), run.end() - 1)}
            last = run.end()
        words.add(word[last:])
    return words - {""}


def fold(text: str) -> str:
    """Small letters without marks, as the shelf's script folds what is typed."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.category(c).startswith("M")).lower()


def spread(index: dict[str, str], pieces: int) -> list[dict[str, str]]:
    """The index in so many pieces of about one size, in the order of the terms."""
    shards: list[dict[str, str]] = [{} for _ in range(pieces)]
    whole, before = sum(len(term) + len(numbers) + 6 for term, numbers in index.items()), 0
    for term, numbers in index.items():
        shards[min(pieces - 1, before * pieces // whole)][term] = numbers
        before += len(term) + len(numbers) + 6
    return shards


def _steps(numbers: Sequence[int]) -> str:
    return " ".join(_base36(number - before) for before, number in zip((0, *numbers), numbers, strict=False))


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def _put(name: str, value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'publish.put("{name}",{text});\n'.encode()


def _name(number: int, suffix: str = "html") -> str:
    return f"shelf-{number:05}.{suffix}"


def _piece_name(number: int) -> str:
    return f"search-{number + 1:04}"
