"""Values of steps as entries of the store, and back: JSON and raw bytes, checked against the value's types.

An entry is data. Whoever can write to a store can change what it says, but
reading it builds only the dataclass that was asked for and the ones it holds.
The format is one line of JSON, then the `bytes` values one after another. A
dataclass is a list of its name and its fields in order; a `bytes` value is its
length.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import types
import typing
from collections.abc import Callable
from typing import Any, Literal, TypeVar, Union

from publish.html.math.sanitise import ELEMENTS
from publish.model.article import Article, Image, Link, Math, Picture

T = TypeVar("T")
Reader = Callable[[Any, "_Blobs"], Any]


class EntryError(ValueError):
    """An entry that does not hold a value of the type that was asked for."""


def encode(value: Any) -> bytes:
    """A value of dataclasses, tuples, dicts, strings, numbers, bytes and None as an entry."""
    blobs: list[bytes] = []
    table = _table(value, blobs)
    head = json.dumps(table, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return b"\n".join((head, b"".join(blobs)))


def decode(entry: bytes, kind: type[T]) -> T:
    """The value of type `kind` in an entry. Raises EntryError."""
    head, _, rest = entry.partition(b"\n")
    blobs = _Blobs(rest)
    try:
        value: T = _reader(typing.cast("Any", kind))(json.loads(head), blobs)
    except (ValueError, RecursionError) as error:
        raise EntryError(f"no {kind.__name__}: {error}") from error
    if blobs.left:
        raise EntryError(f"no {kind.__name__}: bytes are left over")
    return value


def _table(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if isinstance(value, bytes):
        blobs.append(value)
        return len(value)
    if isinstance(value, (tuple, list)):
        return [_table(item, blobs) for item in value]
    if isinstance(value, dict):
        return {name: _table(item, blobs) for name, item in value.items()}
    fields = (getattr(value, name) for name in value.__dataclass_fields__)
    return [type(value).__name__, *(_table(item, blobs) for item in fields)]


class _Blobs:
    """The bytes after the JSON, taken in order."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def take(self, length: int) -> bytes:
        if not 0 <= length <= self.left:
            raise EntryError("bytes are missing")
        self._at += length
        return self._data[self._at - length : self._at]


# --- readers, one a type ----------------------------------------------------


@functools.cache
def _reader(kind: Any) -> Reader:
    """The function that checks a JSON value against a type and makes a value of that type."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(typing.cast("type[Any]", kind))
    if origin is tuple:
        return _tuple_reader(parts)
    if origin is dict and parts[0] is str:
        return _dict_reader(parts[1])
    if origin in (Union, types.UnionType):
        return _union_reader(parts)
    if origin is Literal:
        return _literal_reader(parts)
    if kind is bytes:
        return lambda value, blobs: blobs.take(_checked(value, int))
    if kind in (str, int, bool, float, types.NoneType):
        return lambda value, blobs: _checked(value, kind)
    raise TypeError(f"no entry of the store can hold {kind}")


def _checked(value: Any, kind: type) -> Any:
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise EntryError(f"a {type(value).__name__} where a {kind.__name__} must be")
    return value


def _items(value: Any) -> list[Any]:
    items: list[Any] = _checked(value, list)
    return items


def _dataclass_reader(kind: type[Any]) -> Reader:
    readers: list[Reader] = []
    known = _SAFE.get(kind)

    def read(value: Any, blobs: _Blobs) -> Any:
        if not readers:  # not before: a block holds blocks
            hints = typing.get_type_hints(kind)
            readers.extend(_reader(hints[field.name]) for field in dataclasses.fields(kind))
        name, *items = _items(value) or [""]
        if name != kind.__name__ or len(items) != len(readers):
            raise EntryError(f"no {kind.__name__}")
        built = kind(*[reader(item, blobs) for reader, item in zip(readers, items, strict=True)])
        if known and not known(built):
            raise EntryError(f"an unsafe {kind.__name__}")
        return built

    return read


def _tuple_reader(parts: tuple[Any, ...]) -> Reader:
    if len(parts) == 2 and parts[1] is Ellipsis:
        every = _reader(parts[0])
        return lambda value, blobs: tuple([every(item, blobs) for item in _items(value)])
    each = tuple(_reader(part) for part in parts)

    def read(value: Any, blobs: _Blobs) -> Any:
        items = _items(value)
        if len(items) != len(each):
            raise EntryError(f"{len(items)} values where {len(each)} must be")
        return tuple(reader(item, blobs) for reader, item in zip(each, items, strict=True))

    return read


def _dict_reader(part: Any) -> Reader:
    reader = _reader(part)
    return lambda value, blobs: {name: reader(item, blobs) for name, item in _checked(value, dict).items()}


def _union_reader(parts: tuple[Any, ...]) -> Reader:
    """Dataclasses are told apart by their names; besides them there may be one other type, or None."""
    plain = {part: _reader(part) for part in parts if not dataclasses.is_dataclass(part)}
    named = {part.__name__: _reader(part) for part in parts if part not in plain}

    def read(value: Any, blobs: _Blobs) -> Any:
        name = value[0] if type(value) is list and value and type(value[0]) is str else ""
        reader = named.get(name) or plain.get(type(value))
        if reader is None:
            raise EntryError(f"a {name or type(value).__name__} where none may be")
        return reader(value, blobs)

    return read


def _literal_reader(parts: tuple[Any, ...]) -> Reader:
    def read(value: Any, blobs: _Blobs) -> Any:
        if type(value) is not str or value not in parts:
            raise EntryError(f"{value!r:.40} where none may be")
        return value

    return read


# --- what the types do not say ----------------------------------------------

_FILE = re.compile(r"(?!\.)[\w.-]{1,200}")
_PICTURE_FILE = re.compile(r"(?!\.)[\w.-]{1,200}\.(?:jpe?g|png|gif|webp|svg)")
_TAG = re.compile(r"<[/?!]?([^\s/>]*)")
_LINKS = ("#", "http://", "https://", "mailto:", "tel:")


def _safe_picture(picture: Picture) -> bool:
    """Whether a picture's file is served as one, and an SVG has nothing in it that acts."""
    if not _PICTURE_FILE.fullmatch(picture.name) or not picture.media_type.startswith("image/"):
        return False
    if not picture.name.endswith(".svg"):
        return True
    from publish.images.svg import is_clean

    return is_clean(picture.data)


_SAFE: dict[type, Callable[[Any], bool]] = {
    Article: lambda article: bool(_FILE.fullmatch(article.slug)),
    Image: lambda image: not image.name or bool(_PICTURE_FILE.fullmatch(image.name)),
    Link: lambda link: not link.href or link.href.startswith(_LINKS),
    Math: lambda math: ELEMENTS.issuperset(_TAG.findall(math.mathml)),
    Picture: _safe_picture,
}
"""What the reader promises of its values beyond their types, where breaking it could do harm."""
