"""A converted picture, the limits on pictures, and the format of a picture from its bytes."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass

from publish.errors import ImageError

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 80_000_000
MAX_PICTURES = 400
LONGEST_SIDE = 1600


@dataclass(frozen=True, slots=True)
class Converted:
    """A picture ready for the products: its bytes, kind and size, and codes of what was changed about it."""

    data: bytes
    media_type: str
    extension: str
    width: int
    height: int
    animated: bool = False
    changes: tuple[tuple[str, str], ...] = ()


class PictureError(ImageError):
    """A picture that cannot be used; `code` is that of its problem."""

    def __init__(self, message: str, help: str = "", code: str = "IMG-003") -> None:
        super().__init__(message, help)
        self.args = (message, help, code)
        self.code = code


# --- the format of a picture ---------------------------------------------------


_MAGIC = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG2000"),
)
_HEIF = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


def kind_of(data: bytes) -> str:
    """Pillow's name of the format, "HEIF" or "SVG". Raises PictureError for everything else."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        brands = {data[8:12], *(data[i : i + 4] for i in range(16, min(len(data), 64), 4))}
        if brands & {b"avif", b"avis"}:
            return "AVIF"
        if brands & _HEIF:
            return "HEIF"
    if _looks_svg(data):
        return "SVG"
    raise PictureError(f"is {_other(data)}", "put a JPEG, PNG, GIF, WebP or SVG in its place", "IMG-002")


def unpacked(data: bytes) -> bytes:
    """The bytes of a gzipped SVG (.svgz) unpacked, others as they are. Raises PictureError for a bomb."""
    if data[:2] != b"\x1f\x8b":
        return data
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = unpacker.decompress(data, MAX_BYTES)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise PictureError("is a broken compressed file", code="IMG-002") from error
    if unpacker.unconsumed_tail:
        raise PictureError(f"unpacks to more than {MAX_BYTES >> 20} MB", "make it smaller", "IMG-004")
    return plain


def _looks_svg(data: bytes) -> bool:
    start = data[:4096].lower()
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.replace(b"\x00", b"")
    return b"<svg" in start and b"<html" not in start and not start.lstrip().startswith(b"<!doctype html")


def _other(data: bytes) -> str:
    start = data[:1024].lstrip().lower()
    if not data:
        return "empty"
    if start.startswith((b"<!doctype html", b"<html", b"<head")) or b"<html" in start:
        return "a web page, not a picture"
    if start.startswith(b"%pdf"):
        return "a PDF, not a picture"
    return "not a picture of a known kind"
