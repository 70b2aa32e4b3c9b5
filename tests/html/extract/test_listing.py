"""A page that lists articles, and one of several pages of an article."""

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.errors import NoArticleError
from publish.html.read import read
from publish.model.problem import Problem

LINE = "The boats came in late with the tide and every one of them was full of herring, he said."
HOME = "https://harbour.example/"


def problems(body: str, url: str = HOME) -> list[Problem]:
    text = f"<html lang=en><head><title>The boats</title></head><body>{body}</body></html>"
    return list(read(Page("boats", "boats.html", text, url)).problems)


CARD = "<article><a href=/news/{n}><img src=/{n}.jpg></a><h2><a href=/news/{n}>The ferry waits for the council {n}</a></h2>{text}</article>"  # noqa: E501


@pytest.mark.parametrize(
    "text", ["<p>It may leave soon.</p>", f"<p>{LINE} {LINE} {LINE}</p><p>{LINE} {LINE}</p>"]
)
def test_a_front_page_is_refused_with_what_it_is(text: str) -> None:
    cards = "".join(CARD.format(n=n, text=text) for n in range(12))
    with pytest.raises(
        NoArticleError, match=r"boats\.html lists 12 articles and is none itself; give the address"
    ):
        problems(f"<main>{cards}</main>")


@pytest.mark.parametrize("link", ["https://shop{n}.example/", "/list#best-{n}", "{n}"])
def test_a_list_of_things_is_an_article(link: str) -> None:
    """Its headings lead to shops, to themselves, or are few."""
    many = 12 if link != "{n}" else 4
    things = "".join(
        f"<h2><a href={link.format(n=n)}>A kettle of thin tin {n}</a></h2><p>{LINE} {LINE}</p><p>{LINE}</p>"
        for n in range(many)
    )
    assert "READ-001" not in {
        found.code for found in problems(f"<article><h1>The boats</h1>{things}</article>")
    }


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("<a href=/news/boats-2.html>2</a> <a href=/news/boats-3.html>3</a>", ["is one of 3 pages"]),
        ("<a rel=next href=/news/boats?page=2>All about the second half of it</a>", ["is one of 2 pages"]),
        ("<link rel=next href=/news/boats/page/2>", ["is one of 2 pages"]),
        ("<a href=/news/boats-2.html>The boats of the other harbour</a>", []),
        ("<a rel=next href=/news/ferries.html>Next</a>", []),
        ("<a href=/news/boats-2024-recap>2024</a>", []),
        ("<div><a href=/news/boats?page=2>2</a><p><textarea></textarea></div>", []),
    ],
)
def test_the_other_pages_of_an_article(link: str, told: list[str]) -> None:
    body = f"<article><h1>The boats</h1><p>{LINE}</p><p>{LINE} {LINE}</p>{link}</article>"
    found = problems(body, f"{HOME}news/boats.html")
    assert [said.message[:17] for said in found if said.code == "READ-014"] == told
