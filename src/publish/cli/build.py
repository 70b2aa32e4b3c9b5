"""`build` and `explain`."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.build.lexicons import project_config
from publish.cli import log
from publish.cli.main import tell, unforeseen
from publish.cli.screen import Screen, length
from publish.config import Config, Site, from_table
from publish.errors import ConfigError, PublishError, SourceError, UsageError

if TYPE_CHECKING:
    from publish.build.driver import Failure, Summary
    from publish.build.job import Done, Options

DEFAULT_SOURCE = "source/"
_NAMED = 5


def build(options: Namespace) -> int:
    """`publish build`: sources to products, and a summary of what was done."""
    from publish.build.manners import settle
    from publish.cli import batch

    settle()
    if options.runner == "local" and (options.address or options.resource):
        given = "--address" if options.address else "--resource"
        raise UsageError(f"{given} is for a Ray cluster", "add --runner ray, or leave it out")
    if batch.wanted(options):
        return batch.build(options)
    from publish.build.driver import build as run
    from publish.build.progress import unheard
    from publish.runners import Cluster

    config, sources = configured(options), named_sources(options)
    if options.issue:
        from publish.build.issue import named

        named(options.issue, config)
    screen, logged = Screen(sys.stderr), log.in_json(options)
    try:
        summary = run(
            sources,
            config,
            chosen(options),
            runner=options.runner,
            issue=options.issue,
            cluster=Cluster(options.address, dict(options.resource)),
            listener=log.listener if logged else unheard if options.quiet else screen,
        )
    finally:
        screen.clear()
    if options.json:
        print(json.dumps(as_json(summary), ensure_ascii=False, indent=2))
    elif not options.quiet:
        for line in told(summary):
            print(line)
    if logged:
        log.write("ended", **counted(summary))
        return 1 if summary.failed else 0
    complain(summary)
    if summary.built and not options.quiet and "web" in getattr(options, "only", ("web",)):
        from publish.web.address import site_problems

        for problem in site_problems(config.site):
            tell(f"{problem.severity}: {problem}")
    return 1 if summary.failed else 0


def named_sources(options: Namespace) -> list[str]:
    """The sources of a build. Raises SourceError where none is named and there is no source/ to look in."""
    if not options.sources and not Path(DEFAULT_SOURCE).exists():
        help_ = "publish init makes it; or name a page, as in publish build story.html"
        raise SourceError(f"there is no folder {DEFAULT_SOURCE} here", help_)
    return options.sources or [DEFAULT_SOURCE]


def configured(options: Namespace) -> Config:
    """The project's configuration, with what the command line says above it. Raises ConfigError."""
    config = project_config(Path.cwd())
    if not (url := getattr(options, "site_url", "")):
        return config
    given = from_table(Site, {"url": url}, "--site-url")
    return replace(config, site=replace(config.site, url=given.url))


def chosen(options: Namespace) -> Options:
    """The options of a build. Raises ConfigError, UsageError, and StoreError when there is no home folder."""
    from publish.build.job import GROUPS, Options
    from publish.build.objects import is_remote
    from publish.build.store import cap_bytes, default_root

    certified_by, review = getattr(options, "certified_by", ""), getattr(options, "review", "")
    if bool(certified_by) != bool(review):
        help_ = "a person vouches for the books, and a page on the web says how they were looked at"
        raise UsageError("--certified-by and --review are given together", help_)
    remote = options.output if is_remote(options.output) else ""
    return Options(
        output=here(options.output),
        store=default_root(),
        remote=remote,
        shared=os.environ.get("PUBLISH_SHARED_STORE", ""),
        groups=getattr(options, "only", GROUPS),
        voice=options.voice,
        threads=getattr(options, "jobs", 0) or cores(),
        strict=getattr(options, "strict", False),
        certified_by=certified_by,
        review=review,
        epoch=epoch(),
        store_cap_bytes=cap_bytes(),
    )


def here(output: str) -> Path:
    """The folder of an output: itself, or where the ledger and pages of one in an object store are kept."""
    from publish.build.digest import of_bytes
    from publish.build.objects import is_remote
    from publish.build.store import default_root

    if not is_remote(output):
        return Path(output)
    return default_root() / "outputs" / of_bytes(output.rstrip("/").encode())[:16]


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def epoch() -> int:
    """SOURCE_DATE_EPOCH in seconds, 0 when it is not set. Raises ConfigError."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "0").strip() or "0"
    if not text.isdecimal():
        raise ConfigError(f"SOURCE_DATE_EPOCH is {text!r}", "set it to a number of seconds since 1970")
    return int(text)


def told(summary: Summary) -> list[str]:
    """The summary, a line an article."""
    lines = [_built(done) for done in summary.built]
    if summary.fresh:
        count = len(summary.fresh)
        lines.append(f"{count} article{'s' if count != 1 else ''} unchanged")
    if summary.pruned:
        lines.append(f"{len(summary.pruned)} products removed, whose sources are gone")
    return lines


def counted(summary: Summary) -> dict[str, int]:
    """How many articles were built, had not changed, and failed."""
    failed = len(summary.refused) + len(summary.failures)
    return {"done": len(summary.built), "unchanged": len(summary.fresh), "failed": failed}


def _built(done: Done) -> str:
    counts = done.counts
    parts = [f"{counts.written} of {counts.products} products written"]
    if done.seconds:
        parts.insert(0, f"{length(done.seconds)} of audio by {done.voice}")
        parts.append(f"{counts.spoken} of {counts.sentences} sentences spoken")
        parts.append(f"{counts.encoded} of {counts.sections} sections encoded")
    if done.problems:
        parts.append(f"{len(done.problems)} problem{'s' if len(done.problems) != 1 else ''}")
    return f"{done.slug}: {', '.join(parts)}"


def complain(summary: Summary) -> None:
    """What went wrong, and what should be looked at, a line each on standard error."""
    for done in summary.built:
        for problem in done.problems:
            tell(f"{problem.severity}: {problem}")
    for refused in summary.refused:
        for problem in refused.stopping:
            tell(f"{problem.severity}: {problem}")
        tell(f"publish: {refused.slug} was not built; its earlier products stand")
    for line in together(map(_failed, summary.failures)):
        tell(f"publish: {line}")


def together(failures: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What failed as slug and sentence, a line for each sentence: what many articles share is told once."""
    articles: dict[str, list[str]] = {}
    for slug, sentence in failures:
        articles.setdefault(sentence, []).append(slug)
    for sentence, slugs in articles.items():
        if len(slugs) == 1:
            yield _with_name(slugs[0], sentence)
        else:
            more = f" and {len(slugs) - _NAMED} more" if len(slugs) > _NAMED else ""
            yield f"{sentence} ({len(slugs)} articles: {', '.join(slugs[:_NAMED])}{more})"


def _failed(failure: Failure) -> tuple[str, str]:
    """The slug and sentence of what failed; a source that cannot be read is named in its sentence."""
    error = failure.error
    told = str(error) if isinstance(error, PublishError) else unforeseen(error)
    return "" if isinstance(error, SourceError) else failure.slug, told


def _with_name(slug: str, sentence: str) -> str:
    return sentence if not slug or slug in sentence else f"{slug}: {sentence}"


def as_json(summary: Summary) -> dict[str, Any]:
    """The summary as JSON."""
    from publish.shapes import problem_json

    return {
        "built": [
            {
                "slug": done.slug,
                "seconds": round(done.seconds, 3),
                "voice": done.voice or None,
                **asdict(done.counts),
                "problems": [problem_json(problem) for problem in done.problems],
            }
            for done in summary.built
        ],
        "unchanged": list(summary.fresh),
        "removed": list(summary.pruned),
        "failed": [
            {"slug": refused.slug, "message": "; ".join(map(str, refused.stopping))}
            for refused in summary.refused
        ]
        + [{"slug": failure.slug, "message": _with_name(*_failed(failure))} for failure in summary.failures],
    }


def explain(options: Namespace) -> int:
    """`publish explain SLUG`: what would be built again, and why."""
    from publish.build.explain import explain as reasons

    for line in reasons(options.slug, configured(options), chosen(options)):
        print(line)
    return 0
