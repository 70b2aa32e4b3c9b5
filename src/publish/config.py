"""Configuration: `publish.toml`, or `[tool.publish]` in `pyproject.toml`, as one frozen value.

Each table is a dataclass and each key a field, so a key that is not here is an
error. A field's default is the setting's default.
"""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

from publish.errors import ConfigError

AltPolicy = Literal["caption", "author"]
Edition = Literal["m4b", "lpf"]
LoudnessPreset = Literal["podcast", "audiobook", "none"]


@dataclass(frozen=True, slots=True)
class Site:
    """`[site]`: where the products will be published, and what the show is called."""

    url: str = ""
    title: str = "Articles, read aloud"
    description: str = ""
    author: str = ""
    email: str = ""
    language: str = ""
    category: str = "News"
    explicit: bool = False
    copyright: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """`[sound]`: how the narration sounds.

    `pace` multiplies the voice's own speed; `chime` puts two soft notes before
    each section that begins with a heading.
    """

    loudness: LoudnessPreset = "podcast"
    bitrate_kbps: int = 96
    pace: float = 1.0
    chime: bool = False


@dataclass(frozen=True, slots=True)
class Pictures:
    """`[pictures]`: what is taken of an article's pictures. `longest_side` is in pixels."""

    longest_side: int = 1600
    max_megapixels: int = 80
    most: int = 400
    download: bool = True


@dataclass(frozen=True, slots=True)
class Voices:
    """`[voices]`: a voice for each language or role, where it is not the default one; settings of engines.

    `command` is a program with its arguments, for the engine of that name.
    """

    by_language: dict[str, str] = field(default_factory=dict)
    by_role: dict[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ()
    kokoro_model: str = ""
    kokoro_voices: str = ""
    gtts_address: str = ""


@dataclass(frozen=True, slots=True)
class Speaking:
    """`[script]`: what is said beside the article's own words."""

    opening: bool = True
    closing: bool = True


@dataclass(frozen=True, slots=True)
class Issue:
    """`[issues.NAME]`: several articles bound into one book."""

    title: str = ""
    articles: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Config:
    """The whole configuration."""

    voice: str = "auto"
    alt: AltPolicy = "caption"
    lexicon: dict[str, str] = field(default_factory=dict)
    lexicon_files: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = ()
    site: Site = Site()
    sound: Sound = Sound()
    pictures: Pictures = Pictures()
    voices: Voices = Voices()
    script: Speaking = Speaking()
    issues: dict[str, Issue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImageOverride:
    """`[images."NAME"]` in an article's own settings; `None` leaves what the page says."""

    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Overrides:
    """An article's own settings: `source/<slug>.toml`, or front matter. "" leaves what the page says."""

    title: str = ""
    byline: tuple[str, ...] = ()
    language: str = ""
    published: str = ""
    url: str = ""
    voice: str = ""
    lexicon: dict[str, str] = field(default_factory=dict)
    images: dict[str, ImageOverride] = field(default_factory=dict)


T = TypeVar("T")


def load_config(folder: Path) -> Config:
    """The configuration of the project in `folder`: publish.toml, else [tool.publish], else defaults.

    Raises ConfigError for a file that is not TOML, an unknown key or a wrong type.
    """
    own, project = folder / "publish.toml", folder / "pyproject.toml"
    if own.is_file():
        return from_table(Config, read_toml(own), own.name)
    if project.is_file():
        table = read_toml(project).get("tool", {}).get("publish", {})
        return from_table(Config, table, "pyproject.toml [tool.publish]")
    return Config()


def load_overrides(path: Path) -> Overrides:
    """An article's own settings from a TOML file; defaults when there is none."""
    return from_table(Overrides, read_toml(path), path.name) if path.is_file() else Overrides()


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a table. Raises ConfigError, naming the line."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name} is not valid TOML: {error}", "mend that line") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error


def from_table(kind: type[T], table: dict[str, Any], where: str) -> T:
    """A dataclass from a TOML table. Raises ConfigError for unknown keys and wrong types."""
    hints = typing.get_type_hints(kind)
    for key in table:
        if key not in hints:
            known = ", ".join(sorted(hints))
            raise ConfigError(f"{where}: unknown key {key!r}", f"known keys are {known}")
    return kind(**{key: _value(hints[key], value, f"{where}: {key}") for key, value in table.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if isinstance(value, dict):
            return from_table(hint, value, where)
    elif origin is Literal:
        if value in args:
            return value
        raise ConfigError(f"{where} is {value!r}", "use one of " + ", ".join(map(str, args)))
    elif origin in (types.UnionType, typing.Union):
        return _value(next(a for a in args if a is not type(None)), value, where)
    elif origin is tuple:
        if isinstance(value, str):
            value = [value]
        if isinstance(value, list):
            return tuple(_value(args[0], item, where) for item in value)
    elif origin is dict:
        if isinstance(value, dict):
            return {key: _value(args[1], item, f"{where}.{key}") for key, item in value.items()}
    elif hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    elif isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value
    name = getattr(hint, "__name__", str(hint))
    raise ConfigError(f"{where} is {value!r}", f"it must be of type {origin.__name__ if origin else name}")
