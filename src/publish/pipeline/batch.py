"""Build lists of articles, recorded in a ledger that a later run resumes from.

It differs from the driver in what it keeps in memory, which is nothing that
grows with the number of articles until the show's own pages are written; in
what it takes up where an earlier run stopped; and in trying again what may
pass. The products are the same, byte for byte.
"""

from __future__ import annotations

import functools
import heapq
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import assert_never

from publish.config import Config
from publish.errors import PublishError, RunnerError, StoreError
from publish.pipeline import state as records
from publish.pipeline.digest import of_value
from publish.pipeline.divide import Jobs
from publish.pipeline.job import Done, Ending, Job, Options, Refused
from publish.pipeline.ledger import NAME, Ledger, Row, State, Status
from publish.pipeline.manifest import listed
from publish.pipeline.output import Stage, only_build, replace_file, withdraw
from publish.pipeline.progress import Ended, Listener, Planned, Waiting, unheard
from publish.pipeline.scheduler import source, spread
from publish.pipeline.settings import details, settings
from publish.pipeline.state import ArticleRecord, ProductRecord, Record
from publish.pipeline.store import Store
from publish.pipeline.telemetry import Account, account, measures
from publish.runners import Cluster, Outcome, Runner, open_runner
from publish.sources.locate import Origin
from publish.system.object_store import Objects
from publish.system.process_settings import Settled

ATTEMPTS = 3
"""How often an article is tried whose failure may pass."""
LONGEST_WAIT_S = 30.0
_BETWEEN_PRUNES = 100
"""So many articles are built before the store is looked at again; a thousand words fill some 14 MB of it."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a batch runs: the runner and its cluster, and whether what had failed is tried once more."""

    runner: str = "local"
    cluster: Cluster = field(default_factory=Cluster)
    retry: bool = False
    wait: Callable[[float], None] = time.sleep


def batch(
    sources: Sequence[str],
    config: Config,
    options: Options,
    manner: Manner = Manner(),
    listener: Listener = unheard,
) -> Status:
    """Build what the sources and lists name, as far as it is not done; the ledger tells the rest.

    Raises PlaceError, StoreError, ConfigError, SourceError or RunnerError when
    nothing can be built at all, or no more of it.
    """
    with only_build(options.output, lambda: listener(Waiting())), Ledger(options.output / NAME) as ledger:
        return _Batch(config, options, manner, listener, ledger).run(sources)


def status(output: Path) -> Status:
    """How far the batch in an output folder is. Raises StoreError when there is none."""
    with _opened(output) as ledger:
        return ledger.status()


def failures(output: Path) -> Iterator[tuple[str, str]]:
    """Slug and message of every article that failed, one after the other. Raises StoreError."""
    with _opened(output) as ledger:
        for row in ledger.failures():
            yield row.origin.slug, row.message


def mark(origin: Origin, settings: str) -> str:
    """The digest of all that decides an article and can be told without reading it."""
    page = records.digest_or_none(origin.path) if origin.path else origin.version
    return of_value((settings, page))


def stands(row: Row, output: Path, here: bool = True) -> bool:
    """Whether what an article was read from is as it was; with `here`, also its report as placed."""
    files = row.article.files if row.article else {}
    held = Record({}, row.products or {})
    placed = not here or records.unchanged(output, held, f"{row.origin.slug}/report.json")
    return placed and not any(records.unread(files, output))


def _opened(output: Path) -> Ledger:
    if not (output / NAME).is_file():
        raise StoreError(f"{output} has no ledger", "build a list of articles into it, or use --batch")
    return Ledger(output / NAME)


class _Batch:
    """One run over one ledger."""

    def __init__(
        self, config: Config, options: Options, manner: Manner, listener: Listener, ledger: Ledger
    ) -> None:
        self.config, self.options, self.manner = config, options, manner
        self.listener, self.ledger, self.output = listener, ledger, options.output
        self.settings, self.details = settings(config, options), details(config, options)
        self.digest = of_value(self.settings)
        self.remote = Objects(options.remote) if options.remote else None
        self.left = 0
        self.marks: dict[str, str] = {}  # of the articles under way, from before they were read

    def run(self, sources: Sequence[str]) -> Status:
        named = ((source(origin, self.output), origin) for origin in listed(sources, self.config))
        for moved in self.ledger.enrol(named, self._stale):
            self._withdraw(moved)
        if self.manner.retry:
            self.ledger.reopen()
        self._articles()
        self._show()
        return self.ledger.status()

    def _articles(self) -> None:
        """Build until nothing is pending; what failed and may pass waits for the next round."""
        for number in range(ATTEMPTS + 1):
            pending = self.ledger.status().pending
            if not pending:
                return
            if number:
                self.manner.wait(min(2.0**number, LONGEST_WAIT_S))
            self.left = pending
            self.listener(Planned(pending))
            self._round()

    def _round(self) -> None:
        from publish.pipeline.article import build_article
        from publish.pipeline.upload import build_and_send

        store = Store(self.options.store)
        store.sweep()
        runner = open_runner(self.manner.runner, self.options.threads, self.manner.cluster)
        build = build_and_send if self.remote else build_article
        work: Callable[[Job], Ending] = functools.partial(build, listener=self.listener)
        options = self.options
        if not runner.shares_memory:  # a worker has one core, and cannot tell our listener
            work, options = Settled(build), spread(options, runner)
        jobs = Jobs(self._job(row, options) for row in self.ledger.pending())
        outcomes = runner.map(work, jobs)
        with closing(outcomes):  # type: ignore[type-var]
            for number, outcome in enumerate(outcomes, 1):
                if ending := jobs.article(outcome):
                    self._ended(ending, runner)
                if number % _BETWEEN_PRUNES == 0:
                    store.keep_within(options.store_cap_bytes)
        store.keep_within(options.store_cap_bytes)

    def _job(self, row: Row, options: Options) -> Job:
        self.marks[row.origin.slug] = self._mark(row.origin)
        if self.remote:
            return Job(row.origin, self.config, options, row.products or {})
        held = Record({}, row.products or {})
        known = {p: r for p, r in held.products.items() if records.unchanged(self.output, held, p)}
        return Job(row.origin, self.config, options, known)

    # --- what became of an article --------------------------------------------------

    def _ended(self, outcome: Outcome[Job, Done | Refused], runner: Runner) -> None:
        origin, error = outcome.job.origin, outcome.error
        mark = self.marks.pop(origin.slug)
        if isinstance(outcome.value, Done):
            error = self._placed(origin, outcome.value, mark)
        told = account(outcome, error)
        if told.code:
            may_pass = isinstance(error, PublishError) and error.may_pass
            again = self._failed(origin, told, mark, may_pass, isinstance(error, RunnerError))
            told = replace(told, again=again)
        self.left -= not told.again
        runner.measured(measures(told, self.left))
        self.listener(Ended(origin.slug, bool(told.code), told))

    def _placed(self, origin: Origin, done: Done, mark: str) -> PublishError | None:
        row = self.ledger.row(origin.slug)
        try:
            if self.remote is None:
                known = frozenset((row and row.products) or ())
                ours = known | records.reported(self.output, done.slug, known)
                Stage(self.output, done.slug).commit(ours)
        except PublishError as error:
            return error
        files = {records.relative(path, self.output): digest for path, digest in done.files.items()}
        article = ArticleRecord(
            source(origin, self.output),
            dict(sorted(files.items())),
            self.settings,
            tuple(sorted(done.products)),
            records.dated(done.episode, row.article if row else None, self.options.epoch),
            done.seconds,
            len(done.problems),
        )
        self.ledger.done(origin.slug, mark, article, done.products)
        return None

    def _failed(self, origin: Origin, told: Account, mark: str, may_pass: bool, aside: bool) -> bool:
        """Enter a failure; whether it will be tried again."""
        row = self.ledger.row(origin.slug)
        attempts = (row.attempts if row else 0) + 1
        again = may_pass and attempts < ATTEMPTS
        state: State = "aside" if aside else "pending" if again else "failed"
        self.ledger.failed(origin.slug, state, told.code, told.message, mark, attempts)
        return state == "pending"

    # --- what is stale ----------------------------------------------------------------

    def _stale(self, row: Row, origin: Origin) -> bool:
        """Whether an enrolled article is to be built: what cannot have changed its end is not tried again."""
        match row.state:
            case "pending":
                return True
            case "aside":
                return row.settings != self._mark(origin)
            case "failed":
                return row.attempts >= ATTEMPTS or row.settings != self._mark(origin)
            case "done":
                unsent = self.remote is None
                return row.settings != self._mark(origin) or not stands(row, self.output, unsent)
            case _:
                assert_never(row.state)

    def _mark(self, origin: Origin) -> str:
        return mark(origin, self.digest)

    # --- the show -----------------------------------------------------------------------

    def _show(self) -> None:
        """The shelf and the feed, then build.json, which is written as it is read from the ledger."""
        from publish.pipeline import site

        before = self.ledger.pages()
        record = site.build(self._record(before), self.config, self.options)
        replace_file(
            self.output / records.NAME,
            records.streamed(self._entries(), self._products(record), self.details),
        )
        if self.remote is not None:
            fresh = [path for path, product in record.products.items() if before.get(path) != product]
            for path in (*fresh, records.NAME):
                self.remote.put(path, self.output / path)
            self.remote.remove(sorted(set(before) - set(record.products)))
        self.ledger.keep_pages(record.products)

    def _record(self, pages: dict[str, ProductRecord]) -> Record:
        """What the show's pages are made from; nothing where there are to be none."""
        if "web" not in self.options.groups:
            return Record({}, pages)
        return Record(
            {row.origin.slug: row.article for row in self.ledger.built("slug") if row.article}, pages
        )

    def _withdraw(self, row: Row) -> None:
        paths = frozenset(row.products or ())
        if self.remote is None:
            withdraw(self.output, row.origin.slug, paths)
        else:
            self.remote.remove(sorted(paths))

    def _entries(self) -> Iterator[tuple[str, ArticleRecord]]:
        for row in self.ledger.built("slug"):
            if row.article:
                yield row.origin.slug, row.article

    def _products(self, show: Record) -> Iterator[tuple[str, ProductRecord]]:
        """Every product by path: the show's pages stand beside the articles' folders."""
        articles = (
            entry for row in self.ledger.built("slug || '/'") for entry in (row.products or {}).items()
        )
        yield from heapq.merge(sorted(show.products.items()), articles, key=lambda entry: entry[0])


def as_json(found: Status) -> str:
    """The status as JSON."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2)
