"""Read TOML files of settings; an error names the line and says what to write there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from publish.config.keys import Path_, WrongError, read_table
from publish.config.values import Config, Overrides
from publish.errors import ConfigError

_AT = re.compile(r"(?<!\s)\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_TABLE = re.compile(r"\s*\[\[?\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_PART = re.compile(r"""(?:(?<!\s)\s+)?(?:"([^"]*)"|'([^']*)'|(?<![\w-])([\w-]+))\s*(?:\.|$)""")


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a table. Raises ConfigError, naming the line."""
    return parsed(read_text(path), path.name)


def read_text(path: Path) -> str:
    """The text of a file of settings, without the mark that some editors put first. Raises ConfigError."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        help_ = 'save it again from your editor with the encoding "UTF-8"'
        raise ConfigError(f"{path.name} is not written in UTF-8", help_) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise ConfigError(message, "check its name and permissions") from error


def parsed(text: str, where: str) -> dict[str, Any]:
    """A text as a table. Raises ConfigError, naming the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(*_explained(text, where, str(error))) from error


def _explained(text: str, where: str, reason: str) -> tuple[str, str]:
    """What is wrong with a text that is not TOML, and what to do about it."""
    lines = text.splitlines()
    at = _AT.search(reason)
    number = int(at[1]) if at and at[1] else len(lines)
    line = lines[number - 1].strip()[:100] if 0 < number <= len(lines) else ""
    message = f"{where}, line {number}: `{line}` cannot be understood"
    key, equals, value = line.partition("=")
    if line.startswith("<<<<<<<"):
        help_ = "keep one of the two, and take away the lines that begin with <, = and >"
        return f"{where}, line {number}: two people set the same thing, which git could not merge", help_
    if re.search("[“”„‘’«»]", line):
        return message, 'put text between straight quotes, as in title = "A title", not between “curly” ones'
    if "overwrite" in reason or "twice" in reason:
        return f"{where}, line {number}: `{line}` stands there for the second time", "keep one of the two"
    if equals and re.match(r"\s*[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]", value):
        return (
            f"{where}, line {number}: `{line}` is not a date",
            'write it as in "2024-05-01"',
        )
    if equals and value.strip() and not re.match(r"""\s*["'\[{]""", value):
        word = value.split("#")[0].strip()
        if word.lower() in ("yes", "no", "on", "off", "true", "false"):
            return message, "write true or false, in small letters"
        return message, f'put text between quotes: {key.strip()} = "{word}"'
    if equals and line.count('"') % 2:
        return message, "close the quotes at the end of the text"
    help_ = 'write each setting as name = "text", and begin a remark with #'
    return f"{message} ({_AT.sub('', reason)})", help_


def line_of(text: str, path: tuple[str, ...]) -> int:
    """The line on which the key of that path stands, from 1; 0 when it is not found."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            table = _parts(header[1])
            if table[: len(path)] == path:
                return number
            continue
        key, equals, _ = line.partition("=")
        if equals and (*table, *_parts(key))[: len(path)] == path:
            return number
    return 0


def _parts(written: str) -> tuple[str, ...]:
    """A dotted key as its parts."""
    return tuple(match[1] or match[2] or match[3] or "" for match in _PART.finditer(written))


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
