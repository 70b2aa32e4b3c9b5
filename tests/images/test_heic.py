"""HEIC, as telephones write it: a real HEVC picture in a file put together here."""

from __future__ import annotations

import io
import struct
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from publish.images.resolve import make
from tests.needs import needs


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def full(name: bytes, *parts: bytes, version: int = 0) -> bytes:
    return box(name, bytes([version, 0, 0, 0]), *parts)


def heic(sample: bytes, decoder: bytes, width: int, height: int, turn: int = 0) -> bytes:
    """A HEIF file of one HEVC item (ISO/IEC 23008-12), `turn` quarter turns anticlockwise on show."""
    properties = [decoder, full(b"ispe", struct.pack(">II", width, height)), box(b"irot", bytes([turn]))]
    shown = bytes([0x80 | 1, 2, 0x80 | 3]) if turn else bytes([0x80 | 1, 2])
    ftyp = box(b"ftyp", b"heic", bytes(4), b"mif1heic")

    def meta(at: int) -> bytes:
        return full(
            b"meta",
            full(b"hdlr", bytes(4), b"pict", bytes(13)),
            full(b"pitm", struct.pack(">H", 1)),
            full(b"iloc", b"\x44\x00", struct.pack(">HHHHII", 1, 1, 0, 1, at, len(sample))),
            full(
                b"iinf", struct.pack(">H", 1), full(b"infe", struct.pack(">HH", 1, 0), b"hvc1\0", version=2)
            ),
            box(
                b"iprp",
                box(b"ipco", *properties),
                full(b"ipma", struct.pack(">IH", 1, 1), bytes([len(shown)]), shown),
            ),
        )

    at = len(ftyp) + len(meta(0)) + 8
    return ftyp + meta(at) + box(b"mdat", sample)


@pytest.fixture(scope="module")
def hevc(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """One HEVC picture of 96 by 64 pixels, red, and the box that configures its decoder."""
    needs("imageio_ffmpeg")
    from imageio_ffmpeg import get_ffmpeg_exe

    path = Path(tmp_path_factory.mktemp("heic")) / "one.mp4"
    output = subprocess.run(
        [get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "color=red:size=96x64", "-frames:v", "1",
         "-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1",
         "-pix_fmt", "yuv420p", str(path)],
        capture_output=True,
        check=False,
    )  # fmt: skip
    if output.returncode:
        pytest.skip("this ffmpeg writes no HEVC")
    data = path.read_bytes()
    at = data.index(b"hvcC") - 4
    decoder = data[at : at + int.from_bytes(data[at : at + 4], "big")]
    at = data.index(b"mdat") - 4
    return data[at + 8 : at + int.from_bytes(data[at : at + 4], "big")], decoder


@pytest.mark.parametrize(("turn", "size"), [(0, (96, 64)), (1, (64, 96))])
def test_heic_becomes_a_picture_for_books(
    hevc: tuple[bytes, bytes], turn: int, size: tuple[int, int]
) -> None:
    result = make(heic(*hevc, 96, 64, turn))
    image = Image.open(io.BytesIO(result.data)).convert("RGB")
    assert result.media_type in ("image/jpeg", "image/png")
    assert (result.width, result.height) == image.size == size
    pixel = image.getpixel((30, 30))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > pixel[1] + 100
