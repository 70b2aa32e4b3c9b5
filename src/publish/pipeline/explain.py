"""Why a build would rebuild an article, in words; read-only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.config import Config
from publish.errors import SourceError
from publish.model.wording import meant, nearest
from publish.pipeline import ledger
from publish.pipeline import state as records
from publish.pipeline.forecast import forecast
from publish.pipeline.job import Options
from publish.pipeline.manifest import listed
from publish.pipeline.planner import Planner, shown
from publish.pipeline.state import Record, Row
from publish.sources.locate import KINDS, Origin, locate


def explain(slug: str, config: Config, options: Options) -> Iterator[str]:
    """What a build of one article would do, line by line, and why. Raises PublishError for an unknown one."""
    record = records.load(options.output)
    row = ledger.enrolled(slug, options.output)
    planner = Planner(config, options, listing=row is not None)
    origin = _in_archive(row.origin, config) if row else _origin(slug, record, options.output)
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
    yield from forecast(origin, row, config, options)


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


def _origin(slug: str, record: Record, output: Path) -> Origin | None:
    """The origin that a slug stands for: as recorded, else a source of that name; None when it is gone."""
    held = record.articles.get(slug)
    places = ["source/", slug]
    if held:
        places.insert(0, shown(held.source, output))
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
