"""Build one article, from its source to staged or uploaded products: the function that a runner runs."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.errors import PublishError
from publish.pipeline import prefetch, products, verify
from publish.pipeline.artwork import Shape, artwork
from publish.pipeline.job import Counts, Divided, Done, Ending, Job, Options, Part, Refused
from publish.pipeline.output import Stage, placing
from publish.pipeline.prepare import Prepared, prepare, script_of
from publish.pipeline.progress import Listener, Reached, Stopwatch, unheard
from publish.pipeline.state import ProductRecord
from publish.pipeline.store import Store, open_store
from publish.pipeline.synthesis import Booth
from publish.system import cleanup
from publish.system.object_store import Objects

if TYPE_CHECKING:
    from publish.draft.page import Page
    from publish.pipeline.narrate import Spoken
    from publish.pipeline.products import Making


def build_article(job: Job, listener: Listener = unheard) -> Ending:
    """Read, speak and bind one article into its stage, or speak a part of it into the store.

    Raises PublishError; then nothing is staged.
    """
    store = open_store(job.options.store, job.options.shared)
    if job.part:
        return _speak_part(job, store, listener)
    stage = Stage.empty(job.options.output, job.origin.slug)
    watch = Stopwatch(listener)
    try:
        watch(Reached(job.origin.slug, "reading"))
        prepared = prepare(job.origin, job.config, store, unread=lambda page: _begin_ahead(page, job))
        refused = Refused(job.origin.slug, prepared.problems, job.options.strict)
        if refused.stopping:
            stage.abandon()
            return replace(refused, stages=watch.stages())
        if parts := _parts(job, prepared, store):
            stage.abandon()
            return Divided(job.origin.slug, parts)
        return replace(_build(job, prepared, store, stage, watch), stages=watch.stages())
    except BaseException as error:
        stage.abandon()
        if isinstance(error, PublishError):
            error.stages = watch.stages()
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            with placing(Path(error.filename or job.options.store)):
                raise
        raise


def _begin_ahead(page: Page, job: Job) -> None:
    """A page that was never read will most likely have to be spoken."""
    if _heard(job.options):
        prefetch.load_voice(page, job.options.voice or job.config.voice, job.config)


def _heard(options: Options) -> bool:
    return bool({"audio", "web"} & set(options.groups))


def _parts(job: Job, prepared: Prepared, store: Store) -> tuple[tuple[str, ...], ...]:
    if not job.options.divide or not _heard(job.options):
        return ()
    from publish.pipeline import divide, narrate

    script = script_of(prepared, job.config, store)
    if sum(len(utterance.spoken) for utterance in script.utterances) < divide.LONG_CHARACTERS:
        return ()
    name, booth = products.voice_of(job, prepared), Booth(store, job.options.threads)
    return divide.parts(narrate.plans(prepared.article, script, name, job.config, booth), store)


def _speak_part(job: Job, store: Store, listener: Listener) -> Part:
    from publish.pipeline import narrate

    prepared = prepare(job.origin, job.config, store)
    script, name = script_of(prepared, job.config, store), products.voice_of(job, prepared)
    booth = Booth(store, job.options.threads)
    spoken = narrate.sections(prepared.article, script, name, job.config, booth, job.part, listener)
    return Part(job.origin.slug, spoken)


def _build(job: Job, prepared: Prepared, store: Store, stage: Stage, listener: Listener) -> Done:
    slug, options = job.origin.slug, job.options
    art = artwork(prepared)
    drawing = prefetch.draw_covers(art, store, _shapes(options), options.threads)
    script = script_of(prepared, job.config, store) if _heard(options) else None
    prefetch.load_writers(options.groups)
    spoken = None
    if script:
        from publish.pipeline import narrate

        booth, name = Booth(store, options.threads), products.voice_of(job, prepared)
        spoken = narrate.narrate(prepared.article, script, name, job.config, booth, listener)
    listener(Reached(slug, "binding"))
    drawing.join()
    maker = _Shelf(stage, job.known)
    work = products.Work(job, prepared, spoken, store, art)
    episode = products.gather(work, maker)
    listener(Reached(slug, "checking"))
    verify.before_placing(stage, maker.fresh, work)
    maker.add(products.report_making(work, maker.records, maker.lengths))
    maker.leave(products.untouched(job.known, options.groups, slug))
    listener(Reached(slug, "placing"))
    stage.settle()
    return Done(
        slug,
        prepared.article.title,
        dict(sorted(maker.records.items())),
        prepared.files,
        asdict(episode),
        episode.seconds,
        _counts(spoken, maker),
        prepared.problems,
        spoken.narration.voice if spoken else "",
    )


def _shapes(options: Options) -> Iterator[Shape]:
    """The covers that the products asked for need."""
    if "epub" in options.groups:
        yield "portrait"
    if _heard(options):
        yield "square"


def _counts(spoken: Spoken | None, maker: _Shelf) -> Counts:
    counts = Counts(products=len(maker.records), written=len(maker.fresh))
    if spoken is None:
        return counts
    return Counts(
        spoken.sentences, spoken.fresh, len(spoken.sections), spoken.encoded, counts.products, counts.written
    )


class _Shelf(products.Shelf):
    """Gathers products on a stage."""

    def __init__(self, stage: Stage, known: dict[str, ProductRecord]) -> None:
        super().__init__(known)
        self.stage = stage

    def keep(self, path: str) -> None:
        """Take a product over as it stands. Raises PlaceError."""
        self.stage.keep(path)
        self.lengths[path] = self.stage.file(path).stat().st_size

    def make(self, making: Making) -> None:
        """Write a product. Raises PlaceError, and what making it raises."""
        digest, length = self.stage.write(making.path, making.make())
        self.records[making.path] = ProductRecord(making.step.key, dict(making.step.inputs), digest)
        self.lengths[making.path] = length

    def leave(self, paths: Iterable[str]) -> None:
        """Let products stand that this build is not about."""
        for path in paths:
            if path not in self.records:
                self.stage.keep(path)
                self.records[path] = self.known[path]


def build_and_send(job: Job, listener: Listener = unheard) -> Ending:
    """Build an article and put its products under `job.options.remote`. Raises PublishError."""
    job.options.store.mkdir(parents=True, exist_ok=True)
    with cleanup.folder() as folder:
        options = replace(job.options, output=folder)
        done = build_article(replace(job, options=options, known={}), listener)
        if isinstance(done, Done):
            send(Objects(job.options.remote), Stage(folder, done.slug), done, job.known)
    return done


def send(objects: Objects, stage: Stage, done: Done, before: Iterable[str]) -> None:
    """Put what is on the stage, the report last; then remove what an earlier build had and this has not."""
    report = f"{done.slug}/{products.REPORT}"
    for path in sorted(done.products, key=lambda path: (path == report, path)):
        objects.put(path, stage.file(path))
    objects.remove(sorted(set(before) - set(done.products)))
