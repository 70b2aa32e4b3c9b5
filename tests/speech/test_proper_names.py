"""The names of an article are listed for an editor."""

from __future__ import annotations

import pytest

from publish.speech import names
from publish.voices.hibari_words import is_common

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


def test_a_common_word_that_opens_a_sentence_is_no_name() -> None:
    text = (
        "Man went there first. Four Romans came. Using the LGP was dear. Siobhan rowed.\n"
        "Hill was late, and nobody saw Hill again. University of Leeds staff agreed."
    )
    common = {"man", "four", "using", "hill", "university"}
    found = names(text, "en", common.__contains__)
    assert found == ("Romans", "LGP", "Siobhan", "Hill", "University of Leeds")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Never had Oduya rowed. Questioning Brandt took days. Haunted Izuku slept.",
            ["Oduya", "Brandt", "Izuku"],
        ),
        ("Rose Tyler came. Perhaps Shigaraki knew.", ["Rose Tyler", "Shigaraki"]),
        ("Storm Lashes Northern Tasmania\nThe storm lashes Hobart.", ["Northern Tasmania", "Hobart"]),
        ("Return Policy and Housing Budget\nIt pays.", []),
        ("SCORES OF SHEEP\nIt was read by the Office in Nov. and VIPER.", ["VIPER"]),
        ("He said: “Nobody saw Imelda.” Ask the Section about Joe.", ["Imelda", "Joe"]),
        ("Palo Alto and the Bank of England met Acme Inc. again.", ["Palo Alto", "Bank of England", "Acme"]),
    ],
)
def test_openers_headings_and_common_words_are_no_names(text: str, expected: list[str]) -> None:
    common = {"never", "questioning", "haunted", "maybe", "lashes", "policy", "section", "sheep", "viper"}
    assert list(names(text, "en", common.__contains__)) == expected


def test_an_elided_article_and_a_century_are_no_names() -> None:
    assert names("Au XIIe siècle, L’anse de Bréhat. L’Adour et D’un Kerbrat.", "fr") == (
        "Bréhat",
        "Adour",
        "Kerbrat",
    )


def test_the_dictionary_of_the_voice_knows_common_words() -> None:
    assert [word for word in ("man", "four", "siobhan", "Ada", "") if is_common(word)] == ["man", "four"]
