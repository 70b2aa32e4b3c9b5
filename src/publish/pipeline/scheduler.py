"""Build the articles that are stale, place them, record them, and bring the show's pages up to date.

A build of a few articles keeps its state in `build.json`, one of a list of any length
(`batch`) in a ledger that a later run resumes from. One article that fails keeps its
earlier products and stops no other. Nothing in memory grows with the length of a list
until the show's own pages are written.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.config import Config
from publish.covers import studio
from publish.errors import PublishError, RunnerError
from publish.pipeline import state as records
from publish.pipeline.article import Jobs
from publish.pipeline.job import (
    Account,
    Done,
    Ended,
    Ending,
    Job,
    Listener,
    Options,
    Planned,
    Refused,
    Waiting,
    account,
    measures,
    unheard,
)
from publish.pipeline.output import Stage, only_build, prune, withdraw
from publish.pipeline.planner import ATTEMPTS, Planner, vanished
from publish.pipeline.state import ArticleRecord, ProductRecord, Record, RecordFile, Row, State, withdrawn
from publish.pipeline.store import Store
from publish.runners import Cluster, Outcome, Runner, open_runner
from publish.sources.locate import SETTINGS, Origin, locate
from publish.system.object_store import Objects
from publish.system.process_settings import Settled

if TYPE_CHECKING:
    from publish.pipeline.ledger import Status

LONGEST_WAIT_S = 30.0
_BETWEEN_PRUNES = 100
"""So many articles are built before the store is looked at again; a thousand words fill some 14 MB of it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article, or the whole show ("" as slug), that could not be built."""

    slug: str
    where: str
    error: Exception


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did.

    `fresh` are the slugs of articles that had not changed, `down` of those that were
    taken down and so are not built, `bound` the paths of the books of several articles
    that were written.
    """

    built: tuple[Done, ...] = ()
    fresh: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    failures: tuple[Failure, ...] = ()
    pruned: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    down: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return bool(self.refused or self.failures)


@dataclass(frozen=True, slots=True)
class Manner:
    """How to run: the runner and its cluster, and how failures are met.

    An article whose failure may pass is tried `attempts` times, after a `wait` of some
    seconds; `retry` tries once more what had failed before.
    """

    runner: str = "local"
    cluster: Cluster = field(default_factory=Cluster)
    retry: bool = False
    wait: Callable[[float], None] = time.sleep
    attempts: int = ATTEMPTS


def build(
    sources: Sequence[str | Origin],
    config: Config,
    options: Options,
    *,
    runner: str = "local",
    issue: str = "",
    listener: Listener = unheard,
    cluster: Cluster = Cluster(),  # noqa: B008
    settings: Path | None = SETTINGS,
) -> Summary:
    """Build the articles of the sources into the output folder, as far as they are stale.

    Raises PlaceError, StoreError or ConfigError when nothing can be built at
    all; what is wrong with one article stands in the summary. `settings` is
    the folder of addresses' own settings, None for no such settings.
    """
    manner = Manner(runner, cluster, attempts=1)
    with only_build(options.output, lambda: listener(Waiting())):
        planner = Planner(config, options)
        state = RecordFile(options.output, planner.details)
        down, named = withdrawn(), locate(sources, settings)
        origins = tuple(origin for origin in named if origin.slug not in down)
        endings = _Endings()
        scheduler = _Scheduler(config, options, manner, listener, state, planner, endings.add)
        scheduler.enrol(origins)
        stale = {row.origin.slug for row in state.pending()}
        scheduler.articles()
        record = state.record(articles=True)
        fresh = sorted({origin.slug for origin in origins} - stale)
        kept = sorted({origin.slug for origin in named} & down)
        summary = replace(endings.summary(), fresh=tuple(fresh), down=tuple(kept))
        gone = {*vanished(record, origins, sources, options.output), *(down & record.articles.keys())}
        try:
            bound, removed = scheduler.show(gone, issue)
        except PublishError as error:
            return replace(summary, failures=(*summary.failures, Failure("", "", error)))
        return replace(summary, bound=bound, pruned=removed)


def batch(
    sources: Sequence[str],
    config: Config,
    options: Options,
    manner: Manner = Manner(),
    listener: Listener = unheard,
) -> Status:
    """Build what the sources and lists name, as far as the ledger in the output folder has it not as done.

    The products are those of `build`, byte for byte. Raises PlaceError, StoreError,
    ConfigError, SourceError or RunnerError when nothing can be built at all, or no more of it.
    """
    from publish.pipeline import ledger
    from publish.pipeline.manifest import listed

    planner = Planner(config, options, listing=True)
    with (
        only_build(options.output, lambda: listener(Waiting())),
        ledger.Ledger(options.output / ledger.NAME, details=planner.details) as state,
    ):
        scheduler = _Scheduler(config, options, manner, listener, state, planner)
        down = withdrawn()
        scheduler.enrol(origin for origin in listed(sources, config) if origin.slug not in down)
        scheduler.articles()
        scheduler.show()
        return state.status()


def remove(slugs: Collection[str], config: Config, options: Options) -> tuple[str, ...]:
    """Take articles out of the output folder, with the books that hold them; the paths that were removed.

    Raises PlaceError, ConfigError, and StoreError.
    """
    from publish.pipeline.site import holding

    with only_build(options.output):
        planner = Planner(config, options)
        state = RecordFile(options.output, planner.details)
        record = state.record(articles=True)
        bound = holding(slugs, config) & record.products.keys()
        state.keep(replace(record, products={p: v for p, v in record.products.items() if p not in bound}))
        scheduler = _Scheduler(config, options, Manner(), unheard, state, planner)
        _, removed = scheduler.show(sorted(record.articles.keys() & set(slugs)))
        return (*prune(options.output, bound), *removed)


class _Endings:
    """What became of the articles of a build."""

    def __init__(self) -> None:
        self._built: list[Done] = []
        self._refused: list[Refused] = []
        self._failures: list[Failure] = []

    def add(self, outcome: Outcome[Job, Done | Refused], error: Exception | None) -> None:
        origin, value = outcome.job.origin, outcome.value
        if error is not None or value is None:
            failure = Failure(origin.slug, origin.where, error or RuntimeError("no outcome"))
            self._failures.append(failure)
        elif isinstance(value, Done):
            self._built.append(value)
        else:
            self._refused.append(value)

    def summary(self) -> Summary:
        """All of them by slug, whatever order they came in."""
        return Summary(
            built=tuple(sorted(self._built, key=lambda done: done.slug)),
            refused=tuple(sorted(self._refused, key=lambda refused: refused.slug)),
            failures=tuple(sorted(self._failures, key=lambda failure: failure.slug)),
        )


class _Scheduler:
    """One run over one state; `ended` is called with each outcome and its error, that of placing included."""

    def __init__(
        self,
        config: Config,
        options: Options,
        manner: Manner,
        listener: Listener,
        state: State,
        planner: Planner,
        ended: Callable[[Outcome[Job, Done | Refused], Exception | None], object] = lambda *_: None,
    ) -> None:
        self.config, self.options, self.manner, self.output = config, options, manner, options.output
        self.listener, self.ended = listener, ended
        self.state, self.planner = state, planner
        self.remote = Objects(options.remote) if options.remote else None
        self.left = 0
        self.begun: dict[str, Row] = {}  # of the articles under way, with marks from before they were read

    def enrol(self, origins: Iterable[Origin]) -> None:
        """Enter what there is to build; products that stand under an earlier slug are removed."""
        named = ((records.source_name(origin, self.output), origin) for origin in origins)
        for moved in self.state.enrol(named, self.planner.stale):
            self._withdraw(moved.origin.slug, frozenset(moved.products))
        if self.manner.retry:
            self.state.reopen()

    # --- articles -------------------------------------------------------------------

    def articles(self) -> None:
        """Build until nothing is pending; what failed and may pass waits for the next round."""
        for number in range(self.manner.attempts + 1):
            self.left = self.state.left()
            if not self.left:
                return
            if number:
                self.manner.wait(min(2.0**number, LONGEST_WAIT_S))
            self.listener(Planned(self.left))
            self._round()

    def _round(self) -> None:
        store = Store(self.options.store)
        store.sweep()
        runner = open_runner(self.manner.runner, self.options.threads, self.manner.cluster)
        work, options = self._work(runner)
        drawing = self._draw_ahead(store)
        jobs = Jobs(self._job(row, options) for row in self.state.pending())
        outcomes = runner.map(work, jobs)
        with closing(outcomes):  # type: ignore[type-var]
            for number, outcome in enumerate(outcomes, 1):
                if ending := jobs.article(outcome):
                    self._ended(ending, runner)
                if number % _BETWEEN_PRUNES == 0:
                    store.keep_within(self.options.store_cap_bytes)
        if drawing:
            drawing.join()
        store.keep_within(self.options.store_cap_bytes)

    def _work(self, runner: Runner) -> tuple[Callable[[Job], Ending], Options]:
        """What a runner calls for each job, and the options of the jobs."""
        from publish.pipeline.article import build_and_send, build_article

        function = build_and_send if self.remote else build_article
        if runner.shares_memory:
            return functools.partial(function, listener=self.listener), self.options
        # A worker has one core and cannot call our listener; sections of a long article may go to several.
        divide = runner.shares_disk or bool(self.options.shared)
        return Settled(function), replace(self.options, threads=1, divide=divide)

    def _draw_ahead(self, store: Store) -> threading.Thread | None:
        """Start what draws covers; the show's picture being drawn, where the store does not have it."""
        from publish.pipeline import site
        from publish.pipeline.article import draw_show

        if self.options.threads > 1 and any(row.article is None for row in self.state.pending()):
            studio.begin()
        if "web" not in self.options.groups or site.drawn(self.config.site, store):
            return None
        return draw_show(self.config.site, store)

    def _job(self, row: Row, options: Options) -> Job:
        self.begun[row.origin.slug] = replace(row, mark=self.planner.mark(row.origin))
        known = row.products if self.remote else records.standing(self.output, row.products)
        return Job(row.origin, self.config, options, known)

    def _ended(self, outcome: Outcome[Job, Done | Refused], runner: Runner) -> None:
        slug, error = outcome.job.origin.slug, outcome.error
        row = self.begun.pop(slug)
        if error is None and isinstance(outcome.value, Done):
            try:
                self._place(row, outcome.value)
            except PublishError as failure:
                error = failure
        result = account(outcome, error)
        if result.code:
            result = replace(result, again=self._failed(row, result, error))
        self.left -= not result.again
        runner.measured(measures(result, self.left))
        self.listener(Ended(slug, bool(result.code), result))
        self.ended(outcome, error)

    def _place(self, row: Row, done: Done) -> None:
        """Put an article's products in their place and record it at once. Raises PlaceError."""
        if self.remote is None:
            Stage(self.output, done.slug).commit(self._owned(done.slug, frozenset(row.products)))
        files = {records.relative(path, self.output): digest for path, digest in done.files.items()}
        article = ArticleRecord(
            records.source_name(row.origin, self.output),
            dict(sorted(files.items())),
            self.planner.settings,
            tuple(sorted(done.products)),
            records.dated(done.episode, row.article, self.options.epoch),
            done.seconds,
            len(done.problems),
        )
        self.state.put(
            replace(row, standing="done", code="", message="", article=article, products=done.products)
        )

    def _failed(self, row: Row, result: Account, error: Exception | None) -> bool:
        """Record a failure. Returns whether it will be tried again."""
        attempts = row.attempts + 1
        lost = isinstance(error, RunnerError)
        may_pass = isinstance(error, PublishError) and error.may_pass
        again = may_pass and attempts < self.manner.attempts and not lost
        standing: records.Standing = "aside" if lost else "pending" if again else "failed"
        self.state.put(
            replace(row, standing=standing, attempts=attempts, code=result.code, message=result.message)
        )
        return again

    # --- the show -------------------------------------------------------------------

    def show(self, gone: Collection[str] = (), issue: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Bring the show's pages up to date, then remove the articles that are `gone`.

        The record comes last: whatever stops us before, the next run does the rest.
        Returns the paths of the books that were bound, and those that were removed.
        """
        from publish.pipeline import site

        recorded = self.state.record(articles="web" in self.options.groups)
        before = records.without(recorded, gone)
        bound = self._issues(before, issue)
        record = site.build(bound, self.config, self.options)
        if self.remote is not None:
            for path in _differing(record.products, before.products):
                self.remote.put(path, self.output / path)
            self.remote.remove(sorted(set(before.products) - set(record.products)))
        removed = [
            path
            for slug in gone
            for path in self._withdraw(slug, frozenset(recorded.articles[slug].products))
        ]
        self.state.keep(record)
        if self.remote is not None:
            self.remote.put(records.NAME, self.output / records.NAME)
        return _differing(bound.products, before.products), tuple(removed)

    def _issues(self, record: Record, issue: str) -> Record:
        """The record after the books of several articles were bound: that asked for, and all that can be."""
        if not self.config.issues and not issue:
            return record
        from publish.pipeline.site import bind, issues_ready

        asked = (issue,) if issue else ()
        for name in dict.fromkeys((*asked, *issues_ready(record, self.config))):
            record = bind(name, record, self.config, self.options)
        return record

    def _withdraw(self, slug: str, products: frozenset[str]) -> tuple[str, ...]:
        if self.remote is None:
            return withdraw(self.output, slug, self._owned(slug, products))
        self.remote.remove(sorted(products))
        return tuple(sorted(products))

    def _owned(self, slug: str, products: frozenset[str]) -> frozenset[str]:
        """The files of an article's folder that builds placed there."""
        return products | records.reported(self.output, slug, products)


def _differing(now: dict[str, ProductRecord], before: dict[str, ProductRecord]) -> tuple[str, ...]:
    return tuple(sorted(path for path, product in now.items() if before.get(path) != product))


def clean(output: Path) -> tuple[str, ...]:
    """Remove all products that builds placed, and the record; nothing else. Raises PlaceError."""
    from publish.pipeline import ledger

    if not output.is_dir():
        return ()
    with only_build(output):
        record = records.load(output)
        known = frozenset(record.products) | ledger.placed(output)
        known = known.union(*(records.reported(output, slug, known) for slug in record.articles))
        removed = prune(output, known)
        prune(output, [records.NAME, *(f"{ledger.NAME}{suffix}" for suffix in ("", "-shm", "-wal"))])
        return removed
