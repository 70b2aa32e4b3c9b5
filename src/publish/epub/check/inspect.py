"""The project's own checks of any EPUB, beside EPUBCheck's and Ace's. Each rule is `Opened -> Problems`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from publish.accessibility import FEATURES, Evidence, claims
from publish.epub.check.content import CONTENT_RULES
from publish.epub.check.evidence import gather
from publish.epub.check.opened import Opened, open_book
from publish.epub.check.overlays import OVERLAY_RULES
from publish.epub.package import unpack
from publish.errors import BookError
from publish.model.problem import Problem, problem

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
    for name, holds in FEATURES.items():
        if name in claimed and not holds(evidence):
            yield problem("BOOK-041", book.package_path, f"{name} is claimed, but {_why(name, evidence)}")
        if name not in claimed and holds(evidence):
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
