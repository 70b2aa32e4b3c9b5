"""Object stores (s3://, gs://, az://): products put there whole, and finished work shared by many machines.

Sole importer of obstore, which asks again when a store answers 5xx or drops a
connection. An object appears when its last byte has arrived, never before.
Keys and addresses come from the environment, as for other programs
(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL, AWS_REGION).
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from publish.build.store import Store, opened, seal
from publish.errors import PlaceError, UsageError
from publish.extras import how_to_get

SHARED = ("clip", "section", "sound")
"""The kinds of finished work that are shared: speaking costs most, and sound can be read without trust."""
_REMOTE = re.compile(r"(s3|s3a|gs|az|file)://", re.IGNORECASE)
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


def is_remote(output: str) -> bool:
    """Whether a place for products is in an object store."""
    return bool(_REMOTE.match(output))


class Objects:
    """The objects under an address such as s3://bucket/prefix. Raises UsageError where it is none."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._place = _opened(self.url)

    def put(self, path: str, content: bytes | Path) -> None:
        """Put an object, whole or not at all. Raises PlaceError."""
        import obstore

        media_type = _TYPES.get(Path(path).suffix.lower(), "application/octet-stream")
        try:
            obstore.put(self._place, path, content, attributes={"Content-Type": media_type})
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

    def names(self, under: str = "") -> list[str]:
        """The paths of all objects, sorted. Raises PlaceError."""
        import obstore

        try:
            return sorted(
                entry["path"] for page in obstore.list(self._place, under or None) for entry in page
            )
        except (obstore.exceptions.BaseError, OSError) as error:
            raise self._cannot("listed", under, error) from error

    def _cannot(self, verb: str, path: str, error: Exception) -> PlaceError:
        reason = str(error).strip().split("\n")[0][:300]
        return PlaceError(f"{self.url}/{path} cannot be {verb}: {reason}", "check the store and its keys")


@functools.cache
def _opened(url: str) -> Any:
    """A store's connections, kept by the process for all its articles."""
    try:
        from obstore.exceptions import BaseError
        from obstore.store import from_url
    except ModuleNotFoundError as error:
        raise UsageError("an object store needs obstore", how_to_get("s3")) from error
    plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    retry: Any = {
        "max_retries": 8,
        "retry_timeout": timedelta(seconds=120),
        "backoff": {
            "init_backoff": timedelta(milliseconds=100),
            "max_backoff": timedelta(seconds=10),
            "base": 2,
        },
    }
    local = url.lower().startswith("file:")
    try:
        if local:
            return from_url(url, mkdir=True)
        return from_url(url, client_options={"allow_http": plain}, retry_config=retry)
    except (BaseError, ValueError) as error:
        raise UsageError(f"{url} is no object store: {error}", "write it as s3://bucket/prefix") from error


class SharedStore(Store):
    """A store whose costly entries are also in an object store, for every machine and every later run."""

    def __init__(self, root: Path, url: str) -> None:
        super().__init__(root)
        self._objects = Objects(url)

    def get(self, kind: str, key: str) -> bytes | None:
        """As Store; what another machine has made is fetched and kept. Raises StoreError and PlaceError."""
        content = super().get(kind, key)
        if content is None and kind in SHARED:
            entry = self._objects.get(f"{kind}/{key[:2]}/{key}")
            content = opened(kind, key, entry) if entry else None
            if content is not None:
                super().put(kind, key, content)
        return content

    def put(self, kind: str, key: str, content: bytes) -> None:
        super().put(kind, key, content)
        if kind in SHARED:
            self._objects.put(f"{kind}/{key[:2]}/{key}", seal(kind, key, content) + content)


def open_store(root: Path, shared: str = "") -> Store:
    """The store in a folder, joined to a shared one where there is one."""
    return SharedStore(root, shared) if shared else Store(root)
