"""The judgement of a finished book, and the conformance claim for one that a person has reviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from publish.epub.check.display import Shown, shown
from publish.epub.check.epubcheck_ace import Judgement, judge
from publish.epub.check.evidence import gather
from publish.epub.check.inspect import inspect, opened
from publish.epub.check.opened import OPF, XML, open_book
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
