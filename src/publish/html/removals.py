"""What each step removes from a page, and which removals are refused because they would lose the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from publish.draft.model import BlockDraft, text
from publish.draft.page import PASSAGE
from publish.html.dom import BLOCKS, Node
from publish.html.extract.main_content import own_prose
from publish.html.extract.promo_phrases import words_in
from publish.html.extract.text_density import Masses
from publish.model.text import key

_WORTH_TELLING = 30  # characters: less is a button or a label
_SHARE = 0.75  # of the prose behind the headline: no step takes more at once
_FEW = 40  # words: as many may go whatever they are
_COMMENTS = frozenset(("comment", "comments"))  # longer than many an article, and under its headline
_BESIDE = _COMMENTS | frozenset(
    """cookie cookies consent gdpr onetrust usercentrics disqus newsletter newsletters signup subscribe
    subscription subscriptions""".split()
)


@dataclass(frozen=True, slots=True)
class Removal:
    """An element that a step took out of another.

    `refused` when it held most of the prose behind the headline, and was put back.
    """

    step: str
    node: Node
    parent: Node
    refused: bool = False

    def __str__(self) -> str:
        verb = "would have removed" if self.refused else "removed"
        names = " ".join(sorted(self.node.names))
        return f'{self.step} {verb} <{self.node.tag}> "{names}": {self.node.text()[:80]}'


class Losses:
    """The removals from a tree. `behind`: words of the prose behind the headline in each element.

    `kept` are elements that no step may take, nor what they are in, nor what is in them.
    """

    def __init__(self, behind: Mapping[Node, float] | None = None, kept: Iterable[Node] = ()) -> None:
        self.behind = behind or {}
        self._kept = {near for node in kept for near in (*node.walk(), *node.ancestors())}
        self._most = max(_SHARE * max(self.behind.values(), default=0.0), _FEW)
        self.removals: list[Removal] = []

    def of(self, step: str, take: Callable[[Node], None], root: Node) -> None:
        """Run a step that takes elements out of a tree; record each, and put back what it may not take."""
        before = [(node, node.parent, node.kids[:]) for node in root.walk()]
        take(root)
        left = set(root.walk())
        for node, parent, _ in before:
            if parent is None or node in left or node.parent is not None:
                continue
            refused = node in self._kept or (
                self.behind.get(node, 0.0) > self._most and not _COMMENTS & node.names
            )
            if refused:
                kids = next(inside for outer, _, inside in before if outer is parent)
                _restore(node, parent, kids)
            self.removals.append(Removal(step, node, parent, refused))

    def words(self) -> list[str]:
        """The words of all that was taken out, wherever it stood."""
        return [removal.node.text() for removal in self.removals if not removal.refused]

    def inside(self, body: Node, beside: bool = True, shortest: int = _WORTH_TELLING) -> list[str]:
        """The words of what was taken out of an element, of `shortest` characters or more.

        Without `beside`, comments, notices about cookies and offers to subscribe do not count.
        What is left of a box that was emptied first counts with what was in it.
        """
        inside = set(body.walk())
        gone = [
            removal
            for removal in self.removals
            if not removal.refused and (beside or not _stands_beside(removal.node))
        ]
        out_of = {removal.node: removal.parent for removal in gone}
        texts: dict[Node, str] = {}
        for removal in gone:
            top, parent = removal.node, removal.parent
            while parent not in inside and parent in out_of:
                top, parent = parent, out_of[parent]
            if parent in inside:
                texts[top] = f"{texts.get(top, '')} {removal.node.text()}".strip()
        return [words for words in texts.values() if len(words) >= shortest]


def _stands_beside(node: Node) -> bool:
    """Whether a box is named for what is never a part of an article, or asks for an address."""
    return bool(_BESIDE & node.names) or (node.find("input") is not None and words_in(node.text()) < _ASKS)


_ASKS = 150  # words


def beginning(root: Node, names: Sequence[str]) -> list[Node]:
    """The innermost elements that begin with the words of a name."""
    wanted = tuple(filter(None, map(key, names)))
    if not wanted:
        return []
    begun = [node for node in root.walk() if node.tag in BLOCKS and key(node.text()).startswith(wanted)]
    outer = {ancestor for node in begun for ancestor in node.ancestors()}
    return [node for node in begun if node not in outer]


def apart(root: Node, body: Node, kept: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """The elements outside the body that the settings keep: those before it, and those after it."""
    near, places = {*body.walk(), *body.ancestors()}, {node: n for n, node in enumerate(root.walk())}
    outside = [node for node in kept if node in places and node not in near]
    before = [node for node in outside if places[node] < places[body]]
    return before, [node for node in outside if places[node] > places[body]]


def passages(
    losses: Losses, body: Node, outside: Iterable[Node], stream: Iterable[BlockDraft], shown: Sequence[str]
) -> tuple[str, ...]:
    """The passages of a page that are not in its article, each once, those of a few words last.

    `shown` are the texts of what is. Of what stood in the body every word is told, of the rest of the
    page what is more than a button.
    """
    own = [*losses.inside(body, shortest=1), *map(text, stream)]
    removed = [removal.node.text() for removal in losses.removals if not removal.refused]
    texts = dict.fromkeys([*removed, *own, *(node.text() for node in outside)])
    listed = {words for words in texts if len(words) >= _WORTH_TELLING} | set(own)
    openings = {words: tuple(key(words).split()[:_OPENING]) for words in texts if words in listed}
    lines = {tuple(key(line).split()) for line in shown}
    there = _among(key(" ".join(shown)).split(), set(openings.values()))
    missing = [
        words
        for words, opening in openings.items()
        if opening and opening not in (there if len(opening) > _LABEL else lines)
    ]
    missing.sort(key=lambda words: len(words) < _WORTH_TELLING)
    return tuple(dict.fromkeys(words[:PASSAGE] for words in missing))


_OPENING = 6  # words: a passage that begins with as many of another is the same
_LABEL = 2  # words: as few stand somewhere in many an article, and are there only where they are a line of it


def _among(words: list[str], openings: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Those of the openings that stand anywhere in the words."""
    lengths = {len(opening) for opening in openings}
    runs = (tuple(words[at : at + length]) for length in lengths for at in range(len(words) - length + 1))
    return openings.intersection(runs)


def outside_of(body: Node, root: Node, masses: Masses) -> list[Node]:
    """The elements with running text that stand outside the body."""
    inside = {*body.walk(), *body.ancestors()}
    return [node for node in root.walk() if node not in inside and own_prose(node, masses)]


def _restore(node: Node, parent: Node, kids: list[Node | str]) -> None:
    """Put an element back into its parent, after the nearest of those before it that is still there."""
    places = {id(kid): n for n, kid in enumerate(parent.kids) if isinstance(kid, Node)}
    before = kids[: next(n for n, kid in enumerate(kids) if kid is node)]
    place = next((places[id(kid)] + 1 for kid in reversed(before) if id(kid) in places), 0)
    parent.kids.insert(place, node)
    node.parent = parent
