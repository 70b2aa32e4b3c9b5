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

from publish.audio.samples import RATE
from publish.audio.tags import Mark
from publish.errors import AudioError, ConfigError
from publish.system import subprocesses
from publish.system.extras import how_to_get

if TYPE_CHECKING:
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
    done = subprocesses.run(command, data)
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
    """An MP3 of ours, read back piece by piece. Raises AudioError when it is none."""
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
