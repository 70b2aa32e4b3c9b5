"""A finished MP3 -> its outline for the report: peaks, loudness by the second, longest silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from publish.audio.loudness import SILENT, STEP_S, Levels, decibels
from publish.audio.mp3 import decode
from publish.audio.samples import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from publish.audio.samples import Samples

SPANS = 600
"""Into how many equal spans a sound is cut."""
QUIET_DB = -50.0
"""Under this peak, a hundredth of a second counts as silence: room tone of a voice lies well below."""
_WINDOW_S = 3.0
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
    """The outline of an MP3 of ours, tags and all. Raises AudioError."""
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
    steps, half = round(1 / STEP_S), round(_WINDOW_S / STEP_S / 2)
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
