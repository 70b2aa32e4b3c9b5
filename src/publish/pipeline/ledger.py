"""The state of every article of a batch: done, failed, pending.

It is one SQLite file beside the products. Every change is a transaction, so
a run that is killed is taken up where it stood. Its clock times serve `status`
and no product. Only the driver opens it.
"""

from __future__ import annotations

import contextlib
import heapq
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from publish.config import Overrides, from_table
from publish.errors import SourceError, StoreError
from publish.pipeline import state as records
from publish.pipeline.output import replace_file
from publish.pipeline.state import ArticleRecord, ProductRecord, Record, Row
from publish.sources.locate import Origin

NAME = ".ledger.sqlite"
_PAGE = 200
_LATEST = 200
_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (
  slug TEXT PRIMARY KEY, source TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, code TEXT NOT NULL DEFAULT '', message TEXT NOT NULL DEFAULT '',
  settings TEXT NOT NULL DEFAULT '', article TEXT NOT NULL DEFAULT '', products TEXT NOT NULL DEFAULT '{}',
  ended REAL NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_state ON articles (state, slug);
CREATE INDEX IF NOT EXISTS by_end ON articles (ended);
CREATE TABLE IF NOT EXISTS pages (path TEXT PRIMARY KEY, product TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Failures of one kind, with the first of them."""

    code: str
    count: int
    slug: str
    message: str


@dataclass(frozen=True, slots=True)
class Status:
    """How far a run is. `rate` is articles a second lately, `left` seconds at that rate; 0 when unknown."""

    total: int = 0
    done: int = 0
    failed: int = 0
    aside: int = 0
    pending: int = 0
    rate: float = 0.0
    left: float = 0.0
    failures: tuple[Group, ...] = ()


class Ledger:
    """The state of a list in an output folder, for a `with`; made when there is none.

    `details` has the settings of this run by their digests. Raises StoreError
    when the file cannot be used, at its opening or at any time until its end.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], float] = time.time,
        details: dict[str, dict[str, str]] | None = None,
    ) -> None:
        self._path, self._clock, self._details = path, clock, details or {}
        self._numbers: dict[str, int] = {}  # of slugs that several sources want, where to look on
        try:
            self._data = sqlite3.connect(path, isolation_level=None)
            self._data.execute("PRAGMA journal_mode = WAL")
            self._data.execute("PRAGMA synchronous = NORMAL")
            self._data.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._data.close()
        if isinstance(error, sqlite3.Error):
            raise self._unusable(error) from error

    def _unusable(self, error: sqlite3.Error) -> StoreError:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return StoreError(
                f"the disk is full: the ledger {self._path} cannot grow", "make room on that disk"
            )
        return StoreError(
            f"the ledger {self._path} cannot be used: {error}",
            "move it away and build again; what is in the store is not made again",
        )

    # --- what is to do ----------------------------------------------------------

    def enrol(
        self, named: Iterable[tuple[str, Origin]], stale: Callable[[Row, Origin], bool]
    ) -> tuple[Row, ...]:
        """See State. A slug that another source holds is entered under another, as failed."""
        rows, moved = iter(named), []
        while batch := list(islice(rows, 1_000)):
            with self._transaction():
                moved += [row for source, origin in batch if (row := self._enter(source, origin, stale))]
        return tuple(moved)

    def _enter(self, source: str, origin: Origin, stale: Callable[[Row, Origin], bool]) -> Row | None:
        columns = self._data.execute(f"{_SELECT} WHERE source = ?", (source,)).fetchone()
        row = _row(columns) if columns else None
        if row and row.origin.slug == origin.slug:
            if stale(row, origin) or columns[1] != _packed(origin):
                self._set(origin.slug, state="pending", attempts=0, origin=_packed(origin))
            return None
        if row:
            self._data.execute("DELETE FROM articles WHERE source = ?", (source,))
        origin = self._apart(origin)
        self._data.execute(
            "INSERT INTO articles (slug, source, origin, state) VALUES (?, ?, ?, 'pending')",
            (origin.slug, source, _packed(origin)),
        )
        return row if row and row.article else None

    def _apart(self, origin: Origin) -> Origin:
        taken = self._where(origin.slug)
        if taken is None:
            return origin
        number = self._numbers.get(origin.slug, 2)
        while self._where(f"{origin.slug}-{number}") is not None:
            number += 1
        self._numbers[origin.slug] = number
        message = f"{taken} and {origin.where} would both be written to {origin.slug}/"
        error = origin.error or SourceError(message, "give one of them another slug")
        return replace(origin, slug=f"{origin.slug}-{number}", error=error)

    def _where(self, slug: str) -> str | None:
        columns = self._data.execute("SELECT origin FROM articles WHERE slug = ?", (slug,)).fetchone()
        return unpacked(columns[0]).where if columns else None

    def pending(self) -> Iterator[Row]:
        """See State. Rows are read in pieces, so that they may change meanwhile."""
        last = ""
        query = f"{_SELECT} WHERE state = 'pending' AND slug > ? ORDER BY slug LIMIT {_PAGE}"
        while rows := self._data.execute(query, (last,)).fetchall():
            last = rows[-1][0]
            yield from map(_row, rows)

    def left(self) -> int:
        """See State."""
        return self.status().pending

    # --- what became of it --------------------------------------------------------

    def put(self, row: Row) -> None:
        """See State."""
        self._set(
            row.origin.slug,
            state=row.standing,
            attempts=row.attempts,
            code=row.code,
            message=row.message,
            settings=row.mark,
            article=_dump(asdict(row.article)) if row.article else "",
            products=_dump({path: asdict(product) for path, product in row.products.items()}),
            ended=0.0 if row.standing == "pending" else self._clock(),
        )

    def reopen(self) -> None:
        """See State."""
        with self._transaction():
            self._data.execute(
                "UPDATE articles SET state = 'pending', attempts = 0 WHERE state IN ('failed', 'aside')"
            )

    # --- what is known --------------------------------------------------------------

    def row(self, slug: str) -> Row | None:
        """One article, None when the ledger has none of that slug."""
        columns = self._data.execute(f"{_SELECT} WHERE slug = ?", (slug,)).fetchone()
        return _row(columns) if columns else None

    def articles(self) -> Iterator[tuple[str, ArticleRecord]]:
        """Every article that was built, by slug."""
        for row in self._rows("article != '' ORDER BY slug"):
            if row.article:
                yield row.origin.slug, row.article

    def products(self) -> Iterator[tuple[str, ProductRecord]]:
        """Every product by path: the show's pages stand beside the articles' folders."""
        articles = (
            entry
            for row in self._rows("article != '' ORDER BY slug || '/'")
            for entry in row.products.items()
        )
        yield from heapq.merge(self.pages().items(), articles, key=lambda entry: entry[0])

    def failures(self) -> Iterator[Row]:
        """Every article that failed or was set aside, by slug."""
        yield from self._rows("state IN ('failed', 'aside') ORDER BY slug")

    def status(self) -> Status:
        """The counts, the rate of the last articles, and failures by code."""
        counts = dict(self._data.execute("SELECT state, count(*) FROM articles GROUP BY state").fetchall())
        groups = self._data.execute(
            "SELECT code, count(*), min(slug), message FROM articles"
            " WHERE state IN ('failed', 'aside') GROUP BY code ORDER BY count(*) DESC, code"
        ).fetchall()
        latest = self._data.execute(
            f"SELECT ended FROM articles WHERE ended > 0 ORDER BY ended DESC LIMIT {_LATEST}"
        ).fetchall()
        span = latest[0][0] - latest[-1][0] if len(latest) > 1 else 0.0
        rate = (len(latest) - 1) / span if span > 0 else 0.0
        pending = counts.get("pending", 0)
        return Status(
            sum(counts.values()),
            counts.get("done", 0),
            counts.get("failed", 0),
            counts.get("aside", 0),
            pending,
            rate,
            pending / rate if rate else 0.0,
            tuple(Group(*group) for group in groups),
        )

    def pages(self) -> dict[str, ProductRecord]:
        """The products of the whole show."""
        rows = self._data.execute("SELECT path, product FROM pages ORDER BY path").fetchall()
        with _readable():
            return {path: ProductRecord(**json.loads(product)) for path, product in rows}

    def record(self, articles: bool) -> Record:
        """See State."""
        return Record(dict(self.articles()) if articles else {}, self.pages())

    def keep(self, record: Record) -> None:
        """See State. `build.json` is written as it is read from here, so that it need not fit in memory."""
        with self._transaction():
            self._data.execute("DELETE FROM pages")
            rows = [(path, _dump(asdict(product))) for path, product in sorted(record.products.items())]
            self._data.executemany("INSERT INTO pages VALUES (?, ?)", rows)
        written = records.streamed(self.articles(), self.products(), self._details)
        replace_file(self._path.parent / records.NAME, written)

    # --- inside ---------------------------------------------------------------------

    def _rows(self, condition: str) -> Iterator[Row]:
        cursor = self._data.cursor()
        yield from map(_row, cursor.execute(f"{_SELECT} WHERE {condition}"))

    def _set(self, slug: str, **columns: object) -> None:
        names = ", ".join(f"{name} = ?" for name in columns)
        self._data.execute(f"UPDATE articles SET {names} WHERE slug = ?", (*columns.values(), slug))

    def _transaction(self) -> _Transaction:
        return _Transaction(self._data)


def status(output: Path) -> Status:
    """How far the list in an output folder is. Raises StoreError when there is none."""
    with _opened(output) as ledger:
        return ledger.status()


def failures(output: Path) -> Iterator[tuple[str, str]]:
    """Slug and message of every article that failed, one after the other. Raises StoreError."""
    with _opened(output) as ledger:
        for row in ledger.failures():
            yield row.origin.slug, row.message


def enrolled(slug: str, output: Path) -> Row | None:
    """What the ledger in an output folder has of an article; None without one."""
    if not (output / NAME).is_file():
        return None
    with Ledger(output / NAME) as ledger:
        return ledger.row(slug)


def placed(output: Path) -> frozenset[str]:
    """The products that a list in this folder has placed, whether or not it came to its end."""
    if not (output / NAME).is_file():
        return frozenset()
    with Ledger(output / NAME) as ledger:
        return frozenset(path for path, _ in ledger.products())


def as_json(status: Status) -> str:
    """The status as JSON."""
    return json.dumps(asdict(status), ensure_ascii=False, indent=2)


def _opened(output: Path) -> Ledger:
    if not (output / NAME).is_file():
        raise StoreError(f"{output} has no ledger", "build a list of articles into it, or use --batch")
    return Ledger(output / NAME)


class _Transaction:
    """All of what is done within, or nothing."""

    def __init__(self, data: sqlite3.Connection) -> None:
        self._data = data

    def __enter__(self) -> None:
        self._data.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._data.execute("COMMIT" if error is None else "ROLLBACK")


_SELECT = "SELECT slug, origin, state, attempts, code, message, settings, article, products FROM articles"


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    """A ledger with other tables than this version's counts as damaged, as SQLite's own errors do."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise sqlite3.DatabaseError("an entry is damaged") from error


def _row(columns: tuple[Any, ...]) -> Row:
    _, origin, state, attempts, code, message, settings, article, products = columns
    with _readable():
        return Row(
            unpacked(origin),
            state,
            attempts,
            code,
            message,
            settings,
            records.article_of(json.loads(article)) if article else None,
            {path: ProductRecord(**product) for path, product in json.loads(products).items()},
        )


def _packed(origin: Origin) -> str:
    """An origin as JSON: plain values, so that a later version can still read it."""
    error = [origin.error.message, origin.error.help] if origin.error else None
    paths = {"path": origin.path, "overrides": origin.overrides}
    table = {
        "slug": origin.slug,
        "kind": origin.kind,
        "where": origin.where,
        "url": origin.url,
        "archive": origin.archive,
        "offset": origin.offset,
        "version": origin.version,
        "error": error,
        "own": _present(asdict(origin.own)) if origin.own else None,
        **{name: str(path) if path else None for name, path in paths.items()},
    }
    return _dump(table)


def unpacked(text: str) -> Origin:
    """The origin that `_packed` wrote."""
    with _readable():
        table = json.loads(text)
        for name in ("path", "overrides"):
            table[name] = Path(table[name]) if table[name] else None
        table["archive"] = table["archive"] or ""
        table["error"] = SourceError(*table["error"]) if table["error"] else None
        table["own"] = from_table(Overrides, table["own"], table["where"]) if table["own"] else None
        return Origin(**table)


def _present(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _present(item) for key, item in value.items() if item is not None}
    return list(value) if isinstance(value, tuple) else value


def _dump(table: Any) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))
