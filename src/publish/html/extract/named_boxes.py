"""Remove hidden parts, controls, and boxes whose class names say that they are not the article.

Nothing is taken out that holds a large share of the page's prose: a name is
evidence, not proof.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from publish.html.dom import Node, class_names, words_of
from publish.html.extract.main_content import BODY_PAIRS
from publish.html.extract.promo_phrases import is_promo, is_sentence, words_in
from publish.html.extract.text_density import Masses, measure
from publish.html.metadata.dates import iso
from publish.html.metadata.names import words
from publish.html.metadata.title import alike, described
from publish.system import data

_TABLE: dict[str, list[str]] = data.table("publish.html.extract", "named_boxes.toml")
_CONTROLS, _ROLES, _WORDS, _MEEK, _SOFT, _BOLD, _ALWAYS, _EMBED, _WRITER, _DOORS, _BEHIND, _STANDFIRST = (
    frozenset(_TABLE[kind])
    for kind in "controls roles words meek soft bold always embed writer doors behind standfirst".split()
)
_PAIRS = tuple(frozenset(pair.split()) for pair in _TABLE["pairs"])
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def hidden(root: Node) -> None:
    """Take out controls, and what a reader of the page never sees."""
    for node in list(root.walk()):
        if node.parent is None:
            continue
        if node.tag in _CONTROLS:
            _keep_pictures(node)
        elif ("hidden" in node.attrs and node.get("hidden") != "until-found") or _HIDDEN_STYLE.search(
            node.get("style")
        ):
            _drop_if_small(node, 0.3, root)
        elif "editsection" in node.names:
            node.remove()
        elif {"hidden", "none"} & node.names and _hidden_by_class(node.get("class")):
            _drop_if_small(node, 0.1, root)
        elif (node.tag in ("a", "span") and _is_page_mark(node)) or (
            offscreen(node) and len(node.text()) < 120 and not _in_figure(node)
        ):
            node.remove()


def _is_page_mark(node: Node) -> bool:
    """Whether an element marks where a page or a column of the printed edition begins."""
    called = {node.get("role"), node.get("epub:type")} & {"doc-pagebreak", "pagebreak"}
    return bool(called or any(pair <= node.names for pair in _PAGES)) and len(node.text()) < _MARK_LENGTH


_PAGES = (frozenset(("column", "number")), frozenset(("page", "number")), frozenset(("pagenum",)))
_MARK_LENGTH = 20


def _hidden_by_class(value: str) -> bool:
    """Whether a class hides an element at every width of a screen: "hidden", but not "hidden md:block"."""
    words = [word for word in value.split() if not word.startswith(("d-print-", "print:"))]
    if any(":" in word or (word.startswith("d-") and word != "d-none") for word in words):
        return False
    return bool({"hidden", "is-hidden", "u-hidden", "d-none"} & set(words))


def offscreen(node: Node) -> bool:
    """Whether an element is shown to screen readers alone. In "label-visually_hidden", only its label is."""
    names = node.names
    return bool(names) and bool(
        ({"visually", "hidden"} <= names and not _LABEL_HIDDEN.search(node.get("class")))
        or {"visuallyhidden", "sronly", "offscreen", "visuallyhide"} & names
        or {"sr", "only"} <= names
        or {"off", "screen"} <= names
        or {"hide", "completely"} <= names
        or {"assistive", "text"} <= names
        or {"screen", "reader"} <= names
        or {"show", "for", "sr"} <= names
    )


_LABEL_HIDDEN = re.compile(r"label[-_]{1,2}visually[-_]hidden")


def _in_figure(node: Node) -> bool:
    return any(
        outer.tag in ("figure", "figcaption") or "caption" in outer.names for outer in node.ancestors()
    )


def _keep_pictures(node: Node) -> None:
    """Take out a control; leave a picture that it makes clickable, and the text of a form round text."""
    if node.tag in ("form", "dialog", "menu") and len(node.text()) > 1500:
        node.tag = "div"
        return
    if node.tag == "button" and node.find("figcaption") is not None:
        node.tag = "div"
        return
    outer = node.parent
    if node.tag == "button" and outer is not None and outer.tag in _HEADINGS and outer.text() == node.text():
        node.tag = "span"  # the heading of a part that opens
        return
    image = node.find("img", "picture") if node.tag == "button" else None
    if image is not None and image.parent is not None:
        image.parent = None
        node.replace(image)
    else:
        node.remove()


def _drop_if_small(node: Node, share: float, root: Node) -> None:
    words = node.text()
    if len(words) >= 500:
        whole = root.text()
        if len(words) >= share * len(whole) and not _said_again(words, whole):
            return
    node.remove()


def _said_again(words: str, whole: str) -> bool:
    """Whether the page says words twice: most of nine pieces, evenly taken, stand in it more than once."""
    words, whole = "".join(words.split()), "".join(whole.split())
    step = len(words) // 9
    pieces = [words[n * step : n * step + 40] for n in range(9)]
    return sum(whole.count(piece) > 1 for piece in pieces) > 6


def boilerplate(root: Node, title: str = "", description: str = "") -> None:
    """Take out the boxes whose role, tag or name says that they are not the article."""
    masses = measure(root)
    total = max(masses[root].prose, 1)
    heads = _round_headline(root, title)
    summed = _round_summary(root, masses, description)
    gone = set(_of_readers(root, masses))
    for node in gone:
        node.names |= {"comments"}
    for node in _outside(root, "fig", "pre"):
        if node.parent is None or node.parent in gone or node in gone:
            if node.parent in gone:
                gone.add(node)
            continue
        if node not in summed and _named(node, masses, total, heads):
            gone.add(node)
    for node in gone:
        if node.parent is not None and node.parent not in gone:
            node.remove()


def _of_readers(root: Node, masses: Masses) -> Iterator[Node]:
    """The entries in which readers comment, which often no name says.

    Entries of one build stand beside one another, after the prose of an article. Each has a line with a
    name, a day and a time of day, and the names differ (those of a live blog do not), or it is called one.
    """
    boxes: dict[Node, dict[Node, str]] = {}
    for node in root.walk():
        if node.tag in _NEVER or not _STAMP_SHORT < masses[node].size < _STAMP_LONG:
            continue
        line = node.text()
        if not _CLOCK.search(line) or "T" not in iso(line):
            continue
        name = " ".join(_LETTERS.findall(line)).casefold()
        for entry, box in itertools.pairwise([node, *itertools.islice(node.ancestors(), _ENTRY)]):
            boxes.setdefault(box, {}).setdefault(entry, name)
    for box, entries in boxes.items():
        first = next(iter(entries))
        like = {entry: name for entry, name in entries.items() if entry.is_like(first)}
        called = any(words("readers") & node.names for node in (box, *like))
        named = len(set(like.values())) >= _DIFFER * len(like)
        if len(like) < _ENTRIES - called or not (named or called) or _answers(box):
            continue
        if masses[box].prose and _prose_before(first, masses) >= _ARTICLE:
            yield from like


def _answers(box: Node) -> bool:
    """Whether a box holds answers to the question that a page asks, or the entries of a live blog."""
    near = (box, *itertools.islice(box.walk(), _ANSWERS), *box.ancestors())
    return any(
        {"answer", "answers", "liveblog"} & node.names or "nswer" in node.get("itemprop") for node in near
    )


def _prose_before(first: Node, masses: Masses) -> int:
    """Characters of the prose beside the boxes round an element that stands before it."""
    letters = 0
    for inner, outer in itertools.pairwise([first, *first.ancestors()]):
        kids = itertools.takewhile(lambda kid, stop=inner: kid is not stop, outer.nodes())  # type: ignore[misc]
        letters += sum(masses[kid].prose for kid in kids)
    return letters


_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_STAMP_SHORT, _STAMP_LONG = 10, 80  # characters
_ENTRY = 5  # elements from the line of a name and a time to the box of all entries
_ENTRIES = 3
_DIFFER = 0.6  # of the entries: as many names as that
_ANSWERS = 40  # elements
_ARTICLE = 500  # characters


def _outside(root: Node, *tags: str) -> Iterator[Node]:
    """Elements in document order, and nothing inside those with one of the tags.

    A figure's words have been settled already; in preformatted text, classes colour code.
    """
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if node.tag not in tags:
            stack.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))


def _round_headline(root: Node, title: str) -> frozenset[Node]:
    """The elements that hold the article's own headline; other stories may have their `h1` as well."""
    headings = root.find_all("h1")
    own = [h for h in headings if alike(h.text(), title)] or headings[:1]
    return frozenset(node for heading in own for node in heading.ancestors())


def _round_summary(root: Node, masses: Masses, description: str) -> frozenset[Node]:
    """The small boxes that hold what the page's data give as its summary: the lines under the headline."""
    size = len(description)
    if size < 40:
        return frozenset()
    nodes: set[Node] = set()
    for node in root.walk():
        mass = masses[node]
        if 0.5 * size < mass.size < 2 * size and mass.density < 0.5 and described(node.text(), description):
            nodes.add(node)
            nodes |= {outer for outer in node.ancestors() if masses[outer].size < 3 * size}
    return frozenset(nodes)


def _named(node: Node, masses: Masses, total: int, heads: frozenset[Node]) -> bool:
    """Whether an element's tag, role or name says that it is not the article, and its prose allows it."""
    mass = masses[node]
    if node.tag in _NEVER or (node.parent is not None and node.parent.tag in _HEADINGS):
        return False  # an id made from the words of a heading names nothing
    share = mass.prose / total
    if node.get("role") == "button" and node.find("fig", "img") is not None:
        return False
    if (node.tag == "footer" or _WRITER & node.names) and any(
        outer.tag == "blockquote" or "pullquote" in outer.names for outer in node.ancestors()
    ):
        return False  # who is quoted
    if node.tag in ("nav", "footer") or node.get("role") in _ROLES:
        return share < (
            0.9 if node.tag == "nav" and node not in heads and node.find("article") is None else 0.2
        )
    if node.tag == "header" and not any(a.tag in ("article", "main", "section") for a in node.ancestors()):
        return node not in heads and node.find("fig", "article") is None and share < 0.9
    if node.tag == "aside" and mass.density > 0.4:
        return True
    if node.tag == "a" and _is_control(node):
        return True
    words = node.names & _WORDS
    if "recipe" in node.names and words <= {"meta"} and mass.density < 0.4:
        return False  # its times and servings
    if not words and not any(pair <= node.names for pair in _PAIRS):
        return False
    if _in_sentence(node):
        return False
    if _EMBED & node.names and node.find("blockquote", "iframe", "video", "fig", "img") is not None:
        return False
    if node in heads and share > 0.02:
        return False
    if node.find(*_HEADINGS) is not None and node.find("a") is None and _is_part_of_box(node):
        return False  # the title of a box set apart
    if words == {"callout"} and mass.size < 400 and (node.find("fig") is not None or _is_remark(node)):
        return False  # a picture set apart, with a few words, or a remark
    if words and words <= _DOORS and _is_of_text(node, words, masses):
        return False
    return _by_words(node, words, masses, total)


def _is_remark(node: Node) -> bool:
    """Whether a box is a sentence or more, without links or quotation marks, as a pull quote has."""
    words = node.text()
    sentence = words_in(words) > _FEW_WORDS and is_sentence(words) and not is_promo(words, _HALF)
    return sentence and node.find("a") is None and words[:1] not in '“„«"‘'


_HALF = 0.5  # of a line as links: then each phrase that offers something counts


def _is_of_text(node: Node, words: frozenset[str], masses: Masses) -> bool:
    """Whether a line, such as the number of a part, has the name that paragraphs beside it have as well."""
    if node.tag not in (*_LEAVES, *_HEADINGS) and node.get("role") != "heading":
        return False
    near = itertools.islice(node.parent.nodes() if node.parent is not None else (), _BESIDE)
    return any(words <= other.names and other.tag == "p" and masses[other].prose for other in near)


_BESIDE = 60  # elements


def _is_control(link: Node) -> bool:
    """Whether a link is a button, or a recipe's control, by its name: a few words outside sentences."""
    called = bool(_BUTTON & link.names) or ("recipe" in link.names and bool(_RECIPE & link.names))
    return called and len(link.text().split()) <= _FEW_WORDS and not _in_sentence(link)


_BUTTON = frozenset(("button", "btn"))
_RECIPE = class_names("recipe_control")
_FEW_WORDS = 6


def _is_part_of_box(node: Node) -> bool:
    """Whether an element's name begins with that of the box round it: "infobox__navigation" in "infobox"."""
    outer = node.parent.get("class").split() if node.parent is not None else []
    return any(
        part.startswith(f"{name}_") and _BOX & set(words_of(name))
        for name in outer
        for part in node.get("class").split()
    )


_BOX = class_names("kept_box")


def _by_words(node: Node, words: frozenset[str], masses: Masses, total: int) -> bool:
    """What the words of a name weigh against the prose that they stand on."""
    mass = masses[node]
    share = mass.prose / total
    if words & _BOLD:
        if _holds_body(node, masses) or (node.tag in _LEAVES and mass.prose and mass.density < 0.2):
            return False
        holds = any(masses[inner].prose > 0.3 * total for inner in node.find_all("article"))
        return not holds and (share < 0.5 or bool(words & _ALWAYS))
    if words <= _MEEK and (_holds_standfirst(node, masses) or (words and _holds_body(node, masses))):
        return False
    if node.tag in _LEAVES and mass.prose and (words <= _MEEK or mass.density < 0.2):
        return False
    if words and words <= _SOFT and mass.prose >= 150 and mass.density < 0.3:
        return False
    if words and words <= _MEEK:
        if words <= _DOORS and node.names & _BEHIND and mass.density < 0.3 and mass.prose:
            return False
        return share < 0.1 and (mass.prose < 700 or mass.density > 0.35)
    return share < (0.25 if mass.density > 0.2 or mass.prose < 600 else 0.1)


def _in_sentence(node: Node) -> bool:
    """Whether an element is words of a sentence: other words stand beside it and go on after it.

    A class such as "meta-org" or "ticker" then says what the words name.
    """
    if node.tag not in _INLINE or node.parent is None or any(kid.tag not in _INLINE for kid in node.nodes()):
        return False
    kids = node.parent.kids
    if len(kids) > _MANY:
        return False
    place = kids.index(node)
    before, after = (
        kids[n] if 0 <= n < len(kids) and isinstance(kids[n], str) else "" for n in (place - 1, place + 1)
    )
    words = str(before).split(), str(after).split()
    if not words[1] or len(words[0]) + len(words[1]) < 3:
        return False
    first = words[1][0][0]
    goes_on = first in ",;)’'" or (first.isalpha() and not first.isupper())
    return goes_on or (first == "." and bool(words[0]) and not words[0][-1].endswith(_STOPS))


_INLINE = frozenset("a abbr acronym b cite data em font i mark nobr q s small span strong time u".split())
_MANY = 400  # parts of one element: more are a list, and looking at each would take long
_STOPS = (".", "!", "?", "…", ":", "|", "•", "·")
_NEVER = frozenset(
    (
        "html",
        "body",
        "main",
        "article",
        "document",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "img",
        "fig",
        "cap",
        "cred",
        "note",
        "tbody",
        "thead",
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEAVES = frozenset(("p", "li", "blockquote", "td", "pre"))


def _holds_standfirst(node: Node, masses: Masses) -> bool:
    """Whether an element holds the lines under the headline; those of other stories are links."""
    return masses[node].density < 0.5 and any(_STANDFIRST & inner.names for inner in node.walk())


def _holds_body(node: Node, masses: Masses) -> bool:
    """Whether an element is, or holds, what is named as the body of an article."""
    if masses[node].prose < 150 or masses[node].density > 0.3:
        return False
    return any(
        any(pair <= inner.names for pair in BODY_PAIRS)
        and inner.names & _WORDS <= _MEEK
        and masses[inner].prose >= 150
        and masses[inner].density < 0.3
        for inner in node.walk()
    )
