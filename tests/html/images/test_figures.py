"""Every shape in which a page sets a picture gives it its own caption and credit."""

# ruff: noqa: E501 - markup as pages write it

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.html import dom
from publish.html.extract.standfirst import closing
from publish.html.read import read
from publish.model.article import Figure
from publish.model.walk import figures, text_of
from tests.html.shown import AFTER, BEFORE, reading, shown

SRC = "https://valley.example/p/bridge-01.jpg"
WHOLE = f"figure {SRC} [The bridge at Dale.] (The bridge at Dale.) (Ann Lee)"
IMG = '<img src="/p/bridge-01.jpg">'

SHAPES = {
    "figcaption with credit": f"<figure>{IMG}<figcaption>The bridge at Dale. <span class=credit>Ann Lee</span></figcaption></figure>",
    "credit beside": f"<figure>{IMG}<figcaption>The bridge at Dale.</figcaption><span class=credit>Ann Lee</span></figure>",
    "hidden labels": f'<figure>{IMG}<span><span class="visually-hidden">Image source, </span>Ann Lee</span><figcaption><span class="visually-hidden">Image caption, </span>The bridge at Dale.</figcaption></figure>',
    "label in an element": f'<figure>{IMG}<figcaption><span>The bridge at Dale.</span><span><span class="credit-label">Credit</span><span>Ann Lee</span></span></figcaption></figure>',
    "label in the credit": f'<figure itemid="{SRC}"><figcaption><span class="caption-text">The bridge at Dale.</span><span class="credit"><span>Credit</span><span>Ann Lee</span></span></figcaption></figure>',
    "wp-caption": f'<div class="wp-caption">{IMG}<p class="wp-caption-text">The bridge at Dale. Photo: Ann Lee</p></div>',
    "slide with counter": f'<div class="Carousel"><div class="Carousel-slide"><figure>{IMG}<div><p>The bridge at Dale. (Photo: Ann Lee)</p></div></figure><span>1 of 2</span></div></div>',
    "gallery of definitions": f'<div class="gallery"><dl class="gallery-item"><dt class="gallery-icon">{IMG}</dt><dd class="wp-caption-text">The bridge at Dale. Photo: Ann Lee</dd></dl></div>',
    "gallery of boxes": f'<ul class="gallery"><li class="gallerybox"><div class="thumb">{IMG}</div><div class="gallerytext">The bridge at Dale. Photo: Ann Lee</div></li></ul>',
    "table": f"<table><tr><td>{IMG}</td></tr><tr><td class=caption>The bridge at Dale. Photo: Ann Lee</td></tr></table>",
    "table caption": f"<table><caption>The bridge at Dale. Photo: Ann Lee</caption><tr><td>{IMG}</td></tr></table>",
    "div": f"<div class=photo>{IMG}<div class=credit>Ann Lee</div><div class=caption>The bridge at Dale.</div></div>",
    "sibling": f"<p>{IMG}</p><p class=caption>The bridge at Dale. Photo: Ann Lee</p>",
    "amp": '<figure><amp-img src="/p/bridge-01.jpg" width=800 height=500></amp-img><figcaption>The bridge at Dale. Photo: Ann Lee</figcaption></figure>',
    "noscript": f"<figure><noscript>{IMG}</noscript><figcaption>The bridge at Dale. Photo: Ann Lee</figcaption></figure>",
    "lazy": '<figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/p/bridge-01.jpg"><figcaption>The bridge at Dale. Photo: Ann Lee</figcaption></figure>',
    "background": "<figure><div class=img style=\"background:url('/p/bridge-01.jpg')\"></div><figcaption>The bridge at Dale. Photo: Ann Lee</figcaption></figure>",
    "small and large": f"<figure>{IMG}<figcaption class=mobile>The bridge at Dale. Photo: Ann Lee</figcaption><figcaption class=desktop>The bridge at Dale. Photo: Ann Lee</figcaption></figure>",
    "part of a caption's name": f'<figure>{IMG}<figcaption class="figcaption"><span class="figcaption__caption">The bridge at Dale.</span><span class="figcaption__credit">Ann Lee</span></figcaption></figure>',
    "camel": f'<figure>{IMG}<figcaption><span><span class="widget__captionText">The bridge at Dale.</span> <span class="widget__captionCredit">Ann Lee</span></span></figcaption></figure>',
    "last part in brackets": f"<figure>{IMG}<figcaption><p><span>The bridge at Dale.</span> <span>(Ann Lee)</span></p></figcaption></figure>",
    "label and nobody": f'<figure>{IMG}<figcaption><div><span class="caption">The bridge at Dale. <span>-&nbsp;</span><span class="caption__copyright">Copyright&nbsp;</span><span class="caption__credit">Ann Lee</span></span></div></figcaption></figure>',
    "attribute": '<figure><img src="/p/bridge-01.jpg" data-credit="Photo: Ann Lee"><figcaption>The bridge at Dale.</figcaption></figure>',
    "title": '<figure><img src="/p/bridge-01.jpg" title="A bridge. | Bildquelle: Ann Lee"><figcaption>The bridge at Dale.</figcaption></figure>',
    "for small screens and large": f'<figure>{IMG}<figcaption><span class="small"><span class="x-caption">The bridge at Dale.</span><span class="x-credit">Ann Lee</span></span><span class="large"><span class="x-caption">The bridge at Dale.</span><span class="x-credit">Ann Lee</span></span></figcaption></figure>',
    "caption in the picture": f"<figure><picture><source>{IMG}<figcaption><p><span>The bridge at Dale.</span><span>Credit: Ann Lee</span></p></figcaption></picture></figure>",
    "agency": f"<figure>{IMG}<figcaption>The bridge at Dale. Photo: Ann Lee. Purchase Licensing Rights, opens new tab</figcaption></figure>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_picture_has_its_caption_and_credit(shape: str) -> None:
    assert shown(SHAPES[shape]) == [WHOLE]


@pytest.mark.parametrize(
    "marked",
    [
        "<figcaption><span class=credit>Family</span></figcaption>",
        "<figcaption><p><span class=photo-credit>Family</span></p></figcaption>",
        "<figcaption><cite>Family</cite></figcaption>",
        "<figcaption class=copyright>Family</figcaption>",
        "<figcaption><span class=x-ContributorName>Family</span></figcaption>",
        "<figcaption><small class=figcredit>Family</small></figcaption>",
    ],
)
def test_a_maker_alone_is_a_credit(marked: str) -> None:
    assert shown(f"<figure>{IMG}{marked}</figure>") == [f"figure {SRC} [] () (Family)"]


def test_a_sentence_called_a_credit_is_a_caption() -> None:
    words = "The bridge at Dale has carried no cart since the flood of May."
    (line,) = shown(f"<figure>{IMG}<figcaption><span class=source>{words}</span></figcaption></figure>")
    assert line == f"figure {SRC} [{words}] ({words}) ()"


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        (
            "<span>The bridge at Dale</span><span>Ann Lee (AFP via Getty)</span>",
            "The bridge at Dale",
            "Ann Lee (AFP via Getty)",
        ),
        ("The bridge at Dale <cite>AP Photo/Ann Lee</cite>", "The bridge at Dale", "AP Photo/Ann Lee"),
        ("<span>The bridge in</span> <span>Dale Valley</span>", "The bridge in Dale Valley", ""),
        ("Out of the novel <cite>The Bridge</cite>", "Out of the novel /The Bridge/", ""),
        ("<span>The bridge.</span> <span>(left to right)</span>", "The bridge. (left to right)", ""),
        (
            "Tell us on <a href='https://a.example/'>Facebook</a>",
            "Tell us on <Facebook>(https://a.example/)",
            "",
        ),
    ],
)
def test_the_last_part_of_a_caption_is_a_credit_when_it_has_the_form_of_one(
    words: str, caption: str, credit: str
) -> None:
    (figure,) = shown(f"<figure>{IMG}<figcaption>{words}</figcaption></figure>")
    assert figure.endswith(f"({caption}) ({credit})")


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=image><div><a href=#>[+] Enlarge{IMG}</a><div><cite>Ann Lee/Coast Pictures</cite>{{}}</div></div></div>",
        f"<aside itemtype='http://schema.org/ImageObject'>{IMG}<p>{{}} (Photo: Ann Lee/Coast Pictures)</p></aside>",
        f"<div class=thumbnail><table><tr><td>{IMG}<p class=small>{{}} (Ann Lee/Coast Pictures)</p></td></tr></table></div>",
    ],
)
def test_the_words_in_a_picture_s_box_that_no_name_tells_are_its_caption(box: str) -> None:
    spoken = "The bridge at Dale, which was built in one summer."
    (figure,) = shown(box.format(spoken))
    assert figure.endswith(f"({spoken}) (Ann Lee/Coast Pictures)")


def test_a_picture_s_alt_text_does_not_say_its_credit_again() -> None:
    image = IMG.replace("src", 'alt="The bridge at Dale — Foto: Ann Lee" src')
    figure, *_ = shown(f"<figure>{image}<figcaption>The bridge at Dale — Foto: Ann Lee</figcaption></figure>")
    assert figure == f"figure {SRC} [The bridge at Dale.] (The bridge at Dale) (Ann Lee)"
    image = IMG.replace("src", 'alt="(Foto: Ann Lee)" src')
    assert shown(f"<figure>{image}<figcaption>Foto: Ann Lee</figcaption></figure>")[0].endswith(
        "[] () (Ann Lee)"
    )


@pytest.mark.parametrize(
    "teaser",
    [
        "<figure><a href=/news/7><img src=/p/seven.jpg><figcaption><h3>The mayor keeps bees</h3><p>They like her.</p></figcaption></a></figure>",
        "<div><a href=/news/7><img src=/p/seven.jpg alt='The mayor of Dale keeps bees'></a><a href=/news/7>The mayor of Dale keeps bees</a></div>",
        "<ul><li><a href=/gallery?p=2><img src=/p/seven.jpg alt=Bees width=56 height=55></a></li></ul>",
    ],
)
def test_a_picture_that_leads_to_another_page_is_not_the_article_s(teaser: str) -> None:
    assert [line for line in shown(teaser) if "seven" in line or "bees" in line] == []


def test_a_credit_that_begins_with_a_caption_is_parted() -> None:
    box = (
        f"<figure>{IMG}<span class=credit>The bridge at Dale in the morning | Photo: Ann Lee</span></figure>"
    )
    assert shown(box)[0].endswith("(The bridge at Dale in the morning) (Ann Lee)")


def test_the_buttons_of_a_slide_show_are_no_caption() -> None:
    assert shown(f"<figure>{IMG}<div>Previous | Next Image 1 of 8</div></figure>")[0].endswith("[] () ()")


def test_a_small_square_that_the_data_name_is_the_house_s_sign() -> None:
    assert not any(
        "figure" in line
        for line in shown("", "<meta property=og:image content=https://a.example/i/dale_128x128.png>")
    )


def test_one_picture_with_a_caption_of_its_own_each_waits_for_others() -> None:
    row = "".join(f"<figure>{IMG}<figcaption>{who} keeps bees</figcaption></figure>" for who in "ABCD")
    assert [line for line in shown(row) if "bees" in line] == []


def test_a_sentence_that_is_called_a_credit_is_the_caption_of_the_credit_after_it() -> None:
    spoken = "The bridge at Dale was built in one summer, as this shows."
    box = f"<figure>{IMG}<div class=info><p class=copyright>{spoken}</p><p class=copyright>Photo: Ann Lee</p><ul><li><a href='/t/a'>Tags</a></li></ul></div></figure>"
    assert shown(box)[0].endswith(f"({spoken}) (Ann Lee)")


def test_a_sentence_set_as_a_heading_in_a_picture_s_box_is_its_caption() -> None:
    spoken = "The bridge at Dale, which was built in one summer, is seen from the mill, yesterday."
    box = f"<div class=imgbox><div>{IMG}</div><h1>{{}}</h1><p>Photo: Ann Lee</p></div>"
    assert shown(box.format(spoken))[0].endswith(f"({spoken}) (Ann Lee)")
    assert "# The bridge at Dale" in shown(box.format("The bridge at Dale"))


def test_who_comments_on_a_page_captions_no_picture() -> None:
    line = "<p>The road was shut on Monday, and so was the school, until the water had gone down again.</p>"
    comments = "<ol class=comment-list><li><cite class=author-name>Tom Reed</cite></li></ol>"
    text = "".join(line.replace("Mon", day) for day in ("Mon", "Sun", "Fri", "Satur", "Thurs", "Tues"))
    lines = shown(f"<div class=wp-page><div>{IMG}</div>{text}{comments}</div>")
    assert [line for line in lines if line.startswith("figure")] == [f"figure {SRC} [] () ()"]


def test_a_box_beside_a_picture_parts_caption_and_credit_without_a_name() -> None:
    box = f"<div><div>{IMG}<div>The bridge at Dale</div><div>Getty Images</div></div></div>"
    assert shown(box)[0].endswith("(The bridge at Dale) (Getty Images)")


@pytest.mark.parametrize("line", ["<br><em>The bridge at Dale.</em>", " <small>The bridge at Dale.</small>"])
def test_a_line_in_italics_under_a_picture_is_its_caption(line: str) -> None:
    (figure,) = shown(f"<p>{IMG}{line}</p>")
    assert figure.startswith(f"figure {SRC} [The bridge at Dale.]")


def test_a_paragraph_in_italics_is_a_caption_only_with_a_credit() -> None:
    first, *rest = shown(f"<p>{IMG}</p><p><em>The bridge at Dale. Photo: Ann Lee</em></p>")
    assert (first.count("The bridge at Dale."), rest) == (2, [])
    words = "This story began as a letter to the editor of this paper."
    assert shown(f"<p>{IMG}</p><p><em>{words}</em></p>")[1] == f"/{words}/"


def test_a_lead_picture_that_did_not_come_with_the_page_is_the_one_that_its_data_name() -> None:
    head = '<meta property="og:image" content="https://valley.example/p/lead.jpg">'
    figure = "<figure><div></div><figcaption>The bridge at Dale.</figcaption></figure>"
    page = f"<html><head>{head}</head><body><article><h1>Roads</h1>{figure}{BEFORE}</article></body></html>"
    article = read(Page("roads", "roads.html", page, "https://valley.example/news/roads")).article
    first = article.sections[0].blocks[0]
    assert isinstance(first, Figure)
    assert first.image.src == "https://valley.example/p/lead.jpg"


@pytest.mark.parametrize(
    ("after", "count"),
    [
        ("<div><fig><cap>The bridge.</cap></fig></div>", 1),
        ("<fig></fig>", 1),
        ("<div><a><fig></fig></a></div>", 0),
        ("<div><fig></fig>Read on</div>", 0),
        ("<div><fig></fig><fig></fig></div>", 0),
        ("<p>Read on</p><fig></fig>", 0),
        ("", 0),
    ],
)
def test_a_picture_right_after_the_text_s_own_box_closes_it(after: str, count: int) -> None:
    root = dom.parse(f"<main><section>{BEFORE}</section>{after}</main>")
    body = root.find("section")
    assert body is not None
    assert len(closing(body)) == count


def test_a_picture_inside_a_sentence_leaves_it_whole() -> None:
    lines = shown(f"<p>The road at {IMG} was shut, and the school with it.</p>")
    assert lines[0] == "The road at was shut, and the school with it."
    assert lines[1].startswith(f"figure {SRC}")


def test_a_picture_between_sentences_stays_between_them() -> None:
    lines = shown(f"<p>The road was shut on Monday.{IMG}The school was shut with it.</p>")
    assert [line.split()[0] for line in lines] == ["The", "figure", "The"]


def test_of_a_picture_that_did_not_come_the_maker_alone_is_not_kept() -> None:
    figure = "<figure><div></div><figcaption>Foto: Ann Lee</figcaption></figure>"
    assert shown(figure) == []
    assert [problem.message for problem in reading(figure).problems if problem.code == "IMG-001"] == [
        'a picture did not come with the page, only its credit, which was left out: "Ann Lee"'
    ]


def test_an_alt_that_is_markup_is_its_words() -> None:
    alt = "&lt;span style=&quot;font-size:13px;&quot;&gt;The bridge &amp;amp; the mill&lt;/span&gt; at Dale"
    assert (
        "[The bridge & the mill at Dale.]"
        in shown(f'<figure><img src="/p/bridge-01.jpg" alt="{alt}"></figure>')[0]
    )
    assert (
        "[Where x < 5 and y > 2.]"
        in shown('<img src="/p/chart-01.jpg" width=600 alt="Where x &lt; 5 and y &gt; 2">')[0]
    )


def test_an_emoji_that_is_a_picture_stays_what_it_says() -> None:
    assert shown('<p>Well done <img class="emoji" alt="🎉" src="/e/1f389.svg"> to all of them.</p>') == [
        "Well done 🎉 to all of them."
    ]


@pytest.mark.parametrize("src", ["/p/flood.gif", "/p/pixels-01.jpg", "/icons/rublev-01.jpg"])
def test_a_picture_with_a_caption_is_none_of_the_ornaments(src: str) -> None:
    (figure,) = shown(f'<figure><img src="{src}"><figcaption>The bridge at Dale.</figcaption></figure>')
    assert figure.startswith(f"figure https://valley.example{src} ")


def test_a_picture_that_only_says_advertisement_is_left_out() -> None:
    assert shown('<p>A line of text.</p><p><img src="/p/a.jpg" width=600 alt="Publicidad"></p>') == [
        "A line of text."
    ]
    assert shown('<p>A line of text.</p><p><img src="/imgs/preload.gif"></p>') == ["A line of text."]


def test_an_old_ornament_is_left_out_and_a_moving_picture_on_its_own_line_is_not() -> None:
    assert shown('<p><img src="/i/dot.gif"> A line of text that has an ornament before it.</p>') == [
        "A line of text that has an ornament before it."
    ]
    (figure,) = shown('<p><img src="/p/flood.gif"></p>')
    assert figure.startswith("figure https://valley.example/p/flood.gif")


def test_words_that_run_on_into_the_next_element_are_parted() -> None:
    figure = f"<figure>{IMG}<figcaption>The bridge at Dale<span>Ann Lee/Agency</span></figcaption></figure>"
    assert (
        shown(figure)[0].count("The bridge at Dale Ann Lee/Agency") == 2
        or "(Ann Lee/Agency)" in shown(figure)[0]
    )


@pytest.mark.parametrize("alt", ["line", "Grey line", "divider", "white space"])
def test_a_line_between_parts_is_no_picture(alt: str) -> None:
    assert shown(f'<figure><img src="/p/976-line.png" width="976" alt="{alt}"></figure>') == []


def test_a_logo_with_a_caption_is_one_of_the_article_s_pictures() -> None:
    thumb = f'<div class="thumb"><div class="thumbinner">{IMG.replace("bridge-01", "dale_logo")}<div class="thumbcaption">The logo of Dale</div></div></div>'
    assert "(The logo of Dale)" in shown(thumb)[0]
    assert (
        shown('<figure class="site-logo"><a href="/"><img src="/i/logo.svg" alt="Valley Logo"></a></figure>')
        == []
    )


def test_the_author_s_portrait_at_the_end_is_no_picture_of_the_article() -> None:
    portrait = IMG.replace("<img", '<img alt="Ann Lee"')
    box = f"<figure>{IMG}<figcaption>Ann Lee has written of rivers since 2009.</figcaption></figure>"
    for where, count in (
        (f"{BEFORE}{AFTER}{box}", 0),
        (f"{BEFORE}{box}{AFTER}", 1),
        (f"<div>{portrait}</div>{BEFORE}{AFTER}", 0),
    ):
        text = f'<head><meta name="author" content="Ann Lee"></head><article><h1>Roads</h1>{where}</article>'
        assert (
            len(figures(read(Page("roads", "roads.html", text, "https://valley.example/")).article)) == count
        )


def test_a_paragraph_that_repeats_the_alt_text_of_the_picture_before_it_is_its_caption() -> None:
    alt = "Two barges wait below the lock"
    image = IMG.replace("<img", f'<img alt="{alt}"')
    result = shown(f'<p class="caption">{image}<span>{alt}</span></p><p>Rain fell.</p>')
    assert sum(alt in line for line in result) == 1
    assert f"({alt})" in result[0]


def test_a_portrait_in_the_byline_and_a_button_that_is_a_picture_are_none_of_the_article_s() -> None:
    face = f'<div class="byline"><figure class="author-image"><div>{IMG}</div></figure><span>Ann Lee</span></div>'
    button = IMG.replace("<img", '<img alt="A sign that says: Click to follow the Dale Post"')
    assert shown(f"<p>Rain fell.</p>{button}") == shown("<p>Rain fell.</p>")
    assert not any("bridge-01" in line for line in shown(face))


def test_an_alt_text_that_was_escaped_twice_is_told_without_the_escapes() -> None:
    assert any(
        "'High water'" in line
        for line in shown(IMG.replace("<img", '<img alt="A sign: &amp;#039;High water&amp;#039;"'))
    )


@pytest.mark.parametrize(
    "line",
    [
        '<p><span style="font-size:smaller"><em>The bridge at Dale.</em></span></p>',
        '<p><font style="font-size: 9pt">The bridge at Dale.</font></p>',
        "<div class=share><a href=/x></a></div><div class=clear></div><div class=caption>The bridge at Dale.</div>",
    ],
)
def test_a_line_set_small_or_called_a_caption_captions_the_picture_before_it(line: str) -> None:
    first, *rest = shown(f"<center>{IMG}</center>{line}")
    assert (first.count("The bridge at Dale."), rest) == (2, [])


def test_a_page_set_in_small_letters_has_no_captions_for_it() -> None:
    line = '<p><font style="font-size: 9pt">{}</font></p>'
    lines = shown(
        f"<center>{IMG}</center>{line.format('The bridge is shut.')}{line.format('So is the mill.')}"
    )
    assert lines[1:] == ["The bridge is shut.", "So is the mill."]


def test_a_caption_and_a_credit_in_paragraphs_of_no_name_are_the_picture_s() -> None:
    image = IMG.replace("<img", '<img alt="Two barges wait below the lock"')
    lines = "<p>Two barges wait below the lock</p><p>Фото: Ann Lee, 2019, © Dale Pictures</p>"
    text = f"<main><h1>Roads</h1><div><div>{image}{lines}</div><div>{BEFORE}{AFTER}</div></div></main>"
    result = read(Page("roads", "roads.html", text, "https://valley.example/")).article
    (figure,) = figures(result)
    assert (text_of(figure.caption), text_of(figure.credit)) == (
        "Two barges wait below the lock",
        "Ann Lee, 2019, © Dale Pictures",
    )


def test_a_captioned_picture_over_the_headline_is_the_article_s() -> None:
    box = f"<div class=wp-caption>{IMG}<p class=wp-caption-text>Three girls (left to right).</p></div>"
    text = f"<div>{box}<h1>Roads</h1><div class=meta>Monday</div><div>{BEFORE}{AFTER}</div></div>"
    result = read(Page("roads", "roads.html", text, "https://valley.example/")).article
    assert len(figures(result)) == 1


def test_a_portrait_that_leads_to_its_writer_s_page_is_none_of_the_article_s() -> None:
    assert not any("bridge-01" in line for line in shown(f"<a href=/autor/ann-lee-69/>{IMG}</a>"))


def test_an_archived_banner_that_leads_to_a_shop_is_none_of_the_article_s() -> None:
    shop = "https://web.archive.org/web/20220721144042/https://shop.example/"
    assert not any("bridge-01" in line for line in shown(f"<p>Rain.</p><a href={shop}>{IMG}</a>"))


def test_the_initials_of_a_house_after_a_caption_are_the_credit() -> None:
    words = "<span>The bridge at Dale.</span> <span>c7</span>"
    assert shown(f"<figure>{IMG}<figcaption>{words}</figcaption></figure>")[0].endswith(
        "(The bridge at Dale.) (c7)"
    )


@pytest.mark.parametrize(
    ("name", "count"), [("facebook_valley", 0), ("og-image", 0), ("facebook-meets-dale", 1), ("fbi_dale", 1)]
)
def test_what_a_house_shares_all_its_pages_with_leads_none(name: str, count: int) -> None:
    head = f'<meta property="og:image" content="https://static.valley.example/{name}.jpg">'
    text = f"<head>{head}</head><article><h1>Roads</h1>{BEFORE}{AFTER}</article>"
    assert len(figures(read(Page("r", "r.html", text, "https://valley.example/")).article)) == count
