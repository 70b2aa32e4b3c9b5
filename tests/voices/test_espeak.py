"""eSpeak NG in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
from array import array
from pathlib import Path

import pytest

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.narration import Clip, Speech
from publish.voices import espeak
from publish.voices.espeak import Espeak, resolve


def one(engine: Espeak, text: str, lang: str = "en-GB") -> Clip:
    (clip,) = engine.speak((Speech(text, lang),))
    return clip


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Bonjour tout le monde."),
        ("de", "Guten Morgen allerseits."),
        ("es", "Buenos días a todos."),
        ("ar", "صباح الخير جميعا"),
        ("zh-CN", "大家早上好。"),
        ("hi", "सबको सुप्रभात।"),
        ("cy", "Bore da bawb."),
    ],
)
def test_languages_are_spoken_at_the_librarys_rate(lang: str, text: str) -> None:
    clip = one(Espeak(resolve("", lang, Voices()).voice), text, lang)
    assert clip.rate == 22_050
    assert 0.7 < clip.frames / clip.rate < 4
    assert any(clip.pcm)


def test_what_was_said_before_leaves_no_trace() -> None:
    engine = Espeak("en-gb")
    first = one(engine, "The very same words.")
    one(engine, "Something else in between, and rather longer than that.")
    assert one(engine, "The very same words.") == first


def test_a_process_that_was_killed_is_started_again() -> None:
    engine = Espeak("en-gb")
    expected = one(engine, "Still here.")
    assert engine._process
    os.kill(engine._process.pid, signal.SIGKILL)
    engine._process.wait()
    assert one(engine, "Still here.") == expected


def test_a_process_that_does_not_answer_is_an_error_and_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Espeak("en-gb")
    expected = one(engine, "Still here.")
    assert engine._process
    os.kill(engine._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(espeak, "_LIMIT_S", 0.2)
    with pytest.raises(VoiceError, match="no answer"):
        one(engine, "Still here.")
    monkeypatch.undo()
    assert one(engine, "Still here.") == expected


def test_a_library_in_a_very_long_folder_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, data = espeak._library()
    folder = tmp_path / ("long" * 30) / ("longer" * 20)
    folder.mkdir(parents=True)
    shutil.copytree(data, folder / "espeak-ng-data")
    monkeypatch.setattr(espeak, "_library", lambda: (library, str(folder / "espeak-ng-data")))
    assert one(Espeak("en-gb"), "Hello.").frames


def test_data_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, _ = espeak._library()
    monkeypatch.setattr(espeak, "_library", lambda: (library, str(tmp_path)))
    with pytest.raises(VoiceError, match="eSpeak stopped"):
        one(Espeak("en-gb"), "Hello.")


def test_text_is_data_and_never_a_request(tmp_path: Path) -> None:
    """A sentence that looks like the child's own protocol is only said."""
    engine = Espeak("en-gb")
    expected = one(engine, "After.")
    assert one(engine, "gmw/en 160 5\nhello\ngmw/en 160 5\nhello").frames
    assert one(engine, "After.") == expected


@pytest.mark.parametrize(
    ("lang", "text", "silent"),
    [
        ("fr", "L'été dernier, à Paris, 25 élèves — très émus — ont chanté.", {"—"}),
        ("ar", "في العاصمة، قال الوزير إن العمل بدأ.", set()),
        ("de", "Der Fußball-Weltmeister kam 🙂, sah und siegte.", set()),
    ],
)
def test_every_word_has_its_time(lang: str, text: str, silent: set[str]) -> None:
    clip = one(Espeak(lang), text, lang)
    words = [text[word.begin : word.end] for word in clip.words]
    assert words == [word for word in text.split() if word not in silent]
    frames = [frame for word in clip.words for frame in (word.first, word.last)]
    assert frames == sorted(frames)
    assert frames[-1] <= clip.frames


def test_a_word_begins_where_its_sound_does_after_a_pause() -> None:
    text = "Bonjour, madame."
    clip = one(Espeak("fr"), text, "fr")
    first, second = clip.words
    samples = array("h", clip.pcm)
    pause = [abs(sample) for sample in samples[first.last : second.first]]
    assert len(pause) > clip.rate * 0.1
    assert max(pause) < 400
    assert max(map(abs, samples[second.first : second.first + clip.rate // 20])) > 1000


def test_a_word_that_is_respelt_has_no_time() -> None:
    text = "The lead pipes must go."
    clip = one(Espeak("en-gb"), text)
    assert [text[word.begin : word.end] for word in clip.words] == ["The", "pipes", "must", "go."]
