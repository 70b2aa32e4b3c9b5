"""The content-addressed store of finished work, on disk and shared through an object store.

An entry is one file: the SHA-256 of its name and content, then the content. It
is written beside the others and moved in with one rename, and checked each time
it is read; one that is damaged, stands in another's place or cannot be read is a
miss, so the worst that a crash or a flipped bit can cost is doing that piece of
work again.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import functools
import hashlib
import json
import os
import re
import shutil
import threading
import time
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, Union

from publish.errors import StoreError, UsageError
from publish.model.article import Article, Image, Link, Math, Picture
from publish.system.object_store import Objects

# Values of steps as entries of the store, and back: JSON and raw bytes, checked against the value's types.
#
# An entry is data. Whoever can write to a store can change what it says, but
# reading it builds only the dataclass that was asked for and the ones it holds.
# The format is one line of JSON, then the `bytes` values one after another. A
# dataclass is a list of its name and its fields in order; a `bytes` value is its
# length.

T = TypeVar("T")
Reader = Callable[[Any, "_Blobs"], Any]


class EntryError(ValueError):
    """An entry that does not hold a value of the type that was asked for."""


def encode(value: Any) -> bytes:
    """A value of dataclasses, tuples, dicts, strings, numbers, bytes and None as an entry."""
    blobs: list[bytes] = []
    table = _table(value, blobs)
    head = json.dumps(table, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return b"\n".join((head, b"".join(blobs)))


def decode(entry: bytes, kind: type[T]) -> T:
    """The value of type `kind` in an entry. Raises EntryError."""
    head, _, rest = entry.partition(b"\n")
    blobs = _Blobs(rest)
    try:
        value: T = _reader(typing.cast("Any", kind))(json.loads(head), blobs)
    except (ValueError, RecursionError) as error:
        raise EntryError(f"no {kind.__name__}: {error}") from error
    if blobs.left:
        raise EntryError(f"no {kind.__name__}: bytes are left over")
    return value


def _table(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if isinstance(value, bytes):
        blobs.append(value)
        return len(value)
    if isinstance(value, (tuple, list)):
        return [_table(item, blobs) for item in value]
    if isinstance(value, dict):
        return {name: _table(item, blobs) for name, item in value.items()}
    fields = (getattr(value, name) for name in value.__dataclass_fields__)
    return [type(value).__name__, *(_table(item, blobs) for item in fields)]


class _Blobs:
    """The bytes after the JSON, taken in order."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def take(self, length: int) -> bytes:
        if not 0 <= length <= self.left:
            raise EntryError("bytes are missing")
        self._at += length
        return self._data[self._at - length : self._at]


# --- readers, one a type ----------------------------------------------------


@functools.cache
def _reader(kind: Any) -> Reader:
    """The function that checks a JSON value against a type and makes a value of that type."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(typing.cast("type[Any]", kind))
    if origin is tuple:
        return _tuple_reader(parts)
    if origin is dict and parts[0] is str:
        return _dict_reader(parts[1])
    if origin in (Union, types.UnionType):
        return _union_reader(parts)
    if origin is Literal:
        return _literal_reader(parts)
    if kind is bytes:
        return lambda value, blobs: blobs.take(_checked(value, int))
    if kind in (str, int, bool, float, types.NoneType):
        return lambda value, blobs: _checked(value, kind)
    raise TypeError(f"no entry of the store can hold {kind}")


def _checked(value: Any, kind: type) -> Any:
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise EntryError(f"a {type(value).__name__} where a {kind.__name__} must be")
    return value


def _items(value: Any) -> list[Any]:
    items: list[Any] = _checked(value, list)
    return items


def _dataclass_reader(kind: type[Any]) -> Reader:
    readers: list[Reader] = []
    known = _SAFE.get(kind)

    def read(value: Any, blobs: _Blobs) -> Any:
        if not readers:  # not before: a block holds blocks
            hints = typing.get_type_hints(kind)
            # All at once: other threads read entries too, and may be at the same place.
            readers[:] = [_reader(hints[field.name]) for field in dataclasses.fields(kind)]
        name, *items = _items(value) or [""]
        if name != kind.__name__ or len(items) != len(readers):
            raise EntryError(f"no {kind.__name__}")
        built = kind(*[reader(item, blobs) for reader, item in zip(readers, items, strict=True)])
        if known and not known(built):
            raise EntryError(f"an unsafe {kind.__name__}")
        return built

    return read


def _tuple_reader(parts: tuple[Any, ...]) -> Reader:
    if len(parts) == 2 and parts[1] is Ellipsis:
        every = _reader(parts[0])
        return lambda value, blobs: tuple([every(item, blobs) for item in _items(value)])
    each = tuple(_reader(part) for part in parts)

    def read(value: Any, blobs: _Blobs) -> Any:
        items = _items(value)
        if len(items) != len(each):
            raise EntryError(f"{len(items)} values where {len(each)} must be")
        return tuple(reader(item, blobs) for reader, item in zip(each, items, strict=True))

    return read


def _dict_reader(part: Any) -> Reader:
    reader = _reader(part)
    return lambda value, blobs: {name: reader(item, blobs) for name, item in _checked(value, dict).items()}


def _union_reader(parts: tuple[Any, ...]) -> Reader:
    """Dataclasses are distinguished by their names; besides them there may be one other type, or None."""
    plain = {part: _reader(part) for part in parts if not dataclasses.is_dataclass(part)}
    named = {part.__name__: _reader(part) for part in parts if part not in plain}

    def read(value: Any, blobs: _Blobs) -> Any:
        name = value[0] if type(value) is list and value and type(value[0]) is str else ""
        reader = named.get(name) or plain.get(type(value))
        if reader is None:
            raise EntryError(f"a {name or type(value).__name__} where none may be")
        return reader(value, blobs)

    return read


def _literal_reader(parts: tuple[Any, ...]) -> Reader:
    def read(value: Any, blobs: _Blobs) -> Any:
        if type(value) is not str or value not in parts:
            raise EntryError(f"{value!r:.40} where none may be")
        return value

    return read


# --- what the types do not say ----------------------------------------------

_FILE = re.compile(r"(?!\.)[\w.-]{1,200}")
_PICTURE_FILE = re.compile(r"(?!\.)[\w.-]{1,200}\.(?:jpe?g|png|gif|webp|svg)")
_TAG = re.compile(r"<[/?!]?([^\s/>]*)")
_LINKS = ("#", "http://", "https://", "mailto:", "tel:")


def _safe_picture(picture: Picture) -> bool:
    """Whether a picture's file is served as one, and an SVG has nothing in it that acts."""
    if not _PICTURE_FILE.fullmatch(picture.name) or not picture.media_type.startswith("image/"):
        return False
    if not picture.name.endswith(".svg"):
        return True
    from publish.images.svg import is_clean

    return is_clean(picture.data)


def _safe_formula(math: Math) -> bool:
    from publish.html.math.sanitise import ELEMENTS

    return ELEMENTS.issuperset(_TAG.findall(math.mathml))


_SAFE: dict[type, Callable[[Any], bool]] = {
    Article: lambda article: bool(_FILE.fullmatch(article.slug)),
    Image: lambda image: not image.name or bool(_PICTURE_FILE.fullmatch(image.name)),
    Link: lambda link: not link.href or link.href.startswith(_LINKS),
    Math: _safe_formula,
    Picture: _safe_picture,
}
"""What the reader promises of its values beyond their types, where breaking it could do harm."""


DEFAULT_CAP_BYTES = 4_000_000_000
_DIGEST_BYTES = 32
_SAMPLE = 16
"""So many folders of each kind are looked at to guess the size of the whole."""
_ABANDONED_SECONDS = 3600
"""A temporary file that has not changed for so long was left behind: writing one takes seconds."""
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
        """Every entry, sorted by path. A file without a key's name is no entry."""
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
        """Remove what was used longest ago until `cap_bytes` are left; returns what it removed.

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
        """Prune if the store seems to have outgrown its cap, judged by some of its 256 folders.

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
        """Read every entry; remove the damaged ones and return their names. Raises StoreError."""
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
        with contextlib.suppress(OSError):  # none yet, or unreadable: the caller that needs it reports that
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
