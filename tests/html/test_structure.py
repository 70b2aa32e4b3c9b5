"""Headings, lists, lines, code and languages keep their shape."""

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.html.read import read
from publish.model.json import article_json, article_plain
from tests.html.shown import AFTER, BEFORE, reading, shown

LINKED = '<h2 id="a">Alpha <a class="anchor" href="#a">{}</a></h2><p>Words of the first part of it.</p>'


@pytest.mark.parametrize("mark", ["#", "¶", "§", "🔗", "", "Permalink", "[edit]"])
def test_a_heading_sheds_the_link_to_itself(mark: str) -> None:
    assert shown(LINKED.format(mark))[0] == "# Alpha"


def test_a_heading_keeps_a_link_that_says_something() -> None:
    assert shown(LINKED.format("and Beta"))[0] == "# Alpha <and Beta>(#alpha-and-beta)"


def test_an_edit_link_goes_with_its_brackets() -> None:
    edit = '<span class="mw-editsection"><span>[</span><a href="/w?edit">edit</a><span>]</span></span>'
    assert shown(f"<h2>History{edit}</h2><p>It began with rain.</p>")[0] == "# History"


def test_a_heading_is_one_line() -> None:
    assert shown("<h2>First<br>part</h2><p>It began with rain.</p>")[0] == "# First part"


def test_what_stands_loose_in_a_list_is_kept_in_its_place() -> None:
    assert shown("<ul>Before <li>One</li><ul><li>one a</li></ul><p>stray</p><li>Two</li></ul>") == [
        "Before",
        "* One",
        "  * one a",
        "  stray",
        "* Two",
    ]


def test_an_ordered_list_begins_where_its_first_item_says() -> None:
    assert shown("<ol><li value=4>Four</li><li>Five</li></ol>") == ["4. Four", "5. Five"]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol><li>One</li><li value=7>Seven</li><li>Eight</li></ol>", ["1. One", "7. Seven", "8. Eight"]),
        ("<ol type=a><li>One</li><li value=28>Two</li></ol>", ["a. One", "ab. Two"]),
        ("<ol type=I start=9><li>Nine</li><li>Ten</li></ol>", ["IX. Nine", "X. Ten"]),
        ("<ol reversed><li>One</li><li></li><li>Three</li></ol>", ["3. One", "1. Three"]),
        ("<ol style='list-style-type: lower-roman'><li>One</li><li>Two</li></ol>", ["i. One", "ii. Two"]),
        ("<ol type=a start=0><li>None</li></ol>", ["0. None"]),
        ("<ol><li></li><li>Two</li></ol>", ["2. Two"]),
    ],
)
def test_items_keep_the_numbers_that_a_browser_shows(markup: str, lines: list[str]) -> None:
    assert shown(markup) == lines


def test_verse_keeps_its_lines_as_json_and_as_text() -> None:
    lines = "The boat is old,\nthe net is torn.\nWe sail."
    read = reading(f"<p class=verse>{lines.replace(chr(10), '<br>')}</p>")
    blocks = article_json(read.article)["sections"][0]["blocks"]
    assert blocks[3]["text"] == lines
    assert lines in article_plain(read.article)


@pytest.mark.parametrize("close", ["", "</dt>"])
def test_terms_that_share_a_definition_stand_together(close: str) -> None:
    assert shown(f"<dl><dt>Spate{close}<dt>Freshet{close}<dd>A flood.<dd>A thaw.</dl>") == [
        ": Spate, Freshet = A flood.",
        ": A thaw.",
    ]


def test_verse_and_addresses_keep_their_lines() -> None:
    verse = "<p class=verse>Roses are red<br>Violets are blue<br><br>Sugar is sweet</p>"
    assert shown(verse) == ["Roses are red / Violets are blue", "Sugar is sweet"]
    assert shown("<pre class=wp-block-verse>Roses are red\nViolets are blue</pre>") == [
        "Roses are red / Violets are blue"
    ]
    assert shown("<address>12 Mill Lane<br>Dale</address>") == ["12 Mill Lane / Dale"]


def test_line_breaks_part_the_paragraphs_of_prose() -> None:
    assert shown("<p>It rained <b>nine days.<br><br>Then</b> it stopped for good.<br>The end came.</p>") == [
        "It rained *nine days.*",
        "*Then* it stopped for good.",
        "The end came.",
    ]


def test_code_keeps_its_lines_and_sheds_their_numbers() -> None:
    assert shown("<pre><code><div>one</div><div>two</div></code></pre>") == ["code 'one\\ntwo'"]
    numbered = "<table><tr><td class=gutter><pre>1\n2</pre></td><td><pre>one\n  two</pre></td></tr></table>"
    assert shown(numbered) == ["code 'one\\n  two'"]
    assert shown("<pre><span class=lineno>1 </span>one\n<span class=lineno>2 </span>two</pre>") == [
        "code 'one\\ntwo'"
    ]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<h2 lang=cy>Newyddion</h2><p lang=cy>Mae'n bwrw.</p>", ["# Newyddion", "Mae'n bwrw. @cy"]),
        ("<blockquote lang=es><p>Hola.</p></blockquote>", ["quote: @es", "  Hola."]),
        ("<ul lang=it><li>Ciao.</li><li lang=en>Hello.</li></ul>", ["* Ciao. @it", "* {en Hello.} @it"]),
        ("<ul><li lang=fr>Bonjour.</li><li>Hello.</li></ul>", ["* {fr Bonjour.}", "* Hello."]),
        ("<dl><dt lang=fr>Pluie</dt><dd>Rain.</dd></dl>", [": {fr Pluie} = Rain."]),
        (
            "<table lang=fr><tr><th>Mois<th>Pluie<tr><td lang=de>Januar<td>8</table>",
            ["table () @fr", "  !Mois | !Pluie", "  Januar@de | 8"],
        ),
        (
            "<figure lang=fr><img src=a.jpg><figcaption>Le pont.</figcaption></figure>",
            ["figure https://valley.example/news/a.jpg [Le pont.] (Le pont.) () @fr"],
        ),
        ("<p>He said <i lang=fr>c'est la vie</i> again.</p>", ["He said {fr /c'est la vie/} again."]),
    ],
)
def test_every_element_may_say_its_language(markup: str, lines: list[str]) -> None:
    assert shown(markup) == lines


def test_a_page_that_names_no_language_may_name_one_for_a_passage() -> None:
    assert shown("<p>He said <i lang=fr>c'est la vie</i> again.</p>", attributes="") == [
        "He said {fr /c'est la vie/} again."
    ]


def test_the_language_of_a_heading_is_that_of_its_words() -> None:
    article = reading("<h2 lang=cy>Newyddion heddiw</h2><p>Words of the first part of it.</p>").article
    assert [sentence.lang for sentence in article.sections[1].heading] == ["cy"]


def test_no_section_has_the_id_of_another_one_s_heading() -> None:
    article = reading("<h2>Alpha</h2><p>Words of it.</p><h2>Alpha h1</h2><p>Words of it too.</p>").article
    ids = [id for s in article.sections for id in (s.id, *(sentence.id for sentence in s.heading))]
    assert len(set(ids)) == len(ids)


def test_the_page_s_own_list_of_its_headings_is_left_out() -> None:
    links = "".join(f'<li><a href="#{name.lower()}">{name}</a></li>' for name in ("Alpha", "Beta", "Gamma"))
    parts = "".join(
        f"<h2 id={n.lower()}>{n}</h2><p>Words of this part.</p>" for n in ("Alpha", "Beta", "Gamma")
    )
    for title in ("<h2>Contents</h2>", "<p><strong>In this article</strong></p>", "<div>On this page:</div>"):
        lines = shown(f"<div>{title}<ul>{links}</ul></div>{parts}")
        assert [line for line in lines if "Words" not in line] == ["# Alpha", "# Beta", "# Gamma"]
    assert shown(f"<h2>Contents</h2><ul><li>Eggs</li><li>Milk</li></ul>{parts}")[:2] == [
        "# Contents",
        "* Eggs",
    ]


def test_a_heading_is_not_judged_by_an_id_made_of_its_words() -> None:
    heading = '<h3><span class="mw-headline" id="CEO_promotion_and_related_sponsors">Promotion</span></h3>'
    assert shown(f"{heading}<p>It went to the engineer.</p>")[0] == "# Promotion"


def test_what_an_article_draws_on_is_part_of_it() -> None:
    books = "".join(f"<li>Lee, Ann ({year}). A history of rain. Dale Press.</li>" for year in (1998, 2004))
    lines = shown(
        "",
        after=f"<h2>See also</h2><ul><li><a href=/x>Floods</a></ul><h2>References</h2><ul>{books}</ul>",
    )
    assert "# References" in lines
    assert "* Lee, Ann (1998). A history of rain. Dale Press." in lines


def test_a_heading_of_strokes_is_a_line() -> None:
    assert shown("<p>It rained all night.</p><h2>___</h2><p>The sun came out again.</p>")[1] == "---"


def test_a_frame_that_holds_the_title_is_no_box_whatever_its_name() -> None:
    page = Page(
        "ferry",
        "ferry.html",
        f'<article><div class="sidebar-grid"><h1>The ferry waits</h1>{BEFORE}</div>{AFTER}</article>',
        "https://harbour.example/",
    )
    article = read(page).article
    assert article.title == "The ferry waits"
    assert [section.heading for section in article.sections] == [()]


def test_a_deck_that_is_set_as_a_heading_is_running_text() -> None:
    result = shown('<h2 class="deck">Nobody crossed on Tuesday after the storm</h2><p>Rain fell.</p>')
    assert result == ["Nobody crossed on Tuesday after the storm", "Rain fell."]


def test_what_stands_under_a_single_heading_stands_beside_it() -> None:
    text = "<p>The water came in the night.</p>"
    under = f"<h2>The flood of Dale</h2>{text}<h3>The night</h3>{text.replace('night', 'dark')}"
    assert [
        line for line in shown(f"{under}<h3>The day</h3>{text.replace('night', 'day')}") if "#" in line
    ] == [
        "# The flood of Dale",
        "# The night",
        "# The day",
    ]
    assert "## The night" in shown(under)
