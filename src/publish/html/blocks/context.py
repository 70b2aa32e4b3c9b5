"""What the modules for single kinds of block ask of the walk over a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from publish.draft.model import BlockDraft
from publish.html.blocks.inlines import Words
from publish.html.dom import Node


class Context(Protocol):
    """The walk over a page, as its kinds of block see it."""

    words: Words

    def blocks(self, kids: Iterable[Node | str]) -> list[BlockDraft]:
        """The drafts of a run of elements and strings, in reading order."""

    def block(self, node: Node) -> list[BlockDraft]:
        """The drafts of one block element."""
