"""Clips: trim, resample, fade and level samples, then space and join them as pydub's AudioSegment.

Sole importer of pydub. Fades and levels are worked out on samples of 32 bits: pydub rounds and clips to
16 bits at each step, before the limiter has seen the sound.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import soxr
from numpy.typing import NDArray

from publish.model.narration import Clip, WordTime
from publish.speech.word_times import clauses

with warnings.catch_warnings():
    # It looks for ffmpeg on the PATH when it is imported; nothing here lets it run one.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment as AudioSegment

if TYPE_CHECKING:
    Samples = NDArray[np.float32]

RATE = 44_100
"""Hertz of everything that leaves: every player and every audiobook shop takes it (ACX demands it), and
the voices' own rates (22,050 and 24,000) are MPEG-2 rates that some of them refuse."""

_WINDOW_S = 0.010
_QUIET_DB = -46.0
_KEEP_BEFORE_S, _KEEP_AFTER_S = 0.020, 0.060
_FADE_IN_S, _FADE_OUT_S = 0.004, 0.025
_TONE_FRAMES, _TONE_OCTAVES, _TONE_STEP, _TONE_FADE_S = 1 << 17, 8, 6, 0.05


def samples_of(clip: Clip) -> Samples:
    """A clip's samples between -1 and 1."""
    return np.frombuffer(clip.pcm, "<i2").astype(np.float32) / np.float32(32768.0)


def sounding(samples: Samples, rate: int) -> tuple[int, int]:
    """First and last (exclusive) frame of what sounds, with a little air; everything of a silent clip.

    Quiet is what stays 46 dB below the loudest hundredth of a second.
    """
    loud, window = _loud(samples, rate, _QUIET_DB)
    if not len(loud):
        return 0, len(samples)
    begin = int(loud[0]) * window - round(rate * _KEEP_BEFORE_S)
    end = (int(loud[-1]) + 1) * window + round(rate * _KEEP_AFTER_S)
    return max(0, begin), min(len(samples), end)


def _loud(samples: Samples, rate: int, decibels: float) -> tuple[NDArray[np.intp], int]:
    """Which windows of 10 ms are above a level, in decibels to the loudest; a window's length in frames."""
    window = max(1, round(rate * _WINDOW_S))
    count = len(samples) // window
    if not count:
        return np.empty(0, np.intp), window
    power = np.square(samples[: count * window].reshape(count, window)).mean(axis=1)
    return np.flatnonzero(power > max(float(power.max()), 1e-9) * 10 ** (decibels / 10)), window


def trimmed(clip: Clip) -> tuple[Samples, int]:
    """A clip's samples without the silence at its ends, faded so that no end clicks, and their rate."""
    samples = samples_of(clip)
    begin, end = sounding(samples, clip.rate)
    return _faded(samples[begin:end].copy(), clip.rate), clip.rate


def trimmed_words(clip: Clip) -> tuple[WordTime, ...]:
    """The times of a clip's words, in frames at `RATE` from where `trimmed` begins."""
    if not clip.words:
        return ()
    begin, end = sounding(samples_of(clip), clip.rate)

    def moved(frame: int) -> int:
        return (min(max(frame, begin), end) - begin) * RATE // clip.rate

    return tuple(replace(word, first=moved(word.first), last=moved(word.last)) for word in clip.words)


_PAUSE_S = 0.12
_PAUSE_DB = -40.0
_MOST_OFF = 0.2


def clause_times(text: str, samples: Samples, rate: int) -> tuple[WordTime, ...]:
    """The times of a text's clauses, in frames at `RATE`: one each, where its pauses tell them.

    There must be as many pauses of 0.12 s or more as ends of clauses, each of them within a fifth of the
    whole of where it is by the count of letters. Otherwise, and for a single clause, there are none.
    """
    spans, pauses = clauses(text), _pauses(samples, rate)
    if len(spans) < 2 or len(pauses) != len(spans) - 1:
        return ()
    for (_, end), (begin, over) in zip(spans, pauses, strict=False):
        if abs((begin + over) / 2 / len(samples) - end / len(text)) > _MOST_OFF:
            return ()
    begins = [0, *(over for _, over in pauses)]
    ends = [*(begin for begin, _ in pauses), len(samples)]
    return tuple(
        WordTime(*span, first * RATE // rate, last * RATE // rate)
        for span, first, last in zip(spans, begins, ends, strict=True)
    )


def _pauses(samples: Samples, rate: int) -> list[tuple[int, int]]:
    """Where samples that begin and end with sound are quiet for a while: first frame and the one after."""
    loud, window = _loud(samples, rate, _PAUSE_DB)
    gaps = np.flatnonzero(np.diff(loud) > round(_PAUSE_S / _WINDOW_S))
    return [((int(loud[gap]) + 1) * window, int(loud[gap + 1]) * window) for gap in gaps]


def _faded(samples: Samples, rate: int) -> Samples:
    for seconds, part in ((_FADE_IN_S, slice(None)), (_FADE_OUT_S, slice(None, None, -1))):
        length = min(round(rate * seconds), len(samples) // 2)
        curve = 0.5 - 0.5 * np.cos(np.pi * np.arange(length, dtype=np.float32) / max(length, 1))
        samples[part][:length] *= curve
    return samples


def length_at_rate(frames: int, rate: int) -> int:
    """How many frames at `RATE` so many frames at another rate become, rounded up."""
    return -(-frames * RATE // rate)


def at_rate(samples: Samples, rate: int) -> Samples:
    """Samples at `RATE`, as many as `length_at_rate` says."""
    if rate == RATE or not len(samples):
        return samples
    length = length_at_rate(len(samples), rate)
    converted: Samples = np.zeros(length, np.float32)
    resampled = soxr.resample(samples, rate, RATE, quality="HQ")[:length]
    converted[: len(resampled)] = resampled
    return converted


def segment(samples: Samples) -> AudioSegment:
    """Samples as a segment at `RATE`, 16-bit mono."""
    pcm = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype("<i2").tobytes()
    return AudioSegment(data=pcm, sample_width=2, frame_rate=RATE, channels=1)


def silence(frames: int) -> AudioSegment:
    """So many sample frames of digital silence."""
    return AudioSegment.silent((frames + 0.5) * 1000 / RATE, RATE)  # a length in ms, rounded down to frames


def with_room_tone(pcm: bytes, tail: int) -> bytes:
    """16-bit samples with room tone, which ends before the last `tail` frames, where pieces are joined."""
    samples = np.frombuffer(pcm, "<i2").astype(np.int32)
    frames = max(0, len(samples) - tail)
    tone = np.resize(_room_tone(), frames)
    fade = min(round(RATE * _TONE_FADE_S), frames // 2)
    if fade:
        steps = np.arange(fade)
        tone[:fade] = tone[:fade] * steps // fade
        tone[-fade:] = tone[-fade:] * steps[::-1] // fade
    samples[:frames] += tone
    return np.clip(samples, -32768, 32767).astype("<i2").tobytes()


@cache
def _room_tone() -> NDArray[np.int32]:
    """Three seconds of pink noise at -70 dBFS, made of whole numbers and so the same everywhere.

    Voss's way: the sum of random numbers, each of which is held for twice as long as the one before it
    (Gardner 1978, Scientific American 238). `RandomState` gives the same numbers in every version of numpy.
    """
    chance = np.random.RandomState(1)
    octaves = range(_TONE_OCTAVES)
    layers = (
        np.repeat(chance.randint(-_TONE_STEP, _TONE_STEP + 1, _TONE_FRAMES >> n), 1 << n) for n in octaves
    )
    return sum(layers, start=np.zeros(_TONE_FRAMES, np.int64)).astype(np.int32)


def length(segment: AudioSegment) -> int:
    """A segment's length in sample frames; pydub's own `len` rounds to milliseconds."""
    return int(segment.frame_count())


def joined(segments: Iterable[AudioSegment]) -> AudioSegment:
    """Segments one after the other, exact to the frame. There is at least one.

    `+` copies what it joins, so neighbours are joined first, then their sums.
    """
    parts = list(segments)
    while len(parts) > 1:
        parts = [sum(parts[at : at + 2]) for at in range(0, len(parts), 2)]
    return parts[0]
