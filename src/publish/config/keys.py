"""Documentation and limits of a configuration key, written beside the key's type.

The loader judges by it, and the commented `publish.toml`, the JSON Schema and
the tables of the documentation are printed from it.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Shape = typing.Literal["address", "date", "email", "language"]


@dataclass(frozen=True, slots=True)
class Key:
    """`meaning` is Markdown, one sentence without its full stop.

    `least` and `most` bound a number, `choices` are all that a text may be, and
    `shape` is the form that a text has when it is not empty; of a table of free
    keys, the form of these. `like` is an example, as TOML, for a key whose
    default shows nothing.
    """

    meaning: str
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    shape: Shape | None = None
    like: str = ""


_DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:?[0-9]{2})?"

PATTERNS: dict[Shape, str] = {
    "address": r"https?://[^\s/]+\S*",
    "date": f"{_DAY}([T ]{_TIME})?",
    "email": r"[^@\s]+@[^@\s]+\.[^@\s]+",
    "language": r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*",
}
"""What a whole text must match. They mean the same in Python and in JavaScript, as JSON Schema wants it."""

EXAMPLES: dict[Shape, str] = {
    "address": "https://example.org/story",
    "date": "2024-05-01",
    "email": "editor@example.org",
    "language": "en-GB",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table: its name, its type without `Key`, its default, and what it means."""

    name: str
    hint: Any
    default: Any
    key: Key


def is_table(hint: Any) -> bool:
    """Whether a type is a table of known keys."""
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


def fields(kind: type[Any]) -> tuple[Field, ...]:
    """The keys of a table in their order."""
    return _fields(typing.cast(Any, kind))


@functools.cache
def _fields(kind: Any) -> tuple[Field, ...]:
    hints, result = typing.get_type_hints(kind, include_extras=True), []
    for field in dataclasses.fields(kind):
        default = field.default_factory() if callable(field.default_factory) else field.default
        hint, *annotations = typing.get_args(hints[field.name])
        result.append(
            Field(field.name, hint, default, next(key for key in annotations if isinstance(key, Key)))
        )
    return tuple(result)


def flat(kind: type[Any], prefix: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
    """Every key under a table with its path, those of tables with names of the user's own under NAME."""
    for field in fields(kind):
        path = (*prefix, field.name)
        if is_table(field.hint):
            yield from flat(field.hint, path)
            continue
        yield path, field
        for inner in typing.get_args(field.hint):
            if is_table(inner):
                yield from flat(inner, (*path, "NAME"))


def in_toml(value: Any) -> str:
    """A default as it is written in TOML."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
