"""Raster pictures: verified, rotated upright, scaled, and written as JPEG, PNG or GIF.

A picture that is already fit is not encoded again: only its metadata (which
may say where it was taken) and whatever stands after its end are cut off.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import struct
import warnings
import zlib
from typing import Any

from PIL import Image, ImageCms, ImageOps

from publish.images.picture import Converted, PictureError


class StructureError(Exception):
    """A picture that decodes, though its parts do not fit together: it must be encoded anew."""


# Chunks of PNG that change how it looks (PNG 3rd edition, 11.3), and those of its animation.
_PNG = frozenset(b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT".split())
_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))


def stripped(data: bytes, kind: str) -> bytes:
    """The picture without metadata and without bytes after its end; its pixels stay as they are.

    EXIF can hold where a photograph was taken, and bytes after the end can be another file. Colour
    profiles stay: without them colours change. Raises StructureError when its parts do not fit together.
    """
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


JPEG_QUALITY = 85
_ORIENTATION = 0x0112
_MEDIA = {
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "GIF": ("image/gif", "gif"),
    "WEBP": ("image/webp", "webp"),
}
_FIT_MODES = {
    "JPEG": ("RGB", "L"),
    "PNG": ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16", "I"),
    "GIF": ("P", "L", "RGB", "RGBA", "1"),
}
_TARGETS = {"JPEG": "JPEG", "PNG": "PNG", "GIF": "PNG", "ICO": "PNG"}
"""A still WebP becomes JPEG or PNG: MuPDF and the readers built on it do not support WebP."""
_FEW_COLOURS = 256


def make_raster(data: bytes, kind: str, longest_side: int, max_pixels: int) -> Converted:
    """A picture of pixels, fit for a book. Raises PictureError for a broken, false or too big one."""
    try:
        with warnings.catch_warnings(action="ignore"), _opened(data, kind) as image:
            if image.width * image.height > max_pixels:
                _refuse_size(image.width, image.height, max_pixels)
            return _converted(data, kind, image, longest_side)
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise PictureError("has far too many pixels", "make it smaller", "IMG-004") from error
    except MemoryError as error:
        raise PictureError("needs more memory than there is", "make it smaller", "IMG-004") from error
    except Exception as error:  # Pillow's plug-ins raise whatever their parsers meet
        raise PictureError(f"is broken: {_reason(error)}", "save it again") from error


_PLUGINS = {
    "AVIF": "AvifImagePlugin",
    "GIF": "GifImagePlugin",
    "ICO": "IcoImagePlugin",
    "JPEG": "MpoImagePlugin",
    "PNG": "PngImagePlugin",
    "WEBP": "WebPImagePlugin",
}
"""Pillow's modules for the kinds of pictures; the one for MPO imports the one for JPEG."""


def _opened(data: bytes, kind: str) -> Image.Image:
    if kind == "HEIF":
        import pi_heif  # type: ignore[import-untyped]

        pi_heif.register_heif_opener(thumbnails=False)
    if kind in _PLUGINS:  # else Pillow imports the plug-ins of all its fifty formats to find the one
        importlib.import_module(f"PIL.{_PLUGINS[kind]}")
    names = ("JPEG", "MPO") if kind == "JPEG" else (kind,)
    return Image.open(io.BytesIO(data), formats=names)


def _refuse_size(width: int, height: int, max_pixels: int) -> None:
    message = f"has {width} by {height} pixels; at most {max_pixels // 1_000_000} million are allowed"
    raise PictureError(message, "make it smaller", "IMG-004")


def _converted(data: bytes, kind: str, image: Image.Image, longest_side: int) -> Converted:
    moving = bool(getattr(image, "is_animated", False)) and kind in ("GIF", "PNG", "WEBP")
    still = bool(getattr(image, "is_animated", False)) and not moving and kind in ("AVIF", "HEIF")
    changes = (("IMG-007", "moves; its first picture was taken"),) if still else ()
    upright = image.getexif().get(_ORIENTATION, 1) == 1
    small = max(image.size) <= longest_side
    if moving or (kind in _FIT_MODES and upright and small and image.mode in _FIT_MODES[kind]):
        image.load()  # every pixel is read, so that a truncated picture is found here and not in a book
        with contextlib.suppress(StructureError):
            return Converted(stripped(data, kind), *_MEDIA[kind], *image.size, animated=moving)
    return _encoded(image, kind, longest_side, changes)


def _encoded(
    image: Image.Image, kind: str, longest_side: int, changes: tuple[tuple[str, str], ...]
) -> Converted:
    if kind == "JPEG":
        image.draft(None, (longest_side, longest_side))  # decodes at a fraction of the size, not below this
    image = _plain_colours(ImageOps.exif_transpose(image))
    if max(image.size) > longest_side:
        image.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    target = _TARGETS.get(kind) or _target(image)
    out = io.BytesIO()
    image.info.clear()
    _opaque(image, target).save(out, target, **_OPTIONS[target])
    return Converted(out.getvalue(), *_MEDIA[target], *image.size, changes=changes)


_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {
        "quality": JPEG_QUALITY,
        "optimize": True,
        "progressive": True,
        "exif": b"",
        "icc_profile": None,
    },
    "PNG": {"optimize": True, "exif": b"", "icc_profile": None},
}


def _plain_colours(image: Image.Image) -> Image.Image:
    """The picture as sRGB in grey, RGB or RGBA: the colours every reader shows alike."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image = _in_srgb(image, profile)
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    if image.mode.startswith(("I", "F")):
        return (
            image.point(lambda value: value / 256).convert("L") if image.mode != "F" else image.convert("L")
        )
    see_through = image.mode in ("LA", "PA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if see_through else "L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile says nothing about the colours
    return converted or image


def _target(image: Image.Image) -> str:
    """PNG where there is transparency or a drawing's few colours, JPEG for the rest."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255):
        return "PNG"
    return "PNG" if image.convert("RGB").getcolors(16 if image.mode == "L" else _FEW_COLOURS) else "JPEG"


def _opaque(image: Image.Image, target: str) -> Image.Image:
    return image.convert("RGB") if target == "JPEG" and image.mode == "RGBA" else image


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).split("\n")[0].rstrip(".")[:120]
