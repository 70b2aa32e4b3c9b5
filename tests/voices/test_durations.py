"""Durations of phonemes become times of words."""

from __future__ import annotations

import numpy as np

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
