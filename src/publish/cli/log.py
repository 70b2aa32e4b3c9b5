"""Events of a build as JSON lines on standard error."""

from __future__ import annotations

import json
import os
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from publish.errors import PublishError, UsageError

if TYPE_CHECKING:
    from publish.pipeline.job import Account, Event

KINDS = ("plain", "json")
_LOCK = threading.Lock()


def in_json(options: Namespace) -> bool:
    """Whether the log is to be JSON: as `--log` says, else PUBLISH_LOG. Raises UsageError."""
    kind = getattr(options, "log", None) or os.environ.get("PUBLISH_LOG") or "plain"
    if kind not in KINDS:
        raise UsageError(f"PUBLISH_LOG is {kind!r}", f"use one of {', '.join(KINDS)}")
    return kind == "json"


def write(event: str, **fields: Any) -> None:
    """One line: the time in UTC, what happened, and what belongs to it."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = json.dumps({"time": now, "event": event, **fields}, ensure_ascii=False)
    if sys.stderr is not None:
        with _LOCK:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()


def error(failure: PublishError) -> None:
    """What ended the whole run."""
    write("error", code=type(failure).__name__, message=str(failure))


def listener(event: Event) -> None:
    """Log an event of a build. An article's stages and problems are logged when it has ended."""
    from publish.pipeline.job import Ended, Planned, Waiting

    match event:
        case Planned(articles):
            write("planned", articles=articles)
        case Waiting():
            write("waiting", message="another build is writing to this folder")
        case Ended(slug, _, account):
            for name, fields in ended(account):
                write(name, slug=slug, **fields)
        case _:
            pass


def ended(account: Account) -> Iterator[tuple[str, dict[str, Any]]]:
    """The events of an article that has ended, as name and values."""
    for stage, seconds in account.stages:
        yield "stage", {"stage": stage, "seconds": seconds}
    for problem in account.problems:
        where = {"where": problem.where, "message": problem.message, "help": problem.help}
        yield "problem", {"code": problem.code, "severity": problem.severity, **where}
    worker = {"seconds": account.seconds, "worker": account.worker, "moved": account.moved}
    if account.code:
        failed = {"code": account.code, "message": account.message}
        yield ("again" if account.again else "failed"), {**worker, **failed}
        return
    counts = account.counts
    yield (
        "done",
        {
            **worker,
            "sound_seconds": account.sound_seconds,
            "sentences": counts.sentences,
            "spoken": counts.spoken,
            "products": counts.products,
            "written": counts.written,
        },
    )
