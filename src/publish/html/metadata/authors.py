"""The authors of an article, from the page's data and its byline."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.html.dom import BLOCKS, Node, class_names
from publish.html.images.captions import of_attribute, unlabelled
from publish.html.metadata import json_ld
from publish.html.metadata.dates import dated_byline, iso
from publish.html.metadata.json_ld import Thing
from publish.html.metadata.meta_tags import Head, copyright_lines
from publish.html.metadata.names import (
    NAME,
    NOT_A_NAME,
    WRITERS,
    cased,
    is_full,
    is_host,
    is_house,
    is_name,
    is_site,
    letters,
    looks_personal,
    names_editors,
    words,
)
from publish.html.metadata.signatures import BY, PIECE, WITH_TRADE, people
from publish.html.metadata.title import alike
from publish.html.phrases import pattern

_LINE = class_names("byline")
_NOT_LINE = class_names("not_byline")


def bylines(data: Thing, things: list[Thing], head: Head, publisher: str) -> tuple[str, ...]:
    """The names of who wrote the article, in the page's order. Empty when the page names nobody."""
    titles = _titles(data, head, publisher)
    stated = _clean(_authors(data, things, publisher), titles)
    if any(not is_house(name, publisher) for name in stated):
        return tuple(_not_editors(_with_helpers(stated, data, head, titles), head, titles))
    meta = _without_owner(_clean(_meta(head, publisher), titles), head)
    seen = _clean(_visible(head), titles)
    labelled = _clean(_labelled(head) or _in_dated_line(head), titles)
    if _edit(meta, head):
        return tuple(seen)
    for names in (
        labelled if not set(labelled) & set(meta) else [],
        _instead_of(meta, [n for n in seen if not is_house(n, publisher)], head, titles),
        [n for n in meta if not is_house(n, publisher)],
        [n for n in seen if not is_house(n, publisher)],
    ):
        if names:
            return tuple(names)
    if stated and (signed := _signed_twice(head)):
        return (signed,)
    under: list[str] = []
    if all(is_host(name) or is_house(name, publisher) for name in (*stated, *seen, *meta)):
        under = _clean(people(dated_byline(head)[0].rstrip(" /／|")), titles)
    if all(map(is_host, (*stated, *seen, *meta))):
        under = _clean(_under_headline(head, publisher), titles) or under
    site = (publisher, re.split(r"[|_]|\s[-–—]\s", head.title)[-1])
    names = [
        name
        for name in under or stated or seen or meta
        if not is_site(name, site, json_ld.by_organisation(data))
    ]
    return tuple(names[:3])


def _in_dated_line(head: Head) -> list[str]:
    """The name that a Chinese line with a date labels without a colon: "2014-08-24 | 3 条评论 | 作者魏星"."""
    for node in head.nodes:
        named = _AFTER_BAR.search(text) if "作者" in (text := node.text()[:_DATED_BOX]) else None
        if named and iso(text):
            return [named["name"]]
    return []


_AFTER_BAR = re.compile("[|｜] ?作者 ?(?P<name>[\u3400-\u9fff·]{2,4})(?= ?[|｜]|$)")


def _with_helpers(stated: list[str], data: Thing, head: Head, titles: tuple[str, ...]) -> list[str]:
    """The authors, and whoever the data call a contributor and the byline names beside them."""
    helpers = json_ld.names(data.get("contributor")) if data.get("author") else []
    seen = _clean(_visible(head), titles) if helpers else []
    return stated + [name for name in seen if name in helpers and name not in stated and stated[0] in seen]


def _signed_twice(head: Head) -> str:
    """The name alone beside the headline that ends the text in brackets, too: "（佐久間遥）"."""
    texts = (node.text() for node in head.nodes if node.tag == "p")
    signed = {match["name"] for text in texts if (match := _ENDS_SIGNED.search(text[-_SIGNED:]))}
    for heading in [node for node in head.nodes if node.tag == "h1" and node.parent is not None][:2]:
        beside = heading.after()[:_BESIDE] if signed else []
        for part in (part for kid in beside for part in itertools.islice(_parts(kid), _BESIDE)):
            if part in signed:
                return part
    return ""


_SIGNED = 14  # characters
_ENDS_SIGNED = re.compile(r"[。．.][（(](?P<name>[\u3040-\u30ff\u3400-\u9fff々 ]{2,10})[)）]$")


def _without_owner(names: list[str], head: Head) -> list[str]:
    """Of several names those whom the page's copyright line does not name, where any are left."""
    lines = list(copyright_lines(head))
    others = [name for name in names if not any(name in line for line in lines)]
    return others or names


def _instead_of(meta: list[str], seen: list[str], head: Head, titles: tuple[str, ...]) -> list[str]:
    """The full names that a reader sees, where the page's meta elements name others.

    They name the house where none is a person's full name ("taz, die tageszeitung"), and whoever
    keeps the site where another name stands beside the headline.
    """
    if not seen or not all(map(is_full, seen)) or {*map(letters, seen)} & {*map(letters, meta)}:
        return []
    if not any(map(is_full, meta)):
        return seen
    own = (h for h in head.nodes if h.tag == "h1" and h.parent and any(alike(h.text(), t) for t in titles))
    for heading in itertools.islice(own, 2):
        nodes = [node for kid in heading.after()[:_BESIDE] for node in kid.walk()]
        if set(seen) <= set(_clean(_visible(replace(head, nodes=nodes)), titles)):
            return seen
    return []


_BESIDE = 4  # elements after the headline


def _titles(data: Thing, head: Head, publisher: str) -> tuple[str, ...]:
    """The article's title in each place that states it: what repeats it names nobody."""
    stated = (json_ld.string(data.get("headline")), head.first("og:title"), head.title)
    return tuple(title for title in stated if title and letters(title) != letters(publisher))


def _authors(data: Thing, things: list[Thing], publisher: str) -> list[str]:
    raw = data.get("author") or data.get("creator") or data.get("contributor")
    names: list[str] = []
    known = {str(thing.get("@id")): thing for thing in things if thing.get("@id") and thing.get("name")}
    for one in raw if isinstance(raw, list) else [raw]:
        if isinstance(one, dict) and not one.get("name") and str(one.get("@id")) in known:
            one = known[str(one.get("@id"))]
        house = isinstance(one, dict) and "Organization" in " ".join(json_ld.kinds(one))
        for name in json_ld.names(one):
            names += [name] if house and len(name) < 60 else people(name, publisher)
    return names


def _not_editors(stated: list[str], head: Head, titles: tuple[str, ...]) -> list[str]:
    """The names, or the page's own line where it says of each of them that they only edited the article."""
    lines = [node for node in head.nodes if len(node.kids) < 6 and _EDITOR.match(_first_words(node))]
    if any(_edited(name, lines) for name in stated):
        seen = [name for name in _clean(_visible(head), titles) if not _edited(name, lines)]
        writers = [name for name in stated if not _edited(name, lines)]
        return writers or seen or stated
    return stated


def _edit(names: list[str], head: Head) -> bool:
    """Whether the page says of each name, in a line of its own, that it edited the article: "责任编辑：…"."""
    if not names:
        return False
    lines = (node.kids[0] for node in head.nodes if len(node.kids) == 1)
    words = [" ".join(line.split()).strip("()[]（）【】 ") for line in lines if isinstance(line, str)]
    edits = [line for line in words if len(line) < _LABELLED and names_editors(line)]
    return all(any(line.endswith(name) for line in edits) for name in names)


_LABELLED = 40  # characters
_EDITOR = re.compile(r"\s*editor\b", re.I)


def _first_words(node: Node) -> str:
    """The first string in an element that is not blank."""
    stack: list[Node | str] = [node]
    while stack:
        kid = stack.pop()
        if isinstance(kid, Node):
            stack.extend(reversed(kid.kids[:6]))
        elif kid.strip():
            return kid
    return ""


def _edited(name: str, lines: list[Node]) -> bool:
    line = re.compile(rf"editor\s*:\s*{re.escape(name)}\b", re.I)
    return any(line.fullmatch(node.text()) for node in lines)


_META = (
    "author articleauthor twitter:misc:written article:author dc.creator dcterms.creator citation_author "
    "parsely-author sailthru.author byl cxenseparse:author article:author:name og:article:author"
).split()


def _meta(head: Head, publisher: str) -> list[str]:
    """The names in a page's meta elements. What follows the house's own name is its address."""
    label = head.first("twitter:label1").lower()
    written = label in ("written by", "verfasst von", "écrit par", "escrito por")
    values = head.all(*_META, "twitter:data1" if written else "author")
    filed = set(head.all("dc.creator", "dcterms.creator", "citation_author"))
    result: list[str] = []
    for value in values:
        if not value.startswith("http") and not _is_login(value, head) and not _is_desk(value, publisher):
            plain = json_ld.string(value)
            names = people(_turned(plain) if value in filed else plain, publisher)
            result += names[:1] if names and is_house(names[0], publisher) else names
    return result


def _is_desk(value: str, publisher: str) -> bool:
    """Whether a stated author is a section of the house: no name, and the house behind a dash."""
    name, _, house = value.rpartition(" - ")
    return bool(name) and is_house(house.strip(), publisher) and not looks_personal(name)


def _is_login(value: str, head: Head) -> bool:
    """Whether a name is one word, in letters that have capitals, and no reader sees it on the page."""
    if not re.fullmatch(r"[A-Za-zÀ-ɏ][\w-]+", value.strip()):
        return False
    return not any(
        value.strip() in kid
        for node in head.nodes
        if node.tag not in ("script", "style", "title")
        for kid in node.kids
        if isinstance(kid, str)
    )


def _turned(value: str) -> str:
    """A name as it is said, where a catalogue has the family name first: "Lee, Ann" is Ann Lee."""
    match = re.fullmatch(r"([^\W\d_][^,]{1,30}),\s*([^\W\d_][^,]{0,30})", value)
    turns = match and len(match[1].split()) < 3 and len(match[2].split()) < 3
    return f"{match[2]} {match[1]}" if match and turns else value


def _labelled(head: Head) -> list[str]:
    """Names that a short line says are the author's: "Author A B", or "by" and a link to a writer's page."""
    for node in head.nodes:
        if node.tag not in ("p", "li", "div", "span", "address") or not node.kids:
            continue
        if len(node.kids) > 8 or any(isinstance(kid, Node) and kid.tag in BLOCKS for kid in node.kids):
            continue
        line = node.text()
        if len(line) >= 90 or any(outer.tag in ("aside", "nav", "footer") for outer in node.ancestors()):
            continue
        if _is_credit(node) or _is_link_elsewhere(node, line):
            continue
        if eastern := _EASTERN_LABEL.search(line):
            return [name for name in re.split("[、，,]", eastern["names"]) if not NOT_A_NAME.match(name)]
        if len(line) <= 6:
            continue
        if eastern := _EASTERN_TRADE.fullmatch(line):
            return [eastern["name"]]
        links = node.find_all("a")
        linked = any(_WRITERS.search(link.get("href")) for link in links)
        if _LABEL.match(line) or PIECE.match(line) or (linked and BY.match(line)):
            rest = PIECE.sub("", _LABEL.sub("", line))
            marked = [part.text() for part in node.find_all("a", "b", "strong")]
            own = len(marked) == 1 and rest.startswith(marked[0]) and is_full(marked[0])
            names = people(marked[0] if own else rest)
            if names and all(map(is_full, names)):
                return names
    return []


def _is_link_elsewhere(node: Node, line: str) -> bool:
    """Whether all of a line is a link that leads to no writer's page: the title of another article."""
    link = node.find("a")
    if link is None or link.text() != line:
        return False
    return "author" not in link.get("rel").lower().split() and not _WRITERS.search(link.get("href"))


_EASTERN_TRADE = re.compile(
    "(?:特別)?(?:編集|論説|解説)委員 ?"
    "(?P<name>[\u3040-\u30ff\u3400-\u9fff々]{2,6}(?: [\u3040-\u30ff\u3400-\u9fff々]{1,4})?)"
)
_EASTERN_LABEL = re.compile(
    "(?:^| )(?:作者|记者|記者|撰文)[：:] ?"
    "(?P<names>[\u3400-\u9fff·]{2,9}(?:[、，,][\u3400-\u9fff·]{2,9}){0,5})(?= |$)"
)
_LABEL = pattern(
    "byline",
    r"^(?:(?:autorin/autor|autor(?:in)?|author|auteur|autore|written by)\s*:?|(?:author|{}),)\s+(?=\S)",
)
_WRITERS = re.compile(WRITERS, re.I)


def _visible(head: Head) -> list[str]:
    """Names from the line a reader sees: rel=author, itemprop=author, then elements named for a byline."""
    linked = [n for n in head.nodes if n.tag in ("a", "span") and "author" in n.get("rel").lower().split()]
    props = [n for n in head.nodes if "itemprop" in n.attrs and "author" in n.get("itemprop").lower().split()]
    lines = [n for n in head.nodes if _LINE & n.names and not _NOT_LINE & n.names and 2 < len(n.text()) < 250]
    lines = _without_teasers(lines)
    persons = [n for n in head.nodes if "personname" in n.names]  # LaTeXML, DocBook
    entries = _dated_entries(lines)
    for group in (props, linked, persons, lines):
        names: list[str] = []
        outer: Node | None = None
        box: Node | None = None
        for node in group:
            inside = outer is not None and outer in node.ancestors()
            if inside or _is_of_others(node, entries) or names_editors(node.text()) or _is_credit(node):
                continue
            if group is not lines and box is not None and box not in node.ancestors():
                break  # another story's
            inner = next((n for n in node.walk() if "name" in n.get("itemprop").lower().split()), None)
            links = [a for a in node.find_all("a") if 4 < len(a.text()) < 60]
            texts = (
                [inner.get("content") or inner.text()]
                if inner
                else _linked(node, [a.text() for a in links])
                if links and group is lines
                else [node.text()]
            )
            here = _apart(node) if group is lines and not (inner or links) else []
            here = here or [name for text in texts for name in people(text) if looks_personal(name)]
            if here and group is lines and names:
                break
            if here:
                outer = node
                box = box or next(itertools.islice(node.ancestors(), _BYLINE_BOX, None), None)
            names += here
        if names:
            return names[:6]
    return []


def _without_teasers(lines: list[Node]) -> list[Node]:
    """The lines without those that are links to other articles, each the same in a row of three or more."""
    elsewhere: dict[frozenset[str], set[str]] = {}
    for line in lines:
        if _is_link_elsewhere(line, line.text()):
            elsewhere.setdefault(frozenset(line.names), set()).add(line.text())
    rows = {names for names, texts in elsewhere.items() if len(texts) >= _ROW}
    return [line for line in lines if line.names not in rows or not _is_link_elsewhere(line, line.text())]


_ROW = 3


def _under_headline(head: Head, publisher: str) -> list[str]:
    """The names in the short box after the headline that dates the article: "2 May 2012 by Ada Berg".

    A name in a line of its own there needs no "by".
    """
    for heading in [node for node in head.nodes if node.tag == "h1" and node.parent is not None][:2]:
        for box in [kid for kid in heading.after() if kid.text()][:2]:
            lines = list(_parts(box)) if len(box.text()) < _DATED_BOX else []
            dated = [line for line in lines if iso(_DATED_BY.sub("", line))]
            for line in lines if dated else ():
                if line in dated and (match := _DATED_BY.search(line)):
                    return people(match["name"])
                if line in dated and BY.match(line) and all(map(is_full, people(line))):
                    return people(line)
                alone = line not in dated and people(line) == [line] and is_full(line)
                if (alone and not _starts_alike(line, publisher)) or WITH_TRADE.fullmatch(line):
                    return people(line)
    return []


def _starts_alike(one: str, other: str) -> bool:
    """Whether one of two names begins with the other: "Harbour Radio" and "HarbourRadio.example"."""
    one, other = letters(one), letters(other)
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


_DATED_BOX = 160  # characters
_DATED_BY = re.compile(r"\s(?:by|von|par|por|door|da|di|af|av)\s+(?P<name>\S[^\d:|]{1,50})$", re.I)


def _linked(line: Node, links: list[str]) -> list[str]:
    """The texts of a byline's links, and the names that "and" joins to one: not every writer has a page."""
    text = " ".join(line.text().split())
    joined = "|".join(re.escape(" ".join(link.split())) for link in links)
    before = re.search(rf"^(?:.{{0,30}}?\s)?(?P<name>{NAME}) {_JOINED} (?:{joined})", text)
    after = re.search(rf"(?:{joined}) {_JOINED} (?P<name>{NAME})$", text)
    return [
        *(people(before["name"])[-1:] if before else ()),
        *links,
        *(people(after["name"])[:1] if after else ()),
    ]


_JOINED = "(?:and|und|et|y|e|en|og|och|&)"


def _is_of_others(node: Node, entries: set[int]) -> bool:
    """Whether a name stands in a box of readers' words, of other articles, or in a list of entries."""
    others = {"related", "teaser", "card"} | words("readers")
    return any(
        others & outer.names
        or outer.tag in ("aside", "nav")
        or id(outer) in entries
        or _ANSWERS.search(outer.get("itemprop"))
        for outer in node.ancestors()
    )


_ANSWERS = re.compile(r"\b(?:acceptedAnswer|suggestedAnswer|comment|review)\b", re.I)


def _dated_entries(lines: list[Node]) -> set[int]:
    """The boxes (by `id`) that are alike, stand in one box, and hold a name and a time each: three or more.

    So stand comments, replies and teasers, whatever they are called.
    """
    alike: dict[tuple[object, ...], dict[int, Node]] = {}
    for line in lines:
        for outer in itertools.islice(line.ancestors(), 6):
            like = (id(outer.parent), outer.tag, frozenset(outer.names), frozenset(line.names))
            alike.setdefault(like, {})[id(outer)] = outer
    return {
        entry
        for boxes in alike.values()
        if len(boxes) > 2 and all(box.find_all("time") for box in boxes.values())
        for entry in boxes
    }


_BYLINE_BOX = 3  # elements up: a box that holds all names of one byline


def _is_credit(node: Node) -> bool:
    """Whether an element is about a picture: in its figure or caption, or led by a credit's label."""
    near = itertools.islice(node.ancestors(), 4)
    if any(outer.tag in _FIGURES or _PICTURE & outer.names for outer in (node, *near)):
        return True
    pictured = (outer for outer in itertools.islice(node.ancestors(), 2) if _PHOTO & outer.names)
    if any(not _LINE & outer.names and outer.find("img") is not None for outer in pictured):
        return True
    small = (outer for outer in (node, *itertools.islice(node.ancestors(), 1)) if len(outer.kids) < _PARTS)
    lines = (outer.text() for outer in small)
    return any(unlabelled(of_attribute(line[:80]))[1] for line in lines if len(line) < _LINE_AT_MOST)


_LINE_AT_MOST, _PARTS = 250, 12  # characters; elements and strings of a line
_FIGURES = ("figure", "figcaption", "caption")
_PHOTO = frozenset(("photo", "foto", "image", "picture"))
_PICTURE = class_names("picture_words")


def _apart(node: Node) -> list[str]:
    """The names in a box for a byline whose parts are elements: all before the first other part."""
    names: list[str] = []
    parts = list(_parts(node))
    for part, after in itertools.zip_longest(parts, parts[1:], fillvalue=""):
        here = [] if after.isdecimal() else people(_WRITTEN.sub("", part))  # "Articles", "919"
        if here and all(is_full(n) or _EASTERN.fullmatch(n) for n in here):
            names += here
        elif names and not _JOINS.fullmatch(part):
            break
    return names


_WRITTEN = re.compile(r"^(?:(?:この記事を書いた人|執筆者?|著者|記者|作者|撰文)\s*[:：/／]?|文\s*[:：/／])\s*")
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,4}(?:[ ・][\u3040-\u9fff]{1,8})?")
_JOINS = re.compile(r"\W*(?:and|und|et|y|e|en|og|och|&|,|/|\|)?\W*", re.I)


def _parts(node: Node) -> Iterator[str]:
    """The texts of an element's parts, in order."""
    stack: list[Node | str] = [node]
    while stack:
        kid = stack.pop()
        if isinstance(kid, Node):
            stack.extend(reversed(kid.kids))
        elif kid.strip():
            yield " ".join(kid.split())


def _clean(names: Iterable[str], titles: tuple[str, ...]) -> list[str]:
    """What can be a name, each once; of two spellings the one that is no slug and not all capitals."""
    kept: dict[str, str] = {}
    for name in map(_without_agency, names):
        spelt = letters(name)
        known = kept.get(spelt, "")
        if is_name(name, titles) and (not known or known.isupper() or (" " in name and " " not in known)):
            kept[spelt] = name
    whole = [
        name for name in kept.values() if not any(name.endswith(f" {other}") for other in kept.values())
    ]  # "Show all articles of Ann Lee"
    return [cased(_INITIAL.sub(r"\g<0> ", name)) for name in whole]


_INITIAL = re.compile(r"\b[^\W\d_a-zß-ÿ]\.(?=[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ])")  # "Ann B.Lee"


def _without_agency(name: str) -> str:
    """A person's name without the agency that a page writes right after it: "Ann Lee Bloomberg"."""
    match = _AGENCY.search(name)
    person = name[: match.start()] if match else ""
    return person if len(person.split()) > 1 and is_full(person) and person[-1] != "." else name


_AGENCY = re.compile(rf" (?:{'|'.join(sorted(words('agencies')))})$", re.I)
