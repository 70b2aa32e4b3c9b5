"""Arguments, settings and environment -> the sources and the options of a build."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.config import Config, Site, from_table
from publish.errors import ConfigError, SourceError, UsageError
from publish.pipeline.prepare import project_config

if TYPE_CHECKING:
    from publish.pipeline.job import Options
    from publish.sources.locate import Kind, Origin

DEFAULT_SOURCE = "source/"


def named_sources(options: Namespace) -> list[str]:
    """The sources of a build. Raises SourceError where none is named and there is no source/ to look in."""
    if not options.sources and not Path(DEFAULT_SOURCE).exists():
        help_ = "publish init makes it; or name a page, as in publish build story.html"
        raise SourceError(f"there is no folder {DEFAULT_SOURCE} here", help_)
    return options.sources or [DEFAULT_SOURCE]


def source(name: str) -> str | Origin:
    """A source by its name, or for `-` the page on standard input: HTML, MHTML or text."""
    if name != "-":
        return name
    from publish.sources.locate import from_content

    content = sys.stdin.buffer.read()
    kind: Kind = "html" if re.search(rb"<[A-Za-z!]", content[:4096]) else "text"
    return from_content(content, "standard input", kind)


def configured(options: Namespace) -> Config:
    """The project's configuration, with what the command line says above it.

    Raises ConfigError, and UsageError for a --lexicon that is neither an entry nor a file.
    """
    config = project_config(Path(getattr(options, "config", "") or Path.cwd()))
    if entries := [entry for text in getattr(options, "lexicon", ()) for entry in _entries(text)]:
        config = replace(config, lexicon={**config.lexicon, **dict(entries)})
    if language := getattr(options, "language", ""):
        config = replace(config, language=language)
    if url := getattr(options, "site_url", ""):
        given = from_table(Site, {"url": url}, "--site-url")
        config = replace(config, site=replace(config.site, url=given.url))
    return config


def _entries(text: str) -> tuple[tuple[str, str], ...]:
    """The entries of one --lexicon: WORD=SAID, or the name of a lexicon file."""
    word, equals, spoken = text.partition("=")
    if word and equals and spoken:
        return ((word, spoken),)
    if Path(text).is_file():
        from publish.speech.lexicon import load

        return load(Path(text)).entries
    raise UsageError(
        f"--lexicon is {text!r}", "write WORD=SAID, such as Leicester=Lester, or name a lexicon file"
    )


def chosen(options: Namespace) -> Options:
    """The options of a build. Raises ConfigError, UsageError, and StoreError when there is no home folder."""
    from publish.pipeline.job import GROUPS, Options
    from publish.pipeline.store import cap_bytes, default_root
    from publish.system.object_store import is_object

    certified_by, review = getattr(options, "certified_by", ""), getattr(options, "review", "")
    if bool(certified_by) != bool(review):
        help_ = "a person vouches for the books, and a page on the web says how they were looked at"
        raise UsageError("--certified-by and --review are given together", help_)
    remote = options.output if is_object(options.output) else ""
    return Options(
        output=here(options.output),
        store=default_root(),
        remote=remote,
        shared=os.environ.get("PUBLISH_SHARED_STORE", ""),
        groups=getattr(options, "only", ()) or GROUPS,
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
    from publish.model.digest import of_bytes
    from publish.pipeline.store import default_root
    from publish.system.object_store import is_object

    if not is_object(output):
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
