"""Marks and notes that a script took apart: marks without words, marks between blocks, notes in pieces."""

from __future__ import annotations

import itertools
import re

from publish.html.dom import BLOCKS, Node

BACK = re.compile(r"^[\s↩↵⤴⏎^↑←⇧⬆\ufe0e\ufe0f]*$|^(?:back|return|jump up|zurück|retour).{0,25}$", re.I)


def number_buttons(nodes: list[Node]) -> None:
    """Give each button that holds no words the number of the list's item that links back to it."""
    buttons = {id: node for node in nodes if node.tag == "button" and (id := node.get("id"))}
    for back in nodes if buttons else ():
        mark = buttons.get(back.get("href").partition("#")[2]) if back.tag == "a" else None
        note = next((outer for outer in back.ancestors() if outer.tag == "li"), None)
        if mark is None or mark.text() or note is None or note.parent is None or not BACK.match(back.text()):
            continue
        items = [kid for kid in note.parent.nodes() if kid.tag == "li"]
        mark.kids = [str(items.index(note) + 1)]
        mark.attrs["href"] = f"#{note.attrs.setdefault('id', 'note of ' + mark.get('id'))}"


def into_lines(root: Node) -> None:
    """Put marks that stand between blocks into the paragraph before, with what went on behind them."""
    for mark in root.find_all("noteref"):
        box = mark
        while box.parent is not None and box.parent.tag in ("div", "span") and _only_marks(box.parent):
            box = box.parent
        if box.tag != "div" or box.parent is None:
            continue
        kids = box.parent.kids
        place = kids.index(box)
        before = next((kid for kid in reversed(kids[:place]) if isinstance(kid, Node) or kid.strip()), None)
        if not isinstance(before, Node) or before.tag not in BLOCKS:
            box.replace(mark)
        elif before.tag == "p":
            loose = kids[place + 1 :]
            end = next((n for n, kid in enumerate(loose) if _is_block(kid)), len(loose))
            del kids[place : place + 1 + end]
            _append(before, [*box.find_all("noteref"), *loose[:end]])


def _only_marks(box: Node) -> bool:
    return not box.text() and all(node.tag in ("div", "span", "noteref") for node in box.walk())


def _is_block(kid: Node | str) -> bool:
    return isinstance(kid, Node) and kid.tag in BLOCKS and kid.tag != "br"


def _append(line: Node, kids: list[Node | str]) -> None:
    """Add to the end of a paragraph, with no space before a mark, one after it, and no mark twice."""
    for kid in kids:
        last = line.kids[-1] if line.kids else ""
        if isinstance(kid, str):
            line.kids.append(f" {kid}" if isinstance(last, Node) and kid[:1].isalnum() else kid)
            continue
        if kid.tag == "noteref" and isinstance(last, str):
            line.kids[-1:] = [bare] if (bare := last.rstrip()) else []
            last = line.kids[-1] if line.kids else ""
        if isinstance(last, Node) and last.tag == kid.tag == "noteref" and last.attrs == kid.attrs:
            continue
        kid.parent = line
        line.kids.append(kid)


def join_pieces(notes: list[Node]) -> None:
    """Put the paragraphs that stand between a numbered note and the next into the first."""
    for note, following in itertools.pairwise(notes):
        box = note.parent
        label, expected = note.get("label"), following.get("label")
        if box is None or following.parent is not box or not (label + expected).isdecimal():
            continue
        between = box.kids[box.kids.index(note) + 1 : box.kids.index(following)]
        nodes = [kid for kid in between if isinstance(kid, Node)]
        loose = any(isinstance(kid, str) and kid.strip() for kid in between)
        whole = all(node.tag in _PIECES and node.find("noteref", "note") is None for node in nodes)
        if int(expected) == int(label) + 1 and whole and not loose and len(nodes) <= _MOST:
            for node in nodes:
                node.replace()
                node.parent = note
                note.kids.append(node)


_PIECES = frozenset(("p", "blockquote", "ol", "ul"))
_MOST = 5  # paragraphs of a note after its first
