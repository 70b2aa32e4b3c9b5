"""`build.json`: what each product was built from.

It holds no times but the day on which an article without a date was first
built, which is then its date in the feed. A record that cannot be read counts
as none: everything is then made again, mostly out of the store.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from publish.pipeline.digest import of_file

NAME = "build.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """A product: the key of the step that made it, the digests of that step's inputs, and its own digest."""

    key: str
    inputs: dict[str, str]
    digest: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article: its source, each file that was read with its digest ("" for one that was not there),
    the digests of all else that decided, and what the shelf and the feed need of it."""

    source: str
    files: dict[str, str]
    settings: dict[str, str]
    products: tuple[str, ...]
    episode: dict[str, Any]
    seconds: float = 0.0
    problems: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """The whole of `build.json`. `settings` has the details of the articles' settings, by their digests."""

    articles: dict[str, ArticleRecord] = field(default_factory=dict)
    products: dict[str, ProductRecord] = field(default_factory=dict)
    settings: dict[str, dict[str, str]] = field(default_factory=dict)


def load(output: Path) -> Record:
    """The record in an output folder; an empty one when there is none or it cannot be used."""
    try:
        table = json.loads((output / NAME).read_bytes())
        if table["format"] != FORMAT:
            return Record()
        articles = {
            slug: ArticleRecord(**{**entry, "products": tuple(entry["products"])})
            for slug, entry in table["articles"].items()
        }
        products = {path: ProductRecord(**entry) for path, entry in table["products"].items()}
        inside = all(_inside(path) for path in (*products, *articles))
        return Record(articles, products, table.get("settings", {})) if inside else Record()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Record()


def dump(record: Record) -> bytes:
    """The record as JSON, sorted, one key a line, so that two of them can be compared by eye."""
    table = {"format": FORMAT, **asdict(record)}
    return (json.dumps(table, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def streamed(
    articles: Iterable[tuple[str, ArticleRecord]],
    products: Iterable[tuple[str, ProductRecord]],
    settings: dict[str, dict[str, str]],
) -> Iterator[bytes]:
    """What `dump` writes, piece by piece, of sorted articles and products that need not fit in memory."""
    yield b'{\n "articles": {'
    yield from _entries(articles)
    yield f',\n "format": {FORMAT},\n "products": {{'.encode()
    yield from _entries(products)
    table = json.dumps(settings, indent=1, sort_keys=True, ensure_ascii=False).replace("\n", "\n ")
    yield f',\n "settings": {table}\n}}\n'.encode()


def _entries(entries: Iterable[tuple[str, ArticleRecord | ProductRecord]]) -> Iterator[bytes]:
    separator = ""
    for name, entry in entries:
        table = json.dumps(asdict(entry), indent=1, sort_keys=True, ensure_ascii=False)
        indented = table.replace("\n", "\n  ")
        yield f"{separator}\n  {json.dumps(name, ensure_ascii=False)}: {indented}".encode()
        separator = ","
    yield b"\n }" if separator else b"}"


def dated(episode: dict[str, Any], held: ArticleRecord | None, epoch: int) -> dict[str, Any]:
    """An episode whose article has no date with the day of its first build, which the record keeps.

    That day is `epoch`'s (SOURCE_DATE_EPOCH in seconds); today, where it is 0.
    """
    if episode["published"] or episode["modified"]:
        return episode
    now = datetime.fromtimestamp(epoch, UTC) if epoch else datetime.now(UTC)
    return {**episode, "added": (held and held.episode.get("added")) or now.date().isoformat()}


def told(record: Record, details: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The details of those settings that an article of the record was built with."""
    used = {digest for article in record.articles.values() for digest in article.settings.values()}
    return {digest: table for digest, table in {**record.settings, **details}.items() if digest in used}


def relative(path: Path, output: Path) -> str:
    """A path as seen from the output folder, so that the record is the same wherever the project stands."""
    return Path(os.path.relpath(path.absolute(), output.absolute())).as_posix()


def located(name: str, output: Path) -> Path:
    """The path that `relative` wrote, told from the names alone: the output folder may be a link."""
    return Path(os.path.normpath(output.absolute() / name))


def unread(held: Mapping[str, str], output: Path) -> Iterator[tuple[Path, str, str]]:
    """Those of an article's files that are not as they were read: path, digest now, digest then."""
    for name, digest in held.items():
        path = located(name, output)
        if (now := digest_or_none(path)) != digest:
            yield path, now, digest


def unchanged(output: Path, record: Record, path: str) -> bool:
    """Whether a product still stands in the output folder as it was placed."""
    known = record.products.get(path)
    return known is not None and digest_or_none(output / path) == known.digest


def digest_or_none(path: Path) -> str:
    """A file's digest, "" when there is no such file or it cannot be read; a pipe or device is not opened."""
    try:
        return of_file(path) if path.is_file() else ""
    except OSError:
        return ""


def reported(output: Path, slug: str, known: Collection[str] = ()) -> frozenset[str]:
    """The products beside those `known` that an article's own report names and that stand as it says.

    So they are found though the record was lost, or a build was killed before it wrote it.
    """
    try:
        table = json.loads((output / slug / "report.json").read_bytes())
        told = {str(product["path"]): str(product["sha256"]) for product in table["products"]}
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(
        path
        for path, digest in told.items()
        if path not in known
        and path.startswith(f"{slug}/")
        and _inside(path)
        and digest_or_none(output / path) == digest
    )


def _inside(path: str) -> bool:
    """Whether a path stays in the output folder: the record is a file like any other, and may be wrong."""
    return not path.startswith("/") and ".." not in path.split("/")
