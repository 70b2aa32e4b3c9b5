"""An MP3's duration and whether its bit rate is constant, from its frame headers.

Only for books that are looked at: what the project encodes itself is measured
where it is decoded. Layout after ISO/IEC 11172-3 and 13818-3; the encoder's
delay and padding after the LAME tag, which decoders cut off.
"""

from __future__ import annotations

from dataclasses import dataclass

_BITRATES = {
    (1, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


@dataclass(frozen=True, slots=True)
class Measured:
    """`seconds` as decoded; `constant` whether every frame has one bit rate."""

    seconds: float
    constant: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    length: int
    samples: int
    rate: int
    kbps: int
    side: int


def measure(data: bytes) -> Measured | None:
    """The measure of an MP3; None when it holds no frames."""
    at = _after_id3(data)
    samples, rate, rates = 0, 0, set()
    cut = 0
    first = True
    while (frame := _frame(data, at)) is not None:
        info = _info(data, at, frame) if first else None
        if info is None:
            samples += frame.samples
            rates.add(frame.kbps)
        else:
            cut = info
        rate, first = frame.rate, False
        at += frame.length
    if not samples:
        return None
    return Measured(max(samples - cut, 0) / rate, len(rates) == 1)


def _after_id3(data: bytes) -> int:
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _frame(data: bytes, at: int) -> _Frame | None:
    """The frame of layer III whose header stands at an offset."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return None
    version, layer = data[at + 1] >> 3 & 3, data[at + 1] >> 1 & 3
    rate_index, padding, mono = data[at + 2] >> 2 & 3, data[at + 2] >> 1 & 1, data[at + 3] >> 6 == 3
    if version == 1 or layer != 1 or rate_index == 3 or data[at + 2] >> 4 in (0, 15):
        return None
    first = version == 3
    kbps = _BITRATES[(1 if first else 2, 3)][data[at + 2] >> 4]
    rate = _RATES[version][rate_index]
    samples = 1152 if first else 576
    length = samples // 8 * kbps * 1000 // rate + padding
    side = (17 if mono else 32) if first else (9 if mono else 17)
    return _Frame(length, samples, rate, kbps, side)


def _info(data: bytes, at: int, frame: _Frame) -> int | None:
    """Samples to cut at both ends, when the first frame is a Xing or Info tag; else None."""
    tag = at + 4 + frame.side
    if data[tag : tag + 4] not in (b"Xing", b"Info"):
        return None
    flags = data[tag + 7]
    lame = tag + 8 + 4 * (flags & 1) + 4 * (flags >> 1 & 1) + 100 * (flags >> 2 & 1) + 4 * (flags >> 3 & 1)
    field = data[lame + 21 : lame + 24]
    if len(field) < 3 or not data[lame : lame + 4].strip(b"\0"):
        return 0
    delay, padding = field[0] << 4 | field[1] >> 4, (field[1] & 15) << 8 | field[2]
    return delay + padding
