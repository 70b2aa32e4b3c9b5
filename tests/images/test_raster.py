"""Pictures of pixels: whatever they come as, a book gets one it may hold, upright and of a sensible size."""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from publish.images.picture import Converted, PictureError, kind_of
from publish.images.resolve import make

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def drawn(mode: str = "RGB", size: tuple[int, int] = (120, 60)) -> Image.Image:
    """Red above, blue below, a white corner at the top left, and enough colours for a photograph."""
    image = Image.merge("RGB", [Image.radial_gradient("L").resize(size)] * 3)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], size[1] // 4), "red")
    draw.rectangle((0, size[1] * 3 // 4, size[0], size[1]), "blue")
    draw.rectangle((0, 0, size[0] // 6, size[1] // 6), "white")
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(size))
        return image
    return image.convert(mode)


def saved(image: Image.Image, format: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def opened(built: Converted) -> Image.Image:
    image = Image.open(io.BytesIO(built.data))
    image.load()
    return image


@pytest.mark.parametrize(
    ("format", "mode", "becomes"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("GIF", "P", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("AVIF", "RGB", "image/jpeg"),
        ("AVIF", "RGBA", "image/png"),
        ("BMP", "RGB", "image/jpeg"),
        ("TIFF", "RGB", "image/jpeg"),
        ("TIFF", "RGBA", "image/png"),
        ("TIFF", "CMYK", "image/jpeg"),
        ("ICO", "RGBA", "image/png"),
        ("JPEG2000", "RGB", "image/jpeg"),
    ],
)
@pytest.mark.parametrize("side", [100, 400])
def test_every_format_becomes_one_that_a_book_may_hold(
    format: str, mode: str, becomes: str, side: int
) -> None:
    image = drawn(mode, (240, 120)) if format != "ICO" else drawn(mode, (240, 240))
    noise = Image.effect_noise(image.size, 40).convert("RGB")
    if mode in ("RGB", "CMYK"):  # a photograph has more than 256 colours
        image = Image.blend(image.convert("RGB"), noise, 0.3).convert(mode)
    data = saved(image, format)
    side = min(side, *Image.open(io.BytesIO(data)).size) if format == "ICO" else side
    built = make(data, longest_side=side)
    becomes = "image/gif" if format == "GIF" and side > 240 else becomes
    assert (built.media_type, max(built.width, built.height)) == (becomes, min(side, 240))
    result = opened(built)
    assert result.size == (built.width, built.height)
    red = result.convert("RGB").getpixel((built.width // 2, built.height // 10))
    assert isinstance(red, tuple)
    assert red[0] > 150 > red[1]


def test_a_drawing_stays_without_loss() -> None:
    chart = Image.new("RGB", (200, 100), "white")
    ImageDraw.Draw(chart).rectangle((20, 20, 80, 80), "navy")
    assert make(saved(chart, "BMP")).media_type == "image/png"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF"])
def test_what_is_fit_is_not_encoded_again(format: str) -> None:
    data = saved(drawn("P" if format == "GIF" else "RGB"), format)
    built = make(data)
    assert opened(built).convert("RGB").tobytes() == Image.open(io.BytesIO(data)).convert("RGB").tobytes()
    assert len(built.data) <= len(data)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright_and_tell_nothing_of_where_they_were_taken(
    format: str, orientation: int
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = orientation, "SECRETCAMERA"
    exif.get_ifd(GPS)[2] = (51.0, 30.0, 0.0)
    turned = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]  # what undoes the orientation
    upright = drawn()
    lying = upright if turned is None else upright.transpose(Image.Transpose(turned))
    if orientation in (6, 8):
        lying = upright.transpose(
            Image.Transpose.ROTATE_90 if orientation == 6 else Image.Transpose.ROTATE_270
        )
    built = make(saved(lying, format, exif=exif))
    result = opened(built)
    assert result.size == upright.size
    corner = result.convert("RGB").getpixel((4, 3))
    assert isinstance(corner, tuple)
    assert min(corner) > 180, "the white corner is not at the top left"
    assert b"SECRETCAMERA" not in built.data
    assert not result.getexif()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_follows_the_end_is_cut_off(format: str) -> None:
    data = saved(drawn("P" if format == "GIF" else "RGB"), format)
    built = make(data + b"PK\x03\x04<script>alert(1)</script>" * 20)
    assert b"<script>" not in built.data
    opened(built)


def test_comments_are_cut_out() -> None:
    assert b"hidden" not in make(saved(drawn(), "JPEG", comment=b"hidden words")).data
    assert b"hidden" not in make(saved(drawn("P"), "GIF", comment=b"hidden words")).data


def test_a_wide_gamut_profile_is_kept_or_applied() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    small, big = (
        saved(drawn(), "JPEG", icc_profile=profile),
        saved(drawn(size=(400, 200)), "JPEG", icc_profile=profile),
    )
    assert opened(make(small)).info.get("icc_profile") == profile
    assert "icc_profile" not in opened(make(big, longest_side=100)).info


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_moving_pictures_go_on_moving(format: str) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    built = make(
        saved(frames[0], format, save_all=True, append_images=frames[1:], duration=100, loop=0),
        longest_side=30,
    )
    assert built.animated
    assert getattr(opened(built), "n_frames", 1) == 3


def test_a_moving_avif_becomes_its_first_picture_and_that_is_said() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green")]
    built = make(saved(frames[0], "AVIF", save_all=True, append_images=frames[1:], duration=100))
    assert not built.animated
    assert [code for code, _ in built.changes] == ["IMG-007"]


def test_the_kind_is_told_by_the_bytes() -> None:
    assert kind_of(saved(drawn(), "PNG")) == "PNG"
    assert kind_of(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic") == "HEIF"
    assert kind_of(b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif") == "AVIF"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int, height: int) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("width", "height"), [(50_000, 50_000), (10_000, 9_000), (2**31 - 1, 1), (100_000_000, 1)]
)
def test_a_picture_of_too_many_pixels_is_never_unpacked(width: int, height: int) -> None:
    with pytest.raises(PictureError) as failure:
        make(bomb(width, height))
    assert failure.value.code in ("IMG-004", "IMG-003")


def test_how_many_pixels_are_taken_can_be_said() -> None:
    with pytest.raises(PictureError, match="120 by 60") as failure:
        make(saved(drawn(), "PNG"), max_pixels=7_000)
    assert failure.value.code == "IMG-004"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "BMP", "GIF"])
def test_a_picture_cut_short_is_broken(format: str) -> None:
    data = saved(drawn("P" if format == "GIF" else "RGB", (300, 200)), format)
    with pytest.raises(PictureError) as failure:
        make(data[: len(data) // 2])
    assert failure.value.code == "IMG-003"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html>404", "is a web page"),
        (b"%PDF-1.4", "is a PDF"),
        (b"\x00" * 99, "not a picture of a known kind"),
        (b"PK\x03\x04", "not a picture of a known kind"),
    ],
)
def test_what_is_no_picture_is_said(data: bytes, said: str) -> None:
    with pytest.raises(PictureError, match=said) as failure:
        make(data)
    assert failure.value.code == "IMG-002"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_the_same_picture_gives_the_same_bytes(format: str) -> None:
    data = saved(drawn(size=(400, 200)), format)
    assert len({hashlib.sha256(make(data, longest_side=150).data).digest() for _ in range(3)}) == 1


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"]), st.data())
def test_damaged_pictures_are_pictures_or_broken_ones(format: str, data: st.DataObject) -> None:
    picture = bytearray(saved(drawn("P" if format == "GIF" else "RGB", (40, 20)), format))
    for _ in range(data.draw(st.integers(1, 6))):
        picture[data.draw(st.integers(0, len(picture) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(PictureError):
        built = make(bytes(picture))
        assert opened(built).size == (built.width, built.height)
