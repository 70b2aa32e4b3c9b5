"""Samples -> MPEG frames that join without a gap, and back.

Every piece is encoded on its own: constant bit rate, no bit reservoir, no
information frame. It holds whole MPEG frames and ends in silence, so the frames
that only flush the encoder are left out, and the pieces of a section, like the
sections of a narration, join by plain concatenation. Without an information
frame no decoder trims anything: all of them give the sound `DELAY` frames late,
and cues count that in.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from publish.audio.loudness import SILENT, STEP_S, Levels, decibels
from publish.audio.samples import RATE
from publish.audio.tags import Mark
from publish.errors import AudioError, ConfigError
from publish.system.extras import how_to_get
from publish.system.processes import run

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from publish.audio.samples import Samples

FRAME = 1_152
"""Sample frames in an MPEG-1 layer III frame."""
DELAY = 1_105
"""Sample frames by which encoder (576) and decoder (529) make the sound late."""
TAIL = 2 * FRAME
"""Silence that a piece must end in, so that dropping the flushing frames drops nothing heard."""
_EFFORT = "7"
_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)


def turned_down(bitrate_kbps: int) -> float:
    """The factor by which libmp3lame turns its input down at a bit rate, measured; a test holds it."""
    return {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}.get(bitrate_kbps, 0.95)


@cache
def ffmpeg() -> str:
    """The ffmpeg of the imageio-ffmpeg wheel. Raises AudioError when it is not there."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise AudioError("there is no ffmpeg to encode with", how_to_get("imageio-ffmpeg")) from error


def encoder(bitrate_kbps: int) -> str:
    """What names the encoder and its settings in a key. Raises ConfigError for no bit rate of MP3."""
    from importlib.metadata import version

    if bitrate_kbps not in _BITRATES[1:]:
        known = ", ".join(map(str, _BITRATES[1:]))
        raise ConfigError(f"an MP3 cannot have {bitrate_kbps} kbit/s", f"bitrate_kbps is one of {known}")

    return f"libmp3lame imageio-ffmpeg {version('imageio-ffmpeg')} effort {_EFFORT} {bitrate_kbps}k {RATE}"


def encode(pcm: bytes, bitrate_kbps: int) -> bytes:
    """MPEG frames of 16-bit mono samples at `RATE`: exactly as many as the samples fill. Raises AudioError.

    The samples must fill whole frames and end in `TAIL` frames of silence.
    """
    frames, rest = divmod(len(pcm) // 2, FRAME)
    if rest or any(pcm[-2 * TAIL :]):
        raise AudioError("a piece of sound does not end in silence on a frame's boundary")
    options = ["-c:a", "libmp3lame", "-b:a", f"{bitrate_kbps}k", "-compression_level", _EFFORT]
    joinable = ["-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0"]
    written = ["-flush_packets", "0", "-f", "mp3", "pipe:1"]  # in large pieces, not frame by frame
    mp3 = run_ffmpeg([*_RAW, "-i", "pipe:0", *options, *joinable, *written], pcm)
    length = sum(frame_lengths(mp3)[:frames])
    return mp3[:length]


_RAW = ["-f", "s16le", "-ar", str(RATE), "-ac", "1"]


def run_ffmpeg(arguments: list[str], data: bytes) -> bytes:
    """What ffmpeg makes of data on its standard input. Raises AudioError with what it said."""
    command = [ffmpeg(), "-v", "error", "-nostdin" if not data else "-y", *arguments]
    done = run(command, data)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise AudioError(f"ffmpeg failed: {lines[-1] if lines else done.returncode}")
    return done.stdout


def frame_lengths(mp3: bytes) -> list[int]:
    """The length in bytes of each MPEG frame. Raises AudioError for anything that is not such a frame."""
    lengths, at, end, table = [], 0, len(mp3), _lengths()
    while at < end:
        length = table[mp3[at + 2]] if at + 4 <= end and mp3[at] == 0xFF and mp3[at + 1] & 0xFE == 0xFA else 0
        if not length:
            raise AudioError(f"there is no MPEG frame at byte {at}")
        lengths.append(length)
        at += length
    return lengths


@cache
def _lengths() -> tuple[int, ...]:
    """The length in bytes of an MPEG frame by the third byte of its head, 0 for none that we write."""
    rates = (*_BITRATES, 0)
    return tuple(
        144_000 * rates[byte >> 4] // RATE + (byte >> 1 & 1) if rates[byte >> 4] else 0 for byte in range(256)
    )


def wav(mp3: bytes) -> bytes:
    """A WAV of 16-bit mono samples with what a decoder makes of an MP3. Raises AudioError."""
    import soundfile

    file = io.BytesIO()
    soundfile.write(file, decode(mp3), RATE, subtype="PCM_16", format="WAV")
    return file.getvalue()


def decode(mp3: bytes) -> Samples:
    """The samples that a decoder gives, the encoder's delay included. Raises AudioError."""
    import soundfile

    try:
        samples, rate = soundfile.read(io.BytesIO(mp3), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, RuntimeError) as error:
        raise AudioError(f"an MP3 cannot be decoded: {error}") from error
    if rate != RATE:
        raise AudioError(f"an MP3 has {rate} hertz instead of {RATE}")
    mono: Samples = np.ascontiguousarray(samples[:, 0])
    return mono


# --- reading an MP3 back -------------------------------------------------------


_PIECE_BYTES = 1 << 22


@dataclass(frozen=True, slots=True)
class Look:
    """`frames` are sample frames as decoded; `marks` are the chapters, without their pictures."""

    frames: int
    marks: tuple[Mark, ...]


def look(path: Path) -> Look:
    """An MP3 that `encode` wrote, read back piece by piece. Raises AudioError for any other."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3

    try:
        tag = ID3(path)
        chapters = sorted(tag.getall("CHAP"), key=lambda chapter: (chapter.start_time, chapter.element_id))
        marks = tuple(
            Mark(str(chapter.sub_frames.get("TIT2", "")), chapter.start_time, chapter.end_time)
            for chapter in chapters
        )
        return Look(_frames(path, tag.size) * FRAME, marks)
    except (MutagenError, OSError) as error:
        raise AudioError(f"{path} cannot be read back: {error}", "build again") from error


def _frames(path: Path, begin: int) -> int:
    """How many MPEG frames follow the tag. Raises AudioError for anything else between or after them."""
    count, buffer, at = 0, b"", 0
    with path.open("rb") as file:
        file.seek(begin)
        while piece := file.read(_PIECE_BYTES):
            buffer, at = buffer[at:] + piece, max(0, at - len(buffer))
            while at + 4 <= len(buffer):
                at += frame_lengths(buffer[at : at + 4])[0]
                count += 1
    if at != len(buffer):
        raise AudioError(f"{path} ends in the middle of a frame", "build again")
    return count


# A finished MP3 -> its outline for the report: peaks, loudness by the second, longest silence.

SPANS = 600
"""Into how many equal spans a sound is cut."""
QUIET_DB = -50.0
"""Under this peak, a hundredth of a second counts as silence: room tone of a voice lies well below."""
_SHORT_TERM_S = 3.0
_LOOK = RATE // 100


@dataclass(frozen=True, slots=True)
class Outline:
    """A sound in outline. `seconds` is its length as decoded.

    `peaks` holds the highest amplitude of each of `SPANS` spans, in percent of
    full scale. `short_term` is the loudness in LUFS of the three seconds round
    each whole second (EBU Tech 3341), None where there is next to no sound.
    `pause` is the longest silence between two sounds: its begin and its length
    in seconds.
    """

    seconds: float
    lufs: float
    true_peak_dbtp: float
    peaks: tuple[int, ...]
    short_term: tuple[float | None, ...]
    pause: tuple[float, float]


def outline(mp3: bytes) -> Outline:
    """The outline of an MP3 that this project wrote, with its tags. Raises AudioError."""
    samples = decode(mp3)
    levels = Levels.of(samples)
    loudness = levels.loudness()
    return Outline(
        round(len(samples) / RATE, 3),
        loudness.lufs,
        loudness.true_peak_dbtp,
        tuple(_peaks(samples).tolist()),
        _short_term(np.frombuffer(levels.powers, "<f4")),
        _pause(samples),
    )


def _peaks(samples: Samples) -> NDArray[np.int64]:
    """In whole percent, so that the same sound gives the same picture whatever the machine rounds."""
    edges = np.linspace(0, len(samples), SPANS, endpoint=False).astype(np.int64)
    if not len(samples):
        return np.zeros(SPANS, np.int64)
    highest = np.maximum.reduceat(np.abs(samples), np.minimum(edges, len(samples) - 1))
    percent: NDArray[np.int64] = np.minimum(np.rint(100 * highest), 100).astype(np.int64)
    return percent


def _short_term(powers: NDArray[np.float32]) -> tuple[float | None, ...]:
    steps, half = round(1 / STEP_S), round(_SHORT_TERM_S / STEP_S / 2)
    sums = np.concatenate([[0.0], np.cumsum(powers.astype(np.float64))])
    loudness: list[float | None] = []
    for middle in range(0, len(powers), steps):
        begin, end = max(0, middle - half), min(len(powers), middle + half)
        power = max(0.0, float(sums[end] - sums[begin]) / max(1, end - begin))
        lufs = decibels(power**0.5) - 0.691
        loudness.append(round(lufs, 1) if lufs > SILENT / 2 else None)
    return tuple(loudness)


def _pause(samples: Samples) -> tuple[float, float]:
    count = len(samples) // _LOOK
    swings = np.abs(samples[: count * _LOOK]).reshape(count, _LOOK).max(axis=1) if count else np.zeros(0)
    loud = np.flatnonzero(swings > 10 ** (QUIET_DB / 20))
    if len(loud) < 2:
        return 0.0, 0.0
    gaps = np.diff(loud)
    longest = int(gaps.argmax())
    return round((int(loud[longest]) + 1) / 100, 2), round((int(gaps[longest]) - 1) / 100, 2)
