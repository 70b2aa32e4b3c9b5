"""`build` and `explain`."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.cli import batch, log, one_file
from publish.cli.arguments import GROUPS
from publish.cli.choices import chosen, configured, named_sources, source
from publish.cli.main import tell
from publish.cli.screen import Screen, mention
from publish.cli.summary import as_json, complain, counted, told
from publish.config import Config
from publish.errors import UsageError

if TYPE_CHECKING:
    from publish.pipeline.scheduler import Summary


def build(options: Namespace) -> int:
    """`publish build`: sources to products, and a summary of what was done."""
    from publish.system.process_settings import settle

    settle()
    if options.runner == "local" and (options.address or options.resource):
        given = "--address" if options.address else "--resource"
        raise UsageError(f"{given} is for a Ray cluster", "add --runner ray, or leave it out")
    single = one_file.is_one(options.output)
    _refuse_unfit(options, single)
    if batch.wanted(options):
        return batch.build(options)
    config = configured(options)
    summary = _run(options, config, single)
    if options.json:
        print(json.dumps(as_json(summary), ensure_ascii=False, indent=2))
    elif not options.quiet:
        lines = [f"{options.output}: {done.title}" for done in summary.built] if single else told(summary)
        for line in lines:
            print(line)
    if log.in_json(options):
        log.write("ended", **counted(summary))
        return 1 if summary.failed else 0
    complain(summary)
    if summary.built and not options.quiet and not single and "web" in (options.only or GROUPS):
        from publish.web.address import site_problems

        mention(site_problems(config.site))
    return 1 if summary.failed else 0


def _refuse_unfit(options: Namespace, single: bool) -> None:
    """Raises UsageError for a source or an output that the other options rule out."""
    if single and (options.issue or batch.wanted(options)):
        raise UsageError(f"{options.output} is one file, for one article", "give a folder with -o")
    if "-" in options.sources and not single:
        help_ = "write one file, as in publish build - -o book.epub"
        raise UsageError("an article from standard input has no name to call its folder by", help_)


def _run(options: Namespace, config: Config, single: bool) -> Summary:
    """Build what the arguments name, heard as they ask."""
    from publish.pipeline.progress import unheard
    from publish.pipeline.scheduler import build as run
    from publish.runners import Cluster

    sources = [source(name) for name in named_sources(options)]
    if options.issue:
        from publish.pipeline.issue import named

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
            return one_file.build(sources, config, chosen(options), aloud="audio" in options.only, **how)
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
