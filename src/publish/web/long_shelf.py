"""A shelf in pages, with an index that is searched piece by piece.

Articles are numbered from the oldest. Each `PAGE` of them is a page of its
own, as the archives of a feed are, and the newest ones are on `index.html`; so
an article more changes that page and the index, and no other. What a search
needs is in scripts of one call each, `publish.put(name, value)`, which a
browser loads from a disk as well as from a server; it loads those that hold
the words that were typed, and the cards that are shown.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.config import Site
from publish.i18n import catalogue, front_back_matter
from publish.model.episode import Bound, Episode, feed_languages
from publish.web import shelf
from publish.web.episode import SPACELESS
from publish.web.feed import moment, newest_first

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
    shared = shelf.setting(oldest, site)
    front = replace(shared, feeds=feed_languages(oldest), books=tuple(books))
    yield from _Files(oldest, shared, front).all()


class _Files:
    def __init__(self, oldest: tuple[Episode, ...], shared: shelf.Setting, front: shelf.Setting) -> None:
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
            told, place = self.held(number), self._archive(number)
            make = functools.partial(self._page, told, place, self.shared)
            yield Document(_name(number), (self.shared, place), told, make)
        for number in range(1, -(-len(self.oldest) // PAGE) + 1):
            make = functools.partial(self._cards, number)
            yield Document(_name(number, "js"), (self.shared,), self.held(number), make)
        for name, write in (
            (INDEX, self._index),
            ("search-orders.js", self._orders),
            ("search-titles.js", self._titles),
        ):
            yield Document(name, (self.shared,), None, write)
        for number in range(self.pieces):
            make = functools.partial(self._piece, number)
            yield Document(f"{_piece_name(number)}.js", (self.shared, self.pieces), None, make)

    def held(self, number: int) -> tuple[Episode, ...]:
        """The articles of page `number`, the oldest first."""
        return self.oldest[(number - 1) * PAGE : number * PAGE]

    # --- pages ------------------------------------------------------------------------

    def _page(self, told: tuple[Episode, ...], place: shelf.Place, setting: shelf.Setting) -> bytes:
        return shelf.write_page(shelf.cards(told[::-1], setting), setting, place)

    def _front(self) -> shelf.Place:
        step = -(-self.archives // PAGES_NAMED) or 1
        named = sorted({*range(self.archives, 0, -step), *([1] if self.archives else [])}, reverse=True)
        return shelf.Place(
            links=self._links(self.archives + 1),
            pages=tuple((_name(number), self._span(number)) for number in named),
            index=INDEX,
            total=len(self.oldest),
        )

    def _archive(self, number: int) -> shelf.Place:
        return shelf.Place(self._span(number), self._links(number), index=INDEX)

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
        told = self.held(number)
        dates = [front_back_matter.long_date(each.published, locale) for each in (told[0], told[-1])]
        known = list(dict.fromkeys(date for date in dates if date))
        return " – ".join(known) or self.shared.words["page_number"].format(n=number)

    # --- the index ----------------------------------------------------------------------

    def _cards(self, number: int) -> bytes:
        return _put(_name(number, "")[:-1], shelf.cards(self.held(number), self.shared))

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
        spoken = [bases.index(catalogue.base(each.lang)) for each in self.oldest]
        lengths = [round(each.seconds) for each in self.oldest]
        return _put("search-orders", {"bases": bases, "lang": spoken, "seconds": lengths})

    def _titles(self) -> bytes:
        return _put("search-titles", [each.title for each in self.oldest])

    def _piece(self, number: int) -> bytes:
        return _put(_piece_name(number), self.terms()[number])


def indexed(oldest: Sequence[Episode], shared: shelf.Setting) -> dict[str, str]:
    """Each term with the numbers of the articles that have it, sorted as JavaScript compares strings.

    The first number, then how much each is more than the one before it, in base 36.
    """
    found: dict[str, list[int]] = {}
    for number, episode in enumerate(oldest):
        card = shelf.card(episode)
        shown = (card.title, card.standfirst, card.told, *card.facts, card.date, card.sections)
        for term in terms(" ".join(shown)):
            found.setdefault(term, []).append(number)
    return {term: _steps(found[term]) for term in sorted(found, key=lambda term: term.encode("utf-16-be"))}


def terms(text: str) -> set[str]:
    """The words that a text is found by, folded; in scripts without spaces each pair of characters."""
    found: set[str] = set()
    for word in _WORD.findall(fold(text)):
        last = 0
        for run in _SPACELESS.finditer(word):
            found |= {word[last : run.start()], word[run.end() - 1]}
            found |= {word[n : n + 2] for n in range(run.start(), run.end() - 1)}
            last = run.end()
        found.add(word[last:])
    return found - {""}


def fold(text: str) -> str:
    """Small letters without marks, as the shelf's script folds what is typed."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.category(c).startswith("M")).lower()


def spread(index: dict[str, str], pieces: int) -> list[dict[str, str]]:
    """The index in so many pieces of about one size, in the order of the terms."""
    found: list[dict[str, str]] = [{} for _ in range(pieces)]
    whole, before = sum(len(term) + len(numbers) + 6 for term, numbers in index.items()), 0
    for term, numbers in index.items():
        found[min(pieces - 1, before * pieces // whole)][term] = numbers
        before += len(term) + len(numbers) + 6
    return found


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
