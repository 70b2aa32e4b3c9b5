"""Habits of pages that no rule names: short pages, comments, teasers, imprints, other languages."""

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.html.metadata.dates import iso
from publish.html.metadata.signatures import signature
from publish.html.phrases import EXPECTED, KINDS, lacking, languages, pattern
from publish.html.read import read
from publish.model.article import Article
from publish.model.json import article_json
from publish.model.walk import article_text

PROSE = """<p>The ferry left the old harbour at noon with forty people and three goats on board.</p>
<p>By evening the wind had risen, and the captain decided to wait behind the island until the morning.</p>
<p>Nobody was hurt, and the goats ate most of the cheese that had been meant for the market in town.</p>"""


def article(
    body: str, head: str = "<title>The ferry waits for the wind</title>", lang: str = "en"
) -> Article:
    page = f"<html lang={lang}><head>{head}</head><body>{body}</body></html>"
    return read(Page("ferry", "ferry.html", page, "https://harbour.example/news/ferry")).article


def shown(body: str, **about: str) -> str:
    return str(article_json(article(body, **about))["text"])


def story(after: str = "", middle: str = "") -> str:
    return shown(
        f"<article><h1>The ferry waits for the wind</h1>{PROSE}{middle}<p>The sea was calm again by nine, "
        f"and all of the passengers were home for lunch.</p>{after}</article>"
    )


# --- short pages --------------------------------------------------------------


@pytest.mark.parametrize("body", ["Boats", "<a href='javascript:'><p>Boats</p><p>Nets</p></a>"])
def test_a_page_of_a_few_words_and_nothing_else_is_read(body: str) -> None:
    assert article_text(article(body)).startswith("Boats")


def test_lines_that_a_width_cut_are_one_paragraph() -> None:
    text = shown(
        "<article><div>The ferry left the old harbour at noon with forty people<br>and three goats on board, "
        "bound for the market that is held in the<br>town on Mondays.</div></article>"
    )
    assert text == (
        "The ferry left the old harbour at noon with forty people and three goats on board, "
        "bound for the market that is held in the town on Mondays."
    )


def test_short_lines_stay_lines() -> None:
    text = shown(
        "<article><p>The sea was grey,<br>and the sky was too;<br>the goats looked on.</p></article>"
    )
    assert text.split("\n") == ["The sea was grey,", "and the sky was too;", "the goats looked on."]


def test_a_page_of_short_lines_keeps_those_before_its_first_sentence() -> None:
    lines = [f"Pier {name} with two boats and a crane" for name in ("north", "south", "east", "west")]
    body = "".join(f"<p>{line}</p>" for line in lines) + "<p>All of them are open.</p>"
    assert shown(f"<article>{body}</article>").split("\n")[:4] == lines


def test_verse_at_the_end_of_a_page_stays() -> None:
    lines = [f"the {what} that came over the sea" for what in ("boat", "goat", "wind", "cheese", "rain")]
    body = "".join(f"<p>{line}</p>" for line in lines)
    text = shown(f"<article><p>A song that the oldest of the captains sang at noon.</p>{body}</article>")
    assert text.split("\n")[1:] == lines


# --- what is not the article --------------------------------------------------


def comments(count: int, say: str) -> str:
    return "".join(
        f"<div><b>Reader {n}</b><p>I have seen boat number {n} and it was as blue as one can wish for.</p>"
        f"<span>{say}</span></div>"
        for n in range(count)
    )


@pytest.mark.parametrize("say", ["Reply", "Répondre", "返信", "12 votes", "Ответить"])
def test_comments_are_told_by_their_controls(say: str) -> None:
    text = shown(
        f"<div><h1>The ferry waits for the wind</h1>{PROSE}</div><div>{comments(4, say)}</div>",
    )
    assert "seen boat" not in text
    assert text.endswith("market in town.")


def test_the_posts_of_a_thread_stay_where_they_are_the_page() -> None:
    body = f"<div><h1>The ferry waits for the wind</h1></div><div>{comments(4, 'Reply')}</div>"
    assert "boat number 3" in shown(body)


def test_entries_of_a_list_that_lead_to_other_sites_stay() -> None:
    entries = "".join(
        f"<div><h3><a href='https://{name}.example.org/'>{name.title()} pier</a></h3>"
        f"<p>Open all year, with two boats and a crane.</p></div>"
        for name in ("north", "south", "east")
    )
    assert "North pier" in story(middle=entries)
    assert "North pier" not in story(middle=entries.replace(".example.org", ".harbour.example"))


def test_two_headings_in_a_row_that_are_links_are_other_stories() -> None:
    middle = "<h3><a href=/a>The Two Piers</a></h3><h3><a href=/b>A crane is sold to a baker in town</a></h3>"
    assert "crane" not in story(middle=middle)


def test_a_foot_without_a_name_goes() -> None:
    foot = (
        "<p>About us</p><p>Partner with us</p><p>Jobs</p><p>Site map</p>"
        "<p>Harbour Ltd. Copyright &amp; Disclaimer</p><p>This site is best viewed by a good lamp.</p>"
    )
    assert story(after=foot).endswith("home for lunch.")


def test_a_sentence_that_speaks_of_signing_up_stays() -> None:
    line = "Sign up for a place in the boat was what the old notice on the pier said."
    assert line in story(middle=f"<p>{line}</p>")
    assert "Subscribe" not in story(middle="<p><a href=/s>Subscribe to our letters from the sea</a></p>")


# --- pictures -----------------------------------------------------------------


def images(middle: str) -> list[dict[str, str]]:
    after = PROSE.replace("p>", "div>")
    body = f"<article><h1>The ferry waits for the wind</h1>{PROSE}{middle}{after}</article>"
    result: list[dict[str, str]] = article_json(article(body))["images"]
    return result


def picture(name: str, caption: str) -> str:
    return f"<figure><img src=/p/{name}.jpg alt=''><figcaption>{caption}</figcaption></figure>"


def test_a_date_is_no_caption() -> None:
    (image,) = images(picture("harbour-at-dawn", "15 August 2016, 13:43"))
    assert not image["caption"]


def test_pictures_of_a_player_that_say_the_same_first_are_other_stories() -> None:
    reel = "".join(
        picture(f"clip-number-{n}0", f"Play this clip: boat {n} leaves the pier") for n in range(5)
    )
    assert images(reel) == []


def test_an_advertisement_without_its_picture_is_none() -> None:
    assert images("<figure><figcaption>SCROLL TO CONTINUE WITH CONTENT</figcaption></figure>") == []


def test_a_banner_is_told_by_its_size() -> None:
    assert images("<p><img src='/b/harbour_300x250.png' alt=''></p>") == []


def test_a_picture_twice_in_two_sizes_is_one_with_its_maker() -> None:
    twice = picture("goats-on-the-quay-s1600-c85", "Goats on the quay.") + picture(
        "goats-on-the-quay-s1200", "Goats on the quay."
    )
    (image,) = images(f"{twice}<p>Ada Berg/Getty Images</p>")
    assert image["credit"] == "Ada Berg/Getty Images"


# --- languages ----------------------------------------------------------------


def test_a_reading_over_characters_is_not_said_again() -> None:
    ruby = "<ruby>昨日<rp>(</rp><rt>きのう</rt><rp>)</rp></ruby>、船は港に着いて、山羊が三匹も降りてきた。"
    assert shown(f"<article><p>{ruby * 3}</p></article>", lang="ja").startswith("昨日、船は")


def test_the_phrases_of_every_language_are_of_known_kinds() -> None:
    assert len(languages()) > 60
    assert {kind for table in languages().values() for kind in table} <= KINDS.keys()
    assert set(EXPECTED) <= KINDS.keys()
    assert "en" not in lacking()
    for kind in KINDS:
        assert pattern(kind).search("") is None, f"a phrase of {kind} matches nothing at all"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("이용민 기자", ["이용민"]),
        ("작성자 대전", []),
        ("作者：记者王敬照", ["王敬照"]),
        ("[田中宏昌，ITmedia]", []),
        ("حوار: آسيا العتروس", ["آسيا العتروس"]),
        ("Piše: Ana Kos", ["Ana Kos"]),
        ("Un texte de Zoé Petit", ["Zoé Petit"]),
        ("بقلم", []),
    ],
)
def test_who_signs_in_other_languages(line: str, names: list[str]) -> None:
    assert signature(line, "Harbour Post") == names


# --- titles and dates ---------------------------------------------------------


def facts(body: str, title: str) -> tuple[str, str | None]:
    result = article_json(article(body, head=f"<title>{title}</title>"))
    return result["title"], result["published"]


@pytest.mark.parametrize(
    ("heading", "title", "expected"),
    [
        ("Original text", "The ferry waits for the wind", "The ferry waits for the wind"),
        ("Ferry", "The ferry waits for the wind", "Ferry"),
        ("The ferry waits（1/2 ページ）", "The ferry waits（1/2 ページ）", "The ferry waits"),
        (
            "<span>Regular Article</span><span>How late can a ferry be in a storm</span>",
            "How late can a ferry be in a storm",
            "How late can a ferry be in a storm",
        ),
    ],
)
def test_titles(heading: str, title: str, expected: str) -> None:
    assert facts(f"<article><h1>{heading}</h1>{PROSE}</article>", title)[0] == expected


def test_the_date_of_today_over_the_page_is_not_the_articles() -> None:
    menu = "".join(f"<p><a href=/{n}>Pier {n}</a></p>" for n in range(12))
    own = f"<article><h1>The ferry waits</h1><time>2019-02-08</time>{PROSE}</article>"
    assert facts(f"<time>2020-02-19</time>{menu}{own}", "The ferry waits")[1] == "2019-02-08"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("15 августа 2016, 13:43", "2016-08-15T13:43:00"),
        ("3 września 2021", "2021-09-03"),
        ("١٢ يناير ٢٠٢٠", "2020-01-12"),
        ("۱۳۹۸/۱۱/۲۹", "2020-02-18"),
        ("29 بهمن 1398", "2020-02-18"),
        ("1403/12/30", "2025-03-20"),
        ("2 ธันวาคม 2562", "2019-12-02"),
        ("1403/13/30", ""),
    ],
)
def test_dates_of_other_languages_and_calendars(written: str, date: str) -> None:
    assert iso(written) == date


def test_authors_of_other_stories_are_not_this_ones() -> None:
    card = "<div><div><p itemprop=author><span itemprop=name>{}</span></p></div></div>"
    other = f"<section><h3>Most popular</h3><div>{card.format('Jo Klein')}</div></section>"
    reading = article(f"<article><header>{card.format('Ada Berg')}</header>{PROSE}</article>{other}")
    assert reading.bylines == ("Ada Berg",)


def test_who_made_a_picture_did_not_write_the_article() -> None:
    box = (
        "<div class=article-photo><img src=/p/goats-on-the-quay.jpg><span class=author>Ada Berg</span></div>"
    )
    assert article(f"<article><h1>The ferry waits</h1>{box}{PROSE}</article>").bylines == ()


def test_a_date_behind_its_label() -> None:
    body = (
        f"<article><h1>The ferry waits</h1>{PROSE}<span>Submitted on Mon, 2019-01-21 13:49</span></article>"
    )
    assert facts(body, "The ferry waits")[1] == "2019-01-21T13:49:00"


# --- what stands round an article ----------------------------------------------


def test_a_heading_that_only_dates_the_article_is_none() -> None:
    dated = (
        "<article><h1>The ferry waits for the wind</h1><h3>Monday, May 27, 2013</h3>" + PROSE + "</article>"
    )
    assert "May 27" not in shown(dated)


def test_the_days_of_a_chronology_are_headings() -> None:
    days = "".join(f"<h3>{day} May 2013</h3>{PROSE}" for day in ("1", "2"))
    text = shown(f"<article><h1>The ferry waits for the wind</h1>{days}</article>")
    assert "1 May 2013" in text


def test_a_button_to_like_a_page_is_no_post() -> None:
    button = '<iframe src="http://www.facebook.com/plugins/like.php?href=https://harbour.example"></iframe>'
    assert "Facebook" not in story(middle=button)
    post = '<iframe src="https://www.facebook.com/plugins/post.php?href=https://harbour.example/1"></iframe>'
    assert "Facebook" in story(middle=post)
