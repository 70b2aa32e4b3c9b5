"""Decide which articles a run would build, and say why: asked by the scheduler and by `explain`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, assert_never

from publish.config import Config
from publish.model.digest import digest_or_none, of_value
from publish.pipeline import state as records
from publish.pipeline.job import Options
from publish.pipeline.state import ArticleRecord, Record, Row
from publish.pipeline.steps import installation
from publish.sources.locate import Origin

ATTEMPTS = 3
"""How often an article of a list is tried whose failure may pass."""
_NAMED = 4
"""So many names are listed before the rest is counted."""
_CALLED = {
    "configuration": "{} in the configuration",
    "options": "the option {}",
    "date for undated articles": "{}, the date for undated articles,",
}
"""What a setting of a group is called."""


class Planner:
    """Compares what is to be built with what was built; it reads files and writes nothing.

    `settings` has the digest of each group of settings, `details` what they are
    digests of. In a `listing` of many articles it looks less closely: a page on the
    web is asked for once, and of what was placed only the report is compared,
    or nothing where products are in an object store.
    """

    def __init__(self, config: Config, options: Options, listing: bool = False) -> None:
        self._options, self._listing = options, listing
        self._groups = groups(config, options)
        self.settings = {name: of_value(group) for name, group in self._groups.items()}
        self.details = details(self._groups)
        self._digest = of_value(self.settings)

    def mark(self, origin: Origin) -> str:
        """The digest of all that decides an article and can be found without reading it."""
        page = digest_or_none(origin.path) if origin.path else origin.version
        return of_value((self._digest, page))

    def stale(self, row: Row, origin: Origin) -> bool:
        """Whether an article is to be built."""
        return any(True for _ in self.changes(row, origin))

    def changes(
        self, row: Row, origin: Origin, known: dict[str, dict[str, str]] | None = None
    ) -> Iterator[str]:
        """Each reason to build an article, in words; none where what was built stands.

        `known` has the details of earlier settings, by their digests.
        """
        match row.standing:
            case "pending":
                yield "it is still to be built"
            case "aside" | "failed":
                if row.mark != self.mark(origin):
                    yield "its page or a setting changed since it failed"
                elif row.standing == "failed" and row.attempts >= ATTEMPTS:
                    yield f"what it failed for may have passed: {row.message}"
            case "done":
                if row.article is None or origin.error:
                    yield str(origin.error or "nothing is recorded of it")
                    return
                yield from self._files(row, row.article, origin)
                yield from self._settings(row.article, known or {})
            case _:
                assert_never(row.standing)

    def _files(self, row: Row, article: ArticleRecord, origin: Origin) -> Iterator[str]:
        """Each file that is not as it was when the article was built."""
        output = self._options.output
        if origin.archive and row.origin != origin:
            yield f"its entry in {origin.archive} has changed"
        if article.source != (now := records.source_name(origin, output)):
            yield f"its source was {shown(article.source, output)} and is now {shown(now, output)}"
        if origin.path is None and not self._listing:
            yield f"{origin.where} is on the web, so it is asked for again each time"
        if origin.overrides and (own := records.relative(origin.overrides, output)) not in article.files:
            yield f"{shown(own, output)} is new"
        for file, there, was in records.unread(article.files, output):
            verb = "is gone" if not there else "is new" if not was else "has changed"
            yield f"{from_here(file)} {verb}"
        for path in self._placed(row, article):
            if not records.unchanged(output, row.products, path):
                there_is = (output / path).exists()
                yield f"{path} {'was changed after it was built' if there_is else 'is missing'}"

    def _placed(self, row: Row, article: ArticleRecord) -> Sequence[str]:
        """The products that are compared with what was placed."""
        if not self._listing:
            return article.products
        return () if self._options.remote else (f"{row.origin.slug}/report.json",)

    def _settings(self, article: ArticleRecord, details: dict[str, dict[str, str]]) -> Iterator[str]:
        """Each setting that is not as it was, where `details` has it, else the group it is in."""
        for name, group in self._groups.items():
            before = article.settings.get(name, "")
            if before == self.settings[name]:
                continue
            known = details.get(before)
            if known is None:
                yield f"the {name} changed"
            elif name.startswith("version"):
                yield from _installed(known, group)
            else:
                for key in group:
                    if known.get(key) != short(group[key]):
                        yield f"{_CALLED[name].format(key)} changed{_now(group[key])}"


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
    for names, verb in (
        ({name for name in both if known[name] != shorts[name]}, "another version"),
        (shorts.keys() - known.keys(), "newly installed"),
        (known.keys() - shorts.keys(), "no longer installed"),
    ):
        if names:
            yield f"{enumerated(sorted(names))} {'is' if len(names) == 1 else 'are'} {verb}"


def enumerated(names: Sequence[str]) -> str:
    """Names as they are read out: "a, b and c", or some of them and the number of the rest."""
    shown = [*names] if len(names) <= _NAMED + 1 else [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def shown(name: str, output: Path) -> str:
    """What the record calls a source or a file, as seen from here."""
    return name if "://" in name else from_here(records.located(name, output))


def from_here(path: Path) -> str:
    """A path as seen from the current folder, where it is in there."""
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


Details = dict[str, dict[str, str]]
"""For the digest of a group of settings, a short digest of each setting in it."""
_SHORT = 12


def details(groups: dict[str, dict[str, Any]]) -> Details:
    """What the digests of `groups` are digests of, so that a later build can name what changed."""
    return {
        of_value(group): {name: short(value) for name, value in group.items()} for group in groups.values()
    }


def short(value: Any) -> str:
    """The short digest of one setting."""
    return of_value(value)[:_SHORT]


def groups(config: Config, options: Options) -> dict[str, dict[str, Any]]:
    """Every setting's value by its name, as a user writes it, in groups."""
    return {
        "configuration": dict(_leaves(config)),
        "options": {
            "--only": options.groups,
            "--voice": options.voice,
            "--strict": options.strict,
            "--certified-by": options.certified_by,
            "--review": options.review,
        },
        "date for undated articles": {"SOURCE_DATE_EPOCH": options.epoch},
        "version of publish or its libraries": installation(),
    }


_NO_PRODUCT = frozenset({"desk", "places"})
"""Settings that no product depends on."""


def _leaves(table: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The keys of a configuration and of its tables, as in "sound.bitrate_kbps"."""
    for field in dataclasses.fields(table):
        if f"{prefix}{field.name}" in _NO_PRODUCT:
            continue
        value = getattr(table, field.name)
        if dataclasses.is_dataclass(value):
            yield from _leaves(value, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}", value
