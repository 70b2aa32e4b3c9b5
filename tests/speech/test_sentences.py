"""Sentences end where a reader would end them, and nothing of the text is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.speech.sentences import CUT_ANYWHERE, LONGEST, split

GOLD = Path(__file__).parent / "sentences" / "gold.tsv"
LANGUAGES = ["en-GB", "fr", "de", "es", "it", "pt", "ar", "he", "zh", "ja", "hi", "th", "el", "xx", ""]


def _passages() -> list[tuple[str, list[str]]]:
    rows = [line.split("\t") for line in GOLD.read_text("utf-8").splitlines() if line]
    return [(lang, text.split("¦")) for lang, text in rows]


def parts(text: str, lang: str) -> list[str]:
    return [text[begin:end] for begin, end in split(text, lang)]


@pytest.mark.parametrize(("lang", "sentences"), _passages())
def test_a_passage_is_split_where_a_reader_would(lang: str, sentences: list[str]) -> None:
    glue = "" if lang in ("zh", "ja") else " "
    assert parts(glue.join(sentences), lang) == sentences


TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            [
                "Mr",
                "Mr.",
                "U.S.",
                "end.",
                "end?”",
                "he said",
                "The",
                "...",
                "…",
                "»",
                "«",
                "1.",
                "(",
                ")",
                "[2]",
                "\n\n",
                "。",
                "」と",
                "😀",
                " ",
                " ",
                "\xa0",
                "; ",
                ", and ",
                " — ",
                "e.g.",
                "5 p.m.",
                "http://a.b/c.",
                "؟",
                "।",
                "word " * 30,
                "字" * 60,
            ]
        ),
        max_size=40,
    ).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
@example(" ", "en")
@example("\u200b", "en")
def test_nothing_is_lost_and_spans_are_in_order(text: str, lang: str) -> None:
    whole(text, split(text, lang))


def whole(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    """AssertionError unless spans are in order, begin and end with a letter or sign, and lose none."""
    end = 0
    for begin, finish in spans:
        assert end <= begin < finish
        assert not text[end:begin].strip()
        assert not text[begin].isspace()
        assert not text[finish - 1].isspace()
        end = finish
    assert not text[end:].strip()


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_a_sentence_with_letters_is_never_only_punctuation(text: str, lang: str) -> None:
    spoken_at_all = [part for part in parts(text, lang) if any(c.isalnum() for c in part)]
    if spoken_at_all:
        whole = text.replace("\n\n", "¶")
        silent = [part for part in parts(text, lang) if not any(c.isalnum() for c in part)]
        assert not silent, whole


def test_a_very_long_sentence_is_cut_at_its_clauses() -> None:
    clause = "the council had spent more on roads than on schools"
    text = "; ".join([clause] * 4) + ", and " + ", ".join([clause] * 8) + "."
    spoken = parts(text, "en-GB")
    assert len(spoken) > 2
    assert all(len(part) <= LONGEST for part in spoken)
    assert all(part[-1] in ";,." for part in spoken)
    assert " ".join(spoken) == text


def test_a_sentence_of_ordinary_length_is_left_whole() -> None:
    text = "The council, which had spent more on roads than on schools, said: no; then yes — and no."
    assert parts(text, "en-GB") == [text]


def test_words_without_punctuation_are_cut_only_when_there_are_very_many() -> None:
    assert len(parts("word " * 60, "en")) == 1
    assert all(len(part) <= CUT_ANYWHERE for part in parts("word " * 1000, "en"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "." * 100000 + "a",
        "!?" * 50000 + "a",
        ". " * 50000,
        '."' * 40000 + "a",
        "1." * 50000,
        "“" * 100000,
        "Mr. " * 30000,
        "a, " * 50000,
        "word " * 20000,
        "。" * 100000,
        "A. " * 30000,
        "(" * 100000,
        "\n \n" * 30000,
    ],
    ids=lambda text: repr(text[:4]),
)
@pytest.mark.timeout(60)
def test_long_runs_take_no_longer_than_their_length(text: str) -> None:
    """A pattern that backtracks would take hours here, not moments, and end at the limit."""
    spans = split(text, "en")
    assert bool(spans) == bool(text.strip())
    whole(text, spans)


def test_splitting_loads_no_library() -> None:
    heavy = "{'num2words', 'babel', 'emoji', 'lxml'}"
    code = f"import sys, publish.speech.sentences; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
