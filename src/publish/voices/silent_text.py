"""Silence for text with nothing to pronounce, so that every sentence has a cue."""

from __future__ import annotations

import unicodedata

from publish.model.narration import Clip

QUIET_MS = 300


def sayable(text: str) -> bool:
    """Whether there is a letter or a figure for a voice to say."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)


def quiet(rate: int, length_ms: int = QUIET_MS) -> Clip:
    """A clip of silence at `rate` hertz."""
    return Clip(bytes(2 * (rate * length_ms // 1000)), rate)
