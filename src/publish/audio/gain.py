"""Clips of a section -> their lengths and loudness, and the gain of each voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from publish.audio.limiter import limited
from publish.audio.loudness import SILENT, STEP_S, integrated, step_powers
from publish.audio.presets import Preset
from publish.audio.samples import RATE, length_at_rate, trimmed
from publish.model.narration import Clip, Utterance

if TYPE_CHECKING:
    from publish.audio.samples import Samples

_MOST_GAIN_DB = 40.0
_PROBE_S = 60.0
"""Seconds of a voice on which the limiter is tried before the gain is fixed."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a part before it is worked on.

    `frames` and `pause` count at `RATE`; `powers` are those of `step_powers`;
    `energy` is the sum of squares by seconds.
    """

    voice: str
    frames: int
    pause: int
    powers: NDArray[np.float32]
    energy: float


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
        surveys.append(_survey(utterance, samples, rate))
        probe = probes.setdefault(utterance.voice, [])
        if sum(len(kept) / hertz for kept, hertz in probe) < _PROBE_S:
            probe.append((samples, rate))
    gains = {}
    for voice in sorted(probes):
        own = [survey for survey in surveys if survey.voice == voice]
        wanted = _decibels(own, preset)
        gains[voice] = _settled(wanted, probes[voice], preset)
    return surveys, gains


def _survey(utterance: Utterance, samples: Samples, rate: int) -> Survey:
    energy = float(np.square(samples, dtype=np.float64).sum()) / rate
    pause = RATE * utterance.pause_ms // 1000
    frames = length_at_rate(len(samples), rate)
    return Survey(utterance.voice, frames, pause, step_powers(samples, rate), energy)


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
