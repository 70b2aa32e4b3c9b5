"""A page of thousands of like elements takes no longer than its length grows."""

from __future__ import annotations

import contextlib
import time

import pytest

from publish.draft.page import Page
from publish.errors import SourceError
from publish.html.read import read
from tests.safety.growth import LINEAR

WORDS = "Words of a paragraph that says something about the harbour, and more of it. "
PARAGRAPHS = f"<p>{WORDS * 3}</p>" * 5
FEW = 1000
UNSEEN_S = 1.0

PIECES = {
    "headings": "<h2>Heading</h2>",
    "rules": f"<p>{WORDS}</p><hr>",
    "pictures": '<img src="a.jpg" alt="A harbour">',
    "sources": '<picture><source srcset="a.webp 1x"><img src="a.jpg" alt="x"></picture>',
    "links": '<a href="/x">link</a> ',
    "languages": '<span lang="fr">mot</span> ',
    "lines": "words<br>",
    "paragraphs": "<p>x</p>",
    "crossheads": "<p><strong>Crosshead</strong></p>",
    "cells": "<td>cell</td>",
    "unclosed": "<div><b>",
    "marks": "<sup>1</sup>",
    "entities": "&amp;&nbsp;&#x41;&bogus;",
    "captions": '<figure><img src="a.jpg"><figcaption>by | and 10-12 N. </figcaption></figure>',
}


def seconds(piece: str, count: int) -> float:
    body = f"<article><h1>A title</h1>{PARAGRAPHS}{piece * count}{PARAGRAPHS}</article>"
    page = Page("x", "x.html", f"<html lang=en><title>A title</title>{body}", url="https://site.example/x")
    begin = time.thread_time()
    with contextlib.suppress(SourceError):
        read(page)
    return time.thread_time() - begin


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_reading_grows_with_the_page(piece: str) -> None:
    read(Page("x", "x.html", f"<h1>A title</h1>{PARAGRAPHS}"))  # what is loaded once
    few = seconds(piece, FEW)
    many = seconds(piece, 4 * FEW)
    if many > UNSEEN_S and many > LINEAR * few:
        few, many = min(few, seconds(piece, FEW)), min(many, seconds(piece, 4 * FEW))
    assert many <= UNSEEN_S or many <= LINEAR * few


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["&nbsp;", "|", "and ", "by ", "Ab ", "a ", "&amp;", ",", ".", "1", "&quot;", "N. ", "/ "]
)
@pytest.mark.parametrize("place", ["figcaption", "span class=byline", "p class=credit"])
def test_a_caption_or_byline_of_one_thing_two_thousand_times_ends(unit: str, place: str) -> None:
    piece = f"<figure><img src=a.jpg><{place}>{unit * 2000}</{place.split()[0]}></figure>"
    few, many = seconds(piece, 1), seconds(piece.replace(unit * 2000, unit * 8000), 1)
    assert many <= UNSEEN_S or many <= LINEAR * few
