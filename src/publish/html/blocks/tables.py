"""Data tables with their headers; layout tables are unwrapped."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from publish.draft.model import BlockDraft, CellDraft, FigureDraft, ParagraphDraft, RowDraft, TableDraft
from publish.draft.sentence_spans import tidy
from publish.html.blocks.inlines import foreign, inlines
from publish.html.dom import Node
from publish.html.images.captions import split
from publish.model.walk import plain

if TYPE_CHECKING:
    from publish.html.blocks.inlines import Context

Scope = Literal["", "col", "row", "colgroup", "rowgroup"]
_SCOPES: dict[str, Scope] = {"col": "col", "row": "row", "colgroup": "colgroup", "rowgroup": "rowgroup"}
_HEAVY = ("fig", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "table", "iframe", "video", "pre")
MAX_SPAN = 1000


def table(node: Node, context: Context) -> list[BlockDraft]:
    """The draft of a data table, or the blocks inside a layout table."""
    rows = _rows(node)
    for fig in [kid for row, _ in rows for kid in row.nodes() if kid.tag == "fig"]:
        cell = Node("td", {}, None)
        fig.replace(cell)
        cell.kids, fig.parent = [fig], cell
    caption = next((kid for kid in node.nodes() if kid.tag == "caption"), None)
    if numbered := _numbered_formula(rows):
        return [ParagraphDraft(tidy(inlines(numbered, context.words)))]
    if not _is_data(node, rows):
        return _unwrapped(node, caption, context)
    first = [fig for row, _ in rows[:1] for fig in row.find_all("fig")]
    pictures = node.find_all("fig")
    figures = [draft for fig in pictures for draft in context.block(fig)]
    for fig in pictures:
        fig.remove()
    headed = _header_length(rows)
    drafts = [_row(row, context, head=n < headed) for n, (row, _) in enumerate(rows)]
    kept = [(n < headed, row) for n, row in enumerate(drafts) if any(plain(c.inlines).strip() for c in row)]
    head = tuple(row for is_head, row in kept if is_head)
    body = tuple(row for is_head, row in kept if not is_head)
    words = tidy(inlines(caption.kids, context.words)) if caption else ()
    result = [TableDraft(head, body, words)] if head or body else []
    return [*figures, *result] if first else [*result, *figures]


def _numbered_formula(rows: list[tuple[Node, bool]]) -> list[Node | str]:
    """The parts of a table that only sets a formula and its number, none for other tables."""
    cells = [cell for row, _ in rows for cell in _cells(row) if cell.text() or cell.find("math")]
    if len(rows) != 1 or len(cells) != 2 or not _NUMBER.fullmatch(cells[1].text()):
        return []
    formula, *more = cells[0].find_all("math") or [cells[0]]
    return [formula, " ", *cells[1].kids] if formula.tag == "math" and not more else []


_NUMBER = re.compile(r"\([\dA-Z.]{1,8}[a-z]?\)")


def to_lists(root: Node) -> None:
    """Turn tables that only lay out a list, a marker and a text in each row, into lists, in place.

    Each item may have a table of its own: neighbours become one list.
    """
    for node in root.find_all("table"):
        rows = [[cell for cell in _cells(row) if cell.text() or cell.find("img")] for row, _ in _rows(node)]
        rows = [row for row in rows if row]
        if not rows or node.find("table") is not None or node.find("th") is not None:
            continue
        if not all(len(row) == 2 and _MARKER.fullmatch(row[0].text()) for row in rows):
            continue
        if any(marker.find("a", "img") is not None or not content.text() for marker, content in rows):
            continue
        _as_list(node, [(marker.text(), content.kids) for marker, content in rows])


def join_rows(root: Node) -> None:
    """Make one table of tables of a row each that follow one another with as many cells, in place.

    What a page built so has its header in the first; three are needed, since two may be two.
    """
    for first in root.find_all("table"):
        if first.parent is None or first.find("table") is not None:
            continue
        cells = _cells_of_only_row(first)
        if cells < 2:
            continue
        alike = list(itertools.takewhile(partial(_is_row_of, cells), _right_after(first)))
        if len(alike) + 1 < _ROWS:
            continue
        for other in alike:
            row, _ = _rows(other)[0]
            row.remove()
            row.parent = first
            first.kids.append(row)
            other.remove()


_ROWS = 3


def _is_row_of(cells: int, node: Node) -> bool:
    """Whether an element is a table of one row with so many cells."""
    return node.tag == "table" and _cells_of_only_row(node) == cells


def _cells_of_only_row(table: Node) -> int:
    """How many cells the only row of a table has; 0 where it has none or several."""
    rows = _rows(table)
    return len(_cells(rows[0][0])) if len(rows) == 1 else 0


def _right_after(node: Node) -> Iterator[Node]:
    """The elements after one in the same box, up to the first words between them."""
    kids = node.parent.kids if node.parent else []
    for kid in kids[kids.index(node) + 1 :]:
        if isinstance(kid, Node):
            if kid.tag not in ("br", "a") or kid.text():
                yield kid
        elif kid.strip():
            return


_MARKER = re.compile(r"[•·∙◦▪■●–*-]|\d{1,3}[.)]")


def _as_list(node: Node, rows: list[tuple[str, list[Node | str]]]) -> None:
    """Put a list in a table's place, or its items at the end of the same list right before it."""
    numbered = rows[0][0][0].isdecimal()
    listed = Node("ol" if numbered else "ul", {}, None)
    for marker, kids in rows:
        item = Node("li", {"value": marker.rstrip(".)")} if numbered else {}, listed)
        item.kids = kids
        for kid in kids:
            if isinstance(kid, Node):
                kid.parent = item
        listed.kids.append(item)
    before = _before(node)
    if before is not None and before.tag == listed.tag and "laid-out" in before.attrs:
        for item in listed.nodes():
            item.parent = before
        before.kids += listed.kids
        node.remove()
        return
    listed.attrs["laid-out"] = ""
    node.replace(listed)


def _before(node: Node) -> Node | None:
    """The element right before one, but for those without words and pictures."""
    kids = node.parent.kids if node.parent is not None else []
    for kid in reversed(kids[: kids.index(node)] if kids else []):
        if isinstance(kid, str):
            if kid.strip():
                return None
        elif kid.text() or kid.tag in ("img", "hr") or kid.find("img", "hr") is not None:
            return kid
    return None


def _unwrapped(node: Node, caption: Node | None, context: Context) -> list[BlockDraft]:
    """What a table lays out, without the table; its caption is that of the picture in it."""
    blocks = context.blocks(kid for kid in node.kids if kid is not caption)
    words = tidy(inlines(caption.kids, context.words)) if caption else ()
    if not words:
        return blocks
    if len(blocks) == 1 and isinstance(only := blocks[0], FigureDraft) and not only.caption:
        caption_words, made_by = split(words)
        return [replace(only, caption=caption_words, credit=only.credit or made_by)]
    return [ParagraphDraft(words), *blocks]


def in_figure(node: Node, context: Context) -> list[BlockDraft]:
    """A `figure` round a table: its caption is the table's."""
    caption = node.find("figcaption")
    words = tidy(inlines(caption.kids, context.words)) if caption else ()
    if caption is not None:
        caption.remove()
    blocks = context.blocks(node.kids)
    if words and len(blocks) == 1 and isinstance(one := blocks[0], TableDraft) and not one.caption:
        return [replace(one, caption=words)]
    return [*blocks, *([ParagraphDraft(words)] if words else [])]


def _rows(node: Node) -> list[tuple[Node, bool]]:
    """The rows of a table, not those of tables inside it, and whether each stands in a thead."""
    rows: list[tuple[Node, bool]] = []
    for kid in node.nodes():
        if kid.tag == "tr":
            rows.append((kid, False))
        elif kid.tag in ("tbody", "thead", "tfoot"):
            rows += [(row, kid.tag == "thead") for row in kid.nodes() if row.tag == "tr"]
    return rows


def _cells(row: Node) -> list[Node]:
    return [kid for kid in row.nodes() if kid.tag in ("td", "th")]


def _is_data(node: Node, rows: list[tuple[Node, bool]]) -> bool:
    """Whether a table holds data: headers, a caption, or a regular grid of short cells."""
    if node.get("role") in ("presentation", "none"):
        return False
    cells = [_cells(row) for row, _ in rows]
    flat = [cell for row in cells for cell in row]
    if len(flat) < 2 or node.find("table") is not None:
        return False
    heavy = sum(cell.find(*_HEAVY) is not None or len(cell.find_all("p")) > 2 for cell in flat)
    width = max(len(row) for row in cells)
    if width < 2:
        return False
    marked = any(cell.tag == "th" for cell in flat) or any(k.tag == "caption" for k in node.nodes())
    if marked:
        return heavy <= 0.5 * len(flat)
    long_ = sum(len(cell.text()) > 300 for cell in flat)
    even = sum(len(row) == width for row in cells) >= 0.6 * len(cells)
    return even and len(cells) > 1 and heavy == 0 and long_ <= 0.25 * len(flat)


def _header_length(rows: list[tuple[Node, bool]]) -> int:
    """How many rows at the top are headers."""
    length = 0
    for row, in_head in rows:
        cells = _cells(row)
        if (
            in_head
            or (cells and all(cell.tag == "th" for cell in cells))
            or (not length and len(rows) > 2 and _set_apart(cells, [_cells(other) for other, _ in rows[1:]]))
        ):
            length += 1
        else:
            break
    return length if length < len(rows) else 0


def _set_apart(cells: list[Node], others: list[list[Node]]) -> bool:
    """Whether a first row is bold throughout and the others are not: it heads the columns."""
    if len(cells) < 2 or not all(map(_bold, cells)):
        return False
    return not any(row and all(map(_bold, row)) for row in others)


def _bold(cell: Node) -> bool:
    strong = cell.find("b", "strong")
    return strong is not None and strong.text() == cell.text() != ""


def _row(row: Node, context: Context, head: bool) -> RowDraft:
    cells = _cells(row)
    return tuple(_cell(cell, context, head) for cell in cells)


def _cell(cell: Node, context: Context, head: bool) -> CellDraft:
    scope: Scope = ""
    if cell.tag == "th" or head:
        scope = _SCOPES.get(cell.get("scope").lower(), "col" if head else "row")
    lang = foreign(cell, context.words)
    words = tidy(inlines(cell.kids, replace(context.words, lang=lang or context.words.lang)))
    return CellDraft(words, scope, _span(cell.get("colspan")), _span(cell.get("rowspan")), lang)


def _span(value: str) -> int:
    return min(max(int(value[:9]), 1), MAX_SPAN) if value.strip().isdecimal() else 1
