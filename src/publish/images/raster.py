"""Raster pictures: verified, rotated upright, scaled, and written as JPEG, PNG or GIF.

A picture that is already fit is not encoded again: only its metadata (which
may tell where it was taken) and whatever stands after its end are cut off.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import Any

from PIL import Image, ImageCms, ImageOps

from publish.images.picture import Made, PictureError
from publish.images.strip import StructureError, stripped

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
"""A still WebP becomes what suits it best: MuPDF and the readers built on it know no WebP."""
_FEW_COLOURS = 256


def make_raster(data: bytes, kind: str, longest_side: int, max_pixels: int) -> Made:
    """A picture of pixels, fit for a book. Raises PictureError for a broken, false or too big one."""
    try:
        with warnings.catch_warnings(action="ignore"), _opened(data, kind) as image:
            if image.width * image.height > max_pixels:
                _refuse_size(image.width, image.height, max_pixels)
            return _made(data, kind, image, longest_side)
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise PictureError("has far too many pixels", "make it smaller", "IMG-004") from error
    except MemoryError as error:
        raise PictureError("needs more memory than there is", "make it smaller", "IMG-004") from error
    except Exception as error:  # Pillow's plug-ins raise whatever their parsers meet
        raise PictureError(f"is broken: {_reason(error)}", "save it again") from error


def _opened(data: bytes, kind: str) -> Image.Image:
    if kind == "HEIF":
        import pi_heif  # type: ignore[import-untyped]

        pi_heif.register_heif_opener(thumbnails=False)
    names = ("JPEG", "MPO") if kind == "JPEG" else (kind,)
    return Image.open(io.BytesIO(data), formats=names)


def _refuse_size(width: int, height: int, max_pixels: int) -> None:
    message = f"has {width} by {height} pixels; {max_pixels // 1_000_000} million may be had"
    raise PictureError(message, "make it smaller", "IMG-004")


def _made(data: bytes, kind: str, image: Image.Image, longest_side: int) -> Made:
    moving = bool(getattr(image, "is_animated", False)) and kind in ("GIF", "PNG", "WEBP")
    still = bool(getattr(image, "is_animated", False)) and not moving and kind in ("AVIF", "HEIF")
    changes = (("IMG-007", "moves; its first picture was taken"),) if still else ()
    upright = image.getexif().get(_ORIENTATION, 1) == 1
    small = max(image.size) <= longest_side
    if moving or (kind in _FIT_MODES and upright and small and image.mode in _FIT_MODES[kind]):
        image.load()  # every pixel is read, so that a truncated picture is found here and not in a book
        with contextlib.suppress(StructureError):
            return Made(stripped(data, kind), *_MEDIA[kind], *image.size, animated=moving)
    return _encoded(image, kind, longest_side, changes)


def _encoded(image: Image.Image, kind: str, longest_side: int, changes: tuple[tuple[str, str], ...]) -> Made:
    if kind == "JPEG":
        image.draft(None, (longest_side, longest_side))  # decodes at a fraction of the size, not below this
    image = _plain_colours(ImageOps.exif_transpose(image))
    if max(image.size) > longest_side:
        image.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    target = _TARGETS.get(kind) or _target(image)
    out = io.BytesIO()
    image.info.clear()
    _opaque(image, target).save(out, target, **_OPTIONS[target])
    return Made(out.getvalue(), *_MEDIA[target], *image.size, changes=changes)


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
        found = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile says nothing about the colours
    return found or image


def _target(image: Image.Image) -> str:
    """PNG where there is transparency or a drawing's few colours, JPEG for the rest."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255):
        return "PNG"
    return "PNG" if image.convert("RGB").getcolors(16 if image.mode == "L" else _FEW_COLOURS) else "JPEG"


def _opaque(image: Image.Image, target: str) -> Image.Image:
    return image.convert("RGB") if target == "JPEG" and image.mode == "RGBA" else image


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).split("\n")[0].rstrip(".")[:120]
