"""Typographic quotation marks and dashes: what is shown for plain ones, and that nothing else changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.model.article import Article, Emphasis, Figure, Image, Paragraph, Section, Sentence, Text
from publish.model.text import plain_marks
from publish.model.walk import article_text
from publish.render import Setting, section_body, typographic
from publish.speech.word_times import letters

SHOWN = (
    ("en-GB", "\"It's the boys' club,\" she said.", "“It’s the boys’ club,” she said."),
    ("en-GB", "'No \"way\",' he wrote in the '90s.", "‘No “way”,’ he wrote in the ’90s."),
    ("en-US", "rock 'n' roll, 'tis 5'10\" tall", "rock ’n’ roll, ’tis 5'10\" tall"),
    ("en-GB", "He ran - twice - and fell", "He ran – twice – and fell"),
    ("en-GB", "Wait--no -- 3 - 2 with --help, co-op", "Wait—\u200bno –\u200b 3 - 2 with --help, co-op"),
    ("de", "Das ist 'gut', \"so\"", "Das ist ‚gut‘, „so“"),
    ("de-CH", '"So"', "«So»"),
    ("fr", 'Il dit "l\'eau".', "Il dit «\u202fl’eau\u202f»."),
    ("pl", '"Tak" i "nie"', "„Tak” i „nie”"),
    ("en", 'A 5" pipe and 3" more', 'A 5" pipe and 3" more'),
    ("en", 'bad" close "x"', 'bad" close "x"'),
    ("he", 'צה"ל אמר', 'צה"ל אמר'),
    ("en", "“Curly” and 'straight' - both", "“Curly” and 'straight' – both"),
    ("en", "'Straight' – with a dash - or two", "‘Straight’ – with a dash - or two"),
)


def article(text: str, lang: str) -> Article:
    paragraph = Paragraph("p1", (Sentence("p1-s1", (Text(text),)),))
    return Article("quoted", lang, "A title", (Section("one", (), (paragraph,)),))


def shown(text: str, lang: str) -> str:
    return article_text(typographic(article(text, lang)))


@pytest.mark.parametrize(("lang", "text", "expected"), SHOWN)
def test_what_is_shown(lang: str, text: str, expected: str) -> None:
    assert shown(text, lang) == expected


def test_marks_open_and_close_across_sentences_and_emphasis() -> None:
    first = Sentence("p1-s1", (Text('She said "'), Emphasis((Text("no."),))), tail=" ")
    second = Sentence("p1-s2", (Text('Never." And left.'),))
    whole = replace(article("", "en"), sections=(Section("one", (), (Paragraph("p1", (first, second)),)),))
    assert article_text(typographic(whole)) == "She said “no. Never.” And left."


def test_ids_and_alt_texts_stay() -> None:
    """The XHTML differs in the marks of its text alone."""
    figure = Figure("f1", Image("a.png", "a.png"), alt='The "old" lamp', caption=())
    plain = article('The "lamp" - it\'s lit.', "en")
    plain = replace(plain, sections=(replace(plain.sections[0], blocks=(*plain.sections[0].blocks, figure)),))
    before, after = (
        section_body(each, each.sections[0], Setting("en")) for each in (plain, typographic(plain))
    )
    assert before != after
    assert re.findall(r"<[^>]*>", before) == re.findall(r"<[^>]*>", after)
    assert plain_marks(before) == plain_marks(after)


@given(st.text(st.sampled_from("ab1 \"'-.,(é\n"), max_size=40), st.sampled_from(["en", "fr", "de", "sv"]))
def test_letters_keep_their_places(text: str, lang: str) -> None:
    """Times of words count letters, white space left out."""
    assert plain_marks(letters(shown(text, lang))) == plain_marks(letters(article_text(article(text, lang))))
