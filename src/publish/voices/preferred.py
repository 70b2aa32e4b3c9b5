"""The voices that `auto` prefers for a language, best first, and what was measured of them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from publish.i18n import catalogue

_AMERICAN = frozenset(("en", "en-us", "en-ca", "en-ph"))
OTHERWISE = ("espeak",)
"""What speaks a language that is not in the table."""


def preferred(lang: str) -> tuple[str, ...]:
    """Voices as `--voice` names them. English of other countries than the United States, Canada and the
    Philippines is British here."""
    table = languages()
    tag, base = lang.replace("_", "-").lower(), catalogue.base(lang)
    if base == "en":
        return table["en" if tag in _AMERICAN else "en-GB"]
    return table.get(base, OTHERWISE)


@cache
def languages() -> dict[str, tuple[str, ...]]:
    """Language tag -> voices, best first."""
    return {tag: tuple(voices) for tag, voices in _table()["languages"].items()}


@cache
def measured() -> dict[str, dict[str, dict[str, Any]]]:
    """Voice -> language -> naturalness (1 to 5, twice), wrong words in a hundred, times real time."""
    found: dict[str, dict[str, dict[str, Any]]] = _table()["measured"]
    return found


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("publish.voices").joinpath("languages.toml").read_text("utf-8"))
