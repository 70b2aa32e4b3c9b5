"""The engine `silence`: digital silence as long as the words would take. For tests and dry runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.config import Voices
from publish.model.narration import Clip, Speech
from publish.voices.engine import Resolved, Status, quiet, sayable

RATE = 8_000
CHARACTERS_A_SECOND = 15


def frames_for(speech: Speech) -> int:
    """How long a newsreader would take, in sample frames."""
    return max(RATE // 4, int(RATE * len(speech.text) / (CHARACTERS_A_SECOND * speech.pace)))


class Silence:
    """Says everything in silence, at 8 kHz."""

    audible = False

    @property
    def fingerprint(self) -> str:
        return f"silence 1 {RATE}"

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield Clip(bytes(2 * frames_for(speech)), RATE) if sayable(speech.text) else quiet(RATE)


def make(voice: str, lang: str, settings: Voices) -> Silence:
    return Silence()


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    return Resolved("", "none, silence")


def status(settings: Voices) -> Status:
    return Status("silence", "ready", "silence of the right length, for tests")
