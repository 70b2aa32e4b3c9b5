"""Phonemes reach the voices that take them, in the alphabet that they read."""

from __future__ import annotations

import pytest

from publish.speech import shipped, spoken, strip_phonemes
from publish.speech.misaki import fingerprint, misaki, to_misaki
from publish.speech.phonemes import parts
from tests.needs import needs


def test_engines_without_phonemes_are_given_the_written_word() -> None:
    assert strip_phonemes("at [Towcester](/ˈtoʊstər/)'s [x] (/y/)") == "at Towcester's [x] (/y/)"


def test_phonemes_are_told_from_words() -> None:
    assert list(parts("in [Bath](/bɑːθ/).")) == [("in ", ""), ("Bath", "bɑːθ"), (".", "")]


def test_the_ipa_becomes_the_alphabet_of_the_voice() -> None:
    assert to_misaki("ˈlestər") == "lˈɛstəɹ"
    assert to_misaki("ˈʃrəʊzbəriː") == "ʃɹˈOzbəɹi"
    assert to_misaki("ˈdʒeɪmz", british=True) == "ʤˈAmz"


def test_british_names_are_said_the_british_way_in_british_articles_only() -> None:
    assert misaki("to Birmingham.", lang="en-GB") == "to [Birmingham](/bˈɜɹmɪŋəm/)."
    assert misaki("to Birmingham.", lang="en-US") == "to Birmingham."
    assert not shipped("fr").entries


def test_shipped_names_never_show_in_what_is_spoken() -> None:
    assert spoken("Leicester and Slough", "en-GB") == "Leicester and Slough"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("ten A-M today", "ten [A-M](/ˌAˈɛm/) today"),
        ("Class A drugs", "Class [A](/ˈA/) drugs"),
        ("the A-thirty eight", "the [A](/ˈA/) thirty eight"),
        ("A good day", "A good day"),
        ("Once Upon A Time", "Once Upon A Time"),
        ("a well-known X-ray", "a well-known [X](/ˈɛks/) ray"),
    ],
)
def test_letters_are_marked_so_that_no_voice_reads_an_article(text: str, marked: str) -> None:
    assert misaki(text, lang="en-US") == marked


def test_every_shipped_name_is_in_sounds_that_the_voice_has() -> None:
    needs("hibari")
    import json
    from importlib import resources

    known = set(json.loads(resources.files("hibari").joinpath("assets", "vocab.json").read_text("utf-8")))
    for name, saying in shipped("en-GB").entries:
        for british in (False, True):
            assert set(to_misaki(saying.strip("/"), british)) <= known, name


def test_the_voice_says_letters_by_name() -> None:
    needs("hibari")
    from hibari.g2p import G2P

    words = G2P()(misaki(spoken("at 10am on the A38, an A-level in A&E", "en-GB")))
    assert "ɐ" not in words.replace("ɐn ", "")


def test_the_fingerprint_names_the_tables_as_they_stand() -> None:
    import hashlib
    from importlib import resources

    from publish.speech import homographs, letter_sounds

    folder = resources.files("publish.speech")
    names = ("british.toml", "letter_sounds.py", "misaki.py", "phonemes.py", "world.toml", *homographs.FILES)
    whole = b"".join([folder.joinpath(name).read_bytes() for name in names] + letter_sounds.files())
    assert fingerprint() == hashlib.sha256(whole).hexdigest()[:12]
