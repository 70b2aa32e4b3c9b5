"""Pages, settings and pictures in an object store."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO
from urllib.parse import unquote

from publish.config import Overrides, overrides_from
from publish.errors import ConfigError, ImageError, NetworkError, PlaceError, SourceError
from publish.sources.locate import KINDS
from publish.system.object_store import at, opened

_PICTURE = re.compile(r"\.(avif|bmp|gif|heic|jfif|jpe?g|png|svg|tiff?|webp)$", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MOST = 200
"""Names of one page that are looked for beside it."""


def content(address: str, most_bytes: int) -> bytes:
    """The bytes of a page. Raises SourceError and NetworkError."""
    bucket, path = at(address)
    with reading():
        entry = bucket.look(path)
        if entry is None:
            raise SourceError(f"{address} does not exist", "check the name")
        if entry.length_bytes > most_bytes:
            help_ = f"a page may have {most_bytes >> 20} MB; save it without its video"
            raise SourceError(f"{address} has {entry.length_bytes >> 20} MB", help_)
        return bucket.get(path) or b""


def settings(address: str) -> Overrides:
    """What the TOML file beside a page says, else defaults. Raises ConfigError and NetworkError."""
    bucket, path = at(settings_of(address))
    with reading():
        data = bucket.get(path)
    if data is None:
        return Overrides()
    name = posixpath.basename(path)
    try:
        return overrides_from(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        raise ConfigError(f"{name} is not written in UTF-8", "save it again in UTF-8") from error


def settings_of(address: str) -> str:
    """Where a page's own settings would be."""
    return f"{posixpath.splitext(address)[0]}.toml"


def source_file(name: str) -> BinaryIO:
    """A list or an archive, on a disk or in an object store. Raises SourceError and NetworkError."""
    try:
        with reading():
            return opened(name)
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}", "check its name") from error


@dataclass(frozen=True, slots=True)
class ObjectFolder:
    """The folder of a page in an object store, out of which nothing is read; a value."""

    address: str

    def picture(self, names: Iterable[str], most_bytes: int) -> bytes | None:
        """The first of these relative addresses that there is. Raises ImageError and NetworkError."""
        for name in dict.fromkeys(chain.from_iterable(map(_spelled, names))):
            bucket, path = at(f"{self.address}/{name}")
            with reading():
                entry = bucket.look(path)
                if entry is None:
                    continue
                if entry.length_bytes > most_bytes:
                    message = f"{name} has {entry.length_bytes >> 20} MB"
                    raise ImageError(message, f"a picture may have {most_bytes >> 20} MB")
                return bucket.get(path)
        return None

    def those(self, names: Iterable[str]) -> frozenset[str]:
        """Which of the names that a page gives are there. Raises NetworkError.

        What is in a folder of its own is listed, as a browser saves it; others are looked for.
        """
        pictures = sorted(name for name in names if _PICTURE.search(name) and [*_spelled(name)] == [name])
        folders = sorted({name.partition("/")[0] for name in pictures if "/" in name})
        present: set[str] = set()
        with reading():
            bucket, path = at(self.address)
            start = len(path) + 1 if path else 0
            for folder in [name for name in folders if not name.lower().endswith(tuple(KINDS))][:_MOST]:
                present |= {entry.path[start:] for entry in bucket.each(posixpath.join(path, folder))}
            for name in [name for name in pictures if "/" not in name][:_MOST]:
                if bucket.look(posixpath.join(path, name)):
                    present.add(name)
        return frozenset(present)


def _spelled(src: str) -> Iterator[str]:
    """What a relative address may mean in its folder; nothing for every way out of it."""
    if _SCHEME.match(src) or src.startswith(("/", "\\")):
        return
    for name in dict.fromkeys((src, src.split("#")[0].split("?")[0])):
        for spelled in dict.fromkeys((name, unquote(name))):
            path = posixpath.normpath(spelled) if spelled and "\0" not in spelled else ""
            if path and not path.startswith(("..", "/", ".")):
                yield path


@contextmanager
def reading() -> Iterator[None]:
    """A store that does not answer may do so later, as a host may."""
    try:
        yield
    except PlaceError as error:
        raise NetworkError(error.message, error.help) from error
