"""Data is told from layout, and keeps its headers, its pictures and the words of its signs."""

# ruff: noqa: E501 - markup as pages write it

from __future__ import annotations

import pytest

from tests.html.shown import shown


def test_headers_spans_and_caption_are_kept() -> None:
    table = (
        "<table><caption>Rain</caption><thead><tr><th>Month<th colspan=2>Rain</thead>"
        "<tr><th>May<td>80<td>12<tr><th>June<td rowspan=2>66<td>9<tr><th>July<td>7</table>"
    )
    assert shown(table) == [
        "table (Rain)",
        "  !Month | !Rain",
        "  !May | 80 | 12",
        "  !June | 66 | 9",
        "  !July | 7",
    ]


def test_a_first_row_that_alone_is_bold_heads_the_columns() -> None:
    rows = "<tr><td>May</td><td>80</td></tr><tr><td>June</td><td>66</td></tr>"
    bold = "<tr><td><b>Month</b></td><td><strong>Rain</strong></td></tr>"
    assert shown(f"<table>{bold}{rows}</table>")[1] == "  !*Month* | !*Rain*"
    assert shown(f"<table>{bold}{bold}{rows}</table>")[1] == "  *Month* | *Rain*"
    assert shown(f"<table><tr><td>Month</td><td>Rain</td></tr>{rows}</table>")[1] == "  Month | Rain"


@pytest.mark.parametrize(
    "table",
    [
        "<table role=presentation><tr><td>One line.</td><td>Two line.</td></tr></table>",
        "<table><tr><td>One line.</td></tr><tr><td>Two line.</td></tr></table>",
        "<table><tr><td><table><tr><td>One line.</td></tr></table></td><td>Two line.</td></tr></table>",
    ],
)
def test_layout_is_unwrapped(table: str) -> None:
    assert shown(table) == ["One line.", "Two line."]


def test_pictures_in_cells_stand_beside_the_table() -> None:
    rows = (
        '<tr><th>Ferry</th><th>Look</th></tr><tr><td>Dale</td><td><img src="/p/dale-1.jpg" alt="At the quay"></td></tr>'
        "<tr><td>Hill</td><td>None</td></tr>"
    )
    assert shown(f"<table>{rows}</table>") == [
        "table ()",
        "  !Ferry | !Look",
        "  Dale | ",
        "  Hill | None",
        "figure https://valley.example/p/dale-1.jpg [At the quay.] () ()",
    ]


def test_a_picture_on_top_of_a_table_comes_first() -> None:
    box = (
        '<table><caption>Dale</caption><tr><td colspan=2><img src="/p/dale-1.jpg" alt="At the quay"></td></tr>'
        "<tr><th>Country</th><td>England</td></tr><tr><th>People</th><td>900</td></tr></table>"
    )
    assert [line.split()[0] for line in shown(box)] == ["figure", "table", "!Country", "!People"]


def test_a_sign_alone_in_a_cell_says_its_word() -> None:
    rows = "".join(
        f'<tr><td>{n}</td><td><img class=icon src="/i/{w}.png" alt="{w}"></td></tr>'
        for n, w in (("Dale", "Yes"), ("Hill", "No"))
    )
    assert shown(f"<table><tr><th>Ferry</th><th>Open</th></tr>{rows}</table>")[2:] == [
        "  Dale | Yes",
        "  Hill | No",
    ]


def test_tables_of_one_row_each_are_one_table() -> None:
    rows = [("Road", "Length"), ("North", "12"), ("South", "30"), ("East", "7")]
    tables = "".join(f"<table><tr><td>{a}</td><td>{b}</td></tr></table>" for a, b in rows)
    assert [line.strip() for line in shown(tables)[1:]] == [f"{a} | {b}" for a, b in rows]
