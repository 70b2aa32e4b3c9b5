"""Checks of the content: pictures, captions, tables, headings, languages, styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from publish.accessibility import luminance
from publish.epub.check.evidence import caption_of, heading_levels, informative_images, words
from publish.epub.check.opened import EPUB_TYPE, XHTML, XML, Item, Opened
from publish.model.caption_alt import folded, holds
from publish.model.problem import Problem, problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_FILE_NAME = re.compile(r"^\S+\.(jpe?g|png|gif|webp|svg|avif|bmp|tiff?)$", re.IGNORECASE)
_EMPTY_WORDS = frozenset(
    {"image", "picture", "photo", "photograph", "img", "figure", "graphic", "alt", "untitled"}
)
_SHORT = 4  # letters: a caption as short as this is found in many an alternative by chance


def malformed(book: Opened) -> Iterator[Problem]:
    for path, message in book.broken.items():
        yield problem("BOOK-002", path, message, "mend its markup")


def undescribed(book: Opened) -> Iterator[Problem]:
    for item, image in informative_images(book):
        if not words(image):
            yield problem(
                "BOOK-010", place(item, image), f"{named(image)} has no text alternative", 'add alt="…"'
            )


def poor_alternatives(book: Opened) -> Iterator[Problem]:
    for item, image in informative_images(book):
        alternative = words(image)
        poor = _FILE_NAME.match(alternative) or alternative.startswith(("http://", "https://"))
        if alternative and (poor or alternative.casefold().strip(" .") in _EMPTY_WORDS):
            yield problem(
                "BOOK-011",
                place(item, image),
                f"the text alternative {alternative!r} says nothing of the picture",
            )


def captions_twice(book: Opened) -> Iterator[Problem]:
    """A caption that a screen reader says after an alternative which holds it already, or the reverse."""
    for item, image in informative_images(book):
        caption, alternative = _exposed_caption(image), words(image)
        long = len(folded(caption)) > _SHORT and len(folded(alternative)) > _SHORT
        if (
            image.get("aria-hidden") != "true"
            and long
            and (holds(alternative, caption) or holds(caption, alternative))
        ):
            where = place(item, image)
            help = 'set aria-hidden="true" on the caption\'s text, or give the picture another alternative'
            yield problem(
                "BOOK-012", where, f"the caption and the alternative of {named(image)} are both read", help
            )


def _exposed_caption(image: _Element) -> str:
    """The caption of a picture as a screen reader is given it: without what is hidden or its credit."""
    caption = caption_of(image)
    return "" if caption is None else _exposed(caption)


def _exposed(element: _Element) -> str:
    if element.get("aria-hidden") == "true" or element.get("class") == "credit":
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [_exposed(child) if isinstance(child.tag, str) else "", child.tail or ""]
    return "".join(parts)


def tables_without_headers(book: Opened) -> Iterator[Problem]:
    for item, tree in book.documents():
        for table in tree.iter(f"{{{XHTML}}}table"):
            rows = list(table.iter(f"{{{XHTML}}}tr"))
            wide = any(len(row) > 1 for row in rows)
            heads = list(table.iter(f"{{{XHTML}}}th"))
            if table.get("role") in ("presentation", "none") or len(rows) < 2 or not wide:
                continue
            if not heads:
                yield problem(
                    "BOOK-013", place(item, table), "a table has no header cells", "mark them as th"
                )
            elif any(not head.get("scope") and not head.get("id") for head in heads):
                help = 'add scope="col" or scope="row"'
                yield problem("BOOK-014", place(item, table), "header cells do not say what they head", help)


def heading_jumps(book: Opened) -> Iterator[Problem]:
    """Levels that jump, counted through the whole book."""
    levels = [(item, level) for item, tree in book.documents() for level in heading_levels(tree)]
    for (_, before), (item, after) in pairwise(levels):
        if after > before + 1:
            yield problem("BOOK-015", item.path, f"a heading of level {after} follows one of level {before}")


def languages(book: Opened) -> Iterator[Problem]:
    for item, tree in book.documents():
        if not tree.get("lang") or tree.get("lang") != tree.get(f"{{{XML}}}lang"):
            help = "set both lang and xml:lang on html, to the same tag"
            yield problem("BOOK-016", item.path, "the document does not say its language in both ways", help)


def titles(book: Opened) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for item, tree in book.documents():
        element = next(tree.iter(f"{{{XHTML}}}title"), None)
        title = "".join(map(str, element.itertext())).strip() if element is not None else ""
        if not title:
            yield problem("BOOK-017", item.path, "the document has no title")
        elif title in seen:
            yield problem("BOOK-017", item.path, f"it has the title of {seen[title]}: {title!r}")
        seen.setdefault(title, item.path)


def notes(book: Opened) -> Iterator[Problem]:
    """Marks of notes that a screen reader cannot recognise, notes without a way back."""
    links = {
        link.get("href", "").partition("#")[2]
        for _, tree in book.documents()
        for link in tree.iter(f"{{{XHTML}}}a")
    }
    for item, tree in book.documents():
        for mark in tree.iter(f"{{{XHTML}}}a"):
            if "noteref" in (mark.get(EPUB_TYPE) or "").split():
                if mark.get("role") != "doc-noteref":
                    yield problem("BOOK-018", place(item, mark), "the mark of a note has no role doc-noteref")
                if mark.get("id") not in links:
                    yield problem("BOOK-018", place(item, mark), "nothing leads back to the mark of a note")


def fixed_colours(book: Opened) -> Iterator[Problem]:
    """A text colour on the whole page that a night mode cannot take back."""
    rule = re.compile(r"(?:^|[},\s])(?:html|body)\s*(?:,[^{}]*)?\{([^}]*)\}")
    for path, style in book.stylesheets():
        for block in rule.findall(uncommented(style)):
            if re.search(r"(?:^|[;\s])color\s*:", block):
                yield problem("BOOK-019", path, "the page sets its own text colour", "leave it to the reader")


def uncommented(style: str) -> str:
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?(?:\*/|\Z)", "", style, flags=re.DOTALL)


def place(item: Item, element: _Element) -> str:
    """Where an element stands: file and id, or file and line."""
    own = element.get("id")
    return f"{item.path}#{own}" if own else f"{item.path}:{element.sourceline}"


def named(image: _Element) -> str:
    """A picture by its file name."""
    return image.get("src", "").rpartition("/")[2] or "a picture"


CONTENT_RULES = (
    malformed,
    undescribed,
    poor_alternatives,
    captions_twice,
    tables_without_headers,
    heading_jumps,
    languages,
    titles,
    notes,
    fixed_colours,
)


def contrast(one: str, two: str) -> float:
    """The ratio between two CSS colours, 1 to 21. A colour that cannot be parsed counts as distinct."""
    lights = [_luminance(colour) for colour in (one, two)]
    if None in lights:
        return 21.0
    low, high = sorted(light for light in lights if light is not None)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float | None:
    from PIL import ImageColor

    try:
        red, green, blue = ImageColor.getrgb(colour)[:3]
    except ValueError:
        return None
    return luminance(red / 255, green / 255, blue / 255)
