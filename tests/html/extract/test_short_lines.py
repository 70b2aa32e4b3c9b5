"""Short lines that are the article's stay; lists of links, notices and controls round it go."""

# ruff: noqa: E501 - markup as pages write it

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.html.metadata.dates import iso
from publish.html.read import read
from publish.model.json import article_json
from tests.html.shown import AFTER, BEFORE


def words(body: str, lang: str = "en", title: str = "Roads shut") -> str:
    page = f"<html lang={lang}><head><title>{title}</title></head><body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    return str(
        article_json(read(Page("roads", "roads.html", page, "https://valley.example/news/roads")).article)[
            "text"
        ]
    )


def test_a_text_of_short_paragraphs_begins_before_its_first_long_one() -> None:
    short = "".join(
        f"<p>{line}</p>"
        for line in (
            "这条路今天关了！",
            "名叫河边路",
            "大家都很着急！",
            "继续看图",
            "我们先去看一看吧！",
            "这不就来了",
            "水已经退了一半！",
            "很简单哈",
        )
    )
    long = "<p>县里的工程师说，河边的路至少还要关两个星期，因为水退了以后还要检查路基和桥墩，所以大家只能先绕山上的那条小路走，车也要慢慢开，等通知出来以后再说，别着急，也别自己去搬路障。</p>"
    text = words(f"<div>{short}{long}{short[:30]}</div>", "zh", "河边的路")
    assert all(line in text for line in ("名叫河边路", "继续看图", "这不就来了", "很简单哈"))


def test_days_that_head_additions_to_a_text_stay() -> None:
    added = "<p>2016.03.02</p><p>The road by the mill is open again, the council says.</p><p>2016.07.21</p><p>The bridge is open again too, and the ferry has stopped.</p>"
    text = words(BEFORE + added)
    assert "2016.03.02" in text
    assert "2016.07.21" in text
    assert "2016.03.02" not in words(BEFORE + "<p>2016.03.02</p>" + AFTER)


def test_a_quotation_that_a_colon_leads_to_is_no_pull_quote() -> None:
    quote = "<p>In May she told the paper:</p><blockquote><p>I wish that somebody had asked us before.</p></blockquote>"
    again = "<p>“I wish that somebody had asked us before,” is what all of them say about the river now.</p>"
    assert words(BEFORE + quote + again + AFTER).count("somebody had asked us") == 2


def test_a_sentence_set_as_the_last_heading_is_text() -> None:
    assert "the valley will go on as it always did." in words(
        BEFORE + AFTER + "<h2>Still, the valley will go on as it always did.</h2>"
    )
    assert "Valley life" not in words(BEFORE + AFTER + "<h2>Valley life</h2>")


def test_a_sentence_with_the_word_newsletter_stays_in_a_list() -> None:
    assert "letters" in words(
        BEFORE + "<ul><li>Anybody can send a newsletter to the letters page.</li></ul>" + AFTER
    )


def test_a_numbered_heading_before_a_card_stays() -> None:
    card = "<div class=card><a href=/mills><h3>The mills of the valley</h3></a><p>Where the water goes when the mills stand still at night.</p></div>"
    text = words(BEFORE + f"<h2>4. Mills</h2>{card}<h2>5. Bridges</h2>" + AFTER)
    assert "4. Mills" in text


@pytest.mark.parametrize(
    "line",
    [
        "<div class=cats><a href=/a>Adam Silver</a>, <a href=/b>Ben Golliver</a>, <a href=/c>Charlotte Bobcats</a>, <a href=/d>Dan Wright</a>, <a href=/e>Ella Chan</a>, <a href=/f>Tom Benson</a>, <a href=/g>Una May</a></div>",
        "<div id=path>You are here: <a href=/>Front page</a> | <a href=/b>Business</a> <a href=/b/p>Politics and economy of the country</a> <a href=/b/p/v>In the valley and the hills around it</a></div>",
        "<p>推荐</p>",
        "<p>This content is imported from Instagram. You may be able to find the same content elsewhere.</p>",
        "<p>All comments are moderated before they are shown.</p>",
    ],
)
def test_what_frames_a_text_goes(line: str) -> None:
    text = words(line + BEFORE + (line if "<div" not in line else "") + AFTER)
    assert text.startswith("The council met")
    assert not any(word in text for word in ("Golliver", "Business", "推荐", "imported", "moderated"))


def test_digits_of_other_scripts_are_read_in_dates() -> None:
    assert iso("২০২০-০৮-২৯T১০:৪৬:০৬+০১:০০") == "2020-08-29T10:46:06+01:00"
