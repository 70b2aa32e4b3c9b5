"""The project's own checks of any EPUB, beside EPUBCheck's and Ace's. Each rule is `Opened -> Problems`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from publish.accessibility import FEATURES, Evidence, claims
from publish.epub.check.evidence import caption_of, gather, heading_levels, informative_images, words
from publish.epub.check.opened import EPUB_TYPE, XHTML, XML, Opened, open_book, place, uncommented
from publish.epub.check.overlays import OVERLAY_RULES
from publish.epub.package import unpack
from publish.errors import BookError
from publish.model.caption_alt import folded, holds
from publish.model.problem import Problem, problem

if TYPE_CHECKING:
    from lxml.etree import _Element

# --- the claims --------------------------------------------------------------

_CONFORMANCE = re.compile(r"^EPUB Accessibility 1\.[12] - WCAG 2\.[012] Level A{1,3}$")
_OLD_CONFORMANCE = re.compile(r"^https?://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}$")
_DEPRECATED = frozenset({"annotations", "bookmarks", "captions", "printPageNumbers"})
_REQUIRED = (
    "accessMode",
    "accessModeSufficient",
    "accessibilityFeature",
    "accessibilityHazard",
    "accessibilitySummary",
)
_FAMILIES = ("FlashingHazard", "MotionSimulationHazard", "SoundHazard")
_BARE = {"flashing": "FlashingHazard", "motionSimulation": "MotionSimulationHazard", "sound": "SoundHazard"}


def missing(book: Opened) -> Iterator[Problem]:
    for name in _REQUIRED:
        if not any(book.values(f"schema:{name}")):
            yield problem(
                "BOOK-040", book.package_path, f"schema:{name} is missing", "say it in the metadata"
            )


def features(book: Opened) -> Iterator[Problem]:
    """Features that are claimed and not there; features that are there and not claimed."""
    evidence = gather(book)
    claimed = frozenset(book.values("schema:accessibilityFeature"))
    for name, borne_out in FEATURES.items():
        if name in claimed and not borne_out(evidence):
            yield problem("BOOK-041", book.package_path, f"{name} is claimed, but {_why(name, evidence)}")
        if name not in claimed and borne_out(evidence):
            yield problem("BOOK-042", book.package_path, f"{name} holds and is not claimed")
    for name in sorted(claimed & _DEPRECATED):
        yield problem("BOOK-043", book.package_path, f"the feature {name} is out of use")


def _why(name: str, evidence: Evidence) -> str:
    if name == "alternativeText":
        missing = evidence.pictures - evidence.described
        return (
            f"{missing} of {evidence.pictures} pictures have no alternative"
            if missing
            else "it has no pictures"
        )
    return "the book does not bear it out"


def sufficient(book: Opened) -> Iterator[Problem]:
    """Sets of modes that are said to be enough, and are not."""
    borne = {frozenset(modes) for modes in claims(gather(book)).sufficient}
    for claimed in book.values("schema:accessModeSufficient"):
        modes = frozenset(mode.strip() for mode in claimed.split(","))
        judged = modes & {"textual", "auditory"} and len(modes) == 1
        if judged and modes not in borne:
            yield problem("BOOK-044", book.package_path, f"{claimed} alone is not enough to take in the book")


def hazards(book: Opened) -> Iterator[Problem]:
    claimed = book.values("schema:accessibilityHazard")
    alone = [value for value in claimed if value in ("none", "unknown")]
    families = [_BARE.get(v, re.sub("^(no|unknown)", "", v)) for v in claimed if v not in ("none", "unknown")]
    if (alone and len(claimed) > 1) or len(set(families)) < len(families) or set(families) - set(_FAMILIES):
        yield problem(
            "BOOK-045", book.package_path, f"the hazards contradict each other: {', '.join(claimed)}"
        )
    motion = gather(book).motion
    calm = "none" in claimed or "noFlashingHazard" in claimed
    if calm and motion in ("flashing", "unknown"):
        yield problem("BOOK-046", book.package_path, "no flashing is claimed, but a picture flashes or may")


def conformance(book: Opened) -> Iterator[Problem]:
    claimed = book.values("dcterms:conformsTo")
    stated = [value for value in claimed if "accessibility" in value.casefold()]
    for value in stated:
        if not (_CONFORMANCE.match(value) or _OLD_CONFORMANCE.match(value)):
            yield problem(
                "BOOK-047", book.package_path, f"{value!r} is not a conformance statement that readers know"
            )
    if stated and not book.metas("a11y:certifiedBy"):
        yield problem("BOOK-047", book.package_path, "conformance is claimed, but nobody certifies it")


# --- the content: pictures, captions, tables, headings, languages, styles -----

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


# --- all of them ------------------------------------------------------------

_CLAIM_RULES = (missing, features, sufficient, hazards, conformance)


Rule = Callable[[Opened], Iterator[Problem]]

RULES: tuple[Rule, ...] = (*CONTENT_RULES, *OVERLAY_RULES, *_CLAIM_RULES)


def inspect(epub: bytes | Path) -> tuple[Problem, ...]:
    """What is wrong with a book that EPUBCheck and Ace do not see, in the order of the rules."""
    try:
        book = opened(epub)
    except BookError as error:
        where = epub.name if isinstance(epub, Path) else "book"
        return (problem("BOOK-001", where, error.message, error.help),)
    return tuple(finding for rule in RULES for finding in rule(book))


def opened(epub: bytes | Path) -> Opened:
    """A book opened for looking at. Raises BookError when it is no EPUB or cannot be read."""
    return open_book(unpack(epub if isinstance(epub, bytes) else _read(epub)))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BookError(
            f"{path} cannot be read: {error.strerror}", "check its name and permissions"
        ) from error
