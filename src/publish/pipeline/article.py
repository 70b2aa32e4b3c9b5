"""Build one article, from its source to staged or uploaded products: the function that a runner runs."""

from __future__ import annotations

import contextlib
import errno
import importlib
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.config import Config, Site
from publish.covers import studio
from publish.draft.page import Page
from publish.errors import AudioError, BookError, PublishError
from publish.model.article import Article, Math, Sentence
from publish.model.narration import Narration
from publish.model.walk import parts, plain
from publish.pipeline import products
from publish.pipeline.job import (
    Counts,
    Divided,
    Done,
    Ending,
    Job,
    Listener,
    Options,
    Part,
    Reached,
    Refused,
    Stopwatch,
    unheard,
)
from publish.pipeline.output import Stage, placing
from publish.pipeline.prepare import Artwork, Prepared, Shape, artwork, prepare, script_of, settled, voice_of
from publish.pipeline.state import ProductRecord
from publish.pipeline.store import Store, open_store
from publish.pipeline.synthesis import Synthesis
from publish.runners import Outcome
from publish.system import processes
from publish.system.object_store import Objects

if TYPE_CHECKING:
    from publish.pipeline.narrate import Plan, Spoken
    from publish.pipeline.products import Making, Work


# Long articles divided among workers by section.
#
# The article's own job, which comes after them, finds the sections in the store
# and makes what it would have made alone, byte for byte. Nothing depends on the
# parts: one that fails is left to the article's job, which then reports it.

LONG_CHARACTERS = 20_000
"""What is still to be spoken of an article that is divided: some 20 minutes of sound, 20 s of one core."""
PART_CHARACTERS = 5_000
"""The least that a part speaks: reading the article again, some 0.1 s, is little beside it."""


class Jobs(Iterator[Job]):
    """Jobs as a runner takes them: the parts of long articles come before other articles."""

    def __init__(self, jobs: Iterator[Job]) -> None:
        self._jobs = jobs
        self._first: deque[Job] = deque()
        self._parts: dict[str, int] = {}

    def __next__(self) -> Job:
        return self._first.popleft() if self._first else next(self._jobs)

    def article(self, outcome: Outcome[Job, Ending]) -> Outcome[Job, Done | Refused] | None:
        """The outcome where it is an article's end; None where its parts are still to come."""
        job, value = outcome.job, outcome.value
        whole = replace(job, part=(), options=replace(job.options, divide=False))
        if isinstance(value, Divided):
            self._parts[value.slug] = len(value.parts)
            self._first += [replace(whole, part=part) for part in value.parts]
            return None
        if job.part or isinstance(value, Part):
            self._parts[job.origin.slug] -= 1
            if not self._parts[job.origin.slug]:
                del self._parts[job.origin.slug]
                self._first.appendleft(whole)
            return None
        return Outcome(job, value, outcome.error, outcome.seconds, outcome.worker, outcome.moved)


def divided(plans: Sequence[Plan], store: Store) -> tuple[tuple[str, ...], ...]:
    """The sections that parts are to make, by their keys; none where the article is better made whole."""
    from publish.pipeline import narrate

    lacking = {plan.key: plan.length for plan in narrate.lacking(plans, store)}
    if sum(lacking.values()) < LONG_CHARACTERS:
        return ()
    groups: list[list[str]] = [[]]
    length = 0
    for key, characters in lacking.items():
        if groups[-1] and length + characters > PART_CHARACTERS:
            groups.append([])
            length = 0
        groups[-1].append(key)
        length += characters
    return tuple(map(tuple, groups)) if len(groups) > 1 else ()


# Work started before it is needed: loading the voice, drawing covers.
#
# Nothing depends on it. What is begun here is only found done, or under way, by
# those who need it.

_LANG = re.compile(r"<html[^>]*\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.IGNORECASE)


def load_voice(page: Page, voice: str, config: Config) -> None:
    """Begin to load the voice that the page will probably be read by."""
    declared = _LANG.search(page.text[:20_000])
    lang = page.overrides.language or (declared[1] if declared else page.language_hint or "en")

    def load() -> None:
        from publish.voices import choose, open_engine

        open_engine(choose(page.overrides.voice or voice, lang, config))

    _begin(load)


def draw_covers(art: Artwork, store: Store, shapes: Iterable[Shape], cores: int) -> threading.Thread:
    """Begin to draw the covers that the store lacks, in another process where there are cores for it.

    Join the thread before using them, so that none is drawn twice.
    """
    lacking = [shape for shape in shapes if not store.has("cover", art.step(shape).key)]
    if lacking and cores > 1:
        studio.begin()

    def draw() -> None:
        for shape in lacking:
            art.drawn(shape, store)

    return _begin(draw)


def draw_show(site: Site, store: Store) -> threading.Thread:
    """Begin to draw the show's picture, which every feed names."""
    from publish.pipeline.site import show_artwork

    return _begin(lambda: show_artwork(site, store))


def load_writers(groups: Iterable[str]) -> None:
    """Begin to load what binds and writes pages, while there is still to be spoken."""

    def load() -> None:
        if "epub" in groups:
            importlib.import_module("publish.epub")
        if "web" in groups:
            from publish.web import page

            importlib.import_module("publish.web.player")
            page.load("player", "shelf")

    _begin(load)


def _begin(work: Callable[[], object]) -> threading.Thread:
    def quietly() -> None:
        with contextlib.suppress(Exception):  # the step that needs it does it again and reports
            work()

    thread = threading.Thread(target=quietly, name="ahead", daemon=True)
    thread.start()
    return thread


# Read products back as readers and players will, before they are placed.

_MOST_CHAPTERS = 255
"""A table of contents counts its chapters in one byte (ID3v2 Chapter Frame Addendum, 3.2)."""


def before_placing(stage: Stage, fresh: Iterable[str], work: Work) -> None:
    """Read the books and the narration that were just written back from the stage.

    Raises BookError when a book does not hold the article's sentences, and
    AudioError when a narration's length or chapters are not what was meant.
    """
    for path in fresh:
        if path.endswith(".epub"):
            same_text(stage.file(path), work.shown, path)
        elif path == work.path(f"{work.slug}.mp3") and work.spoken is not None:
            same_sound(stage.file(path), work.spoken.narration)


def same_text(epub: Path, article: Article, where: str) -> None:
    """Raises BookError unless each sentence of the article stands in the book, once, under its id."""
    from publish.epub.check.opened import open_book
    from publish.epub.package import Packed

    words: dict[str, str] = {}
    for _, tree in open_book(Packed(epub)).documents():
        for element in tree.iter():
            id = element.get("id")
            if id is not None:
                words[id] = _squeezed(_words(element))
    for sentence in (part for part in parts(article) if isinstance(part, Sentence)):
        expected = _squeezed(plain(sentence.inlines))
        if _comparable(sentence) and words.get(sentence.id) != expected:
            raise BookError(
                f"{where} was not placed: it says {words.get(sentence.id)!r} where {expected!r} belongs",
                "this is a bug in publish; please report the article",
            )


def same_sound(mp3: Path, narration: Narration) -> None:
    """Raises AudioError unless an MP3 is as long as its narration, frame by frame, and has its chapters."""
    from publish import audio

    look = audio.look(mp3)
    expected = tuple((mark.title, mark.begin_ms) for mark in audio.marks(narration))[:_MOST_CHAPTERS]
    chapters = tuple((mark.title, mark.begin_ms) for mark in look.marks)
    if look.frames != narration.frames or chapters != expected:
        raise AudioError(
            f"{mp3.name} was not placed: it has {look.frames} frames and {len(chapters)} chapters"
            f" where {narration.frames} and {len(expected)} belong",
            "this is a bug in publish; please report the article",
        )


def _words(element: Any) -> str:
    """An element's words as the model's text has them: without marks of notes and a credit's label."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        generated = child.get("role") == "doc-noteref" or child.get("class") == "label"
        if isinstance(child.tag, str) and not generated:
            yield " " if child.tag.endswith("}br") else ""
            yield from _pieces(child)
        yield child.tail or ""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _comparable(sentence: Sentence) -> bool:
    """A formula is words in the model and markup in the book, so its sentence cannot be compared."""
    return not any(isinstance(inline, Math) for inline in sentence.inlines)


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
        job = replace(job, config=settled(job.config, prepared.overrides))
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
        load_voice(page, job.options.voice or job.config.voice, job.config)


def _heard(options: Options) -> bool:
    return bool({"audio", "web"} & set(options.groups))


def _parts(job: Job, prepared: Prepared, store: Store) -> tuple[tuple[str, ...], ...]:
    if not job.options.divide or not _heard(job.options):
        return ()
    from publish.pipeline import narrate

    script = script_of(prepared, job.config, store)
    if sum(len(utterance.spoken) for utterance in script.utterances) < LONG_CHARACTERS:
        return ()
    name, synthesis = voice_of(job.options.voice, prepared, job.config), Synthesis(store, job.options.threads)
    return divided(narrate.plans(prepared.article, script, name, job.config, synthesis), store)


def _speak_part(job: Job, store: Store, listener: Listener) -> Part:
    from publish.pipeline import narrate

    prepared = prepare(job.origin, job.config, store)
    config, name = settled(job.config, prepared.overrides), voice_of(job.options.voice, prepared, job.config)
    script, synthesis = script_of(prepared, config, store), Synthesis(store, job.options.threads)
    spoken = narrate.sections(prepared.article, script, name, config, synthesis, job.part, listener)
    return Part(job.origin.slug, spoken)


def _build(job: Job, prepared: Prepared, store: Store, stage: Stage, listener: Listener) -> Done:
    slug, options = job.origin.slug, job.options
    art = artwork(prepared, job.config)
    drawing = draw_covers(art, store, _shapes(options), options.threads)
    script = script_of(prepared, job.config, store) if _heard(options) else None
    load_writers(options.groups)
    spoken = None
    if script:
        from publish.pipeline import narrate

        synthesis, name = Synthesis(store, options.threads), voice_of(options.voice, prepared, job.config)
        spoken = narrate.narrate(prepared.article, script, name, job.config, synthesis, listener)
    listener(Reached(slug, "binding"))
    drawing.join()
    maker = _StagedProducts(stage, job.known)
    work = products.Work(job, prepared, spoken, store, art)
    episode = products.gather(work, maker)
    listener(Reached(slug, "checking"))
    before_placing(stage, maker.fresh, work)
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


def _counts(spoken: Spoken | None, maker: _StagedProducts) -> Counts:
    counts = Counts(products=len(maker.records), written=len(maker.fresh))
    if spoken is None:
        return counts
    return Counts(
        spoken.sentences, spoken.fresh, len(spoken.sections), spoken.encoded, counts.products, counts.written
    )


class _StagedProducts(products.ProductSet):
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
    with processes.folder() as folder:
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
