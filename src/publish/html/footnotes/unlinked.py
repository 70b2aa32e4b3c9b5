"""Notes without links: side notes in the line, and raised numbers with a list of notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.html.dom import Node
from publish.system import data

MARK = re.compile(
    r"[\[(]?\s*([*＊※]?\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,3}|(?:(?:foot)?note|nb|n)\s?\d{1,3}|#)\s*[\])]?",
    re.I,
)
TITLES = re.compile("|".join(data.table("publish.html.footnotes", "unlinked.toml")["titles"]), re.I)
_SIDE = frozenset(("sidenote", "marginnote"))
_UNIT = re.compile(r"(?:^|[\W\d])(?:[kcmdµ]?m|ft|in|mi|yd|s|[xyzabnrR])$")
_NUMBERED = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?[.:)]?\s+(?=\S)")


def beside(nodes: list[Node]) -> None:
    """Side notes, which stand in the middle of a line, become notes with a mark in their place."""
    number = 0
    _in_line(nodes)
    for node in nodes:
        if node.tag not in ("span", "small") or not (_SIDE & node.names or _is_toggled(node)):
            continue
        line = _line(node)
        if line is None or not 0 < len(node.text()) < 3000:
            continue
        number += 1
        _make(node, str(number), f"s{number}", node.kids, line)
    marks = (node for node in nodes if node.tag in ("a", "button"))
    described = {id: node for node in marks if (id := node.get("aria-describedby"))}
    notes = [node for node in nodes if node.tag in ("span", "small") and node.get("id") in described]
    for count, node in enumerate(notes, number + 1):
        mark, line = described[node.get("id")], _line(node)
        if line is not None and MARK.fullmatch(mark.text()) and node.text():
            node.remove()
            _make(mark, mark.text().strip("[]() "), f"s{count}", node.kids, line)


def _is_toggled(note: Node) -> bool:
    """Whether what is called a note stands right after the box to tick that shows it."""
    if note.parent is None or not NOTE & note.names:
        return False
    kids = list(note.parent.nodes())
    before = kids[max(kids.index(note) - 1, 0)]
    return before.tag == "input" and before.get("type") == "checkbox"


def _in_line(nodes: list[Node]) -> None:
    """Notes that stand in their line with the mark before them, as converted TeX has them."""
    for count, node in enumerate(nodes):
        first = next(node.nodes(), None) if node.tag == "span" and NOTE & node.names else None
        if first is None or first.tag != "sup" or not MARK.fullmatch(first.text()):
            continue
        if first.text() == node.text():  # the mark of a note that stands elsewhere
            continue
        line = _line(node)
        if line is None:
            continue
        label = first.text()
        for mark in [kid for kid in node.walk() if kid.text() == label and kid.tag in ("sup", "span")]:
            mark.remove()
        if node.text():
            _make(node, label, f"t{count}", node.kids, line)


NOTE = frozenset(("note", "footnote"))
"""What a note that stands in its line is called, as in converted TeX."""


def unlinked(root: Node) -> None:
    """Raised numbers become marks where the article ends in a list of notes with these numbers.

    Without a title over it, the last list is one where each item gives a year, and the text marks each.
    """
    titles = [node for node in root.find_all(*_TITLED) if TITLES.fullmatch(node.text().strip(" :"))]
    notes = _numbered(titles[-1]) if titles else _last_list(root)
    order = {node: place for place, node in enumerate(root.walk())} if notes else {}
    end = order[titles[-1] if titles else notes[1]] if notes else 0
    if titles and notes and root.find("sup") is None:
        _raise_brackets([node for node in order if order[node] < end], notes)
    marks = [
        (numbers, node)
        for node in (root.find_all("sup") if notes else ())
        if (numbers := _numbers(node.text(), len(notes)))
        and set(numbers) <= set(notes)
        and order.get(node, -1) < end
        and not _UNIT.search(_before(node))
    ]
    firsts = list(dict.fromkeys(number for numbers, _ in marks for number in numbers))
    if not firsts or sorted(firsts) != list(range(1, len(firsts) + 1)):
        return
    if not titles and len(firsts) < len(notes):
        return
    for numbers, node in marks:
        space = " " if node.kids and isinstance(node.kids[-1], str) and node.kids[-1][-1:].isspace() else ""
        node.replace(*(_mark(f"u{number}", str(number)) for number in numbers), space)
    for number in firsts:
        _unnumbered(notes[number])
        keep_numbers(notes[number])
        notes[number].replace(_note(f"u{number}", str(number), notes[number].kids))
    if titles and len(firsts) == len(notes):
        titles[-1].remove()


def _numbers(mark: str, most: int) -> list[int]:
    """The numbers of a raised mark: "1", "[2]", "1,2", "3-5"; none where it is no list of small numbers."""
    numbers: list[int] = []
    for piece in re.split("[,;]", "".join(mark.split()).strip("[]()")):
        run = re.fullmatch(r"(\d{1,3})(?:[-–](\d{1,3}))?", piece)
        if run is None or int(run[2] or run[1]) > most:
            return []
        numbers += range(int(run[1]), int(run[2] or run[1]) + 1)
    return numbers


def _last_list(root: Node) -> dict[int, Node]:
    """The items of the last numbered list by number, where each cites: it gives a year."""
    last = next(iter(root.find_all("ol")[-1:]), None)
    items = [item for item in last.nodes() if item.tag == "li"] if last is not None else []
    cites = len(items) > 1 and all(_YEAR.search(item.text()) for item in items)
    return dict(enumerate(items, 1)) if cites else {}


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_TITLED = ("h2", "h3", "h4", "h5", "h6", "p", "strong")


def _numbered(title: Node) -> dict[int, Node]:
    """The notes under a title, by number: the items of a list, or paragraphs that begin with a number."""
    nodes: dict[int, Node] = {}
    for node in _following(title):
        if node.tag == "ol" and not nodes:
            return {number: item for number, item in enumerate(node.nodes(), 1) if item.tag == "li"}
        first = next((kid for kid in node.kids if not isinstance(kid, str) or kid.strip()), None)
        raised = isinstance(first, Node) and first.tag == "sup" and first.text().strip("[].")
        begins = _NUMBERED.match(first) if isinstance(first, str) else None
        if node.tag not in ("p", "div") or not (raised or begins):
            break
        if begins:
            nodes[int(begins[1])] = node
        elif isinstance(raised, str) and raised.isdecimal():
            nodes[int(raised)] = node
    return nodes


def _unnumbered(note: Node) -> None:
    """Take its number off the front of a note that is a paragraph."""
    first = next((kid for kid in note.kids if not isinstance(kid, str) or kid.strip()), None)
    if note.tag == "li":
        return
    if isinstance(first, str) and (begins := _NUMBERED.match(first)):
        note.kids[note.kids.index(first)] = first[begins.end() :]
    elif isinstance(first, Node) and first.tag == "sup":
        first.remove()


def _raise_brackets(nodes: list[Node], notes: dict[int, Node]) -> None:
    """Raise the numbers in brackets ("the wind [1]"), where they cite all notes in order."""
    lines = [node for node in nodes if any("[" in kid for kid in node.kids if isinstance(kid, str))]
    cited = [
        number
        for node in lines
        for kid in node.kids
        if isinstance(kid, str)
        for mark in _BRACKET.findall(kid)
        for number in _numbers(mark, len(notes))
    ]
    if list(dict.fromkeys(cited)) != sorted(notes):
        return
    for node in lines:
        kids: list[Node | str] = []
        for kid in node.kids:
            pieces = _BRACKET.split(kid) if isinstance(kid, str) else [kid]
            for n, piece in enumerate(pieces):
                if n % 2 and isinstance(piece, str):
                    raised = Node("sup", {}, node)
                    raised.kids = [piece]
                    kids.append(raised)
                else:
                    kids.append(piece)
        node.kids = kids


_BRACKET = re.compile(r"\s?\[(\d{1,3}(?:[,–-]\d{1,3}){0,9})\]")


def _following(node: Node) -> Iterator[Node]:
    """The elements after one, in its box; where it ends its box, those after that."""
    while node.parent is not None:
        kids = node.parent.kids
        after = [kid for kid in kids[kids.index(node) + 1 :] if isinstance(kid, Node) and kid.text()]
        if after:
            yield from after
            return
        node = node.parent


def _before(node: Node) -> str:
    """The characters right before a raised number."""
    kids = node.parent.kids if node.parent else []
    place = kids.index(node) if node in kids else 0
    last = kids[place - 1] if place else ""
    return (last if isinstance(last, str) else last.text())[-3:]


def _line(node: Node) -> Node | None:
    """The outermost line of text round an element, None where it stands by itself."""
    line = node
    while line.parent is not None and line.parent.tag in _INSIDE:
        line = line.parent
    return line if line is not node and line.parent is not None else None


_INSIDE = ("p", "span", "em", "strong", "i", "b", "a", "h2", "h3")


def keep_numbers(item: Node) -> None:
    """Write the numbers of a list's items into them, before some are taken out as notes."""
    if item.tag == "li" and item.parent is not None and item.parent.tag == "ol":
        for number, sibling in enumerate(item.parent.nodes(), 1):
            sibling.attrs.setdefault("value", str(number))


def _make(node: Node, label: str, key: str, kids: list[Node | str], line: Node) -> None:
    """Put a mark in an element's place, and a note after its line."""
    node.replace(_mark(key, label))
    if line.parent is not None:
        note = _note(key, label, kids)
        note.parent = line.parent
        line.parent.kids.insert(line.parent.kids.index(line) + 1, note)


def _mark(key: str, label: str) -> Node:
    return Node("noteref", {"key": key, "label": label}, None)


def _note(key: str, label: str, kids: list[Node | str]) -> Node:
    note = Node("note", {"key": key, "label": label}, None)
    note.kids = list(kids)
    for kid in note.kids:
        if isinstance(kid, Node):
            kid.parent = note
    return note
