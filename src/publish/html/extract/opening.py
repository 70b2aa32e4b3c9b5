"""The prose that opens an article, behind its headline: how many of its words each element holds."""

from __future__ import annotations

from collections.abc import Iterator

from publish.html.dom import BLOCKS, Node
from publish.html.extract.text_density import PROSE
from publish.html.metadata.title import alike
from publish.model.text import weight

_WORDS = 150.0  # words: more than this need not be looked at
_REACH = 30  # passages: prose that begins later is not what the headline heads
_LETTERS = 6.0  # in a word
_HEADS = 60.0  # words: a heading with as much prose behind it is the headline
_TRIED = 4  # headings
_SKIPPED = frozenset("head noscript select textarea option button nav footer form title".split())
_STOPS = (".", "?", "!", "…", "”", '"', "’", "»", "。", "！", "？", "؟", "۔", "।", "॥", "።")
_HEADINGS = ("h1", "h2", "h3")

Words = dict[Node, float]


def opening_words(root: Node, title: str) -> Words:
    """The words of the first prose behind the headline, in each element that holds some of it.

    Of several headings like the title (the masthead and hidden copies repeat it), the headline is the
    first with enough prose behind it, else the first. Empty where no heading is like the title.
    """
    tried = [_words_behind(root, headline) for headline in _headlines(root, title)]
    return next((words for words in tried if max(words.values(), default=0.0) >= _HEADS), (tried or [{}])[0])


def _headlines(root: Node, title: str) -> list[Node]:
    """The headings like the title, of the first rank before others, in document order."""
    own = [heading for heading in root.find_all(*_HEADINGS) if alike(heading.text(), title)]
    return sorted(own, key=lambda heading: heading.tag != "h1")[:_TRIED]


def _words_behind(root: Node, headline: Node) -> Words:
    words: Words = {}
    left, reach = _WORDS, _REACH
    for node in _behind(root, headline):
        own, linked = _own(node)
        size = weight(own)
        if not size:
            continue
        reach -= 1
        if size >= PROSE and weight(linked) < 0.3 * size and own.rstrip().endswith(_STOPS):
            left -= size / _LETTERS
            for outer in (node, *node.ancestors()):
                words[outer] = words.get(outer, 0.0) + size / _LETTERS
        if left <= 0 or reach <= 0:
            break
    return words


def _behind(root: Node, headline: Node) -> Iterator[Node]:
    """The blocks behind the headline, in document order, without menus, forms and footers."""
    begun = False
    stack = [root]
    while stack:
        node = stack.pop()
        if node is headline:
            begun = True
            continue
        if node.tag in _SKIPPED:
            continue
        if begun and node.tag in BLOCKS:
            yield node
        stack += [kid for kid in reversed(node.kids) if isinstance(kid, Node)]


def _own(node: Node) -> tuple[str, str]:
    """The text of a block outside the blocks in it, and what of that is in links."""
    own: list[str] = []
    linked: list[str] = []
    stack: list[tuple[Node | str, bool]] = [(kid, node.tag == "a") for kid in reversed(node.kids)]
    while stack:
        kid, in_link = stack.pop()
        if isinstance(kid, str):
            own.append(kid)
            if in_link:
                linked.append(kid)
        elif kid.tag not in BLOCKS or kid.tag == "br":
            stack += [(inner, in_link or kid.tag == "a") for inner in reversed(kid.kids)]
    return "".join(own), "".join(linked)
