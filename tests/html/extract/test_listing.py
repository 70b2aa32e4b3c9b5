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
        problem.code for problem in problems(f"<article><h1>The boats</h1>{things}</article>")
    }


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("<a href=/news/boats-2.html>2</a> <a href=/news/boats-3.html>3</a>", ["is one of 3 pages"]),
        ("<a rel=next href=/news/boats?page=2>All about the second half of it</a>", ["is one of 2 pages"]),
        ("<link rel=next href=/news/boats/page/2>", ["is one of 2 pages"]),
        ("<a href=/news/boats-2.html>The boats of the other harbour</a>", []),
        ("<a rel=next href=/news/ferries.html>Next</a>", []),
        ("<a href=/news/boats-2024-recap>2024</a>", []),
        ("<div><a href=/news/boats?page=2>2</a><p><textarea></textarea></div>", []),
        ("<div class=user-reviews><a href=/news/boats?page=2>2</a></div>", []),
        ("<a href=/news/boats?page=2#comments>2</a>", []),
    ],
)
def test_the_other_pages_of_an_article(link: str, expected: list[str]) -> None:
    body = f"<article><h1>The boats</h1><p>{LINE}</p><p>{LINE} {LINE}</p>{link}</article>"
    result = problems(body, f"{HOME}news/boats.html")
    assert [problem.message[:17] for problem in result if problem.code == "READ-014"] == expected


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("<a href=/x/boats-2.html>2</a> <a href=/x/boats-3.html>3</a>", ["is one of 3 pages"]),
        ("<a href=?page=2>2</a> <a href=?page=3>3</a> <a href=?page=4>4</a>", ["is one of 4 pages"]),
        ("<a href=/x/boats-2.html>2</a>", []),
        ("<a href=/2>2</a> <a href=/x/3>3</a>", []),
        ("<div class=comments><a href=?page=2>2</a> <a href=?page=3>3</a></div>", []),
    ],
)
def test_the_other_pages_of_an_article_whose_address_is_not_known(links: str, expected: list[str]) -> None:
    body = f"<article><h1>The boats</h1><p>{LINE}</p><p>{LINE} {LINE}</p>{links}</article>"
    result = problems(body, "")
    assert [problem.message[:17] for problem in result if problem.code == "READ-014"] == expected


ROW = (
    "<tr><td>{n}.</td><td><a href=https://site{n}.example/>A kettle of very thin tin {n}</a>"
    " (site{n}.example)</td></tr>"
    "<tr><td></td><td>{n} points by ann {n} hours ago | <a href=/item?id={n}>{n} comments</a></td></tr>"
)


def test_a_list_of_links_to_other_sites_is_refused() -> None:
    rows = "".join(ROW.format(n=n) for n in range(1, 31))
    with pytest.raises(NoArticleError, match="lists 30 articles and is none itself"):
        problems(f"<table><tbody>{rows}</tbody></table>")


def test_a_list_of_links_after_prose_is_an_article() -> None:
    rows = "".join(ROW.format(n=n) for n in range(1, 31))
    assert problems(f"<article><p>{LINE * 4}</p><p>{LINE * 4}</p><table>{rows}</table></article>") is not None


@pytest.mark.parametrize(("name", "count"), [("story", 1), ("comment-body", 0)])
def test_another_article_of_the_page_is_told(name: str, count: int) -> None:
    first = f"<article><h1>The boats</h1>{f'<p>{LINE}</p>' * 14}</article>"
    second = (
        f"<article class={name}><h1>The cranes of the harbour</h1>{f'<p>{LINE.lower()}</p>' * 10}</article>"
    )
    matches = [problem for problem in problems(f"<main>{first}{second}</main>") if problem.code == "READ-015"]
    assert len(matches) == count
    assert all('"The cranes of the harbour"' in problem.message for problem in matches)
