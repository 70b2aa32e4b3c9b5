"""Find the element that holds the article's body, and the prose that opens it behind its headline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publish.html.dom import BLOCKS, Node
from publish.html.extract.text_density import PROSE, Masses
from publish.html.metadata.title import alike
from publish.model.text import key, weight

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
