"""Everything beside its own files that decides an article's products: digests, and details to explain."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from publish.config import Config
from publish.pipeline.digest import of_value
from publish.pipeline.job import Options
from publish.pipeline.steps import installation

Details = dict[str, dict[str, str]]
"""For the digest of a group of settings, a short digest of each setting in it."""
_SHORT = 12


def details(groups: dict[str, dict[str, Any]]) -> Details:
    """What the digests of `groups` are digests of, so that a later build can tell which setting changed."""
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


def _leaves(table: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The keys of a configuration and of its tables, as in "sound.bitrate_kbps"."""
    for field in dataclasses.fields(table):
        value = getattr(table, field.name)
        if dataclasses.is_dataclass(value):
            yield from _leaves(value, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}", value
