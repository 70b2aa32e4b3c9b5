"""Words that a voice gets wrong: where their sayings come from, and how phonemes travel."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import ConfigError
from publish.speech import spoken
from publish.speech.lexicon import from_table, load

PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="ipa" xml:lang="en-GB">
  <lexeme><grapheme>Towcester</grapheme><phoneme>ˈtoʊstər</phoneme></lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>
  <lexeme><grapheme>Sampa</grapheme><phoneme alphabet="x-sampa">"s{mp@</phoneme><alias>Samper</alias></lexeme>
</lexicon>"""


def test_the_longest_entry_counts() -> None:
    lexicon = from_table({"York": "Yawk", "New York": "Noo Yawk"})
    assert spoken("From New York to York", "en-GB", lexicon) == "From Noo Yawk to Yawk"


def test_whole_words_only() -> None:
    assert spoken("Bathing in Bath, Bath's baths", "en-GB", from_table({"Bath": "Barth"})) == (
        "Bathing in Barth, Barth's baths"
    )


def test_an_entry_in_small_letters_stands_for_any_capitals_and_one_with_capitals_for_itself() -> None:
    lexicon = from_table({"gif": "jiff", "Polish": "Poe-lish"})
    assert spoken("A GIF, a Gif", "en-GB", lexicon) == "A jiff, a jiff"
    assert spoken("Polish POLISH polish", "en-GB", lexicon) == "Poe-lish Poe-lish polish"


def test_an_entry_may_hold_figures_and_signs() -> None:
    lexicon = from_table({"Se7en": "seven", "AC/DC": "A-C D-C", "C++": "C plus plus"})
    assert spoken("Se7en, AC/DC and C++.", "en-GB", lexicon) == "seven, A-C D-C and C plus plus."


def test_the_first_of_two_lexicons_counts() -> None:
    article, project = from_table({"Bath": "one"}), from_table({"Bath": "two", "Ely": "three"})
    assert spoken("Bath Ely", "en-GB", article | project) == "one three"


def test_a_name_beside_a_hidden_word_keeps_its_meaning() -> None:
    lexicon = from_table({"Leeds": "/liːdz/", "Hull": "/hʌl/"})
    assert spoken("Leeds 5-0 Hull in 2005", "en-GB", lexicon) == (
        "[Leeds](/liːdz/) five nil [Hull](/hʌl/) in two thousand and five"
    )


@pytest.mark.parametrize(
    "table",
    [
        {"": "x"},
        {"x": " "},
        {"Bath]": "/bæθ/"},
        {"Bath": "/bæ(θ)/"},
        {"Bath": "/bæθ"},
        {"Bath": "bæθ/ "},
        {"x": "/"},
    ],
)
def test_an_entry_that_cannot_be_said_is_refused(table: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        from_table(table)


def test_a_pls_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "names.pls"
    path.write_text(PLS, "utf-8")
    words = spoken("Towcester, W3C, Sampa", "en-GB", load(path))
    assert words == "[Towcester](/ˈtoʊstər/), World Wide Web Consortium, Samper"


def test_a_pls_file_is_read_as_loosely_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "names.XML"
    path.write_text(
        """<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
        <lexeme><grapheme> Saint
          Ives </grapheme><grapheme>St Ives</grapheme>
          <phoneme>/sənt <!-- so --> aɪvz/</phoneme><phoneme>iːvz</phoneme></lexeme>
        <lexeme><grapheme>W3C</grapheme><phoneme/><alias/><alias>World <!-- so -->Wide</alias></lexeme>
        <lexeme><grapheme>W3C</grapheme><alias>the second</alias></lexeme>
        <lexeme><grapheme>mute</grapheme></lexeme><lexeme><grapheme/><alias>nothing</alias></lexeme>
        </lexicon>""",
        "utf-8",
    )
    words = "/sənt aɪvz/"
    assert load(path).entries == (("Saint Ives", words), ("St Ives", words), ("W3C", "World Wide"))


def test_a_pls_file_opens_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden", "utf-8")
    path = tmp_path / "evil.pls"
    bomb = f'<!DOCTYPE lexicon [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    path.write_text(PLS.replace("?>", "?>" + bomb, 1).replace("World", "&x;World"), "utf-8")
    try:
        assert all("hidden" not in saying for _, saying in load(path).entries)
    except ConfigError as error:
        assert "hidden" not in str(error)  # noqa: PT017


@pytest.mark.parametrize("text", ["<lexicon", "<lexicon/>", "not xml"])
def test_a_pls_file_that_is_none_is_named_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.pls"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=r"bad\.pls"):
        load(path)


def test_a_toml_lexicon_is_read_with_or_without_its_table(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text('[lexicon]\nBath = "Barth"\n', "utf-8")
    assert load(path).entries == (("Bath", "Barth"),)
    path.write_text('Bath = "Barth"\n', "utf-8")
    assert load(path).entries == (("Bath", "Barth"),)
    path.write_text("Bath = 5\n", "utf-8")
    with pytest.raises(ConfigError, match=r"^names\.toml is not a lexicon; write one line for each word: "):
        load(path)


@pytest.mark.parametrize(
    ("saying", "sentence", "help_"),
    [
        ("//", "no phonemes between its marks", 'write IPA between two slashes, as in "/ˈlɛstə/"'),
        ("[ˈlɛstə]", "brackets where phonemes have slashes", 'write "/ˈlɛstə/"'),
    ],
)
def test_phonemes_in_other_marks_are_no_respelling(saying: str, sentence: str, help_: str) -> None:
    with pytest.raises(ConfigError, match=sentence) as caught:
        from_table({"Leicester": saying})
    assert caught.value.help == help_


def test_phonemes_without_their_last_slash_are_no_respelling() -> None:
    with pytest.raises(ConfigError, match=r"one slash where phonemes have two") as caught:
        from_table({"Siobhan": "/ʃɪˈvɔːn"})
    assert caught.value.help == 'write "/ʃɪˈvɔːn/", or leave the slash out of a respelling'
    assert from_table({"and/or": "and or", "either": "this/that"}).entries
