"""The words of player and shelf: every language is whole, and none is idle."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from babel import Locale

from publish.i18n import catalogue
from publish.i18n.catalogue import closing, long_date, opening
from publish.model.article import Article


@pytest.mark.parametrize("lang", catalogue.languages())
def test_every_language_has_every_word_and_fills_the_same_places(lang: str) -> None:
    english, own = catalogue.interface_words("en"), catalogue.interface_words(lang)
    assert list(own) == list(english)
    for key, text in own.items():
        assert text.strip() == text != ""
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key


@pytest.mark.parametrize("lang", catalogue.languages())
@pytest.mark.parametrize("name", ["book", "summary", "embeds"])
def test_every_table_of_the_catalogue_is_whole(lang: str, name: str) -> None:
    english, own = catalogue.table("en")[name], catalogue.table(lang)[name]
    assert list(own) == list(english)
    for key, text in own.items():
        assert text.strip() == text != ""
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key


@pytest.mark.parametrize("lang", catalogue.languages())
def test_every_plural_form_of_a_language_is_there(lang: str) -> None:
    categories = {*Locale.parse(lang).plural_form.tags, "other"}
    assert categories <= set(catalogue.table(lang)["lines"])
    assert len(catalogue.languages()) >= 25


@pytest.mark.parametrize(
    ("lang", "count", "said"),
    [
        ("en", 1, "1 line"),
        ("pl", 3, "3 wiersze"),
        ("ru", 21, "21 строка"),
        ("ar", 2, "سطران"),
        ("ja", 5, "5行"),
    ],
)
def test_lines_are_counted_in_the_plural_of_their_language(lang: str, count: int, said: str) -> None:
    assert catalogue.lines(count, lang) == said


def test_no_word_is_idle() -> None:
    package = resources.files("publish.i18n")
    sources = [file for file in package.iterdir() if file.name.endswith(".py")]
    sources += [file for file in (resources.files("publish.web") / "assets").iterdir() if file.is_file()]
    sources += [file for file in resources.files("publish.web").iterdir() if file.name.endswith(".py")]
    code = "\n".join(file.read_text("utf-8") for file in sources)
    idle = [
        key
        for key in catalogue.interface_words("en")
        if not re.search(rf"(w\.{key}\b|[\"']{key}[\"']|words\.{key}\b)", code)
    ]
    assert idle == []


@pytest.mark.parametrize(
    ("lang", "ui", "locale"),
    [
        ("fr-CA", "fr", "fr-CA"),
        ("zh-Hant", "zh", "zh-Hant"),
        ("en-GB", "en", "en-GB"),
        ("cy", "en", "en"),
        ("", "en", "en"),
    ],
)
def test_a_language_without_words_gets_english_ones(lang: str, ui: str, locale: str) -> None:
    assert catalogue.language(lang) == ui
    assert catalogue.own_locale(lang) == locale


# The lines before and after an article read as a person of that language would write them.


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
    assert line in [each.text for each in closing(article, narrated=False)]


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


@pytest.mark.parametrize("house", ["Página|12", "PÁGINA 12", "pagina12"])
def test_a_house_is_not_named_again_as_its_own_author(house: str) -> None:
    article = Article("a", "es", "A", (), publisher=house, bylines=("Página 12",))
    assert [line.kind for line in opening(article)] == ["publisher", "title"]
