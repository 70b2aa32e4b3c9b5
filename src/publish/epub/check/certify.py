"""A conformance claim for a finished book that is clean and that a person has reviewed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from publish.epub.archive import pack, unpack
from publish.epub.check.evidence import gather
from publish.epub.check.opened import OPF, XML, open_book
from publish.epub.check.verdict import Verdict, check_book
from publish.epub.metadata import summary
from publish.errors import CheckError
from publish.system import processes

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
