"""Products of the whole show: shelf, feed, artwork, issues."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.config import Config, Issue, Overrides, Site
from publish.covers import studio
from publish.errors import ConfigError
from publish.model.article import Picture
from publish.model.digest import of_bytes, of_value
from publish.model.episode import (
    Bound,
    Episode,
    Mark,
    Product,
    ProductKind,
    feed_languages,
    in_language,
    language_feed,
)
from publish.pipeline.job import Options
from publish.pipeline.output import prune, replace_file
from publish.pipeline.prepare import Prepared, artwork, displayed, kept, prepare, script_of, settled, voice_of
from publish.pipeline.state import ProductRecord, Record, located, unchanged
from publish.pipeline.steps import Step, step
from publish.pipeline.store import Store
from publish.pipeline.synthesis import Synthesis
from publish.sources.locate import locate, slug_of

if TYPE_CHECKING:
    from publish.epub import Heard
    from publish.web.feed import Part


# Issues: several articles bound into one book, as `[issues.NAME]` lists them.


def bind(name: str, record: Record, config: Config, options: Options) -> Record:
    """The record after an issue's editions were brought up to date: with sound where every article has it.

    Raises ConfigError, PlaceError, BookError, VoiceError, AudioError and StoreError.
    """
    issue = _issue(name, record, config)
    record = _edition(f"{slug_of(name)}.epub", issue, record, config, options, narrated=False)
    if all(_read_aloud(slug) in record.products for slug in issue.articles):
        record = _edition(f"{slug_of(name)}-read-aloud.epub", issue, record, config, options, narrated=True)
    return record


def issues_ready(record: Record, config: Config) -> tuple[str, ...]:
    """The names of the issues whose articles are all built."""
    return tuple(
        name
        for name, issue in sorted(config.issues.items())
        if issue.articles and all(_text(slug) in record.products for slug in issue.articles)
    )


def bound_paths(config: Config) -> frozenset[str]:
    """The paths that books of the configuration's issues have."""
    return frozenset(path for name in config.issues for path in editions(name))


def holding(slugs: Collection[str], config: Config) -> frozenset[str]:
    """The paths of the books of those issues that hold any of these articles."""
    names = (name for name, issue in config.issues.items() if set(issue.articles) & set(slugs))
    return frozenset(path for name in names for path in editions(name))


def editions(name: str) -> tuple[str, str]:
    """The paths of an issue's books."""
    return f"{slug_of(name)}.epub", f"{slug_of(name)}-read-aloud.epub"


def bound_books(record: Record, config: Config, output: Path) -> tuple[Bound, ...]:
    """The issues that are built, as the shelf shows them, the newest first."""
    listed = sorted(config.issues.items(), key=lambda entry: (-entry[1].number, entry[0]))
    books = [(titled(name, issue), _products(slug_of(name), record, output)) for name, issue in listed]
    return tuple(Bound(title, products) for title, products in books if products)


def titled(name: str, issue: Issue) -> str:
    """The title of an issue's book, with its number."""
    return f"{issue.title or name} {issue.number}" if issue.number else issue.title or name


def _products(name: str, record: Record, output: Path) -> tuple[Product, ...]:
    files: tuple[tuple[ProductKind, str], ...] = (
        ("epub", f"{name}.epub"),
        ("read-aloud", f"{name}-read-aloud.epub"),
    )
    return tuple(
        Product(kind, path, (output / path).stat().st_size)
        for kind, path in files
        if path in record.products and (output / path).is_file()
    )


def _text(slug: str) -> str:
    return f"{slug}/{slug}.epub"


def _read_aloud(slug: str) -> str:
    return f"{slug}/{slug}-read-aloud.epub"


def _edition(
    path: str, issue: Issue, record: Record, config: Config, options: Options, narrated: bool
) -> Record:
    article = _read_aloud if narrated else _text
    inputs = {slug: record.products[article(slug)].digest for slug in issue.articles}
    site = config.site
    params = ("issue", narrated, issue, site.language, site.author, options.epoch)
    making = step("epub", params, **inputs)
    before = record.products.get(path)
    if before and before.key == making.key and unchanged(options.output, record.products, path):
        return record
    content = _book(issue, record, config, options, narrated)
    replace_file(options.output / path, content)
    entry = ProductRecord(making.key, dict(making.inputs), of_bytes(content))
    return replace(record, products={**record.products, path: entry})


def named(name: str, config: Config) -> Issue:
    """The issue that the configuration calls so. Raises ConfigError."""
    if name not in config.issues:
        known = ", ".join(sorted(config.issues))
        help_ = f"those there are: {known}" if known else f"describe it in publish.toml under [issues.{name}]"
        raise ConfigError(f"there is no issue {name!r} in the configuration", help_)
    return config.issues[name]


def _issue(name: str, record: Record, config: Config) -> Issue:
    issue = named(name, config)
    for slug in issue.articles:
        if slug not in record.articles or _text(slug) not in record.products:
            raise ConfigError(f"the issue {name!r} names {slug!r}, which is not built", "build it first")
    if not issue.articles:
        raise ConfigError(f"the issue {name!r} names no article", "list slugs under articles")
    return issue if issue.title else replace(issue, title=name)


def _book(issue: Issue, record: Record, config: Config, options: Options, narrated: bool) -> bytes:
    from publish.epub import Book, IssueBook, first_page, write_issue

    store = Store(options.store)
    parts = [_prepared(slug, record, config, options, store) for slug in issue.articles]
    books = tuple(
        Book(
            displayed(part.article, config),
            artwork(part, config).drawn("portrait", store),
            part.pictures,
            options.epoch,
        )
        for part in parts
    )
    first, publisher = parts[0], config.site.author
    names = replace(first.article, title=titled("", issue), bylines=(), publisher=publisher)
    cover = artwork(replace(first, article=names), config).drawn("portrait", store)
    lang = config.site.language or first.article.lang
    book = IssueBook(issue.title, books, cover, lang, publisher, issue.number, options.epoch)
    if not narrated:
        return write_issue(book)
    read = (Prepared(first_page(book), {}, (), Overrides()), *parts)
    alone = replace(config, script=replace(config.script, opening=True, closing=False))
    settings = (alone, *(config for _ in parts))
    heard = (_heard(part, own, options, store) for part, own in zip(read, settings, strict=True))
    return write_issue(replace(book, heard=tuple(heard)))


def _heard(prepared: Prepared, config: Config, options: Options, store: Store) -> Heard:
    """A narration: an article's is in the store since its build."""
    from publish.epub import Heard
    from publish.pipeline import narrate
    from publish.pipeline.job import unheard

    voice = voice_of(options.voice, prepared, config)
    config = settled(config, prepared.overrides)
    script = script_of(prepared, config, store)
    synthesis = Synthesis(store, options.threads)
    spoken = narrate.narrate(prepared.article, script, voice, config, synthesis, unheard)
    return Heard(spoken.narration, spoken.sounds())


def _prepared(slug: str, record: Record, config: Config, options: Options, store: Store) -> Prepared:
    source = record.articles[slug].source
    origin = locate([source if "://" in source else str(located(source, options.output))])[0]
    return prepare(replace(origin, slug=slug), config, store)


LONG_FEED = 1_000
"""Episodes from which a feed is in parts; below, what writes it is loaded only to write it."""
LONG_SHELF = 200
"""Articles from which the shelf is in pages, with an index to search: one page would pass 250 kB."""


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
    documents = tuple(pages(record, config, Store(options.store), options.output))
    products = dict(record.products)
    for page in documents:
        recorded = products.get(page.path)
        if (
            recorded
            and recorded.key == page.step.key
            and unchanged(options.output, record.products, page.path)
        ):
            continue
        content = page.make()
        replace_file(options.output / page.path, content)
        products[page.path] = ProductRecord(page.step.key, dict(page.step.inputs), of_bytes(content))
    gone = {path for path in products if "/" not in path} - {page.path for page in documents}
    gone -= bound_paths(config)
    prune(options.output, gone)
    return replace(record, products={path: entry for path, entry in products.items() if path not in gone})


def pages(record: Record, config: Config, store: Store, output: Path) -> Iterator[Page]:
    """The pages that list a record's articles. Raises ConfigError and StoreError."""
    episodes = tuple(
        in_season(episode(article.episode), config.issues) for _, article in sorted(record.articles.items())
    )
    inputs = {"episodes": of_value(episodes)}
    books = bound_books(record, config, output)
    if len(episodes) >= LONG_SHELF:
        yield from _shelf(episodes, config.site, books, inputs)
    else:
        yield _one_shelf(episodes, config.site, books, inputs)
    if any(each.product("audio") for each in episodes):
        drawing = _drawing(config.site)
        name = _artwork_name(record, drawing, config.site, store)
        yield Page(name, drawing, lambda: show_artwork(config.site, store).data)
        yield from _feed(episodes, config.site, name)
        yield Page("publish-player.js", step("web", "embed"), _embed_script)


def _embed_script() -> bytes:
    from publish.web import write_embed_script

    return write_embed_script()


def _one_shelf(
    episodes: tuple[Episode, ...], site: Site, books: tuple[Bound, ...], inputs: dict[str, str]
) -> Page:
    def shelf() -> bytes:
        from publish.web import write_shelf

        return write_shelf(episodes, site, books)

    return Page("index.html", step("web", ("shelf", site, books), **inputs), shelf)


def _shelf(
    episodes: tuple[Episode, ...], site: Site, books: tuple[Bound, ...], inputs: dict[str, str]
) -> Iterator[Page]:
    """A long shelf's pages, most of which stand once written, and the pieces of its index."""
    from publish.web import long_shelf

    for file in long_shelf(episodes, site, books):
        made_from = inputs if file.episodes is None else {"episodes": of_value(file.episodes)}
        yield Page(file.name, step("web", ("shelf", file.name, file.about), **made_from), file.make)


def in_season(episode: Episode, issues: Mapping[str, Issue]) -> Episode:
    """An episode in the season of the first numbered issue that holds its article."""
    for name, issue in sorted(issues.items(), key=lambda entry: (entry[1].number, entry[0])):
        if issue.number and episode.slug in issue.articles:
            return replace(episode, season=issue.number, season_name=issue.title or name)
    return episode


def _artwork_name(record: Record, drawing: Step, site: Site, store: Store) -> str:
    """The file of the show's picture, named after its bytes: directories keep pictures by their names."""
    stands = (path for path, product in record.products.items() if product.key == drawing.key)
    if named := next((path for path in stands if path.startswith("artwork-")), ""):
        return named
    from publish.web import artwork_name

    return artwork_name(show_artwork(site, store).data)


def _feed(episodes: tuple[Episode, ...], site: Site, name: str) -> Iterator[Page]:
    """The feed of all episodes and that of each language, with the show's picture of that name.

    A long one is in parts, most of which stand once written.
    """
    for language in ("", *feed_languages(episodes)):
        own = in_language(episodes, language)
        if sum(1 for each in own if each.product("audio")) >= LONG_FEED:
            yield from _parts(language, own, site, name)
        else:
            making = step("web", ("feed", site, name, language), episodes=of_value(own))
            make = functools.partial(_written, language, own, site, name)
            yield Page(language_feed(language), making, make)


def _parts(language: str, episodes: tuple[Episode, ...], site: Site, name: str) -> Iterator[Page]:
    from publish.web import feed_parts

    for part, inside in feed_parts(episodes, language):
        making = step("web", ("feed", site, name, language, part), episodes=of_value(inside))
        yield Page(part.name, making, functools.partial(_written, language, inside, site, name, part))


def _written(
    language: str, episodes: tuple[Episode, ...], site: Site, show_artwork: str, part: Part | None = None
) -> bytes:
    from publish.web import write_feed, write_language_feed

    if language:
        return write_language_feed(language, episodes, site, show_artwork, part)
    return (
        write_feed(episodes, site, show_artwork, part) if part else write_feed(episodes, site, show_artwork)
    )


def show_artwork(site: Site, store: Store) -> Picture:
    """The show's picture, out of the store or drawn now. Raises StoreError and ConfigError."""
    if site.artwork:
        from publish.covers.draw import own_artwork

        data = _artwork_file(site)
        return kept(store, _drawing(site), Picture, lambda: own_artwork(data, site.artwork))
    words = (site.title, site.author, site.language or "en")
    return kept(store, _drawing(site), Picture, lambda: studio.draw("show_artwork", *words))


def _artwork_file(site: Site) -> bytes:
    """The file that the settings name as the show's picture. Raises ConfigError."""
    try:
        return Path(site.artwork).read_bytes()
    except OSError as error:
        help_ = "give a picture's path as seen from publish.toml"
        raise ConfigError(f"site.artwork: {site.artwork} cannot be read: {error.strerror}", help_) from error


def drawn(site: Site, store: Store) -> bool:
    """Whether the store has the show's picture."""
    return store.has("cover", _drawing(site).key)


def _drawing(site: Site) -> Step:
    if site.artwork:
        return step("cover", "show's own", picture=of_bytes(_artwork_file(site)))
    return step("cover", ("show", site.title, site.author, site.language or "en"))


def episode(table: dict[str, Any]) -> Episode:
    """An episode out of the record."""
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    plain["chapters"] = tuple(Mark(**mark) for mark in table["chapters"])
    plain["products"] = tuple(Product(**product) for product in table["products"])
    return Episode(**plain)
