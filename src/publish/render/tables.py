"""Tables -> XHTML, inside a group that scrolls sideways and can be reached by keyboard."""

from __future__ import annotations

from publish import l10n
from publish.model.article import Cell, Row, Table
from publish.render.inlines import render_sentences
from publish.render.markup import Attributes, element
from publish.render.setting import Setting


def render_table(table: Table, setting: Setting, attributes: Attributes) -> str:
    """A table with its caption, and `th` with `scope` for every header cell."""
    parts = [
        element("caption", render_sentences(table.caption, setting)) if table.caption else "",
        _rows("thead", table.header, setting),
        _rows("tbody", table.rows, setting),
    ]
    grid = element("table", "\n".join(filter(None, parts)), attributes)
    scroller = {"class": "scroll", "role": "group", "tabindex": "0"}
    return element("div", grid, scroller, _name(table, setting))


def _name(table: Table, setting: Setting) -> Attributes:
    if table.caption:
        return {"aria-labelledby": " ".join(sentence.id for sentence in table.caption)}
    return {"aria-label": l10n.word("table", setting.furniture_lang)}


def _rows(part: str, rows: tuple[Row, ...], setting: Setting) -> str:
    if not rows:
        return ""
    lines = (
        element("tr", "".join(_cell(cell, part == "thead", setting) for cell in row.cells), {"id": row.id})
        for row in rows
    )
    return element(part, "\n".join(lines))


def _cell(cell: Cell, in_head: bool, setting: Setting) -> str:
    # An empty corner is no header: a screen reader would announce it before every cell.
    scope = cell.scope or ("col" if in_head and cell.sentences else "")
    spans = {
        "colspan": str(cell.colspan) if cell.colspan > 1 else "",
        "rowspan": str(cell.rowspan) if cell.rowspan > 1 else "",
    }
    content = render_sentences(cell.sentences, setting.inside(cell.lang))
    heading = {"scope": scope} if cell.sentences else {}
    name = "th" if scope and cell.sentences else "td"
    return element(name, content, heading, spans, setting.language(cell.lang))
