"""Pronunciations from lexicon files, the configuration and an article's own settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.config import Config, Overrides, load_config

if TYPE_CHECKING:
    from publish.speech.lexicon import Lexicon


def project_config(place: Path) -> Config:
    """The configuration in a file or of a folder's project, its lexicon files' entries in its lexicon.

    What stands in the configuration itself comes before the files, an earlier
    file before a later one. Raises ConfigError.
    """
    config, folder = load_config(place), place if place.is_dir() else place.parent
    if config.site.artwork:
        picture = os.path.relpath(folder / config.site.artwork)
        config = replace(config, site=replace(config.site, artwork=picture))
    if not config.lexicon_files:
        return config
    from publish.speech.lexicon import load

    entries: dict[str, str] = {}
    for name in reversed(config.lexicon_files):
        entries |= dict(load(folder / name).entries)
    return replace(config, lexicon={**entries, **config.lexicon}, lexicon_files=())


def lexicon_of(config: Config, overrides: Overrides | None = None) -> Lexicon:
    """The project's entries, and above them the article's own. Raises ConfigError."""
    return above(config.lexicon, overrides.lexicon if overrides else {})


def above(weaker: Mapping[str, str], stronger: Mapping[str, str]) -> Lexicon:
    """One lexicon of two tables, where the second one's sayings count. Raises ConfigError."""
    from publish.speech.lexicon import from_table

    return from_table({**weaker, **stronger})
