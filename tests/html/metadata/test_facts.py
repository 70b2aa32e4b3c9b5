"""Names, dates and titles, from the places and in the forms that pages use."""

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.html import dom
from publish.html.metadata import json_ld, meta_tags
from publish.html.metadata.authors import bylines
from publish.html.metadata.dates import iso, published
from publish.html.metadata.facts import Facts, about
from publish.html.metadata.names import cased, is_name
from publish.html.metadata.signatures import of_dateline, people, signature
from publish.html.metadata.title import title, without_site
from publish.html.read import read as read_page
from publish.i18n.language import language, well_formed
from tests.html.shown import BEFORE


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Berg and Jo Klein, Coast correspondent", ["Ada Berg", "Jo Klein"]),
        ("Von Lena Berg", ["Lena Berg"]),
        ("Par Zoé Petit avec AFP", ["Zoé Petit avec AFP"]),
        ("Ada Berg | Published 3 March 2024", ["Ada Berg"]),
        ("By Ada Berg for The Harbour Post", ["Ada Berg"]),
        ("Organization for Ferries", ["Organization for Ferries"]),
        ("20 Nov", []),
        ("Staff writer", []),
        ("https://facebook.com/ada", []),
        ("a.berg@harbour.example", []),
        ("港口新闻记者 贺梨萍", ["贺梨萍"]),
        ("港口新闻记者 贺梨萍 李山", ["贺梨萍", "李山"]),
        ("石佳/港口青年报", ["石佳"]),
        ("Boats & i", ["Boats & i"]),
        ("c't & iX", ["c't & iX"]),
        ("Q & A", ["Q & A"]),
        ("Ann Lee & Jo Klein", ["Ann Lee", "Jo Klein"]),
        ("記者林宸誼／即時報導", ["林宸誼"]),
        ("고규홍 나무 칼럼니스트", ["고규홍"]),
    ],
)
def test_the_names_in_a_byline(line: str, names: list[str]) -> None:
    assert people(line) == names


def test_a_line_signs_only_when_it_does_nothing_else() -> None:
    assert signature("MTHOBISI SITHOLE", "Ilanga") == ["MTHOBISI SITHOLE"]
    assert signature("Ada Berg/Jo Klein", "Ilanga") == ["Ada Berg", "Jo Klein"]
    assert signature("The harbour was empty.", "Ilanga") == []
    assert signature("Read more about hens", "Ilanga") == []


@pytest.mark.parametrize(
    ("top", "body", "names"),
    [
        ('<meta name="author" content="harbour.example, Hull, England">', "", ()),
        ('<meta name="author" content="Desk">', "<li><b>Author</b> Ada Berg</li>", ("Ada Berg",)),
        ("", '<p>by <a href="/authors/ada-berg">Ada Berg</a></p>', ("Ada Berg",)),
        ("", "<p>by <a href='/towns/hull'>Kingston Hull</a></p>", ()),
        (
            '<script type="application/ld+json">{"@type": "Article", "author": "Jo Klein"}</script>',
            '<div class="author">Ada Berg</div><p>Editor: Jo Klein</p>',
            ("Ada Berg",),
        ),
        ('<meta name="twitter:misc:Written by" content="Ada Berg">', "", ("Ada Berg",)),
        (
            '<meta name="author" content="kust, die küstenzeitung">',
            '<p>One boat. <span class="author">VON ADA BERG</span></p>',
            ("Ada Berg",),
        ),
        (
            '<title>The boats</title><meta name="author" content="J. Klein">',
            '<p>One boat.</p><p class="author">Ada Berg</p>',
            ("Ada Berg",),
        ),
        (
            '<title>The boats</title><meta name="author" content="Jo Klein">',
            '<p>1</p><p>2</p><p>3</p><p>4</p><p class="author">Ada Berg</p>',
            ("Jo Klein",),
        ),
        ('<meta name="author" content="严玉洁">', "<div>【责任编辑：严玉洁】</div>", ()),
        ("", "<div>2 May 2012 <b>Harbour Radio</b></div>", ()),
        ("", "<div>By Ada on 3 May 2013, 11:51 | 2 opinions | <a href=/c>Coast</a></div>", ("Ada",)),
        ("", "<p>By Ada on 3 May 2013, 11:51</p><p>By Jo on 4 May 2013, 11:51</p>", ()),
        (
            '<meta name="author" content="HARBOUR.NET">',
            "<p>2014-08-24 21:30| 3 条评论| 作者魏星</p>",
            ("魏星",),
        ),
    ],
)
def test_the_line_a_reader_sees_is_asked_where_the_data_names_a_house_or_an_editor(
    top: str, body: str, names: tuple[str, ...]
) -> None:
    page = f"<html><head>{top}</head><body><h1>The boats</h1>{body}</body></html>"
    things = json_ld.things(page)
    read = meta_tags.read(dom.parse(page))
    assert bylines(json_ld.article(things), things, read, "Harbour") == names


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-03-01T08:30:00+01:00", "2024-03-01T08:30:00+01:00"),
        ("2024-03-01T08:30:00Z", "2024-03-01T08:30:00+00:00"),
        ("2024-03-01T08:30:00.000+0100", "2024-03-01T08:30:00+01:00"),
        ("2024-03-01", "2024-03-01"),
        ("20240301", "2024-03-01"),
        ("1709278200", "2024-03-01T07:30:00+00:00"),
        ("Fri, 01 Mar 2024 08:30:00 +0100", "2024-03-01T08:30:00+01:00"),
        ("1. März 2024", "2024-03-01"),
        ("1er mars 2024", "2024-03-01"),
        ("March 1, 2024", "2024-03-01"),
        ("01.03.2024", "2024-03-01"),
        ("20-03-2024", "2024-03-20"),
        ("03-20-2024", "2024-03-20"),
        ("2024年3月1日", "2024-03-01"),
        ("Published 1 March 2024, 08:30 BST", "2024-03-01T08:30:00+01:00"),
        ("March 1, 2024 8:30 p.m. EDT", "2024-03-01T20:30:00-04:00"),
        ("12:05 AM, 1 March 2024", "2024-03-01T00:05:00"),
        ("01.03.2024, 08.30 Uhr MEZ", "2024-03-01T08:30:00+01:00"),
        ("01.03.2024 um 08:30 Uhr", "2024-03-01T08:30:00"),
        ("Published by BBC Three, 1 March 2024", "2024-03-01"),
        ("yesterday", ""),
        ("0000-00-00", ""),
    ],
)
def test_dates_in_every_usual_form(written: str, read: str) -> None:
    assert iso(written) == read


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Hens at sea | Harbour Post", "Hens at sea"),
        ("Hens at sea - Harbour Post", "Hens at sea"),
        ("Harbour Post: Hens at sea", "Harbour Post: Hens at sea"),
        ("Hens - a history", "Hens - a history"),
        ("Hens at sea", "Hens at sea"),
        ("Le maire parle de « la gravité du moment »", "Le maire parle de « la gravité du moment »"),
        ("Il dit « non » à la réforme", "Il dit « non » à la réforme"),
        ("Il dit « non » | Harbour Post", "Il dit « non »"),
        ("Sie sagt »nein« zum Hafen", "Sie sagt »nein« zum Hafen"),
        ("Hens go to sea » The Hens", "Hens go to sea"),
        ("Harbour Post | Hens at sea", "Hens at sea"),
        ("海外留学生看两会：出国前后关注点_教育频道_港口网", "海外留学生看两会：出国前后关注点"),
        ("Hens at sea @ The hen house :: Hosted ::", "Hens at sea"),
        ("snake_case in_practice", "snake_case in_practice"),
    ],
)
def test_the_site_s_name_is_taken_off_a_title(title: str, bare: str) -> None:
    assert without_site(title, "Harbour Post") == bare


@pytest.mark.parametrize(
    ("stated", "host", "bare"),
    [
        ("Hens at sea - News - harbour online", "www.harbour.example", "Hens at sea"),
        ("Harbour News - Hens at sea", "harbour.co.uk", "Hens at sea"),
        ("Hens at sea — The New Harbour Times", "nhtimes.example", "Hens at sea"),
        ("Куры в море — ГВН", "gvn.example", "Куры в море"),
        ("船上的母鸡-新闻频道-中国港口网", "news.port.example", "船上的母鸡"),
        ("船に乗った鶏 - 港新聞デジタル", "minato.example", "船に乗った鶏"),
        ("Hens at sea · The Quay", "", "Hens at sea"),
        ("Harbour Walk - a diary", "harbour.example", "Harbour Walk - a diary"),
        ("Going online - the harbour of old", "harbour.example", "Going online - the harbour of old"),
        ("港口与互联网-互联网", "port.example", "港口与互联网-互联网"),
    ],
)
def test_host_sections_and_first_page_tell_the_site_s_name_in_a_title(
    stated: str, host: str, bare: str
) -> None:
    page = f"<title>{stated}</title><body><a href='/'><img alt='The Quay'></a><p>Hens.</p></body>"
    root = dom.parse(page)
    address = f"https://{host}/a/hens.html" if host else ""
    assert title({}, meta_tags.read(root), root, "", address) == bare


def test_a_heading_that_is_the_site_s_name_gives_way_to_the_headline() -> None:
    page = (
        "<title>Harbour Post</title><meta property='og:title' content='Hens at sea'>"
        "<meta property='og:site_name' content='Harbour Post'><body><h1>Harbour Post</h1><p>Hens.</p></body>"
    )
    root = dom.parse(page)
    assert title({}, meta_tags.read(root), root, "Harbour Post") == "Hens at sea"


@pytest.mark.parametrize(
    "body",
    [
        '{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"Hens"}]}',
        '[{"@type":"NewsArticle","headline":"Hens",}]',
        '<!-- {"@type":["Article","NewsArticle"],"headline":"Hens"} -->',
        '{"@type":"NewsArticle","headline":"Hens","x":"a\nb"}',
        '{"@type":"NewsArticle","headline":"Hens","x":"\\d"}',
        '{"@type":"Thing"} {"@type":"http://schema.org/NewsArticle","headline":"Hens"}',
        '{"@type":"NewsArticle","headline":"Hens","articleBody":"It was ',
        '{"@type":"NewsArticle","x":"a "quoted" word","headline":"Hens"}',
        "{'@type':'NewsArticle','headline':'Hens'}",
    ],
)
def test_json_ld_is_read_broken_or_not(body: str) -> None:
    page = f'<script type="application/ld+json">{body}</script>'
    assert json_ld.article(json_ld.things(page))["headline"] == "Hens"


def test_the_words_decide_the_language() -> None:
    french = (
        "Le bac pour l’île a quitté le port à l’aube, mardi, avec quarante écoliers et deux professeurs. " * 4
    )
    assert language(["en-GB"], french) == "fr"
    assert language(["en", "fr-CA"], french) == "fr-CA"
    assert language(["fr-FR"], french) == "fr-FR"
    assert language([], "Short") == "en"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("川が氾濫し、道路が閉鎖された。", "ja"),
        ("강이 범람했다.", "ko"),
        ("河水泛滥，道路封闭。", "zh"),
        ("Ο ποταμός", "el"),
        ("Река вышла", "en"),
        ("The word 川 is a river", "en"),
    ],
)
def test_a_few_words_are_in_the_language_of_their_script(text: str, tag: str) -> None:
    assert language([], text) == tag
    assert language(["de"], text) == "de"


def test_a_tag_is_put_in_its_usual_case() -> None:
    assert [well_formed(t) for t in ("EN_gb", "zh-hant-tw", "x y", "und")] == ["en-GB", "zh-Hant-TW", "", ""]


OG = '<meta property="og:title" content="Hens go to sea and like it">'
SAYS = '<script type="application/ld+json">{"@type":"Article","headline":"A farm boards the ferry"}</script>'


@pytest.mark.parametrize(
    ("top", "body", "wanted"),
    [
        (OG, "<h1>Hens go to sea and like it a lot</h1>", "Hens go to sea and like it a lot"),
        (OG, "<ul><li><h1>Hens go to sea</h1></li></ul>", "Hens go to sea and like it"),
        (
            OG + SAYS,
            "<ol><li><h1>Hens go to sea</h1></li></ol><hgroup><h2>A farm boards a ferry</h2></hgroup>",
            "A farm boards a ferry",
        ),
        (OG + SAYS, "<h1>What hens do all day</h1>", "What hens do all day"),
        (OG, "<h1>Hens go to sea <br>and like it</h1>", "Hens go to sea and like it"),
        ("<title>“A hen” – The New Harbour Times</title>", "<h1>“A hen”</h1>", "“A hen”"),
        (
            SAYS + '<meta property="og:title" content="Hens: A farm boards a ferry">',
            "<h1><span>Hens</span> <span>A farm boards a ferry</span></h1>",
            "Hens: A farm boards a ferry",
        ),
        (
            SAYS,
            "<h1><b>Hens</b> <span>:</span> <span>A farm boards the ferry</span></h1>",
            "Hens: A farm boards the ferry",
        ),
        (SAYS, "<h1>Poules : A farm boards the ferry</h1>", "Poules : A farm boards the ferry"),
        ("<title>Hens go to sea</title>", "<h1>Information</h1><h2>Hens go to sea</h2>", "Hens go to sea"),
        ("<title>The Hens :: Going to sea</title>", "<h2 class=sub>Going to sea</h2>", "Going to sea"),
        ("<title>A crew – At sea Lyrics | Site</title>", "<h1>At sea</h1><h2>A crew</h2>", "At sea"),
        (
            "<title>Hens at sea in May » News » Harbour</title>",
            "<h1>Hens at sea in MayHarbour</h1>",
            "Hens at sea in May",
        ),
        ("<title>Harbour</title>", "<h1 class=hidden>Harbour</h1><h1>Hens at sea</h1>", "Hens at sea"),
        ("<title>船で行く_動物_港</title>", "<h1>港</h1><h2 class=title>船で行く</h2>", "船で行く"),
        (
            "<title>Harbour</title>",
            "<h2 class=chapter-title>6 - Hens at sea</h2><h1>Hens</h1><h1>Sea</h1>",
            "6 - Hens at sea",
        ),
        (
            "<title>[Hens] Hens at sea - Port</title><meta property=og:title content='[Hens] Hens at sea'>",
            "<h2 class=blind>Port</h2><h3>Hens at sea</h3>",
            "Hens at sea",
        ),
        (
            "<title>近海动态--港口学会官网</title>",
            "<h3>首页 - 近海动态</h3><h5>母鸡出海成功举行</h5><div>发布时间：2019-05-18</div>",
            "母鸡出海成功举行",
        ),
        (
            "<title>Hens at sea</title><meta property=og:title content='Our hens at sea: \"a storm\"'>",
            "<h1>Our Hens at Sea: “A Storm”</h1>",
            "Our Hens at Sea: “A Storm”",
        ),
        ("<meta property=og:title content='Our hens at sea'>", "<h1>OUR HENS AT SEA</h1>", "Our hens at sea"),
        (
            "<title>In the very early morning hens go to sea - Port</title>"
            "<meta property=og:title content='Early morning hens go to sea'>",
            "<h1>In the very early morning hens go to sea</h1>",
            "In the very early morning hens go to sea",
        ),
        (
            "<title>The Hens and the Sea – Quay Lyrics | Port</title>",
            "<h1>Quay</h1><h2><a href=/hens>The Hens and the Sea</a></h2>",
            "Quay",
        ),
        ("<meta name=og:title value='Hens at sea'>", "<h2>Port</h2>", "Hens at sea"),
        (
            "<title>Hens at sea | Harbour</title><meta property=og:title content='Hens at sea'>",
            "<h1>Hens at Sea | Harbour</h1>",
            "Hens at Sea",
        ),
    ],
)
def test_the_title_is_the_heading_a_reader_sees(top: str, body: str, wanted: str) -> None:
    page = f"<html><head>{top}</head><body>{body}</body></html>"
    root = dom.parse(page)
    assert title(json_ld.article(json_ld.things(page)), meta_tags.read(root), root, "Harbour") == wanted


@pytest.mark.parametrize(
    "box",
    [
        "<div class=writerBox><b>この記事を書いた人</b><p>渡辺洋介</p><p>東京社会部</p></div>",
        "<div class=author><span>渡辺洋介</span><span>社会部記者</span></div>",
    ],
)
def test_a_name_is_told_from_what_stands_beside_it(box: str) -> None:
    page = f"<html><body><h1>船</h1>{box}</body></html>"
    assert bylines({}, [], meta_tags.read(dom.parse(page)), "港新聞") == ("渡辺洋介",)


def facts(top: str, body: str = "", lang: str = "en") -> Facts:
    text = f"<html lang={lang}><head>{top}</head><body><h1>Hens at sea</h1>{body}<p>Words.</p></body></html>"
    return about(Page("hens", "hens.html", text), json_ld.things(text), dom.parse(text))


def test_data_that_is_quoted_wrongly_still_names_authors_and_days() -> None:
    told = facts(
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The "great" hens",'
        '"author":[{"name":"Ada Berg"},{"name":"Jo Klein"}],"datePublished":"2024-03-01"}</script>'
    )
    assert (told.bylines, told.published) == (("Ada Berg", "Jo Klein"), "2024-03-01")


def test_things_that_a_graph_names_by_id_are_found_in_it() -> None:
    told = facts(
        '<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#a","name":"Ada Berg"},'
        '{"@type":"Organization","@id":"#o","name":"Harbour Post"},{"@type":"NewsArticle",'
        '"author":{"@id":"#a"},"publisher":{"@id":"#o"},"inLanguage":"en-GB"}]}</script>'
    )
    assert (told.bylines, told.publisher, told.lang) == (("Ada Berg",), "Harbour Post", "en-GB")


def test_catalogue_data_is_read_as_people_say_it() -> None:
    told = facts(
        '<meta name="DC.creator" content="Berg, Ada"><meta name="citation_author" content="Klein, Jo">'
        '<meta name="DC.subject" content="hens; ferries"><meta name="DC.date" content="2024-03-01">'
        '<meta name="DC.publisher" content="Harbour Press"><meta name="DC.rights" content="CC BY 4.0">'
    )
    assert told.bylines == ("Ada Berg", "Jo Klein")
    assert told.subjects == ("hens", "ferries")
    assert (told.published, told.publisher, told.rights) == ("2024-03-01", "Harbour Press", "CC BY 4.0")


def test_the_lines_under_the_headline_say_when() -> None:
    told = facts("", "<p>Published 1 March 2024, 08:30 GMT</p><p>Updated 2 March 2024</p>")
    assert (told.published, told.modified) == ("2024-03-01T08:30:00+00:00", "2024-03-02")


@pytest.mark.parametrize(
    ("top", "publisher"),
    [
        (
            '<script type="application/ld+json">{"@type":"Article","isPartOf":{"name":"Post"}}</script>',
            "Post",
        ),
        ("", "harbour.example"),
    ],
)
def test_an_address_is_no_publisher_s_name(top: str, publisher: str) -> None:
    name = '<meta name="application-name" content="https://www.harbour.example/">'
    assert facts(name + top).publisher == publisher


def test_the_page_s_elements_name_the_publisher() -> None:
    told = facts(
        "", '<div itemprop="publisher" itemscope><meta itemprop="name" content="Harbour Press"></div>'
    )
    assert told.publisher == "Harbour Press"


def test_what_follows_a_reader_is_not_part_of_an_address() -> None:
    told = facts('<link rel="canonical" href="https://a.example/hens?id=4&amp;utm_source=x&amp;fbclid=y">')
    assert told.url == "https://a.example/hens?id=4"


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("ADA BERG", "Ada Berg"),
        ("ADA O'NEILL-BERG", "Ada O'Neill-Berg"),
        ("ADA B. BERG", "Ada B. Berg"),
        ("BBC NEWS", "BBC NEWS"),
        ("PTI AGENCY", "PTI AGENCY"),
        ("Ada BERG", "Ada BERG"),
        ("AFP", "AFP"),
    ],
)
def test_a_name_in_capitals_is_written_as_a_name(shown: str, name: str) -> None:
    assert cased(shown) == name


def test_a_labelled_date_is_surer_than_one_in_a_list_of_other_stories() -> None:
    other = '<ul><li><a href="/1">Hens <span class="date">24.04.2023</span></a></li></ul>'
    page = f"<html><body>{other}<ul><li><strong>Datum</strong> 28.04.2023</li></ul></body></html>"
    assert published({}, meta_tags.read(dom.parse(page))) == "2023-04-28"


def test_the_account_of_a_house_is_no_author() -> None:
    page = '<html><head><meta name="author" content="Harbour D"></head><body><h1>Hens</h1></body></html>'
    line = '<p class="byline">By Ada Berg</p>'
    assert bylines(
        {}, [], meta_tags.read(dom.parse(page.replace("</h1>", f"</h1>{line}"))), "Harbour News"
    ) == ("Ada Berg",)


def test_a_date_in_a_table_is_a_fact_of_the_article() -> None:
    box = '<table><tr><th>Founded</th><td><span class="published updated">1998-02-28</span></td></tr></table>'
    assert facts("", box).published == ""


FIGURE = (
    '<figure><div><span><img src="a.jpg" alt="Harbour Council"></span>'
    '<span role="text" class="x-1a2b-Contributor e1">'
    '<span class="visually-hidden">Image source, </span>Getty Images</span></div>'
    '<figcaption><span class="visually-hidden">Image caption, </span>The quay on Monday</figcaption></figure>'
)


def names_of(top: str, body: str, publisher: str = "Harbour News") -> tuple[str, ...]:
    top += "<title>Ferries return to the harbour</title>"
    page = f"<html><head>{top}</head><body><h1>Ferries return to the harbour</h1>{body}</body></html>"
    things = json_ld.things(page)
    return bylines(json_ld.article(things), things, meta_tags.read(dom.parse(page)), publisher)


@pytest.mark.parametrize(
    "credit",
    [
        FIGURE,
        FIGURE.replace("figure>", "div>").replace("figcaption>", "p>"),
        '<figcaption>The quay <span class="author">Ada Berg</span></figcaption>',
        '<div class="caption">The quay <b class="byline">Ada Berg</b></div>',
        '<p class="photo-credit"><span class="contributor">Ada Berg</span></p>',
        "<div><i class=contributor>Image source: </i><i class=contributor>Ada Berg</i></div>",
    ],
)
def test_credit_of_a_picture_is_no_byline(credit: str) -> None:
    data = '{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Harbour News"}}'
    assert names_of(f'<script type="application/ld+json">{data}</script>', credit) == ()
    assert names_of("", credit) == ()


@pytest.mark.parametrize(
    ("top", "body", "names"),
    [
        ('<meta name="author" content="Ada Berg (in Hull, England)">', "", ("Ada Berg",)),
        ('<meta name="author" content="Ada Berg)">', "", ("Ada Berg",)),
        ('<meta name="author" content="Boats &amp; i">', "", ()),
        ('<meta name="author" content="Ada Berg, MA, PhD">', "", ("Ada Berg",)),
        ('<meta name="author" content="A">', "", ()),
        ("", '<a class="author" href="/try">Try it now</a>', ()),
        ("", '<div class="author"><a href="#top">Back to top</a></div>', ()),
        ("", '<div class="byline">Written by Ada Berg<br>Edited by Jo Klein</div>', ("Ada Berg",)),
        (
            '<meta name="author" content="Ada Berg, Jo Klein, Ferries return to the harbour">',
            "",
            ("Ada Berg", "Jo Klein"),
        ),
        ("", '<p class="author">Ada Berg</p><p class="author">ada-berg</p>', ("Ada Berg",)),
    ],
)
def test_what_is_no_name_is_no_author(top: str, body: str, names: tuple[str, ...]) -> None:
    assert names_of(top, body, "Boats & i" if "Boats" in top else "Harbour News") == names


REPLY = (
    '<div class="answer-box"><div class="name-date"><span class="author">{}</span>'
    '<time datetime="2023-01-15">January 15</time></div><span>I met them once.</span></div>'
)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("".join(map(REPLY.format, ("Ann Lee", "Bo Roy", "Cy Day"))), ()),
        (f'<section class="webmentions">{REPLY.format("Ann Lee")}</section>', ()),
        (
            '<p class="byline">By <span class="author">Ada Berg</span></p>'
            + "".join(map(REPLY.format, ("Ann Lee", "Bo Roy", "Cy Day"))),
            ("Ada Berg",),
        ),
        (
            "".join(f'<div><b class="author">{n}</b> writes.</div>' for n in ("Ann Lee", "Bo Roy", "Cy Day")),
            ("Ann Lee",),
        ),
        ('<p class="byline">Redaktion: Jo Klein und <a href="/jo">Ada Berg</a></p>', ()),
        ('<p class="byline">Editor: <a href="/jo">Jo Klein</a></p>', ()),
        ('<p class="byline">Von Jo Klein und <a href="/ada">Ada Berg</a></p>', ("Jo Klein", "Ada Berg")),
        ('<p class="byline">By <a href="/ada">Ada Berg</a> and Jo Klein</p>', ("Ada Berg", "Jo Klein")),
        ('<p class="byline">By <a href="/ada">Ada Berg</a>, New York</p>', ("Ada Berg",)),
    ],
)
def test_a_byline_is_the_article_s_and_names_its_writers(body: str, names: tuple[str, ...]) -> None:
    assert names_of("", body) == names


def test_a_heading_with_a_byline_is_the_title_where_the_page_names_a_book() -> None:
    chapter = '<h1>Harbours of the north</h1><p class="byline">Written by Ada Berg</p><h1>Ferries</h1>'
    page = f"<title>Books - The Sea Handbook</title><h1>Contents of it</h1>{chapter}"
    root = dom.parse(page)
    assert title({}, meta_tags.read(root), root, "") == "Harbours of the north"
    named = '<meta property="og:title" content="The Sea Handbook">' + page
    root = dom.parse(named)
    assert title({}, meta_tags.read(root), root, "") == "The Sea Handbook"


def test_a_name_under_a_heading_at_the_end_signs_nothing() -> None:
    text = "".join(
        f"<p>{'The ferries return to the harbour after a long winter. ' * 3}{n}</p>" for n in "abc"
    )
    page = "<html><body><article><h1>Ferries return</h1>{}{}</article></body></html>"
    signed = read_page(Page("ferries", "ferries.html", page.format(text, "<p>Ada Berg</p>")))
    filed = read_page(Page("ferries", "ferries.html", page.format(text, "<h2>People</h2><p>Ada Berg</p>")))
    assert (signed.article.bylines, filed.article.bylines) == (("Ada Berg",), ())


def test_a_numbered_heading_and_a_control_sign_nothing() -> None:
    assert signature("I. Inspiration", "Ilanga") == signature("To Top", "Ilanga") == []


HOST = '<meta name="author" content="boats.example">'


@pytest.mark.parametrize(
    ("top", "body", "names"),
    [
        ("", '<div class="article__author">Politik · Ada Berg, Jo Klein</div>', ("Ada Berg", "Jo Klein")),
        (HOST, '<p class="firma"><em>Ada Berg</em> | Hull</p>', ("Ada Berg",)),
        (HOST, "", ()),
        ("", "<small>11.05.2012, 10:22 von adaberg </small>", ("adaberg",)),
        ("", "<div>Ada Berg<br><a href='//a.example'>The Boat</a><br>Thu, 14 May 2020</div>", ("Ada Berg",)),
        ("", "<div>Ada Berg saw the boats come in.</div><div>14 May 2020</div>", ()),
        ("", "<p>14 May 2020, Hull</p>", ()),
        ("", "<div><span>論説委員 山田花子</span></div>", ("山田花子",)),
        ('<meta name="author" content="海港网">', "<div>海港网<span>作者：李山</span></div>", ("李山",)),
        ('<meta name="author" content="name">', "<div>作者：未知 责任编辑：王海</div>", ()),
        ('<meta name="author" content="Harbour Wire">', '<a rel="author">Ada Berg</a>', ("Ada Berg",)),
    ],
)  # fmt: skip
def test_names_after_a_section_a_host_a_date_or_a_trade(top: str, body: str, names: tuple[str, ...]) -> None:
    page = f"<html><head>{top}</head><body><h1>The boats came in</h1>{body}</body></html>"
    read = meta_tags.read(dom.parse(page))
    assert bylines({}, [], read, "Harbour") == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee, Dale Today", ["Ann Lee"]),
        ("By Ann Lee, DALE TODAY Sports", ["Ann Lee"]),
        ("By Jean LEE, Marie BERG", ["Jean LEE", "Marie BERG"]),
    ],
)
def test_a_paper_after_a_writer_s_name_is_no_author(line: str, names: list[str]) -> None:
    assert people(line) == names


LINKED = (
    "<nav><a href=/travel>Travel</a></nav><ul><li><a href=/news/7>Post von Frau von der Aue</a></li></ul>"
)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<h1>Roads shut</h1><p><a href=/news>Digital Dale</a></p>", ()),
        (f"{LINKED}<h1>Roads shut</h1>", ()),
        ("<h1>Roads shut</h1><p class=author>von am 2 May 2012</p>", ()),
        (
            "<h1>Roads shut</h1><p class=author>Ann Lee</p><p class=author>Show all articles of Ann Lee</p>",
            ("Ann Lee",),
        ),
        ("<h1>Roads shut</h1><p>By Ann Lee - 2012-05-02T10:00:00Z</p>", ("Ann Lee",)),
        ("<h1>Roads shut</h1><p class=author>For Immediate Release</p>", ()),
        (
            "<h1>Roads shut</h1><ul>"
            + "".join(
                f"<li><p class=side-author><a href=/{n}>FLOODS, {n} Rise</a></p></li>"
                for n in ("Rain", "Ice", "Fog")
            )
            + "</ul>",
            (),
        ),
        ("<h1>Roads shut</h1><p>Un texte de <b>Ann Lee</b> d'<em>Enquête</em></p>", ("Ann Lee",)),
        (
            "<meta name=author value='Ann Lee'><h1>Roads shut</h1>"
            "<div class=byline><span>Ann Lee</span><p>Dale News Fellow</p></div>",
            ("Ann Lee",),
        ),
        ("<meta name=author content='Roads and rain - Valley'><h1>Roads shut</h1>", ()),
        (
            "<h1>Roads shut</h1><div class=signature><p>Por Ann Lee, d1 DL</p><time>2020-05-12</time></div>",
            ("Ann Lee",),
        ),
        ("<h1>Roads shut</h1><div><p>石佳/港口青年报</p><p>2019-09-24 09:10</p></div>", ("石佳",)),
        ("<meta name=author content='Ann Lee'><title>Roads shut | Ann Lee</title>", ("Ann Lee",)),
        (
            "<meta name=author content='Valley Gazeta'><meta property=og:site_name content='Valley Gazeta'>",
            (),
        ),
        ("<meta name=author content='User Admin'><h1>Roads shut</h1>", ()),
        ("<meta name=author content='Ann B.Lee'><h1>Roads shut</h1>", ("Ann B. Lee",)),
    ],
)
def test_a_section_a_link_and_a_word_are_no_authors(body: str, names: tuple[str, ...]) -> None:
    page = f"<html><head><title>Roads shut</title></head><body>{body}{BEFORE}</body></html>"
    article = read_page(Page("roads", "roads.html", page, "https://valley.example/news/roads")).article
    assert article.bylines == names


def test_a_name_before_the_source_at_the_end_signs() -> None:
    source = (
        "From: The Book of Dale. A valley in words and in pictures. The Dale Press, Dale 2015, with maps."
    )
    end = f"<p>Ann Rávic Lee</p><p>{source} All of its roads are on them.</p>"
    page = f"<html><head><title>Roads shut</title></head><body><h1>Roads shut</h1>{BEFORE}{end}</body></html>"
    assert read_page(Page("roads", "roads.html", page)).article.bylines == ("Ann Rávic Lee",)


def test_a_korean_signature_with_an_address() -> None:
    assert signature("최윤호 기자 uknow@harbour.example", "Harbour") == ["최윤호"]


def test_a_title_without_its_author() -> None:
    head = "<title>米朝首脳直通電話 戦術の成否：港新聞</title>"
    h1 = "<h1><span>米朝首脳直通電話 戦術の成否</span><br><span>編集委員 中沢克二</span></h1>"
    page = f"<html><head>{head}</head><body>{h1}</body></html>"
    root = dom.parse(page)
    assert title({}, meta_tags.read(root), root, "港新聞") == "米朝首脳直通電話 戦術の成否"


@pytest.mark.parametrize(
    "line",
    [
        "<div class='articleDate'>01.03.2024</div>",
        "<div class='dateofarticle'>01.03.2024</div>",
        "<div class='info'>2024-03-01<span>来源：海港网</span></div>",
        "<table><tr><td>发布日期：<!-- -->2024-03-01 责任编辑：王海</td></tr></table>",
    ],
)
def test_a_date_that_readers_see_is_the_article_s(line: str) -> None:
    assert facts("", line).published == "2024-03-01"


def test_the_date_of_a_comment_is_not_the_article_s() -> None:
    comment = '<div class="comment"><time datetime="2024-03-02">2 March</time></div>'
    assert facts("", comment).published == ""
    assert facts("", f'{comment}<time datetime="2024-03-01">1 March</time>').published == "2024-03-01"


def test_a_date_under_the_heading_of_a_page_without_a_first_level() -> None:
    head = "<title>Hens go to sea in May - Harbour</title>"
    body = "<h2>Hens go to sea in May</h2><p>2024-03-01 12:11 Hull</p>"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    found = about(Page("hens", "hens.html", page), json_ld.things(page), dom.parse(page))
    assert found.published == "2024-03-01T12:11:00"


def test_a_label_a_name_and_a_place_sign_at_the_end() -> None:
    line = "Autor: Steffen Pache, Sächsische Landesanstalt für Landwirtschaft, Köllitsch (D)"
    assert signature(line, "") == ["Steffen Pache"]
    assert signature("Author: The roads of Dale, and what became of them", "") == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("长江网10月4日讯（记者陈智 整合） 国庆中秋长假过半，但外媒关注武汉的热情不减。", ["陈智"]),
        ("本报武汉5月2日电（记者王明、李小红）春天到了。", ["王明", "李小红"]),
        ("这是一个很长的句子，说了很多话，还没有说到记者（记者会在下午举行）。", []),
    ],
)
def test_the_reporters_that_a_chinese_dateline_names(line: str, names: list[str]) -> None:
    assert of_dateline(line) == names


def test_a_date_a_control_and_what_the_house_offers_sign_nothing() -> None:
    assert signature("Read all", "") == []
    assert signature("Focus Valley App", "Focus Valley - Dale News") == []
    assert not is_name("DEC. 10")
    assert is_name("April")


@pytest.mark.parametrize(
    ("line", "more", "names"),
    [
        ("<p>Ann Lee</p>", "", ("Ann Lee",)),
        (
            "<p>Related Roads</p>",
            "<p>All that is related to roads is kept by the council in its own house.</p>",
            (),
        ),
        ("<p>Unión Europea</p>", "<p>Dale Street</p><p>Dale 12</p><p>Phone</p>", ()),
    ],
)
def test_a_line_that_is_a_name_alone_signs_where_few_are(
    line: str, more: str, names: tuple[str, ...]
) -> None:
    prose = more if more.count("<p>") == 1 else ""
    after = "" if prose else more
    text = f"<title>Roads</title><article><h1>Roads</h1>{BEFORE}{prose}{line}{after}</article>"
    assert read_page(Page("r", "r.html", text)).article.bylines == names


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Advertisement",
            "Sponsored",
            "News",
            "Opinion",
            "Topics",
            "Written by",
            "Buy now",
            "Guest author",
            "M.A.",
        ),
        *(
            "Werbung",
            "Publicité",
            "Publicidad",
            "Pubblicità",
            "Advertentie",
            "Реклама",
            "Udostępnij",
            "广告",
            "広告",
        ),
        *("图片来源", "シェア", "Dr", "[object Object]", "Ed. Jo Klein", "Compiled by Jo Klein"),
        *("Herausgegeben von Jo Klein", "Sous la direction de Jo Klein", "Onder redactie van Jo Klein"),
        *(
            "Под редакцией Ады Берг",
            "Traducción de Jo Klein",
            "Traduzione di Jo Klein",
            "Editors: Jo Klein, Ada Berg",
        ),
    ],
)
def test_a_label_a_section_and_an_editor_are_no_authors(text: str) -> None:
    data = f'{{"@type": "NewsArticle", "author": {{"@type": "Person", "name": "{text}"}}}}'
    assert names_of(f'<script type="application/ld+json">{data}</script>', "") == ()
    assert names_of(f'<meta name="author" content="{text}">', "") == ()
    assert names_of("", f'<p class="author">{text}</p>') == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("文・佐藤花子", ["佐藤花子"]),
        ("取材・文＝佐藤 花子", ["佐藤 花子"]),
        ("佐藤花子記者", ["佐藤花子"]),
        ("记者 王小明", ["王小明"]),
        ("本报记者 王小明 李雷 通讯员 韩梅", ["王小明", "李雷", "韩梅"]),
        ("王小明 记者", ["王小明"]),
        ("글 김하나", ["김하나"]),
        ("김하나 기자", ["김하나"]),
        ("文在寅", ["文在寅"]),
    ],
)
def test_a_label_in_chinese_japanese_or_korean_is_no_part_of_a_name(line: str, names: list[str]) -> None:
    assert people(line) == names
    assert names_of("", f'<p class="byline">{line}</p>') == tuple(names)


HOUSE = '<script type="application/ld+json">{"@type": "NewsArticle", "author": "Harbour News"}</script>'
HELPED = (
    '<script type="application/ld+json">{"@type": "Article", "author": {"name": "Ada Berg"},'
    '"contributor": [{"name": "Jo Klein"}, {"name": "Lea Orth"}]}</script>'
)


@pytest.mark.parametrize(
    ("top", "body", "names"),
    [
        ('<meta name="author" content="<b>Ada Berg</b>">', "", ("Ada Berg",)),
        (
            "",
            '<div class="x_authors"><span class="x_role_author"><i class="x_personname">Ada Berg</i>'
            "<i>Harbour Institute</i></span><span class=x_role_author><i class=x_personname>Jo Klein</i>"
            "<i>University of Hull</i></span></div>",
            ("Ada Berg", "Jo Klein"),
        ),
        (
            HOUSE,
            "<div><span><a>港はるか</a></span><time>2024年5月18日</time></div><p>船は出た。（港はるか）</p>",
            ("港はるか",),
        ),
        (HOUSE, "<div><span>港はるか</span></div><p>船は出た。</p>", ()),
        (HOUSE, "<ul><li><i>Author, </i><b>मीनाक्षी बिष्ट</b></li></ul>", ("मीनाक्षी बिष्ट",)),
        (HELPED, "<h4 class=author-name><a>Ada Berg</a>, <a>Jo Klein</a></h4>", ("Ada Berg", "Jo Klein")),
        (HELPED, "", ("Ada Berg",)),
    ],
)
def test_names_that_only_the_page_itself_tells_whole(top: str, body: str, names: tuple[str, ...]) -> None:
    assert names_of(top, body) == names


@pytest.mark.parametrize(
    ("top", "body", "publisher"),
    [
        ("<meta name=author content=Harbour.NET>", "", "Harbour.NET"),
        ("<title>Hens at sea - Harbour Post</title><meta name=author content='Harbour Post'>", "", ""),
        ("<title>Hens at sea - Harbour</title><meta name=author content=Harbour>", "", "Harbour"),
        ("<meta name=author content=Kust>", "<p>© 2019 Kust</p>", "Kust"),
        ("<meta name=author content='Ada Berg'>", "<p>© 2019 Ada Berg</p>", ""),
    ],
)
def test_the_house_in_a_meta_element_is_the_publisher(top: str, body: str, publisher: str) -> None:
    assert facts(top, body).publisher == publisher


def test_a_date_beside_other_things_is_read() -> None:
    line = "<div><a href=/>Coast</a><p>By Ada on 14.06.2019, 11:51 | 2 replies</p></div>"
    assert facts("", line).published == "2019-06-14T11:51:00"
    over = f"<div>14.06.2019 (ch)<b>3 of 5</b></div>{'<i>.</i>' * 20}<h1>Hens at sea</h1><p>Words.</p>"
    assert published({}, meta_tags.read(dom.parse(f"<html><body>{over}</body></html>"))) == "2019-06-14"


def test_a_date_and_a_byline_in_two_elements_of_one_box_are_read_where_data_name_the_house() -> None:
    box = "<div><div>23.01.2019</div><div>By Ada Berg and Jo Klein</div></div>"
    found = facts("<meta name=author content=Kust><title>Hens - Kust</title>", box)
    assert (found.bylines, found.published) == (("Ada Berg", "Jo Klein"), "2019-01-23")


def test_the_heading_is_the_title_where_sections_of_the_site_follow_in_the_title_element() -> None:
    head = "<title>Hens go out to sea » Port - All ports</title>"
    page = f"<html><head>{head}</head><body><h1>Kust</h1><h1>Hens go to sea</h1>"
    root = dom.parse(page)
    assert title({}, meta_tags.read(root), root, "Kust") == "Hens go to sea"


@pytest.mark.parametrize(
    "box",
    [
        "<div class=author><a>股市行情</a><div>总篇数<span>919</span>篇</div></div>",
        "<nav><a href=/a>市行情</a></nav><div class=author><a>市行情</a></div>",
        "<div class=byline>You May Also Like</div>",
    ],
)
def test_labels_of_a_box_for_the_author_name_nobody(box: str) -> None:
    assert not {"总篇数", "市行情", "You May Also Like"} & {*facts("", box).bylines}


def test_a_person_whose_name_is_the_host_s_is_no_publisher() -> None:
    text = "<html><head><meta name=author content='Ada Berg'></head><body><h1>Hens</h1></body></html>"
    page = Page("hens", "hens.html", text, "https://www.adaberg.example/hens")
    assert about(page, [], dom.parse(text)).bylines == ("Ada Berg",)
    assert about(page, [], dom.parse(text)).publisher != "Ada Berg"
