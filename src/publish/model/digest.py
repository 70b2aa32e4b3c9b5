"""Digests of values in a canonical form: the same for equal values on any day and machine."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LATER = {"later": True}
"""The metadata of a field that counts only when it has not its default."""


def pieces(value: Any) -> Iterator[bytes]:
    """The bytes of a value made of dataclasses, tuples, dicts, strings, numbers, bytes and None.

    Every field of a dataclass counts, one that is marked with LATER only when it has not its default:
    so a new field changes no digest of a value that does not use it. Raises TypeError for anything else.
    """
    if isinstance(value, str):
        data = value.encode("utf-8", "surrogatepass")
        yield b"s%d:%b" % (len(data), data)
    elif value is None or isinstance(value, (bool, int, float)):
        yield f"{type(value).__name__[0]}{value!r};".encode()
    elif isinstance(value, bytes):
        yield b"y%d:%b" % (len(value), value)
    elif isinstance(value, (tuple, list)):
        yield b"t%d:" % len(value)
        for item in value:
            yield from pieces(item)
    elif isinstance(value, dict):
        yield b"d%d:" % len(value)
        for key in sorted(value):
            yield from pieces(key)
            yield from pieces(value[key])
    elif dataclasses.is_dataclass(value):
        yield f"c{type(value).__name__}:".encode()
        for name, field in value.__dataclass_fields__.items():
            inner = getattr(value, name)
            if not field.metadata or inner != field.default:
                yield from pieces(inner)
    else:
        raise TypeError(f"a {type(value).__name__} has no canonical form")


_BLOCK_BYTES = 1 << 20


def of_bytes(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def of_value(value: Any) -> str:
    """SHA-256 of a value made of dataclasses, tuples, dicts, strings, numbers, bytes and None.

    Every field of a dataclass counts, so that a new parameter can never be
    forgotten in a key. Raises TypeError for anything else.
    """
    digest = hashlib.sha256()
    for piece in pieces(value):
        digest.update(piece)
    return digest.hexdigest()


def digest_or_none(path: Path) -> str:
    """A file's digest, "" when there is no such file or it cannot be read; a pipe or device is not opened."""
    try:
        return of_file(path) if path.is_file() else ""
    except OSError:
        return ""
