"""Words that a voice gets wrong: where their sayings come from, and how phonemes travel."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import ConfigError
from publish.speech import names, shipped, spoken, strip_phonemes
from publish.speech.lexicon import from_table, load
from publish.speech.misaki import fingerprint, misaki, to_misaki
from publish.speech.phonemes import parts
from publish.voices.hibari_words import is_common
from tests.needs import needs

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
    said = spoken("Towcester, W3C, Sampa", "en-GB", load(path))
    assert said == "[Towcester](/ˈtoʊstər/), World Wide Web Consortium, Samper"


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
    said = "/sənt aɪvz/"
    assert load(path).entries == (("Saint Ives", said), ("St Ives", said), ("W3C", "World Wide"))


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

    said = G2P()(misaki(spoken("at 10am on the A38, an A-level in A&E", "en-GB")))
    assert "ɐ" not in said.replace("ɐn ", "")


def test_the_fingerprint_names_the_tables_as_they_stand() -> None:
    import hashlib
    from importlib import resources

    from publish.speech import homographs

    folder = resources.files("publish.speech")
    names = ("british.toml", "letters.py", "misaki.py", "phonemes.py", *homographs.FILES)
    whole = b"".join(folder.joinpath(name).read_bytes() for name in names)
    assert fingerprint() == hashlib.sha256(whole).hexdigest()[:12]


ARTICLE = """Sir Keir Starmer met Anna-Maria Smith in the House of Commons on Monday.
Smith said the NHS was good. Police in Birmingham's centre agreed. Ministers left. Some ministers stayed.
"Nobody told O'Brien," said the Bank of England's Dr Jo van der Berg."""


def test_names_are_listed_once_in_order_without_titles_and_openers() -> None:
    assert names(ARTICLE, "en-GB") == (
        "Keir Starmer",
        "Anna-Maria Smith",
        "House of Commons",
        "NHS",
        "Birmingham",
        "O'Brien",
        "Bank of England",
        "Jo van der Berg",
    )


@pytest.mark.parametrize("text", ["", "。", "他走了。", "\ud800 A", "A" * 5000, "A " * 3000])
def test_names_raise_for_nothing(text: str) -> None:
    assert isinstance(names(text, "en"), tuple)


def test_phonemes_without_their_last_slash_are_no_respelling() -> None:
    with pytest.raises(ConfigError, match=r"one slash where phonemes have two") as caught:
        from_table({"Siobhan": "/ʃɪˈvɔːn"})
    assert caught.value.help == 'write "/ʃɪˈvɔːn/", or leave the slash out of a respelling'
    assert from_table({"and/or": "and or", "either": "this/that"}).entries


def test_a_common_word_that_opens_a_sentence_is_no_name() -> None:
    text = (
        "Man went there first. Four Romans came. Using the LGP was dear. Siobhan rowed.\n"
        "Hill was late, and nobody saw Hill again. University of Leeds staff agreed."
    )
    common = {"man", "four", "using", "hill", "university"}
    found = names(text, "en", common.__contains__)
    assert found == ("Romans", "LGP", "Siobhan", "Hill", "University of Leeds")


def test_the_dictionary_of_the_voice_knows_common_words() -> None:
    assert [word for word in ("man", "four", "siobhan", "Ada", "") if is_common(word)] == ["man", "four"]
