"""The words of player and shelf: every language is whole, and none is idle."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from publish.i18n import interface


@pytest.mark.parametrize("lang", interface.languages())
def test_every_language_has_every_word_and_fills_the_same_places(lang: str) -> None:
    english, own = interface.words("en"), interface.words(lang)
    assert list(own) == list(english)
    for key, text in own.items():
        assert text.strip() == text != ""
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key


def test_no_word_is_idle() -> None:
    package = resources.files("publish.i18n")
    sources = [file for file in package.iterdir() if file.name.endswith(".py")]
    sources += list((package / "assets").iterdir())
    code = "\n".join(file.read_text("utf-8") for file in sources)
    idle = [
        key
        for key in interface.words("en")
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
    assert interface.language(lang) == ui
    assert interface.locale(lang) == locale
