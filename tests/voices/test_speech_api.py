"""The engine for servers with OpenAI's speech protocol, against one on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publish.config import Config, Voices
from publish.errors import NetworkError, VoiceError
from publish.model.narration import Clip, Speech
from publish.voices import choose
from publish.voices.engine import say
from publish.voices.retry import RetryingSender
from publish.voices.speech_api import SpeechApi
from tests.voices.speech_server import SpeechServer, speech_server


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with speech_server() as running:
        yield running


def spoken(server: SpeechServer, attempts: int = 3) -> Clip:
    sender = RetryingSender(wait=lambda seconds: None, attempts=attempts)
    return say(SpeechApi(server.address, "small", "anna", sender), Speech("Good morning.", "en", pace=1.25))


def test_what_a_server_is_asked(server: SpeechServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_SPEECH_KEY", "secret")
    assert spoken(server).frames
    assert server.asked == [
        {
            "model": "small",
            "voice": "anna",
            "input": "Good morning.",
            "response_format": "wav",
            "speed": 1.25,
            "path": "/v1/audio/speech",
            "key": "Bearer secret",
        }
    ]


@pytest.mark.parametrize("answer", [(429, b"slow"), (500, b"oops"), (200, b"<!doctype html>")])
def test_a_server_in_trouble_is_asked_again(server: SpeechServer, answer: tuple[int, bytes]) -> None:
    server.trouble.append(answer)
    assert spoken(server).frames
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        ((401, b"no"), NetworkError, "401.*PUBLISH_SPEECH_KEY"),
        ((404, b"no"), NetworkError, "404.*speech_model"),
        ((500, b"no"), NetworkError, "failed 3 times.*500.*already is kept"),
        ((200, b"<html>"), VoiceError, "no sound in its answer"),
        ((200, b"RIFFxxxx"), VoiceError, "wrote no WAV file"),
    ],
)
def test_a_server_that_fails_is_one_sentence(
    server: SpeechServer, answer: tuple[int, bytes], error: type[Exception], message: str
) -> None:
    server.trouble.extend([answer] * 3)
    with pytest.raises(error, match=message):
        spoken(server)


def test_silence_is_an_error(server: SpeechServer) -> None:
    header = b"RIFF$\x10\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\0\x10\0\0"
    server.trouble.append((200, header + bytes(4096)))
    with pytest.raises(VoiceError, match="gave silence"):
        spoken(server)


def test_without_an_address_there_is_a_way_out() -> None:
    with pytest.raises(VoiceError, match="has no server; name the server"):
        choose("speech-api:anna", "en", Config())
    choice = choose("speech-api:anna", "en", Config(voices=Voices(speech_address="http://127.0.0.1:1/v1")))
    assert choice.narrator == "Synthetic voice: anna (tts-1)"
