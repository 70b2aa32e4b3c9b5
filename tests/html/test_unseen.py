"""Habits of pages that were met last: lists in tables, raised citations, decks, comments, small pictures."""

# ruff: noqa: E501 - markup as pages write it

from __future__ import annotations

import pytest

from publish.draft.page import Page, Reading
from publish.html import dom
from publish.html.blocks import walker
from publish.html.images import figures as picture_boxes
from publish.html.read import read
from publish.model.article import Figure, Paragraph
from publish.model.json import article_json
from publish.model.walk import figures, text_of
from tests.html.shown import shown

LONG = "The boats came in late with the tide and every one of them was full of herring, {} said."
BODY = "".join(f"<p>{LONG.format(who)}</p>" for who in ("the cook", "a pilot", "two nuns", "the vet"))


def page(body: str, head: str = "<title>The boats</title>") -> Reading:
    text = f"<html lang=en><head>{head}</head><body>{body}</body></html>"
    return read(Page("boats", "boats.html", text, "https://harbour.example/news/boats"))


def words(reading: Reading) -> str:
    return str(article_json(reading.article)["text"])


def only_figure(body: str) -> Figure:
    (figure,) = figures(page(f"<article><h1>The boats</h1>{body}{BODY}</article>").article)
    return figure


# --- lists and notes ------------------------------------------------------------


def row(mark: str, said: str) -> str:
    return f"<table><tr><td>{mark}</td><td>{said}</td></tr></table><p>&nbsp;</p>"


def test_tables_of_one_item_each_are_one_list() -> None:
    assert shown(row("•", "Nets") + row("•", "Ropes")) == ["* Nets", "* Ropes"]
    assert shown(row("1.", "Nets") + row("2.", "Ropes")) == ["1. Nets", "2. Ropes"]
    assert shown("<table><tr><td>1.</td><td>Nets</td></tr><tr><td>2.</td><td>Ropes</td></tr></table>") == [
        "1. Nets",
        "2. Ropes",
    ]


def test_a_table_of_figures_stays_one() -> None:
    assert (
        shown("<table><tr><td>1</td><td>80</td></tr><tr><td>2</td><td>66</td></tr></table>")[0] == "table ()"
    )


def cited(*years: str) -> str:
    return "<ol>" + "".join(f"<li>Berg A. Nets and knots. {year}</li>" for year in years) + "</ol>"


def test_raised_numbers_cite_the_list_that_ends_the_article() -> None:
    text = shown(
        "<p>Nets tear.<sup>1,2 </sup>Ropes do too.<sup>1-3</sup></p>", after=cited("1998", "2001", "2004")
    )
    assert text[0] == "Nets tear.[1][2] Ropes do too.[1][2][3]"
    assert [line for line in text if line.startswith("note")] == ["note 1 (2):", "note 2 (2):", "note 3 (1):"]


def test_a_list_that_cites_nothing_or_is_not_cited_whole_stays_a_list() -> None:
    line = "<p>Nets tear.<sup>1</sup></p>"
    assert shown(line, after=cited("1998", "2001"))[1:] == [
        "1. Berg A. Nets and knots. 1998",
        "2. Berg A. Nets and knots. 2001",
    ]
    assert "1. Nets" in shown(line, after="<ol><li>Nets<li>Ropes</ol>")


# --- before the text ------------------------------------------------------------


@pytest.mark.parametrize(
    "deck",
    [
        "<h2>Herring came late this year, and nobody in the harbour had thought of that.</h2>",
        "<h2><span class=slug>Report</span> Herring came late this year, and nobody in the harbour had thought of that.</h2>",
        "<subtitle>Herring came late this year, and nobody in the harbour had thought of that.</subtitle>",
    ],
)  # fmt: skip
def test_a_deck_in_the_body_is_the_standfirst(deck: str) -> None:
    about = "<title>The boats</title><meta name=description content='Herring came late this year, and nobody in the harbour had thought of that.'>"
    found = page(f"<article><h1>The boats</h1>{deck}<div>{BODY}</div></article>", about).article
    assert text_of(found.standfirst).endswith("nobody in the harbour had thought of that.")
    assert (
        words(page(f"<article><h1>The boats</h1>{deck}<div>{BODY}</div></article>", about)).count("Herring")
        == 1
    )


def test_lines_in_bold_under_the_title_are_kept() -> None:
    line = "<p><b>Harbour to buy all nets of the town this year</b> </p>"
    assert "buy all nets" in words(page(f"<article><h1>The boats</h1>{line}{BODY}</article>"))


def test_the_points_under_a_title_are_kept() -> None:
    points = "<div class=subtitulo><ul><li>The pilot had told them all to wait<li>Two nuns saw it all from the pier</ul></div>"
    text = words(page(f"<div><h1>The boats</h1>{points}<div>{BODY}</div></div>"))
    assert "told them all to wait" in text
    assert "from the pier" in text


def test_elements_that_html_does_not_know_are_paragraphs_of_their_own() -> None:
    assert shown("<box-a>Nets were sold.</box-a> <box-b>Ropes were not.</box-b>") == [
        "Nets were sold.",
        "Ropes were not.",
    ]


@pytest.mark.parametrize("name", ["EX-99.1", "boats.doc", "Microsoft Word - boats"])
def test_a_document_type_or_a_file_is_no_title(name: str) -> None:
    found = page(f"<p><b>Harbour to buy all nets of the town</b></p>{BODY}", f"<title>{name}</title>").article
    assert found.title == "Harbour to buy all nets of the town"


# --- after the text -------------------------------------------------------------


COMMENT = (
    "<div class=comment><span class=comment-author>Jo</span><div class=comment-text><p>{}</p></div></div>"
)


def test_what_readers_wrote_is_left_out() -> None:
    threads = "".join(COMMENT.format(LONG.format(who)) for who in ("my aunt", "my uncle", "my dog"))
    assert "my aunt" not in words(page(f"<article><h1>The boats</h1>{BODY}{threads}</article>"))


def test_what_is_called_a_comment_in_code_or_alone_is_kept() -> None:
    code = "<pre><code><span class=hljs-comment>// nets</span>\nropes()</code></pre>"
    assert "// nets" in words(page(f"<article><h1>The boats</h1>{BODY}{code}</article>"))
    assert "my aunt" in words(page(f"<h1>The boats</h1>{COMMENT.format(LONG.format('my aunt'))}"))


def test_who_is_to_be_asked_did_not_write_the_article() -> None:
    last = "<p>Contact Information</p><p>Ada Berg</p><p>Head of Nets</p>"
    assert page(f"<article><h1>The boats</h1>{BODY}{last}</article>").article.bylines == ()


def test_long_lines_that_frame_an_article_are_told_when_left_out() -> None:
    line = "Harbour Road 12, Hull; Quay Street 3, Whitby; Pier Lane 7, Leith; Mole Walk 9, Oban and the Isles"
    reading = page(f"<article><h1>The boats</h1>{BODY}<p>{line}</p></article>")
    told = " ".join(problem.message for problem in reading.problems)
    assert line in words(reading) or "Harbour Road 12" in told


# --- pictures -------------------------------------------------------------------


def test_a_credit_in_front_of_the_caption() -> None:
    box = '<div class=image><img src=/p/nets-01.jpg><div class="image-caption"><span class=tiny>© Ann Lee/Coast</span><br><span class=caption>Nets on the quay, dry since May</span></div></div>'
    figure = only_figure(box)
    assert (text_of(figure.caption), text_of(figure.credit)) == (
        "Nets on the quay, dry since May",
        "© Ann Lee/Coast",
    )


def test_an_agency_after_a_long_dash() -> None:
    figure = only_figure(
        "<figure><img src=/p/nets-01.jpg><figcaption><span>Nets on the quay.</span><span>Ann Lee—Getty Images</span></figcaption></figure>"
    )
    assert (text_of(figure.caption), text_of(figure.credit)) == ("Nets on the quay.", "Ann Lee—Getty Images")


def test_a_caption_without_the_dash_before_it_and_an_alt_without_its_credit() -> None:
    figure = only_figure(
        "<figure><img src=/p/nets-01.jpg alt='Nets. Ann Lee/AFP'><figcaption>- Nets. <span class=credit>Ann Lee/AFP</span></figcaption></figure>"
    )
    assert (text_of(figure.caption), figure.alt) == ("Nets.", "Nets.")


def test_a_long_caption_lends_its_beginning_to_the_alt_text_and_stays_whole() -> None:
    said = "".join(f"Net {n} was mended twice. " for n in range(50)).strip()
    figure = only_figure(f"<figure><img src=/p/nets-01.jpg><figcaption>{said}</figcaption></figure>")
    assert text_of(figure.caption) == said
    assert said.startswith(figure.alt)
    assert 500 < len(figure.alt) <= 1000
    assert figure.alt.endswith(".")


@pytest.mark.parametrize(
    "ornament",
    [
        '<a href="https://www.facebook.com/boats"><img src=/p/like.png width=170 height=155 alt="Like us on Facebook"></a>',
        "<p><img src=/img/sub/tit_hot_issue.gif alt='Hot issue'></p>",
    ],
)
def test_the_furniture_of_a_site_is_no_picture_of_the_article(ornament: str) -> None:
    reading = page(f"<article><h1>The boats</h1>{BODY}{ornament}</article>")
    assert not list(figures(reading.article))


def test_a_picture_that_the_page_shows_as_an_ornament_does_not_lead() -> None:
    top = "<title>The boats</title><meta property='og:image' content='https://harbour.example/p/knot.gif'>"
    body = f"<div><img src=/p/knot.gif width=56 height=80></div><article><h1>The boats</h1>{BODY}</article>"
    assert not list(figures(page(body, top).article))


def test_headings_in_a_class_for_bold() -> None:
    part = "{}<br><br><span class=BoldGrey>{}</span><br><br>"
    body = "".join(
        part.format(LONG.format(who), head)
        for who, head in (("a cook", "Nets and knots"), ("a vet", "Ropes and tar"))
    )
    found = page(f"<article><h1>The boats</h1><div>{body}{LONG.format('a nun')}</div></article>").article
    assert [text_of(section.heading) for section in found.sections][1:] == ["Nets and knots", "Ropes and tar"]


# --- raised citations without a list --------------------------------------------


def test_a_raised_citation_ends_its_sentence() -> None:
    line = "<p>Nets tear.<sup>1,2 </sup>Ropes do too.<sup>3</sup> So does tar.”<sup>4–6</sup> It rose by 10<sup>6</sup> a year.</p>"
    (paragraph,) = [
        block
        for section in page(f"<article><h1>The boats</h1>{BODY}{line}</article>").article.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and "tear" in text_of(block.sentences)
    ]
    assert [text_of((sentence,)) for sentence in paragraph.sentences] == [
        "Nets tear.1,2",
        "Ropes do too.3",
        "So does tar.”4–6",
        "It rose by 106 a year.",
    ]


# --- pages that a script fills, and long ones ------------------------------------


def test_the_text_of_a_page_that_a_script_fills_comes_from_its_data() -> None:
    said = "\\n".join(LONG.format(who) for who in ("the cook", "a pilot"))
    data = f'{{"@type":"NewsArticle","headline":"The boats","articleBody":"{said}"}}'
    head = f'<title>The boats</title><script type="application/ld+json">{data}</script>'
    assert words(page("<div id=root></div>", head)) == said.replace("\\n", "\n")


def test_what_stands_in_a_declared_shadow_root_is_read() -> None:
    root = f"<boat-story><template shadowrootmode=open><h1>The boats</h1>{BODY}</template></boat-story>"
    assert "two nuns" in words(page(root))
    assert "two nuns" not in words(
        page(f"<article><h1>The boats</h1>{BODY[:130]}</article><template>{BODY}</template>")
    )


def test_many_elements_in_a_row_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    class Counted(frozenset[str]):
        def __contains__(self, tag: object) -> bool:
            looked.append(str(tag))
            return super().__contains__(tag)

        def __sub__(self, other: object) -> Counted:
            return self

    monkeypatch.setattr(walker, "_IN_LINE", Counted(walker._IN_LINE))
    page(
        "<article><h1>The boats</h1>"
        + "".join(f"<x-a>Words are here, {n}.</x-a>" for n in range(400))
        + "</article>"
    )
    assert len(looked) < 400 * 20


def test_pictures_in_a_sentence_follow_it_in_their_order() -> None:
    two = "".join(f"<img src={name}.jpg width=300 height=200 alt='The {name}'>" for name in ("quay", "bell"))
    found = page(f"<article><h1>The boats</h1><p>They came {two} in late on Monday.</p>{BODY}</article>")
    assert "They came in late on Monday." in words(found)
    assert [figure.alt for figure in figures(found.article)] == ["The quay.", "The bell."]


def test_a_wall_of_pictures_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each picture asked how many its paragraph holds, and read it from its begin."""
    asked: list[str] = []
    for name in ("_single", "_in_a_sentence"):
        monkeypatch.setattr(picture_boxes, name, lambda *_, name=name: asked.append(name))
    wall = "<img src=boat.jpg width=300 height=200>" * 200
    found = page(f"<article><h1>The boats</h1>{BODY}<p>They came in {wall} on Monday.</p></article>")
    assert words(found).rstrip().endswith("on Monday.")
    assert asked == []


def test_thousands_of_line_breaks_are_one_gap() -> None:
    assert len(list(dom.parse("<p>Nets" + "<br>\n" * 9000 + "ropes</p>").walk())) < 20


def test_numbers_in_brackets_cite_the_notes_under_their_title() -> None:
    notes = "<h2>Notes</h2><p>[1] Berg A. Nets.</p><p>[2] Reed T. Tar.</p>"
    text = shown("<p>Nets tear [1], and tar holds [2]. Ropes [1,2] do both.</p>", after=notes)
    assert text[0] == "Nets tear[1], and tar holds[2]. Ropes[1][2] do both."
    assert [line for line in text if line.startswith("note")] == ["note 1 (2):", "note 2 (2):"]


def test_notes_that_nothing_cites_keep_their_numbers() -> None:
    notes = "<h2>Notes</h2><p>1. Berg wrote of nets.</p><p>2. Reed wrote of tar.</p>"
    assert "2. Reed wrote of tar." in shown("<p>Nets tear, and tar holds.</p>", after=notes)


def test_a_picture_with_a_control_beside_it_keeps_its_caption() -> None:
    control = "<div><img src=/p/nets-01.jpg><div><a href=/p/nets-01.jpg>Enlarge this image</a></div></div>"
    caption = (
        "<div class=caption><p>Nets on the quay. <b class=credit>Ann Lee/AP</b> <b>hide caption</b></p></div>"
    )
    again = "<div><img src=/p/nets-01-s1200.jpg></div><div><p class=caption>Nets on the quay.</p><span class=credit>Ann Lee/AP</span></div>"
    figure = only_figure(
        f"<div class='bucketwrap image'>{control}<div class=credit-caption>{caption}<b>toggle caption</b><span class=credit>Ann Lee/AP</span></div>{again}</div>"
    )
    assert (text_of(figure.caption), text_of(figure.credit)) == ("Nets on the quay.", "Ann Lee/AP")


# --- what frames the article ------------------------------------------------------

HIDDEN_COPY = "<div style='display:none'><h1>The boats</h1><h2>{}</h2></div>".format(LONG.format("we"))
MENU = "<ul>" + "".join(f"<li><a href=/{n}>Town {n}</a></li>" for n in range(40)) + "</ul>"


def test_the_headline_is_the_heading_with_the_prose_behind_it() -> None:
    """A hidden copy of the title heads the page, and the page ends in the links of its foot."""
    foot = "<div class=foot><p>Ferries</p><ul><li>Licence 10120170006</li></ul></div>"
    body = f"{HIDDEN_COPY}{MENU}<h1>The boats</h1><div id=Content class=article>{BODY}</div>{foot}"
    assert words(page(body, "<title>The boats</title>")).endswith("the vet said.")


def test_a_button_for_sharing_lends_its_picture_to_no_figure() -> None:
    button = "<div class=social-buttons><div class=wrapper><div class=kindle><div class=kindleWidget><img src=/black.png>Kindle</div></div></div></div>"
    assert not list(figures(page(f"<article><h1>The boats</h1>{BODY}{button}</article>").article))


def test_the_shop_and_the_commission_are_left_out() -> None:
    offer = "<p><strong><code>ADD TO CART:</code> <a href=//shop.example/1>A toy boat in tin</a></strong></p>"
    notice = (
        "<p>Just a heads up, some of the links here are affiliate links. This means if you click on them and"
        " make a purchase, we may earn a small commission at no cost to you. It keeps the harbour lit.</p>"
    )
    read = words(
        page(f"<article><h1>The boats</h1>{BODY}{offer}{BODY.replace('late', 'soon')}{notice}</article>")
    )
    assert "CART" not in read
    assert "commission" not in read
    assert "soon" in read


def test_a_picture_that_leads_to_an_offer_is_none_of_the_article() -> None:
    banner = "<a href=https://harbour.example/offre-flash/><img src=/e-72.png></a>"
    assert not list(figures(page(f"<article><h1>The boats</h1>{BODY}{banner}</article>").article))


def test_the_name_of_a_section_is_no_heading() -> None:
    read = page(f"<article><h1>The boats</h1><h2>Opinion</h2>{BODY}</article>").article
    assert not any(section.heading for section in read.sections)


@pytest.mark.parametrize("alts", [["The boats"], ["Harbour News"], ["kust", "kust", "kust"]])
def test_an_alt_text_that_is_the_title_the_house_or_one_for_all_describes_nothing(alts: list[str]) -> None:
    pictures = "".join(f"<p><img src=/{n}.jpg width=600 alt='{alt}'></p>" for n, alt in enumerate(alts))
    site = "<title>The boats</title><meta property=og:site_name content='Harbour News'>"
    read = page(f"<article><h1>The boats</h1>{pictures}{BODY}</article>", site)
    assert [figure.alt for figure in figures(read.article)] == [""] * len(alts)


def test_a_song_with_notes_on_its_lines_is_read() -> None:
    """Each line is a link to what readers wrote about it, and they wrote more than the song has."""
    links = "".join(
        f"<a href=/notes/{n}>The boat is old {n}<br>the net is torn</a><br>we sail at dawn<br>"
        for n in range(4)
    )
    notes = f"<div class=rich_text><h3>About</h3>{BODY * 3}</div>"
    read = words(page(f"<main><h1>The boats</h1><div class=lyrics><p>{links}</p></div>{notes}</main>"))
    assert read.count("the net is torn") == 4


def test_the_rows_of_a_table_that_is_shown_in_pages_are_kept() -> None:
    rows = "".join(f"<tr><td>Song {n}<td>19{n}" for n in range(60, 80))
    table = f"<table><thead><tr><th>Song<th>Year<tbody class='page-1 pager-wrapper'>{rows}</table>"
    assert "Song 79" in words(page(f"<article><h1>The boats</h1>{BODY}{table}{BODY}</article>"))


def test_a_bold_line_in_chinese_that_is_a_sentence_is_no_heading() -> None:
    lines = [
        "一句话，啥事都怪中国。",
        "嗯，“不是国军不努力，而是共军太狡猾！”",
        "美方应当采取更多行动",
        "大势所趋的合作共赢",
    ]
    body = "".join(
        f"<p><strong>{line}</strong></p><p>{'来自八个国家的政客和议员组成了一个联盟。' * 6}</p>"
        for line in lines
    )
    read = page(f"<article><h1>The boats</h1><p>{'多名外国专家告诉记者。' * 9}</p>{body}</article>").article
    headings = [text_of(section.heading) for section in read.sections if section.heading]
    assert headings == lines[2:]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("▲ 气宇非凡的航站楼。", "气宇非凡的航站楼。", ""),
        ("▲广州日报记者黎旭阳摄", "", "广州日报记者黎旭阳摄"),
    ],
)
def test_a_triangle_points_to_the_picture_above(line: str, caption: str, credit: str) -> None:
    figure = only_figure(f"{BODY.replace('late', 'soon')}<p><img src=/a.jpg width=600></p><p>{line}</p>")
    assert (text_of(figure.caption), text_of(figure.credit)) == (caption, credit)


def test_a_line_of_lost_characters_is_left_out() -> None:
    assert "\ufffd" not in words(
        page(f"<article><h1>The boats</h1>{BODY}<p>\ufffd\ufffd</p>{BODY}</article>")
    )


# --- what stands far from the headline -------------------------------------------------


def dated(top: str, end: str, head: str = "<title>The boats came in late</title>") -> str:
    return page(f"<h1>The boats came in late</h1>{top}{BODY}{end}", head).article.published


FAR = "<p>Nets dry on the quay.</p>" * 20


def test_the_date_of_an_event_or_of_another_article_is_not_this_ones() -> None:
    event = f"{FAR}<ul><li><time datetime=2019-12-11>11.12.2019</time> Choir</li></ul>"
    teaser = f"{FAR}<ul><li><a href=/x>Hens</a><span class=post-date>09/09/2019</span></li></ul>"
    assert (
        dated("", f"<div><b>Source</b><br>Published on 7 June 2019 <div>Tags</div></div>{event}")
        == "2019-06-07"
    )
    assert dated("<div class=item><img src=calendar.png>27 Sep 2016</div>", teaser) == "2016-09-27"
    assert dated("", teaser) == "2019-09-09"


def test_the_date_beside_the_headline_comes_before_one_that_says_it_is_a_pubdate() -> None:
    comment = f"{FAR}<p>A reader, <time datetime=2019-09-22 pubdate>22 September</time></p>"
    logo = "<h1>The Harbour Post</h1>" + "<p>Menu</p>" * 70
    found = page(
        f"{logo}<h1>The boats came in late <span class='label abo'>Subscribers</span></h1>"
        f"<p>On <time datetime=2019-06-28>28 June</time></p>{BODY}{comment}",
        "<title>The boats came in late - The Harbour Post</title>",
    ).article
    assert (found.published, found.title) == ("2019-06-28", "The boats came in late")


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("The boats came in late ‹ The Harbour Post", "<h3><a href=/boats>The boats came in late</a></h3>"),
        ("迟到的渔船回港了-EDN 港口设计", "<h4>迟到的渔船回港了</h4>"),
    ],
)
def test_a_title_loses_the_site_where_a_lower_heading_has_it_not(title: str, heading: str) -> None:
    shown_title = page(f"<div>{heading}{BODY}</div>", f"<title>{title}</title>").article.title
    assert shown_title in heading


@pytest.mark.parametrize(
    ("meta", "line", "names"),
    [
        ("Dany", "", ()),
        ("Dany", "<p class=byline>Dany</p>", ("Dany",)),
        ("Ada Berg Bloomberg", "", ("Ada Berg",)),
        ("Ada R. Bloomberg", "", ("Ada R. Bloomberg",)),
        ("", "<div class=author>On sale: <a href=/2020/01>janvier 2020</a></div>", ()),
        ("", "<div><span>作者：网络整理</span></div>", ()),
        ("", "<div class=byline>Firmado por <a href=/ada>Ada Berg</a></div>", ("Ada Berg",)),
    ],
)
def test_a_login_an_agency_and_a_month_sign_nothing(meta: str, line: str, names: tuple[str, ...]) -> None:
    head = f"<title>The boats</title><meta name=author content='{meta}'>"
    assert page(f"<h1>The boats</h1>{line}{BODY}", head).article.bylines == names


def test_what_readers_wrote_is_known_by_its_numbers() -> None:
    rows = "".join(
        f"<li><div><a href=#forum{n} name=forum{n}></a> Red {n}:</div><p>{LONG.format('a reader')}</p></li>"
        for n in (226836, 226837, 226838)
    )
    found = words(page(f"<h1>The boats</h1>{BODY}<ul>{rows}</ul>"))
    assert "a reader" not in found
    assert "the vet" in found


def test_a_picture_in_a_link_that_shares_the_page_is_none_of_the_article() -> None:
    icons = (
        "<a href='https://facebook.com/sharer/sharer.php?u=x'><img src=f.png width=50 height=50 alt='Facebook'></a>"
        "<a href='javascript:;'><img src=t.png width=50 height=50 alt='Twitter Post'></a>"
    )
    assert only_figure(f"{icons}<img src=boat.jpg width=600 height=400 alt='A boat'>").alt == "A boat."


def test_the_data_of_a_page_are_read_where_it_shows_a_small_part() -> None:
    said = "\\n".join(LONG.format(who) for who in ("the cook", "a pilot", "two nuns", "the vet", "the dean"))
    data = f'{{"@type":"NewsArticle","headline":"The boats","articleBody":"{said}"}}'
    head = f'<title>The boats</title><script type="application/ld+json">{data}</script>'
    teaser = "<h1>The boats</h1><figure><img src=boat.jpg width=600 height=400 alt='A boat'></figure><p>They came.</p>"
    found = page(teaser, head)
    assert "the dean" in words(found)
    assert len(list(figures(found.article))) == 1
    assert "the dean" not in words(page(f"<h1>The boats</h1>{BODY}", head))


@pytest.mark.parametrize(
    ("line", "description"),
    [
        ("<div class=detailSummary>Why so many of the boats came in late with the tide.</div>", ""),
        ("<p class=dig-vorspann>Why so many of the boats came in late with the tide.</p>", ""),
        ("<div><p>Why so many of the boats came in late</p></div>", "Why so many of the boats came in late"),
    ],
)
def test_the_line_under_the_headline_inside_the_body_is_the_standfirst(line: str, description: str) -> None:
    head = f'<title>The boats</title><meta name="description" content="{description}">'
    found = page(f"<div class=article-body><h1>The boats</h1>{line}{BODY}</div>", head).article
    assert text_of(found.standfirst).startswith("Why so many of the boats came in late")


def test_a_first_paragraph_that_the_description_repeats_stays_one() -> None:
    first = "Why so many of the boats came in late with the tide is not known."
    head = f'<title>The boats</title><meta name="description" content="{first}">'
    found = page(f"<div class=article-body><h1>The boats</h1><p>{first}</p>{BODY}</div>", head).article
    assert not found.standfirst


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "<section class=authors><b>Gastbeitrag von Ada Berg und Ben Finch</b></section>",
            ("Ada Berg", "Ben Finch"),
        ),
        ("<p><span>Ein Artikel von <span>Ada Berg</span> <span>06.05.2019</span></span></p>", ("Ada Berg",)),
        ("<p>A guest essay by Ada Berg</p>", ("Ada Berg",)),
        ("<p>An interview by the harbour with nobody in it at all was not given, and so it went.</p>", ()),
        ("<span itemprop=author itemscope><meta itemprop=name content='Ada Berg'></span>", ("Ada Berg",)),
        ("<p class=byline>By ADA BERG, Associated Press</p>", ("Ada Berg",)),
        ("<p class=byline>By Ada Berg, Reuters and Ben Finch</p>", ("Ada Berg", "Ben Finch")),
        ("<p class=byline>Ada Berg, HARBOUR TODAY</p>", ("Ada Berg",)),
        ("<p class=byline>ADA BERG, BEN FINCH</p>", ("Ada Berg", "Ben Finch")),
        ("<div><span>June 06, 2013</span><br><span>From Web Edition</span></div>", ()),
        ("<div><p>June 06, 2013</p><h3>Related News</h3></div>", ()),
        ("<meta name=author content='AWR Boats Sp. z o.o.'>", ()),
    ],
)
def test_a_kind_of_piece_an_item_and_an_agency_in_a_byline(line: str, names: tuple[str, ...]) -> None:
    assert page(f"<article><h1>The boats</h1>{line}{BODY}</article>").article.bylines == names


def test_whom_the_copyright_line_names_is_no_second_author() -> None:
    first, second = "<meta name=author content='Ada Berg'>", "<meta name=author content='Harbour Group'>"
    meta = f"<title>The boats</title>{first}{second}"
    body = f"<article><h1>The boats</h1>{BODY}</article><footer><p>{{}} 2016 Harbour Group Ltd</p></footer>"
    assert page(body.format("©"), meta).article.bylines == ("Ada Berg",)
    assert page(body.format("Printed in"), meta).article.bylines == ("Ada Berg", "Harbour Group")
    alone = f"<title>The boats</title>{second}"
    assert page(body.format("©"), alone).article.bylines == ("Harbour Group",)


@pytest.mark.parametrize(
    "heading",
    [
        "Posted: May 15, 2013 3:12 PM CT",
        "By ADA BERG, Associated Press | July 19, 2013 | Updated: July 19, 2013 3:55am",
    ],
)
def test_a_byline_or_a_date_set_as_a_heading_is_none(heading: str) -> None:
    lines = f"<h5>{heading}</h5><h4>Last Updated: May 15, 2013 4:05 PM CT</h4>"
    body = f"<article><h1>The boats</h1><p class=byline>By Ada Berg</p>{lines}{BODY}</article>"
    assert [section.heading for section in page(body).article.sections if section.heading] == []


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2015. augusztus 20., 11:16", "2015-08-20T11:16:00"),
        ("2015 m. rugpjūčio 20 d.", "2015-08-20"),
        ("In 2015 about 20 boats", ""),
    ],
)
def test_a_date_that_begins_with_its_year(written: str, date: str) -> None:
    body = f"<article><h1>The boats</h1><p class=date>{written}</p>{BODY}</article>"
    assert (page(body).article.published or "") == date


@pytest.mark.parametrize(
    "sentence",
    [
        "The chief of <a class=meta-org href=/bp>Berg Nets</a>, who is leaving, said so.",
        "At <span class=ticker>Berg Nets</span>, we mend at night.",
        "<a class=meta-per href=/a>Ada Berg</a> said that the nets were wet.",
        "The nets belong to <a class=meta-org href=/bp>Berg Nets</a>.",
    ],
)
def test_words_in_a_sentence_stay_whatever_their_class_is(sentence: str) -> None:
    said = words(page(f"<article><h1>The boats</h1>{BODY}<p>{sentence}</p>{BODY}</article>"))
    assert dom.parse(f"<p>{sentence}</p>").text() in said


def test_a_control_beside_a_sentence_is_left_out() -> None:
    lines = "<p>The nets were wet. <a class='share more' href=/x>Share this</a></p><p><span class=meta>3 min</span> 2 May 2012</p>"
    said = words(page(f"<article><h1>The boats</h1>{BODY}{lines}{BODY}</article>"))
    assert "The nets were wet." in said
    assert "Share" not in said


def test_short_lines_that_begin_with_one_mark_end_the_article() -> None:
    facts = "".join(
        f"<p>➡️ {what}: {n}</p>" for what, n in (("Beds", "5.317"), ("Nurses", "68,4"), ("Wards", "7"))
    )
    said = words(page(f"<article><h1>The boats</h1>{BODY}<p>6. THE HOSPITALS</p>{facts}</article>"))
    assert [what for what in ("Beds", "Nurses", "Wards") if what in said] == ["Beds", "Nurses", "Wards"]
    links = "".join(f"<p>➡️ <a href=/{n}>The nets of {n}</a></p>" for n in ("Ada", "Ben", "Cid"))
    assert "The nets of" not in words(page(f"<article><h1>The boats</h1>{BODY}{links}</article>"))


def test_a_date_that_the_data_give_without_quotation_marks_is_read() -> None:
    data = '{"@type": "NewsArticle", "headline": "The boats", "datePublished": 2023-01-12T06:18:10-03:00, "x": 1}'
    head = f"<title>The boats</title><script type='application/ld+json'>{data}</script>"
    assert (
        page(f"<article><h1>The boats</h1>{BODY}</article>", head).article.published
        == "2023-01-12T06:18:10-03:00"
    )


@pytest.mark.parametrize("name", ["d-none d-print-block", "hidden print:block"])
def test_the_copy_for_paper_is_not_read_twice(name: str) -> None:
    copy = f"<div class='{name}'><p>Printed by the harbour office for whoever likes paper.</p>{BODY}</div>"
    assert "Printed by" not in words(page(f"<article><h1>The boats</h1>{BODY}{copy}</article>"))


DECK = "Every boat of the harbour came in late with the tide."


@pytest.mark.parametrize(
    "top",
    [
        f"<header><h1>The boats</h1><p>{DECK}</p></header><div class=text>{BODY}</div><div class=text>{BODY}</div>",
        f"<h1>The boats</h1><div class=over><p>{DECK}</p></div><div class=text>{BODY}</div><div class=text>{BODY}</div>",
        f"<h1>The boats</h1><div class=x-intro><div><p>{DECK}</p></div></div><div class=x-text>{BODY}</div><div class=x-text>{BODY}</div>",
    ],
)
def test_the_only_paragraph_of_a_box_before_the_text_is_the_standfirst(top: str) -> None:
    head = f"<title>The boats</title><meta name=description content='{DECK}'>"
    article = page(f"<article>{top}</article>", head).article
    assert "".join(map(str.strip, (text_of(article.standfirst),))) == DECK


def test_the_first_of_several_paragraphs_of_the_text_is_no_standfirst() -> None:
    head = f"<title>The boats</title><meta name=description content='{DECK}'>"
    article = page(f"<article><h1>The boats</h1><p>{DECK}</p>{BODY}</article>", head).article
    assert article.standfirst == ()


READERS = ("Ann 77", "Bo the cook", "Seal of Dale")


@pytest.mark.parametrize(
    "entry",
    [
        "<div class=cdv><span>#{n}</span><div><p><b>{who}</b> - <span>16.08.201{n} г. 10:44:23</span></p><p>{said}</p></div></div>",
        "<div class='post reply'><div class=dateline>Posted Thursday 6th June 2013 13:42 GMT</div><a href=/u/{n}>{who}</a><p>{said}</p></div>",
        "<li><span><b>{who}</b> at 6:2{n} AM May 18, 2013</span> <p>{said}</p></li>",
    ],
)
def test_what_readers_write_under_an_article_is_not_read(entry: str) -> None:
    said = "I never saw a boat that came in late and was full, whatever the cook may say about it now."
    box = "".join(entry.format(n=n, who=who, said=said) for n, who in enumerate(READERS))
    reading = page(
        f"<h1>The boats</h1><div>{BODY}{BODY.replace('late', 'early')}<div class=w>{box}</div></div>"
    )
    assert "I never saw" not in words(reading)
    assert "READ-013" not in [found.code for found in reading.problems]


def test_the_entries_of_a_live_blog_and_answers_with_their_times_stay() -> None:
    entry = "<div class=e><p>Ann Lee, 18 May 2013 6:2{n} AM</p><p>The boats came in, {said}, and were all empty.</p></div>"
    box = "".join(entry.format(n=n, said=said) for n, said in enumerate(("late", "early", "slowly")))
    assert words(page(f"<h1>The boats</h1><div>{BODY}{BODY}<div>{box}</div></div>")).count("all empty") == 3
    box = "".join(
        f"<div class=e itemprop=suggestedAnswer><p>{who} 18 May 2013 6:20 AM</p><p>Ask the cook, who is {who}.</p></div>"
        for who in READERS
    )
    assert (
        words(page(f"<h1>The boats</h1><div>{BODY}{BODY}<div>{box}</div></div>")).count("Ask the cook") == 3
    )


# --- kinds of page --------------------------------------------------------------


def test_the_ingredients_and_steps_that_only_the_data_give_are_read() -> None:
    steps = '[{"@type": "HowToSection", "itemListElement": [{"@type": "HowToStep", "text": "Mix it."}]}, {"text": "Bake it."}]'
    data = f'{{"@type": "Recipe", "name": "Cake", "recipeIngredient": ["200 g flour", "2 eggs"], "recipeInstructions": {steps}}}'
    head = f"<title>The boats</title><script type='application/ld+json'>{data}</script>"
    told = words(page(f"<article><h1>The boats</h1>{BODY}</article>", head))
    assert [line for line in told.splitlines() if line in ("200 g flour", "2 eggs", "Mix it.", "Bake it.")] == [
        "200 g flour", "2 eggs", "Mix it.", "Bake it."
    ]  # fmt: skip
    shown_too = f"<article><h1>The boats</h1>{BODY}<ul><li>200 g flour</li><li>2 eggs</li></ul></article>"
    assert words(page(shown_too, head)).count("2 eggs") == 1


def test_buttons_of_shops_are_not_read() -> None:
    offers = "".join(
        f"<h2>Net {n}</h2><p>It holds.</p><p><a href=https://s{n}.example/>Get one</a></p>" for n in "abc"
    )
    assert "Get one" not in words(
        page(f"<article><h1>The boats</h1>{BODY}{offers}<p>That is all.</p></article>")
    )


def test_who_answers_a_question_did_not_write_it() -> None:
    answer = (
        f"<div itemprop=suggestedAnswer>{BODY}<p>By <span itemprop=author>Ann Lee</span> 12 votes</p></div>"
    )
    assert page(f"<h1>The boats</h1><div>{BODY}{answer}</div>").article.bylines == ()


def test_the_article_under_the_page_s_own_headline_is_read() -> None:
    other = BODY.replace("boats", "bridges of the valley")
    both = f"<article><h1>The boats</h1>{BODY}{BODY.replace('late', 'early')}</article><article><h1>The bridges</h1>{other}{other.replace('late', 'early')}</article>"
    reading = page(both)
    assert "bridges of" not in words(reading)
    assert "READ-015" in [found.code for found in reading.problems]


def test_an_article_goes_on_on_its_further_pages() -> None:
    def one(number: int) -> str:
        turn = "".join(f"<a href='?page={n}'>{n}</a>" for n in (2, 3))
        said = BODY.replace("late", f"on day {number}")
        return f"<html lang=en><title>The boats</title><article><h1>The boats</h1>{said}</article><div>{turn}</div></html>"

    url = "https://harbour.example/news/boats"
    further = tuple(Page("boats", "boats", one(n), f"{url}?page={n}") for n in (2, 3))
    whole = read(Page("boats", "boats", one(1), url, further=further))
    assert [words(whole).count(f"on day {n}") for n in (1, 2, 3)] == [4, 4, 4]
    assert "READ-014" not in [found.code for found in whole.problems]
    part = read(Page("boats", "boats", one(1), url, further=further[:1]))
    assert [found.message for found in part.problems if found.code == "READ-014"] == [
        "is one of 3 pages of the article, and the others were not read"
    ]


def test_a_note_in_its_line_with_its_mark_is_a_note() -> None:
    note = '<span class="ltx_note"><sup>1</sup><span><span><sup>1</sup><span>1</span>In a sense.</span></span></span>'
    assert "They forget at once.[1]" in shown(f"{BODY}<p>They forget at once.{note}</p>")


def test_a_typed_bullet_is_not_said() -> None:
    items = "<ul><li><span>•</span><div><p>a bound;</p></div></li><li><span>•</span><div><p>a test.</p></div></li></ul>"
    assert "•" not in words(page(f"<h1>The boats</h1>{BODY}{items}"))


def test_a_formula_and_its_number_are_one_line() -> None:
    math = "<math display=block><mi>x</mi><mo>=</mo><mi>y</mi></math>"
    table = f"<table><tr><td></td><td>{math}</td><td>(1)</td></tr></table>"
    assert "x equals y (1)" in words(page(f"<h1>The boats</h1>{BODY}{table}{BODY}"))


def test_a_small_line_in_the_cell_of_a_picture_is_its_caption() -> None:
    cell = "<table align=right><tr><td><img src=/p/pass-1.jpg width=210 height=140 alt='A pass'><br><font size=1>The pass. (Photo: G. Thorne)</font></td></tr></table>"
    (figure,) = figures(page(f"<h1>The boats</h1><div>{cell}{BODY}</div>").article)
    assert (text_of(figure.caption), text_of(figure.credit)) == ("The pass.", "G. Thorne")


def test_a_bold_line_without_the_site_is_the_title() -> None:
    head = "<title>Walking the Salt Road - Trails and Tales Online</title>"
    reading = page(
        f"<table><tr><td><font size=5><b>Walking the Salt Road</b></font>{BODY}</td></tr></table>", head
    )
    assert reading.article.title == "Walking the Salt Road"


def test_a_note_in_the_title_is_not_the_title() -> None:
    note = '<span class="note"><sup>†</sup><span>thanks: Supported by grant 12-77.</span></span>'
    assert page(
        f"<h1>Sparse boats of the north{note}</h1>{BODY}", "<title>Sparse boats of the north</title>"
    ).article.title == ("Sparse boats of the north")


@pytest.mark.parametrize("end", ["", "."])
def test_a_described_line_in_the_header_is_the_standfirst(end: str) -> None:
    line = f"Nineteen players and a cat get ready for their first evening{end}"
    head = f'<title>The boats</title><meta name=description content="{line}">'
    top = f"<header><a href=/c>Music</a><h1>The boats</h1><h2>{line}</h2></header>"
    reading = page(
        f"<article>{top}<figure><img src=/p/a-1.jpg alt='Players'></figure><div>{BODY}</div></article>", head
    )
    assert text_of(reading.article.standfirst) == line


def test_lines_of_verse_in_an_element_each_are_one_stanza() -> None:
    lines = (
        "All day the men paid out the hemp",
        "and walked away from it,",
        "",
        "Lay me down.",
        "",
        "My father said that rope remembers.",
    )
    poem = "".join(f"<div>{line}<br></div>" for line in lines)
    head = '<title>The Ropewalk by Ines Lee</title><meta name=description content="All day the men paid out the hemp">'
    reading = page(f'<h1>The Ropewalk</h1><div class="poem">{poem}</div>', head)
    assert words(reading).split("\n")[:2] == [" ".join(lines[:2]), "Lay me down."]
    assert reading.article.title == "The Ropewalk"


def test_what_stands_before_the_headline_is_no_caption() -> None:
    top = '<div><span class="govuk-caption-xl">Guidance</span><h1>The boats</h1></div>'
    assert not list(figures(page(f"<main>{top}{BODY}</main>").article))


def test_a_heading_over_headings_stays() -> None:
    parts = "".join(f"<h3>{name}</h3>{BODY}" for name in ("Background", "Results"))
    assert "Abstract" in words(page(f"<h1>The boats</h1><h2>Abstract</h2>{parts}"))


def test_the_link_to_edit_a_part_is_not_read() -> None:
    part = '<div><h2>Historie</h2><span class="mw-editsection">[<a href=/e>editovat</a>]</span></div>'
    assert "editovat" not in words(page(f"<h1>The boats</h1>{BODY}{part}{BODY}"))


def test_several_references_in_one_bracket_are_marks() -> None:
    marks = '[<a href="#B1">1</a>,<a href="#B2">2</a>]'
    notes = '<ul class="ref-list"><li id="B1"><span>1.</span><cite>Berg.</cite></li><li id="B2"><span>2.</span>Ito.</li></ul>'
    assert "By diary only[1][2]." in shown(f"{BODY}<p>By diary only {marks}.</p>{notes}")


def test_a_footnote_may_be_marked_with_its_name() -> None:
    mark = '<sup id="fnref:1"><a href="#fn:1" rel="footnote">[footnote 1]</a></sup>'
    notes = (
        '<div class="footnotes"><ol><li id="fn:1"><p>The Act. <a href="#fnref:1">↩</a></p></li></ol></div>'
    )
    assert "note footnote 1 (1):" in shown(f"{BODY}<p>By law{mark}.</p>{notes}")


def test_the_words_under_a_picture_in_a_letter_are_its_caption() -> None:
    rows = "<tr><td><img src=/p/crane-1.jpg alt='A crane'></td></tr><tr><td>The crane. Photo: Vera Toth</td></tr>"
    table = f'<table class="mcnCaptionBottomContent"><tbody>{rows}</tbody></table>'
    (figure,) = figures(page(f"<h1>The boats</h1><div>{BODY}</div>{table}<div>{BODY}</div>").article)
    assert (text_of(figure.caption), text_of(figure.credit)) == ("The crane.", "Vera Toth")


def test_a_sentence_beside_a_link_to_subscribe_is_left_out() -> None:
    box = "<div><p>All the music that goes with you waits here.</p><a href=/s>Subscribe</a></div>"
    assert "goes with you" not in words(page(f"<h1>The boats</h1><article>{BODY}{box}</article>"))


# --- advertisements, captions and headings by their place -------------------------


@pytest.mark.parametrize(
    "box",
    [
        "<div class=ad1><div>Anzeige</div><div><a href=/rd/1><img src=/b/i1 width=336 height=250></a></div></div>",
        "<dl><dt><a href=/a/show.mp3><img src=/thumbs/mp3.png width=52 height=52 alt='MP3 - 196 MB'></a></dt></dl>",
        "<div>"
        + "".join(
            f"<div><a class=x-product href=https://shop.example/p/{n}><img src=/p/{n}.jpg alt='Bag {n}'></a></div>"
            for n in range(4)
        )
        + "</div>",
    ],
)
def test_a_picture_that_sells_or_stands_for_a_file_is_no_figure(box: str) -> None:
    assert not figures(
        page(f"<article><h1>The boats</h1>{BODY}{box}<p>{LONG.format('a mate')}</p></article>").article
    )


def test_short_lines_below_several_pictures_are_their_captions() -> None:
    names = ("Opening of the fair", "The main hall", "A guest from afar")
    body = "".join(
        f"<p><img src=/{n}.jpg width=800 height=500></p><p>{name}</p><p>{LONG.format(name)}</p>"
        for n, name in enumerate(names)
    )
    found = page(f"<article><h1>The boats</h1>{body}</article>")
    assert [text_of(figure.caption) for figure in figures(found.article)] == [*names]
    assert words(found).count("The main hall") == 2


def test_a_crosshead_in_a_span_between_paragraphs_is_a_heading() -> None:
    body = f"{BODY}<span class=cross-head>On ropes</span>{BODY.replace('said', 'sang')}"
    assert "On ropes" in [
        text_of(s.heading) for s in page(f"<article><h1>B</h1>{body}</article>").article.sections
    ]


def test_a_paragraph_of_one_quotation_that_repeats_the_text_is_left_out() -> None:
    quoted = "“In hindsight we should have mended every one of the nets.”"
    body = f"<p><q class=right>{quoted}</q></p>{BODY}<p>The mate nodded. {quoted} Then he left.</p>"
    found = page(f"<article><h1>The boats</h1>{body}</article>")
    assert words(found).count("In hindsight") == 1
    assert any(problem.code == "READ-003" for problem in found.problems)


def test_a_quotation_that_has_its_marks_gets_no_others() -> None:
    said = words(
        page(f"<article><h1>The boats</h1>{BODY}<p>She said <q>“not now”</q> and <q>later</q>.</p></article>")
    )
    assert "She said “not now” and “later”." in said


def test_links_to_the_headings_are_not_read_as_one_paragraph() -> None:
    titles = [f"All that goes into a big basket of {what}" for what in ("ropes", "nets", "sails")]
    links = "".join(f"<a href=#{n}> {title} </a> " for n, title in enumerate(titles))
    parts = "".join(
        f"<h2 id={n}>{title}</h2>{BODY.replace('said', str(n))}" for n, title in enumerate(titles)
    )
    text = words(
        page(f"<article><h1>The boats</h1><p>{LONG.format('one')}</p><div>{links}</div>{parts}</article>")
    )
    assert not any(line.count("All that goes") > 1 for line in text.split("\n"))


@pytest.mark.parametrize(
    "credit", ["(fot. Jan Nowak)", "(foto di Jan Nowak)", "(Photo Jan Nowak)", "(fotó: Jan Nowak)"]
)
def test_a_maker_in_brackets_after_a_short_label_is_the_credit(credit: str) -> None:
    figure = only_figure(
        f"<figure><img src=/a.jpg><figcaption>The port at noon {credit}</figcaption></figure>"
    )
    assert text_of(figure.caption).startswith("The port at noon")
    assert "Nowak" not in text_of(figure.caption)
    assert text_of(figure.credit) == "Jan Nowak"


@pytest.mark.parametrize(
    "line", ["Puig hits a slam and backs a gem of Greinke", "(This piece is my year in review, as each year)"]
)
def test_a_long_line_before_the_text_that_dates_and_signs_nothing_stays(line: str) -> None:
    assert line in words(page(f"<article><h1>The boats</h1><p>{line}</p><p>3 May 2019</p>{BODY}</article>"))


def test_a_list_of_links_under_its_title_is_no_end_of_an_article() -> None:
    menu = "<ul><li><b>Top searches</b><li><a href=/b>Nets</a><li><a href=/c>Ropes</a><li><a href=/d>Sails</a></ul>"
    found = page(f"<article><h1>The boats</h1>{BODY}{menu}</article>")
    assert "Nets" not in words(found)
    assert any("Nets" in passage for passage in found.left_out)
