"""Real pages as books: no message of EPUBCheck, nothing wrong by our own checks, no word lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from publish.config import Config
from publish.covers.draw import portrait
from publish.epub import Book, write_text_edition
from publish.epub.check.inspect import inspect
from publish.epub.check.opened import XHTML, open_book
from publish.epub.package import unpack
from publish.errors import SourceError
from publish.images import resolve
from publish.model.article import Article
from publish.sources.load import load, read_any
from publish.sources.locate import locate
from tests.epub.articles import drawing, shown_lines
from tests.epub.books import epubcheck
from tests.needs import shared

PAGES = 24
# What is wrong with a page remains wrong in its book: no words for a picture, no headers in a table.
FROM_THE_PAGE = {"BOOK-010", "BOOK-011", "BOOK-013", "BOOK-042"}


def pages() -> Iterator[Path]:
    """Pages spread evenly over the corpus."""
    matches = sorted(shared("corpus", "reading").rglob("*.html"))
    own = [path for path in matches if "_files" not in str(path)]
    yield from own[:: max(1, len(own) // PAGES)][:PAGES]


def article_of(path: Path) -> Article | None:
    (origin,) = locate([str(path)])
    try:
        return read_any(load(origin, Config()), "caption").article
    except SourceError:
        return None


@pytest.mark.slow
def test_real_pages_make_clean_books() -> None:
    wrong: list[str] = []
    built = 0
    for path in pages():
        article = article_of(path)
        if article is None:
            continue
        resolved = resolve(article, lambda src: drawing(re.sub(r"\W", "", src)[-12:]).data)
        pictures = {picture.name: picture for picture in resolved.pictures}
        data = write_text_edition(Book(resolved.article, portrait(resolved.article), pictures))
        built += 1
        name = "/".join(path.parts[-3:])
        wrong += [f"{name}: {message}" for message in epubcheck(data)]
        wrong += [f"{name}: {p}" for p in inspect(data) if p.code not in FROM_THE_PAGE]
        wrong += [f"{name}: {line}" for line in _lost(resolved.article, data)]
    assert wrong == []
    assert built >= PAGES - 3


def _lost(article: Article, data: bytes) -> Iterator[str]:
    """Words of the article that its documents do not show, or show otherwise."""
    trees = [tree for item, tree in open_book(unpack(data)).documents() if re.search(r"/\d\d-", item.path)]
    bodies = [tree.find(f"{{{XHTML}}}body") for tree in trees]
    shown = squeezed("".join(_text(body) for body in bodies if body is not None))
    if shown != squeezed("".join(shown_lines(article))):
        yield "the text differs"


def _text(body: etree._Element) -> str:
    """A document's text without its opening and the project's words: for missing pictures, before credits."""
    own = body.xpath(".//text()[not(ancestor::*[@class='missing' or @class='label' or @class='opening'])]")
    return "".join(map(str, own))


def squeezed(text: str) -> str:
    return "".join(text.split())
