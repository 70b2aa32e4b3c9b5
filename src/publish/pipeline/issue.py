"""Issues: several articles bound into one book, as `[issues.NAME]` lists them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.config import Config, Issue, Overrides
from publish.errors import ConfigError
from publish.model.episode import Bound, Product, ProductKind
from publish.pipeline.artwork import artwork
from publish.pipeline.digest import of_bytes
from publish.pipeline.job import Options
from publish.pipeline.output import replace_file
from publish.pipeline.prepare import Prepared, prepare, script_of
from publish.pipeline.state import ProductRecord, Record, located, unchanged
from publish.pipeline.steps import step
from publish.pipeline.store import Store
from publish.pipeline.synthesis import Booth
from publish.sources.locate import locate, slug_of

if TYPE_CHECKING:
    from publish.epub import Heard


def build(name: str, record: Record, config: Config, options: Options) -> Record:
    """The record after an issue's editions were brought up to date: with sound where every article has it.

    Raises ConfigError, PlaceError, BookError, VoiceError, AudioError and StoreError.
    """
    issue = _issue(name, record, config)
    record = _edition(f"{slug_of(name)}.epub", issue, record, config, options, narrated=False)
    if all(_read_aloud(slug) in record.products for slug in issue.articles):
        record = _edition(f"{slug_of(name)}-read-aloud.epub", issue, record, config, options, narrated=True)
    return record


def ready(record: Record, config: Config) -> tuple[str, ...]:
    """The names of the issues whose articles are all built."""
    return tuple(
        name
        for name, issue in sorted(config.issues.items())
        if issue.articles and all(_text(slug) in record.products for slug in issue.articles)
    )


def bound_paths(config: Config) -> frozenset[str]:
    """The paths that books of the configuration's issues have."""
    names = map(slug_of, config.issues)
    return frozenset(f"{name}{ending}" for name in names for ending in (".epub", "-read-aloud.epub"))


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
        Book(part.article, artwork(part).drawn("portrait", store), part.pictures, options.epoch)
        for part in parts
    )
    first, publisher = parts[0], config.site.author
    names = replace(first.article, title=titled("", issue), bylines=(), publisher=publisher)
    cover = artwork(replace(first, article=names)).drawn("portrait", store)
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
    from publish.pipeline.progress import unheard

    voice = options.voice or prepared.overrides.voice or config.voice
    script = script_of(prepared, config, store)
    booth = Booth(store, options.threads)
    spoken = narrate.narrate(prepared.article, script, voice, config, booth, unheard)
    return Heard(spoken.narration, spoken.sounds())


def _prepared(slug: str, record: Record, config: Config, options: Options, store: Store) -> Prepared:
    source = record.articles[slug].source
    origin = locate([source if "://" in source else str(located(source, options.output))])[0]
    return prepare(replace(origin, slug=slug), config, store)
