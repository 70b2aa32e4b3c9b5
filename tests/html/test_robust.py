"""Pages that are broken or hostile give an article or one clear error, and nothing unsafe."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.draft.page import Page
from publish.errors import SourceError
from publish.html.read import read
from publish.model.article import Article, Link
from publish.model.walk import article_text, blocks

PROSE = "The ferry left the harbour at dawn on Tuesday, carrying forty schoolchildren and two teachers. "


def article_of(body: str, head: str = "") -> Article:
    page = Page(
        "x", "x.html", f"<html lang=en><head>{head}</head><body>{body}</body></html>", "https://a.example/b/c"
    )
    return read(page).article


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "section"])
def test_deep_nesting_keeps_the_words(tag: str) -> None:
    assert "forty schoolchildren" in article_text(article_of(f"<{tag}>" * 3_000 + PROSE * 3))


@pytest.mark.slow
def test_a_hundred_thousand_levels_keep_the_words() -> None:
    assert "forty schoolchildren" in article_text(
        article_of("<div>" * 100_000 + PROSE * 3 + "</div>" * 100_000)
    )


@pytest.mark.parametrize("page", ["", "   ", "<html></html>", "<nav><a href='/'>Home</a></nav>", "<script>x"])
def test_a_page_without_text_is_one_clear_error(page: str) -> None:
    with pytest.raises(SourceError, match=r"x\.html holds no article text"):
        read(Page("x", "x.html", page))


def test_nothing_unsafe_enters_the_model() -> None:
    article = article_of(
        f"<article><h1>Title of it</h1><p onclick='x()'>{PROSE}<a href='java&#10;script:alert(1)'>a</a>"
        f"<a href='\x01javascript:alert(1)'>b</a><a href='data:text/html,x'>c</a>"
        f"<a href='vbscript:x'>d</a></p>"
        f"<script>alert(1)</script><p>{PROSE}<svg onload=x()></svg></p></article>"
    )
    text = repr(article)
    assert "script:" not in text
    assert "alert" not in text
    assert "onload" not in text


def test_characters_that_xml_forbids_are_gone() -> None:
    article = article_of(f"<article><p>{PROSE}&#1;&#xFFFE;\x0b\ud800&#x1F414;</p></article>")
    text = article_text(article)
    assert "\U0001f414" in text
    assert not any(c in text for c in "\x01\x0b\ud800\ufffe")


def test_every_paragraph_comes_once_and_in_order() -> None:
    sentences = [
        f"Paragraph number {n} says that boat {n} reached the harbour safely in the end." for n in range(30)
    ]
    body = "".join(f"<p>{s}</p>" for s in sentences)
    assert (
        article_text(article_of(f"<nav>Home</nav><article><h1>Boats come home</h1>{body}</article>")).split(
            "\n"
        )
        == sentences
    )


def test_links_are_absolute() -> None:
    article = article_of(f"<article><p>{PROSE}<a href='../d e'>there</a></p></article>")
    links = [
        i
        for b in blocks(article.sections)
        for s in getattr(b, "sentences", ())
        for i in s.inlines
        if isinstance(i, Link)
    ]
    assert [link.href for link in links] == ["https://a.example/d%20e"]


TAGS = st.sampled_from(
    "p div b i a li ul ol table tr td th figure figcaption img h1 h2 blockquote pre br sup math dl dt dd "
    "iframe noscript picture source svg select details".split()
)
PIECES = st.one_of(
    st.tuples(
        st.just("<"),
        TAGS,
        st.sampled_from([">", " href='#a'>", " id='a'>", " src='/x.jpg'>", " class='ad'>"]),
    ).map("".join),
    st.tuples(st.just("</"), TAGS, st.just(">")).map("".join),
    st.text(max_size=20),
    st.just(PROSE),
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_markup_gives_an_article_or_a_source_error(markup: str) -> None:
    try:
        article = article_of(markup)
    except SourceError:
        return
    assert article_text(article).strip() or article.sections
