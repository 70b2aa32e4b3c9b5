"""What stands round an article goes, what looks like it and belongs to it stays."""

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.html.read import read
from publish.model.json import article_json

PROSE = """<p>The ferry left the old harbour at noon with forty people and three goats on board.</p>
<p>By evening the wind had risen, and the captain decided to wait behind the island until the morning.</p>
<p>Nobody was hurt, and the goats ate most of the cheese that had been meant for the market in town.</p>"""


def shown(body: str, head: str = "") -> str:
    """All visible text of a page whose title is "The ferry waits", one block a line."""
    page = f"<html lang=en><head><title>The ferry waits</title>{head}</head><body>{body}</body></html>"
    reading = read(Page("ferry", "ferry.html", page, "https://harbour.example/news/ferry"))
    return str(article_json(reading.article)["text"])


def story(*, before: str = "", middle: str = "", after: str = "", head: str = "") -> str:
    prose = PROSE.replace("</p>\n<p>Nobody", f"</p>\n{middle}<p>Nobody")
    return shown(f"<article><h1>The ferry waits</h1>{before}{prose}{after}</article>", head)


CAKE = "<p>The cook had baked a cake, which the mayor never came to fetch.</p>"
AUTHOR = '<meta name="author" content="Ada Berg">'
TEASER = """<section class="article-teaser-list-widget"><h3>Main points</h3><div>
<a href="/news/1"><div><h1>A bridge that nobody crosses any more is sold to a baker</h1></div></a>
<a href="/news/2"><div><h1>Every second lighthouse keeper would like to have a dog</h1></div></a>
</div></section>"""

GONE = {
    "a video that did not load": (
        {
            "after": "<div><div>We apologize, but this video has failed to load.</div><div>Try refreshing "
            "your browser, or<br><a href=/v>tap here to see other videos from our team</a>.</div></div>"
        },
        "has failed",
    ),
    "what to do about a video that did not load": (
        {"after": "<div><div>Try refreshing your browser, or<br><a href=/v>tap here</a>.</div></div>"},
        "refreshing",
    ),
    "a list of the article's own headings": (
        {
            "middle": "<ul><li><a href='#a'>The first boat</a><li><a href='#b'>The second boat</a></ul>",
            "after": f"<h2 id=a>The first boat</h2>{CAKE}<h2 id=b>The second boat</h2><p>It left empty.</p>",
        },
        "The first boat\nThe second boat",
    ),
    "a picture that points to another story": (
        {
            "middle": "<figure><div>Lest auch</div><img src=/p/bridge-01.jpg alt=''>"
            "<div>Die Brücke am Hafen wird nun doch gebaut</div></figure>"
        },
        "Brücke",
    ),
    "the portrait of who wrote it": (
        {
            "before": "<figure><img src=/p/face-01.jpg alt=''><figcaption>Von Ada Berg, Redakteurin "
            "06.11.2025, 17:06 Uhr</figcaption></figure>",
            "head": AUTHOR,
        },
        "Redakteurin",
    ),
    "the portrait of who wrote it, by its alt text": (
        {
            "before": "<div><img src=/p/face-01.jpg alt='Autorenprofilbild von Ada Berg'></div>",
            "head": AUTHOR,
        },
        "Autorenprofilbild",
    ),
    "a heading that names who wrote it": (
        {"before": "<h2>The ferry is late</h2><h5>By Ada Berg, Harbour</h5>", "head": AUTHOR},
        "Ada Berg",
    ),
    "how long ago an entry was made": (
        {"middle": "<div><span>21 mins ago</span><span>11:48</span></div>"},
        "mins ago",
    ),
    "how to cite": (
        {
            "after": "<p>The ferry waits: . In: Harbour Post, 20.10.2025, https://harbour.example/1 "
            "(abgerufen am: 21.10.2025)</p>"
        },
        "abgerufen",
    ),
    "where to write to the author": ({"after": "<p>• Email: ada@harbour.example</p>"}, "harbour.example"),
    "an aside that says who wrote and when": (
        {
            "middle": "<aside><p><b>Ada Berg</b><time>30. Juni 2025, <br>15:59 Uhr</time></p></aside>",
            "head": AUTHOR,
        },
        "15:59",
    ),
    "the sharing links before the text": (
        {"before": '<aside><time>Sat 24 Feb 2024 12.42 CET</time><a href="mailto:?x">Email link</a></aside>'},
        "Email link",
    ),
    "a list of services before the text": (
        {"before": "<ul><li>Messenger</li><li>WhatsApp</li></ul>"},
        "Messenger",
    ),
    "the time that reading takes": ({"before": "<p>Lesezeit: 2 Min.</p>"}, "Lesezeit"),
    "who wrote it, set as a heading": ({"before": "<h2>By Ada Berg</h2>", "head": AUTHOR}, "Ada Berg"),
    "a box with the author's portrait and office": (
        {
            "middle": '<aside><img src="/a.jpg" alt="Ada Berg">By <a href="/ada">Ada Berg</a> '
            "<span>Harbour correspondent</span></aside>",
            "head": AUTHOR,
        },
        "correspondent",
    ),
    "a card under a heading that says read more": (
        {
            "middle": '<div><h4>Read more</h4><figure><a href="/b"><img src="/b.jpg" alt="A dog"></a>'
            '</figure><h3><a href="/b">Every second lighthouse keeper would like to have a dog</a></h3></div>'
        },
        "dog",
    ),
    "a kicker over the subtitle": (
        {"before": "<h2>Shipping</h2><h2>A crossing takes a day and a night</h2>"},
        "Shipping",
    ),
    "who the author is, after the text": (
        {"after": "<p>Ada Berg has written about ferries since 1998 and lives on one.</p>", "head": AUTHOR},
        "since 1998",
    ),
    "an agency's desk, after the text": (
        {"after": "<p>Reporting by Ada Berg; editing by Jo Klein and Max Stein in Hull</p>"},
        "Klein",
    ),
    "a newsletter, after the text": (
        {"after": '<p>Our newsletter tells you each <a href="/n">Friday</a> what moved on the water.</p>'},
        "Friday",
    ),
    "what a broadcaster says of the piece": (
        {"after": "<p>Dieses Thema im Programm: Radio Harbour | Nachrichten | 28. April 2023 | 10 Uhr</p>"},
        "Programm",
    ),
    "other stories with a heading of the first level each": ({"middle": TEASER}, "Main points"),
    "headlines with a word before each": (
        {
            "middle": "<h3>For you, with care</h3><ul><li><b>Now: </b><a href='/1'>A tug that could</a></li>"
            "<li><b>What now?</b> <a href='/2'>Hens are counted twice</a></li></ul><h3>The night</h3>"
        },
        "For you",
    ),
    "lines with one label before their links": (
        {
            "middle": "<p><b>FUNDA |</b> <a href='/1'>Isikebhe silindile</a></p>",
            "after": "<p><b>FUNDA |</b> <a href='/2'>Izinkukhu ziyajabula</a></p>",
        },
        "FUNDA",
    ),
    "a link to another place of the page": (
        {"after": "<p><a href='#top'>Go to the keys</a></p>"},
        "the keys",
    ),
    "the head of an entry in a live blog": (
        {"middle": "<div><time>20:42</time><mark>KEY EVENT</mark></div>"},
        "20:42",
    ),
    "a notice set as a quotation": (
        {"middle": "<blockquote><p>We may earn a commission from sales of hens.</p></blockquote>"},
        "commission",
    ),
    "a message that is not shown": (
        {"before": '<div class="bar is-hidden"><p>Find us no longer on the usual network.</p></div>'},
        "usual network",
    ),
    "what a machine made of it": (
        {
            "middle": "<div><h3>Die Fahrt in Kürze</h3><ul><li>Vierzig Menschen warteten.</li></ul>"
            "<p>Diese Zusammenfassung wurde mit KI erstellt.</p></div>"
        },
        "Vierzig",
    ),
    "an offer of a newsletter": (
        {"middle": "<div><h2>Newsletter: The tide</h2><p>Each Monday, all ships that came in.</p></div>"},
        "Each Monday",
    ),
    "a panel that shows the same in fewer words": (
        {
            "after": "<div><div role=tabpanel><p>" + "The goats slept on the upper deck. " * 80 + "</p></div>"
            "<div role=tabpanel><p>In short, the ferry was late.</p></div></div>"
        },
        "In short",
    ),
    "a story with a picture and a headline that leads to it": (
        {"middle": "<div><img src='/b.jpg'><h3><a href='/b'>A bridge is sold to a baker</a></h3></div>"},
        "a baker",
    ),
    "a list of articles": (
        {
            "after": "<div>"
            + "<article><h2><a href='/1'>Hens at sea</a></h2><p>Hens board.</p></article>" * 2
            + "</div>"
        },
        "Hens board",
    ),
    "what stands for something that is not there": (
        {"middle": "<div class=social-placeholder><h3>Externer Inhalt nicht verfügbar</h3></div>"},
        "Externer",
    ),
    "a call for hints": (
        {"middle": "<p>Were you on board? Get in touch at desk@harbour.example</p>"},
        "on board?",
    ),
    "a label in capitals before a link": (
        {"middle": "<p>ADD TO CART: <a href='/s'>A goat's bell, polished</a></p>"},
        "bell",
    ),
    "comments": ({"after": "<h3>15 » Comments</h3><p>First.</p><p>Agreed, all of it.</p>"}, "Agreed"),
    "a box under a heading that says what it is": (
        {
            "middle": "<div><h1>You might also like</h1><div><a href='/1'>A bridge is sold to a baker</a>"
            "<p>It has stood empty since the road was moved, and smells of bread now.</p></div>"
            "<div><a href='/2'>Hens are counted twice</a><p>The second count found one more.</p></div></div>"
        },
        "smells of bread",
    ),
    "a list of headlines with words that break off": (
        {
            "before": "<ul>"
            + "".join(
                f"<li><a href='/{n}'>The harbour gets its bell {n}</a> "
                f"<span>It was cast in spring and has hung in the north tower since {n}...</span></li>"
                for n in range(4, 8)
            )
            + "</ul>"
        },
        "north tower",
    ),
    "a question of consent in a window of its own": (
        {
            "after": "<div class=modal><h2>Welcome</h2><p>Read on as usual with personalisierter Werbung, mit"
            " personalisierter Werbung.</p><p>Agree</p></div>"
        },
        "Agree",
    ),
    "a sidebar about the one who writes": (
        {"after": "<h3>About me</h3><p>Hi there! I bake, and I live by the sea.</p>"},
        "I bake",
    ),
    "an offer to give it away": ({"middle": "<p>Gift this article</p>"}, "Gift this"),
    "a link to another story in a figure": (
        {
            "middle": "<figure><a href=/news/7><div><img src=/p/bridge.jpg></div><div>The bridge that waited "
            "six years</div><span>Read more</span></a></figure>"
        },
        "six years",
    ),
    "a link that is a button": (
        {"middle": '<p class="wrapper"><a class="button primary" href=/s>Share Harbour Hours</a></p>'},
        "Harbour Hours",
    ),
    "the number of a column in print": (
        {"middle": '<p>The mate <span class="column-number">Column 44WH</span>asked for a hammer.</p>'},
        "Column",
    ),
    "the number of a picture": ({"middle": "<p>Image 1 of 5</p>"}, "Image 1"),
}


@pytest.mark.parametrize("name", GONE)
def test_what_frames_an_article_goes(name: str) -> None:
    parts, gone = GONE[name]
    text = story(**parts)
    assert gone not in text
    assert "left the old harbour" in text
    assert "ate most of the cheese" in text


KEPT = {
    "the text between two boxes of other stories": (
        {
            "after": "<h3>Auch interessant</h3><div><a href=/1>Hafen</a></div>"
            "<p>Dort soll im nächsten Jahr ein zweiter Kai entstehen, an dem auch größere Boote liegen.</p>"
            "<h3>Auch interessant</h3><div><a href=/2>Boote</a></div>"
        },
        "ein zweiter Kai",
    ),
    "a list that says more than the headings": (
        {
            "middle": "<ul><li>The first boat (11.39)</li><li>The second boat</li></ul>",
            "after": f"<h2>The first boat</h2>{CAKE}<h2>The second boat</h2><p>It left empty.</p>",
        },
        "The first boat (11.39)",
    ),
    "a gift that is told of": (
        {"middle": "<p>She asked for a gift, this article among them.</p>"},
        "asked for a gift",
    ),
    "a summary without a full stop": (
        {
            "before": "<p>Forty people spent a night behind the island</p>",
            "head": '<meta name="description" content="Forty people spent a night behind the island">',
        },
        "Forty people spent a night",
    ),
    "points to remember before the text": (
        {"before": "<ul><li>The ferry left at noon as planned</li><li>The wind rose by evening</li></ul>"},
        "The wind rose by evening",
    ),
    "a heading that opens the text": ({"before": "<h2>A night behind the island</h2>"}, "A night behind"),
    "a last paragraph that quotes the author of a letter": (
        {"after": "<p>Ada Berg, the mate, said: “We shall never carry cheese again.”</p>", "head": AUTHOR},
        "never carry cheese",
    ),
    "those who helped to report": (
        {"after": "<p>Jo Klein in Hull and Max Stein in Bremen contributed to this report.</p>"},
        "contributed to this report",
    ),
    "a last paragraph on an app with a link": (
        {"after": '<p>The timetable, the mate says, is kept in <a href="/a">an app</a> of the port.</p>'},
        "kept in an app of the port",
    ),
    "text before a heading that repeats the title": (
        {"middle": "<h3>The ferry waits at last</h3>"},
        "left the old harbour",
    ),
    "a section after a box that would end an article": (
        {
            "after": "<h4>Auch interessant</h4><h3>The morning</h3>"
            "<p>At six the wind had gone, and the ferry left the island with its whole load.</p>"
        },
        "At six the wind had gone",
    ),
    "one line with a label before its link": (
        {"middle": "<p>The log: <a href='/log'>Forty people, three goats</a></p>"},
        "Forty people, three goats",
    ),
    "a part of a list with much text under each linked heading": (
        {
            "middle": "<div><h3><a href='https://shop.example/bell'>A bell</a></h3><p>"
            + "It rings when the goat does. " * 12
            + "</p></div>"
        },
        "It rings when",
    ),
    "what plays in a browser": (
        {"middle": "<iframe src='https://player.vimeo.com/video/1' title='The crossing, filmed'></iframe>"},
        "Video: The crossing, filmed",
    ),
    "a sentence in a script without spaces": ({"after": f"<p>{'နိုင်ငံတော်အကြည်ညို' * 6}</p>"}, "နိုင်ငံတော်"),
    "a sentence on machines that sum up": (
        {"after": "<p>The mate has a machine, an AI, that can summarize the log of any ship.</p>"},
        "the log of any ship",
    ),
    "a summary in a box with a misleading name": (
        {
            "before": "<ul class=footer><li><h2>Forty people spent a night behind an island</h2></li></ul>",
            "head": '<meta name="description" content="Forty people spent a night behind an island">',
        },
        "behind an island",
    ),
    "a component whose name looks like that of a consent box": (
        {"middle": "<div class='v-cmp'><h3>Reaction in the harbour</h3><p>We were calm.</p></div>"},
        "Reaction in the harbour",
    ),
    "the times of a recipe": (
        {"middle": '<div class="recipe-meta-container"><div>Prep time 10 minutes</div></div>'},
        "Prep time 10 minutes",
    ),
    "the title of a box, above its text": (
        {
            "middle": '<div class="infobox"><div class="infobox__navigation"><h3>Warm water</h3></div>'
            f'<div class="infobox__content"><h4>How it works</h4>{CAKE}</div></div>'
        },
        "Warm water",
    ),
    "who speaks before the first long paragraph": (
        {
            "head": AUTHOR,
            "before": "<div>The Minister (Lab)</div><p>I beg to move.</p>",
            "after": "<div>The Minister (Lab)</div><p>I will.</p><p>Question put and agreed to.</p>",
        },
        "The Minister (Lab)\nI beg to move",
    ),
    "who speaks, where the name is a link with a portrait": (
        {
            "middle": '<div class="contribution"><a href=/m/1><img src=/p/pugh-01.jpg alt=""><div>Ann Pugh'
            f"</div><div>(Mid Teifi) (Lab)</div></a>{CAKE}</div>",
        },
        "(Mid Teifi) (Lab)",
    ),
    "a motion that is put and resolved": (
        {
            "before": "<p>I beg to move,</p><p>That this House has considered the buses of the isle.</p>",
            "after": "<p>Resolved,</p><p>That this House has considered the buses of the isle.</p><p>Ay</p>",
        },
        "Resolved,\nThat this House",
    ),
    "the times of entries, with their headings": (
        {
            "after": "<ol>"
            + "".join(
                f"<li><article><h3>{head}</h3><p><time>{at}</time></p>{CAKE}</article>"
                for head, at in (("It ends", "21:58"), ("Power is back", "19:20"), ("Good morning", "08:00"))
            )
            + "</ol>"
        },
        "19:20: Power is back",
    ),
    "a text that a service to subscribe to has loaded": (
        {"middle": f'<div id="piano-inline-content">{CAKE}</div>'},
        "mayor never came",
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_belongs_to_an_article_stays(name: str) -> None:
    parts, kept = KEPT[name]
    assert kept in story(**parts)


def test_a_standfirst_that_the_text_repeats_is_read_once() -> None:
    spoken = "Forty people and three goats spent a night at sea."
    text = story(before=f"<p class=standfirst>{spoken}</p><div class=article-body><p>{spoken}</p></div>")
    assert text.count(spoken) == 1


LONG = "".join(
    f"<p>On day {n} the ferry waited, and the cook made soup of what was left.</p>" for n in range(40)
)


def test_a_text_that_the_page_holds_twice_is_read_where_it_is_seen() -> None:
    """The second stands hidden and without its paragraphs behind the first, for a box that asks for money."""
    bare = LONG.replace("<p>", "").replace("</p>", "")
    text = shown(f'<article><h1>The ferry waits</h1>{LONG}<div style="display:none">{bare}</div></article>')
    assert text.count("On day 7 the ferry") == 1
    assert text.count("On day 39 the ferry") == 1


def test_a_text_that_the_page_holds_hidden_alone_is_read() -> None:
    text = shown(f'<article><h1>The ferry waits</h1><div style="display:none">{LONG}</div></article>')
    assert text.count("On day 7 the ferry") == 1


def test_a_caption_without_its_picture_is_no_paragraph() -> None:
    lost = "<figure><figcaption>The quay at dawn</figcaption></figure>"
    page = f"<article><h1>The ferry waits</h1>{PROSE}{lost}</article>"
    shape = article_json(read(Page("ferry", "ferry.html", page)).article)
    assert [(image["src"], image["caption"]) for image in shape["images"]] == [("", "The quay at dawn")]


def test_an_article_stays_in_a_wrapper_that_begins_with_other_stories() -> None:
    links = "".join(f"<li><a href=/{n}>The harbour gets its bell number {n}</a></li>" for n in range(3))
    long = PROSE.replace(".</p>", ", and so it was written down by the harbour master that night.</p>")
    text = shown(f"<div><h2>Trending</h2><ul>{links}</ul><div><h2>The ferry waits</h2>{long}</div></div>")
    assert "forty people" in text
    assert "Trending" not in text


def test_teasers_in_links_go_with_the_heading_over_them_though_their_titles_are_headlines() -> None:
    summary = PROSE.replace("<p>", "").split("</p>")[0]
    cards = "".join(
        f"<li><a href=/{n}><h1>The harbour gets its bell number {n}</h1><p>{summary}</p></a></li>"
        for n in range(3)
    )
    text = shown(f"{PROSE}<div><h1>You might also like</h1><ul>{cards}</ul></div>")
    assert "forty people" in text
    assert "bell number" not in text


def test_provisions_of_a_law_stay_however_short() -> None:
    lines = ("In this Act the words have the meanings given below.", "Short title.", "Repealed.", "Repealed.")
    text = shown("".join(f"<p>({n}) {line}</p>" for n, line in enumerate(lines, 1)))
    assert all(f"({n}) {line}" in text for n, line in enumerate(lines, 1))


def test_short_answers_in_a_dialogue_stay() -> None:
    lines = (
        "ANNA: Who has eaten all of the cheese?",
        "TOM: Me.",
        "ANNA: And the bread?",
        "TOM: Me.",
        "ANNA: Oh.",
    )
    text = shown(PROSE + "".join(f"<p>{line}</p>" for line in lines))
    assert "\n".join(lines) in text


def test_a_comment_in_code_stays() -> None:
    code = '<pre><code><span class="hljs-comment"># where the goats are</span>\ngoats = 3</code></pre>'
    assert "# where the goats are" in story(middle=code)


def test_a_refrain_stays_each_time() -> None:
    refrain = "So the boat went out on the morning tide, and the bell rang twice for those on board."
    verses = "".join(f"<p>{line}</p><p>{refrain}</p>" for line in PROSE.replace("</p>", "").split("<p>")[1:])
    assert shown(f"<article><h1>The ferry waits</h1>{verses}</article>").count(refrain) == 3


def test_a_short_paragraph_without_spaces_is_running_text() -> None:
    body = "<p>渡船中午载着四十人和三只山羊离开了旧港，海面十分平静，船长说这样的天气很少见。</p>"
    assert "分类：新闻" not in shown(
        f"<article><h1>The ferry waits</h1><p>分类：新闻</p>{body * 2}</article>"
    )


def test_a_paragraph_stays_under_each_heading() -> None:
    line = (
        "<p>The boat leaves at noon, and nobody may board it after the bell has rung for the second time.</p>"
    )
    assert shown(f"<article><h1>The ferry waits</h1>{line}<h2>In May</h2>{line}</article>").count("bell") == 2


def test_short_headed_entries_behind_a_summary_stay() -> None:
    summary = "渡船中午载着四十人和三只山羊离开了旧港，海面十分平静，船长说这样的天气很少见。"
    entries = "<p>各地情况如下。</p><p>＜北港＞</p><p>风力五级，停航。</p>"
    head = f'<meta name="description" content="{summary}">'
    body = f"<article><h1>The ferry waits</h1><p>{summary}</p>{entries}<p>{summary[::-1]}。</p></article>"
    assert "＜北港＞" in shown(body, head)


LINE = "the ferry left the old harbour with forty people and three goats on board."
SIDE = "<h2>Our books</h2>" + "".join(
    f"<p>Book {n} of the river is out, and you can order it today from our own shop on the quay.</p>"
    for n in range(1, 7)
)


@pytest.mark.parametrize(
    ("main", "side"),
    [
        ("content primary", "aside secondary"),
        ("column-wide", "column-small"),
        ("col span_8_of_12", "col span_4_of_12"),
        ("col-md-8", "col-md-4"),
    ],
)
def test_a_side_column_in_a_row_with_the_text_is_left_out(main: str, side: str) -> None:
    text = "".join(f"<p>At noon on day {n} {LINE}</p>" for n in range(1, 13))
    box = f"<div class='{main}'><h1>The ferry waits</h1>{text}</div><div class='{side}'>{SIDE}</div>"
    assert "our own shop" not in shown(f"<div class=page>{box}</div>")


def test_a_column_that_holds_a_part_of_the_text_stays() -> None:
    first = "<div class=col-md-8><h1>The ferry waits</h1><p>Rain fell on the quay all day.</p></div>"
    assert "three goats" in shown(f"<div class=page>{first}<div class=col-md-4>{PROSE}</div></div>")


def test_a_provision_with_the_mark_of_an_amendment_stays() -> None:
    lines = ("(1) Short title.", "(2) Repealed", "[<sup>F1</sup>(3) A fee]", "(4) Repealed")
    text = shown("".join(f"<p>{line}</p>" for line in lines) + PROSE)
    assert "[F1(3) A fee]" in text


@pytest.mark.parametrize(
    "end",
    [
        "<p>The last of them was the father of the cook. ♦</p>",
        "<p>Their names are painted on the rock in red:</p><p>Emil Voss<br>Arno Kehl</p>",
        "<p>The speed of the ferry is then given by</p><p><math><mi>v</mi><mo>=</mo><mi>s</mi></math></p>",
    ],
    ids=["a mark after the last sentence", "names that a sentence leads to", "a formula"],
)
def test_the_last_lines_of_an_article_stay(end: str) -> None:
    last = end.removesuffix("</p>").rpartition(">")[2] if "math" not in end else "v"
    assert last in shown(f"<article><h1>The ferry waits</h1>{PROSE}{end}</article>").splitlines()[-1]


def test_a_heading_named_as_the_paragraphs_beside_it_are_stays() -> None:
    part = '<div role="heading" aria-level="2" class="paywall"><b>II.</b></div>'
    prose = f"{PROSE}{part}{PROSE.replace('goats', 'sheep')}".replace("<p>", "<p class=paywall>")
    text = shown(f"<h1>The ferry waits</h1>{prose}")
    assert "\nII.\n" in text


def test_a_remark_set_apart_stays_and_an_offer_does_not() -> None:
    box = "<div class='card callout-card'><div class=callout-text>{}</div></div>"
    assert "metal" in story(middle=box.format("A forme is the metal type, ready to print."))
    assert "letter" not in story(middle=box.format("Sign up for our newsletter, which comes each week."))


def test_a_heading_that_opens_its_part_is_a_heading_though_a_button() -> None:
    assert "When is it safe?" in story(middle=f"<h3><button>When is it safe?</button></h3>{CAKE}")


def test_a_field_whose_label_alone_is_hidden_is_shown() -> None:
    box = (
        "<div class='field--label-visually_hidden'><div class='field__label visually-hidden'>Image</div>"
        "<div>Two goats</div></div>"
    )
    text = story(middle=box)
    assert "Two goats" in text
    assert "Image" not in text
