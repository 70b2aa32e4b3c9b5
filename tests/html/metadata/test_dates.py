"""Dates that stand in a line with other words, beside the headline or at the head of the text."""

# ruff: noqa: E501 - markup as pages write it

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.html.read import read
from tests.html.shown import AFTER, BEFORE


def date_of(over: str = "", under: str = "", title: str = "Herring quotas", text: str = BEFORE) -> str:
    page = f"<html lang=en><head><title>{title} - Dale Council</title></head><body><div>{over}<div>"
    page += f"<h1>{title}</h1>{under}</div><div>{text}{AFTER}</div></div></body></html>"
    return read(Page("quotas", "quotas.html", page, "https://dale.example/records/quotas")).article.published


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("<div><h2>Volume 71: debated on Tuesday 9 November 2021</h2></div>", "2021-11-09"),
        ("<p class=meta>By Ada Berg<br>on Monday, November 18th, 2019 at 11:04 a.m.</p>", "2019-11-18T11:04:00"),
        ("<table><tr><td><font>海港网 ( 2012-06-04 09:20:26 )</font></td></tr></table>", "2012-06-04T09:20:26"),
        ("<div><span>이용민 기자 | </span> 2020-03-04 16:52:59 <b></b></div>", "2020-03-04T16:52:59"),
        ("<div>الأحد، 04 آب/اغسطس 2013، آخر تحديث 02:21 (GMT+0400)</div>", "2013-08-04T02:21:00+04:00"),
        ("<div>This story is from October 9, 2019</div>", "2019-10-09"),
    ],
)  # fmt: skip
def test_a_date_among_a_few_other_words_under_the_headline(line: str, date: str) -> None:
    assert date_of(under=line) == date


def test_a_date_right_over_the_headline() -> None:
    assert date_of("<p><span>publiziert am 25. September 2018</span></p>") == "2018-09-25"


def test_a_date_under_a_lead_picture_of_many_parts() -> None:
    gallery = "<div>" + "<span><b></b></span>" * 40 + "</div>"
    assert date_of(under=f"{gallery}<div>Oct 24, 2023, 3:07 PM UTC</div>") == "2023-10-24T15:07:00+00:00"


def test_a_date_with_a_dash_opens_the_text() -> None:
    first = (
        "<p>April 17, 2015 -- The council met on Tuesday to talk of the roads that the river has closed.</p>"
    )
    assert date_of(text=first + BEFORE) == "2015-04-17"
    assert date_of(text=first.replace("April", "DALE, April") + BEFORE) == "2015-04-17"


@pytest.mark.parametrize(
    "line",
    [
        "<p>The harbour was opened by the mayor of the town on 3 May 1931.</p>",
        "<table><tr><th>Opened</th><td>3 May 1931</td></tr></table>",
        "<ul><li>Older: the fish market of 3 May 2012</li></ul>",
        "<figure><img src=a.jpg><figcaption>Herring, 3 May 2012</figcaption></figure>",
    ],
)
def test_a_date_that_the_article_tells_of_is_not_its_own(line: str) -> None:
    assert date_of(under=line) == ""
