"""The canonical form of a value as bytes: what digests, keys and ids are made of.

Equal values have equal bytes on any day, machine and hash seed. Pickle and repr do not promise that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any


def pieces(value: Any) -> Iterator[bytes]:
    """The bytes of a value made of dataclasses, tuples, dicts, strings, numbers, bytes and None.

    Every field of a dataclass counts. Raises TypeError for anything else.
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
        for name in value.__dataclass_fields__:
            yield from pieces(getattr(value, name))
    else:
        raise TypeError(f"a {type(value).__name__} has no canonical form")
