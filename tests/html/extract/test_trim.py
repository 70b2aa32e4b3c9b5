"""What is left out of the stream of blocks is told."""

from __future__ import annotations

import pytest

from publish.draft.page import Page, Reading
from publish.html.dom import parse
from publish.html.read import read
from publish.model.article import Figure
from publish.model.text import key
from publish.model.walk import article_text, figures, text_of
from tests.html.shown import AFTER, BEFORE, shown

_LINE = "The boats came in late with the tide and every one of them was full of herring, line {} said."
_BODY = "".join(f"<p>{_LINE.format(n)}</p>" for n in range(4))


def reading(body: str) -> Reading:
    page = Page(
        "boats", "boats.html", f"<html><body><article><h1>The boats</h1>{body}</article></body></html>"
    )
    return read(page)


def notes(body: str) -> list[str]:
    return [found.message for found in reading(body).problems if found.code == "READ-005"]


def test_one_note_tells_what_repeats_or_promotes_and_was_left_out() -> None:
    (message,) = notes(f"{_BODY}<p>{_LINE.format(1)}</p>")
    assert message.startswith('1 passage that repeats or advertises was left out: "The boats came in late')


def test_nothing_is_told_where_nothing_is_left_out() -> None:
    assert notes(_BODY) == []


@pytest.mark.parametrize(
    "last",
    [
        "She died in 1998.",
        "Captain Lin has waited for late passengers since 1998.",
        "The dollar stood at 74.27 cents.",
        "Il est mort en 1998.",
    ],
)
def test_a_last_sentence_with_a_year_in_it_is_kept(last: str) -> None:
    assert last in article_text(reading(f"{_BODY}<p>{last}</p>").article)


@pytest.mark.parametrize(
    "last",
    [
        "Updated 10:15 AM EDT, Wed May 8, 2019.",
        "Published on 5 May 2018 at 10.43.",
        "25/04/2026 Actualizado a las 15:10h.",
        "Publié le 5 mai 2018 à 10h43.",
    ],
)
def test_a_last_line_that_only_dates_is_not(last: str) -> None:
    assert last not in article_text(reading(f"{_BODY}<p>{last}</p>").article)


BOX = "<aside class=related><h3>Related stories</h3><ul><li><a href=/a>Hens on the quay</a></ul></aside>"


def test_a_box_taken_out_of_the_article_is_told_with_the_rest() -> None:
    (message,) = notes(f"{_BODY}{BOX}<p>{_LINE.format(1)}</p>")
    assert message.startswith("2 passages that repeat or advertise were left out: ")
    assert "Related stories" in message


def test_what_stands_outside_the_article_is_none_of_its_losses() -> None:
    page = Page(
        "boats", "boats.html", f"<html><body>{BOX}<article><h1>Boats</h1>{_BODY}</article>{BOX}</body>"
    )
    assert [found.message for found in read(page).problems if found.code == "READ-005"] == []
    assert notes(f"{_BODY}<div class=share><button>Share</button></div><p class=hidden>Not seen</p>") == []


def test_a_request_for_money_is_no_box_of_the_article() -> None:
    (message,) = notes(f"{_BODY}<aside><h2>Support us</h2><p>A gift keeps this paper afloat.</p></aside>")
    assert "Support us" in message


def test_a_short_text_beside_a_line_that_asks_to_subscribe_is_only_the_beginning() -> None:
    wall = "<div class=offer><p>Subscribe to continue reading</p></div>"
    for lines, told in ((4, True), (40, False)):
        story = "".join(f"<p>{_LINE.format(n)}</p>" for n in range(lines))
        page = Page("boats", "boats.html", f"<body><article><h1>The boats</h1>{story}{wall}</article></body>")
        assert ("READ-004" in [found.code for found in read(page).problems]) is told


_OTHER = "".join(f"<p>{_LINE.replace('boats', 'carts').format(n)}</p>" for n in range(4))


def test_it_warns_where_more_than_a_third_is_left_out_and_names_the_largest_part() -> None:
    offers = [f"Subscribe to our newsletter of the boats and the sea {n}" for n in range(9)]
    offers[3] = "Subscribe to our newsletter of the harbour and the sea and the tide"
    body = _BODY + "".join(f"<p>{offer}</p>" for offer in offers)
    (found,) = (found for found in reading(body).problems if found.code == "READ-013")
    begins = "Subscribe to our newsletter of the harbour and the sea and the…"
    assert found.severity == "warning"
    assert found.message == f'101 of 181 words were left out; the largest part begins "{begins}"'


@pytest.mark.parametrize(
    "body",
    [
        _BODY,
        _BODY + _BODY,
        f'{_BODY}<div class="comments">{_OTHER}</div>',
        f'{_BODY}<div class="gdpr">{_OTHER}</div>',
    ],
    ids=["nothing is left out", "what is left out repeats", "comments", "consent"],
)
def test_it_does_not_warn_where_no_words_of_the_article_are_lost(body: str) -> None:
    assert not any(found.code == "READ-013" for found in reading(body).problems)


def test_a_paragraph_of_a_full_stop_is_left_out() -> None:
    assert shown("<p>.</p><p>The road is shut.</p>") == ["The road is shut."]


@pytest.mark.parametrize(
    "end",
    [
        "<h2>Pour citer cet article :</h2><p>Ann Lee, « Roads », 2009. URL : http://valley.example/r.html</p>",
        "<p>Explore further</p>",
        "<p>Citation: Roads shut (2019, October 22) retrieved 20 January 2020 from https://valley.example/r</p>",
        "<ul><li>Temas</li><li>Roads</li><li>North Valley</li></ul>",
        "<p>par , le 15 septembre 2009</p>",
        "<p>Roads shut</p>",
    ],
)
def test_what_frames_the_end_is_left_out(end: str) -> None:
    assert shown("", after=end) == []


def test_a_greeting_and_a_short_last_sentence_stay() -> None:
    assert shown("", after="<p>Take care.</p>") == ["Take care."]
    text = (
        f"<title>Roads shut</title><article><h1>Roads shut</h1><p><b>Dear reader,</b></p>{BEFORE}</article>"
    )
    assert article_text(read(Page("r", "r.html", text)).article).startswith("Dear reader,")


def test_a_heading_that_is_a_sentence_of_the_text_is_a_pull_quote() -> None:
    assert shown(
        "<p>All of them were shut, he said. Rain fell.</p><h2>All of them were shut, he said.</h2>"
    ) == ["All of them were shut, he said. Rain fell."]


def test_a_player_that_says_the_first_paragraph_again_and_a_long_life_of_the_author_are_left_out() -> None:
    first = BEFORE.partition("</p>")[0].removeprefix("<p>")
    player = (
        f"<p>Roads shut</p><p>By Ann Lee {first} Subscribe to our podcast in your favorite podcatcher.</p>"
    )
    life = f"<p>Ann Lee is a reporter. {'She has written of rivers and of “roads”. ' * 8}</p>"
    text = f'<meta name=author content="Ann Lee"><h1>Roads shut</h1>{BEFORE}{AFTER}'
    page = f"<title>Roads shut</title><article>{text}{player}{life}</article>"
    said = article_text(read(Page("r", "r.html", page)).article)
    assert said.endswith("a hydrologist.")


@pytest.mark.parametrize("box", ["<div class=newsletter>{}</div>", "<div>{}<input type=email></div>"])
def test_a_box_that_offers_letters_counts_as_no_loss(box: str) -> None:
    offer = "".join(
        f"<p>Each morning we write of what the sea has brought, letter {n}.</p>" for n in range(3)
    )
    short = f"<p>{_LINE.format(0)}</p>"
    found = reading(short + box.format(offer)).problems
    assert "READ-013" not in [problem.code for problem in found]


def test_a_line_that_names_who_speaks_names_no_author() -> None:
    turns = enumerate(["Ann Marlowe", "Tom Fisher", "Ann Marlowe", "Tom Fisher"])
    assert (
        reading("".join(f"<p>{name}</p><p>{_LINE.format(n)}</p>" for n, name in turns)).article.bylines == ()
    )
    assert reading(f"<p>Ann Marlowe</p>{_BODY}").article.bylines == ("Ann Marlowe",)


# --- short lines at the edge of the text --------------------------------------


def test_a_line_that_a_break_parts_from_text_stays() -> None:
    body = (
        f"{_BODY}<p>The houses are the north pier, the old dock and the chandlery.<br>Ropes, nets, sails.</p>"
    )
    assert article_text(reading(body).article).endswith("Ropes, nets, sails.")


def test_values_between_byline_and_text_in_one_element_stay() -> None:
    lines = "Tide now: 13190<br><br>" + _LINE.format("five")
    text = article_text(reading(f"<p>by Ada Berg<br>Saturday 22.12.2012<br>{lines}</p>{_BODY}").article)
    assert text.startswith("Tide now: 13190\n")


def test_lines_in_a_row_above_the_first_heading_stay() -> None:
    lines = ("COURT OF THE HARBOUR", "In the name of the town", "Judgement", "Number: I ZR 166/07")
    body = "".join(f"<p>{line}</p>" for line in lines) + f"<h3>Findings</h3>{_BODY}"
    assert article_text(reading(body).article).split("\n")[:4] == list(lines)


def test_a_last_line_without_a_link_that_ends_in_a_stop_stays() -> None:
    assert article_text(reading(f"{_BODY}<p>Ropes, nets, sails.</p>").article).endswith("Ropes, nets, sails.")


def test_the_first_of_several_bold_lines_stays() -> None:
    names = ("On ropes", "On nets", "On sails")
    parts = "".join(f"<p><b>{name}</b></p><p>{_LINE.format(name)}</p>" for name in names)
    page = f"<article><h1>The boats</h1><p>{_LINE.format('zero')}</p>{parts}</article>"
    head = f'<meta name="description" content="{_LINE.format("zero")}">'
    found = read(Page("boats", "boats.html", f"<html><head>{head}</head><body>{page}</body></html>")).article
    assert [text_of(s.heading) for s in found.sections if s.heading] == [*names]


_SHORT = (
    *(
        "Ropes",
        "Tide now: 13190",
        "Share",
        "by Ada Berg",
        "Photo: Ada Berg",
        "3 May 2019",
        "The boats",
        "More",
    ),
    *(
        "Harbour",
        "<a href=/x>Nets</a>",
        "<b>On sails</b>",
        "Ropes, nets.",
        "© The Harbour",
        "(ab)",
        "Buy now",
    ),
)
_PLACED = (
    "<p>{0}</p>{1}",
    "{1}<p>{0}</p>",
    "{1}<div class=share>{0}</div>{1}",
    "<div>{0}<br>Sailing<br></div>{1}",
    "{1}<p>It rained all day on the two piers.<br>{0}</p>",
    "<ul><li>{0}<li>Sailing</ul>{1}",
    "{1}<ul><li>{0}<li>Sailing</ul>",
    "{1}<h3>{0}</h3>",
    "{1}<aside><p>{0}</p></aside>{1}<figure><img src=a.jpg><figcaption>{0}</figcaption></figure>",
    "{1}<h2>Read more</h2><p>{0}</p>",
    "<div class=byline>{0}</div>{1}<div class=newsletter><button>{0}</button></div>",
)


@pytest.mark.parametrize("placed", _PLACED)
def test_no_word_of_the_article_vanishes_without_being_told(placed: str) -> None:
    lost = {}
    for line in _SHORT:
        body = placed.format(line, _BODY)
        found = reading(body)
        names = [f"by {name}" for name in found.article.bylines]
        words = [article_text(found.article), found.article.title, *names, *found.left_out]
        words += [part for figure in figures(found.article) for part in _of_figure(figure)]
        words += [problem.message for problem in found.problems] + [found.article.published]
        shown = set(key(" ".join(words)).split())
        lost[line] = set(key(parse(body).text()).split()) - shown
    assert not {line: words for line, words in lost.items() if words}


def _of_figure(figure: Figure) -> tuple[str, ...]:
    return (figure.alt or "", text_of(figure.caption), text_of(figure.credit))


def test_a_trail_and_the_end_of_the_title_frame_the_text() -> None:
    home = "https://harbour.example"
    top = f"<ul><li>当前位置：<a href={home}>主页</a> > <a href={home}/s>股市消息实时播报</a> ></li></ul>"
    line = "最新出炉联合国贸发报告：2019年全球经济增长率降至2.3%"
    text = (
        "联合国贸发会议发布了报告，即使忽略最坏的下行风险，增长率也将减缓，一些大型新兴经济体已经陷入衰退。"
    )
    body = f"<article>{top}<div>{line}</div><p>{text}</p><p>{text[::-1] * 3}</p></article>"
    page = Page("a", "a.html", f"<html lang=zh><title>明日预测--{line}</title><body>{body}</body></html>")
    assert article_text(read(page).article) == f"{text}\n{text[::-1] * 3}"


def test_a_life_of_the_author_after_a_break_goes_all_the_same() -> None:
    life = "Ada Berg is a reporter who has lived by the sea for more than twenty years."
    found = reading(f"<p>By Ada Berg</p>{_BODY}<p>{_LINE.format('nine')}<br>{life}</p>")
    assert life not in article_text(found.article)
    assert life in found.left_out
