"""Inlines and table rows -> text for the spoken forms, where it differs from the text that is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from publish.model.article import (
    Abbreviation,
    Cell,
    CodeSpan,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Math,
    NoteRef,
    Row,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from publish.model.narration import Passage
from publish.model.text import same_language
from publish.model.walk import plain
from publish.speech import literal

_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
# Several raised numbers cite, and are silent: an exponent is one number.
_CITATIONS = re.compile(r"\s*[\[(]?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})+[\])]?\s*")
_ENDINGS = frozenset(".!?…:;。！？؟۔।")
_OPEN_LINE = re.compile(r"([^\W_]['\"’”»)\]]*) *\n[ \n]*(?=\S)")  # a voice would run on to the next line
_LINE_END = re.compile(r"(?<! ) *\n[ \n]*")


def words_of(inlines: Iterable[Inline], lang: str = "") -> str:
    """The words of inlines as they are to be said in `lang`, before numbers and signs are spelt out."""
    words = _joined(inlines, lang)
    return _LINE_END.sub(" ", _OPEN_LINE.sub(r"\1, ", words)) if "\n" in words else words


def _joined(inlines: Iterable[Inline], lang: str) -> str:
    return "".join(_words(inline, lang) for inline in inlines)


def _words(inline: Inline, lang: str) -> str:
    match inline:
        case Text(text):
            return text
        case CodeSpan(text):
            return literal(text, lang)
        case (
            Emphasis(children)
            | Strong(children)
            | Link(_, children)
            | Foreign(_, children)
            | Subscript(children)
        ):
            return _joined(children, lang)
        case Superscript(children):
            raised = _joined(children, lang)
            return "" if _CITATIONS.fullmatch(raised) else raised.translate(_RAISED)
        case Abbreviation():
            return _abbreviation(inline)
        case Math():
            return inline.spoken
        case LineBreak():
            return "\n"
        case NoteRef():
            return ""
        case _:
            assert_never(inline)


def _abbreviation(inline: Abbreviation) -> str:
    """Capitals are said as they stand (NHS, Nato); "approx." and "km" by the page's own expansion."""
    shown = words_of(inline.children)
    letters = [c for c in shown if c.isalpha()]
    initialism = len(letters) > 1 and sum(c.isupper() for c in letters) * 2 >= len(letters)
    named = shown[:1].isupper() and shown.isalpha() and len(shown) > 3
    return shown if initialism or named or not inline.title.strip() else inline.title.strip()


def language_of(sentence: Sentence, around: str) -> str:
    """A sentence's language: its own, or that of a passage that is the whole of it, or the one around it."""
    if sentence.lang:
        return sentence.lang
    foreign = {inline.lang for inline in sentence.inlines if isinstance(inline, Foreign)}
    rest = (inline for inline in sentence.inlines if not isinstance(inline, Foreign))
    if len(foreign) == 1 and not any(c.isalnum() for c in words_of(rest)):
        return foreign.pop() or around
    return around


def passages(inlines: Iterable[Inline], lang: str) -> tuple[Passage, ...]:
    """The words of inlines that are in another language than `lang`."""
    result: list[Passage] = []
    for inline in inlines:
        if isinstance(inline, Foreign) and not same_language(inline.lang or lang, lang):
            words = " ".join(words_of(inline.children, inline.lang).split())
            result += [(words, inline.lang)] if any(map(str.isalpha, words)) else []
        elif isinstance(inline, Emphasis | Strong | Link | Foreign):
            result += passages(inline.children, lang)
    return tuple(result)


_OPENS, _CLOSES = re.compile("[“«„]"), re.compile("[”»]")


def in_one_quotation(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences in groups: those that one quotation holds or begins or ends in are together."""
    groups: list[list[Sentence]] = []
    depth = 0
    for sentence in sentences:
        if depth > 0:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
        text = plain(sentence.inlines)
        depth = max(0, depth + len(_OPENS.findall(text)) - len(_CLOSES.findall(text)))
    return groups


def ended(words: str) -> str:
    """Words with a full stop where no mark ends them, so that the voice falls: headings, captions, items."""
    words = words.strip()
    end = words.rstrip("\"'”’»)] \u00a0\u202f")
    return words if not end or end[-1] in _ENDINGS else f"{words.rstrip(',–— ')}."


def unfinished(words: str, following: str) -> bool:
    """Whether a sentence goes on in the next part: no mark ends this one, or a small letter begins that."""
    end = words.rstrip("\"'”’»)] ")
    return bool(end) and (end[-1] not in ".!?…。！？؟۔।" or following.lstrip("\"'“‘«([—– ")[:1].islower())


_ADDRESS = re.compile(r"(?i)(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?:[/?#]\S*)?")


def without_addresses(words: str) -> str:
    """Words that are nothing but one web address as the name of its site: "bbc.co.uk"."""
    alone = _ADDRESS.fullmatch(words.rstrip("."))
    schemed = alone and words[:4].lower() in ("http", "www.")
    return alone["host"] + "." * words.endswith(".") if alone and schemed else words


# --- tables --------------------------------------------------------------------


Grid = list[str]


def row_texts(table: Table, every_row: bool = False) -> Iterator[tuple[Row, bool, str]]:
    """Each row with whether it is a header row and its words, unspelt; "" for a row without any.

    The header row names the columns once. `every_row` names them before each cell as well, as do tables
    with groups of columns, and rows that lack a value, whose others would seem to stand further left.
    """
    headers = column_headers(table)
    grouped = sum(not is_title(row, table) for row in table.header) > 1
    for row in table.header:
        yield row, True, "; ".join(filter(None, map(_cell, row.cells)))
    hanging: dict[int, tuple[int, str]] = {}
    for row in table.rows:
        cells = _placed(row, hanging)
        whole = len(cells) == len(headers) and all(cells) and all(cell.colspan == 1 for cell in row.cells)
        yield row, False, _body(row, cells, headers, named=every_row or grouped or not whole)


def is_title(row: Row, table: Table) -> bool:
    """Whether a header row is one cell over the whole table: its title, and no name of a column."""
    return len(row.cells) == 1 and (row.cells[0].colspan > 1 or any(len(r.cells) > 1 for r in table.rows))


def column_headers(table: Table) -> Grid:
    """The header of each column; headers above one another are joined, the widest first."""
    columns: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in table.header:
        if is_title(row, table):
            continue
        for index, words in enumerate(_placed(row, hanging)):
            while len(columns) <= index:
                columns.append([])
            if words and words not in columns[index]:
                columns[index].append(words)
    return [", ".join(parts) for parts in columns]


def _placed(row: Row, hanging: dict[int, tuple[int, str]]) -> Grid:
    """A row's words by column; cells that hang down from rows above take their columns (`hanging`)."""
    grid: Grid = []

    def hang() -> None:
        while (cell_above := hanging.get(len(grid))) is not None:
            left, words = cell_above
            if left > 1:
                hanging[len(grid)] = (left - 1, words)
            else:
                del hanging[len(grid)]
            grid.append(words)

    for cell in row.cells:
        hang()
        words = _cell(cell)
        for _ in range(max(cell.colspan, 1)):
            if cell.rowspan > 1:
                hanging[len(grid)] = (cell.rowspan - 1, words)
            grid.append(words)
    hang()
    return grid


def _body(row: Row, cells: Grid, headers: Grid, named: bool) -> str:
    """ "Leeds. 40; 3.", or with the columns named "Leeds. Homes: 40; schools: 3."."""
    if not any(cells):
        return ""
    if len(row.cells) == 1 and len(set(cells)) == 1:
        return cells[0]  # a cell over the whole width: the title of the rows that follow
    led = _names_itself(row, cells, headers)
    if len(cells) == 2 and led:
        return ": ".join(filter(None, cells))
    start = 1 if led else 0
    pairs = []
    for index in range(start, len(cells)):
        if index > start and cells[index] == cells[index - 1] and _spans(row, index):
            continue
        header = headers[index] if named and index < len(headers) else ""
        if cells[index]:
            pairs.append(f"{header}: {cells[index]}" if header else cells[index])
    values = "; ".join(pairs)
    return f"{cells[0]}. {values}" if led and values else cells[0] if led else values


def _names_itself(row: Row, cells: Grid, headers: Grid) -> bool:
    """Whether the first cell names the row: it is a header, or the first of several and holds letters."""
    if len(cells) < 2 or not cells[0]:
        return False
    scoped = bool(row.cells) and row.cells[0].scope in ("row", "rowgroup")
    return scoped or any(c.isalpha() for c in cells[0]) or (bool(headers) and not headers[0])


def _spans(row: Row, index: int) -> bool:
    """Whether column `index` is filled by the same cell as the one before it."""
    column = 0
    for cell in row.cells:
        if column < index < column + cell.colspan:
            return True
        column += cell.colspan
    return False


def _cell(cell: Cell) -> str:
    words = " ".join(words_of(sentence.inlines).strip() for sentence in cell.sentences)
    return words.strip().rstrip(".;") if words.strip() else ""
