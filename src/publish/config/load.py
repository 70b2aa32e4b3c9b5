"""Load a file of settings; an error names the line and says what to write there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from publish.config.toml import line_of, parsed, read_text
from publish.config.validate import Path_, WrongError, read_table
from publish.config.values import Config, Overrides
from publish.errors import ConfigError

T = TypeVar("T")


def load_config(place: Path) -> Config:
    """The configuration in a file, or of the project in a folder.

    Of a folder: publish.toml, else [tool.publish] in pyproject.toml, else defaults. Raises
    ConfigError for a file that is not there or not TOML, an unknown key or a wrong value.
    """
    if not place.is_dir():
        if not place.is_file():
            raise ConfigError(f"{place} does not exist", "check the name after --config")
        return _from_file(Config, place, ("tool", "publish") if place.name == "pyproject.toml" else ())
    own, project = place / "publish.toml", place / "pyproject.toml"
    if own.is_file():
        return _from_file(Config, own)
    if project.is_file():
        return _from_file(Config, project, ("tool", "publish"))
    return Config()


def load_overrides(path: Path) -> Overrides:
    """An article's own settings from a TOML file; defaults when there is none. Raises ConfigError."""
    return _from_file(Overrides, path) if path.is_file() else Overrides()


def overrides_from(text: str, name: str) -> Overrides:
    """An article's own settings from the text of a TOML file of that name. Raises ConfigError."""
    return _from_text(Overrides, text, name)


def _from_file(kind: type[T], path: Path, inside: Path_ = ()) -> T:
    return _from_text(kind, read_text(path), path.name, inside)


def _from_text(kind: type[T], text: str, name: str, inside: Path_ = ()) -> T:
    table: Any = parsed(text, name)
    for key in inside:
        table = table.get(key, {})
    try:
        return read_table(kind, table, ())
    except WrongError as wrong:
        number = line_of(text, (*inside, *wrong.path))
        where = f"{name}, line {number}" if number else name
        raise ConfigError(f"{where}: {wrong.message}", wrong.help) from None


def from_table(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """A value from a table. Raises ConfigError for an unknown key or a wrong value, naming `where`."""
    try:
        return read_table(kind, table, ())
    except WrongError as wrong:
        raise ConfigError(f"{where}: {wrong.message}", wrong.help) from None
