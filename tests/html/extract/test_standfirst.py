"""The line under the headline: told by its name or its place, never a slogan, a notice or a byline."""

# ruff: noqa: E501 - markup as pages write it

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.html.read import read
from publish.model.article import Article
from publish.model.json import article_json
from publish.model.walk import text_of

LINE = "Nobody in the harbour had thought that herring would come this late in the year."
WHO = ("the cook", "a pilot", "two nuns", "the vet")
TEXT = "".join(
    f"<p>The boats came in late and every one of them was full of herring, {who} said.</p>" for who in WHO
)


def article(body: str, title: str = "Late herring", head: str = "") -> Article:
    page = f"<html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return read(Page("late", "late.html", page, "https://harbour.example/news/late")).article


def standfirst(body: str, title: str = "Late herring", head: str = "") -> str:
    return text_of(article(body, title, head).standfirst)


def words(body: str) -> str:
    return str(article_json(article(body))["text"])


@pytest.mark.parametrize(
    "top",
    [
        f"<header><h1>Late herring</h1><figure><img src=a.jpg alt=Boats><figcaption><p>Boats in the harbour were full of herring.</p></figcaption></figure><div class='page__intro'><p>{LINE}</p></div></header>",
        f"<header><h1>Late herring</h1><p class='headline_description__x1'>{LINE}</p><div><a href=/a>Ada Berg</a></div></header>",
        f"<div class=row><header class='small-12 columns'><h2>Late herring</h2><div class='content__intro'>{LINE}</div></header></div>",
        f"<h1>Late herring</h1><div class='notice'><div>Please note that this article was published in 2017.</div></div><div class='lead-container'><p>{LINE}</p></div>",
        f"<h1>Late herring</h1><div class='head-sub'>{LINE}</div>",
        f"<h1>Late herring</h1><div class='newsHeading'>{LINE}</div>",
        f"<h1>Late herring</h1><p class=intro>{LINE}</p>",
    ],
)
def test_one_line_apart_from_the_text(top: str) -> None:
    assert standfirst(f"<main><article>{top}<div class=text>{TEXT}</div></article></main>") == LINE


def test_a_second_line_beside_the_standfirst_is_kept() -> None:
    lines = f"<div><h2>{LINE}</h2><h2>The number of boats that wait outside the harbour grew again</h2></div>"
    body = f"<div><div><h1>Late herring</h1>{lines}</div><div class=text>{TEXT}</div></div>"
    assert standfirst(body) == LINE
    assert "that wait outside the harbour grew again" in words(body)


def test_a_deck_before_a_box_of_links_stays() -> None:
    cards = (
        "<ul>"
        + "".join(f"<li><a href=/s{n}>Another story of the harbour town {n}</a></li>" for n in range(4))
        + "</ul>"
    )
    body = f"<div><h1>Late herring</h1><h2 class=dek>{LINE}</h2><div class=widget>{cards}</div></div><article>{TEXT}</article>"
    assert standfirst(body) == LINE


def test_headings_that_are_all_of_the_items_of_a_list_are_points() -> None:
    points = "<ul><li><h2>The cook counted ninety boats before noon on Monday</h2></li><li><h2>The pilot saw two more of them at night</h2></li></ul>"
    shape = article_json(
        article(
            f"<article><header><h1>Late herring</h1><section>{points}</section></header><div>{TEXT}</div></article>"
        )
    )
    assert [section["heading"] for section in shape["sections"]] == [""]
    assert "counted ninety boats" in shape["text"]
    assert "saw two more of them" in shape["text"]


@pytest.mark.parametrize(
    "top",
    [
        "<header><h1><a href=/>The Harbour Post</a></h1><p class=tagline>All that the sea brings in, and some that it does not.</p></header>",
        "<div><h1>The Harbour Post</h1><p>All that the sea brings in, and some that it does not.</p></div>",
        "<div><h2>Late herring</h2></div><div class=site-slogan>All that the sea brings in, and some that it does not.</div>",
    ],
)
def test_a_slogan_is_no_standfirst(top: str) -> None:
    body = f"{top}<article><h2>Late herring</h2>{TEXT}</article>"
    assert standfirst(body) == ""
    assert "All that the sea" not in words(body)


@pytest.mark.parametrize("label", ["摘要：", "导读：", "<b>核心提示：</b>", "【摘要】"])
def test_the_label_of_a_summary_goes(label: str) -> None:
    line = "海港的船今年来得很晚，没有人想到会有这么多鲱鱼，也没有人准备好足够的网。"
    text = "".join(
        f"<p>{who}说，今年的船来得很晚，每一条船都装满了鲱鱼，港口的人都没有想到会有这么多，网也不够用，大家只好等到明天再说。</p>"
        for who in ("厨师", "领航员", "修女", "兽医")
    )
    page = f"<article><h1>海港的鲱鱼来得很晚</h1><div class=summary><p>{label}{line}</p></div><div>{text}</div></article>"
    assert standfirst(page, "海港的鲱鱼来得很晚") == line
    assert standfirst(page.replace("class=summary", ""), "海港的鲱鱼来得很晚") == line


def test_a_byline_or_a_place_under_the_headline_is_no_standfirst() -> None:
    for line in (
        "<div>By Ada Berg, our correspondent on the coast</div>",
        "<div>Dale, 3 May 2019, 11:40 by Ada Berg</div>",
    ):
        assert standfirst(f"<article><h1>Late herring</h1>{line}<div>{TEXT}</div></article>") == ""


def test_a_labelled_paragraph_among_others_is_no_standfirst() -> None:
    text = "".join(f"<p>{line}</p>" for line in ("Summary: The cook counted ninety boats before noon.", *WHO))
    assert standfirst(f"<article><h1>Late herring</h1><div>{text}{TEXT}</div></article>") == ""
