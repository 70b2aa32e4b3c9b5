"""EPUB container files: reproducible writing, careful reading."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from publish.errors import BookError

MAX_FILES = 20_000
MAX_RATIO = 100
"""Text packs to a tenth: what packs so well and is larger than `BOMB_BYTES` is made to fill a machine."""
BOMB_BYTES = 20_000_000
MIMETYPE = b"application/epub+zip"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that ZIP can hold
_STORED = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3", ".m4a", ".woff2")
_LIMIT = 2 * 1024**3  # no article needs more; an archive that claims more is a bomb


@dataclass(frozen=True, slots=True)
class Later:
    """A big file of a container: its bytes are had when they are packed, and let go at once."""

    read: Callable[[], bytes]


def pack(files: Mapping[str, bytes | Later]) -> bytes:
    """A container as bytes, as `pack_into` writes it."""
    out = BytesIO()
    pack_into(out, files)
    return out.getvalue()


def pack_into(out: BinaryIO, files: Mapping[str, bytes | Later]) -> None:
    """A container: `mimetype` first and stored, the rest in order of name, all with one fixed date.

    What is compressed already is stored, so that its bytes do not depend on a version of zlib.
    """
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for name in sorted(files.keys() - {"mimetype"}):
            stored = name.endswith(_STORED)
            content = files[name]
            data = content.read() if isinstance(content, Later) else content
            _add(archive, name, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data, compresslevel=9)


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of a container, in the order of the archive. Raises BookError when it cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_FILES:
                raise BookError(f"the book has {len(entries)} files", "check where it came from")
            if any(e.file_size > BOMB_BYTES and e.file_size > MAX_RATIO * e.compress_size for e in entries):
                raise BookError(
                    "a file of the book unpacks to far more than it says", "check where it came from"
                )
            if sum(entry.file_size for entry in entries) > _LIMIT:
                raise BookError("the book unpacks to more than 2 GB", "check where it came from")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BookError(f"this is no EPUB, or a damaged one ({error})", "build it or get it again") from error


class Packed(Mapping[str, bytes]):
    """The files of a container on disk, each read when it is asked for. Raises BookError where it cannot."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with zipfile.ZipFile(path) as archive:
                self._names = tuple(entry.filename for entry in archive.infolist() if not entry.is_dir())
        except (zipfile.BadZipFile, OSError) as error:
            raise BookError(f"{path.name} is not a readable EPUB: {error}") from error

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        try:
            with zipfile.ZipFile(self._path) as archive:
                return archive.read(name)
        except (zipfile.BadZipFile, OSError, EOFError) as error:
            raise BookError(f"{self._path.name}: {name} cannot be read: {error}") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
