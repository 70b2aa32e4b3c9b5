"""Loudness (ITU-R BS.1770-4), its presets, the gain that brings each voice to one, and the peak limiter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from publish.audio.samples import RATE, clause_times, length_at_rate, trimmed, trimmed_words
from publish.config import LoudnessPreset, Sound
from publish.model.digest import of_value
from publish.model.narration import Clip, Utterance, WordTime
from publish.model.times import frames_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from publish.audio.samples import Samples

    Powers = NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
class Preset:
    """A target and the room round it.

    `lufs` is integrated loudness, `rms_db` plain power; one of them is the
    target, none leaves the voice as it is. `margin_db` is kept for what the
    encoder adds to a peak.
    """

    lufs: float | None
    rms_db: float | None
    ceiling_dbtp: float
    head_ms: int
    tail_ms: int
    least_kbps: int = 32
    margin_db: float = 0.3

    @property
    def limit(self) -> float:
        """The amplitude that the limiter keeps to."""
        return float(10 ** ((self.ceiling_dbtp - self.margin_db) / 20))


PRESETS: dict[LoudnessPreset, Preset] = {
    # Apple Podcasts, audio requirements: -16 LKFS within 1 dB, true peak at or under -1 dBFS.
    "podcast": Preset(-16.0, None, -1.0, 150, 1000),
    # ACX audio submission requirements: RMS -23 to -18 dB, peak under -3 dB, 192 kbps or more,
    # 0.5 to 1 s of room at the head and 1 to 5 s at the tail.
    "audiobook": Preset(None, -20.5, -3.0, 700, 2000, least_kbps=192),
    "none": Preset(None, None, -1.0, 150, 1000),
}


def bitrate(sound: Sound) -> int:
    """The bit rate in kbit/s: as set, or the least that the preset allows."""
    return max(sound.bitrate_kbps, PRESETS[sound.loudness].least_kbps)


_REACH_S = 0.012
"""Seconds on either side of a peak over which the gain moves."""


def limited(samples: Samples, ceiling: float, rate: int) -> Samples:
    """Samples whose true peak stays at or under `ceiling`, an amplitude.

    Each block's gain is the least that any block within reach needs, smoothed
    by a bell as wide as that reach: a weighted mean of values none of which is
    too high cannot be too high itself. Between blocks it runs in straight lines.
    """
    peaks = block_peaks(samples, 0.7 * ceiling)
    if not len(peaks) or float(peaks.max()) <= ceiling:
        return samples
    reach = max(1, round(_REACH_S * rate / BLOCK))
    need = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    padded = np.pad(need, 2 * reach + 1, constant_values=1.0)
    least = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 3).min(axis=1)
    bell = np.hanning(2 * reach + 1)
    smooth = np.convolve(least, bell / bell.sum(), "valid").astype(np.float32)
    return samples * _lines(smooth)[: len(samples)]


def _lines(gains: NDArray[np.float32]) -> NDArray[np.float32]:
    """A gain for each frame from one for each block: lines from middle to middle, level at the ends."""
    ends = np.concatenate([gains[:1], gains, gains[-1:]])
    ramp = np.arange(BLOCK, dtype=np.float32) / np.float32(BLOCK)
    lines: NDArray[np.float32] = (ends[:-1, None] + np.diff(ends)[:, None] * ramp).reshape(-1)
    return lines[BLOCK // 2 :]


_MOST_GAIN_DB = 40.0
_GAIN_STEP_DB = 0.25
_PROBE_S = 60.0
"""Seconds of a voice on which the limiter is tried before the gain is fixed."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a part before it is worked on.

    `id` is the sentence's, `clip` a digest of its sound as spoken; `frames` and
    `pause` count at `RATE`; `powers` are those of `step_powers`;
    `energy` is the sum of squares by seconds; `words` count from the trimmed sound's begin.
    """

    id: str
    voice: str
    clip: str
    frames: int
    pause: int
    powers: NDArray[np.float32]
    energy: float
    words: tuple[WordTime, ...]


Gains = dict[str, float]
"""Voice -> amplitude gain."""


def surveyed(parts: Iterable[tuple[Utterance, Clip]], preset: Preset) -> tuple[list[Survey], Gains]:
    """A survey of each part, and the amplitude gain of each voice.

    Each voice is brought to the target by itself, so that they match each
    other and sections do too. Of each voice a minute is kept while its clips go
    by: on that the gain is tried with the limiter, which takes some loudness.
    """
    surveys: list[Survey] = []
    probes: dict[str, list[tuple[Samples, int]]] = {}
    for utterance, clip in parts:
        samples, rate = trimmed(clip)
        words = trimmed_words(clip) or clause_times(utterance.spoken, samples, rate)
        surveys.append(_survey(utterance, clip, samples, words))
        probe = probes.setdefault(utterance.voice, [])
        if sum(len(probed) / hertz for probed, hertz in probe) < _PROBE_S:
            probe.append((samples, rate))
    gains = {}
    for voice in sorted(probes):
        own = [survey for survey in surveys if survey.voice == voice]
        wanted = _decibels(own, preset)
        gains[voice] = _settled(wanted, probes[voice], preset)
    return surveys, gains


def _survey(utterance: Utterance, clip: Clip, samples: Samples, words: tuple[WordTime, ...]) -> Survey:
    rate = clip.rate
    energy = float(np.square(samples, dtype=np.float64).sum()) / rate
    pause = frames_of(utterance.pause_ms, RATE)
    frames = length_at_rate(len(samples), rate)
    powers = step_powers(samples, rate)
    return Survey(
        utterance.id, utterance.voice, of_value((clip.pcm, rate)), frames, pause, powers, energy, words
    )


def _decibels(surveys: Sequence[Survey], preset: Preset) -> float:
    """The gain that brings a voice to the target as long as nothing is limited."""
    if preset.lufs is not None:
        loudness = integrated(np.concatenate([part for survey in surveys for part in _laid_out(survey)]))
        return min(preset.lufs - loudness, _MOST_GAIN_DB) if loudness > SILENT else 0.0
    if preset.rms_db is not None:
        seconds = sum(survey.frames + survey.pause for survey in surveys) / RATE
        power = sum(survey.energy for survey in surveys) / seconds
        return min(preset.rms_db - 10 * float(np.log10(power)), _MOST_GAIN_DB) if power > 1e-12 else 0.0
    return 0.0


def _laid_out(survey: Survey) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A part's powers and those of its pause: sentences fade into silence, and that counts."""
    return survey.powers, np.zeros(round(survey.pause / RATE / STEP_S), np.float32)


def _settled(wanted_db: float, probe: Sequence[tuple[Samples, int]], preset: Preset) -> float:
    """The amplitude gain that makes up for what the limiter takes from a voice.

    It is a whole number of steps, so that a sentence that is changed seldom changes those of all others.
    """
    if preset.lufs is None and preset.rms_db is None:
        return 1.0
    ceiling = preset.limit
    before = _probe_loudness(probe, 1.0, None)
    decibels = wanted_db
    for _ in range(_TRIES):
        after = _probe_loudness(probe, 10 ** (decibels / 20), ceiling)
        lacking = before + wanted_db - after
        if before <= SILENT or abs(lacking) < 0.02:
            break
        decibels = min(decibels + lacking, _MOST_GAIN_DB)
    return float(10 ** (round(decibels / _GAIN_STEP_DB) * _GAIN_STEP_DB / 20))


def _probe_loudness(probe: Sequence[tuple[Samples, int]], gain: float, ceiling: float | None) -> float:
    powers = []
    for samples, rate in probe:
        louder = samples * np.float32(gain)
        powers.append(step_powers(louder if ceiling is None else limited(louder, ceiling, rate), rate))
    return integrated(np.concatenate(powers))
