"""What the whole show shares: the shelf, the feed, the show's artwork, and issues."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from publish.build.digest import of_bytes, of_value
from publish.build.job import Options
from publish.build.place import prune, replace_file
from publish.build.prepare import kept
from publish.build.record import ProductRecord, Record, unchanged
from publish.build.steps import Step, step
from publish.build.store import Store
from publish.config import Config, Site
from publish.model.article import Picture
from publish.model.episode import Episode, Mark, Product


@dataclass(frozen=True, slots=True)
class Page:
    """A product of the whole show."""

    path: str
    step: Step
    make: Callable[[], bytes]


def build(record: Record, config: Config, options: Options) -> Record:
    """The record after the show's products were brought up to date. Raises PlaceError and ConfigError."""
    if "web" not in options.groups or not (record.articles or record.products):
        return record
    pages = tuple(_pages(record, config, Store(options.store)))
    products = dict(record.products)
    for page in pages:
        held = products.get(page.path)
        if held and held.key == page.step.key and unchanged(options.output, record, page.path):
            continue
        content = page.make()
        replace_file(options.output / page.path, content)
        products[page.path] = ProductRecord(page.step.key, dict(page.step.inputs), of_bytes(content))
    gone = {path for path in products if "/" not in path} - {page.path for page in pages}
    gone = {path for path in gone if not path.endswith(".epub")}
    prune(options.output, gone)
    return replace(record, products={path: entry for path, entry in products.items() if path not in gone})


def _pages(record: Record, config: Config, store: Store) -> Iterator[Page]:
    episodes = tuple(episode(article.episode) for _, article in sorted(record.articles.items()))
    inputs = {"episodes": of_value(episodes)}

    def shelf() -> bytes:
        from publish.web import write_shelf

        return write_shelf(episodes, config.site)

    yield Page("index.html", step("web", ("shelf", config.site), **inputs), shelf)
    if any(each.product("audio") for each in episodes):
        yield from _feed(episodes, config, store)


def _feed(episodes: tuple[Episode, ...], config: Config, store: Store) -> Iterator[Page]:
    """The show's picture and its feed; an archive of a long feed is written once and stands."""
    from publish.web import feed_parts, write_feed

    drawing = _drawing(config.site)
    name = f"artwork-{drawing.key[:8]}.jpg"

    yield Page(name, drawing, lambda: artwork(config.site, store).data)
    for part, told in feed_parts(episodes):
        make = functools.partial(write_feed, told, config.site, name, part)
        digest = {"episodes": of_value(told)}
        yield Page(part.name, step("web", ("feed", config.site, name, part), **digest), make)


def artwork(site: Site, store: Store) -> Picture:
    """The show's picture, out of the store or drawn now. Raises StoreError."""
    from publish.covers import show_artwork

    return kept(store, _drawing(site), lambda: show_artwork(site.title, site.author, site.language or "en"))


def _drawing(site: Site) -> Step:
    return step("cover", ("show", site.title, site.author, site.language or "en"))


def episode(table: dict[str, Any]) -> Episode:
    """An episode out of the record."""
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    plain["chapters"] = tuple(Mark(**mark) for mark in table["chapters"])
    plain["products"] = tuple(Product(**product) for product in table["products"])
    return Episode(**plain)
