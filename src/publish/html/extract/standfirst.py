"""The standfirst and the lead picture, between the title and the body."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.draft.model import BlockDraft, FigureDraft, Inlines, ParagraphDraft
from publish.draft.sentence_spans import part, tidy
from publish.html.blocks.inlines import inlines
from publish.html.blocks.walker import VERSE, Walker
from publish.html.dom import BLOCKS, Node, class_names
from publish.html.extract.promo_phrases import is_dateline, is_promo, is_sentence, words_in
from publish.html.metadata.dates import begins_with_date
from publish.html.metadata.facts import Facts
from publish.html.metadata.signatures import is_signed
from publish.html.metadata.title import alike, described
from publish.html.phrases import line_phrases
from publish.model.text import key
from publish.model.walk import plain

_STANDFIRST = class_names("standfirst")


@dataclass(slots=True)
class Opening:
    figures: list[BlockDraft] = field(default_factory=list)
    standfirst: Inlines = ()
    paragraphs: list[BlockDraft] = field(default_factory=list)


def lead(root: Node, body: Node, facts: Facts, walker: Walker) -> Opening:
    """The standfirst and the pictures between the title and the body, or just before the body."""
    opening = Opening()
    headline = _headline(root, body, facts)
    _mark_deck(body, headline, facts)
    over = _over_headline(root, facts)
    inside = set(body.walk())
    outer = set(body.ancestors())
    started = False
    deck: Node | None = None
    for node in root.walk():
        if node is body:
            break
        if node in inside:
            continue
        if node.tag == "h1" or (node.tag in _HEADINGS and alike(node.text(), facts.title)):
            started = started or headline is None or node is headline
            continue
        if node.tag == "fig" and (_belongs(node, started, outer) or node in over):
            opening.figures += [d for d in walker.block(node) if isinstance(d, FigureDraft)]
        elif started and node not in outer and _is_text(node, facts, walker):
            words = tidy(inlines(node.kids, walker.words))
            if not _is_one_of_several(node) and deck is None and _is_standfirst(node, facts, walker):
                opening.standfirst, deck = words, node
            elif _is_beside(node, deck) and _belongs(node, started, outer):
                summed = node.tag == "li" and any(
                    _STANDFIRST & n.names for n in itertools.islice(node.ancestors(), 2)
                )
                opening.paragraphs.append(ParagraphDraft(words, deck=summed))
    return opening


def _is_beside(node: Node, deck: Node | None) -> bool:
    """Whether a line stands with the standfirst: a paragraph, or one set as the standfirst is."""
    if node.tag in ("p", "li") or _STANDFIRST & node.names:
        return True
    return deck is not None and node.parent is deck.parent and node.is_like(deck)


def _headline(root: Node, body: Node, facts: Facts) -> Node | None:
    """The heading of the first level that holds the title, in the body or else before it.

    Else the one of a lower level in the body that holds it alone; None for none.
    """
    own = [node for node in body.find_all("h1") if alike(node.text(), facts.title)]
    nodes = itertools.takewhile(lambda node: node is not body, () if own else root.walk())
    before = [node for node in nodes if node.tag == "h1" and alike(node.text(), facts.title)]
    lower = (node for node in body.find_all("h2", "h3") if key(node.text()) == key(facts.title))
    return next(itertools.chain(own, before, lower), None)


def _mark_deck(body: Node, headline: Node | None, facts: Facts) -> None:
    """Name a line of the body before its text a subtitle where it is called the line under the headline.

    So it is too where it stands alone in a box before the text, and is the page's
    description of the article or in a box that is called its introduction.
    """
    for node in itertools.islice(_first_lines(body, headline, facts), _TRIED):
        outer = node.parent
        whole = outer is not None and outer is not body and outer.text() == node.text()
        named = _DECK & node.names or (whole and outer is not None and _DECK & outer.names)
        same = key(node.text()) == key(facts.description)
        if words_in(node.text()) <= _LONG and (
            named
            or (same and node.text()[-1] not in _STOPS)
            or (whole and _LABELLED.match(node.text()))
            or _heads_only(node, headline)
            or _stands_alone(node, body, same)
        ):
            for beside in node.after() if _heads_only(node, headline) else ():
                beside.tag = "p" if beside.tag == node.tag else beside.tag
            node.tag = "subtitle"
            return
        if _is_prose(node) and any(_is_prose(kid) for kid in node.after()[:2]):
            return


def _is_caption(node: Node) -> bool:
    return any(_CAPTION & part.names for part in (node, *itertools.islice(node.ancestors(), 1)))


def _heads_only(node: Node, headline: Node | None) -> bool:
    """Whether a heading stands right under the headline in a box of headings alone."""
    box = node.parent
    if node.tag not in _HEADINGS or box is None or headline is None or headline.parent is None:
        return False
    near = box is headline.parent or headline.after()[:1] == [box]
    return near and all(kid.tag in ("h1", *_HEADINGS) for kid in box.nodes())


_HEADINGS = ("h2", "h3")


def _first_lines(body: Node, headline: Node | None, facts: Facts) -> Iterator[Node]:
    """The lines of some words under the headline, outside pictures, lists and quotations."""
    passed: set[Node] = set()
    begun = headline is None or headline is body or body not in headline.ancestors()
    for node in body.walk():
        begun = begun or node is headline
        if (
            not begun
            or node.tag not in ("p", "div", "h2", "h3", "strong")
            or any(map(_is_block, node.nodes()))
        ):
            continue
        line = node.text()
        dated = is_dateline(line) or begins_with_date(line)
        if words_in(line) < _LINE or key(line) == key(facts.title) or dated or _is_caption(node):
            continue
        if not any(o in passed or o.tag in _NO_LINE or VERSE & o.names for o in node.ancestors()):
            passed.add(node)
            yield node


def _stands_alone(node: Node, body: Node, same: bool) -> bool:
    """Whether a paragraph is the only one of its box, and the text follows in boxes of other names.

    The box or the paragraph is called an introduction, or the paragraph is known as one (`same`), or
    is a sentence that stands in no paragraph's element before the one box that holds all text.
    """
    boxes = [node]
    for outer in itertools.islice(node.ancestors(), _BOXES):
        if outer is body or any(_is_prose(kid) for kid in outer.find_all("p") if kid is not node):
            break
        boxes.append(outer)
    box = boxes[-1]
    after = [(kid, sum(map(_is_prose, (kid, *kid.find_all("p"))))) for kid in box.after()]
    after = [(kid, prose) for kid, prose in after if prose]
    if sum(prose for _, prose in after) < _TEXT:
        return False
    text = after[0][0]
    if any(_is_called(part) for part in boxes) and not (
        box is node and (text.tag == "p" or _is_called(text))
    ):
        return True
    if same and box is not node and (not box.is_like(text) or box.find("h1") is not None):
        return True
    apart = node.tag == "div" and len(after) == 1 and text.tag != "p" and not box.is_like(text)
    return apart and is_sentence(node.text()) and not is_signed(node.text())


def _is_called(node: Node) -> bool:
    """Whether an element has the name of a standfirst: "intro", "sub-headline"."""
    return bool(_STANDFIRST & node.names or ("sub" in node.names and _HEADS & node.names))


_HEADS = frozenset(("head", "header", "heading", "headline", "title"))


def _is_prose(node: Node) -> bool:
    if node.tag != "p" or words_in(node.text()) < _LINE or not is_sentence(node.text()):
        return False
    return not any(outer.tag in ("fig", "figure", "figcaption") for outer in node.ancestors())


_BOXES = 6  # elements round a paragraph
_TEXT = 3  # paragraphs
_TRIED = 3  # lines
_LINES = ("p", "div", "h2", "h3", "strong")


def _is_block(node: Node) -> bool:
    return node.tag in BLOCKS and node.tag != "br"


_LABELLED = re.compile(
    f"\\s*[【\\[]?(?:{'|'.join(line_phrases()['standfirst'])})(?:[】\\]]|\\s?[:：])\\s*", re.I
)
"""The label before a standfirst: "摘要：", "Summary:"."""


def unlabelled(standfirst: Inlines) -> Inlines:
    """A standfirst without its label."""
    words = plain(standfirst)
    label = _LABELLED.match(words)
    return tidy(part(standfirst, label.end(), len(words))) if label else standfirst


_DECK = class_names("standfirst_only")
_CAPTION = class_names("picture_words")
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
    if walker.masses[node].flow or node.tag in ("fig", "cap", "cred", "figcaption") or _is_caption(node):
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
