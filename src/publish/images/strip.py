"""Remove metadata and trailing bytes from a picture without touching its pixels.

EXIF can hold where a photograph was taken, and bytes after the end can be
another file. Colour profiles stay: without them colours change.
"""

from __future__ import annotations

import struct
import zlib


class StructureError(Exception):
    """A picture that decodes, though its parts do not fit together: it must be encoded anew."""


# Chunks of PNG that change how it looks (PNG 3rd edition, 11.3), and those of its animation.
_PNG = frozenset(b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT".split())
_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))


def stripped(data: bytes, kind: str) -> bytes:
    """The picture without metadata. Raises StructureError when its parts do not fit together."""
    try:
        return _WAYS[kind](data)
    except (IndexError, struct.error, ValueError) as error:
        raise StructureError(str(error)) from error


def _png(data: bytes) -> bytes:
    out, at = [data[:8]], 8
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        name, chunk = data[at + 4 : at + 8], data[at : at + 12 + length]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise ValueError(name)
        if name in _PNG:
            out.append(chunk)
        at += len(chunk)
        if name == b"IEND":
            return b"".join(out)


def _jpeg(data: bytes) -> bytes:
    """Segments up to the first scan, without comments and all application data but JFIF, ICC and Adobe."""
    out, at = [data[:2]], 2
    while True:
        if data[at] != 0xFF:
            raise ValueError(at)
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        if marker in _JPEG_ALONE:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        if marker == 0xDA:
            return b"".join((*out, _scans(data, at)))
        if _jpeg_keeps(marker, segment[4:16]):
            out.append(segment)
        at += len(segment)


def _jpeg_keeps(marker: int, start: bytes) -> bool:
    if marker == 0xE0:
        return start.startswith(b"JFIF")
    if marker == 0xE2:
        return start.startswith(b"ICC_PROFILE")
    if marker == 0xEE:
        return start.startswith(b"Adobe")
    return not 0xE0 <= marker <= 0xEF and marker != 0xFE


def _scans(data: bytes, begin: int) -> bytes:
    """From the first scan to the end of the image; tables may stand between the scans."""
    at = begin
    while True:
        at = data.index(b"\xff", at)
        marker = data[at + 1]
        if marker == 0xD9:
            return data[begin : at + 2]
        if marker in (0x00, 0xFF) or marker in _JPEG_ALONE:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]


def _gif(data: bytes) -> bytes:
    """Without comments and application data other than the loop count."""
    at = 13 + _table(data[10])
    out = [data[:at]]
    while data[at : at + 1] not in (b";", b""):  # many a GIF lacks the last byte
        begin = at
        if data[at] == 0x2C:
            at = _blocks(data, at + 11 + _table(data[at + 9]))
            out.append(data[begin:at])
        elif data[at] == 0x21:
            at = _blocks(data, at + 2)
            if data[begin + 1] == 0xF9 or data[begin + 3 : begin + 14] == b"NETSCAPE2.0":
                out.append(data[begin:at])
        else:
            raise ValueError(at)
    return b"".join((*out, b";"))


def _table(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _webp(data: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", data, 4)
    end, at, out = min(8 + size, len(data)), 12, []
    while at + 8 <= end:
        (length,) = struct.unpack_from("<I", data, at + 4)
        chunk = data[at : at + 8 + length + (length & 1)]
        at += 8 + length + (length & 1)
        if chunk[:4] == b"VP8X":  # the flags of EXIF and XMP
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if chunk[:4] in _WEBP:
            out.append(chunk)
    body = b"WEBP" + b"".join(out)
    return b"RIFF" + struct.pack("<I", len(body)) + body


_WAYS = {"PNG": _png, "JPEG": _jpeg, "GIF": _gif, "WEBP": _webp}
