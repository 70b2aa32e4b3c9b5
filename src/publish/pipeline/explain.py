"""What a build of one article would do, and why: the planner and the products on a read-only store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from publish.config import Config
from publish.errors import SourceError
from publish.model.text import counted, meant, nearest, shortened
from publish.pipeline import ledger
from publish.pipeline import state as records
from publish.pipeline.job import Job, Options, Refused, unheard
from publish.pipeline.manifest import is_list, listed
from publish.pipeline.planner import Planner, enumerated, shown
from publish.pipeline.prepare import artwork, prepare, script_of, settled, voice_of
from publish.pipeline.products import (
    REPORT,
    Making,
    ProductSet,
    Work,
    files,
    gather,
    report_making,
    untouched,
)
from publish.pipeline.state import ProductRecord, Record, Row
from publish.pipeline.store import ReadOnlyStore
from publish.pipeline.synthesis import Synthesis
from publish.sources.locate import KINDS, Origin, locate

INPUTS = {
    "article": "the text or its details",
    "audio": "the sound",
    "content": "its content",
    "cover": "the cover",
    "episode": "what the page shows and links to",
    "narration": "the times in the sound",
    "picture": "the picture",
    "pictures": "the pictures",
    "script": "what is said",
    "seen": "what the cover shows",
    "sound": "the sound",
}
"""What goes into a product's step, as its record names it, in words."""


def explain(slug: str, config: Config, options: Options) -> Iterator[str]:
    """What a build of one article would do, line by line, and why. Raises PublishError for an unknown one."""
    record = records.load(options.output)
    row = ledger.enrolled(slug, options.output)
    planner = Planner(config, options, listing=row is not None)
    origin = _in_archive(row.origin, config) if row else _origin(slug, record, options.output, config)
    if origin is None:
        article = record.articles.get(slug) or (row and row.article)
        source = article.source if article else slug
        yield f"{slug}: its source {shown(source, options.output)} is gone"
        yield "a build of the folder where it was would remove its products; they stand until then"
        return
    row = row or records.row_of(record, origin)
    changes = tuple(planner.changes(row, origin, record.settings))
    if not changes:
        yield f"{origin.slug}: {_why_not(row)}, so nothing would be built"
        return
    if row.article is None:
        yield f"{origin.slug}: nothing is recorded of it, so all of it would be built"
    else:
        yield f"{origin.slug}: would be built again, because"
        yield from (f"  {change}" for change in changes)
    yield from forecast(row, origin, config, options)


def _why_not(row: Row) -> str:
    """Why an article would not be built."""
    if row.standing == "done":
        return "nothing has changed"
    return f"it failed ({row.message}) and nothing has changed since; --retry would try it again"


def _in_archive(origin: Origin, config: Config) -> Origin | None:
    """An origin as its archive or export has it now, None where that has it no longer."""
    if not origin.archive:
        return origin
    if not Path(origin.archive).is_file():
        return None
    return next((now for now in listed([origin.archive], config) if now.slug == origin.slug), None)


def _origin(slug: str, record: Record, output: Path, config: Config) -> Origin | None:
    """The origin that a slug stands for: as recorded, else a source of that name; None when it is gone.

    Raises SourceError for an unknown one, and for a list of articles.
    """
    if is_list(slug) and Path(slug).is_file():
        names = [origin.slug for origin in listed([slug], config)]
        help_ = f"build it, then name one of them, such as {names[0]}" if names else "name an article"
        raise SourceError(f"{slug} is a list ({len(names)} in it)", help_)
    recorded = record.articles.get(slug)
    places = ["source/", slug]
    if recorded:
        places.insert(0, shown(recorded.source, output))
    for place in places:
        if "://" not in place and not Path(place).exists():
            continue
        origins = locate([place])
        for origin in origins:
            if origin.slug == slug or place == slug:
                return origin
    if recorded:
        return None
    files = {path.stem: str(path) for path in Path().iterdir() if path.suffix.lower() in KINDS}
    if like := nearest(slug, files):
        help_ = f"did you mean {files[like]!r}?"
    else:
        help_ = meant(slug, record.articles) if record.articles else "give the name of a source"
    raise SourceError(f"no article is called {slug!r}", help_)


# --- how much of it ---------------------------------------------------------------


def forecast(row: Row, origin: Origin, config: Config, options: Options) -> Iterator[str]:
    """What a build of an article would speak, encode and write, line by line; nothing is kept.

    Raises PublishError for an article that cannot be read.
    """
    store = ReadOnlyStore(options.store)
    prepared = prepare(origin, config, store)
    if stopping := Refused(origin.slug, prepared.problems, options.strict).stopping:
        yield from (f"it would fail: {problem}" for problem in stopping)
        return
    config = settled(config, prepared.overrides)
    job = Job(origin, config, options, records.standing(options.output, row.products))
    work = Work(job, prepared, None, store, artwork(prepared, job.config))
    if {"audio", "web"} & set(options.groups):
        sound = _Sound(work)
        yield from sound.lines()
        work = sound.work()
    yield from _written(work, row)


class _Sound:
    """The narration as it would be, which is known whole once all its sections are in the store."""

    def __init__(self, work: Work) -> None:
        from publish.pipeline.narrate import lacking, plans

        job, store = work.job, work.store
        self._work, self._synthesis = work, Synthesis(store, 1)
        self._script = script_of(work.prepared, job.config, store)
        self._voice = voice_of(job.options.voice, work.prepared, job.config)
        self._plans = plans(work.prepared.article, self._script, self._voice, job.config, self._synthesis)
        self._lacking = lacking(self._plans, store)

    def lines(self) -> Iterator[str]:
        """How much is to be spoken and encoded, and where."""
        new = {key for plan in self._lacking for key in plan.keys if not self._work.store.has("clip", key)}
        spoken, encoded = len(self._script.utterances), len(self._plans)
        yield f"{len(new)} of {counted(spoken, 'sentence')} would be spoken"
        yield f"{len(self._lacking)} of {counted(encoded, 'section')} would be encoded"
        for plan in self._lacking:
            words = [
                utterance.spoken
                for utterance, key in zip(plan.share.utterances, plan.keys, strict=True)
                if key in new
            ]
            new_words = (
                f"{counted(len(words), 'new sentence')}, {shortened(words[0])!r}" if words else "nothing new"
            )
            yield f"  {plan.share.file}: {new_words}{' and so on' if len(words) > 1 else ''}"

    def work(self) -> Work:
        """The work with its narration, without it when some of it is still to be spoken."""
        from publish.pipeline.narrate import narrate

        if self._lacking:
            return self._work
        article, config = self._work.prepared.article, self._work.job.config
        spoken = narrate(article, self._script, self._voice, config, self._synthesis, unheard)
        return replace(self._work, spoken=spoken)


class _PlannedProducts(ProductSet):
    """Notes why each product would be made, and makes none."""

    def __init__(self, work: Work, placed: Mapping[str, ProductRecord]) -> None:
        super().__init__(work.job.known)
        self._output, self._placed = work.job.options.output, placed
        self._lengths = _reported_lengths(work)
        self.reasons: dict[str, list[str]] = {}

    def keep(self, path: str) -> None:
        """Take the length of a product that stands."""
        self.lengths[path] = (self._output / path).stat().st_size

    def make(self, making: Making) -> None:
        """Note the reason, and take the former length in place of the new one, which is not known yet."""
        self.lengths[making.path] = self._lengths.get(making.path, 0)
        name = making.path.split("/", 1)[1]
        self.reasons.setdefault(self._reason(making), []).append(name)

    def _reason(self, making: Making) -> str:
        before = self._placed.get(making.path)
        if before is None:
            return "for the first time"
        if before.key == making.step.key:
            return "as before, in place of files that are missing or changed"
        inputs = dict(making.step.inputs)
        names = [INPUTS.get(name, name) for name in sorted(inputs) if before.inputs.get(name) != inputs[name]]
        changed = enumerated(names) if names else "a setting, or the program that makes it,"
        return f"anew, as {changed} changed"


def _written(work: Work, row: Row) -> Iterator[str]:
    """The products that would not stay as they are, by what changed in what they are made of."""
    unknown = work.spoken is None and bool({"audio", "web"} & set(work.job.options.groups))
    product_set = _PlannedProducts(work, row.products)
    if unknown:
        for making in files(work):
            product_set.add(making)
    else:
        gather(work, product_set)
    removed = () if unknown else _removed(work, product_set, row)
    if not (unknown or removed or product_set.fresh):
        product_set.add(report_making(work, product_set.records, product_set.lengths))
    for reason, names in product_set.reasons.items():
        yield f"{enumerated(names)} would be written {reason}"
    if unknown:
        yield "audio, read-aloud edition, transcripts and player would be written anew, as the sound changed"
    elif removed:
        yield f"{enumerated(removed)} would be removed"
    elif not product_set.fresh:
        yield "no product would be any different"


def _removed(work: Work, product_set: ProductSet, row: Row) -> tuple[str, ...]:
    """The products that the build is asked for and would make no more."""
    stay = {*product_set.lengths, work.path(REPORT)}
    stay.update(untouched(row.products, work.job.options.groups, work.slug))
    return tuple(path.split("/", 1)[1] for path in row.products if path not in stay)


def _reported_lengths(work: Work) -> dict[str, int]:
    """The products' lengths as the article's report has them: the player shows how long its downloads are."""
    try:
        table = json.loads((work.job.options.output / work.path(REPORT)).read_bytes())
        return {str(product["path"]): int(product["bytes"]) for product in table["products"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
