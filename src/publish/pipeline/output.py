"""Place an article's products in the output folder, all or none.

They are staged beside their place, on the same disk, and the two folders change
places in one step, so that no reader and no crash ever meets half an article.
Files in the article's folder that are not ours move with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from publish.errors import PlaceError
from publish.model.digest import of_file
from publish.system.processes import making, swept

Content = bytes | Iterable[bytes] | Callable[[BinaryIO], object]
"""What a product is made of: bytes, bytes piece by piece, or what writes them into a file."""
STAGING = ".staging"
_AT_FDCWD = -100
_EXCHANGE = 2


class Stage:
    """The folder where one article's products are gathered before they are placed."""

    def __init__(self, output: Path, slug: str) -> None:
        self.output = output
        self.slug = slug
        self.folder = output / STAGING / slug
        self._unsettled: list[str] = []

    @classmethod
    def empty(cls, output: Path, slug: str) -> Stage:
        """A stage with nothing left on it. Raises PlaceError."""
        stage = cls(output, slug)
        with placing(output / slug):
            _clear(stage.folder)
        return stage

    def write(self, path: str, content: Content) -> tuple[str, int]:
        """Write a product and give its digest and length; `path` counts from the output folder.

        It may not be on the disk before `settle`. Raises PlaceError.
        """
        if callable(content):
            return self._written(path, content)
        digest, length = hashlib.sha256(), 0
        with placing(self.output / path), self._created(path) as file:
            for part in (content,) if isinstance(content, bytes) else content:
                digest.update(part)
                length += len(part)
                view = memoryview(part)
                while view:
                    view = view[file.write(view) :]
        return digest.hexdigest(), length

    def _written(self, path: str, write: Callable[[BinaryIO], object]) -> tuple[str, int]:
        with placing(self.output / path):
            with self._created(path) as unbuffered, io.BufferedWriter(unbuffered) as file:
                write(file)
            return of_file(self.file(path)), self.file(path).stat().st_size

    def settle(self) -> None:
        """Have all that was written on the disk: one after the other at once, which takes hardly longer
        than one of them. Raises PlaceError."""
        while self._unsettled:
            path = self._unsettled.pop()
            with placing(self.output / path):
                _sync(self.file(path))

    def file(self, path: str) -> Path:
        """Where a product stands before it is placed, for those who read or write it as a file."""
        return self.output / STAGING / path

    def keep(self, path: str) -> None:
        """Take over a product as it stands in the output folder. Raises PlaceError."""
        with placing(self.output / path):
            self._linked(self.output / path, path)

    def commit(self, placed: frozenset[str]) -> None:
        """Put the staged folder in its place. What stood there and is in `placed` goes; the rest stays."""
        place = self.output / self.slug
        with placing(place):
            with making:
                self.folder.mkdir(parents=True, exist_ok=True)
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                kind = "link" if place.is_symlink() else "file"
                raise PlaceError(f"{place} is a {kind} and stands in the way", "move it elsewhere")
            self._adopt(place, placed)
            for folder, _, _ in os.walk(self.folder):
                _sync(Path(folder))
            exchange(self.folder, place)
            _sync(self.output)
        _clear(self.folder)

    def abandon(self) -> None:
        """Leave everything as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _adopt(self, place: Path, placed: frozenset[str]) -> None:
        for path in files(place):
            name = path.relative_to(self.output).as_posix()
            if name not in placed and not self.file(name).exists():
                self._linked(path, name)

    def _created(self, path: str) -> io.FileIO:
        with making:
            target = self.file(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            self._unsettled.append(path)
            return target.open("xb", buffering=0)

    def _linked(self, standing: Path, path: str) -> None:
        with making:
            target = self.file(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(standing, target)


def replace_file(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file of the output folder in one step. Raises PlaceError."""
    with placing(path):
        temporary = path.parent / STAGING / f"{path.name}.new"
        with making:
            temporary.parent.mkdir(parents=True, exist_ok=True)
            file = temporary.open("wb")
        with file:
            file.writelines((content,) if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync(path.parent)


def write_file(path: Path, content: bytes) -> None:
    """Write a file anywhere: it is there whole, or as it was before. Raises PlaceError."""
    fresh = path.with_name(f".{path.name}.new")
    with placing(path):
        try:
            fresh.write_bytes(content)
            fresh.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise


def write_below(path: Path, content: bytes) -> None:
    """Write a file as `write_file` does, in a folder that is made for it. Raises PlaceError."""
    with placing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, content)


def prune(output: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Remove products, and the folders that this leaves empty; returns those removed. Raises PlaceError."""
    removed = []
    for path in sorted(paths):
        target = output / path
        with placing(target, "removed"):
            if not target.is_file():
                continue
            target.unlink()
            removed.append(path)
            for parent in target.parents:
                if parent == output or any(parent.iterdir()):
                    break
                parent.rmdir()
    return tuple(removed)


def withdraw(output: Path, slug: str, placed: frozenset[str]) -> tuple[str, ...]:
    """Take away an article's products in one step, and its folder when nothing else is in it.

    Tells which products there were. Raises PlaceError.
    """
    removed = tuple(path for path in sorted(placed) if (output / path).is_file())
    if removed:
        Stage.empty(output, slug).commit(placed)
        with contextlib.suppress(OSError):
            (output / slug).rmdir()
    return removed


def recover(output: Path) -> None:
    """Sweep what a killed build left: put back a folder that was just being replaced, drop the rest."""
    staging = output / STAGING
    with placing(output):
        for old in sorted(staging.glob("*.old")):
            place = output / old.name.removesuffix(".old")
            if not place.exists():
                old.rename(place)
        _clear(staging)


@contextlib.contextmanager
def only_build(output: Path, waiting: object = None) -> Iterator[None]:
    """Hold the output folder for one build at a time; another waits, after `waiting()` was called.

    What an earlier build left half done is swept before, and what this one leaves after. The lock is
    on the folder itself, so that it ends with its holder, however that ends. Raises PlaceError.
    """
    with placing(output):
        _make(output)
        descriptor = os.open(output, os.O_RDONLY)
    try:
        _lock(descriptor, waiting)
        recover(output)
        with swept(lambda: _tidy(output)):
            yield
    finally:
        os.close(descriptor)


def _make(output: Path) -> None:
    if not output.is_dir():
        if output.is_symlink() and not output.exists():
            raise PlaceError(f"{output} leads to {output.readlink()}, which is not there", "make that folder")
        if output.exists():
            raise PlaceError(f"{output} is a file", "give a folder with -o")
        output.mkdir(parents=True, exist_ok=True)


def _tidy(output: Path) -> None:
    """Sweep, again where another thread was just taking away the same files.

    What cannot be swept now is swept by the next build.
    """
    for _ in range(_SWEEPS):
        with contextlib.suppress(PlaceError):
            recover(output)
            return


_SWEEPS = 20


def _lock(descriptor: int, waiting: object) -> None:
    try:
        import fcntl
    except ImportError:  # a system without flock has no way to wait either
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if callable(waiting):
            waiting()
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:  # a file system without locks, as some network ones are
        return


def exchange(new: Path, place: Path) -> None:
    """Swap two folders, in one step where the system can; `new` is then what `place` was. Raises OSError."""
    if not place.exists():
        new.rename(place)
    elif not _swapped(new, place):
        old = new.with_name(f"{new.name}.old")
        _clear(old)
        place.rename(old)
        new.rename(place)
        _clear(old)


def _swapped(new: Path, place: Path) -> bool:
    """renameat2 with RENAME_EXCHANGE (Linux); False where the system or the file system has none."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(place), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(place))


def files(folder: Path) -> list[Path]:
    """Every file under a folder, sorted; links are not followed."""
    return sorted(Path(parent, name) for parent, _, names in os.walk(folder) for name in names)


@contextlib.contextmanager
def placing(path: Path, verb: str = "written") -> Iterator[None]:
    """Turn the system's errors into a sentence about `path`."""
    try:
        yield
    except OSError as error:
        help_ = _HELP.get(error.errno or 0, "check its permissions, or choose another place")
        failure = PlaceError(f"{path} cannot be {verb}: {error.strerror or error}", help_)
        failure.elsewhere = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise failure from error


_HELP = {
    errno.ENOSPC: "make room on that disk",
    errno.EDQUOT: "make room on that disk",
    errno.ENOENT: "make the folder that it is to be in, or give another one",
    errno.EEXIST: "a file of that name stands in the way; choose another place",
    errno.ENOTDIR: "a file stands where a folder is wanted; choose another place",
}


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, target, follow_symlinks=False)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
