"""Clips -> the audio of one section: trimmed, spaced, levelled, limited, encoded, measured.

A section is worked on in pieces of about a minute, so that an hour of it
takes no more memory than they do, and so that two cores can share it. Where
pieces begin and end depends on the clips alone: the bytes are the same for any
number of jobs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from publish.audio.clips import RATE, at_rate, joined, segment, silence, trimmed
from publish.audio.levels import Levels
from publish.audio.limiter import limited
from publish.audio.loudness import decibels, true_peak
from publish.audio.mp3 import DELAY, FRAME, TAIL, decode, encode, turned_down
from publish.audio.presets import PRESETS, Preset, bitrate
from publish.audio.survey import Survey, surveyed
from publish.config import Sound
from publish.errors import AudioError
from publish.model.narration import Clip, Cue, Utterance

if TYPE_CHECKING:
    from publish.audio.clips import Samples

Part = tuple[Utterance, Clip]

PIECE_S = 60
LEAD_MS = 40
"""A cue begins so much before its sound: a player that seeks there does not clip the first consonant."""
_ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Track:
    """One section's audio: whole MPEG frames, `frames` sample frames as decoded, cues in order.

    The cues cover all of it without a gap: a sentence's cue holds its pause too.
    """

    mp3: bytes
    frames: int
    rate: int
    cues: tuple[Cue, ...]
    levels: Levels


@dataclass(frozen=True, slots=True)
class _Piece:
    mp3: bytes
    frames: int
    onsets: tuple[int, ...]
    levels: Levels


def section(parts: Sequence[Part], sound: Sound, jobs: int = 2) -> Track:
    """The audio of one section. `parts` is read twice, so it may load its clips as they are asked for.

    Raises AudioError when there is nothing to stitch or ffmpeg fails.
    """
    if not parts:
        raise AudioError("a section without a sentence cannot be stitched")
    preset = PRESETS[sound.loudness]
    surveys, gains = surveyed(parts, preset)
    runs = _runs(surveys)

    def work(run: range) -> _Piece:
        return _piece(parts, surveys, run, gains, preset, bitrate(sound))

    pieces = _mapped(work, runs, jobs)
    return _track([utterance.id for utterance, _ in parts], pieces)


def _mapped(work: Callable[[range], _Piece], runs: list[range], jobs: int) -> list[_Piece]:
    if jobs < 2 or len(runs) < 2:
        return [work(run) for run in runs]
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(work, runs))


def _runs(surveys: list[Survey]) -> list[range]:
    """The pieces as runs of parts, of about equal length and at most about `PIECE_S` seconds."""
    lengths = np.cumsum([survey.frames + survey.pause for survey in surveys])
    count = max(1, -(-int(lengths[-1]) // (PIECE_S * RATE)))
    ends = [int(np.searchsorted(lengths, lengths[-1] * n / count)) + 1 for n in range(1, count)]
    bounds = sorted({0, *ends, len(surveys)})
    return [range(begin, end) for begin, end in pairwise(bounds)]


def _piece(
    parts: Sequence[Part],
    surveys: list[Survey],
    run: range,
    gains: dict[str, float],
    preset: Preset,
    kbps: int,
) -> _Piece:
    """One run, encoded; once more with a lower ceiling as long as the decoded peak is too high."""
    ceiling = preset.limit
    for _ in range(_ATTEMPTS):
        pcm, onsets = _stitched(parts, surveys, run, gains, ceiling, preset, kbps)
        mp3 = encode(pcm, kbps)
        decoded = decode(mp3)
        peak = true_peak(decoded)
        excess_db = decibels(peak) - preset.ceiling_dbtp
        if excess_db <= 0:
            break
        ceiling *= 10 ** (-(excess_db + 0.1) / 20)
    return _Piece(mp3, len(pcm) // 2, onsets, Levels.of(decoded, peak))


def _stitched(
    parts: Sequence[Part],
    surveys: list[Survey],
    run: range,
    gains: dict[str, float],
    ceiling: float,
    preset: Preset,
    kbps: int,
) -> tuple[bytes, tuple[int, ...]]:
    """A run's samples, whole MPEG frames that end in silence, and where each part's sound begins in them."""
    louder = np.float32(1 / turned_down(kbps))
    at = RATE * preset.head_ms // 1000 if run.start == 0 else 0
    segments, onsets = [silence(at)], []
    for index in run:
        utterance, clip = parts[index]
        samples, rate = trimmed(clip)
        levelled: Samples = at_rate(samples, rate) * np.float32(gains[utterance.voice])
        sound = segment(limited(levelled, ceiling, RATE) * louder)
        pause = surveys[index].pause
        if index == len(surveys) - 1:
            pause = max(pause, RATE * preset.tail_ms // 1000)
        onsets.append(at)
        at += len(levelled) + pause
        segments += [sound, silence(pause)]
    lacking = max(0, TAIL - pause)
    segments.append(silence(lacking + -(at + lacking) % FRAME))
    return joined(segments).raw_data, tuple(onsets)


def _track(ids: list[str], pieces: list[_Piece]) -> Track:
    lead = RATE * LEAD_MS // 1000
    begins, at = [], 0
    for piece in pieces:
        begins += [at + onset + DELAY - lead for onset in piece.onsets]
        at += piece.frames
    begins[0] = 0
    ends = [*begins[1:], at]
    cues = tuple(Cue(*cue) for cue in zip(ids, begins, ends, strict=True))
    mp3 = b"".join(piece.mp3 for piece in pieces)
    return Track(mp3, at, RATE, cues, Levels.joined(piece.levels for piece in pieces))
