"""The engine `tone`: a note for each sentence, its pitch drawn from the words. For tests."""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Iterable, Iterator

from publish.config import Voices
from publish.model.narration import Clip, Speech
from publish.voices.engine import Resolved, Status, quiet, sayable
from publish.voices.silence import RATE, frames_for

_FADE = RATE // 50
_LEVEL = 8_000


class Tone:
    """Says everything as notes, at 8 kHz; other words, another pitch."""

    @property
    def fingerprint(self) -> str:
        return f"tone 1 {RATE}"

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield _note(speech) if sayable(speech.text) else quiet(RATE)


def _note(speech: Speech) -> Clip:
    digest = hashlib.sha256(speech.text.encode()).digest()
    # A whole number of cycles in a tenth of a second: that much is computed once and repeated.
    cycles = 20 + digest[0] % 60
    span = RATE // 10
    wave = array("h", (round(_LEVEL * math.sin(2 * math.pi * cycles * n / span)) for n in range(span)))
    frames = frames_for(speech)
    samples = (wave * (frames // span + 1))[:frames]
    for n in range(min(_FADE, frames // 2)):
        samples[n] = samples[n] * n // _FADE
        samples[-1 - n] = samples[-1 - n] * n // _FADE
    return Clip(samples.tobytes(), RATE)


def make(voice: str, lang: str, settings: Voices) -> Tone:
    return Tone()


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    return Resolved("", "none, tones")


def status(settings: Voices) -> Status:
    return Status("tone", "ready", "a note for each sentence, for tests")
