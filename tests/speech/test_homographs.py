"""Words that are written alike are said as their sentence means them."""

from __future__ import annotations

import pytest

from publish.speech import homographs
from publish.speech.homographs import decide, forms, marked, respelt
from publish.speech.misaki import misaki

MEANT = (
    ("The house still has *lead* pipes.", "lead_nou"),
    ("She will *lead* the inquiry.", "lead_nou-vrb"),
    ("He lives in *Reading*.", "reading_geo"),
    ("She was *reading* a newspaper.", "reading_en"),
    ("The flight landed in *Nice*.", "nice_geo"),
    ("They have a *nice* house.", "nice_adj"),
    ("MPs had a *row* about tax.", "row_2"),
    ("A *row* of trees was planted.", "row_1"),
    ("He plays a *bass* guitar.", "bass"),
    ("They caught a *bass* in the lake.", "bass_corp"),
    ("They found *minute* traces of blood.", "minute_adj"),
    ("Wait a *minute*.", "minute"),
    ("The actor took a *bow*.", "bow_nou-ship"),
    ("He tied the ribbon in a *bow*.", "bow_nou-knot"),
    ("She is *content* with the result.", "content_adj-nou-vrb"),
    ("The *content* of the letter is secret.", "content_nou"),
    ("They *protest* every Friday.", "protest_vrb"),
    ("The *protest* ended peacefully.", "protest_nou"),
    ("He *contracts* a disease.", "contract_vrb"),
    ("Two *contracts* expire this year.", "contract_nou"),
    ("Have you *read* it?", "read_past"),
    ("Did you *read* it?", "read_present"),
    ("*Polish* your shoes.", "polish"),
    ("The *Polish* government said no.", "polish_geo"),
    ("*Nestlé* said that sales fell.", "nestle_nam"),
)


@pytest.mark.parametrize(("text", "name"), MEANT)
def test_a_sentence_chooses_the_reading(text: str, name: str) -> None:
    begin = text.index("*")
    result = {one.begin: one.reading.name for one in decide(text.replace("*", ""))}
    assert result[begin] == name


def test_each_reading_has_phonemes_for_both_accents() -> None:
    readings = [reading for each in forms().values() for reading in each]
    assert len(readings) > 700
    assert all(reading.american and reading.british for reading in readings)
    assert len(homographs.weights()) == 1 << homographs.BITS


def test_the_forms_of_a_verb_are_said_as_the_verb() -> None:
    spoken = {
        form: forms()[form][0].american for form in ("protested", "objecting", "permitted", "increases")
    }
    assert spoken == {
        "protested": "pɹətˈɛstᵻd",
        "objecting": "əbdʒˈɛktɪŋ",
        "permitted": "pəɹmˈɪɾᵻd",
        "increases": "ˈɪnkɹˌisᵻz",
    }


def test_given_phonemes_are_kept_and_seen() -> None:
    assert marked("The [lead](/x/) pipes", False) == "The [lead](/x/) pipes"
    assert marked("Old [pipes](/pˈaɪps/) of lead.", False).startswith("Old [pipes](/pˈaɪps/) of [lead](/")


def test_a_text_without_homographs_comes_back() -> None:
    for text in ("", "…", "Nobody was surprised.", "你好"):
        assert marked(text, False) == text
        assert respelt(text) == text


def test_engines_that_take_phonemes_get_them_by_accent() -> None:
    assert misaki("Wind the clock.", british=False) == "[Wind](/wˈInd/) the clock."
    assert misaki("A sea bass.", british=True, lang="en-GB") == "A sea [bass](/bˈas/)."


def test_other_engines_get_a_spelling() -> None:
    assert respelt("Police fired tear gas at the lead pipes.") == "Police fired teer gas at the led pipes."


def test_espeak_says_a_respelling_as_the_reading() -> None:
    from publish.voices import espeak

    words = ["led", "bough", "teer", "neece", "redding", "my-newt", "wined", "cloze"]
    assert espeak.phonemes(words, "en-us") == [
        "lˈɛd", "bˈa^ʊ", "tˈɪ^ɹ", "nˈiːs", "ɹˈɛdɪŋ", "ma^ɪnˈuːt", "wˈa^ɪnd", "klˈo^ʊz"
    ]  # fmt: skip
