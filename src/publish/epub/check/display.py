"""Accessibility metadata -> the text that a bookshop or reading system shows of it.

The groups and the order are those of the W3C display guide 2.0, "Accessibility
Metadata Display Guide for Digital Publications"; the words are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publish.epub.check.inspect import opened
from publish.epub.check.opened import Opened

_CONFORMS = "EPUB Accessibility "
_EXEMPTIONS = {
    "eaa-microenterprise": "Exempt from the European Accessibility Act as the work of a microenterprise",
    "eaa-disproportionate-burden": "Exempt from the European Accessibility Act: a disproportionate burden",
    "eaa-fundamental-alteration": "Exempt from the European Accessibility Act: it would alter the work",
}
_HAZARDS = {
    "flashing": "Flashing content",
    "motionSimulation": "Motion simulation",
    "sound": "Sounds",
    "unknownFlashingHazard": "Flashing: not known",
    "unknownMotionSimulationHazard": "Motion simulation: not known",
    "unknownSoundHazard": "Sounds: not known",
}
_NAVIGATION = {
    "tableOfContents": "Table of contents to all chapters of the text via links",
    "index": "Index with links to referenced entries",
    "structuralNavigation": "Elements such as headings, tables, etc for structured navigation",
    "pageNavigation": "Page list to go to pages from the print source version",
}
_RICH = {
    "longDescription": "Information-rich images are described by extended descriptions",
    "MathML": "Math as MathML",
    "latex": "Math as LaTeX",
    "closedCaptions": "Videos have closed captions",
    "openCaptions": "Videos have open captions",
    "transcript": "Has transcript",
}
_MORE = {
    "ARIA": "ARIA roles included",
    "pageBreakMarkers": "Page breaks included",
    "ttsMarkup": "Text-to-speech hints provided",
    "highContrastDisplay": "High contrast between foreground and background",
    "unlocked": "No technical restriction on the file",
    "readingOrder": "Reading order is logical",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One group of statements, as a reader will meet it."""

    group: str
    statements: tuple[str, ...]


def display(epub: bytes | Path) -> tuple[Shown, ...]:
    """What will be shown of a book's accessibility metadata. Raises BookError when it cannot be read."""
    return shown(opened(epub))


def shown(book: Opened) -> tuple[Shown, ...]:
    """What will be shown of an opened book; groups that need not be shown are left out when empty."""
    features = frozenset(book.values("schema:accessibilityFeature"))
    groups = (
        Shown("Ways of reading", _ways(book, features)),
        Shown("Conformance", _conformance(book)),
        Shown("Navigation", _listed(_NAVIGATION, features)),
        Shown("Rich content", _listed(_RICH, features)),
        Shown("Hazards", _hazards(book)),
        Shown("Accessibility summary", book.values("schema:accessibilitySummary")),
        Shown("Legal considerations", tuple(_EXEMPTIONS.get(v, v) for v in book.values("a11y:exemption"))),
        Shown("Additional accessibility information", _listed(_MORE, features)),
    )
    return tuple(group for group in groups if group.statements)


def _ways(book: Opened, features: frozenset[str]) -> tuple[str, ...]:
    sets = {frozenset(v.replace(" ", "").split(",")) for v in book.values("schema:accessModeSufficient")}
    modes = set(book.values("schema:accessMode"))
    described = bool(features & {"alternativeText", "longDescription", "describedMath", "transcript"})
    if "displayTransformability" in features:
        look = "Appearance can be modified"
    else:
        look = "Appearance modifiability not known"
    if frozenset({"textual"}) in sets:
        nonvisual = "Readable in read aloud or dynamic braille"
    elif described or "textual" in modes:
        nonvisual = "May not be fully readable in read aloud or dynamic braille"
    else:
        nonvisual = "Not known whether it is readable in read aloud or dynamic braille"
    return (look, nonvisual, *(("Has alternative text",) if described else ()), *_audio(sets, features))


def _audio(sets: set[frozenset[str]], features: frozenset[str]) -> tuple[str, ...]:
    if "synchronizedAudioText" in features:
        return ("Prerecorded audio synchronized with text",)
    return ("Audio only",) if frozenset({"auditory"}) in sets else ()


def _conformance(book: Opened) -> tuple[str, ...]:
    stated = [
        v for v in book.values("dcterms:conformsTo") if v.startswith(_CONFORMS) or "idpf.org/epub/a11y" in v
    ]
    if not stated:
        return ("No information is available",)
    level = stated[0].rsplit(" ", 1)[-1].rpartition("wcag-")[2].upper()
    words = {
        "A": "This publication meets minimum accessibility standards",
        "AA": "This publication meets accepted accessibility standards",
        "AAA": "This publication exceeds accepted accessibility standards",
    }
    by = [m.text or "" for m in book.metas("a11y:certifiedBy")]
    certified = (f"The publication was certified by {by[0]}",) if by else ()
    return (words.get(level, "Its conformance is stated in words that are not known"), *certified, stated[0])


def _hazards(book: Opened) -> tuple[str, ...]:
    hazards = book.values("schema:accessibilityHazard")
    if not hazards:
        return ("No information is available",)
    if hazards == ("none",) or all(value.startswith("no") and value != "none" for value in hazards):
        return ("No hazards",)
    return tuple(_HAZARDS[value] for value in hazards if value in _HAZARDS) or ("Hazards not known",)


def _listed(words: dict[str, str], features: frozenset[str]) -> tuple[str, ...]:
    return tuple(statement for feature, statement in words.items() if feature in features)
