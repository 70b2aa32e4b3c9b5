"""What earlier runs built in an output folder and what is still to be built: `State`, and `build.json`.

`RecordFile` keeps the state of a build in `build.json`; `ledger.Ledger` that of a
list of any length in SQLite. `build.json` holds no times but the day on which an
article without a date was first built, which is then its date in the feed. A file
that cannot be read counts as none: everything is made again, mostly out of the store.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol

from publish.model.digest import digest_or_none
from publish.pipeline.output import replace_file, write_below
from publish.sources.locate import Origin

NAME = "build.json"
FORMAT = 1
PUBLISHED = Path("published")
"""The folder of the project that says what was published where."""
WITHDRAWN = PUBLISHED / "withdrawn.txt"
Standing = Literal["pending", "done", "failed", "aside"]
"""What a run has made of an article; one that cost several workers their process is set aside."""


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


@dataclass(frozen=True, slots=True)
class Row:
    """An article as a state has it; `article` and `products` are those of its last build.

    `attempts` counts those that failed since, `code` and `message` say how the
    last of them did, `mark` is what `Planner.mark` gave for it.
    """

    origin: Origin
    standing: Standing
    attempts: int = 0
    code: str = ""
    message: str = ""
    mark: str = ""
    article: ArticleRecord | None = None
    products: dict[str, ProductRecord] = field(default_factory=dict)


class State(Protocol):
    """What a scheduler reads and writes. Each call is on the disk when it returns."""

    def enrol(
        self, named: Iterable[tuple[str, Origin]], stale: Callable[[Row, Origin], bool]
    ) -> tuple[Row, ...]:
        """Enter each (source, origin), pending where it is new or `stale`.

        Returns the rows of sources that now have another slug than before.
        """

    def reopen(self) -> None:
        """Make all that failed or was set aside pending again."""

    def pending(self) -> Iterator[Row]:
        """What is to be built, by slug, each once; rows may change meanwhile."""

    def left(self) -> int:
        """How many are pending."""

    def put(self, row: Row) -> None:
        """Record what became of an article; one that failed keeps what was built before."""

    def record(self, articles: bool) -> Record:
        """What the show's pages are made from; the articles may be left out where there are no pages."""

    def keep(self, record: Record) -> None:
        """Take over the record after the show's pages were made, and write `build.json`."""


class RecordFile:
    """The state of a build: `build.json`, held in memory and written whole after each article.

    `details` has the settings of this build by their digests.
    """

    def __init__(self, output: Path, details: dict[str, dict[str, str]]) -> None:
        self._output, self._details = output, details
        self._record = load(output)
        self._pending: dict[str, Row] = {}

    def enrol(
        self, named: Iterable[tuple[str, Origin]], stale: Callable[[Row, Origin], bool]
    ) -> tuple[Row, ...]:
        """See State."""
        for _, origin in named:
            row = row_of(self._record, origin)
            if stale(row, origin):
                self._pending[origin.slug] = row
        return ()

    def reopen(self) -> None:
        """Nothing is remembered of failures, so all of them are tried again anyway."""

    def pending(self) -> Iterator[Row]:
        """See State."""
        yield from tuple(self._pending.values())

    def left(self) -> int:
        """See State."""
        return len(self._pending)

    def put(self, row: Row) -> None:
        """See State. A failure is not recorded: the next build tries again what is stale."""
        slug = row.origin.slug
        if row.standing != "pending":
            del self._pending[slug]
        if row.standing == "done" and row.article:
            others = without(self._record, (slug,))
            articles = {**others.articles, slug: row.article}
            self._write(replace(others, articles=articles, products={**others.products, **row.products}))

    def record(self, articles: bool) -> Record:
        """See State."""
        return self._record

    def keep(self, record: Record) -> None:
        """See State."""
        if record != self._record:
            self._write(record)

    def _write(self, record: Record) -> None:
        self._record = replace(record, settings=used_settings(record, self._details))
        replace_file(self._output / NAME, dump(self._record))


def row_of(record: Record, origin: Origin) -> Row:
    """An article as a record has it."""
    article = record.articles.get(origin.slug)
    if article is None:
        return Row(origin, "pending")
    products = {path: record.products[path] for path in article.products if path in record.products}
    return Row(origin, "done", article=article, products=products)


def load(output: Path) -> Record:
    """The record in an output folder; an empty one when there is none or it cannot be used."""
    try:
        table = json.loads((output / NAME).read_bytes())
        if table["format"] != FORMAT:
            return Record()
        articles = {slug: article_of(entry) for slug, entry in table["articles"].items()}
        products = {path: ProductRecord(**entry) for path, entry in table["products"].items()}
        whole = all(inside(path) for path in (*products, *articles))
        return Record(articles, products, table.get("settings", {})) if whole else Record()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Record()


def article_of(table: dict[str, Any]) -> ArticleRecord:
    """An article out of JSON. Raises TypeError and KeyError for another shape."""
    return ArticleRecord(**{**table, "products": tuple(table["products"])})


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


def dated(episode: dict[str, Any], before: ArticleRecord | None, epoch: int) -> dict[str, Any]:
    """An episode whose article has no date with the day of its first build, which the record keeps.

    That day is `epoch`'s (SOURCE_DATE_EPOCH in seconds); today, where it is 0.
    """
    if episode["published"] or episode["modified"]:
        return episode
    now = datetime.fromtimestamp(epoch, UTC) if epoch else datetime.now(UTC)
    return {**episode, "added": (before and before.episode.get("added")) or now.date().isoformat()}


def used_settings(record: Record, details: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The details of those settings that an article of the record was built with."""
    used = {digest for article in record.articles.values() for digest in article.settings.values()}
    return {digest: table for digest, table in {**record.settings, **details}.items() if digest in used}


def relative(path: Path, output: Path) -> str:
    """A path as seen from the output folder, so that the record is the same wherever the project stands."""
    return Path(os.path.relpath(path.absolute(), output.absolute())).as_posix()


def located(name: str, output: Path) -> Path:
    """The path that `relative` wrote, worked out from the names alone: the output folder may be a link."""
    return Path(os.path.normpath(output.absolute() / name))


def unread(files: Mapping[str, str], output: Path) -> Iterator[tuple[Path, str, str]]:
    """Those of an article's files that are not as they were read: path, digest now, digest then."""
    for name, digest in files.items():
        path = located(name, output)
        if (now := digest_or_none(path)) != digest:
            yield path, now, digest


def without(record: Record, slugs: Collection[str]) -> Record:
    """A record without some articles and their products."""
    gone = [slug for slug in slugs if slug in record.articles]
    if not gone:
        return record
    paths = {path for slug in gone for path in record.articles[slug].products}
    return replace(
        record,
        articles={slug: article for slug, article in record.articles.items() if slug not in gone},
        products={path: product for path, product in record.products.items() if path not in paths},
    )


def source_name(origin: Origin, output: Path) -> str:
    """How the record names a source: its address, or its path from the output folder."""
    return origin.url or relative(origin.path or Path(origin.where), output)


def unchanged(output: Path, products: Mapping[str, ProductRecord], path: str) -> bool:
    """Whether a product still stands in the output folder as it was placed."""
    known = products.get(path)
    return known is not None and digest_or_none(output / path) == known.digest


def standing(output: Path, products: Mapping[str, ProductRecord]) -> dict[str, ProductRecord]:
    """Those of some products that still stand in the output folder as they were placed."""
    return {path: product for path, product in products.items() if unchanged(output, products, path)}


def reported(output: Path, slug: str, known: Collection[str] = ()) -> frozenset[str]:
    """The products beside those `known` that an article's own report names and that stand as it says.

    So they are found though the record was lost, or a build was killed before it wrote it.
    """
    try:
        table = json.loads((output / slug / "report.json").read_bytes())
        digests = {str(product["path"]): str(product["sha256"]) for product in table["products"]}
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(
        path
        for path, digest in digests.items()
        if path not in known
        and path.startswith(f"{slug}/")
        and inside(path)
        and digest_or_none(output / path) == digest
    )


def inside(path: str) -> bool:
    """Whether a path stays in the output folder: the record is a file like any other, and may be wrong."""
    return not path.startswith("/") and ".." not in path.split("/")


def withdrawn(file: Path = WITHDRAWN) -> frozenset[str]:
    """The slugs of the articles that were taken down, which no build makes again."""
    return frozenset(file.read_text("utf-8").split()) if file.is_file() else frozenset()


def withdraw(slugs: Iterable[str], back: bool = False, file: Path = WITHDRAWN) -> None:
    """Enter articles among those that were taken down, or take them `back` out. Raises PlaceError."""
    known = withdrawn(file)
    now = known - set(slugs) if back else known | set(slugs)
    if now != known:
        write_below(file, "".join(f"{slug}\n" for slug in sorted(now)).encode())
