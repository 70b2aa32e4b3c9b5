"""Loudness and true peak by EBU R128 and ITU-R BS.1770-5, from samples and from finished MP3s.

A signal is reduced to the K-weighted power of each tenth of a second and its
highest true peak. Such levels can be added up, so the loudness of a whole
narration comes from its sections without reading them again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from publish.audio.samples import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Powers = NDArray[np.float32]
    from publish.audio.samples import Samples


STEP_S = 0.1
_BLOCK_STEPS = 4
_STEPS_AT_ONCE = 100
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
SILENT = -120.0
"""What is given, in LUFS and dBTP, for a signal without any sound."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Integrated loudness and highest true peak."""

    lufs: float
    true_peak_dbtp: float


def step_powers(samples: Samples, rate: int) -> Powers:
    """The K-weighted mean power of each tenth of a second; the last one is filled up with silence."""
    step = round(rate * STEP_S)
    span = _STEPS_AT_ONCE * step
    starts = range(0, len(samples), span) or (0,)
    return np.concatenate([_some_powers(samples[start : start + span], rate, step) for start in starts])


def _some_powers(samples: Samples, rate: int, step: int) -> Powers:
    # Filled up with zeros to a length whose transform is quick.
    length = -(-step // 512) * 512
    whole, rest = divmod(len(samples), step)
    padded = np.zeros((whole + bool(rest), length), np.float32)
    padded[:whole, :step] = samples[: whole * step].reshape(whole, step)
    if rest:
        padded[whole, :rest] = samples[whole * step :]
    # Scaled by its length, since only then numpy keeps to single precision; `_weights` makes up for it.
    spectrum = np.fft.rfft(padded, axis=1, norm="forward")
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    powers: Powers = power @ _weights(rate, step, length)
    return powers


def integrated(powers: Powers) -> float:
    """Loudness in LUFS of powers by tenths of a second, gated as BS.1770 says; `SILENT` for silence."""
    if len(powers) < _BLOCK_STEPS:
        powers = np.concatenate([powers, np.zeros(_BLOCK_STEPS - len(powers), np.float32)])
    blocks = np.convolve(powers.astype(np.float64), np.full(_BLOCK_STEPS, 1 / _BLOCK_STEPS), "valid")
    loud = blocks[blocks > _power(_ABSOLUTE_GATE)]
    if not len(loud):
        return SILENT
    gate = _power(_loudness(float(loud.mean())) + _RELATIVE_GATE)
    return _loudness(float(loud[loud > gate].mean()))


def decibels(amplitude: float) -> float:
    """An amplitude in dB below full scale, `SILENT` for none."""
    return 20 * math.log10(amplitude) if amplitude > 1e-6 else SILENT


def true_peak(samples: Samples) -> float:
    """The highest amplitude between and on the samples, at four times the rate."""
    if not len(samples):
        return 0.0
    highest = float(np.abs(samples).max())
    return float(block_peaks(samples, 0.6 * highest).max())


BLOCK = 64
"""Frames for which `block_peaks` gives one value."""
_TAPS = 24


def block_peaks(samples: Samples, above: float) -> NDArray[np.float32]:
    """The peak of each 64 frames: the true one where samples are over `above`, else that of the samples."""
    count = -(-len(samples) // BLOCK)
    padded = np.zeros(count * BLOCK + 2 * BLOCK, np.float32)
    padded[BLOCK : BLOCK + len(samples)] = samples
    peaks: NDArray[np.float32] = np.abs(padded[BLOCK:-BLOCK]).reshape(count, BLOCK).max(axis=1)
    near = np.flatnonzero(peaks > above)
    for some in np.array_split(near, -(-len(near) // 4096) or 1):
        if len(some):
            starts = (some + 1) * BLOCK - _TAPS // 2
            index = starts[:, None] + np.arange(BLOCK + _TAPS)
            windows = np.lib.stride_tricks.sliding_window_view(padded[index], _TAPS, axis=1)
            between = np.abs(windows @ _phases()).max(axis=(1, 2))
            peaks[some] = np.maximum(peaks[some], between)
    return peaks


@cache
def _phases() -> NDArray[np.float32]:
    """Windowed sinc filters for the three points between two samples; one column each."""
    taps = np.arange(_TAPS) - (_TAPS / 2 - 1)
    columns = []
    for phase in (0.25, 0.5, 0.75):
        at = taps - phase
        window = np.cos(np.pi * at / (_TAPS + 1)) ** 2
        column = np.sinc(at) * window
        columns.append(column / column.sum())
    return np.stack(columns, axis=1).astype(np.float32)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _loudness(power: float) -> float:
    return -0.691 + 10 * math.log10(power)


@cache
def _weights(rate: int, step: int, length: int) -> NDArray[np.float32]:
    """What each bin of a scaled spectrum adds to the mean power of its step: K-weighted, by Parseval."""
    frequency: NDArray[np.float64] = np.fft.rfftfreq(length, 1 / rate).astype(np.float64)
    sides = np.full(len(frequency), 2.0)
    sides[0] = sides[-1] = 1.0
    return np.asarray(_k_gain(frequency) * sides * length / step, np.float32)


def _k_gain(frequency: NDArray[np.float64]) -> NDArray[np.float64]:
    """The power gain of the K filter: the two filters of BS.1770-5, annex 1, at 48 kHz."""
    z = np.exp(-2j * np.pi * frequency / 48_000)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    gain: NDArray[np.float64] = np.abs(shelf * high_pass) ** 2
    return gain


@dataclass(frozen=True, slots=True)
class Levels:
    """K-weighted powers by tenths of a second, as little-endian 32-bit floats, and the highest true peak.

    Forty bytes a second, so the levels of a whole book are small.
    """

    powers: bytes
    peak: float

    @staticmethod
    def of(samples: Samples, peak: float | None = None) -> Levels:
        """The levels of samples at `RATE`; `peak` where it is known already."""
        powers = step_powers(samples, RATE).astype("<f4").tobytes()
        return Levels(powers, true_peak(samples) if peak is None else peak)

    @staticmethod
    def joined(parts: Iterable[Levels]) -> Levels:
        """The levels of stretches put one after the other."""
        known = list(parts)
        return Levels(b"".join(part.powers for part in known), max((p.peak for p in known), default=0.0))

    def loudness(self) -> Loudness:
        """Integrated loudness and true peak, rounded to hundredths."""
        lufs = integrated(np.frombuffer(self.powers, "<f4"))
        return Loudness(round(lufs, 2), round(decibels(self.peak), 2))
