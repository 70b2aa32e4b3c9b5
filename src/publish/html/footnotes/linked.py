"""Footnotes that are linked to their marks.

A mark is a short link to an id in the page; its note is the element that has
that id and looks like a note: it links back, it stands in a list that is
named for notes, or the mark itself is named so. The tree is changed: the mark
becomes a `noteref`, the note a `note` with the same key. Wikipedia's
`cite_note`, WordPress' `fn`, Markdown's `fn:1`, Substack's
`footnote-anchor` and plain lists with back links are all met this way. Notes
that stand in the line itself (side notes) are recognised by their name, and raised
numbers without links by the list of notes at the end: see `unlinked`.
"""

from __future__ import annotations

import re

from publish.html.dom import Node, class_names
from publish.html.footnotes.marks import BACK, into_lines, join_pieces, number_buttons
from publish.html.footnotes.unlinked import MARK, TITLES, beside, keep_numbers, unlinked

_NAMES = class_names("note")
_ID = re.compile(
    r"(?:^|[-_:#])(?:fn|ftn|footnote|endnote|note|cite[-_]note|_ftn|_edn|en|sdfootnote|ref|r"
    r"|easy-footnote)\w*",
    re.I,
)
_REFERENCES = frozenset(("ref", "list"))


def gather(root: Node) -> None:
    """Turn marks and notes of a tree into `noteref` and `note` elements."""
    beside(list(root.walk()))
    nodes = list(root.walk())
    number_buttons(nodes)
    likely = [node for node in nodes if node.tag in ("a", "button") and _points(node)]
    ids = _ids(nodes) if likely else {}
    places = {node: place for place, node in enumerate(nodes if likely else ())}
    pairs = [
        (mark, note)
        for mark in likely
        if (note := _note_of(mark, ids)) is not None and places[note] > places[mark]
    ]
    marks = {id(mark) for mark, _ in pairs}
    labels: dict[Node, str] = {}
    keys: dict[Node, str] = {}
    for mark, note in pairs:
        if any(outer is note for outer in mark.ancestors()) or note.find("h1", "h2") is not None:
            continue
        labels.setdefault(note, _label(mark))
        _mark(mark, keys.setdefault(note, f"n{len(keys) + 1}"))
    for note, label in labels.items():
        keep_numbers(note)
        _settle(note, keys[note], label, marks)
    if labels:
        _unbracket_runs(root)
        into_lines(root)
        join_pieces(root.find_all("note"))
    else:
        unlinked(root)
    _sweep(root)
    _unruled(root)


def _points(mark: Node) -> bool:
    """Whether a link points into its page and is short enough to be a mark."""
    if "#" not in mark.get("href") and not mark.get("aria-describedby"):
        return False
    return MARK.fullmatch(mark.text()) is not None


def _ids(nodes: list[Node]) -> dict[str, Node]:
    by_id: dict[str, Node] = {}
    for node in nodes:
        if not node.attrs:
            continue
        for name in (node.get("id"), node.get("name") if node.tag == "a" else ""):
            if name:
                by_id.setdefault(name, node)
    return by_id


def _note_of(mark: Node, ids: dict[str, Node]) -> Node | None:
    """The note that a link marks, None when the link is no mark."""
    href = mark.get("href")
    target = ids.get(href.partition("#")[2] if "#" in href else mark.get("aria-describedby"))
    if target is None or target is mark:
        return None
    note = _whole(target)
    if note is None or any(outer is mark for outer in note.walk()):
        return None
    named = bool(_ID.search(target.get("id") or target.get("name"))) or bool(
        (note.parent is not None and note.tag == "li" and note.parent.names >= _REFERENCES)
        or _NAMES & (note.names | mark.names | (mark.parent.names if mark.parent else frozenset()))
        or {"noteref", "footnote", "endnote"}
        & {*mark.get("epub:type").split(), *target.get("epub:type").split()}
    )
    return note if named or _links_back(note, mark) else None


def _whole(target: Node) -> Node | None:
    """The element that holds all of a note whose id stands on `target`."""
    node = target
    while node.tag in ("a", "sup", "span", "b", "strong", "small", "cite") and node.parent is not None:
        if len(node.text()) > 15 and node.tag not in ("a", "sup"):
            break
        node = node.parent
    while (
        node.parent is not None and node.parent.text() == node.text() and node.parent.tag in (*_HOLDERS, "p")
    ):
        node = node.parent
    if MARK.fullmatch(node.text()) and node.parent is not None and node.parent.tag in ("div", "tr", "dl"):
        node = node.parent  # the number in one element, the words in the next
    return node if node.tag in (*_HOLDERS, "p", "span", "tr", "dd") and 0 < len(node.text()) < 5000 else None


_STARS = "*＊※"  # they come before the number in Japan
_HOLDERS = ("li", "div", "aside", "section", "dd")


def _links_back(note: Node, mark: Node) -> bool:
    near = (mark, *list(mark.ancestors())[:2], *mark.walk())
    own = {name for node in near for name in (node.get("id"), node.get("name")) if name}
    return any(a.get("href").partition("#")[2] in own for a in note.find_all("a") if "#" in a.get("href"))


def _label(mark: Node) -> str:
    return mark.text().strip("[]() ").lstrip(_STARS) or mark.text().strip()


def _mark(mark: Node, key: str) -> None:
    """A link becomes a noteref; a superscript or bracket round it goes with it."""
    ref = Node("noteref", {"key": key, "label": _label(mark)}, None)
    outer = mark
    while (
        outer.parent is not None
        and outer.parent.tag in ("sup", "span")
        and outer.parent.text() == mark.text()
    ):
        outer = outer.parent
    _unbracket(outer)
    outer.replace(ref)


def _unbracket(node: Node) -> None:
    """Take off the brackets that stand in the text round a mark or a link back: "[" link "]"."""
    if node.parent is None:
        return
    kids = node.parent.kids
    place = kids.index(node)
    before, after = kids[place - 1 : place], kids[place + 1 : place + 2]
    if not before or not after or isinstance(before[0], Node) or isinstance(after[0], Node):
        return
    opening, closing = before[0].rstrip(), after[0].lstrip()
    if f"{opening[-1:]}{closing[:1]}" in ("[]", "()"):
        kids[place - 1], kids[place + 1] = opening[:-1].rstrip(), closing[1:]


def _unbracket_runs(root: Node) -> None:
    """Take off the brackets round several marks in a row, and what parts these: "[", 1, ",", 2, "]"."""
    for node in filter(None, dict.fromkeys(mark.parent for mark in root.find_all("noteref"))):
        kids: list[Node | str] = []
        opened = 0  # the place after the text that ends in a bracket
        for kid in node.kids:
            if not isinstance(kid, str):
                opened = opened if kid.tag == "noteref" else 0
            elif opened and len(kids) - opened > 1 and kid.lstrip()[:1] in ("]", ")"):
                kids[opened - 1] = str(kids[opened - 1]).rstrip()[:-1].rstrip()
                kids[opened:] = [part for part in kids[opened:] if isinstance(part, Node)]
                kid, opened = kid.lstrip()[1:], 0
            elif kid.rstrip()[-1:] in ("[", "("):
                opened = len(kids) + 1
            elif kid.strip(" ,;–-"):
                opened = 0
            kids.append(kid)
        node.kids = kids


def _settle(note: Node, key: str, label: str, marks: set[int]) -> None:
    """An element becomes a note: without its own number and its links back."""
    for link in note.find_all("a"):
        back = (
            "#" in link.get("href")
            and id(link) not in marks
            and (BACK.match(link.text()) or MARK.fullmatch(link.text()))
        )
        if back and link.parent is not None:
            _unbracket(link)
            link.remove()
    _strip_number(note, label)
    kids = note.kids
    if note.tag == "tr":
        kids = [kid for cell in note.nodes() for kid in cell.kids]
    while kids and (
        (isinstance(first := kids[0], str) and not first.strip())
        or (isinstance(first, Node) and first.tag in ("hr", "br"))
    ):
        kids = kids[1:]
    body = Node("note", {"key": key, "label": label}, None)
    body.kids = list(kids)
    for kid in body.kids:
        if isinstance(kid, Node):
            kid.parent = body
    note.replace(body)


def _strip_number(note: Node, label: str) -> None:
    """Take the number off the front of a note's words."""
    stack: list[Node] = [note]
    while stack:
        node = stack.pop()
        for place, kid in enumerate(node.kids):
            if isinstance(kid, Node):
                if kid.text() in (label, f"{label}.", f"[{label}]", f"({label})", "^", "↑"):
                    kid.remove()
                    return
                if kid.text():
                    stack.append(kid)
                    break
            elif re.sub(r"[\s^↑]", "", kid):
                bare = re.sub(r"^[\s^↑\[(]+", "", kid)
                if bare.startswith(label) and not bare[len(label) :][:1].isalnum():
                    node.kids[place] = re.sub(r"^[.\])：:\s]+", "", bare[len(label) :])
                return


def _sweep(root: Node) -> None:
    """Lists that held notes are unwrapped, their titles taken out."""
    for node in root.find_all("ol", "ul", "table"):
        notes = [kid for kid in node.walk() if kid.tag == "note"]
        if (
            notes
            and not "".join(
                k if isinstance(k, str) else "" if k.tag == "note" else _without_notes(k) for k in node.kids
            ).strip()
        ):
            before = _before(node)
            if before is not None and TITLES.fullmatch(before.text().strip(" :")):
                before.remove()
            node.replace(*notes)


def _unruled(root: Node) -> None:
    """Lines between the text and its notes only frame them."""
    for parent in {id(rule.parent): rule.parent for rule in root.find_all("hr")}.values():
        if parent is None:
            continue
        kept: list[Node | str] = []
        after = ""  # the tag of what follows, from the end
        for kid in reversed(parent.kids):
            tag = kid.tag if isinstance(kid, Node) else "" if kid.strip() else after
            kept.append(" " if (tag, after) == ("hr", "note") else kid)
            after = tag
        parent.kids = kept[::-1]


def _without_notes(node: Node) -> str:
    if node.tag == "note":
        return ""
    return "".join(k if isinstance(k, str) else _without_notes(k) for k in node.kids)


def _before(node: Node) -> Node | None:
    """The heading or line just before an element, outside it if it comes first."""
    while node.parent is not None:
        kids = node.parent.kids
        for kid in reversed(kids[: kids.index(node)]):
            if isinstance(kid, Node) and kid.text():
                return kid if kid.tag in ("h2", "h3", "h4", "h5", "h6", "p", "div", "strong") else None
            if isinstance(kid, str) and kid.strip():
                return None
        if node.parent.tag not in ("div", "section", "aside", "footer"):
            return None
        node = node.parent
    return None
