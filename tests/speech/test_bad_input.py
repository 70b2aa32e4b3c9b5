"""Long runs of one sign raise nothing, lose nothing, and end within the time limit of a test."""

from __future__ import annotations

import pytest

from publish.speech import spoken
from publish.speech.sentences import split

LENGTH = 50_000
RUNS = ["1", "-", "–", "(", "]", "😀", "\u200b", "1-", "(1)", "No 1 ", "a. ", "“。", "🏳️‍🌈"]


@pytest.mark.parametrize("run", RUNS)
def test_runs_of_one_sign_are_said(run: str) -> None:
    words = spoken((run * LENGTH)[:LENGTH], "en-GB")
    assert bool(words.strip()) == (run != "\u200b")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("run", RUNS)
def test_runs_of_one_sign_are_split(run: str, lang: str) -> None:
    text = (run * LENGTH)[:LENGTH]
    kept = "".join(text[begin:end] for begin, end in split(text, lang))
    assert kept.replace(" ", "") == text.replace(" ", "")
