"""The engine `speech-api`: any server that answers as OpenAI's `/v1/audio/speech` does, over HTTP.

    [voices]
    speech_address = "http://127.0.0.1:8880/v1"
    speech_model = "kokoro"

`--voice speech-api:NAME` names the server's voice. The key, where one is needed, stands in the
environment as PUBLISH_SPEECH_KEY. Each sentence is sent to the server.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.narration import Clip, Speech
from publish.voices.command import read_wav
from publish.voices.engine import Resolved, Status, quiet, sayable

if TYPE_CHECKING:
    import requests

    from publish.voices.retry import RetryingSender

KEY = "PUBLISH_SPEECH_KEY"
VOICE, MODEL = "alloy", "tts-1"
"""What the protocol's maker calls its first voice and its first model."""
TIMEOUT_S = (10.0, 60.0)
_RATE = 24_000
_HELP = 'name the server: [voices] speech_address = "http://127.0.0.1:8880/v1"'
_REFUSED = f"check speech_model and the voice's name, and the key in {KEY}"


class SpeechApi:
    """One request a sentence, answered with a WAV file."""

    limit_s = 600.0

    def __init__(self, address: str, model: str, voice: str, sender: RetryingSender) -> None:
        self.address, self.model, self.voice = address.rstrip("/"), model or MODEL, voice or VOICE
        self._sender = sender

    @property
    def fingerprint(self) -> str:
        return f"speech-api 1 {self.address} {self.model} {self.voice}"

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield self._clip(speech) if sayable(speech.text) else quiet(_RATE)

    def _clip(self, speech: Speech) -> Clip:
        import requests

        body: dict[str, str | float] = {
            "model": self.model,
            "voice": self.voice,
            "input": speech.text,
            "response_format": "wav",
            "speed": speech.pace,
        }
        key = os.environ.get(KEY, "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        request = requests.Request("POST", f"{self.address}/audio/speech", headers, json=body).prepare()
        return read_wav(self._sender.sound(request, _wav, _REFUSED), "the voice service")


def _wav(response: requests.Response) -> bytes:
    """The WAV file in an answer, b"" for none."""
    return response.content if response.content[:4] == b"RIFF" else b""


def make(voice: str, lang: str, settings: Voices) -> SpeechApi:
    from publish.voices.retry import RetryingSender

    resolve(voice, lang, settings)
    sender = RetryingSender(attempts=3, timeout_s=TIMEOUT_S)
    return SpeechApi(settings.speech_address, settings.speech_model, voice, sender)


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    if not settings.speech_address:
        raise VoiceError("the engine 'speech-api' has no server", _HELP)
    name = voice or VOICE
    return Resolved(name, f"{name} ({settings.speech_model or MODEL})")


def status(settings: Voices) -> Status:
    about = "a server with OpenAI's speech protocol; sends it the text"
    if not settings.speech_address:
        return Status("speech-api", "missing", about, help=_HELP)
    return Status("speech-api", "network", about)
