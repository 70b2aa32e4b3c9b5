"""The article's title, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from publish.html.dom import Node
from publish.html.extract.promo_phrases import words_in
from publish.html.footnotes.unlinked import NOTE
from publish.html.metadata.dates import iso
from publish.html.metadata.json_ld import Thing, string
from publish.html.metadata.meta_tags import Head
from publish.html.metadata.names import is_host, is_section, letters, words
from publish.html.phrases import pattern
from publish.model.text import key, lazy_pattern
from publish.model.urls import host, path_of

_BAR = lazy_pattern(
    r"(?<!\s)\s+(?:[|•·:_]|::|[-–—])\s+|(?:(?<!\s)\s+)?[|｜：]\s*"
    r"|(?<=[\u3040-\u30ff\u3400-\u9fff])-{1,2}(?=[\u3040-\u30ff\u3400-\u9fff])"
)
_BAR_OR_ARROW = lazy_pattern(rf"{_BAR.pattern}|(?:(?<!\s)\s+)?[»›]\s*")


def title(data: Thing, head: Head, root: Node, publisher: str, address: str = "") -> str:
    """The heading a reader sees, when the page's data agrees with it; else what the data says.

    `address` is the page's own: its host and the link to its first page name the site.
    """
    stated = _stated(data, head)
    others = _site_names(head, address)
    own = [text for text in stated if not _is_site(text, publisher, head)]
    seen = [node for node in _shown(root) if not own or not _is_site(node.text(), publisher, head)]
    stated = own or stated
    stripped = [without_site(text, publisher, others) for text in stated]
    headings = [_words(node) for node in seen if node.tag == "h1"]
    begins = [_BAR_OR_ARROW.split(text)[0].strip() for text in stated]
    headings = [next((b for b in begins if _is_glued(heading, b)), heading) for heading in headings]
    for heading in (*headings, *(_words(node) for node in seen if _is_headline(node))):
        for other in stripped:
            if alike(heading, other) or _begins(heading, other) or alike(heading, _first_part(other)):
                return _as_shown(without_site(heading, publisher, others), stripped)
    if repeated := _repeated(root, stated, lambda h: _is_site(h, publisher, head) or _names_site(h, others)):
        return repeated
    if not string(data.get("headline")) and not head.first("og:title") and (signed := _signed(root)):
        return signed
    if not headings and all(map(_is_placeholder, stated)) and (bold := _bold_line(root)):
        return bold
    if not stripped:
        return headings[0] if headings else ""
    if all(_is_site(text, publisher, head) for text in stated) and (named := _named(root)):
        return named
    if not headings and all(_is_rubric(text, head, others) for text in stated) and (dated := _dated(root)):
        return dated
    alone = len(headings) == 1 and not string(data.get("headline")) and not head.first("og:title")
    if alone and not _is_section(headings[0], stripped[0]):
        return headings[0]
    if any(not alike(stripped[0], other) for other in stripped):  # the data contradicts itself
        long_words = set().union(*map(_long, stripped))
        return next((heading for heading in headings if _long(heading) & long_words), stripped[0])
    return stripped[0]


def _stated(data: Thing, head: Head) -> list[str]:
    """What a page's data call the article, the surest first."""
    stated = (
        string(data.get("headline")),
        head.first("og:title"),
        head.first("twitter:title"),
        head.title,
    )
    return [text for text in stated if text]


def _first_part(stated: str) -> str:
    """What stands before the first bar or arrow of a stated title, where it is of several words; else ""."""
    begin, *rest = _bar(stated).split(stated)
    return begin if rest and len(begin.split()) > _FEW else ""


def _begins(heading: str, stated: str) -> bool:
    """Whether a stated title is a heading, and behind it the site's name or the author's."""
    if _BY.fullmatch(stated.removeprefix(heading)):
        return True
    return stated.startswith(heading) and _bar(stated).match(stated, len(heading)) is not None


_BY = pattern("byline", r"\s+{}\s+\S+(?: \S+){0,3}")


def _shown(root: Node) -> list[Node]:
    """The headings that may be the title; hidden ones when no other is a first heading."""
    seen = [node for node in root.find_all("h1", "h2") if _heads(node)]
    shown = [node for node in seen if not _HIDDEN & node.names]
    return shown if any(node.tag == "h1" for node in shown) else seen


_HIDDEN = frozenset({"blind", "hidden", "invisible", "offscreen", "sronly", "visuallyhidden"})


def _is_glued(heading: str, begin: str) -> bool:
    """Whether other words follow a stated title in its heading without a space, as the site's name may."""
    rest = heading[len(begin) :]
    return len(begin.split()) > 3 and heading.startswith(begin) and rest[:1].isalnum()


def _as_shown(heading: str, stated: list[str]) -> str:
    """A heading as the page shows it, or the stated title that says the same without a kicker or glued words.

    The page's own capitals and marks stay where a stated title has the same words, but not where all
    letters are capital or small: so a style writes them.
    """
    same = any(key(text) == key(heading) and len(text) <= len(heading) for text in stated)
    if same and not heading.isupper() and not heading.islower():
        return heading
    return next((text for text in stated if _said_by(heading, text)), heading)


def _said_by(heading: str, stated: str) -> bool:
    """Whether a heading is a stated title, perhaps with the kind of article before it: "Regular Article".

    Or with its author after it, in a Japanese headline.
    """
    own, theirs = "".join(key(_SIGNED.sub("", heading)).split()), "".join(key(stated).split())
    return own == theirs or (len(key(stated).split()) > _MANY and own.endswith(theirs))


_SIGNED = lazy_pattern(r"\s(?:特別)?(?:編集|論説|解説)委員\s?[\u3040-\u30ff\u3400-\u9fff々 ]{2,10}$")
_MANY = 6  # words


def _is_section(heading: str, stated: str) -> bool:
    """Whether the only heading of its level is that of a part: a word or two of which the title says none."""
    own, theirs = set(key(heading).split()), key(stated).split()
    return len(own) < 3 <= len(theirs) and not own & set(theirs)


def _repeated(root: Node, stated: list[str], is_site: Callable[[str], bool]) -> str:
    """The heading, wherever it stands, that a stated title repeats whole or beside the site's name.

    The only heading of the first level goes before others, unless `is_site` says that it names the site.
    """
    headings = [
        (node.text(), node.tag)
        for node in root.find_all("h1", "h2", "h3", "h4")
        if len(node.text()) > 3 and not any(outer.tag in _OUTSIDE for outer in node.ancestors())
        if not _HIDDEN & node.names
    ]
    for title in stated:
        repeated = [heading for heading, _ in headings if _parted(title, heading)]
        in_words = any(h in title and h not in repeated for h, tag in headings if tag == "h1")
        firsts = [heading for heading, tag in headings if tag == "h1"]
        only = firsts[0] if len(firsts) == 1 and firsts[0] in repeated else ""
        longest = only if only and not is_site(only) else max(repeated, key=len, default="")
        if longest and (longest == title or not in_words):
            return longest
    for line in () if headings else root.find_all("b", "strong")[:60]:
        whole, outer = line.text(), next((n for n in line.ancestors() if n.tag in _CELLS), None)
        alone = not any(node.tag in _OUTSIDE for node in line.ancestors()) and outer is not None
        if alone and len(whole.split()) > _FEW and any(t != whole and _parted(t, whole) for t in stated):
            return whole
    return ""


def _is_placeholder(text: str) -> bool:
    """Whether a stated title names a file or a kind of document: no word of three letters, or a suffix."""
    return not re.search(r"[^\W\d_]{3}", text) or bool(_FILE.search(text))


def _bold_line(root: Node) -> str:
    """The first paragraph that is bold throughout, and long enough to be a headline."""
    for node in root.find_all("p", "div", "center")[:60]:
        bold = node.find("b", "strong")
        if bold is not None and bold.text() == node.text() and 3 < len(node.text().split()) < 40:
            return node.text()
    return ""


_FILE = lazy_pattern(r"^untitled\b|\.(?:docx?|html?|pdf|txt|indd|qxd)$|^microsoft word - ", re.I)


def _signed(root: Node) -> str:
    """The first heading right after which a byline stands: a chapter's, where the title names the book."""
    for node in root.find_all("h1")[:20]:
        if not _heads(node) or node.parent is None:
            continue
        after = node.parent.kids[node.parent.kids.index(node) + 1 :]
        line = next((kid for kid in after if isinstance(kid, Node)), None)
        if line is not None and {"byline", "author", "authors"} & line.names and len(line.text()) < 120:
            return _words(node)
    return ""


def _parted(title: str, heading: str) -> bool:
    """Whether a heading stands in a title between marks that part it from other names, or is all of it."""
    before, middle, after = title.partition(heading)
    parted = (not before or _PARTS_AFTER.search(before)) and (not after or _PARTS.match(after))
    return bool(middle and parted and (before or after or " " in heading))


_CELLS = ("td", "center", "div", "p", "body")
_FEW = 2  # words
_OUTSIDE = frozenset(("li", "nav", "footer", "aside", "a"))
_PARTS = lazy_pattern(r"\s*(?:[|•·»›‹_]|::)|\s[-–—]\s|(?<=[\u3400-\u9fff])-|-(?=[^-]*[\u3400-\u9fff])")
_PARTS_AFTER = lazy_pattern(r"(?:[|•·»›‹_\]】]|::|\s[-–—])\s*$")


def _named(root: Node) -> str:
    """The first heading that is called a title, where the page's data only name the site.

    Else the first of several words, where the page has none of the first level.
    """
    headings = [
        node
        for node in root.find_all("h1", "h2")
        if 3 < len(node.text()) < 200 and not any(outer.tag in _OUTSIDE for outer in node.ancestors())
    ]
    called = [node.text() for node in headings if {"title", "headline"} & node.names]
    if called or any(node.tag == "h1" for node in headings):
        return called[0] if called else ""
    return next((text for node in headings if len((text := node.text()).split()) > _FEW), "")


def _is_rubric(text: str, head: Head, others: tuple[str, ...]) -> bool:
    """Whether a stated title is only the site and a section: a link's name, or the end of a trail."""
    parts = _BAR.split(text)
    if not 1 < len(parts) < _PARTS_AT_MOST or any(words_in(part) > _RUBRIC for part in parts[:1]):
        return False
    shown = {node.text() for node in head.nodes if node.tag in ("a", "h2", "h3", "h4", "h5", "h6")}
    sections = {_BAR_OR_ARROW.split(name)[-1] for name in shown if len(name) < _LONG_NAME} - {""}
    sites = [part for part in parts if _names_site(part, others) or _HOST.search(part)]
    return bool(sites) and len(sites) < len(parts) and sections.union(sites).issuperset(parts)


def _dated(root: Node) -> str:
    """The first heading, of any level, right after which a short line gives a date: "Posted 3 May 2019"."""
    for node in root.find_all("h1", "h2", "h3", "h4", "h5", "h6"):
        if len(node.text()) <= _SHORTEST or any(outer.tag in _OUTSIDE for outer in node.ancestors()):
            continue
        below = next((after.text() for after in node.after() if after.text()), "")
        if len(below) < _DATE_LINE and iso(below):
            return _words(node)
    return ""


_RUBRIC, _SHORTEST = 3, 3  # words; characters
_DATE_LINE = 120  # characters


def _is_site(text: str, publisher: str, head: Head) -> bool:
    """Whether a stated title is the name of the site, or of a host."""
    if is_host(text.strip().lower()):
        return True
    sites = {key(publisher), key(head.first("og:site_name")), key(head.first("application-name"))} - {""}
    return key(text) in sites


def _heads(node: Node) -> bool:
    """Whether a heading may be the article's title: not a crumb of a trail, a menu's, a logo."""
    if node.tag == "h2" and not _is_headline(node):
        return False
    if not 3 < len(node.text()) < 400:
        return False
    return not any(outer.tag in ("li", "nav", "footer", "aside", "a") for outer in node.ancestors())


def _words(node: Node) -> str:
    """The text of a heading; a colon for the ear alone follows its word as if it were there for the eye."""
    if any(NOTE & part.names and part.find("sup") for part in node.find_all("span")):
        node = _without_notes(node)
    spaced = any(part.text() == ":" for part in node.find_all("span"))
    text = _PAGE.sub("", node.text().replace(" : ", ": ") if spaced else node.text())
    badge = _badge(node)
    return text.removesuffix(badge).rstrip() if badge else text


def _without_notes(node: Node) -> Node:
    """A copy of a heading without the notes in it."""
    bare = Node(node.tag, node.attrs, None)
    bare.kids = [
        kid if isinstance(kid, str) else _without_notes(kid)
        for kid in node.kids
        if isinstance(kid, str) or not NOTE & kid.names
    ]
    return bare


def _badge(node: Node) -> str:
    """The text of the element that ends a heading and is called a badge; "" for none."""
    last = next((kid for kid in reversed(node.kids) if isinstance(kid, Node) or kid.strip()), None)
    return last.text() if isinstance(last, Node) and _BADGES & last.names else ""


_BADGES = frozenset({"abo", "badge", "label", "premium", "subscriber", "tag"})


def _is_headline(node: Node) -> bool:
    """Whether a heading of the second level stands where the title of an article does."""
    return node.tag == "h2" and node.parent is not None and node.parent.tag in ("hgroup", "header")


def _long(text: str) -> set[str]:
    return {word for word in key(text).split() if len(word) > 3}


def alike(one: str, other: str) -> bool:
    """Whether two titles are the same but for a few words."""
    a, b = key(one).split(), key(other).split()
    if not a or not b:
        return False
    both = len(set(a) & set(b))
    return both >= 0.6 * min(len(set(a)), len(set(b))) and both >= 0.5 * max(len(set(a)), len(set(b)))


def described(text: str, description: str) -> bool:
    """Whether a text is what the page gives as its own description, perhaps cut short."""
    line, own = key(text), key(description)
    if len(own) > 30 and line.endswith(own) and len(line.split()) - len(own.split()) <= _LABEL:
        return True
    return len(own) > 30 and len(line) > 20 and (line.startswith(own[:100]) or own.startswith(line))


_LABEL = 3  # words, before the description: "Analysis"


def _bar(text: str) -> re.Pattern[str]:
    """What parts a title from a site's name: an arrow only where it does not close or open a quotation."""
    return _BAR if set("«‹") & set(text) else _BAR_OR_ARROW


_CLOSING = frozenset("|»›")
_BLOG = lazy_pattern(r"\s@\s[^@:|]{1,60}::[^:|]{1,40}(?:::)?$")  # "Hens @ a blog :: its host ::"
_PAGE = lazy_pattern(
    r"(?:(?<!\s)\s+)?[(（\[]\s*\d{1,2}\s*[/／]\s*\d{1,2}\s*(?:ページ|页|頁|페이지)?\s*[)）\]]$"
)  # "(1/2)"
_PHOTO = lazy_pattern(r"(?<!\s)\s*[(（]写真[=＝][^()（）]{1,20}[)）]")
_HOST = lazy_pattern(
    "(?:百科|(?<!互联)网|(?<!網際)網|新闻|新聞|频道|日报|日報|博客|社区|在线|ニュース|(?:新聞|日報)(?:デジタル|電子版|オンライン))$"
)
_PAPER = lazy_pattern("(?:新聞|日報|ニュース)(?:デジタル|電子版|オンライン)$")
_CHINESE = lazy_pattern("[\u3400-\u9fff]")
_EASTERN = lazy_pattern("[\u3040-\u30ff\u3400-\u9fff]")


def _sections_off(text: str) -> str:
    """A Chinese title without the sections and the site that underscores part from it."""
    first, *rest = text.split("_")
    if not rest or not _CHINESE.search(first):
        return text
    return first if len(first) > max(map(len, rest)) or _HOST.search(rest[-1]) else text


def without_site(text: str, publisher: str, others: tuple[str, ...] = ()) -> str:
    """A title without " | The Site" at its end or "The Site: " at its start.

    `others` are more names of the site: the first of them is its host's, "" for none.
    """
    text = _PHOTO.sub("", _PAGE.sub("", _BLOG.sub("", _sections_off(" ".join(text.split())))))
    bars = _bar(text)
    parts = bars.split(text)
    if not 1 < len(parts) < _PARTS_AT_MOST:
        return text
    marks = " |｜•·:：-–—_" if bars is _BAR else " |｜•·»›:：-–—_"
    site = "".join(key(publisher).split())
    first = "".join(key(parts[0]).split())
    rest = text[text.find(parts[0]) + len(parts[0]) :].lstrip(marks)
    if (site and first == site) or (_is_title(rest) and _names_site(parts[0], others, begins=True)):
        return rest
    cut, last = text.rfind(parts[-1]), "".join(key(parts[-1]).split())
    before = text[:cut].rstrip(marks)
    named = bool(site and last) and (last in site or site in last)
    if not named and _is_title(before):
        colon = text[:cut].rstrip()[-1:] in ":："
        named = _names_site(parts[-1], others) or bool((_PAPER if colon else _HOST).search(parts[-1]))
        named = named or (not colon and is_section(parts[-1]))
    if cut and (named or (text[:cut].rstrip()[-1:] in _CLOSING and len(parts[-1].split()) <= 4)):
        return without_site(before, publisher, others)
    return text


_PARTS_AT_MOST = 20


def _is_title(text: str) -> bool:
    """Whether what is left of a title is long enough to be one: two words, or four Eastern characters."""
    return len(text.split()) > 1 or len(_EASTERN.findall(text)) > 3


def _site_names(head: Head, address: str) -> tuple[str, ...]:
    """The label of a page's host, "" for none, and the names the page gives its site."""
    of_host = host(address)
    labels = [label for label in of_host.split(".")[:-1] if label not in _SECOND_LEVEL]
    links = (n for n in head.nodes if n.tag == "a" and _leads_home(n.get("href").strip(), of_host))
    linked = [
        link.text() or next((image.get("alt") for image in link.find_all("img")), "")
        for link in islice(links, 4)
    ]
    names = (*head.all("og:site_name", "application-name", "dc.publisher"), *linked)
    return (labels[-1] if labels else "", *(name for name in names if 1 < len(name) < _LONG_NAME))


def _leads_home(address: str, of_host: str) -> bool:
    """Whether an address is that of the first page of a host."""
    return address == "/" or bool(of_host and host(address) == of_host and path_of(address) in ("", "/"))


_LONG_NAME = 40  # characters
_SECOND_LEVEL = frozenset("ac co com edu gob gov net ne or org".split())


def _names_site(part: str, others: tuple[str, ...], *, begins: bool = False) -> bool:
    """Whether a part of a title is the name of the site: one that the page gives, or its host's.

    A host's name has the beginnings of the words ("nytimes": The New York Times), or is one of a few
    words; the others of a part that begins the title are those of papers: "BBC News".
    """
    if not others:
        return False
    label, *names = others
    if any(letters(part) == letters(name) for name in names):
        return True
    label, theirs = _latin(label), part.split()
    latin = [word for word in map(_latin, theirs) if word]
    if len(label) < 3 or not latin or len(latin) > 4 or any(c.isdecimal() for c in part):
        return False
    if _spells(label, latin) or _spells(label, [word for word in latin if word not in words("particles")]):
        return True
    if not begins:
        return label in (latin[0], latin[-1])
    return label in latin and all(
        _latin(word) == label or word.casefold() in words("outlets") for word in theirs
    )


def _spells(label: str, names: list[str]) -> bool:
    """Whether a label is made of the beginnings of words, in order, one of each."""
    if not names:
        return not label
    first, *rest = names
    return any(
        label.startswith(first[:n]) and _spells(label[n:], rest)
        for n in range(1, min(len(first), len(label)) + 1)
    )


def _latin(word: str) -> str:
    """The letters of a word, a Russian one's as hosts write them; c is k."""
    return letters(word).translate(_RUSSIAN)


_RUSSIAN = str.maketrans("абвгдезийклмнопрстуфхцыc", "abvgdeziyklmnoprstufhkyk")
