"""`build` of lists of articles, and `status`."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from publish.cli import log
from publish.cli.choices import chosen, configured, here, named_sources
from publish.cli.main import tell
from publish.cli.screen import Screen, counted, length
from publish.cli.summary import together
from publish.errors import UsageError

if TYPE_CHECKING:
    from publish.pipeline.ledger import Status


def wanted(options: Namespace) -> bool:
    """Whether a build is to keep a ledger: for a list, for object stores, and when asked."""
    from publish.pipeline.manifest import is_list
    from publish.system.object_store import is_object

    named = [options.output, *options.sources]
    return options.batch or options.retry or any(is_object(name) or is_list(name) for name in named)


def build(options: Namespace) -> int:
    """`publish build` with a ledger: what failed a line each, and the counts."""
    from publish.pipeline.ledger import as_json, failures
    from publish.pipeline.progress import unheard
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
            counted(screen.codes)
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
        parts.append(f"{status_now.rate:.2f} a second, {length(status_now.left)} left")
    return ", ".join(parts)
