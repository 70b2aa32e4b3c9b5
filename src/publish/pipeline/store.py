"""The content-addressed store of finished work, on disk and shared through an object store.

An entry is one file: the SHA-256 of its name and content, then the content. It
is written beside the others and moved in with one rename, and checked each time
it is read; one that is damaged, stands in another's place or cannot be read is a
miss, so the worst that a crash or a flipped bit can cost is doing that piece of
work again.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.errors import StoreError, UsageError
from publish.system.object_store import Objects

DEFAULT_CAP_BYTES = 4_000_000_000
_DIGEST_BYTES = 32
_SAMPLE = 16
"""So many folders of each kind are looked at to guess the size of the whole."""
_ABANDONED_SECONDS = 3600
"""After so long without a change, a temporary file is nobody's: writing one takes seconds."""
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it lies on disk; `used` is when it was last read or written, in seconds."""

    path: Path
    kind: str
    length_bytes: int
    used: float


@dataclass(frozen=True, slots=True)
class Usage:
    """How much of a kind there is."""

    kind: str
    entries: int
    length_bytes: int


def default_root() -> Path:
    """Where the store is: PUBLISH_STORE, else `publish` in the user's cache folder."""
    if own := os.environ.get("PUBLISH_STORE"):
        return Path(own)
    cache = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(cache) if cache else Path.home() / ".cache") / "publish"
    except RuntimeError as error:
        raise StoreError(
            "there is no home folder to keep finished work in", "set PUBLISH_STORE to a folder"
        ) from error


def cap_bytes() -> int:
    """How large a build lets the store grow: PUBLISH_STORE_MAX_SIZE, else 4 GB. Raises UsageError."""
    limit = os.environ.get("PUBLISH_STORE_MAX_SIZE")
    return size(limit, "PUBLISH_STORE_MAX_SIZE") if limit else DEFAULT_CAP_BYTES


def size(text: str, name: str) -> int:
    """A size such as 500MB in bytes; `name` is what sets it. Raises UsageError."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?\s*", text, re.IGNORECASE)
    if not match:
        raise UsageError(f"{name} is {text!r}", "write a size such as 500MB or 4GB")
    return round(float(match[1]) * _UNITS[match[2].upper()])


def seal(kind: str, key: str, content: bytes) -> bytes:
    """What stands before an entry's content."""
    digest = hashlib.sha256(f"{kind}/{key}\n".encode())
    digest.update(content)
    return digest.digest()


def opened(kind: str, key: str, entry: bytes) -> bytes | None:
    """The content of an entry, None when it is damaged or another's."""
    content = entry[_DIGEST_BYTES:]
    return content if seal(kind, key, content) == entry[:_DIGEST_BYTES] else None


class Store:
    """Entries by kind and key under one folder; safe for many threads and processes at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made: set[Path] = set()
        self._lock = threading.Lock()

    def get(self, kind: str, key: str) -> bytes | None:
        """The content, or None when there is none that is whole and can be read."""
        path = self._path(kind, key)
        try:
            content = opened(kind, key, path.read_bytes())
        except OSError:
            return None
        if content is not None:
            self._touch(path)
        return content

    def has(self, kind: str, key: str) -> bool:
        """Whether there is an entry, damaged or not."""
        return self._path(kind, key).exists()

    def whole(self, kind: str, key: str) -> bool:
        """Whether there is an undamaged entry."""
        return self.get(kind, key) is not None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep content. It is there whole, or not at all. Raises StoreError."""
        try:
            try:
                self._put(kind, key, content)
            except FileNotFoundError:  # a folder, or our file in it, was taken away in between
                self._made.clear()
                self._put(kind, key, content)
        except OSError as error:
            raise self._cannot("written", error) from error

    def _put(self, kind: str, key: str, content: bytes) -> None:
        path, temporary = self._path(kind, key), self.root / "tmp" / os.urandom(8).hex()
        self._make(temporary.parent)
        self._make(path.parent)
        try:
            _write(temporary, seal(kind, key, content), content)
            temporary.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise

    def entries(self) -> Iterator[Entry]:
        """Every entry, sorted by path. A file that does not bear a key's name is not ours."""
        for path in sorted(self.root.glob("*/??/*")):
            if not _KEY.fullmatch(path.name):
                continue
            try:
                status = path.lstat()
            except FileNotFoundError:
                continue
            yield Entry(path, path.parent.parent.name, status.st_size, status.st_mtime)

    def usage(self) -> tuple[Usage, ...]:
        """What the store holds, by kind."""
        kinds: dict[str, tuple[int, int]] = {}
        for entry in self.entries():
            count, length = kinds.get(entry.kind, (0, 0))
            kinds[entry.kind] = (count + 1, length + entry.length_bytes)
        return tuple(Usage(kind, *kinds[kind]) for kind in sorted(kinds))

    def prune(self, cap_bytes: int) -> tuple[Entry, ...]:
        """Remove what was used longest ago until `cap_bytes` are left; tells what it removed.

        Times order the entries and nothing else: a clock that was set back
        costs work, never correctness. Raises StoreError.
        """
        self.sweep()
        entries = sorted(self.entries(), key=lambda entry: (entry.used, entry.path))
        excess = sum(entry.length_bytes for entry in entries) - cap_bytes
        removed = []
        for entry in entries:
            if excess <= 0:
                break
            self._remove(entry.path)
            excess -= entry.length_bytes
            removed.append(entry)
        return tuple(removed)

    def keep_within(self, cap_bytes: int) -> None:
        """Prune if the store seems to have outgrown its cap, told from some of its 256 folders.

        Counting all of a large store would cost more than a small build; the
        folders are others each time. A store that cannot be pruned is none the worse.
        """
        shards = set(os.urandom(_SAMPLE))
        length = 0
        for path in (path for shard in shards for path in self.root.glob(f"*/{shard:02x}/*")):
            with contextlib.suppress(OSError):
                length += path.stat().st_size
        if length * 256 > cap_bytes * len(shards):
            with contextlib.suppress(StoreError):
                self.prune(cap_bytes)

    def verify(self) -> tuple[Entry, ...]:
        """Read every entry; remove the damaged ones and tell which they were. Raises StoreError."""
        damaged = []
        for entry in self.entries():
            try:
                whole = opened(entry.kind, entry.path.name, entry.path.read_bytes()) is not None
            except FileNotFoundError:
                continue
            except OSError:
                whole = False
            if not whole:
                self._remove(entry.path)
                damaged.append(entry)
        return tuple(damaged)

    def _path(self, kind: str, key: str) -> Path:
        return self.root / kind / key[:2] / key

    def _make(self, folder: Path) -> None:
        with self._lock:
            if folder not in self._made:
                folder.mkdir(parents=True, exist_ok=True)
                self._made.add(folder)

    def _touch(self, path: Path) -> None:
        with contextlib.suppress(OSError):  # a store that may only be read still serves
            os.utime(path)

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise self._cannot("changed", error) from error

    def sweep(self) -> None:
        """Remove temporary files that killed builds left behind, as far as that can be done."""
        left: list[Path] = []
        with contextlib.suppress(OSError):  # none yet, or one that cannot be read: whoever wants it will say
            left = list((self.root / "tmp").iterdir())
        for path in left:
            with contextlib.suppress(OSError):
                if abs(time.time() - path.stat().st_mtime) > _ABANDONED_SECONDS:
                    path.unlink()

    def _cannot(self, verb: str, error: OSError) -> StoreError:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            full = StoreError(
                f"the disk is full: the store {self.root} cannot take another entry",
                "make room (publish store prune) or set PUBLISH_STORE to another disk",
            )
            full.elsewhere = True
            return full
        return StoreError(
            f"the store {self.root} cannot be {verb}: {error.strerror or error}",
            "set PUBLISH_STORE to a folder that you may write",
        )


class ReadOnlyStore(Store):
    """A store that answers and keeps nothing, for `explain`."""

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep nothing."""

    def _touch(self, path: Path) -> None:
        """Leave the time of an entry's last use."""


def _write(path: Path, digest: bytes, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        for part in (digest, content):
            view = memoryview(part)
            while view:
                view = view[file.write(view) :]
        os.fsync(file.fileno())


def free_bytes(folder: Path) -> int:
    """Room left on the disk of `folder`, or of its nearest existing parent."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


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
