"""Decide what is stale, build it, place it, record it.

It is the only place that knows of many articles. One that fails keeps its
earlier products and stops no other.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publish.config import Config
from publish.covers import studio
from publish.errors import PublishError
from publish.pipeline import state as records
from publish.pipeline.divide import Jobs
from publish.pipeline.job import Done, Ending, Job, Options, Refused
from publish.pipeline.output import Stage, only_build, prune, replace_file, withdraw
from publish.pipeline.progress import Ended, Listener, Planned, Waiting, unheard
from publish.pipeline.settings import details, settings
from publish.pipeline.state import ArticleRecord, ProductRecord, Record
from publish.pipeline.store import Store
from publish.pipeline.telemetry import account, measures
from publish.runners import Cluster, Outcome, Runner, open_runner
from publish.sources.locate import SETTINGS, Origin, locate
from publish.system.process_settings import Settled


@dataclass(frozen=True, slots=True)
class Failure:
    """An article, or the whole show ("" as slug), that could not be built."""

    slug: str
    where: str
    error: Exception


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did.

    `fresh` are the slugs of articles that had not changed, `bound` the paths of
    the books of several articles that were written.
    """

    built: tuple[Done, ...] = ()
    fresh: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    failures: tuple[Failure, ...] = ()
    pruned: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return bool(self.refused or self.failures)


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
    with only_build(options.output, lambda: listener(Waiting())):
        located = locate(sources, settings)
        return _Build(config, options, runner, issue, listener, cluster).run(located, sources)


class _Build:
    """One run: the record as it grows, and what is to be told at the end."""

    def __init__(
        self, config: Config, options: Options, runner: str, issue: str, listener: Listener, cluster: Cluster
    ) -> None:
        self.cluster = cluster
        self.config, self.options, self.runner = config, options, runner
        self.issue, self.listener = issue, listener
        self.output = options.output
        self.record = records.load(self.output)
        self.settings = settings(config, options)
        self.details = details(config, options)

    def run(self, origins: Sequence[Origin], sources: Sequence[str | Origin]) -> Summary:
        stale = [origin for origin in origins if not fresh(origin, self.record, self.settings, self.output)]
        summary = Summary(fresh=tuple(sorted({o.slug for o in origins} - {o.slug for o in stale})))
        if stale:
            summary = self._articles(stale, summary)
        gone = vanished(self.record, origins, sources, self.output)
        return self._show(gone, summary)

    def _articles(self, stale: Sequence[Origin], summary: Summary) -> Summary:
        if self.options.threads > 1 and any(origin.slug not in self.record.articles for origin in stale):
            studio.begin()  # there will be covers to draw
        from publish.pipeline.article import build_article

        self.listener(Planned(len(stale)))
        store = Store(self.options.store)
        store.sweep()
        drawing = self._drawing(store)
        runner = open_runner(self.runner, self.options.threads, self.cluster)
        work: Callable[[Job], Ending] = functools.partial(build_article, listener=self.listener)
        options = self.options
        if not runner.shares_memory:  # a worker has one core, and cannot tell our listener
            work, options = Settled(build_article), spread(options, runner)
        jobs = Jobs(Job(origin, self.config, options, self._known(origin.slug)) for origin in stale)
        built, refused, failures = [], [], []
        for outcome in runner.map(work, jobs):
            if (article := jobs.article(outcome)) is None:
                continue
            ending = self._ended(article)
            match ending:
                case Done():
                    built.append(ending)
                case Refused():
                    refused.append(ending)
                case Failure():
                    failures.append(ending)
            told = account(article, ending.error if isinstance(ending, Failure) else None)
            runner.measured(measures(told))
            self.listener(Ended(article.job.origin.slug, bool(told.code), told))
        if drawing:
            drawing.join()
        store.keep_within(self.options.store_cap_bytes)
        return replace(
            summary,
            built=tuple(sorted(built, key=lambda done: done.slug)),
            refused=tuple(sorted(refused, key=lambda each: each.slug)),
            failures=tuple(sorted(failures, key=lambda failure: failure.slug)),
        )

    def _drawing(self, store: Store) -> threading.Thread | None:
        """The show's picture being drawn, where there is to be one that the store does not have."""
        from publish.pipeline import prefetch, site

        if "web" not in self.options.groups or site.drawn(self.config.site, store):
            return None
        return prefetch.draw_show(self.config.site, store)

    def _ended(self, outcome: Outcome[Job, Done | Refused]) -> Done | Refused | Failure:
        origin = outcome.job.origin
        if outcome.error is None and isinstance(outcome.value, Done):
            try:
                self._place(origin, outcome.value)
            except PublishError as error:
                return Failure(origin.slug, origin.where, error)
            return outcome.value
        if isinstance(outcome.value, Refused):
            return outcome.value
        return Failure(origin.slug, origin.where, outcome.error or RuntimeError("no outcome"))

    def _place(self, origin: Origin, done: Done) -> None:
        """Put an article's products in their place and write the record at once, in case we are stopped."""
        ours = self._ours(done.slug)
        Stage(self.output, done.slug).commit(ours)
        products = {path: entry for path, entry in self.record.products.items() if path not in ours}
        files = {records.relative(path, self.output): digest for path, digest in done.files.items()}
        article = ArticleRecord(
            source(origin, self.output),
            dict(sorted(files.items())),
            self.settings,
            tuple(sorted(done.products)),
            records.dated(done.episode, self.record.articles.get(done.slug), self.options.epoch),
            done.seconds,
            len(done.problems),
        )
        articles = {**self.record.articles, done.slug: article}
        self._keep(replace(self.record, articles=articles, products={**products, **done.products}))

    def _ours(self, slug: str) -> frozenset[str]:
        held = self.record.articles.get(slug)
        known = frozenset(held.products) if held else frozenset()
        return known | records.reported(self.output, slug, known)

    def _known(self, slug: str) -> dict[str, ProductRecord]:
        held = self.record.articles.get(slug)
        return {
            path: self.record.products[path]
            for path in (held.products if held else ())
            if records.unchanged(self.output, self.record, path)
        }

    def _show(self, gone: tuple[str, ...], summary: Summary) -> Summary:
        """Bring the show's pages up to date, then remove the articles that are gone.

        The record comes last: whatever stops us before, the next build does the rest.
        """
        from publish.pipeline import site

        try:
            before = without(self.record, gone)
            record = self._issues(before)
            bound = sorted(
                path for path, made in record.products.items() if before.products.get(path) != made
            )
            record = site.build(record, self.config, self.options)
            removed = [path for slug in gone for path in self._withdrawn(slug)]
            if record != self.record:
                self._keep(record)
        except PublishError as error:
            return replace(summary, failures=(*summary.failures, Failure("", "", error)))
        return replace(summary, pruned=tuple(removed), bound=tuple(bound))

    def _issues(self, record: Record) -> Record:
        """The record after the books of several articles were bound: that asked for, and all that can be."""
        if not self.config.issues and not self.issue:
            return record
        from publish.pipeline import issue

        asked = (self.issue,) if self.issue else ()
        for name in dict.fromkeys((*asked, *issue.ready(record, self.config))):
            record = issue.build(name, record, self.config, self.options)
        return record

    def _withdrawn(self, slug: str) -> tuple[str, ...]:
        return withdraw(self.output, slug, self._ours(slug))

    def _keep(self, record: Record) -> None:
        self.record = replace(record, settings=records.told(record, self.details))
        replace_file(self.output / records.NAME, records.dump(self.record))


def spread(options: Options, runner: Runner) -> Options:
    """The options of jobs on workers of one core each; the sections of a long article may go to several."""
    return replace(options, threads=1, divide=runner.shares_disk or bool(options.shared))


def fresh(origin: Origin, record: Record, current: dict[str, str], output: Path) -> bool:
    """Whether nothing that an article was made from has changed, and its products stand as placed."""
    held = record.articles.get(origin.slug)
    return (
        held is not None
        and origin.error is None
        and origin.path is not None
        and held.source == source(origin, output)
        and held.settings == current
        and records.relative(origin.overrides or origin.path, output) in held.files
        and not any(records.unread(held.files, output))
        and all(records.unchanged(output, record, path) for path in held.products)
    )


def vanished(
    record: Record, origins: Iterable[Origin], sources: Sequence[str | Origin], output: Path
) -> tuple[str, ...]:
    """The slugs of recorded articles whose source stood in a folder of `sources` and is gone."""
    live = {origin.slug for origin in origins}
    failed = any(origin.error for origin in origins)
    folders = [Path(name).resolve() for name in sources if isinstance(name, str) and Path(name).is_dir()]
    if failed:
        return ()
    return tuple(
        slug
        for slug, article in sorted(record.articles.items())
        if slug not in live
        and "://" not in article.source
        and any(folder in records.located(article.source, output).resolve().parents for folder in folders)
    )


def without(record: Record, gone: tuple[str, ...]) -> Record:
    """A record that knows nothing of some articles and their products."""
    if not gone:
        return record
    paths = {path for slug in gone for path in record.articles[slug].products}
    return replace(
        record,
        articles={slug: article for slug, article in record.articles.items() if slug not in gone},
        products={path: product for path, product in record.products.items() if path not in paths},
    )


def source(origin: Origin, output: Path) -> str:
    """How the record names a source: its address, or its path from the output folder."""
    return origin.url or records.relative(origin.path or Path(origin.where), output)


def clean(output: Path) -> tuple[str, ...]:
    """Remove all products that builds placed, and the record; nothing else. Raises PlaceError."""
    from publish.pipeline import ledger

    if not output.is_dir():
        return ()
    with only_build(output):
        record = records.load(output)
        known = frozenset(record.products) | enrolled(output)
        known = known.union(*(records.reported(output, slug, known) for slug in record.articles))
        removed = prune(output, known)
        prune(output, [records.NAME, *(f"{ledger.NAME}{suffix}" for suffix in ("", "-shm", "-wal"))])
        return removed


def enrolled(output: Path) -> set[str]:
    """The products that a batch in this folder has placed, whether or not it came to its end."""
    from publish.pipeline import ledger

    if not (output / ledger.NAME).is_file():
        return set()
    with ledger.Ledger(output / ledger.NAME) as held:
        return {path for row in held.built("slug") for path in row.products or ()} | set(held.pages())
