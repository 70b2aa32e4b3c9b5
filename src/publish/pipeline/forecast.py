"""What a build of an article would synthesise, encode and write."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.config import Config
from publish.model.wording import shortened
from publish.pipeline import report
from publish.pipeline.artwork import artwork
from publish.pipeline.job import Job, Options
from publish.pipeline.planner import enumerated
from publish.pipeline.prepare import prepare, script_of
from publish.pipeline.products import Making, Work, episode_of, files, pages, voice_of, wanted
from publish.pipeline.progress import unheard
from publish.pipeline.state import Row, unchanged
from publish.pipeline.store import Store
from publish.pipeline.synthesis import Booth
from publish.sources.locate import Origin

INPUTS = {
    "article": "the text or its details",
    "audio": "the sound",
    "content": "what it tells",
    "cover": "the cover",
    "episode": "what the page tells and links to",
    "narration": "the times in the sound",
    "picture": "the picture",
    "pictures": "the pictures",
    "script": "what is said",
    "seen": "what the cover shows",
    "sound": "the sound",
}
"""What goes into a product's step, as its record names it, in words."""


class _Looking(Store):
    """A store that is read, and keeps nothing."""

    def put(self, kind: str, key: str, content: bytes) -> None:
        pass


def forecast(origin: Origin, row: Row, config: Config, options: Options) -> Iterator[str]:
    """Line by line. Raises PublishError for an article that cannot be read."""
    store = _Looking(options.store)
    prepared = prepare(origin, config, store)
    stops = ("error", "warning") if options.strict else ("error",)
    if stopping := [problem for problem in prepared.problems if problem.severity in stops]:
        yield from (f"it would fail: {problem}" for problem in stopping)
        return
    work = Work(Job(origin, config, options), prepared, None, store, artwork(prepared))
    if {"audio", "web"} & set(options.groups):
        sound = _Sound(work)
        yield from sound.told()
        work = sound.work()
    yield from _written(work, row)


class _Sound:
    """The narration as it would be, which is known whole once all its sections are in the store."""

    def __init__(self, work: Work) -> None:
        from publish.pipeline.narrate import plans

        job, store = work.job, work.store
        self._work, self._booth = work, Booth(store, 1)
        self._script = script_of(work.prepared, job.config, store)
        self._voice = voice_of(job, work.prepared)
        self._plans = plans(work.prepared.article, self._script, self._voice, job.config, self._booth)
        self._lacking = [plan for plan in self._plans if not store.has("sound", plan.key)]

    def told(self) -> Iterator[str]:
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
        spoken = narrate(article, self._script, self._voice, config, self._booth, unheard)
        return replace(self._work, spoken=spoken)


def _written(work: Work, row: Row) -> Iterator[str]:
    """The products that would not stay as they are, by what changed in what they are made of."""
    unknown = work.spoken is None and bool({"audio", "web"} & set(work.job.options.groups))
    makings = [*files(work)]
    if not unknown:
        lengths = _lengths(work)
        kinds = {making.path: making.kind for making in makings if making.kind}
        known = {making.path: lengths.get(making.path, 0) for making in makings}
        makings += pages(work, episode_of(work, known, kinds))
    reasons: dict[str, list[str]] = {}
    for making in makings:
        if reason := _reason(work, making, row):
            reasons.setdefault(reason, []).append(making.path.removeprefix(f"{work.slug}/"))
    for reason, paths in reasons.items():
        yield f"{enumerated(paths)} would be written {reason}"
    if unknown:
        yield "audio, read-aloud edition, transcripts and player would be written anew, as the sound changed"
        return
    gone = list(_removed(work, makings, row))
    if gone:
        yield f"{enumerated(gone)} would be removed"
    elif not reasons:
        yield _reported(work, makings, row)


def _reported(work: Work, makings: Sequence[Making], row: Row) -> str:
    """What becomes of the report, which tells of all other products, when none of them changes."""
    output, paths = work.job.options.output, [making.path for making in makings]
    records = {path: row.products[path] for path in paths}
    lengths = {path: (output / path).stat().st_size for path in paths}
    reason = _reason(work, report.making(work, records, lengths), row)
    return f"{report.NAME} would be written {reason}" if reason else "no product would be any different"


def _removed(work: Work, makings: Sequence[Making], row: Row) -> Iterator[str]:
    """The products that the build is asked for and would make no more."""
    held = row.article
    made = {report.NAME, *(making.path.removeprefix(f"{work.slug}/") for making in makings)}
    for path in held.products if held else ():
        name = path.removeprefix(f"{work.slug}/")
        if name not in made and wanted(name, work.job.options.groups):
            yield name


def _reason(work: Work, making: Making, row: Row) -> str:
    """Why a product would be written, "" when it would not."""
    held = row.products.get(making.path)
    if held is None:
        return "for the first time"
    if held.key == making.step.key:
        stands = unchanged(work.job.options.output, row.products, making.path)
        return "" if stands else "as before, in the place of what is not as it was placed"
    inputs = dict(making.step.inputs)
    names = [INPUTS.get(name, name) for name in sorted(inputs) if held.inputs.get(name) != inputs[name]]
    return f"anew, as {enumerated(names) if names else 'a setting, or the program that makes it,'} changed"


def _lengths(work: Work) -> dict[str, int]:
    """The products' lengths as the article's report has them: the player tells how long its downloads are."""
    try:
        table = json.loads((work.job.options.output / work.path("report.json")).read_bytes())
        return {str(product["path"]): int(product["bytes"]) for product in table["products"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
