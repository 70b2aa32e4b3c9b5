"""gtts against a server on loopback that answers as Google's endpoint does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import requests

from publish.config import Config, Voices
from publish.errors import NetworkError, VoiceError
from publish.model.narration import Clip, Speech
from publish.voices import choose, open_engine, say
from publish.voices.gtts import Gtts, resolve
from publish.voices.retry import RetryingSender, retry_after, sound_in
from tests.voices.google import Google, google

HELLO = Speech("Hello there.", "en-GB")
LONG = Speech("One sentence that is long, " * 12 + "ends here.", "en-GB")


@pytest.fixture
def server() -> Iterator[Google]:
    with google() as running:
        yield running


def engine(
    server: Google, waits: list[float] | None = None, attempts: int = 6, timeout_s: float = 30.0
) -> Gtts:
    """The engine against the server here; on a busy machine an answer may take seconds."""
    wait = (waits if waits is not None else []).append
    return Gtts(
        "co.uk", False, "en", RetryingSender(None, wait, attempts, (timeout_s, timeout_s)), server.address
    )


def one(voice: Gtts, speech: Speech) -> Clip:
    (clip,) = voice.speak((speech,))
    return clip


def test_a_sentence_becomes_a_clip_at_the_services_rate(server: Google) -> None:
    clip = one(engine(server), HELLO)
    assert clip.rate == 24_000
    assert clip.frames > 6_000
    assert server.asked == [["Hello there.", "en", None, "null"]]


@pytest.mark.slow
def test_a_long_sentence_is_asked_for_in_parts_of_a_hundred_characters_without_losing_a_word(
    server: Google,
) -> None:
    clip = one(engine(server), LONG)
    asked = [str(request[0]) for request in server.asked]
    assert len(asked) > 2
    assert all(len(part) <= 100 for part in asked)
    letters = "".join(c for c in LONG.text if c.isalpha())
    assert "".join(c for part in asked for c in part if c.isalpha()) == letters
    assert clip.frames > 10 * clip.rate


def test_too_many_requests_is_waited_out_as_long_as_the_service_asks(server: Google) -> None:
    server.trouble.extend([(429, "7"), (429, "3")])
    waits: list[float] = []
    assert one(engine(server, waits), HELLO) == one(engine(server), HELLO)
    assert waits == [7.0, 3.0]


def test_failures_of_the_service_are_tried_again_with_longer_and_longer_waits(server: Google) -> None:
    server.trouble.extend([500, 503, 502])
    waits: list[float] = []
    assert one(engine(server, waits), HELLO).frames
    assert waits == [1.0, 2.0, 4.0]


def test_a_service_that_keeps_failing_is_a_network_error_that_says_so(server: Google) -> None:
    server.trouble.extend([503] * 4)
    with pytest.raises(NetworkError, match="failed 4 times \\(503") as caught:
        one(engine(server, attempts=4), HELLO)
    assert "kept" in caught.value.help


def test_a_refusal_is_not_tried_again(server: Google) -> None:
    server.trouble.extend([403, 403])
    waits: list[float] = []
    with pytest.raises(NetworkError, match="refused"):
        one(engine(server, waits), HELLO)
    assert waits == []


@pytest.mark.parametrize("fault", ["garbage", "no sound"])
def test_an_answer_without_sound_is_tried_again_and_then_told(server: Google, fault: str) -> None:
    server.trouble.append(fault)
    assert one(engine(server), HELLO).frames
    server.trouble.extend([fault] * 3)
    with pytest.raises(VoiceError, match="no sound in its answer"):
        one(engine(server, attempts=3), HELLO)


def test_an_answer_that_is_no_mp3_is_a_voice_error(server: Google) -> None:
    server.trouble.append("no mp3")
    with pytest.raises(VoiceError, match="no MP3"):
        one(engine(server), HELLO)


@pytest.mark.slow
def test_an_answer_that_never_comes_times_out(server: Google) -> None:
    voice = engine(server, attempts=2, timeout_s=2.0)
    one(voice, HELLO)
    server.trouble.extend(["hang", "hang"])
    with pytest.raises(NetworkError, match="no answer in time"):
        one(voice, HELLO)


def test_without_a_network_there_is_one_clear_error_at_once() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    waits: list[float] = []
    voice = Gtts("com", False, "en", RetryingSender(wait=waits.append), address)
    with pytest.raises(NetworkError, match="cannot be reached") as caught:
        say(voice, HELLO, "p1-s1")
    assert "“Hello there.” (p1-s1)" in str(caught.value)
    assert "--voice auto" in caught.value.help
    assert waits == []


@pytest.mark.slow
def test_one_request_at_a_time_even_from_two_threads(server: Google) -> None:
    voices = [engine(server), engine(server)]
    threads = [threading.Thread(target=one, args=(voice, LONG)) for voice in voices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert server.most_at_once == 1


def test_certificates_are_verified() -> None:
    class Session(requests.Session):
        def send(self, request: requests.PreparedRequest, **settings: object) -> requests.Response:
            seen.update(settings)
            raise requests.exceptions.SSLError

    seen: dict[str, object] = {}
    with pytest.raises(NetworkError, match="certificate is not to be trusted"):
        one(Gtts("com", False, "en", RetryingSender(Session())), HELLO)
    assert seen["verify"] is not False
    assert seen["timeout"]


@pytest.mark.parametrize(
    ("lang", "voice", "expected"),
    [
        ("en-GB", "", "co.uk"),
        ("en-AU", "", "com.au"),
        ("en", "", "com"),
        ("fr-CA", "", "ca"),
        ("cy", "", "com"),
        ("en-GB", "slow", "co.uk-slow"),
        ("en", "co.in-slow", "co.in-slow"),
    ],
)
def test_accents_go_by_language_or_by_name(lang: str, voice: str, expected: str) -> None:
    assert resolve(voice, lang, Voices()).voice == expected


def test_slow_is_asked_of_the_service(server: Google) -> None:
    config = Config(voices=Voices(gtts_address=server.address))
    voice = open_engine(choose("gtts:slow", "pt-PT", config))
    list(voice.speak((Speech("Bom dia.", "pt-PT"), Speech("שלום", "he"), Speech("Hallo", "de-AT"))))
    assert [request[1:3] for request in server.asked] == [["pt-PT", True], ["iw", True], ["de", True]]


@pytest.mark.parametrize(("lang", "voice"), [("xx", ""), ("en", "co.uk/evil"), ("en", "1.2")])
def test_languages_and_accents_that_are_not_there_are_errors(lang: str, voice: str) -> None:
    with pytest.raises(VoiceError):
        resolve(voice, lang, Voices())


def test_retry_after_is_seconds_or_a_date() -> None:
    now = datetime(2023, 2, 21, 12, 0, 0, tzinfo=UTC)
    assert retry_after("120", now) == 120
    assert retry_after("Tue, 21 Feb 2023 12:00:30 GMT", now) == 30
    assert retry_after("Tue, 21 Feb 2023 11:00:00 GMT", now) == 0
    assert retry_after("", now) is None
    assert retry_after("soon", now) is None


def test_sound_is_found_in_an_answer_or_not() -> None:
    assert sound_in('[["wrb.fr","jQ1olc","[\\"SGVsbG8=\\"]",null]]') == b"Hello"
    assert sound_in('[["wrb.fr","jQ1olc","[\\"SGVsb\\"]",null]]') == b""
    assert sound_in("nothing") == b""
