"""Documentation and limits of a configuration key, written beside the key's type.

The loader judges by it, and the commented `publish.toml`, the JSON Schema and
the tables of the documentation are printed from it.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar, get_args, get_origin

from publish.errors import ConfigError
from publish.model.text import meant, nearest, shortened

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


# Validate values against the types and limits of their keys.
#
# A key that is not known, a value of the wrong type and one out of range
# are errors that say what to write.

T = TypeVar("T")
Path_ = tuple[str, ...]


def validate(value: Any) -> None:
    """Hold the fields of a table to their keys; a list becomes a tuple. Raises ConfigError.

    For the `__post_init__` of a frozen dataclass.
    """
    for field in fields(type(value)):
        current = getattr(value, field.name)
        try:
            checked = _value(field.hint, field.key, current, (field.name,))
        except WrongError as wrong:
            name = type(value).__name__
            prefix = f"{name}: " if name in _WHOLE else f"{name.lower()}."
            raise ConfigError(prefix + wrong.message, wrong.help) from None
        if checked is not current:
            object.__setattr__(value, field.name, checked)


_WHOLE = ("Config", "Overrides", "Issue")
"""Values that are no table of `publish.toml`; the class of a table has the table's name."""


class WrongError(Exception):
    """What is wrong with a table: the path of the key, and the two parts of the sentence."""

    def __init__(self, path: Path_, message: str, help: str) -> None:
        super().__init__(message, help)
        self.path, self.message, self.help = path, message, help


def read_table(kind: type[T], table: Any, path: Path_) -> T:
    """A value of a kind from a table at a path of keys. Raises WrongError."""
    if not isinstance(table, Mapping):
        raise _mistyped(path, table, kind)
    known = {field.name: field for field in fields(kind)}
    for name in table:
        if name not in known:
            raise _unknown((*path, name), table[name], known)
    return kind(
        **{
            name: _value(known[name].hint, known[name].key, value, (*path, name))
            for name, value in table.items()
        }
    )


def _unknown(path: Path_, value: Any, known: Mapping[str, Field]) -> WrongError:
    """An unknown name, with a suggestion."""
    *outer, name = path
    if not isinstance(value, Mapping):
        inside = f" in [{_dotted(tuple(outer))}]" if outer else ""
        return WrongError(path, f"there is no setting called {name!r}{inside}", meant(name, known))
    if outer[:1] == ["images"]:  # the dot of a file's name divides a name that has no quotes
        written = f'[images."{_dotted(path[1:])}"]'
        return WrongError(path, f"[{_dotted(path)}] names no picture", f"put its name in quotes: {written}")
    sections = (key for key, field in known.items() if is_table(field.hint) or get_origin(field.hint) is dict)
    return WrongError(path, f"there is no section [{_dotted(path)}]", meant(name, sections))


def _value(hint: Any, key: Key, value: Any, path: Path_) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if is_table(hint):
        if isinstance(value, hint):
            return value
        return read_table(hint, value, path)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _value(next(kind for kind in args if kind is not type(None)), key, value, path)
    if origin is Literal:
        if value in args and not isinstance(value, bool):
            return args[args.index(value)]
        raise _none_of(path, value, args)
    if origin is tuple:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list | tuple):
            raise _mistyped(path, value, hint)
        return tuple(_value(args[0], key, item, path) for item in items)
    if origin is dict:
        return _free(args, key, value, path, hint)
    return _plain(hint, key, value, path)


def _free(args: tuple[Any, ...], key: Key, value: Any, path: Path_, hint: Any) -> dict[str, Any]:
    """A table of free keys, which may have to be some words or of some form."""
    if not isinstance(value, Mapping):
        raise _mistyped(path, value, hint)
    for name in value:
        if get_origin(args[0]) is Literal and name not in get_args(args[0]):
            known = get_args(args[0])
            raise WrongError((*path, name), f"there is no {name!r} in [{_dotted(path)}]", meant(name, known))
        if key.shape:
            _shaped((*path, name), name, key.shape)
    inner = Key("", least=key.least, most=key.most)
    return {name: _value(args[1], inner, item, (*path, name)) for name, item in value.items()}


def _plain(hint: Any, key: Key, value: Any, path: Path_) -> Any:
    """A text, a number, or true or false."""
    if hint is str and isinstance(value, date):
        value = value.isoformat()  # TOML and YAML know dates of their own
    if hint is float and type(value) is int:
        value = float(value)
    if hint is int and type(value) is float and value.is_integer():
        value = int(value)
    if type(value) is not hint:
        raise _mistyped(path, value, hint)
    if hint is str and value and key.shape:
        _shaped(path, value, key.shape)
    if hint is str and key.choices and value not in key.choices:
        raise _none_of(path, value, key.choices)
    if hint in (int, float):
        _bounded(path, value, key)
    return value


_SHAPES: dict[Shape, str] = {
    "address": "an address on the web",
    "date": "a date",
    "email": "an e-mail address",
    "language": "the tag of a language",
}


def _shaped(path: Path_, value: str, shape: Shape) -> None:
    if not re.fullmatch(PATTERNS[shape], value) or (shape == "date" and not _in_calendar(value)):
        message = f"{_dotted(path)} is {value!r}, which is not {_SHAPES[shape]}"
        raise WrongError(path, message, f'write it as in "{EXAMPLES[shape]}"')


def _in_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day[:10])
    except ValueError:
        return False
    return True


def _bounded(path: Path_, value: float, key: Key) -> None:
    low = key.least is not None and not value >= key.least
    high = key.most is not None and not value <= key.most
    if low or high:
        most = "" if key.most is None else f" to {key.most:g}"
        raise WrongError(
            path, f"{_dotted(path)} is {value!r}", f"it may be {key.least:g}{most or ' or more'}"
        )


def _none_of(path: Path_, value: Any, choices: tuple[Any, ...]) -> WrongError:
    like = nearest(value, map(str, choices)) if isinstance(value, str) else ""
    few = f"use one of {', '.join(map(str, choices[:20]))}"
    if isinstance(value, Mapping):
        few = f'write it on one line: {_dotted(path)} = "{choices[0]}"'
    return WrongError(path, f"{_dotted(path)} is {_shown(value)}", f"did you mean {like!r}?" if like else few)


def _mistyped(path: Path_, value: Any, hint: Any) -> WrongError:
    """A value of the wrong type, with the words to write instead where they can be guessed."""
    help_ = f"it must be {_called(hint)}"
    if hint is str and isinstance(value, bool | int | float):
        help_ = f'put it between quotes: "{_shown(value)}"'
    elif hint in (bool, int, float) and isinstance(value, str):
        help_ = f"it must be {_called(hint)}, without quotes"
    return WrongError(path, f"{_dotted(path)} is {_shown(value)}", help_)


def _called(hint: Any) -> str:
    if hint is float:
        return "a number, such as 1.5"
    names = {str: "text between quotes", int: "a whole number", bool: "true or false"}
    if hint in names:
        return names[hint]
    return 'a list, as in ["one", "two"]' if get_origin(hint) is tuple else "a table with lines of its own"


def _shown(value: Any) -> str:
    """A value as it is written in the file, as far as that is short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a table"
    return shortened(repr(value))


def _dotted(path: Path_) -> str:
    return ".".join(path)
