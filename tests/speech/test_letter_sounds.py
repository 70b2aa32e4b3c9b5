"""Names that no dictionary has are said by the spelling of the language that their letters tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.speech import shipped
from publish.speech.letter_sounds import LANGUAGES, language_of, sounds, spelling

# Newsreaders differ in these; a vowel without stress may be reduced.
BROAD = (
    *(("ˌ|ː|\\.", ""), ("r(?![ˈaæɑeɛɜəiɪoɔɒuʊʌ])", ""), ("eɪ|e(?!ə)|eə|ɛ", "e"), ("əʊ|oʊ|ɒ|ɔ(?!ɪ)", "o")),
    *(
        ("aɪ", "Y"),
        ("aʊ", "W"),
        ("ɔɪ", "J"),
        ("[æɑaʌ]", "a"),
        ("ɪə", "iə"),
        ("[ɪi]", "i"),
        ("[ʊu]", "u"),
        ("x", "k"),
    ),
)
VOWELS = "aeiouəɜYWJ"


def broad(ipa: str) -> str:
    """A pronunciation in broad classes; vowels without stress are one."""
    for pattern, sound in BROAD:
        ipa = re.sub(pattern, sound, ipa)
    ipa = re.sub(rf"ˈ([^{VOWELS}]*)", r"\1ˈ", ipa)
    stressed = ipa if "ˈ" in ipa else re.sub(rf"([{VOWELS}])", r"ˈ\1", ipa, count=1)
    return re.sub(rf"(?<!ˈ)[{VOWELS}]", "ə", stressed)


def names() -> list[tuple[str, str, str]]:
    lines = Path(__file__).with_name("names.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(language, name, ipa) for language, name, ipa in rows]


def held_out() -> list[tuple[str, str, str]]:
    rows = names()
    return [row for language in LANGUAGES for row in [r for r in rows if r[0] == language][1::2]]


def test_the_language_of_a_name_is_told_from_its_letters_or_left_open() -> None:
    shown = [(language_of(name), language) for language, name, _ in held_out()]
    assert sum(answer == language for answer, language in shown) >= 185
    assert sum(answer not in ("", language) for answer, language in shown) <= 2


def test_most_names_that_were_held_out_sound_as_newsreaders_say_them() -> None:
    rows = held_out()
    assert len(rows) == 260
    assert sum(broad(sounds(name)) == broad(ipa) for _, name, ipa in rows) >= 150


@pytest.mark.parametrize(
    "name",
    [
        "Flipboard",
        "Hollingsworth",
        "Braveheart",
        "Bloomberg",
        "Reason",
        "Carolina",
        "WhatsApp",
        "Jamie",
        "Burnham",
        "Stenhouse",
    ],
)
def test_an_english_name_is_left_to_the_dictionary_and_its_guess(name: str) -> None:
    assert not sounds(name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_a_language_has_a_sound(language: str) -> None:
    rules = spelling(language)
    silent = {
        letter for letter in rules.letters if not any(p.match(f"a{letter}a", 1) for p, _ in rules.sounds)
    }
    assert not silent


IN_THE_NEWS = """Xi Houthi Scholz Merz Fico Barnier Rutte Milei Raisi Erdoğan Świątek Siobhan Siobhán
Champs-Élysées CAMHS BTEC ULEZ ECOWAS"""


@pytest.mark.parametrize("lang", ["en-GB", "en-US"])
def test_names_in_the_news_stand_in_the_table(lang: str) -> None:
    assert all((shipped(lang).spoken_form(name) or "").startswith("[") for name in IN_THE_NEWS.split())
    assert shipped(lang).spoken_form("XI") == "eleven"
