"""A mark beside a word does not change how the word is said."""

from __future__ import annotations

import re

import pytest

from publish.voices.hibari import english

WORDS = ("honest", "pint", "colonel", "viscount’s", "Thames", "salmon", "queue")
MARKS = (
    '{}" {}” {}» {}› {}] {}) {}}} {}… {}... {}— {}– {}-- {}′ {}″ {}* {}† {}® {}•'.split()
    + '"{} “{} «{} ‹{} „{} [{} ({} {{{} …{} —{} *{} "{}" “{}” »{}« [{}] ‘{}’ “‘{}’” {}”, {}.”'.split()
    + ["{}\u200b", "\u2066{}\u2069", "{}\N{PARTY POPPER}"]
)


def said(text: str) -> str:
    """A word's phonemes in a sentence, without marks."""
    words = re.sub(r"[^\w ]", "", english(False)(f"They mentioned one {text} today.")).split()
    return " ".join(words[3:-1])


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_changes_no_word(mark: str) -> None:
    for word in WORDS:
        assert said(mark.format(word)) == said(word)


def test_given_phonemes_reach_the_voice() -> None:
    assert english(False)("He [read](/ɹˈɛd/)” it.") == "hˌi ɹˈɛd” ɪt."


def test_a_possessive_is_said_with_given_phonemes() -> None:
    assert "bˈɪstəɹz stˈAʃən" in english(False)("At [Bicester](/bˈɪstəɹ/)’s station.")


def test_words_around_given_phonemes_are_tagged_in_their_sentence() -> None:
    plain, marked = "They record each show.", "[They](/ðA/) record each show."
    assert english(False)(marked).split()[1] == english(False)(plain).split()[1]


@pytest.mark.parametrize(
    ("name", "phonemes"),
    [
        ("Kaczyński’s", "kæʧˈɪnskiz"),
        ("Szczęsny", "ʃʧˈɛnsnɪ"),
        ("Houellebecq", "uələbˈɛk"),
        ("Sánchez", "sˈɑnʧɛz"),
        ("Ångstrom", "ˈɔŋstɹɑm"),
    ],
)
def test_a_name_in_no_dictionary_is_said_by_its_own_spelling(name: str, phonemes: str) -> None:
    assert english(False)(name) == phonemes


def test_a_word_with_accents_is_looked_up_without_them() -> None:
    assert said("façade") == said("facade")
    assert said("exposé").endswith("A") != said("expose").endswith("A")
