"""Loudness and true peak, against the standard's own figures and another meter."""

from __future__ import annotations

import numpy as np
import pytest

from publish.audio import Levels
from publish.audio.loudness import SILENT, decibels, integrated, limited, step_powers, true_peak
from publish.audio.samples import at_rate
from tests.audio.sounds import Samples, judged, sine, speechlike

SPEECH = at_rate(speechlike(5, 24_000), 24_000)
RATES = (22_050, 24_000, 44_100, 48_000)


@pytest.mark.parametrize("rate", RATES)
def test_a_full_scale_sine_at_997_hertz_is_minus_three_lufs(rate: int) -> None:
    """BS.1770-5, annex 1: 0 dBFS, 997 Hz, one channel: -3.01 LKFS."""
    loudness = integrated(step_powers(sine(997, 5, rate, 1.0), rate))
    assert loudness == pytest.approx(-3.01, abs=0.05)


def test_quiet_passages_are_gated_out() -> None:
    """EBU Tech 3341, case 3, for one channel: the quiet ends do not count."""
    loud, quiet = sine(1_000, 30, amplitude=10 ** (-23 / 20)), sine(1_000, 5, amplitude=10 ** (-36 / 20))
    with_ends = np.concatenate([quiet, loud, quiet])
    alone = integrated(step_powers(loud, 44_100))
    assert integrated(step_powers(with_ends, 44_100)) == pytest.approx(alone, abs=0.1)


@pytest.mark.parametrize(
    "samples",
    [SPEECH, sine(100, 3, amplitude=0.4), np.concatenate([SPEECH, np.zeros(99_999), SPEECH])],
    ids=["speech", "bass", "with silence"],
)  # fmt: skip
def test_the_meter_agrees_with_ffmpegs(samples: Samples) -> None:
    samples = samples.astype(np.float32)
    loudness, peak = judged(samples.tobytes(), "-f", "f32le", "-ar", "44100", "-ac", "1")
    own = Levels.of(samples).loudness()
    assert own.lufs == pytest.approx(loudness, abs=0.15)
    assert own.true_peak_dbtp == pytest.approx(peak, abs=0.15)


def test_a_true_peak_lies_between_the_samples() -> None:
    """A sine at a quarter of the rate, sampled beside its crests, peaks 3 dB over its samples."""
    samples = sine(11_025, 0.2, amplitude=0.5, phase=np.pi / 4) * np.hanning(8_820).astype(np.float32)
    assert decibels(float(np.abs(samples).max())) == pytest.approx(-9.03, abs=0.05)
    assert decibels(true_peak(samples)) == pytest.approx(-6.02, abs=0.1)


def test_levels_add_up() -> None:
    one, two = speechlike(4.0, 44_100, seed=1), 0.5 * speechlike(5.0, 44_100, seed=2)
    apart = Levels.joined([Levels.of(one), Levels.of(two)]).loudness()
    together = Levels.of(np.concatenate([one, two])).loudness()
    assert apart.lufs == pytest.approx(together.lufs, abs=0.03)
    assert apart.true_peak_dbtp == together.true_peak_dbtp


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(50_000, np.float32)])
def test_silence_has_no_loudness(samples: Samples) -> None:
    assert integrated(step_powers(samples, 44_100)) == SILENT
    assert decibels(true_peak(samples)) == SILENT


@pytest.mark.parametrize("gain", [1.5, 6.0, 30.0])
def test_the_limiter_keeps_the_ceiling_and_leaves_the_rest_alone(gain: float) -> None:
    samples = speechlike(3, 44_100, 0.1) * np.float32(gain)
    out = limited(samples, 0.8, 44_100)
    assert true_peak(out) <= 0.8 * 1.01
    quiet = np.abs(samples) < 1e-3
    assert np.all(np.abs(out) <= np.abs(samples) + 1e-6)
    assert np.all(np.sign(out[~quiet]) == np.sign(samples[~quiet]))


def test_the_limiter_does_not_touch_what_is_under_the_ceiling() -> None:
    samples = speechlike(1, 44_100, 0.02)
    assert limited(samples, 0.8, 44_100) is samples


def test_the_limiter_moves_smoothly() -> None:
    """The gain changes by less than two hundredths from one sample to the next: nothing clicks."""
    samples = sine(200, 1, amplitude=0.3)
    samples[20_000:20_050] *= 4
    gain = limited(samples, 0.5, 44_100)[18_000:22_000] / np.where(samples == 0, 1, samples)[18_000:22_000]
    steady = np.abs(samples[18_000:22_000]) > 0.05
    assert np.abs(np.diff(gain[steady])).max() < 0.02
