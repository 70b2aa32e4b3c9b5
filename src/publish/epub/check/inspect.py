"""The project's own checks of any EPUB."""

from __future__ import annotations

from pathlib import Path

from publish.epub.archive import unpack
from publish.epub.check.opened import Opened, open_book
from publish.epub.check.rules import RULES
from publish.errors import BookError
from publish.model.problem import Problem, problem


def inspect(epub: bytes | Path) -> tuple[Problem, ...]:
    """What is wrong with a book that EPUBCheck and Ace do not see, in the order of the rules."""
    try:
        book = opened(epub)
    except BookError as error:
        where = epub.name if isinstance(epub, Path) else "book"
        return (problem("BOOK-001", where, error.message, error.help),)
    return tuple(finding for rule in RULES for finding in rule(book))


def opened(epub: bytes | Path) -> Opened:
    """A book opened for looking at. Raises BookError when it is no EPUB or cannot be read."""
    return open_book(unpack(epub if isinstance(epub, bytes) else _read(epub)))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BookError(
            f"{path} cannot be read: {error.strerror}", "check its name and permissions"
        ) from error
