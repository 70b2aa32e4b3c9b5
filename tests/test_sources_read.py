"""What the articles in `source/` say survives the reading of them, and what surrounds it does not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

import pytest

from publish.config import Config
from publish.model.article import Abbreviation, Aside, Code, Foreign, List, Math, Note, NoteRef, Quote, Table
from publish.model.walk import article_text, block_text, figures, plain, sections, text_of
from publish.pipeline.prepare import Prepared, one, script_of
from tests.needs import ROOT

pytestmark = pytest.mark.slow

NEWS = "birmingham-childrens-services.html"
FEATURE = "counting-the-dark"
FRENCH = "moulins-a-maree.html"
ARABIC = "nawair-hama"
GUIDE = "how-to-describe-a-picture.md"
T = TypeVar("T")


@cache
def prepared(name: str) -> Prepared:
    return one(str(ROOT / "source" / name), Config())


def inside(value: Any, kind: type[T]) -> Iterator[T]:
    """Every value of a kind inside an article, in order."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from inside(item, kind)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from inside(getattr(value, field.name), kind)


def all_of(name: str, kind: type[T]) -> list[T]:
    return list(inside(prepared(name).article.sections, kind))


def headings(name: str) -> list[str]:
    return [text_of(section.heading) for section in sections(prepared(name).article.sections)]


def heard(name: str) -> str:
    return "\n".join(u.spoken for u in script_of(prepared(name), Config()).utterances)


@pytest.mark.parametrize(
    ("name", "lang", "title", "byline", "day", "publisher"),
    [
        (NEWS, "en-GB", "Birmingham children's services", "Daniel Okafor", "2023-04-18", "Midland Ledger"),
        (FEATURE, "en-GB", "Counting the dark", "Marian Tolley", "2024-11-09", "The Tidewater Review"),
        (FRENCH, "fr-FR", "Deux fois par jour", "Soizic Le Guen", "2024-05-01", "Carnets d’estran"),
        (ARABIC, "ar", "نواعير حماة", "ليلى الحموي", "2023-10-14", "مدوّنة الضفاف"),
        (GUIDE, "en-GB", "How to describe a picture", "Nora Ashdown", "2025-01-20", "The publish handbook"),
    ],
)
def test_an_article_says_who_when_and_where(
    name: str, lang: str, title: str, byline: str, day: str, publisher: str
) -> None:
    article = prepared(name).article
    assert article.lang == lang
    assert article.title.startswith(title)
    assert article.bylines == (byline,)
    assert article.published[:10] == day
    assert article.publisher == publisher
    assert ".example." in article.url


@pytest.mark.parametrize(
    ("name", "clutter"),
    [
        (NEWS, ["cookies", "Skip to", "Sign in", "Image source", "Image caption", "Related", "Share page"]),
        (
            NEWS,
            ["Top stories", "Most read", "Follow the Midland Ledger", "Child protection", "other websites"],
        ),
        (FEATURE, ["Subscribe", "min read", "You may also like", "Sunday letter", "Long read", "↩"]),
        (FRENCH, ["Aller au contenu", "Étiquettes", "Partager", "grand-père", "Articles récents", "Publié"]),
        (ARABIC, ["عن المدوّنة", "وسوم", "التعليقات", "لا وجود لها"]),
    ],
)
def test_what_surrounds_an_article_is_left_out(name: str, clutter: list[str]) -> None:
    text = article_text(prepared(name).article)
    assert [words for words in clutter if words in text] == []


def test_the_news_story_keeps_its_figures_with_caption_and_credit() -> None:
    result = figures(prepared(NEWS).article)
    assert [figure.alt_source for figure in result] == ["author+caption", "caption", "caption"]
    assert [text_of(figure.credit) for figure in result] == ["Midland Ledger/Ines Carrow"] * 2 + [""]
    assert text_of(result[2].caption).startswith("Four candles on a window sill")


def test_the_analysis_is_a_section_of_its_own() -> None:
    section = next(s for s in prepared(NEWS).article.sections if "Analysis" in text_of(s.heading))
    assert text_of(section.heading) == "Analysis by Helen Marsh, social affairs editor"
    assert len(section.blocks) == 3
    assert headings(NEWS)[-1] == "A long journey"


def test_the_feature_keeps_every_kind_of_block() -> None:
    assert [code.language for code in all_of(FEATURE, Code)] == ["python"]
    assert len(all_of(FEATURE, Math)) == 1
    (table,) = all_of(FEATURE, Table)
    assert text_of(table.caption) == "The six orders of lighthouse lens"
    assert [row.cells[0].scope for row in table.rows] == ["row"] * 6
    nested = [inner for each in all_of(FEATURE, List) for item in each.items for inner in item.blocks]
    assert sum(isinstance(block, List) for block in nested) == 3
    assert {plain(abbr.children) for abbr in all_of(FEATURE, Abbreviation)} == {"nmi", "AIS", "AGA", "LEDs"}
    assert len(all_of(FEATURE, Aside)) == 1


def test_the_caption_of_a_figure_round_a_table_is_the_tables() -> None:
    (table,) = all_of(FRENCH, Table)
    assert text_of(table.caption) == "Trois matins de mouture au moulin de Ker Avel"


def test_a_formula_is_said_in_its_authors_words() -> None:
    assert "two point zero eight times the sum of the square root of h" in heard(FEATURE)


def test_the_feature_keeps_who_is_quoted() -> None:
    (quote,) = all_of(FEATURE, Quote)
    assert text_of(quote.attribution) == "Henry Wadsworth Longfellow, The Lighthouse"


def test_the_feature_keeps_its_notes_linked_both_ways() -> None:
    marks, notes = all_of(FEATURE, NoteRef), all_of(FEATURE, Note)
    assert [mark.note_id for mark in marks] == [note.id for note in notes]
    assert [(mark.id,) for mark in marks] == [note.refs for note in notes]
    assert len(notes) == 3
    assert "squared" not in heard(FEATURE)


def test_a_repeated_pull_quote_is_heard_once() -> None:
    assert heard(FEATURE).count("Light bends only at the surfaces of glass.") == 1


def test_foreign_words_keep_their_language() -> None:
    assert {each.lang for each in all_of(FEATURE, Foreign)} == {"fr", "es", "pt", "la"}
    assert {each.lang for each in all_of(ARABIC, Foreign)} >= {"es"}


@pytest.mark.parametrize("name", [NEWS, FEATURE, FRENCH, ARABIC, GUIDE])
def test_each_caption_is_heard_once(name: str) -> None:
    article = prepared(name).article
    script = [u.text for u in script_of(prepared(name), Config()).utterances]
    for figure in figures(article):
        caption = text_of(figure.caption)
        assert not caption or sum(caption in text for text in script) == 1


@pytest.mark.parametrize("name", [NEWS, FEATURE, FRENCH, ARABIC, GUIDE])
def test_nothing_visible_goes_unsaid(name: str) -> None:
    """Every sentence of the article is an utterance; code and tables have forms of their own."""
    spoken = " ".join("".join(u.text for u in script_of(prepared(name), Config()).utterances).split())
    skipped = (Code, Table)
    for section in sections(prepared(name).article.sections):
        for block in section.blocks:
            if isinstance(block, skipped):
                continue
            for line in block_text(block).splitlines():
                assert all(word in spoken for word in line.split()), line
