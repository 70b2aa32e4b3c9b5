"""Why a build would rebuild an article, in words; read-only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publish.config import Config
from publish.errors import SourceError
from publish.model.wording import meant, nearest
from publish.pipeline import ledger
from publish.pipeline import state as records
from publish.pipeline.batch import mark, stands
from publish.pipeline.digest import of_value
from publish.pipeline.forecast import forecast, listed
from publish.pipeline.job import Options
from publish.pipeline.ledger import Row
from publish.pipeline.manifest import listed as listed_in
from publish.pipeline.scheduler import fresh, source
from publish.pipeline.settings import groups, settings, short
from publish.pipeline.state import ArticleRecord, Record
from publish.sources.locate import KINDS, Origin, locate

_CALLED = {
    "configuration": "{} in the configuration",
    "options": "the option {}",
    "date for undated articles": "{}, the date for undated articles,",
}
"""What a setting of a group is called."""


def explain(slug: str, config: Config, options: Options) -> Iterator[str]:
    """What a build of one article would do, line by line, and why. Raises PublishError for an unknown one."""
    record = records.load(options.output)
    row = _enrolled(slug, options.output)
    origin = _in_archive(row.origin, config) if row else _origin(slug, record, options.output)
    if origin is None:
        yield f"{slug}: its source {_shown(record.articles[slug].source, options.output)} is gone"
        yield "a build of the folder where it was would remove its products; they stand until then"
        return
    held = record.articles.get(origin.slug)
    if held is None:
        yield f"{origin.slug}: nothing is recorded of it, so all of it would be built"
    elif _unchanged(origin, row, record, config, options):
        yield f"{origin.slug}: nothing has changed, so nothing would be built"
        return
    else:
        yield f"{origin.slug}: would be built again, because"
        if row and row.origin != origin:
            yield f"  its entry in {origin.archive} has changed"
        for reason in (
            *_files(origin, held, record, options.output),
            *_settings(held, record, config, options),
        ):
            yield f"  {reason}"
    yield from forecast(origin, record, config, options)


def _enrolled(slug: str, output: Path) -> Row | None:
    """What the ledger of a list, an archive or an export has of an article; None without one."""
    if not (output / ledger.NAME).is_file():
        return None
    with ledger.Ledger(output / ledger.NAME) as held:
        return held.row(slug)


def _in_archive(origin: Origin, config: Config) -> Origin | None:
    """An origin as its archive or export has it now, None where that has it no longer."""
    if not origin.archive:
        return origin
    if not Path(origin.archive).is_file():
        return None
    return next((now for now in listed_in([origin.archive], config) if now.slug == origin.slug), None)


def _unchanged(origin: Origin, row: Row | None, record: Record, config: Config, options: Options) -> bool:
    """Whether a build would leave an article as it is."""
    current = settings(config, options)
    if row is None:
        return fresh(origin, record, current, options.output)
    same = row.settings == mark(origin, of_value(current))
    return row.origin == origin and row.state == "done" and same and stands(row, options.output)


def _origin(slug: str, record: Record, output: Path) -> Origin | None:
    """The origin that a slug stands for: as recorded, else a source of that name; None when it is gone."""
    held = record.articles.get(slug)
    places = ["source/", slug]
    if held:
        places.insert(0, _shown(held.source, output))
    for place in places:
        if "://" not in place and not Path(place).exists():
            continue
        found = locate([place])
        for origin in found:
            if origin.slug == slug or place == slug:
                return origin
    if held:
        return None
    files = {path.stem: str(path) for path in Path().iterdir() if path.suffix.lower() in KINDS}
    if like := nearest(slug, files):
        help_ = f"did you mean {files[like]!r}?"
    else:
        help_ = meant(slug, record.articles) if record.articles else "give the name of a source"
    raise SourceError(f"no article is called {slug!r}", help_)


# --- why ------------------------------------------------------------------------


def _files(origin: Origin, held: ArticleRecord, record: Record, output: Path) -> Iterator[str]:
    """Each file that is not as it was when the article was built."""
    if held.source != (now := source(origin, output)):
        yield f"its source was {_shown(held.source, output)} and is now {_shown(now, output)}"
    if origin.path is None and not origin.archive:
        yield f"{origin.url} is on the web, so it is asked for again each time"
    if origin.overrides and (own := records.relative(origin.overrides, output)) not in held.files:
        yield f"{_shown(own, output)} is new"
    for file, there, was in records.unread(held.files, output):
        verb = "is gone" if not there else "is new" if not was else "has changed"
        yield f"{_here(file)} {verb}"
    for path in held.products:
        if not records.unchanged(output, record, path):
            there_is = (output / path).exists()
            yield f"{path} {'is not as it was placed' if there_is else 'is missing'}"


def _settings(held: ArticleRecord, record: Record, config: Config, options: Options) -> Iterator[str]:
    """Each setting that is not as it was, where the record has the details, else the group it is in."""
    current = settings(config, options)
    for name, group in groups(config, options).items():
        before = held.settings.get(name, "")
        if before == current[name]:
            continue
        known = record.settings.get(before)
        if known is None:
            yield f"the {name} changed"
        elif name.startswith("version"):
            yield from _installed(known, group)
        else:
            for key in group:
                if known.get(key) != short(group[key]):
                    yield f"{_CALLED[name].format(key)} changed{_now(group[key])}"


def _now(value: Any) -> str:
    """What a setting is now, where that can be said in a word or two."""
    if isinstance(value, tuple):
        value = ",".join(map(str, value))
    if isinstance(value, bool):
        return " and is on" if value else " and is off"
    if isinstance(value, (str, int, float)) and len(str(value)) <= 60:
        return f" and is now {value}" if value else " and is no longer set"
    return ""


def _installed(known: dict[str, str], now: dict[str, Any]) -> Iterator[str]:
    """Which steps and libraries have another version, or were installed or removed."""
    shorts = {name: short(value) for name, value in now.items()}
    both = known.keys() & shorts.keys()
    for found, verb in (
        ({name for name in both if known[name] != shorts[name]}, "another version"),
        (shorts.keys() - known.keys(), "newly installed"),
        (known.keys() - shorts.keys(), "no longer installed"),
    ):
        if found:
            yield f"{listed(sorted(found))} {'is' if len(found) == 1 else 'are'} {verb}"


def _shown(name: str, output: Path) -> str:
    """What the record calls a source or a file, as seen from here."""
    return name if "://" in name else _here(records.located(name, output))


def _here(path: Path) -> str:
    """A path as seen from the current folder, where it is in there."""
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()
