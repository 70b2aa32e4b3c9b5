"""Loudness measurements that can be added up: those of sections make that of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from publish.audio.loudness import Loudness, decibels, integrated, step_powers, true_peak
from publish.audio.samples import RATE

if TYPE_CHECKING:
    from publish.audio.samples import Samples


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
