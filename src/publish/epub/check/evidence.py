"""A finished book -> the evidence for its accessibility claims."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from publish.accessibility import Evidence, Motion, motion_of, worst
from publish.epub.check.opened import EPUB_TYPE, MATHML, SVG, XHTML, Item, Opened, Par, pars, resolve
from publish.model.caption_alt import holds, says
from publish.model.text import word_count

if TYPE_CHECKING:
    from lxml.etree import _Element

_FIXED_SIZE = re.compile(r"(?<![\w-])(font-size|line-height)\s*:\s*[\d.]+(px|pt|cm|mm|in)\b")
_CLIPPED = re.compile(r"(?<![\w-])overflow(-[xy])?\s*:\s*hidden")
_HEADINGS = tuple(f"{{{XHTML}}}h{level}" for level in range(1, 7))
_TEXT_TAGS = tuple(
    f"{{{XHTML}}}{name}"
    for name in (
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "figcaption",
        "caption",
        "pre",
    )
)


def gather(book: Opened, announced: frozenset[str] = frozenset()) -> Evidence:
    """What stands in the book, looked at file by file; `announced` are ids of what is named and not read."""
    images = tuple(informative_images(book))
    described = sum(bool(words(image)) for _, image in images)
    heard = heard_ids(book)
    silent = [element for _, element in unheard(book, read_ids(book, announced))] if heard else []
    code = [element for element in silent if element.tag == f"{{{XHTML}}}pre"]
    return Evidence(
        text=any(_has_text(tree) for _, tree in book.documents()),
        pictures=len(images),
        described=described,
        long_descriptions=any(image.get("aria-details") for _, image in images),
        toc=_has_toc(book),
        headed_sections=_headed(book),
        in_order=_in_order(book),
        transformable=_transformable(book),
        aria=any(e.get("role") for _, tree in book.documents() for e in tree.iter()),
        math=_has_element(book, f"{{{MATHML}}}math"),
        unlocked="META-INF/encryption.xml" not in book.files and "META-INF/rights.xml" not in book.files,
        narrated=any(heard.values()),
        narrated_fully=bool(heard) and not silent,
        code_unread=bool(code),
        only_code_unread=bool(code) and len(code) == len(silent),
        captions_as_alternatives=sum(map(_is_its_caption, (image for _, image in images))),
        page_markers=any(
            "pagebreak" in (e.get(EPUB_TYPE) or "") for _, t in book.documents() for e in t.iter()
        ),
        page_list=_has_nav(book, "page-list"),
        motion=_motion(book),
        video=_has_element(book, f"{{{XHTML}}}video"),
        sound_effects=_has_element(book, f"{{{XHTML}}}audio"),
        scripted=any("scripted" in item.properties for item in book.items.values()),
    )


def informative_images(book: Opened) -> Iterator[tuple[Item, _Element]]:
    """Pictures that carry information: no cover, nothing that is marked as presentation.

    A picture that is hidden because its caption is read in its place counts.
    """
    for item, tree in book.documents():
        for image in tree.iter(f"{{{XHTML}}}img", f"{{{SVG}}}svg"):
            source = resolve(item.path, image.get("src", "")) if image.get("src") else ""
            unnamed = image.get("aria-hidden") == "true" and not image.get("alt")
            hidden = image.get("role") in ("presentation", "none") or unnamed
            if not hidden and (not source or source != book.cover):
                yield item, image


def words(image: _Element) -> str:
    """The alternative of a picture."""
    title = image.find(f"{{{SVG}}}title")
    named = image.get("alt") or image.get("aria-label") or (title.text if title is not None else "") or ""
    return named.strip()


def heard_ids(book: Opened) -> dict[str, frozenset[str]]:
    """The ids that are lit up while they are heard, by the path of their document."""
    heard: dict[str, set[str]] = {}
    spine = {item.path for item in book.spine}
    for par in _pars(book):
        if par.path in spine:
            heard.setdefault(par.path, set()).add(par.id)
    return {path: frozenset(ids) for path, ids in heard.items()}


def _pars(book: Opened) -> Iterator[Par]:
    return (par for _, overlay, tree in book.overlays() for par in pars(overlay, tree))


def read_ids(book: Opened, announced: frozenset[str] = frozenset()) -> dict[str, frozenset[str]]:
    """The ids whose words are read: heard, not only announced, and for long enough to be read."""
    lengths: dict[tuple[str, str], float] = {}
    for par in _pars(book):
        length = float("inf") if par.end is None else par.end - par.begin
        lengths[par.path, par.id] = lengths.get((par.path, par.id), 0.0) + length
    every = ((item.path, e.get("id"), e) for item, tree in book.documents() for e in tree.iter())
    texts = {(path, id): element for path, id, element in every if id}
    named = {
        (path, id)
        for (path, id), length in lengths.items()
        if (element := texts.get((path, id))) is not None
        and (count := word_count(" ".join(map(str, element.itertext())))) >= _FEWEST_WORDS
        and count > _MOST_WORDS_A_SECOND * length
    }
    return {
        path: frozenset(id for id in ids if id not in announced and (path, id) not in named)
        for path, ids in heard_ids(book).items()
    }


_FEWEST_WORDS = 30
_MOST_WORDS_A_SECOND = 60  # far faster than any voice: what is shorter was not read


def unheard(book: Opened, read: dict[str, frozenset[str]] | None = None) -> Iterator[tuple[Item, _Element]]:
    """The visible texts and described pictures of the spine that no overlay speaks. The cover is left out.

    `read` are the ids that count as spoken, by document; else all that are lit up.
    """
    heard = heard_ids(book) if read is None else read
    for item, tree in book.documents():
        ids = heard.get(item.path, frozenset())
        yield from ((item, element) for element in _silent(tree, ids))
        for image in tree.iter(f"{{{XHTML}}}img"):
            shown = resolve(item.path, image.get("src", ""))
            if (
                shown != book.cover
                and words(image)
                and not _within(image, ids)
                and not _captioned(image, ids)
            ):
                yield item, image


def _silent(tree: _Element, ids: frozenset[str]) -> Iterator[_Element]:
    body = tree.find(f"{{{XHTML}}}body")
    for element in body.iter(*_TEXT_TAGS) if body is not None else ():
        if not _within(element, ids) and _own_text(element, ids):
            yield element


def _own_text(element: _Element, ids: frozenset[str]) -> bool:
    """Whether unheard words stand in an element, those of inner text elements and marks of notes left out."""
    if any(c.isalnum() for c in element.text or ""):
        return True
    for child in element:
        if any(c.isalnum() for c in child.tail or ""):
            return True
        skipped = not isinstance(child.tag, str) or child.tag in _TEXT_TAGS or child.get("id") in ids
        if not skipped and child.get("role") not in ("doc-backlink", "doc-noteref") and _own_text(child, ids):
            return True
    return False


def _within(element: _Element, ids: frozenset[str]) -> bool:
    return element.get("id") in ids or any(parent.get("id") in ids for parent in element.iterancestors())


def _captioned(image: _Element, ids: frozenset[str]) -> bool:
    """Whether a picture's caption is heard, and says what the alternative says."""
    caption = caption_of(image)
    if caption is None or not any(e.get("id") in ids for e in caption.iter()):
        return False
    return says("".join(map(str, caption.itertext())), words(image))


def _is_its_caption(image: _Element) -> bool:
    """Whether the alternative of a picture has no more to say than its caption."""
    caption = caption_of(image)
    return caption is not None and holds("".join(map(str, caption.itertext())), words(image))


def caption_of(image: _Element) -> _Element | None:
    """The caption of the figure that a picture stands in; None without one."""
    figure = next(image.iterancestors(f"{{{XHTML}}}figure"), None)
    return None if figure is None else figure.find(f"{{{XHTML}}}figcaption")


def _has_text(tree: _Element) -> bool:
    body = tree.find(f"{{{XHTML}}}body")
    return body is not None and any(str(text).strip() for text in body.itertext())


def _has_element(book: Opened, tag: str) -> bool:
    return any(next(tree.iter(tag), None) is not None for _, tree in book.documents())


def _has_nav(book: Opened, kind: str) -> bool:
    document = book.navigation()
    return document is not None and any(
        kind in (nav.get(EPUB_TYPE) or "").split() and nav.find(f".//{{{XHTML}}}a") is not None
        for nav in document[1].iter(f"{{{XHTML}}}nav")
    )


def toc_links(book: Opened) -> tuple[tuple[str, str], ...]:
    """The targets of the contents, as (path, id), in order."""
    base, links = book.contents()
    hrefs = [link.get("href", "") for link in links]
    return tuple((resolve(base, href), href.partition("#")[2]) for href in hrefs)


def _has_toc(book: Opened) -> bool:
    """A contents whose links all lead somewhere, and that names half the headings or more."""
    links = toc_links(book)
    headings = sum(1 for _, tree in book.documents() for _ in tree.iter(*_HEADINGS))
    real = all(path in book.trees and (not id or _has_id(book.trees[path], id)) for path, id in links)
    return bool(links) and real and 2 * len(links) >= headings


def _has_id(tree: _Element, id: str) -> bool:
    return any(element.get("id") == id for element in tree.iter())


def heading_levels(tree: _Element) -> tuple[int, ...]:
    """The levels of a document's headings, in order."""
    return tuple(int(str(heading.tag)[-1]) for heading in tree.iter(*_HEADINGS))


def _headed(book: Opened) -> bool:
    """Headings there are, none jumps a level over the whole book, and no part goes on without one."""
    resumed = (
        "resumed" in (e.get("class") or "").split()
        for _, tree in book.documents()
        for e in tree.iter(f"{{{XHTML}}}section")
    )
    if any(resumed):
        return False
    levels = [level for _, tree in book.documents() for level in heading_levels(tree)]
    return bool(levels) and levels[0] == 1 and all(b <= a + 1 for a, b in itertools.pairwise(levels))


def _in_order(book: Opened) -> bool:
    """Every document of the spine is readable, nothing is placed out of the order of the markup."""
    if book.broken or not book.spine:
        return False
    placed = re.compile(r"position\s*:\s*(absolute|fixed)|(?<![\w-])order\s*:\s*-?\d|(row|column)-reverse")
    return not any(placed.search(style) for _, style in book.stylesheets())


def _transformable(book: Opened) -> bool:
    """Nothing fights the reader's own settings: no fixed layout, sizes, clipping or inline styles."""
    fixed = any(value == "pre-paginated" for value in book.values("rendition:layout"))
    inline = any(e.get("style") for _, tree in book.documents() for e in tree.iter())
    return not fixed and not inline and not any(map(_fights, _styles(book)))


def _styles(book: Opened) -> Iterable[str]:
    yield from (style for _, style in book.stylesheets())
    for _, tree in book.documents():
        yield from (style.text or "" for style in tree.iter(f"{{{XHTML}}}style"))


def _fights(style: str) -> bool:
    return "!important" in style or bool(_FIXED_SIZE.search(style) or _CLIPPED.search(style))


def _motion(book: Opened) -> Motion:
    pictures = [item for item in book.items.values() if item.media_type.startswith("image/")]
    return worst(
        motion_of(book.files[item.path], item.media_type) for item in pictures if item.path in book.files
    )
