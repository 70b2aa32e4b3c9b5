"""Notes of every shape are linked both ways; what only looks like one is left alone."""

from __future__ import annotations

import pytest

from tests.html.shown import BEFORE, shown

END = BEFORE.replace("council met", "council sat")
ONE = ["It rained[1] hard.", "note 1 (1):", "  A wet year."]


def noted(body: str) -> list[str]:
    return [line for line in shown(body) if "council sat" not in line]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (
            '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>',
            '<ol class="references"><li id="cite_note-1"><a href="#cite_ref-1">^</a> A wet year.</li></ol>',
        ),
        (
            '<sup data-fn="f1" class="fn"><a href="#f1" id="f1-link">1</a></sup>',
            '<ol class="wp-block-footnotes"><li id="f1">A wet year. <a href="#f1-link">↩︎</a></li></ol>',
        ),
        (
            '<sup id="fnref:1"><a href="#fn:1" class="footnote">1</a></sup>',
            '<div class="footnotes"><hr><ol><li id="fn:1">A wet year. <a href="#fnref:1">↩</a></ol></div>',
        ),
        (
            '<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>',
            '<div><hr><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A wet year.</p></div></div>',
        ),
        (
            '<a id="footnote-anchor-1" href="#footnote-1" class="footnote-anchor">1</a>',
            '<div><a id="footnote-1" href="#footnote-anchor-1">1</a><div><p>A wet year.</p></div></div>',
        ),
        (
            '<a epub:type="noteref" href="#n1">1</a>',
            '<aside epub:type="footnote" id="n1">1 A wet year.</aside>',
        ),
        ('<a href="#n1" class="fnref">1</a>', '<p id="n1">1. A wet year.</p>'),
        (
            '<span class="sidenote">A wet year.</span>',
            "",
        ),
        (
            '<sup><a href="#" aria-describedby="m">1</a></sup><span id="m" role="tooltip">A wet year.</span>',
            "",
        ),
        (
            '<label for="m"></label><input type="checkbox" id="m"><span class="footnote">A wet year.</span>',
            "",
        ),
        (
            '<span class="footnote"><sup><a href="#fn1" id="r1">[1]</a></sup></span>',
            '<ol><li id="fn1"><sup><a href="#r1">^</a></sup><div><p>A wet year.</p></div></li></ol>',
        ),
        (
            '<span class="footnote"><a name="m1" href="./rain.html#f1">*1</a></span>',
            '<p class="footnote"><a name="f1" href="./rain.html#m1">*1</a>&nbsp;A wet year.</p>',
        ),
        ("<sup>1</sup>", "<h3>Notes</h3><ol><li>A wet year.</li></ol>"),
        ("<sup>1</sup>", "<h3>Notes</h3><p>1. A wet year.</p>"),
        ("<sup>[1]</sup>", "<h3>References</h3><p><sup>1</sup> A wet year.</p>"),
    ],
)
def test_a_note_of_any_shape_is_told_from_the_text(mark: str, note: str) -> None:
    assert noted(f"<p>It rained{mark} hard.</p>{END}{note}") == ONE


def test_notes_that_no_mark_points_to_keep_their_numbers() -> None:
    body = f"<p>It rained<sup>1</sup> hard.</p>{END}<h3>Notes</h3><ol><li>A wet year.<li>And cold.</ol>"
    assert noted(body) == [*ONE, "# Notes", "2. And cold."]


def test_raised_numbers_that_are_no_marks_stay() -> None:
    body = f"<p>On 10 m<sup>2</sup> it rained.</p>{END}<h3>Notes</h3><ol><li>A wet year.<li>And cold.</ol>"
    assert noted(body)[0] == "On 10 m^2 it rained."


def test_a_table_of_contents_is_no_list_of_marks() -> None:
    lines = noted(f'<ul><li><a href="#a">1</a></li></ul><h2 id="a">Alpha</h2>{END}')
    assert lines == ["* <1>(#alpha)", "# Alpha"]


def test_two_marks_of_one_note_both_lead_back() -> None:
    marks = "".join(f'<sup id="r{n}"><a href="#fn1">1</a></sup> and ' for n in (1, 2))
    note = '<ol class="footnotes"><li id="fn1">A wet year. <a href="#r1">a</a> <a href="#r2">b</a></li></ol>'
    assert noted(f"<p>It rained{marks}more.</p>{END}{note}")[1:] == ["note 1 (2):", "  A wet year."]


def test_brackets_in_the_text_round_a_mark_go_with_it() -> None:
    mark = "<span class=note_ref>&nbsp;[<a href='#nb1' id='nh1'>1</a>]</span>"
    note = "<div class=notes><div id='nb1'><p>[<a href='#nh1'>1</a>] Roman roads.</p></div></div>"
    result = shown(f"<p>The road was old{mark}.</p>", after=note)
    assert not any("[]" in line for line in result)
    assert any("Roman roads." in line for line in result)


def test_a_button_between_blocks_is_a_mark_in_the_sentence_that_it_parts() -> None:
    def button(n: int) -> str:
        return f'<div class="pop"><button id="m{n}" rel="footnote"><svg></svg></button></div>'

    goes_on = f"{button(1)}all day, <em>hard</em>,{button(2)} and all night."
    body = f"<p>It rained\n</p>\n{goes_on}<p>Then it froze.</p>"
    notes = "".join(f'<li id="n{n}"><p>Year {n}.<a href="#m{n}">↩</a></p></li>' for n in (1, 2))
    lines = noted(f"{body}{button(3)}{END}<hr><ol>{notes}<li><p>Ice.<a href='#m3'>↩</a></p></li></ol>")
    assert [line for line in lines if line[:1] != " "] == [
        "It rained[1] all day, /hard/,[2] and all night.",
        "Then it froze.[3]",
        "note 1 (1):",
        "note 2 (1):",
        "note 3 (1):",
    ]


def test_a_button_and_the_mark_for_print_beside_it_are_one() -> None:
    marks = '<div><button id="m1"></button></div><sup id="m1"><a href="#n1">1</a></sup>'
    body = f'<p>It rained</p>{marks} all day.{END}<ol><li id="n1"><p>A wet year.<a href="#m1">↩</a></p></ol>'
    assert noted(body) == ["It rained[1] all day.", *ONE[1:]]


def test_a_note_of_several_paragraphs_is_whole() -> None:
    mark = '<sup><a href="#n{0}" class="fnref">{0}</a></sup>'
    notes = '<p id="n1">1. A wet year.</p><p>And a cold one.</p><p id="n2">2. The mill.</p>'
    body = f"<p>It rained{mark.format(1)} there{mark.format(2)} hard.</p>{END}<div>{notes}</div>"
    assert noted(body)[1:] == [
        "note 1 (1):",
        "  A wet year.",
        "  And a cold one.",
        "note 2 (1):",
        "  The mill.",
    ]
