"""The words of player and shelf: every language is whole, and none is idle."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from babel import Locale

from publish.i18n import catalogue


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
