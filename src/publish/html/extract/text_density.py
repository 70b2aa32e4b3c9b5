"""How much text an element holds, how much of it is links, how much is prose."""

from __future__ import annotations

from dataclasses import dataclass

from publish.html.dom import BLOCKS, Node
from publish.model.text import weight

_LONG_LINK = 700  # characters: a longer link was left open by mistake, and what it holds is no headline
PROSE = 60  # characters: a run of text at least this long, mostly not links, counts as prose


@dataclass(slots=True)
class Mass:
    """Characters inside an element: all, those in links, those in runs of prose; `flow`: blocks inside."""

    size: int = 0
    linked: int = 0
    prose: int = 0
    flow: bool = False

    @property
    def density(self) -> float:
        """The share of text that is links."""
        return self.linked / self.size if self.size else 0.0


RUNNING = 90
"""Letters, as `weight` counts them: a paragraph at least this long is running text."""


Masses = dict[Node, Mass]


def unlink_verse(root: Node) -> None:
    """Make the links of annotated verse plain text: they hold whole lines, and lead to notes on them."""
    for block in root.find_all("p", "div"):
        links = [kid for kid in block.nodes() if kid.tag == "a"]
        lines = [link for link in links if _has_lines(link)]
        if len(lines) > 1 and len(block.find_all("br")) >= _LINES:
            for link in links:
                link.tag = "span"


def _has_lines(link: Node) -> bool:
    breaks = [n for n, kid in enumerate(link.kids) if isinstance(kid, Node) and kid.tag == "br"]
    return any(0 < n < len(link.kids) - 1 for n in breaks) and link.find("img", *BLOCKS - {"br"}) is None


_LINES = 8  # line breaks


def measure(root: Node) -> Masses:
    """The mass of every element of a tree, in one pass from the leaves up."""
    masses: Masses = {}
    for node in reversed(list(root.walk())):
        masses[node] = _mass(node, masses)
    return masses


def _mass(node: Node, masses: Masses) -> Mass:
    mass = Mass()
    own = own_linked = 0
    for kid in node.kids:
        if isinstance(kid, str):
            length = weight(kid)
            mass.size += length
            own += length
            continue
        inner = masses[kid]
        mass.size += inner.size
        mass.linked += inner.linked
        mass.prose += inner.prose
        if (kid.tag in BLOCKS and kid.tag != "br") or inner.flow:
            mass.flow = True
        else:
            own += inner.size
            own_linked += inner.linked
    if node.tag == "a":
        mass.linked = mass.size
        if mass.size < _LONG_LINK:
            mass.prose = 0
    if (node.tag in BLOCKS or mass.flow) and own >= PROSE and own_linked < 0.4 * own and node.tag != "a":
        mass.prose += own
    return mass
