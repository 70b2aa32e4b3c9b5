"""The store: finished work by key, so that nothing is done twice.

An entry is one file: the SHA-256 of its content, then the content. It is
written beside the store and moved in with one rename, and checked each time it
is read; a damaged entry is a miss, so the worst that a crash or a flipped bit
can cost is doing that piece of work again.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import os
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.errors import StoreError

DEFAULT_CAP_BYTES = 4_000_000_000
_DIGEST_BYTES = 32
_SHARDS = ("00", "3f", "7a", "c5")
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
    return (Path(cache) if cache else Path.home() / ".cache") / "publish"


class Store:
    """Entries by kind and key under one folder; safe for many threads and processes at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._names = itertools.count()
        self._made: set[Path] = set()
        self._lock = threading.Lock()

    def get(self, kind: str, key: str) -> bytes | None:
        """The content, or None when there is none or it is damaged. Raises StoreError."""
        path = self._path(kind, key)
        try:
            data = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _cannot("read", path, error) from error
        content = data[_DIGEST_BYTES:]
        if hashlib.sha256(content).digest() != data[:_DIGEST_BYTES]:
            return None
        self._touch(path)
        return content

    def has(self, kind: str, key: str) -> bool:
        """Whether there is an entry, damaged or not: for forecasts, never for work."""
        return self._path(kind, key).exists()

    def whole(self, kind: str, key: str) -> bool:
        """Whether there is an undamaged entry. Raises StoreError."""
        return self.get(kind, key) is not None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep content. It is there whole, or not at all. Raises StoreError."""
        path = self._path(kind, key)
        temporary = self.root / "tmp" / f"{os.getpid()}-{threading.get_ident()}-{next(self._names)}"
        try:
            self._make(temporary.parent)
            self._make(path.parent)
            _write(temporary, hashlib.sha256(content).digest(), content)
            temporary.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise _cannot("written", path, error) from error

    def entries(self) -> Iterator[Entry]:
        """Every entry, sorted by path. A file that does not bear a key's name is not ours."""
        for path in sorted(self.root.glob("*/??/*")):
            if not _KEY.fullmatch(path.name):
                continue
            try:
                status = path.stat()
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

    def due(self, cap_bytes: int = DEFAULT_CAP_BYTES) -> bool:
        """Whether the store may have outgrown its cap, told from a few of its 256 folders."""
        sample = [path for shard in _SHARDS for path in self.root.glob(f"*/{shard}/*")]
        held = sum(path.stat().st_size for path in sample if path.exists())
        return held * 256 > cap_bytes * len(_SHARDS)

    def verify(self) -> tuple[Entry, ...]:
        """Read every entry; remove the damaged ones and tell which they were. Raises StoreError."""
        damaged = []
        for entry in self.entries():
            try:
                data = entry.path.read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise _cannot("read", entry.path, error) from error
            if hashlib.sha256(data[_DIGEST_BYTES:]).digest() != data[:_DIGEST_BYTES]:
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
            raise _cannot("removed", path, error) from error

    def sweep(self) -> None:
        """Remove temporary files that killed builds left behind."""
        for path in sorted((self.root / "tmp").glob("*")):
            if not _alive(path.name.split("-")[0]):
                self._remove(path)


def _write(path: Path, digest: bytes, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        for part in (digest, content):
            view = memoryview(part)
            while view:
                view = view[file.write(view) :]
        os.fsync(file.fileno())


def _alive(pid: str) -> bool:
    if not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _cannot(verb: str, path: Path, error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError(
            f"the disk is full: {path.parent} cannot take another entry of the store",
            "make room (publish store prune) or set PUBLISH_STORE to another disk",
        )
    return StoreError(
        f"the store entry {path} cannot be {verb}: {error.strerror}",
        "set PUBLISH_STORE to a folder that you may write",
    )


def free_bytes(folder: Path) -> int:
    """Room left on the disk of `folder`, or of its nearest existing parent."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
