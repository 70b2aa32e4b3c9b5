"""Find the element that holds the article's body."""

from __future__ import annotations

from collections.abc import Mapping

from publish.html.dom import BLOCKS, Node
from publish.html.extract.text_density import Masses
from publish.model.text import key

BODY_PAIRS = tuple(
    frozenset(pair.split())
    for pair in (
        "article body",
        "articlebody",
        "story body",
        "storybody",
        "entry content",
        "post content",
        "article content",
        "article text",
        "articletext",
        "story content",
        "post body",
        "content body",
        "body content",
        "body text",
        "text body",
        "story text",
        "article copy",
        "news content",
        "news body",
        "available content",
        "rich text",
        "richtext",
        "main content",
        "mw parser output",
        "mw content text",
        "artikel inhalt",
        "article detail",
        "detail content",
        "paragraphs",
    )
)


def container(root: Node, masses: Masses, body_text: str) -> Node:
    """The element that holds the body: by the page's own data, by its marks, then by where prose is."""
    for candidate in (
        _by_data(root, masses, body_text),
        _by_mark(root, masses),
    ):
        if candidate is not None:
            return candidate
    return densest(_main(root, masses), masses, 0.8)


def widened(body: Node, behind: Mapping[Node, float]) -> Node:
    """The body, or the nearest element round it that holds most of the prose behind the headline.

    `behind` says how many words of that prose each element holds.
    """
    most = max(behind.values(), default=0.0)
    if behind.get(body, 0.0) >= _ENOUGH * most:
        return body
    return next((outer for outer in body.ancestors() if behind.get(outer, 0.0) > _MOST * most), body)


_ENOUGH = 0.3  # a standfirst may stand outside the body, and little text be in it
_MOST = 0.9


def _main(root: Node, masses: Masses) -> Node:
    """The element that the page marks as its main part, if it holds most of the prose."""
    for node in root.walk():
        if (node.tag == "main" or node.get("role") == "main") and masses[node].prose > 0.5 * masses[
            root
        ].prose:
            return node
    return root


def densest(node: Node, masses: Masses, share: float) -> Node:
    """The innermost element that holds at least a share of the prose at each step."""
    while True:
        inner = max(node.nodes(), key=lambda kid: masses[kid].prose, default=None)
        if inner is None or not masses[inner].flow or masses[inner].prose < share * masses[node].prose:
            return node
        node = inner


def _by_data(root: Node, masses: Masses, body_text: str) -> Node | None:
    """The innermost element that holds nearly all paragraphs which JSON-LD's articleBody repeats."""
    stated = key(body_text)
    if len(stated) < 400:
        return None
    sizes = [
        (node, masses[node].prose)
        for node in root.walk()
        if own_prose(node, masses) and key(node.text()) in stated
    ]
    total = sum(size for _, size in sizes)
    if total < 0.5 * len(stated):
        return None
    weights: dict[Node, int] = {}
    for node, size in sizes:
        for outer in (node, *node.ancestors()):
            weights[outer] = weights.get(outer, 0) + size
    best = root
    while True:
        inner = max(best.nodes(), key=lambda kid: weights.get(kid, 0), default=None)
        if inner is None or weights.get(inner, 0) < 0.99 * total or not masses[inner].flow:
            return best
        best = inner


def own_prose(node: Node, masses: Masses) -> bool:
    """Whether an element holds running text and no block inside it."""
    return node.tag in BLOCKS and not masses[node].flow and masses[node].prose > 0


def _by_mark(root: Node, masses: Masses) -> Node | None:
    """The element that the page itself marks as the body, if it holds enough of the prose."""
    total = masses[root].prose
    marked = [
        n for n in root.walk() if "articlebody" in n.get("itemprop").lower().split() and masses[n].prose > 0
    ]
    if marked and (node := _common(marked, masses, root)) is not None and masses[node].prose > 0.25 * total:
        return node
    named = [n for n in root.walk() if any(p <= n.names for p in BODY_PAIRS) and masses[n].prose > 0]
    outer = [n for n in named if not any(a in named for a in n.ancestors())]
    articles = [n for n in root.find_all("article") if masses[n].prose > 0.3 * total]
    best = max((*outer, *articles), key=lambda n: masses[n].prose, default=None)
    if best is None or masses[best].prose < 0.3 * total:
        return None
    return densest(best, masses, 0.99)


def _common(nodes: list[Node], masses: Masses, root: Node) -> Node | None:
    """The one marked element with most prose, or what holds several parts of one body."""
    outer = [n for n in nodes if not any(a in nodes for a in n.ancestors())]
    first = max(outer, key=lambda n: masses[n].prose)
    if len(outer) == 1 or masses[first].prose > 0.7 * sum(masses[n].prose for n in outer):
        return first
    parents = {n.parent for n in outer}
    return parents.pop() if len(parents) == 1 else first
