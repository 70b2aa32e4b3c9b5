"""Object stores (s3://, gs://, az://): list, read, write whole objects.

Sole importer of obstore, which asks again when a store answers 5xx or drops a
connection. An object appears when its last byte has arrived, never before.
Keys and addresses come from the environment, as for other programs
(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL, AWS_REGION).
"""

from __future__ import annotations

import functools
import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast

from publish.errors import PlaceError, UsageError
from publish.system.extras import how_to_get

_ADDRESS = re.compile(r"((?:s3|s3a|gs|az)://[^/]*|file://)/?(.*)", re.IGNORECASE | re.DOTALL)
_PAGE = 1_000
_TYPES = {
    ".epub": "application/epub+zip",
    ".mp3": "audio/mpeg",
    ".m4b": "audio/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}


def is_object(address: str) -> bool:
    """Whether an address is one in an object store."""
    return bool(_ADDRESS.match(address))


def at(address: str) -> tuple[Objects, str]:
    """The bucket of an address in an object store, and the path in it. Raises UsageError."""
    parsed = _ADDRESS.match(address)
    if not parsed:
        raise UsageError(f"{address} is no object store", "write it as s3://bucket/prefix")
    return Objects(parsed[1] if len(parsed[1]) > len("file://") else f"{parsed[1]}/"), parsed[2]


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object: `version` differs when its content does."""

    path: str
    version: str
    length_bytes: int


class Objects:
    """The objects under an address such as s3://bucket/prefix. Raises UsageError where it is none."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._place = _opened(self.url)

    def put(self, path: str, content: bytes | Path) -> None:
        """Put an object, whole or not at all. Raises PlaceError."""
        import obstore

        media_type = _TYPES.get(Path(path).suffix.lower(), "application/octet-stream")
        kept: Any = None if _is_disk(self.url) else {"Content-Type": media_type}
        try:
            obstore.put(self._place, path, content, attributes=kept)
        except (obstore.exceptions.BaseError, OSError) as error:
            raise self._cannot("written", path, error) from error

    def get(self, path: str) -> bytes | None:
        """An object's bytes, None when there is none. Raises PlaceError."""
        import obstore

        try:
            return bytes(obstore.get(self._place, path).bytes())
        except (FileNotFoundError, obstore.exceptions.NotFoundError):
            return None
        except (obstore.exceptions.BaseError, OSError) as error:
            raise self._cannot("read", path, error) from error

    def remove(self, paths: Iterable[str]) -> None:
        """Remove objects; one that is not there is no error. Raises PlaceError."""
        import obstore

        for path in paths:
            try:
                obstore.delete(self._place, path)
            except (FileNotFoundError, obstore.exceptions.NotFoundError):
                continue
            except (obstore.exceptions.BaseError, OSError) as error:
                raise self._cannot("removed", path, error) from error

    def look(self, path: str) -> StoredObject | None:
        """An object without its bytes, None when there is none. Raises PlaceError."""
        import obstore

        try:
            return _stored(obstore.head(self._place, path))
        except (FileNotFoundError, obstore.exceptions.NotFoundError):
            return None
        except (obstore.exceptions.BaseError, OSError) as error:
            raise self._cannot("read", path, error) from error

    def part(self, path: str, start: int, end: int) -> bytes:
        """Bytes of an object. Raises PlaceError."""
        import obstore

        try:
            return bytes(obstore.get_range(self._place, path, start=start, end=end))
        except (obstore.exceptions.BaseError, OSError) as error:
            raise self._cannot("read", path, error) from error

    def each(self, under: str = "") -> Iterator[StoredObject]:
        """The objects in a folder and all below it, as they are listed: by path, in most stores.

        Raises PlaceError.
        """
        import obstore

        try:
            for page in obstore.list(self._place, under.rstrip("/") or None, chunk_size=_PAGE):
                yield from map(_stored, page)
        except (obstore.exceptions.BaseError, OSError) as error:
            raise self._cannot("listed", under, error) from error

    def names(self, under: str = "") -> list[str]:
        """The paths of all objects, sorted. Raises PlaceError."""
        return sorted(item.path for item in self.each(under))

    def _cannot(self, verb: str, path: str, error: Exception) -> PlaceError:
        address = f"{self.url}/{path}" if path else self.url
        return PlaceError(f"{address} cannot be {verb}: {_reason(error)}", "check the store and its keys")


def _reason(error: Exception) -> str:
    """What the store answered, out of obstore's account of each layer that heard of it."""
    line = str(error).strip().split("\n")[0]
    if answer := re.search(r"status code: (\d{3} [\w ]+)", line):
        return f"the store answered {answer[1].strip()}"
    if tried := re.search(r"after (\d+) retries.*HTTP error: ([\w ]+)", line):
        return f"the store does not answer ({tried[2].strip()}, {tried[1]} times)"
    return line[:300]


def _is_disk(url: str) -> bool:
    """A folder of this machine that is addressed as a store: it keeps no media types."""
    return url.lower().startswith("file:")


def _stored(entry: Any) -> StoredObject:
    version = entry["e_tag"] or entry["last_modified"].isoformat()
    return StoredObject(entry["path"], version, entry["size"])


def opened(name: str, ahead_bytes: int = 1 << 20) -> BinaryIO:
    """A file, or an object by its address, to be read from anywhere in it; so much is read at a time.

    Raises OSError for a file, UsageError and PlaceError for an object, and FileNotFoundError for both.
    """
    if not is_object(name):
        return Path(name).open("rb")
    return cast("BinaryIO", io.BufferedReader(_Content(name), ahead_bytes))


class _Content(io.RawIOBase):
    """The bytes of an object, fetched where they are read."""

    def __init__(self, address: str) -> None:
        self._objects, self._path = at(address)
        item = self._objects.look(self._path)
        if item is None:
            raise FileNotFoundError(2, "No such object", address)
        self._length, self._at = item.length_bytes, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        end = min(self._at + len(buffer), self._length)
        if end <= self._at:
            return 0
        data = self._objects.part(self._path, self._at, end)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def _opened(url: str) -> Any:
    """A store's connections, kept by the process for all its articles."""
    return _connected(url, os.environ.get("AWS_ENDPOINT_URL", ""))


@functools.cache
def _connected(url: str, endpoint: str) -> Any:
    try:
        from obstore.exceptions import BaseError
        from obstore.store import from_url
    except ModuleNotFoundError as error:
        raise UsageError("an object store needs obstore", how_to_get("s3")) from error
    plain = endpoint.startswith("http://")
    retry: Any = {
        "max_retries": 8,
        "retry_timeout": timedelta(seconds=120),
        "backoff": {
            "init_backoff": timedelta(milliseconds=100),
            "max_backoff": timedelta(seconds=10),
            "base": 2,
        },
    }
    try:
        if _is_disk(url):
            return from_url(url, mkdir=True)
        return from_url(url, client_options={"allow_http": plain}, retry_config=retry)
    except (BaseError, ValueError) as error:
        raise UsageError(
            f"{url} is no object store: {_reason(error)}", "write it as s3://bucket/prefix"
        ) from error
