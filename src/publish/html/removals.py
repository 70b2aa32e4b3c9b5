"""What was removed from a page, until it is known which of it was part of the article."""

from __future__ import annotations

from collections.abc import Callable

from publish.html.dom import Node

_WORTH_TELLING = 30  # characters: less is a button or a label


class Losses:
    """Elements that were taken out, each with the one that it was taken out of."""

    def __init__(self) -> None:
        self._gone: list[tuple[Node, Node]] = []

    def of(self, take: Callable[[Node], None], root: Node) -> None:
        """Does a step that takes elements out of a tree, and remembers each."""
        before = [(node, node.parent) for node in root.walk()]
        take(root)
        left = set(root.walk())
        self._gone += [
            (node, parent)
            for node, parent in before
            if parent is not None and node not in left and node.parent is None
        ]

    def words(self) -> list[str]:
        """The words of all that was taken out, wherever it stood."""
        return [node.text() for node, _ in self._gone]

    def inside(self, body: Node) -> list[str]:
        """The words of what was taken out of an element, long enough to be worth telling.

        What is left of a box that was emptied first counts with what was in it.
        """
        inside = set(body.walk())
        out_of = dict(self._gone)
        said: dict[Node, str] = {}
        for node, parent in self._gone:
            top = node
            while parent not in inside and parent in out_of:
                top, parent = parent, out_of[parent]
            if parent in inside:
                said[top] = f"{said.get(top, '')} {node.text()}".strip()
        return [words for words in said.values() if len(words) >= _WORTH_TELLING]
