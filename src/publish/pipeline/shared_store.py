"""A store in an object store, shared by machines."""

from __future__ import annotations

from pathlib import Path

from publish.pipeline.store import Store, opened, seal
from publish.system.object_store import Objects

SHARED = ("clip", "section", "sound")
"""The kinds of finished work that are shared: speaking costs most, and sound can be read without trust."""


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
