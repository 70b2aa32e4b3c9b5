"""`build` and `explain`."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from publish.cli import batch, log
from publish.cli.choices import chosen, configured, named_sources
from publish.cli.screen import Screen, mention
from publish.cli.summary import as_json, complain, counted, told
from publish.config import Config
from publish.errors import UsageError

if TYPE_CHECKING:
    from publish.build.driver import Summary


def build(options: Namespace) -> int:
    """`publish build`: sources to products, and a summary of what was done."""
    from publish.build.manners import settle

    settle()
    if options.runner == "local" and (options.address or options.resource):
        given = "--address" if options.address else "--resource"
        raise UsageError(f"{given} is for a Ray cluster", "add --runner ray, or leave it out")
    if batch.wanted(options):
        return batch.build(options)
    config = configured(options)
    summary = _run(options, config)
    if options.json:
        print(json.dumps(as_json(summary), ensure_ascii=False, indent=2))
    elif not options.quiet:
        for line in told(summary):
            print(line)
    if log.in_json(options):
        log.write("ended", **counted(summary))
        return 1 if summary.failed else 0
    complain(summary)
    if summary.built and not options.quiet and "web" in getattr(options, "only", ("web",)):
        from publish.web.address import site_problems

        mention(site_problems(config.site))
    return 1 if summary.failed else 0


def _run(options: Namespace, config: Config) -> Summary:
    """Build what the arguments name, heard as they ask."""
    from publish.build.driver import build as run
    from publish.build.progress import unheard
    from publish.runners import Cluster

    sources = named_sources(options)
    if options.issue:
        from publish.build.issue import named

        named(options.issue, config)
    screen, logged = Screen(sys.stderr), log.in_json(options)
    try:
        return run(
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


def explain(options: Namespace) -> int:
    """`publish explain SLUG`: what would be built again, and why."""
    from publish.build.explain import explain as reasons

    for line in reasons(options.slug, configured(options), chosen(options)):
        print(line)
    return 0
