"""A stranger's EPUB is checked in seconds and ends in a finding or a sentence, whatever is in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import publish
from publish.errors import PublishError
from tests.epub.books import built

CONTAINER = "META-INF/container.xml"
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s<!ENTITY f SYSTEM "file:///etc/passwd">]>
<container>&z;&f;</container>"""
LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(25))


def changed(change: Callable[[zipfile.ZipFile], None], without: str = "") -> bytes:
    """A good book with something done to it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(built("minimal"))) as good, zipfile.ZipFile(out, "w") as bad:
        for entry in good.infolist():
            if entry.filename != without:
                bad.writestr(entry, good.read(entry))
        change(bad)
    return out.getvalue()


BOOKS: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: changed(lambda book: _packed_bomb(book)),
    "too many files": lambda: changed(_many_files),
    "deep nesting": lambda: changed(
        lambda book: book.writestr(CONTAINER, b"<container>" + b"<a>" * 200_000), CONTAINER
    ),
    "entities": lambda: changed(lambda book: book.writestr(CONTAINER, ENTITIES % LAUGHS), CONTAINER),
    "paths out of the book": lambda: changed(
        lambda book: book.writestr(
            CONTAINER,
            b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            b'<rootfile full-path="../../../../etc/passwd"/></rootfiles></container>',
        ),
        CONTAINER,
    ),
    "no archive": lambda: b"PK\x03\x04" + bytes(1000),
    "nothing": lambda: b"",
}


def _many_files(book: zipfile.ZipFile) -> None:
    for number in range(21_000):
        book.writestr(f"EPUB/{number}.txt", b"")


def _packed_bomb(book: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("EPUB/bomb.xhtml")
    entry.compress_type = zipfile.ZIP_DEFLATED
    with book.open(entry, "w", force_zip64=True) as file:
        for _ in range(600):
            file.write(bytes(1_000_000))


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_a_strangers_book_ends_in_a_finding_or_a_sentence(
    tmp_path: Path, book: Callable[[], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(book())
    try:
        matches = [str(problem) for problem in publish.check_epub(path)]
    except PublishError as error:
        matches = [str(error)]
    assert matches
    assert all(len(line) < 1000 and "root:" not in line for line in matches)
    assert [entry.name for entry in tmp_path.iterdir()] == ["book.epub"]
