"""Digests of values, bytes and files, for keys of the store."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from publish.model.canonical import pieces

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
