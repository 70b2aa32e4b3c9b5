"""Bytes of pictures: from the page's own parts, files beside it, or the web."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

from publish.errors import ImageError, NetworkError
from publish.model.text import nearest, shortened
from publish.model.urls import joined_to, path_of
from publish.sources.object_store import ObjectFolder

if TYPE_CHECKING:
    from publish.sources.http import Web
    from publish.sources.http_cache import Keeper

MAX_PICTURE_BYTES = 40 * 1024 * 1024
_DATA = re.compile(
    r"data:(?P<type>[^;,]*)(?P<parameters>(?:;[^;,]*)*),(?P<data>.*)", re.DOTALL | re.IGNORECASE
)
_EMBEDDED = re.compile(r"""data:image/[\w.+-]+(?:;[\w=.+-]+)*,[^"'\s)<>]{4096,}""", re.IGNORECASE)
_PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".svg"))
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Online:
    """The way to the web for one source: its client is made when first needed, and never sent elsewhere."""

    def __init__(self, keeper: Keeper | None = None, allow_hosts: tuple[str, ...] = ()) -> None:
        self._settings = (keeper, allow_hosts)
        self._web: Web | None = None

    @property
    def web(self) -> Web:
        if self._web is None:
            from publish.sources.http import Web

            self._web = Web(*self._settings)
        return self._web

    def __reduce__(self) -> tuple[type[Online], tuple[Keeper | None, tuple[str, ...]]]:
        return Online, self._settings


@dataclass(frozen=True, slots=True)
class Fetch:
    """Gives the bytes behind an image's `src`; a value, so that it can be sent to another process.

    `folder` is the page's own, on a disk or in an object store, out of which no
    file is read. `parts` are what the source carries in itself, by address. `url`
    is what relative addresses count from. `named` are the files beside the page that it names by relative
    addresses. Without `online` the web is left alone.
    """

    folder: Path | ObjectFolder | None = None
    parts: dict[str, bytes] = field(default_factory=dict)
    url: str = ""
    online: Online | None = None
    named: tuple[str, ...] = ()

    def __call__(self, src: str) -> bytes:
        """The bytes. Raises ImageError or NetworkError, saying what stood in the way."""
        src = src.strip()
        if src in self.parts:
            return self.parts[src]
        if src[:5].lower() == "data:":
            return data_bytes(src)
        if (path := self.file(src)) is not None:
            return _read(path, src)
        if isinstance(self.folder, ObjectFolder):
            data = self.folder.picture(self._names(src), MAX_PICTURE_BYTES)
            if data is not None:
                return data
        address = joined_to(self.url, src)
        for name in (address, address.rsplit("/", 1)[-1]):
            if name in self.parts:
                return self.parts[name]
        if not _WEB.match(address):
            like = self._like(src)
            help_ = f"did you mean {like!r}?" if like else "put the file beside the page"
            raise ImageError.about(shortened(src, 120), "is not there", help_)
        if self.online is None:
            raise NetworkError.about(
                shortened(address, 120), "is on the web, and nothing is fetched from there"
            )
        return self.online.web.picture(address)

    def file(self, src: str) -> Path | None:
        """The file beside the page that an address means, None when there is none.

        A page that says where it stands on the web makes its pictures' addresses
        absolute, and one that a browser saved names a picture both on the web and
        in the folder saved with it: what the page names beside itself is taken.
        """
        if not isinstance(self.folder, Path):
            return None
        return next((path for name in self._names(src) if (path := beside(self.folder, name))), None)

    def place(self, src: str) -> Path | None:
        """Where the file is that an address means, or where it would be: a build looks there again."""
        path = self.file(src)
        if path is not None or not isinstance(self.folder, Path):
            return path
        here = joined_to(self.url, ".") if self.url else ""
        name = path_of(src.removeprefix(here)) if here or not _WEB.match(src) else ""
        if not name or _SCHEME.match(src.removeprefix(here)) or name.startswith(("/", "\\")):
            return None
        return self.folder / name if ".." not in name.split("/") and "\0" not in name else None

    def _like(self, src: str) -> str:
        """The file beside the page whose name is most like that of one which is not there."""
        try:
            beside = sorted(self.folder.iterdir()) if isinstance(self.folder, Path) else []
        except OSError:
            return ""
        return nearest(src, [path.name for path in beside if path.suffix.lower() in _PICTURES], 0.8)

    def _names(self, src: str) -> tuple[str, ...]:
        """The names that an address may have beside the page."""
        return (src, *self._named_as(path_of(src))) if _WEB.match(src) else (src,)

    def _named_as(self, path: str) -> Iterator[str]:
        """The page's own names for what has this path on the web, the surest first."""
        yield from (name for name in self.named if path.endswith(f"/{name}"))
        yield from (
            name for name in self.named if "/" in name and path.endswith(f"/{name.rpartition('/')[2]}")
        )


def beside(folder: Path, src: str) -> Path | None:
    """The file in `folder` that a relative address means.

    None when there is none, and for every way out of the folder: `..`, an
    absolute path, percent-encoding of these, a symbolic link.
    """
    if _SCHEME.match(src) or src.startswith(("/", "\\")):
        return None
    root = folder.resolve()
    for name in dict.fromkeys((src, src.split("#")[0].split("?")[0])):
        for spelled in dict.fromkeys((name, unquote(name))):
            try:
                path = (root / spelled).resolve()
                if spelled and path.is_relative_to(root) and path.is_file():
                    return path
            except (OSError, ValueError):  # a name too long, or with a NUL in it
                continue
    return None


def data_bytes(src: str) -> bytes:
    """The bytes in a `data:` address (RFC 2397). Raises ImageError."""
    match = _DATA.match(src)
    if match is None:
        raise ImageError.about(shortened(src, 120), "holds no data", "put the picture beside the page")
    data = unquote_to_bytes(match["data"])
    if ";base64" not in match["parameters"].lower():
        return data
    packed = re.sub(rb"[^A-Za-z0-9+/]", b"", data.translate(bytes.maketrans(b"-_", b"+/")))
    packed = packed[: len(packed) - (len(packed) % 4 == 1)]
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4))
    except binascii.Error as error:
        raise ImageError.about(shortened(src, 120), "is broken", "put the picture beside the page") from error


def take_out(text: str) -> tuple[str, dict[str, bytes]]:
    """A page's text with its big `data:` pictures named instead of written out, and their bytes.

    What is parsed, kept and printed then has the size of the words. Small ones
    stay: they are placeholders more often than pictures.
    """
    parts: dict[str, bytes] = {}

    def name(match: re.Match[str]) -> str:
        try:
            data = data_bytes(match[0])
        except ImageError:
            return match[0]
        suffix = re.match(r"data:image/(\w+)", match[0], re.IGNORECASE)
        name = f"embedded-{hashlib.sha256(data).hexdigest()[:12]}.{suffix[1].lower() if suffix else 'bin'}"
        parts[name] = data
        return name

    return _EMBEDDED.sub(name, text), parts


def _read(path: Path, src: str) -> bytes:
    try:
        if path.stat().st_size > MAX_PICTURE_BYTES:
            raise ImageError.about(src, f"is bigger than {MAX_PICTURE_BYTES >> 20} MB", "make it smaller")
        return path.read_bytes()
    except OSError as error:
        raise ImageError.about(src, f"cannot be read: {error.strerror}", "check its permissions") from error
