"""Durations of phonemes become times of words."""

from __future__ import annotations

import numpy as np

from publish.model.narration import WordTime
from publish.speech.word_times import matched, written_words
from publish.voices.durations import UNIT, named, sounding

LETTERS = frozenset("abc ,")


def steps(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(numbers, np.float32)


def test_a_word_sounds_from_its_first_phoneme_to_its_last() -> None:
    spans = sounding("ab, c", LETTERS, steps(2, 1, 3, 4, 1, 5, 2), early=0)
    assert spans == [(2 * UNIT, 6 * UNIT), (11 * UNIT, 16 * UNIT)]


def test_phonemes_that_the_model_lacks_take_no_time() -> None:
    assert sounding("axb", LETTERS, steps(1, 1, 1, 1), early=0) == [(UNIT, 3 * UNIT)]


def test_sound_that_begins_early_never_begins_before_the_clip() -> None:
    assert sounding("a", LETTERS, steps(1, 4, 1), early=2 * UNIT) == [(0, 3 * UNIT)]


def test_a_word_that_is_read_as_two_lasts_as_long_as_both() -> None:
    assert named([("25", 2), ("men", 1)], [(0, 5), (6, 9), (10, 12)]) == [("25", 0, 9), ("men", 10, 12)]


def test_nothing_is_named_where_more_words_sound_than_were_read() -> None:
    assert named([("men", 1)], [(0, 5), (6, 9)]) == []


def test_words_that_no_space_parts_are_found_in_their_text() -> None:
    heard = [("图书馆", 0, 4), ("开", 5, 6), ("Apple Music", 7, 9)]
    times = matched("图书馆[开](/kai/)了，Apple Music。", heard)
    assert [(word.begin, word.end, word.first, word.last) for word in times] == [
        (0, 3, 0, 4),
        (4, 5, 5, 6),
        (15, 26, 7, 9),
    ]


def test_a_number_between_words_that_no_space_parts_lasts_as_long_as_what_is_said() -> None:
    times = tuple(WordTime(n, n + 1, 10 * n, 10 * n + 9) for n in range(4))
    assert written_words("有25人", "有廿五人", times) == (
        WordTime(0, 1, 0, 9),
        WordTime(1, 3, 10, 29),
        WordTime(3, 4, 30, 39),
    )
