"""Issues: several articles bound into one book, as `[issues.NAME]` lists them."""

from __future__ import annotations

from dataclasses import replace

from publish.config import Config, Issue
from publish.errors import ConfigError
from publish.pipeline.artwork import artwork
from publish.pipeline.digest import of_bytes
from publish.pipeline.job import Options
from publish.pipeline.output import replace_file
from publish.pipeline.prepare import Prepared, prepare
from publish.pipeline.state import ProductRecord, Record, located, unchanged
from publish.pipeline.steps import step
from publish.pipeline.store import Store
from publish.sources.locate import locate, slug_of


def build(name: str, record: Record, config: Config, options: Options) -> Record:
    """The record after an issue was brought up to date. Raises ConfigError, PlaceError and BookError."""
    issue = _issue(name, record, config)
    path = f"{slug_of(name)}.epub"
    inputs = {slug: record.products[f"{slug}/{slug}.epub"].digest for slug in issue.articles}
    site = config.site
    making = step("epub", ("issue", issue, site.language, site.author, options.epoch), **inputs)
    held = record.products.get(path)
    if held and held.key == making.key and unchanged(options.output, record, path):
        return record
    content = _bound(issue, record, config, options)
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
        if slug not in record.articles or f"{slug}/{slug}.epub" not in record.products:
            raise ConfigError(f"the issue {name!r} names {slug!r}, which is not built", "build it first")
    if not issue.articles:
        raise ConfigError(f"the issue {name!r} names no article", "list slugs under articles")
    return issue if issue.title else replace(issue, title=name)


def _bound(issue: Issue, record: Record, config: Config, options: Options) -> bytes:
    from publish.epub import Book, IssueBook, write_issue

    store = Store(options.store)
    parts = [_prepared(slug, record, config, options, store) for slug in issue.articles]
    books = [
        Book(part.article, artwork(part).drawn("portrait", store), part.pictures, options.epoch)
        for part in parts
    ]
    first = parts[0]
    titled = replace(first, article=replace(first.article, title=issue.title, bylines=()))
    cover = artwork(titled).drawn("portrait", store)
    lang = config.site.language or first.article.lang
    publisher = config.site.author
    return write_issue(
        IssueBook(issue.title, tuple(books), cover, lang, publisher, issue.number, options.epoch)
    )


def _prepared(slug: str, record: Record, config: Config, options: Options, store: Store) -> Prepared:
    source = record.articles[slug].source
    origin = locate([source if "://" in source else str(located(source, options.output))])[0]
    return prepare(replace(origin, slug=slug), config, store)
