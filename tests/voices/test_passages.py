"""A passage in another language is said in it, in the middle of a sentence and by the same voice."""

from __future__ import annotations

import pytest

from publish.voices import espeak, kokoro
from publish.voices.passages import marked


def test_kokoro_says_a_passage_in_its_language() -> None:
    text, foreign = "He ate a crème brûlée, and left.", (("crème brûlée", "fr"),)
    letters, words = kokoro.reading(text, "en-GB", british=True, foreign=foreign)
    assert letters == "hˌiː ˈAt ɐ kʁˈɛm bʁylˈe, and lˈɛft."
    assert [word for word, _ in words] == text.split()
    assert "njˈuː jˈɔːk" in kokoro.reading("Le New York.", "fr", foreign=(("New York", "en"),))[0]


def test_an_english_voice_is_given_sounds_of_english() -> None:
    assert marked("a crème brûlée", (("crème brûlée", "fr"),), english=True)[0] == (
        "a [crème](/kɹˈɛm/) [brûlée](/bɹulˈA/)"
    )


@pytest.mark.parametrize("passage", [("is not there", "fr"), ("He", "tlh"), ("He", "ja")])
def test_what_cannot_be_said_in_its_language_stays(passage: tuple[str, str]) -> None:
    assert marked("He ate.", (passage,), english=False) == ("He ate.", frozenset())


def test_words_that_espeak_takes_for_another_language_leave_no_mark() -> None:
    assert "(" not in espeak.phonemes(["Das ist wirklich gut"], "fr-fr")[0]
