"""The lines before and after an article read as a person of that language would write them."""

from __future__ import annotations

import pytest

from publish.i18n import catalogue
from publish.i18n.front_back_matter import closing, long_date
from publish.model.article import Article


@pytest.mark.parametrize(
    ("iso", "lang", "shown"),
    [
        ("2023-02-21T09:30:00+00:00", "en-GB", "21 February 2023"),
        ("2023-02-21", "en-US", "February 21, 2023"),
        ("2024-05-01", "fr-FR", "1er mai 2024"),
        ("2021-11-11", "fr-FR", "11 novembre 2021"),
        ("2024-05-01", "tlh", "2024-05-01"),
        ("", "en", ""),
        ("last week", "en", ""),
    ],
)
def test_a_date_is_written_in_the_long_form_of_its_language(iso: str, lang: str, shown: str) -> None:
    assert long_date(iso, lang) == shown


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en-GB", "Source: The Gazette."),
        ("ar", "المصدر: The Gazette."),
        ("he", "מקור: The Gazette."),
    ],
)
def test_the_closing_line_leaves_the_date_to_the_opening(lang: str, line: str) -> None:
    article = Article("a", lang, "A", (), published="2023-02-21", publisher="The Gazette")
    assert line in [found.text for found in closing(article, narrated=False)]


def test_a_line_without_words_is_left_out() -> None:
    assert [line.id for line in closing(Article("a", "en", "A", ()), narrated=False)] == ["about"]


@pytest.mark.parametrize(
    ("people", "lang", "line"),
    [
        (("Ada",), "en", "By Ada"),
        (("Ada", "Bo", "Cy"), "en", "By Ada, Bo and Cy"),
        (("Ada", "Bo"), "fr", "Par Ada et Bo"),
        (("ليلى", "سمير", "هند"), "ar", "بقلم ليلى، سمير وهند"),
        ((), "en", ""),
    ],
)
def test_a_byline_names_everybody(people: tuple[str, ...], lang: str, line: str) -> None:
    assert catalogue.byline(people, lang) == line


def test_words_that_fall_back_carry_their_language() -> None:
    lines = closing(Article("a", "cy", "A", (), publisher="Y Cymro"), narrated=True)
    assert [(line.id, line.lang) for line in lines] == [("about", "en"), ("source", ""), ("voice", "en")]
    assert {line.lang for line in closing(Article("a", "sv", "A", ()), narrated=True)} == {""}
