"""Remove boxes by their content, such as sign-up forms, and the columns beside the article's own.

A box is the largest element round the telling line that holds little else: no
headline, no article, no paragraph of the length of the text's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.html.dom import Node, class_names
from publish.html.extract.promo_phrases import (
    ends_article,
    is_consent,
    is_cut_off,
    is_offer,
    is_paywall,
    is_reply,
    words_in,
)
from publish.html.extract.teasers import leads_away
from publish.html.extract.text_density import measure
from publish.html.images.decorative import says_advert
from publish.html.metadata.title import alike
from publish.html.phrases import line_phrases

_TABLE = line_phrases()
_TOP = frozenset(("article", "main", "body", "html", "document"))
_LONG = 200  # characters: paragraphs of that length are the article's
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def remove(root: Node, behind: Mapping[Node, float]) -> None:
    """Take such boxes out of a tree. `behind`: words of the prose behind the headline in each element."""
    panels: dict[Node, list[Node]] = {}
    replies: list[Node] = []
    written: list[Node] = []
    for node in list(root.walk()):
        if node.parent is None or node.tag in _TOP or node.tag == "title":
            continue
        if node.tag == "input":
            _signup(node)
        elif node.attrs.get("role") == "tabpanel":
            panels.setdefault(node.parent, []).append(node)
        elif "comment" in node.names and _is_comment(node):
            written.append(node)
        elif node.tag == "div" and _is_contents(node):
            node.remove()
            continue
        own = " ".join(" ".join([kid for kid in node.kids if kid.__class__ is str]).split())
        if own and (box := _given_away(node, own)) is not None:
            box.remove()
        if own and len(own) < _REPLY_LENGTH and is_reply(own):
            replies.append(node)
        elif _POSTED.fullmatch(node.get("id") or node.get("name")):
            replies += [node] if node.tag == "a" else [kid for kid in node.kids if isinstance(kid, Node)][:1]
    for several in panels.values():
        _same_again(several)
    inside = {id(node) for outer in written for node in outer.walk() if node is not outer}
    written = [node for node in written if id(node) not in inside]
    most = max(behind.values(), default=0.0)
    if most - sum(behind.get(node, 0.0) for node in written) >= _POST:
        for comment in written:
            if comment.parent is not None:
                comment.remove()
    if len(replies) >= _THREAD:
        for comment in _comments(replies, behind):
            comment.remove()


_POSTED = re.compile(r"(?:comment|comentario|kommentar|commentaire|forum|message|reply|reponse)[-_]?\d{2,}")
_REPLY_LENGTH = 90  # characters
_THREAD = 3  # comments
_POST = 30.0  # words of prose between the headline and the comments


def _is_comment(node: Node) -> bool:
    """Whether an element is called a comment and holds what is called its author, and its text.

    In code, what is called a comment holds neither.
    """
    if node.tag in _SMALL or node.find("h1", "article") is not None:
        return False
    inner = [part.names for part in node.walk() if part is not node and "comment" in part.names]
    return any(names & {"author", "username", "user"} for names in inner) and any(
        names & {"text", "body", "content"} for names in inner
    )


def _comments(replies: list[Node], behind: Mapping[Node, float]) -> list[Node]:
    """What readers wrote under an article: like elements in a row, each with a control to reply or a number.

    Nothing where no prose stands before them: then they are the page's subject, as in a forum.
    """
    rows: dict[Node, set[Node]] = {}
    for reply in replies:
        for node in (reply, *reply.ancestors()):
            if node.parent is not None:
                rows.setdefault(node.parent, set()).add(node)
    most, controls = max(behind.values(), default=0.0), set(replies)
    boxes: list[Node] = []
    for box, answered in rows.items():
        like = [node for node in box.nodes() if node in answered - controls and node.tag not in _SMALL]
        if len(like) < _THREAD or len({node.tag for node in like}) > 1 or box.tag in _SMALL:
            continue
        if most - sum(behind.get(node, 0.0) for node in like) >= _POST and box.find("h1") is None:
            boxes += like
    return boxes


_SMALL = frozenset("a span p button h2 h3 h4 h5 h6".split())


def _given_away(node: Node, own: str) -> Node | None:
    """The box that an element's own words give away, None for no such words."""
    if (is_paywall(own) and not is_cut_off(own)) or is_consent(own):
        return _around(node, 1500)
    if len(own) < 250 and _MADE_UP.search(own) and _SUMMARY.search(own) and _MACHINE.search(own):
        return _around(node, 2500, grown=True)
    if len(own) < 30 and _CONTENTS.fullmatch(own.strip(" :")):
        return _contents(node)
    if len(own) < _ADVERT_LABEL and says_advert(own):
        return _alone(node)
    if node.tag == "a" and is_offer(own) and words_in(own) < _CALL:
        return _around(node, _BESIDE_CALL)
    if node.tag in _HEADINGS and is_offer(own):
        return _titled(node, 600)
    if node.tag in _HEADINGS and ends_article(own):
        box = _titled(node, 4000)
        if sum(leads_away(link) and words_in(link.text()) > 3 for link in box.find_all("a")) > 1:
            return box
    return None


def _alone(label: Node) -> Node:
    """The largest box round a label that says no more than it."""
    words, box = label.text(), label
    for outer in label.ancestors():
        if outer.tag in _TOP or outer.text() != words:
            break
        box = outer
    return box


def _is_contents(box: Node) -> bool:
    """Whether all that a box holds are links to places of the page, two or more: a table of contents."""
    links = list(box.nodes())
    if len(links) < _ENTRIES or any(isinstance(kid, str) and kid.strip() for kid in box.kids):
        return False
    return all(link.tag == "a" and _PLACE.match(link.get("href")) and link.text() for link in links)


_PLACE = re.compile(r"#[^/!]")
_ENTRIES = 2
_ADVERT_LABEL = 30  # characters
_CALL = 4  # words of a link that asks to subscribe
_BESIDE_CALL = 100  # characters: as much is only what it is asked with
_CONTENTS = re.compile("|".join(_TABLE["contents"]), re.I)


def _contents(title: Node) -> Node | None:
    """The list of the page's own headings, of which every edition makes its own, under such a title."""
    box = title
    while box.parent is not None and box.parent.tag not in _TOP and len(box.parent.find_all("p")) < 2:
        box = box.parent
        links = box.find_all("a")
        if len(links) > 2:
            inner = sum(len(link.text()) for link in links if link.get("href").startswith("#"))
            return box if inner > 0.7 * len(box.text().replace(title.text(), "")) else None
    return None


# A line that says that a machine has summed the article up has a word of each kind.
_SUMMARY = re.compile("|".join(_TABLE["summary"]), re.I)
_MACHINE = re.compile("|".join(_TABLE["machine"]), re.I)
_MADE_UP = re.compile("|".join(_TABLE["generated"]), re.I)


def _around(node: Node, most: int, grown: bool = False) -> Node:
    """The box round a line, at most so many characters long.

    With `grown`, paragraphs of any length may be in it, and it ends where it
    holds more than the line and goes on to hold more again.
    """
    box = node
    for outer in node.ancestors():
        size = len(outer.text())
        if outer.tag in _TOP or size > most or outer.find("h1", "article") is not None:
            break
        if grown:
            if len(box.text()) > len(node.text()) + 150 and size > len(box.text()) + 150:
                break
        elif any(len(p.text()) > _LONG for p in outer.find_all("p")):
            break
        box = outer
    return box


def _titled(heading: Node, most: int) -> Node:
    """The largest box that begins with a heading; the heading itself where there is none."""
    title, box = heading.text(), heading
    for outer in heading.ancestors():
        if outer.tag in _TOP or len(text := outer.text()) > most or not text.startswith(title):
            break
        headlines = (other for other in outer.find_all("h1") if other is not heading)
        if any(not _in_link(other) for other in headlines) or _holds_prose(outer):
            break
        box = outer
    return box


def _in_link(node: Node) -> bool:
    return any(outer.tag == "a" for outer in node.ancestors())


def _holds_prose(box: Node) -> bool:
    """Whether a box holds two paragraphs of prose, which are not links and lead away from nothing."""
    masses = measure(box)
    holders = (node for node, mass in masses.items() if mass.prose >= _PROSE and not mass.flow)
    return sum(masses[node].density < 0.1 and not _in_link(node) for node in holders) > 1


_PROSE = 120  # letters: more than the summary under most headlines


def _signup(field: Node) -> None:
    """Take out the box round a field for an e-mail address."""
    if field.get("type").lower() != "email" and "email" not in field.get("name").lower():
        return
    box = field
    for outer in field.ancestors():
        named = outer.tag == "aside" or outer.get("role") == "complementary"
        if outer.tag in _TOP or outer.find("h1", "article") is not None:
            break
        if len(outer.text()) > (1200 if named else 500):
            break
        box = outer
    box.remove()


def _same_again(panels: list[Node]) -> None:
    """Of the panels of tabs, which show one article in several ways, leave the one with most text."""
    sizes = [len(panel.text()) for panel in panels]
    for panel, size in zip(panels, sizes, strict=True):
        if size < 0.5 * max(sizes) and max(sizes) > 2000:
            panel.remove()


_SIDES = class_names("side")
_COLUMNS = class_names("column")
_NARROW = class_names("narrow")
_TWELFTHS = re.compile(r"(?:^|[-_ ])(?:col|span|columns?|grid|lg|md|sm|large|medium)[-_](\d{1,2})(?![\d%])")
_HALF = 6  # of twelve columns of a grid


def remove_columns(root: Node, behind: Mapping[Node, float], title: str) -> None:
    """Take out the side columns of the rows that the article's text stands in.

    `behind`: words of the prose behind the headline in each element. The column of the text holds all of it.
    A side column holds none of it and no headline; it is called one, or is narrow where the text's is wide.
    """
    most = max(behind.values(), default=0.0)
    holding = {node for node, words in behind.items() if words >= _ALL * most}
    for column in holding:
        if not most or column.parent is None or column.tag == "body":
            continue
        for beside in list(column.parent.nodes()):
            if beside is column or behind.get(beside) or not _is_side_column(beside, column):
                continue
            if not any(alike(heading.text(), title) for heading in beside.find_all("h1", "h2")):
                beside.remove()


_ALL = 0.99


def _is_side_column(beside: Node, column: Node) -> bool:
    if beside.tag not in ("div", "section", "aside"):
        return False
    if _SIDES & beside.names and not _SIDES & column.names:
        return True
    if _COLUMNS & beside.names and _NARROW & beside.names and not _NARROW & column.names:
        return True
    widths = _twelfths(column) or [width for kid in column.nodes() for width in _twelfths(kid)]
    theirs = _twelfths(beside)
    return bool(widths and theirs) and max(widths) > _HALF > max(theirs)


def _twelfths(node: Node) -> list[int]:
    return [int(width) for width in _TWELFTHS.findall(node.get("class"))]
