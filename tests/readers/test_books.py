"""Books in real reading systems: opened, rendered, listened to, and read back as text."""

from __future__ import annotations

import random
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from publish.epub import write_issue, write_read_aloud, write_text_edition
from publish.epub.book import IssueBook
from publish.i18n.catalogue import opening
from publish.model.article import Article
from publish.model.walk import sections, text_of
from tests.epub.articles import arabic, book, everything, shown_lines
from tests.epub.sound import RATE, told
from tests.needs import needs
from tests.readers.browser import need_readers, open_reader, page, served

pytestmark = pytest.mark.slow
ARTICLES = (everything, arabic)


def read_aloud(article: Article) -> bytes:
    heard = told(article)
    return write_read_aloud(book(article), heard.narration, heard.audio)


@pytest.fixture(scope="module")
def reader() -> Iterator[tuple[Any, str]]:
    """A browser page, and the address of a server with the books."""
    need_readers()
    books = {f"{make().slug}.epub": read_aloud(make()) for make in ARTICLES}
    issue = IssueBook("Tides", tuple(book(make()) for make in ARTICLES), book(everything()).cover, number=3)
    books["issue.epub"] = write_issue(issue)
    books["text.epub"] = write_text_edition(book(everything()))
    with served(books) as base, page() as opened:
        yield opened, base


def headings(article: Article) -> list[str]:
    return [text_of(section.heading) for section in sections(article.sections) if section.heading]


def squeezed(text: str) -> str:
    """Characters without white space."""
    return "".join(text.split())


@pytest.mark.parametrize("system", ["foliate", "epubjs"])
@pytest.mark.parametrize("make", ARTICLES)
def test_a_reader_lists_the_contents_and_renders_every_document(
    reader: tuple[Any, str], system: str, make: Any
) -> None:
    opened, base = reader
    opened.complaints.clear()
    article = make()
    result = open_reader(opened, base, system, f"{article.slug}.epub")
    assert result["toc"][:-1] == [article.title, *headings(article)]
    shown = [opened.evaluate("index => reader.page(index)", n) for n in range(len(result["sections"]))]
    assert [document["broken"] for document in shown] == [0] * len(shown)
    body = squeezed("".join(document["text"] for document in shown[1:-1]))
    assert body == squeezed("".join((*(line.text for line in opening(article)), *shown_lines(article))))
    assert opened.evaluate("reader.errors") == []
    assert opened.complaints == []


@pytest.mark.parametrize("system", ["foliate", "epubjs"])
def test_a_reader_lists_an_issue_by_article_and_section(reader: tuple[Any, str], system: str) -> None:
    opened, base = reader
    result = open_reader(opened, base, system, "issue.epub")
    assert result["toc"] == [
        line for make in ARTICLES for article in [make()] for line in (article.title, *headings(article))
    ]


def test_the_sentence_lit_up_is_the_one_being_heard(reader: tuple[Any, str]) -> None:
    """At ten random places, against the cues of the sound rather than the book's own times."""
    opened, base = reader
    article = everything()
    narration = told(article).narration
    result = open_reader(opened, base, "foliate", f"{article.slug}.epub")
    homes = {cue.utterance_id: section for section in narration.sections for cue in section.cues}
    documents = dict(zip([s.id for s in article.sections], range(1, len(result["sections"])), strict=False))
    inside = [id for id in homes if _document(article, id, documents) is not None]
    for id in random.Random(4).sample(inside, 10):
        opened.evaluate("([index, id]) => reader.play(index, id)", [_document(article, id, documents), id])
        heard = _listen(opened, id)
        cues = {cue.utterance_id: cue for cue in homes[id].cues}
        at = heard["time"] * RATE
        following = [cue.begin for cue in homes[id].cues if cue.begin > cues[id].begin]
        assert cues[id].begin - RATE // 20 <= at < (following or [homes[id].frames])[0] + RATE // 3, id
        assert heard["active"] == [id]
        opened.evaluate("reader.pause()")
    assert opened.evaluate("reader.errors") == []


def _listen(opened: Any, id: str) -> dict[str, Any]:
    """What is lit up soon after the sound began."""
    for _ in range(100):
        heard: dict[str, Any] = opened.evaluate("reader.heard()")
        if heard["playing"] and heard["active"] and heard["lit"].endswith(f"#{id}"):
            return heard
        time.sleep(0.03)
    return heard


def _document(article: Article, id: str, documents: dict[str, int]) -> int | None:
    from publish.epub.book import marks
    from publish.epub.documents import section_names, section_nodes

    assert section_names(article)
    for section in article.sections:
        if any(mark.id == id for mark in marks(section_nodes(section))):
            return documents[section.id]
    return None


def test_playing_on_lights_up_every_sentence_in_turn(reader: tuple[Any, str]) -> None:
    opened, base = reader
    article = arabic()
    open_reader(opened, base, "foliate", f"{article.slug}.epub")
    last = told(article).narration.sections[0]
    opened.evaluate("([index, id]) => reader.play(index, id)", [1, "ap1-s1"])
    cues = [cue.utterance_id for cue in last.cues]
    wanted = cues[cues.index("ap1-s1") :]
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        lit = [address.partition("#")[2] for address in opened.evaluate("reader.lit")]
        if wanted[-1] in lit:
            break
        time.sleep(0.1)
    opened.evaluate("reader.pause()")
    assert list(dict.fromkeys(lit))[: len(wanted)] == wanted


def test_pandoc_reads_back_the_text_of_the_article(tmp_path: Path) -> None:
    needs("pandoc")
    article = everything()
    path = tmp_path / "book.epub"
    path.write_bytes(write_text_edition(book(article)))
    command = ["pandoc", "-f", "epub", "-t", "plain", "--wrap=none", "--columns=10000", str(path)]
    read = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = squeezed(re.sub(r"\^?\[(\d+)\]\^?|[_*]{1,2}", r"\1", read))
    at = words.index(squeezed("Published 21 March 2023"))
    # pandoc sets notes at the end and a table's caption under it.
    moved = {"A gauge is a pole with marks.", "Algae colour them.", "Tides of 21 March"}
    assert all(squeezed(line) in words for line in moved)
    for line in shown_lines(article, notes=False):
        if not (set(line) & set("²₂|<>↩=") or line.isdigit() or line in moved):
            at = words.index(squeezed(line), at)


def test_mupdf_draws_every_page_and_finds_the_text(tmp_path: Path) -> None:
    needs("mutool")
    article = everything()
    path = tmp_path / "book.epub"
    path.write_bytes(write_text_edition(book(article)))
    command = ["mutool", "draw", "-q", "-F", "txt", "-o", "-", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    words = squeezed(done.stdout)
    assert "error" not in done.stderr.casefold()
    for heading in [article.title, *headings(article)]:
        assert squeezed(heading) in words, heading


def test_mupdf_keeps_pictures_within_the_page(tmp_path: Path) -> None:
    from PIL import Image

    needs("mutool")
    path = tmp_path / "book.epub"
    path.write_bytes(write_text_edition(book(everything())))
    command = ["mutool", "draw", "-q", "-W", "300", "-H", "500", "-S", "12", "-o", f"{tmp_path}/p%02d.png"]
    subprocess.run([*command, str(path)], capture_output=True, check=True)
    pages = sorted(tmp_path.glob("*.png"))
    assert len(pages) > 5
    for drawn in pages:
        with Image.open(drawn) as image:
            margin = image.convert("L").crop((image.width - 8, 0, image.width, image.height))
            assert margin.getextrema() == (255, 255), drawn.name


LARGE = "html { font-size: 250% !important }"
SPLIT = """() => {
  const { doc } = document.querySelector('foliate-view').renderer.getContents()[0]
  const words = []
  for (const heading of doc.querySelectorAll('h1, h2, h3')) {
    const walker = doc.createTreeWalker(heading, NodeFilter.SHOW_TEXT)
    while (walker.nextNode())
      for (const { 0: word, index } of walker.currentNode.data.matchAll(/[\\p{L}’']+/gu)) {
        const range = doc.createRange()
        range.setStart(walker.currentNode, index)
        range.setEnd(walker.currentNode, index + word.length)
        if (range.getClientRects().length > 1) words.push(word)
      }
  }
  return words
}"""
CUT = """() => {
  const { doc } = document.querySelector('foliate-view').renderer.getContents()[0]
  return [...doc.querySelectorAll('td, th, caption')]
    .filter(e => e.scrollWidth > 320 || e.getBoundingClientRect().width > 320).map(e => e.textContent)
}"""


def test_large_type_on_a_phone_keeps_titles_words_and_tables_whole(reader: tuple[Any, str]) -> None:
    """250 % at 360 pixels: the title on the page of its publisher, no word cut in two, no column cut off."""
    opened, base = reader
    before = opened.viewport_size
    opened.set_viewport_size({"width": 360, "height": 640})
    try:
        result = open_reader(opened, base, "foliate", "text.epub", LARGE)
        opened.evaluate(
            "() => document.querySelector('foliate-view').renderer.setAttribute('flow', 'paginated')"
        )
        for index in range(1, len(result["sections"])):
            opened.evaluate("i => document.querySelector('foliate-view').renderer.goTo({ index: i })", index)
            opened.wait_for_timeout(300)
            assert opened.evaluate(SPLIT) == []
            assert opened.evaluate(CUT) == []
            if index == 1:
                column = "document.querySelector('foliate-view').renderer.getContents()[0].doc"
                left = f"{column}.querySelector('h1').getClientRects()[0].left"
                assert opened.evaluate(f"() => {left}") < 320
    finally:
        opened.set_viewport_size(before)
