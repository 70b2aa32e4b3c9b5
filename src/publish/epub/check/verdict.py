"""The judgement of a finished book, what readers show of it, and the claim for one that a person reviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from publish.epub.check.epubcheck_ace import Judgement, judge
from publish.epub.check.evidence import gather
from publish.epub.check.inspect import inspect, opened
from publish.epub.check.opened import OPF, XML, Opened, open_book
from publish.epub.metadata import summary
from publish.epub.package import pack, unpack
from publish.errors import BookError, CheckError
from publish.model.problem import Problem
from publish.model.text import counted
from publish.system import processes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one book. Notes and usage messages do not make it unclean.

    A book is `validated` when every judge ran: without one, that nothing was found says little.
    """

    path: str
    judgements: tuple[Judgement, ...]
    problems: tuple[Problem, ...]
    shown: tuple[Shown, ...]

    @property
    def clean(self) -> bool:
        passes = not any(problem.severity in ("error", "warning") for problem in self.problems)
        return passes and all(judgement.clean for judgement in self.judgements)

    @property
    def validated(self) -> bool:
        return bool(self.judgements) and all(judgement.ran for judgement in self.judgements)

    @property
    def ran(self) -> tuple[str, ...]:
        """The judges that ran."""
        return tuple(judgement.judge for judgement in self.judgements if judgement.ran)

    def as_json(self) -> dict[str, Any]:
        """The verdict as plain values."""
        judges = [{**asdict(j), "ran": j.ran, "clean": j.clean} for j in self.judgements]
        return {
            "path": self.path,
            "clean": self.clean,
            "validated": self.validated,
            "judges": judges,
            "problems": [asdict(problem) for problem in self.problems],
            "display": [asdict(group) for group in self.shown],
        }

    def _word(self) -> str:
        if not self.clean:
            return "not clean"
        absent = [f"{each.judge} did not run" for each in self.judgements if not each.ran]
        return f"not validated: {' and '.join(absent)}; nothing else found" if absent else "clean"

    def lines(self) -> Iterator[str]:
        """The verdict as it is printed."""
        yield f"{self.path}: {self._word()}"
        for judgement in self.judgements:
            yield from _judgement_lines(judgement)
        yield f"  own checks: {counted(len(self.problems), 'finding')}"
        yield from (f"    {problem.severity} {problem}" for problem in self.problems)
        if self.shown:
            yield "  what a reader will be shown:"
        for group in self.shown:
            yield f"    {group.group}: {'; '.join(group.statements)}"


def _judgement_lines(judgement: Judgement) -> Iterator[str]:
    if not judgement.ran:
        yield f"  {judgement.judge}: did not run ({judgement.absent})"
        return
    levels = ("fatal", "error", "warning", "usage")
    counts = ", ".join(f"{sum(f.level == level for f in judgement.findings)} {level}" for level in levels)
    yield f"  {judgement.judge} {judgement.version}: {counts}"
    yield from (f"    {finding}" for finding in judgement.findings)


def check_book(path: Path) -> Verdict:
    """Every judge and every own check on a book. Raises CheckError when a judge breaks down."""
    problems = inspect(path)
    try:
        groups = shown(opened(path))
    except BookError:
        return Verdict(str(path), (), problems, ())
    return Verdict(str(path), judge(path), problems, groups)


CLAIM = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
_JUDGES = frozenset({"EPUBCheck", "Ace"})


def certify(epub: bytes, by: str, review: str, check: Callable[[Path], Verdict] = check_book) -> bytes:
    """The book with a claim of WCAG 2.2 AA, certified by `by`.

    `review` is the address of the record of a person's review: checks by machine
    are not enough for a claim (EPUB Accessibility 1.1, "Conformance reporting").
    Raises CheckError when there is no review, a judge is absent or a check is not clean.
    """
    if not by.strip() or not review.strip():
        raise CheckError("a conformance claim needs a certifier and a review", "name both")
    with processes.folder() as folder:
        path = folder / "book.epub"
        path.write_bytes(epub)
        verdict = check(path)
    if absent := sorted(_JUDGES - set(verdict.ran)):
        raise CheckError(
            f"nothing can be certified: {' and '.join(absent)} did not run", "see publish doctor"
        )
    if not verdict.clean:
        raise CheckError("the book is not certified: its checks are not clean", "see publish check")
    return _claimed(epub, by.strip(), review.strip())


def _claimed(epub: bytes, by: str, review: str) -> bytes:
    files = unpack(epub)
    book = open_book(files)
    metadata = book.package.find(f"{{{OPF}}}metadata")
    assert metadata is not None
    for name, value in (("dcterms:conformsTo", CLAIM), ("a11y:certifiedBy", by)):
        etree.SubElement(metadata, f"{{{OPF}}}meta", {"property": name}).text = value
    etree.SubElement(metadata, f"{{{OPF}}}link", {"rel": "a11y:certifierReport", "href": review})
    for meta in book.metas("schema:accessibilitySummary"):
        meta.text, _ = summary(gather(book), book.package.get(f"{{{XML}}}lang", ""), reviewed=True)
    files[book.package_path] = etree.tostring(book.package, encoding="utf-8", xml_declaration=True)
    return pack(files)


# --- what readers show --------------------------------------------------------

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
    """What will be shown of an opened book; groups that need not be shown are left out when empty.

    The groups and their order are those of the W3C's "Accessibility Metadata Display Guide for Digital
    Publications" 2.0; the words are the project's own.
    """
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
