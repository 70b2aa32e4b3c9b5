"""Who said it stands apart; a pull quote that repeats the text is left out and told."""

from __future__ import annotations

import pytest

from tests.html.shown import codes, shown

WORDS = "We lost everything in the barn, and nobody came until Thursday."
SPOKEN = f"<p>“{WORDS}” said Ann Lee, who farms there.</p>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<blockquote><p>{WORDS}</p><footer>— Ann Lee</footer></blockquote>",
        f"<blockquote><p>{WORDS} <cite>Ann Lee</cite></p></blockquote>",
        f"<blockquote><p>{WORDS}</p><p>— Ann Lee</p></blockquote>",
        f"<blockquote>{WORDS}<br>– Ann Lee</blockquote>",
        f"<blockquote>{WORDS} — Ann Lee</blockquote>",
        f'<blockquote><p>{WORDS}</p><span class="author">Ann Lee</span></blockquote>',
        f"<figure><blockquote><p>{WORDS}</p></blockquote><figcaption>Ann Lee</figcaption></figure>",
        f"<aside class=pullquote><p>{WORDS}</p><cite>Ann Lee</cite></aside>",
        f'<div class="pull-quote">{WORDS}<span>Ann Lee</span></div>',
    ],
)
def test_who_said_it_stands_apart(markup: str) -> None:
    first, *rest = shown(markup)
    assert first.replace("/", "") == "quote by Ann Lee:"
    assert rest == [f"  {WORDS}"]


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        f"“{WORDS}”",
        "We lost everything in the barn",
        "We lost everything … nobody came until Thursday",
        "[We] lost everything in the barn, and nobody came until Thursday.",
        "We lost everything in that barn, and nobody came until Thursday.",
    ],
)
@pytest.mark.parametrize(
    "box",
    [
        "<aside class=pullquote><p>{}</p></aside>",
        '<div class="pull-quote"><q>{}</q><cite>Ann Lee</cite></div>',
        "<figure class=wp-block-pullquote><blockquote><p>{}</p><cite>Ann Lee</cite></blockquote></figure>",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_pull_quote_that_repeats_the_text_is_left_out_and_told(words: str, box: str, first: bool) -> None:
    pulled = box.format(words)
    body = pulled + SPOKEN if first else SPOKEN + pulled
    assert shown(body) == [f"“{WORDS}” said Ann Lee, who farms there."]
    assert codes(body).count("READ-003") == 1


def test_a_pull_quote_that_says_something_new_is_a_quote() -> None:
    new = "The water came through the wall at four in the morning."
    assert shown(f"{SPOKEN}<aside class=pullquote><p>{new}</p></aside>")[1:] == ["quote:", f"  {new}"]
    assert "READ-003" not in codes(f"{SPOKEN}<aside class=pullquote><p>{new}</p></aside>")


def test_a_line_after_a_quotation_that_is_called_its_author_says_whose_it_is() -> None:
    spoken = "<div><blockquote><p>You hear it.</p></blockquote><p class=quote-author>Tor, a diver</p></div>"
    assert shown(spoken) == ["quote by Tor, a diver:", "  You hear it."]
