"""Loudness presets, the gain that brings each voice to one, and the peak limiter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from publish.audio.loudness import BLOCK, SILENT, STEP_S, block_peaks, integrated, step_powers
from publish.audio.samples import RATE, length_at_rate, trimmed, trimmed_words
from publish.config import LoudnessPreset, Sound
from publish.model.narration import Clip, Utterance, WordTime

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from publish.audio.samples import Samples


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
_PROBE_S = 60.0
"""Seconds of a voice on which the limiter is tried before the gain is fixed."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a part before it is worked on.

    `frames` and `pause` count at `RATE`; `powers` are those of `step_powers`;
    `energy` is the sum of squares by seconds; `words` count from the trimmed sound's begin.
    """

    voice: str
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
        surveys.append(_survey(utterance, samples, rate, trimmed_words(clip)))
        probe = probes.setdefault(utterance.voice, [])
        if sum(len(probed) / hertz for probed, hertz in probe) < _PROBE_S:
            probe.append((samples, rate))
    gains = {}
    for voice in sorted(probes):
        own = [survey for survey in surveys if survey.voice == voice]
        wanted = _decibels(own, preset)
        gains[voice] = _settled(wanted, probes[voice], preset)
    return surveys, gains


def _survey(utterance: Utterance, samples: Samples, rate: int, words: tuple[WordTime, ...]) -> Survey:
    energy = float(np.square(samples, dtype=np.float64).sum()) / rate
    pause = RATE * utterance.pause_ms // 1000
    frames = length_at_rate(len(samples), rate)
    return Survey(utterance.voice, frames, pause, step_powers(samples, rate), energy, words)


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
    """The amplitude gain that makes up for what the limiter takes from a voice."""
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
    return float(10 ** (decibels / 20))


def _probe_loudness(probe: Sequence[tuple[Samples, int]], gain: float, ceiling: float | None) -> float:
    powers = []
    for samples, rate in probe:
        louder = samples * np.float32(gain)
        powers.append(step_powers(louder if ceiling is None else limited(louder, ceiling, rate), rate))
    return integrated(np.concatenate(powers))
