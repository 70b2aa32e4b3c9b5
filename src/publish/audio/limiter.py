"""A look-ahead peak limiter: true peaks stay under a ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from publish.audio.loudness import BLOCK, block_peaks

if TYPE_CHECKING:
    from publish.audio.samples import Samples

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
