"""The optional sound before a section: two sine notes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from publish.audio.samples import RATE

if TYPE_CHECKING:
    from publish.audio.samples import Samples

AFTER_MS = 350
_NOTES = ((523.25, 0.0), (783.99, 0.16))  # hertz, seconds: C5 and the G above it
_LENGTH_S = 1.1
_AMPLITUDE = 0.06


@cache
def chime() -> Samples:
    """About a second at `RATE`; each note swells for a hundredth of a second and dies away."""
    time = np.arange(round(RATE * _LENGTH_S)) / RATE
    sound = np.zeros(len(time))
    for hertz, begin in _NOTES:
        since = np.maximum(time - begin, 0)
        swell = np.minimum(since / 0.012, 1) * np.exp(-5.5 * since)
        sound += swell * (np.sin(2 * np.pi * hertz * since) + 0.2 * np.sin(4 * np.pi * hertz * since))
    fade = np.minimum(1, (time[-1] - time) / 0.1)
    samples: Samples = (_AMPLITUDE * sound * fade).astype(np.float32)
    return samples
