"""The state of every article of a batch: done, failed, pending.

It is one SQLite file beside the products. Every change is a transaction, so
a run that is killed is taken up where it stood. Its clock times serve `status`
and no product. Only the driver opens it.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from publish.config import Overrides, from_table
from publish.errors import SourceError, StoreError
from publish.pipeline.state import ArticleRecord, ProductRecord
from publish.sources.locate import Origin

NAME = ".ledger.sqlite"
State = Literal["pending", "done", "failed", "aside"]
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
class Row:
    """An article as the ledger has it; `article` and `products` are those of its last build."""

    origin: Origin
    state: State
    attempts: int = 0
    code: str = ""
    message: str = ""
    settings: str = ""
    article: ArticleRecord | None = None
    products: dict[str, ProductRecord] | None = None


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
    """The ledger in an output folder, for a `with`; made when there is none.

    Raises StoreError when it cannot be used, at its opening or at any time until its end.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = path, clock
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
        """Enter each (source, origin); one that was there becomes pending again where `stale` says so.

        A slug that another source holds is entered under another, as failed.
        Gives back the rows of sources that now have another slug than before.
        """
        rows, moved = iter(named), []
        while batch := list(islice(rows, 1_000)):
            with self._transaction():
                moved += [row for source, origin in batch if (row := self._enter(source, origin, stale))]
        return tuple(moved)

    def _enter(self, source: str, origin: Origin, stale: Callable[[Row, Origin], bool]) -> Row | None:
        held = self._data.execute(f"{_SELECT} WHERE source = ?", (source,)).fetchone()
        row = _row(held) if held else None
        if row and row.origin.slug == origin.slug:
            if stale(row, origin) or held[1] != _packed(origin):
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
        found = self._data.execute("SELECT origin FROM articles WHERE slug = ?", (slug,)).fetchone()
        return unpacked(found[0]).where if found else None

    def pending(self) -> Iterator[Row]:
        """What is to do, by slug, each once; read in pieces, so that rows may change meanwhile."""
        last = ""
        query = f"{_SELECT} WHERE state = 'pending' AND slug > ? ORDER BY slug LIMIT {_PAGE}"
        while rows := self._data.execute(query, (last,)).fetchall():
            last = rows[-1][0]
            yield from map(_row, rows)

    # --- what became of it --------------------------------------------------------

    def done(
        self, slug: str, settings: str, article: ArticleRecord, products: dict[str, ProductRecord]
    ) -> None:
        """An article is placed."""
        kept = {path: asdict(product) for path, product in products.items()}
        self._set(
            slug,
            state="done",
            code="",
            message="",
            settings=settings,
            article=_dump(asdict(article)),
            products=_dump(kept),
            ended=self._clock(),
        )

    def failed(self, slug: str, state: State, code: str, message: str, settings: str, attempts: int) -> None:
        """An article could not be built: it stays pending, has failed, or is set aside."""
        ended = 0.0 if state == "pending" else self._clock()
        told = {"code": code, "message": message, "settings": settings}
        self._set(slug, state=state, attempts=attempts, ended=ended, **told)

    def reopen(self) -> None:
        """Make all that failed or was set aside pending again."""
        with self._transaction():
            self._data.execute(
                "UPDATE articles SET state = 'pending', attempts = 0 WHERE state IN ('failed', 'aside')"
            )

    # --- what is known --------------------------------------------------------------

    def row(self, slug: str) -> Row | None:
        """One article, None when the ledger has none of that slug."""
        found = self._data.execute(f"{_SELECT} WHERE slug = ?", (slug,)).fetchone()
        return _row(found) if found else None

    def built(self, order: Literal["slug", "slug || '/'"]) -> Iterator[Row]:
        """Every article that has products, by slug or as the paths of its products sort."""
        yield from self._rows(f"article != '' ORDER BY {order}")

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
        found = self._data.execute("SELECT path, product FROM pages ORDER BY path").fetchall()
        with _readable():
            return {path: ProductRecord(**json.loads(product)) for path, product in found}

    def keep_pages(self, products: dict[str, ProductRecord]) -> None:
        """Put the products of the whole show in the place of those known."""
        with self._transaction():
            self._data.execute("DELETE FROM pages")
            rows = [(path, _dump(asdict(product))) for path, product in sorted(products.items())]
            self._data.executemany("INSERT INTO pages VALUES (?, ?)", rows)

    # --- inside ---------------------------------------------------------------------

    def _rows(self, condition: str) -> Iterator[Row]:
        cursor = self._data.cursor()
        yield from map(_row, cursor.execute(f"{_SELECT} WHERE {condition}"))

    def _set(self, slug: str, **columns: object) -> None:
        names = ", ".join(f"{name} = ?" for name in columns)
        self._data.execute(f"UPDATE articles SET {names} WHERE slug = ?", (*columns.values(), slug))

    def _transaction(self) -> _Transaction:
        return _Transaction(self._data)


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
    """What no ledger of ours has written is damage, as it is to SQLite."""
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
            _article(json.loads(article)) if article else None,
            {path: ProductRecord(**product) for path, product in json.loads(products).items()},
        )


def _article(table: dict[str, Any]) -> ArticleRecord:
    return ArticleRecord(**{**table, "products": tuple(table["products"])})


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
