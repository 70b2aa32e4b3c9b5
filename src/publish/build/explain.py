"""Why a build would make something again, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.build import record as records
from publish.build.driver import fresh, settings, source
from publish.build.job import Options
from publish.build.record import ArticleRecord, Record
from publish.build.store import Store
from publish.config import Config
from publish.config.meant import meant, nearest
from publish.errors import SourceError
from publish.reader.origin import KINDS, Origin, locate


class _Looking(Store):
    """A store that is read, and keeps nothing."""

    def put(self, kind: str, key: str, content: bytes) -> None:
        pass


def explain(slug: str, config: Config, options: Options) -> Iterator[str]:
    """What a build of one article would do, line by line, and why. Raises PublishError for an unknown one."""
    record = records.load(options.output)
    origin = _origin(slug, record, options.output)
    held = record.articles.get(origin.slug)
    current = settings(config, options)
    if held is None:
        yield f"{origin.slug}: nothing is recorded of it, so all of it would be built"
    elif fresh(origin, record, current, options.output):
        yield f"{origin.slug}: nothing has changed, so nothing would be built"
        return
    else:
        yield f"{origin.slug}: would be built again, because"
        yield from (f"  {reason}" for reason in reasons(origin, held, record, current, options.output))
    yield from _forecast(origin, config, options)


def _origin(slug: str, record: Record, output: Path) -> Origin:
    """The origin that a slug stands for: as recorded, else a source of that name."""
    held = record.articles.get(slug)
    places = ["source/", slug]
    if held:
        places.insert(0, held.source if "://" in held.source else str(output / held.source))
    for place in places:
        if "://" not in place and not Path(place).exists():
            continue
        found = locate([place])
        for origin in found:
            if origin.slug == slug or place == slug:
                return origin
    files = {path.stem: str(path) for path in Path().iterdir() if path.suffix.lower() in KINDS}
    if like := nearest(slug, files):
        help_ = f"did you mean {files[like]!r}?"
    else:
        help_ = meant(slug, record.articles) if record.articles else "give the name of a source"
    raise SourceError(f"no article is called {slug!r}", help_)


def reasons(
    origin: Origin, held: ArticleRecord, record: Record, current: dict[str, str], output: Path
) -> Iterator[str]:
    """Each difference between what an article was built from and what is there now."""
    if held.source != source(origin, output):
        yield f"its source was {held.source} and is now {source(origin, output)}"
    if origin.path is None:
        yield f"{origin.url} is on the web, so it is asked for again each time"
    for name, digest in held.files.items():
        now = records.digest_or_none(output / name)
        if now != digest:
            verb = "is gone" if not now else "is new" if not digest else "has changed"
            yield f"{_shown(output / name)} {verb}"
    for name, digest in current.items():
        if held.settings.get(name) != digest:
            yield f"the {name} changed"
    for path in held.products:
        if not records.unchanged(output, record, path):
            there = (output / path).exists()
            yield f"{path} {'is not as it was placed' if there else 'is missing'}"


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def _forecast(origin: Origin, config: Config, options: Options) -> Iterator[str]:
    """How much of the narration is in the store already; nothing is spoken, built or placed."""
    from publish.build.booth import Booth
    from publish.build.narrate import plans
    from publish.build.prepare import prepare, script_of

    store = _Looking(options.store)
    prepared = prepare(origin, config, store)
    stopping = [problem for problem in prepared.problems if problem.severity == "error"]
    for problem in stopping:
        yield f"  it would fail: {problem}"
    if stopping:
        return
    name = options.voice or prepared.overrides.voice or config.voice
    script = script_of(prepared, config, store)
    booth = Booth(store, 1)
    made = plans(prepared.article, script, name, config, booth)
    lacking = [plan for plan in made if not store.has("sound", plan.key)]
    sentences = [key for plan in lacking for key in plan.keys if not store.has("clip", key)]
    yield f"{len(set(sentences))} of {len(script.utterances)} sentences would be spoken"
    yield f"{len(lacking)} of {len(made)} sections would be encoded"
    for plan in lacking:
        new = [
            utterance.spoken
            for utterance, key in zip(plan.share.utterances, plan.keys, strict=True)
            if not store.has("clip", key)
        ]
        yield f"  {plan.share.file}: {len(new)} new sentences" + (f", first {new[0][:60]!r}" if new else "")
