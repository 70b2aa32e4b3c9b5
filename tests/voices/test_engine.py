"""Whatever an engine does wrong becomes one error that names the sentence and its place."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from publish.config import Config
from publish.errors import NetworkError, PublishError, VoiceError
from publish.model.narration import Clip, Speech
from publish.voices import choose, open_engine, say
from publish.voices.silence import Silence
from publish.voices.tone import Tone

GOOD = Clip(b"\x10\x10" * 8_000, 8_000)


class Fake:
    fingerprint = "fake"

    def __init__(self, answer: Callable[[], Iterator[Clip]]) -> None:
        self.answer = answer

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        return self.answer()


def failing(error: Exception) -> Fake:
    def answer() -> Iterator[Clip]:
        yield from ()
        raise error

    return Fake(answer)


def hanging() -> Iterator[Clip]:
    time.sleep(30)
    yield GOOD


@pytest.mark.parametrize(
    ("engine", "says"),
    [
        (failing(RuntimeError("boom")), "RuntimeError: boom"),
        (failing(VoiceError("out of breath")), "out of breath"),
        (Fake(lambda: iter(())), "gave 0 clips"),
        (Fake(lambda: iter((GOOD, GOOD))), "gave 2 clips"),
        (Fake(lambda: iter((Clip(b"", 8_000),))), "gave no sound"),
        (Fake(lambda: iter((Clip(bytes(4_000), 8_000),))), "gave silence"),
        (Fake(lambda: iter((Clip(b"\x10\x10\x10", 8_000),))), "half a sample"),
        (Fake(lambda: iter((Clip(GOOD.pcm, 8),))), "impossible sample rate, 8"),
        (Fake(lambda: iter((Clip(GOOD.pcm * 60, 8_000),))), "spoke for 60 seconds"),
        (Fake(hanging), "did not answer within"),
    ],
)
def test_a_fault_is_told_with_the_sentence_and_its_place(engine: Fake, says: str) -> None:
    with pytest.raises(VoiceError) as caught:
        say(engine, Speech("Hello there.", "en"), "p1-s1", limit_s=0.3)
    message = str(caught.value)
    assert says in message
    assert "“Hello there.” (p1-s1)" in message


def test_a_network_error_stays_one() -> None:
    with pytest.raises(NetworkError, match="p1-s1"):
        say(failing(NetworkError("gone")), Speech("Hello", "en"), "p1-s1")


def test_a_long_sentence_is_shortened_in_the_message() -> None:
    with pytest.raises(PublishError) as caught:
        say(failing(ValueError("no")), Speech("word " * 100, "en"))
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["", "***", "…", "—", "\U0001f389"])
def test_words_without_a_sound_give_a_short_silence_and_trouble_no_engine(text: str) -> None:
    clip = say(failing(RuntimeError("never asked")), Speech(text, "en"))
    assert 0.1 < clip.frames / clip.rate < 0.6
    assert not any(clip.pcm)


def test_an_engine_that_is_silent_on_purpose_may_be() -> None:
    assert say(Silence(), Speech("Hello there.", "en")).frames
    assert say(Tone(), Speech("Hello there.", "en")).frames


@pytest.mark.parametrize(
    ("takes", "expected"), [(True, "Say [Ishaq](/ɪˈʃɑːk/) now."), (False, "Say Ishaq now.")]
)
def test_phonemes_reach_only_an_engine_that_takes_them(takes: bool, expected: str) -> None:
    heard: list[str] = []

    class Ear(Tone):
        takes_phonemes = takes

        def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
            for speech in speeches:
                heard.append(speech.text)
                yield GOOD

    say(Ear(), Speech("Say [Ishaq](/ɪˈʃɑːk/) now.", "en"))
    assert heard == [expected]


@pytest.mark.slow
def test_hibari_says_phonemes_instead_of_letters() -> None:
    engine = open_engine(choose("hibari", "en", Config()))
    plain, marked, other = (
        say(engine, Speech(text, "en"))
        for text in ("Ask Ishaq now.", "Ask [Ishaq](/ˈbænænə/) now.", "Ask banana now.")
    )
    assert marked != plain
    assert abs(marked.frames - other.frames) < abs(plain.frames - other.frames) + 2_400


@pytest.mark.slow
def test_the_neural_voice_tells_nobody_what_it_says(tmp_path: Path) -> None:
    """Its runtime would keep what it means to send in the user's cache folder; under CI it never does."""
    home = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")}
    home |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [
        sys.executable,
        "-m",
        "publish",
        "say",
        "Hello",
        "-o",
        str(tmp_path / "said.mp3"),
        "--voice",
        "hibari",
    ]
    done = subprocess.run(command, env=home, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["said.mp3"]
