"""The standfirst and the lead picture, between the title and the body."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from publish.draft.model import BlockDraft, FigureDraft, Inlines, ParagraphDraft
from publish.draft.sentence_spans import tidy
from publish.html.blocks.inlines import inlines
from publish.html.blocks.walker import VERSE, Walker
from publish.html.dom import BLOCKS, Node, class_names
from publish.html.extract.promo_phrases import is_dateline, is_promo, is_sentence, words_in
from publish.html.metadata.facts import Facts
from publish.html.metadata.title import alike, described
from publish.model.text import key

_STANDFIRST = class_names("standfirst")


@dataclass(slots=True)
class Opening:
    figures: list[BlockDraft] = field(default_factory=list)
    standfirst: Inlines = ()
    paragraphs: list[BlockDraft] = field(default_factory=list)


def lead(root: Node, body: Node, facts: Facts, walker: Walker) -> Opening:
    """The standfirst and the pictures between the title and the body, or just before the body."""
    opening = Opening()
    _mark_deck(body, facts)
    over = _over_headline(root, facts)
    inside = set(body.walk())
    outer = set(body.ancestors())
    started = False
    for node in root.walk():
        if node is body:
            break
        if node in inside:
            continue
        if node.tag == "h1" or (node.tag == "h2" and alike(node.text(), facts.title)):
            started = True
            continue
        if node.tag == "fig" and (_belongs(node, started, outer) or node in over):
            opening.figures += [d for d in walker.block(node) if isinstance(d, FigureDraft)]
        elif started and node not in outer and _is_text(node, facts, walker):
            words = tidy(inlines(node.kids, walker.words))
            if (
                not _is_one_of_several(node)
                and not opening.standfirst
                and _is_standfirst(node, facts, walker)
            ):
                opening.standfirst = words
            elif (node.tag in ("p", "li") or _STANDFIRST & node.names) and _belongs(node, started, outer):
                summed = node.tag == "li" and any(
                    _STANDFIRST & n.names for n in itertools.islice(node.ancestors(), 2)
                )
                opening.paragraphs.append(ParagraphDraft(words, deck=summed))
    return opening


def _mark_deck(body: Node, facts: Facts) -> None:
    """Name the first line of the body a subtitle where it is called the line under the headline.

    So it is too where it stands alone in a box before the text, and is the page's
    description of the article or in a box that is called its introduction.
    """
    for node in body.walk():
        if node.tag in ("fig", "figure", "figcaption", "h1") or any(map(_is_block, node.nodes())):
            continue
        if any(outer.tag in _NO_LINE for outer in node.ancestors()):
            continue
        words = words_in(node.text())
        if (
            node.tag not in ("p", "div", "h2", "h3", "strong")
            or words < _LINE
            or key(node.text()) == key(facts.title)
            or is_dateline(node.text())
            or any(VERSE & outer.names for outer in node.ancestors())
        ):
            continue
        outer = node.parent
        whole = outer is not None and outer is not body and outer.text() == node.text()
        named = _DECK & node.names or (whole and outer is not None and _DECK & outer.names)
        same = key(node.text()) == key(facts.description)
        if words <= _LONG and (
            named or (same and node.text()[-1] not in _STOPS) or _stands_alone(node, body, same)
        ):
            node.tag = "subtitle"
        return


def _stands_alone(node: Node, body: Node, same: bool) -> bool:
    """Whether a paragraph is the only one of its box, and the text follows in boxes of other names.

    The box is called an introduction, unless the paragraph is known as one (`same`).
    """
    box = node
    for outer in itertools.islice(node.ancestors(), _BOXES):
        if outer is body or any(_is_prose(kid) for kid in outer.find_all("p") if kid is not node):
            break
        box = outer
    if box is node:
        return False
    after = [(kid, sum(map(_is_prose, (kid, *kid.find_all("p"))))) for kid in box.after()]
    after = [(kid, prose) for kid, prose in after if prose]
    if sum(prose for _, prose in after) < _TEXT:
        return False
    return (same and (not box.is_like(after[0][0]) or box.find("h1") is not None)) or any(
        _STANDFIRST & part.names for part in (box, *box.layers())
    )


def _is_prose(node: Node) -> bool:
    return node.tag == "p" and words_in(node.text()) >= _LINE and is_sentence(node.text())


_BOXES = 6  # elements round a paragraph
_TEXT = 3  # paragraphs


def _is_block(node: Node) -> bool:
    return node.tag in BLOCKS and node.tag != "br"


_DECK = class_names("standfirst_only")
_NO_LINE = frozenset("fig figure figcaption li a blockquote".split())
_LINE, _LONG = 5, 80  # words
_STOPS = '.!?…。！？؟۔।:”»"'


def _over_headline(root: Node, facts: Facts) -> set[Node]:
    """The pictures with a caption, or described, right over the headline, in the box that holds it."""
    headline = next((node for node in root.find_all("h1") if alike(node.text(), facts.title)), None)
    for box in itertools.islice(headline.ancestors() if headline else (), _OVER):
        figures = [
            node for node in itertools.takewhile(lambda n: n is not headline, box.walk()) if node.tag == "fig"
        ]
        if figures:
            outside = any(outer.tag in ("nav", "aside", "footer") for outer in figures[-1].ancestors())
            shown = {fig for fig in figures if fig.text() or words_in(fig.get("alt")) >= _DESCRIBED}
            return shown if len(figures) <= _FEW and not outside else set()
    return set()


_DESCRIBED = 5  # words of an alt text: those of a logo are fewer
_OVER = 3  # elements up from the headline
_FEW = 2  # pictures: perhaps one in two sizes; more are other stories


def _is_one_of_several(node: Node) -> bool:
    """Whether an element is an item of a list that has others: points, which are not one standfirst."""
    return node.tag == "li" and node.parent is not None and len(list(node.parent.nodes())) > 1


def _belongs(node: Node, started: bool, outer: set[Node]) -> bool:
    """Whether a picture outside the body is the article's: after its title, or in its article element."""
    if any(a.tag in ("nav", "aside", "footer") for a in node.ancestors()):
        return False
    article = next((a for a in node.ancestors() if a.tag in ("article", "main")), None)
    return started or (article is not None and article in outer)


def _is_text(node: Node, facts: Facts, walker: Walker) -> bool:
    """Whether an element is one run of words that may belong to the article."""
    if node.tag not in BLOCKS and node.tag not in ("span", "strong"):
        return False
    if walker.masses[node].flow or node.tag in ("fig", "cap", "cred", "figcaption"):
        return False
    is_description = described(node.text(), facts.description)
    for outer in node.ancestors():
        if outer.tag in _ASIDE or (not is_description and (outer.tag == "li" or _WRITER & outer.names)):
            return False
    if node.tag in ("span", "strong") and (node.parent is None or node.parent.text() != node.text()):
        return False
    text = node.text()
    return 5 <= words_in(text) <= 120 and walker.masses[node].density < 0.5 and not is_promo(text, 0.0)


_ASIDE = frozenset(("nav", "aside", "footer", "fig", "figure", "a", "button"))
_WRITER = frozenset(("author", "bio", "byline"))


def _is_standfirst(node: Node, facts: Facts, walker: Walker) -> bool:
    text = node.text()
    if key(text) == key(facts.title):
        return False
    if described(text, facts.description):
        return True
    named = node.tag in _STANDFIRST or any(_STANDFIRST & n.names for n in (node, *list(node.ancestors())[:2]))
    return named or node.tag == "h2" or is_sentence(text)


def closing(body: Node) -> list[Node]:
    """A picture that closes the text from outside its box: alone, and no link to another story."""
    kids = list(body.parent.nodes()) if body.parent is not None else [body]
    last = next(iter(kids[kids.index(body) + 1 :]), None)
    if last is None or last.find("a") is not None:
        return []
    figures = [last] if last.tag == "fig" else last.find_all("fig")
    return [last] if len(figures) == 1 and last.text() == figures[0].text() else []
