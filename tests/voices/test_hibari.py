"""The times of words, from hibari's own durations."""

from __future__ import annotations

import hashlib
from array import array

import pytest

from publish.model.narration import Clip, Speech
from publish.speech.misaki import misaki
from publish.speech.word_times import matched
from publish.voices.hibari import Hibari, _pcm

TEXT = "The colonel said, “the lead pipes must go”, and 25 people agreed. Nobody was surprised."


@pytest.fixture(scope="module")
def engine() -> Hibari:
    return Hibari("heart")


def clip(engine: Hibari, text: str) -> Clip:
    return next(iter(engine.speak((Speech(text, "en-US"),))))


def test_every_word_has_its_time_in_order(engine: Hibari) -> None:
    result = clip(engine, TEXT)
    assert [TEXT[word.begin : word.end] for word in result.words] == TEXT.split()
    times = [frame for word in result.words for frame in (word.first, word.last)]
    assert times == sorted(times)
    assert times[-1] <= result.frames


def test_words_are_where_the_sound_is(engine: Hibari) -> None:
    result = clip(engine, TEXT)
    samples = array("h", result.pcm)
    loud = max(map(abs, samples))
    before, (comma, after) = samples[: result.words[0].first - 2400], result.words[2:4]
    assert max(map(abs, before)) < loud / 20
    pause = samples[comma.last + 1800 : after.first - 1800]
    assert not pause or max(map(abs, pause)) < loud / 5


@pytest.mark.slow
def test_the_sound_is_what_hibari_itself_gives(engine: Hibari) -> None:
    seed = int.from_bytes(hashlib.sha256(TEXT.encode()).digest()[:4])
    ids = [engine._tts.ids(each) for each in engine._tts.phonemize(misaki(TEXT, False, "en-US"))]
    assert len(ids) == 2
    spectrum = [engine._tts.sess.run(None, _inputs(one))[:-1] for one in ids]
    import numpy as np
    from hibari import dsp

    chance = np.random.default_rng(seed)
    sound = np.concatenate([dsp.synth(*(part[0] for part in parts), chance) for parts in spectrum])
    assert _pcm(sound) == clip(engine, TEXT).pcm


def _inputs(ids: list[int]) -> dict[str, object]:
    import numpy as np

    return {"ids": np.asarray([ids], np.int64), "speed": np.asarray([1.0], np.float32)}


def test_a_word_that_is_read_otherwise_has_no_time() -> None:
    text = "In [Bicester](/x/)’s 2nd row"
    heard = [("In", 0, 5), ("Bicester's", 6, 9), ("second", 10, 12), ("row", 13, 20)]
    result = matched(text, heard)
    assert [(text[word.begin : word.end], word.first) for word in result] == [
        ("In", 0),
        ("Bicester](/x/)’s", 6),
        ("row", 13),
    ]
