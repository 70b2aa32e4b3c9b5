"""`build` and `status`: of sources, lists of articles, or one article into one file; `explain`."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from mimetypes import MimeTypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.cli import log
from publish.cli.arguments import GROUPS
from publish.cli.choices import chosen, configured, here, named_sources, source
from publish.cli.main import tell, unforeseen
from publish.cli.screen import Screen, count_by_code, mention
from publish.config import Config
from publish.errors import PublishError, SourceError, UsageError
from publish.model.text import counted
from publish.model.times import worded
from publish.pipeline.job import Done, Options
from publish.system import processes

if TYPE_CHECKING:
    from publish.pipeline.ledger import Status
    from publish.pipeline.scheduler import Failure, Summary
    from publish.sources.locate import Origin

_NAMED = 5


def summary_lines(summary: Summary) -> list[str]:
    """The summary, a line an article."""
    lines = [_built(done) for done in summary.built]
    if summary.fresh:
        lines.append(f"{counted(len(summary.fresh), 'article')} unchanged")
    if summary.down:
        lines.append(f"not built, since taken down: {', '.join(summary.down)} (publish takedown --undo)")
    lines += [f"{path}: written, from several articles" for path in summary.bound]
    if summary.pruned:
        lines.append(f"{len(summary.pruned)} products removed, whose sources are gone")
    return lines


def tally(summary: Summary) -> dict[str, int]:
    """How many articles were built, had not changed, and failed."""
    failed = len(summary.refused) + len(summary.failures)
    return {"done": len(summary.built), "unchanged": len(summary.fresh), "failed": failed}


def _built(done: Done) -> str:
    counts = done.counts
    parts = [f"{counts.written} of {counts.products} products written"]
    if done.seconds:
        parts.insert(0, f"{worded(done.seconds)} of audio by {done.voice}")
        parts.append(f"{counts.spoken} of {counts.sentences} sentences spoken")
        parts.append(f"{counts.encoded} of {counts.sections} sections encoded")
    if done.problems:
        parts.append(counted(len(done.problems), "problem"))
    return f"{done.slug}: {', '.join(parts)}"


def complain(summary: Summary, quiet: bool = False) -> None:
    """What went wrong and, unless `quiet`, what should be looked at, a line each on standard error."""
    problems = (problem for done in summary.built for problem in done.problems)
    mention(problem for problem in problems if not quiet or problem.severity == "error")
    for refused in summary.refused:
        mention(refused.stopping)
        tell(f"publish: {refused.slug} was not built; its earlier products stand")
    for line in together(map(_failed, summary.failures)):
        tell(f"publish: {line}")


def together(failures: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What failed as slug and sentence, a line for each sentence: one that articles share is printed once."""
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
    sentence = str(error) if isinstance(error, PublishError) else unforeseen(error)
    return "" if isinstance(error, SourceError) else failure.slug, sentence


def _with_name(slug: str, sentence: str) -> str:
    return sentence if not slug or slug in sentence else f"{slug}: {sentence}"


def summary_json(summary: Summary) -> dict[str, Any]:
    """The summary as JSON."""
    from publish.model.json import problem_json

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
        "bound": list(summary.bound),
        "taken_down": list(summary.down),
        "failed": [
            {"slug": refused.slug, "message": "; ".join(map(str, refused.stopping))}
            for refused in summary.refused
        ]
        + [{"slug": failure.slug, "message": _with_name(*_failed(failure))} for failure in summary.failures],
    }


_SUFFIXES = (".epub", ".mp3", ".m4b")
"""What is written as one file."""
_OTHERS = frozenset((".pdf", ".mobi", ".azw3", ".kfx", ".opus", ".m4a", ".docx", ".zip"))
"""Files of other kinds, beside texts, sounds and pictures."""


def is_one(output: str) -> bool:
    """Whether products go into one file rather than a folder, by its name.

    Raises UsageError for a file of a kind that is not written.
    """
    suffix = Path(output).suffix.lower()
    if Path(output).is_dir() or (suffix not in _SUFFIXES and Path(output).exists()):
        return False
    kind = MimeTypes().guess_type(f"name{suffix}")[0] or ""
    if suffix in _OTHERS or (
        suffix not in _SUFFIXES and kind.startswith(("text/", "audio/", "image/", "video/"))
    ):
        help_ = f"name it with one of {', '.join(_SUFFIXES)}, or give a folder"
        raise UsageError(f"{output} cannot be written: there is no product of that kind", help_)
    return suffix in _SUFFIXES


def build_one(
    sources: Sequence[str | Origin], config: Config, options: Options, aloud: bool, **how: Any
) -> Summary:
    """Build the article of the sources and write the product that the file's name asks for.

    With `aloud` an EPUB is the read-aloud edition, else the text edition. Raises UsageError when
    the sources hold several articles, and what a build raises.
    """
    from publish.pipeline.output import placing, write_file
    from publish.pipeline.scheduler import build as run
    from publish.sources.locate import locate

    origins = locate(sources)
    if len(origins) != 1:
        help_ = "name one of them, or give a folder with -o"
        raise UsageError(f"{options.output} is one file, but there are {len(origins)} articles", help_)
    with processes.folder() as folder:
        needed, config = _adjusted(options, config, aloud)
        summary = run(origins, config, replace(needed, output=folder), **how)
        for done in summary.built:
            product = folder / _product(done, options)
            with placing(options.output):
                options.output.parent.mkdir(parents=True, exist_ok=True)
            write_file(options.output, product.read_bytes())
    return summary


def _adjusted(options: Options, config: Config, aloud: bool) -> tuple[Options, Config]:
    """What has to be made for the file, and no more."""
    suffix = options.output.suffix.lower()
    if suffix == ".m4b":
        config = replace(config, editions=(*config.editions, "m4b"))
    groups = ("audio",) if suffix != ".epub" else ("epub", "audio") if aloud else ("epub",)
    return replace(options, groups=groups), config


def _product(done: Done, options: Options) -> str:
    """The path of the product in the folder of a build. Raises SourceError when it has none."""
    suffix = options.output.suffix.lower()
    names = [f"{done.slug}/{done.slug}-read-aloud.epub"] if suffix == ".epub" else []
    for name in (*names, f"{done.slug}/{done.slug}{suffix}"):
        if name in done.products:
            return name
    raise SourceError(
        f"{done.slug} has no sound", "it has no words to say; publish script shows what is said"
    )


def wanted(options: Namespace) -> bool:
    """Whether a build is to keep a ledger: for a list, for object stores, and when asked."""
    from publish.pipeline.manifest import is_list
    from publish.system.object_store import is_object

    named = [options.output, *options.sources]
    return options.batch or options.retry or any(is_object(name) or is_list(name) for name in named)


def build_list(options: Namespace) -> int:
    """`publish build` with a ledger: what failed a line each, and the counts."""
    from publish.pipeline.job import unheard
    from publish.pipeline.ledger import as_json, failures
    from publish.pipeline.scheduler import Manner, batch
    from publish.runners import Cluster

    if options.issue:
        raise UsageError("--issue binds articles that are built", "build the list first, then its folder")
    screen = Screen(sys.stderr)
    cluster = Cluster(options.address, dict(options.resource))
    manner = Manner(options.runner, cluster, options.retry)
    logged = log.in_json(options)
    listener = log.listener if logged else unheard if options.quiet else screen
    try:
        status_now = batch(named_sources(options), configured(options), chosen(options), manner, listener)
    finally:
        screen.clear()
    if logged:
        log.write(
            "ended",
            total=status_now.total,
            done=status_now.done,
            failed=status_now.failed,
            aside=status_now.aside,
        )
    else:
        for line in together(failures(here(options.output))):
            tell(f"publish: {line}")
        if not options.quiet:
            count_by_code(screen.codes)
    if options.json:
        print(as_json(status_now))
    elif not options.quiet:
        print(counts(status_now))
    return 1 if status_now.failed or status_now.aside or status_now.pending else 0


def status(options: Namespace) -> int:
    """`publish status`: counts, rate, time left, and failures by their code."""
    from publish.pipeline.ledger import as_json, failures
    from publish.pipeline.ledger import status as look

    status_now = look(here(options.output))
    if options.failures:
        for slug, message in failures(here(options.output)):
            print(f"{slug}: {message}")
    elif options.json:
        print(as_json(status_now))
    else:
        print(counts(status_now))
        for group in status_now.failures:
            print(f"{group.count} {group.code}, as {group.slug}: {group.message}")
    return 0


def counts(status_now: Status) -> str:
    """The counts in one line."""
    parts = [f"{status_now.done} of {status_now.total} done"]
    parts += [
        f"{count} {name}"
        for name, count in (
            ("failed", status_now.failed),
            ("set aside", status_now.aside),
            ("to do", status_now.pending),
        )
        if count
    ]
    if status_now.pending and status_now.rate:
        parts.append(f"{status_now.rate:.2f} a second, {worded(status_now.left)} left")
    return ", ".join(parts)


def build(options: Namespace) -> int:
    """`publish build`: sources to products, and a summary of what was done."""
    from publish.system.process_settings import settle

    settle()
    if options.runner == "local" and (options.address or options.resource):
        given = "--address" if options.address else "--resource"
        raise UsageError(f"{given} is for a Ray cluster", "add --runner ray, or leave it out")
    single = is_one(options.output)
    _refuse_unfit(options, single)
    if wanted(options):
        return build_list(options)
    config = configured(options)
    summary = _run(options, config, single)
    if options.json:
        print(json.dumps(summary_json(summary), ensure_ascii=False, indent=2))
    elif not options.quiet:
        lines = (
            [f"{options.output}: {done.title}" for done in summary.built]
            if single
            else summary_lines(summary)
        )
        for line in lines:
            print(line)
    if log.in_json(options):
        log.write("ended", **tally(summary))
        return 1 if summary.failed else 0
    complain(summary, options.quiet)
    if summary.built and not options.quiet and not single and "web" in (options.only or GROUPS):
        from publish.web.episode import site_problems

        mention(site_problems(config.site))
    return 1 if summary.failed else 0


def _refuse_unfit(options: Namespace, single: bool) -> None:
    """Raises UsageError for a source or an output that the other options rule out."""
    if single and (options.issue or wanted(options)):
        raise UsageError(f"{options.output} is one file, for one article", "give a folder with -o")
    if "-" in options.sources and not single:
        help_ = "write one file, as in publish build - -o book.epub"
        raise UsageError("an article from standard input has no name to call its folder by", help_)


def _run(options: Namespace, config: Config, single: bool) -> Summary:
    """Build what the arguments name, heard as they ask."""
    from publish.pipeline.job import unheard
    from publish.pipeline.scheduler import build as run
    from publish.runners import Cluster

    sources = [source(name) for name in named_sources(options)]
    if options.issue:
        from publish.pipeline.site import named

        named(options.issue, config)
    screen, logged = Screen(sys.stderr), log.in_json(options)
    if not logged and not options.quiet:
        _passed_over(named_sources(options))
    how: dict[str, Any] = {
        "runner": options.runner,
        "cluster": Cluster(options.address, dict(options.resource)),
        "listener": log.listener if logged else unheard if options.quiet else screen,
    }
    try:
        if single:
            return build_one(sources, config, chosen(options), aloud="audio" in options.only, **how)
        return run(sources, config, chosen(options), issue=options.issue, **how)
    finally:
        screen.clear()


def _passed_over(names: Sequence[str]) -> None:
    """Name on standard error the documents in folders of sources that are not read."""
    from publish.sources.locate import passed_over

    for name in names:
        for path, what, help_ in passed_over(Path(name)) if Path(name).is_dir() else ():
            tell(f"note: {path} is {what} and was not read; {help_}")


def explain(options: Namespace) -> int:
    """`publish explain SLUG`: what would be built again, and why."""
    from publish.pipeline.explain import explain as reasons

    for line in reasons(options.slug, configured(options), chosen(options)):
        print(line)
    return 0
