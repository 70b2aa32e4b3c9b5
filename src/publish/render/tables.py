"""Tables -> XHTML, inside a group that scrolls sideways and can be reached by keyboard.

Where a column of text is too narrow for a table, its rows stand one below the
other: each cell then shows the header of its column, which it carries in
`data-label`. The style sheet decides, by the width in letters.
"""

from __future__ import annotations

from publish.i18n import catalogue
from publish.model.article import Cell, Row, Table
from publish.model.walk import text_of
from publish.render.inlines import render_sentences
from publish.render.markup import Attributes, element
from publish.render.setting import Setting

_WIDE = 5
"""Columns from which a table stacks its rows in a wider column of text too."""


def render_table(table: Table, setting: Setting, attributes: Attributes) -> str:
    """A table with its caption, and `th` with `scope` for every header cell."""
    labels = _labels(table)
    parts = [
        element("caption", render_sentences(table.caption, setting)) if table.caption else "",
        _rows("thead", table.header, setting),
        _rows("tbody", table.rows, setting, labels),
    ]
    kind = " stacks wide" if len(labels) >= _WIDE else " stacks" if labels else ""
    grid = element("table", "\n".join(filter(None, parts)), attributes)
    scroller = {"class": f"scroll{kind}", "role": "group", "tabindex": "0"}
    return element("div", element("div", grid, scroller, _name(table, setting)), {"class": "room"})


def _name(table: Table, setting: Setting) -> Attributes:
    if table.caption:
        return {"aria-labelledby": " ".join(sentence.id for sentence in table.caption)}
    return {"aria-label": catalogue.word("table", setting.furniture_lang)}


def _labels(table: Table) -> tuple[str, ...]:
    """The header of each column; none for a table of two columns or with cells that span several."""
    rows = (*table.header[-1:], *table.rows)
    regular = all(cell.colspan == cell.rowspan == 1 for row in rows for cell in row.cells)
    columns = {len(row.cells) for row in rows}
    if not table.header or not regular or len(columns) > 1 or max(columns) < 3:
        return ()
    return tuple(text_of(cell.sentences) for cell in table.header[-1].cells)


def _rows(part: str, rows: tuple[Row, ...], setting: Setting, labels: tuple[str, ...] = ()) -> str:
    if not rows:
        return ""
    lines = (element("tr", _cells(row, part == "thead", setting, labels), {"id": row.id}) for row in rows)
    return element(part, "\n".join(lines))


def _cells(row: Row, in_head: bool, setting: Setting, labels: tuple[str, ...]) -> str:
    named = labels or ("",) * len(row.cells)
    return "".join(_cell(cell, in_head, setting, label) for cell, label in zip(row.cells, named, strict=True))


def _cell(cell: Cell, in_head: bool, setting: Setting, label: str) -> str:
    # An empty corner is no header: a screen reader would announce it before every cell.
    scope = cell.scope or ("col" if in_head and cell.sentences else "")
    spans = {
        "colspan": str(cell.colspan) if cell.colspan > 1 else "",
        "rowspan": str(cell.rowspan) if cell.rowspan > 1 else "",
    }
    content = render_sentences(cell.sentences, setting.inside(cell.lang))
    heading = {"scope": scope} if cell.sentences else {}
    name = "th" if scope and cell.sentences else "td"
    shown = {"data-label": label if name == "td" and cell.sentences else ""}
    return element(name, content, heading, spans, shown, setting.language(cell.lang))
