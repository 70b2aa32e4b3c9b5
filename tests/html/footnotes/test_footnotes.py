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
