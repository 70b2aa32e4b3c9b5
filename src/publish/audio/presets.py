"""Loudness targets by the name of the preset."""

from __future__ import annotations

from dataclasses import dataclass

from publish.config import LoudnessPreset, Sound


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
