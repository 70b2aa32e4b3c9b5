"""Lines in bold that part the text are headings; other lines in bold stay what they are."""

from __future__ import annotations

import pytest

from publish.draft.model import HeadingDraft, ParagraphDraft
from publish.draft.page import Page
from publish.html.blocks.crossheads import with_headings
from publish.html.read import read
from publish.model.article import Strong, Text
from publish.model.json import article_json
from tests.html.shown import said, shown

SAID = "<p>The harbour was built in a summer, by people who had never seen a crane before.</p>"
LATER = "<p>The second quay came later, and took as long as all that was there before it did.</p>"
OPEN = "<p>The town had a beach and a road, and boats were drawn up where the road came to its end.</p>"


def body(*lines: str) -> str:
    first, second = lines
    return f"{OPEN}<p><b>{first}</b></p>{SAID}<p><strong>{second}</strong></p>{LATER}"


def headings(markup: str) -> list[str]:
    return [line.removeprefix("# ") for line in shown(markup) if line.startswith("#")]


@pytest.mark.parametrize(
    "lines",
    [
        ("The first quay", "The second quay"),
        ("“Nobody asked us”", "DER ZWEITE KAI"),
        ("Was it worth it?", "The cost of stone"),
        (
            "1) A meeting with the press on the evening of 11 September in the hall of the port",
            "2) A day without boats on 24 September, with all of the crews of the other harbours",
        ),
    ],
)
def test_bold_lines_over_running_text_are_headings(lines: tuple[str, str]) -> None:
    if lines[0].endswith("?"):
        assert headings(body(*lines)) == []
        more = f"<p><b>More stone</b></p>{OPEN.replace('town', 'village')}"
        assert headings(body(*lines) + more) == [*lines, "More stone"]
    else:
        assert headings(body(*lines)) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("The first quay was built in a summer.", "The second quay took longer."),
        ("Who paid for it?", "Who uses it?"),
        ("– We were never asked", "– We did it ourselves"),
        ("First quay:", "Second quay:"),
        ("The first quay", "<em>not bold</em></strong> at all <strong>"),
        ("a line of more than twelve words can hardly be the heading of any part", "And one more"),
    ],
)
def test_sentences_questions_labels_and_long_lines_in_bold_are_not(lines: tuple[str, str]) -> None:
    assert headings(body(*lines)) == []


def test_a_picture_may_stand_between_a_heading_and_its_text() -> None:
    figure = '<figure><img src="/p/bridge-01.jpg"><figcaption>The bridge at Dale.</figcaption></figure>'
    markup = body("The first quay", "The second quay").replace(SAID, figure + SAID)
    assert headings(markup) == ["The first quay", "The second quay"]


def test_where_the_page_marks_its_headings_bold_lines_are_none() -> None:
    markup = body("The first quay", "The second quay")
    more = f"<h2>Stone</h2>{OPEN.replace('beach', 'shore')}<h2>Sand</h2>{SAID.replace('summer', 'winter')}"
    assert headings(markup + more) == ["Stone", "Sand"]


def test_names_one_after_the_other_are_none() -> None:
    lines = "<p><b>Ann Lee</b></p><p><b>Tom Reed</b></p>"
    assert headings(f"{OPEN}{lines}{SAID}{lines.replace('Ann', 'Eve').replace('Tom', 'Sam')}{LATER}") == []


def test_lines_that_begin_or_end_the_text_are_none() -> None:
    text, line = ParagraphDraft((Text("Boats."),)), ParagraphDraft((Strong((Text("The quay"),)),))
    assert with_headings([line, text, line, text]) == [line, text, line, text]
    assert with_headings([text, line, text, line]) == [text, line, text, line]
    assert with_headings([text, line, text, line, text])[1] == HeadingDraft(2, (Text("The quay"),))


def test_spans_that_are_called_bold_and_line_ends_are() -> None:
    end = '<span class="x br"></span>'
    part = f'{end}<span class="strong">{{}}</span>{end}{end}'
    texts = [text.removeprefix("<p>").removesuffix("</p>") for text in (OPEN, SAID, LATER)]
    first, second = part.format("The first quay"), part.format("Stone")
    markup = f"<div>{texts[0]}{first}{texts[1]}{second}{texts[2]}</div>"
    assert headings(markup) == ["The first quay", "Stone"]


def test_paragraphs_that_are_called_crossheads_are() -> None:
    assert headings(f"{OPEN}<p class='wp-interline'>The first quay</p>{SAID}") == ["The first quay"]
    assert headings(f"{OPEN}<p class='interline'>It was the first quay.</p>{SAID}") == []


def test_a_heading_s_words_above_and_below_are_parted() -> None:
    def heading(name: str) -> list[str]:
        parts = f"<span class='{name}'>Quays</span> <div>Who built them</div>"
        return headings(f"{OPEN}<h2>{parts}</h2>{SAID}")

    assert heading("article-kicker") == ["Quays: Who built them"]
    assert heading("first") == ["Quays Who built them"]
    kicker = f"{OPEN}<h2><span class=kicker>Quays<img src=/p/quay-01.jpg></span> <div>Who</div></h2>{SAID}"
    assert any(line.startswith("figure") for line in shown(kicker))


def test_a_break_right_after_a_heading_parts_nothing() -> None:
    lines = shown(f"{OPEN}<h2>The first quay</h2><hr>{SAID}<hr>{LATER}")
    assert lines.count("---") == 1


@pytest.mark.parametrize(
    ("head", "deck", "title"),
    [
        ("", "<h2 class=subtitle>Two quays, one summer</h2>", ""),
        ("", "<h2>Two quays, one summer</h2>", "Two quays, one summer"),
        (
            '<meta name="description" content="Two quays and how long it took to build each of them">',
            "<h2>Two quays and how long it took to build each of them</h2>",
            "",
        ),
    ],
)
def test_the_line_under_the_title_heads_no_section(head: str, deck: str, title: str) -> None:
    body = f"<article><h1>Quays</h1>{deck}{OPEN}{SAID}{LATER}</article>"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    article = read(Page("quays", "quays.html", page, "https://valley.example/quays")).article
    assert said(article.sections[0].heading) == title
    assert "Two quays" in str(article_json(article)["text"])


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("<b>Stone and sand</b>", 1),
        ("<b>Was it worth it?</b>", 0),
        ("<b>Stone, sand, and eight more words that make it long</b>", 0),
        ("Stone and sand", 0),
    ],
)
def test_one_short_bold_line_between_long_paragraphs_is_a_heading(line: str, count: int) -> None:
    long = OPEN.replace("a road", "a road that led inland over the hills")
    assert len(headings(f"{long}<p>{line}</p>{long.replace('town', 'city')}")) == count


def test_a_bold_line_set_large_is_a_heading_beside_others() -> None:
    large = '<p><span style="font-size:x-large;"><strong>Stone and sand</strong></span></p>'
    marked = f"<h2>Quays</h2>{SAID}<h2>Cranes</h2>{LATER}"
    assert headings(f"{marked}{large}{OPEN}") == ["Quays", "Cranes", "Stone and sand"]
    assert headings(f"{marked}{large.replace('x-large', '12px')}{OPEN}") == ["Quays", "Cranes"]


def test_a_bold_line_that_ends_in_a_colon_belongs_to_the_heading_after_it() -> None:
    over = "<p><b>The {} paper:</b></p>"
    markup = body("The first quay", "The second quay").replace(
        "<p><b>The first", f"{over.format('old')}<p><b>The first"
    )
    assert headings(markup) == ["The old paper: The first quay", "The second quay"]


def test_a_line_in_bold_at_the_top_of_a_box_is_its_heading() -> None:
    bold, marked = (
        shown(f"<aside>{title}{SAID}</aside>")
        for title in ("<p><strong>Analysis by Ada Berg</strong></p>", "<h3>Analysis by Ada Berg</h3>")
    )
    assert bold == marked
    assert bold[0] == "aside Analysis by Ada Berg:"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<span>2</span><span>(1)</span><span>A person may.</span>", "2 (1) A person may."),
        ("<span>[<sup>F1</sup><span>(3)</span></span><span>A fee.]</span>", "[^F1(3) A fee.]"),
        ("<span>(a)</span><span>the fee;</span>", "(a) the fee;"),
        ("<span>3</span><span>This Act ends.</span>", "3 This Act ends."),
        ("f<span>(x)</span><span>y</span>, <span>2</span><span>nd</span>", "f(x)y, 2nd"),
    ],
)
def test_the_number_of_a_provision_is_parted_from_its_words(line: str, words: str) -> None:
    assert shown(f"<p>{line}</p>") == [words]
