"""Throws mutated pages at the whole way from bytes to a book's pages and to a script.

``python -m tests.safety.fuzz --pages 20000`` takes its seeds from the corpus when
it is there, else from the project's own articles and cases. Every page must end
in an article whose sections are well-formed XHTML with each id once, or in one
clear error. A page that does not is written to `--keep`, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from lxml import etree

from publish.check import check
from publish.config import Config
from publish.covers.draw import portrait
from publish.epub import Book, write_text_edition
from publish.errors import PublishError
from publish.images import resolve
from publish.model.article import Article, Section
from publish.render import Setting, section_body
from publish.script import write_script
from publish.sources.load import load, read_any
from publish.sources.locate import locate
from publish.speech.lexicon import Lexicon

from .mutate import dressed, mutated

ROOT = Path(__file__).resolve().parents[2]
SECONDS_A_PAGE = 20  # of this process, so that a busy machine changes nothing; --seconds takes another
_SUFFIXES = {3: ".xhtml", 7: ".txt", 11: ".md", 15: ".mhtml"}  # one in twenty pages is of each of these kinds
_SQUARE = (ROOT / "tests" / "check" / "cases" / "map.png").read_bytes()
_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>{}</body></html>'
_PARSER = etree.XMLParser(huge_tree=True)


class HangError(Exception):
    """A page took too long."""


def seeds(limit_bytes: int = 250_000) -> tuple[bytes, ...]:
    """Pages to begin with, in a fixed order."""
    shared = Path(os.environ.get("PUBLISH_SHARED") or ROOT.parent / "shared")
    matches = [
        *sorted((shared / "corpus" / "reading").glob("*/*/source.html")),
        *sorted((ROOT / "tests").glob("**/cases/**/*.html")),
        *sorted((ROOT / "source").glob("**/*.html")),
    ]
    return tuple(path.read_bytes() for path in matches if path.stat().st_size <= limit_bytes)


def pages(count: int, seed: int, begin: Sequence[bytes]) -> Iterator[tuple[int, str, bytes]]:
    """Numbered mutated pages, each with its suffix; the same for the same seed and seeds."""
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        suffix = _SUFFIXES.get(number % 20, ".html")
        page = dressed(chance.choice(begin), suffix)
        yield number, suffix, mutated(page, chance.choice(begin), chance)


def through(path: Path, config: Config) -> Article:
    """The article of a page, after every promise about it was checked. Raises PublishError for none."""
    (origin,) = locate([str(path)])
    loaded = load(origin, config)
    reading = read_any(loaded, config.alt)
    article = reading.article
    check(article, origin.where, loaded.page.text)
    sound(article)
    return article


def sound(article: Article) -> None:
    """Raises AssertionError when an article could not become a book."""
    ids: Counter[str] = Counter()
    for section in article.sections:
        etree.fromstring(
            _XHTML.format(section_body(article, section, Setting(article.lang))).encode(), _PARSER
        )
        fragment = section_body(article, section, Setting(article.lang, epub=True))
        root = etree.fromstring(_XHTML.format(fragment).encode(), _PARSER)
        ids.update(str(element.get("id")) for element in root.iter("*") if element.get("id"))
        for element in root.iter("*"):
            _harmless(element)
    twice = [id for id, times in ids.items() if times > 1]
    assert not twice, f"ids come twice: {twice[:5]}"
    assert all(id and not id[0].isdigit() and not any(c.isspace() for c in id) for id in ids), (
        "an id is no name"
    )
    assert article.title.strip(), "no title"
    assert article.sections, "no section"
    assert _headed(article.sections), "no heading"


def _headed(sections: Sequence[Section]) -> bool:
    """Whether only a first section, and one that goes on after a box, lack a heading."""
    return all(after.heading or before.heading for before, after in itertools.pairwise(sections)) and all(
        (inner.heading or place) and _headed(inner.sections)
        for section in sections
        for place, inner in enumerate(section.sections)
    )


_UNSAFE = frozenset(
    "script style iframe object embed form input button link meta base template frame".split()
)


def _harmless(element: etree._Element) -> None:
    name = etree.QName(element).localname
    assert name not in _UNSAFE, f"{name} stands in the book"
    for attribute, value in element.attrib.items():
        assert not str(attribute).lower().startswith("on"), f"{attribute} stands in the book"
        if str(attribute) in ("href", "src"):
            scheme = str(value).partition(":")[0].strip().lower() if ":" in str(value) else ""
            assert scheme in ("", "http", "https", "mailto", "tel"), (
                f"{value!r:.80} is an address in the book"
            )


def _as_book(article: Article, config: Config) -> None:
    """Raises AssertionError when EPUBCheck has an error or warning about the article as a book."""
    from tests.epub.books import epubcheck

    shown = resolve(article, lambda src: _SQUARE)
    pictures = {picture.name: picture for picture in shown.pictures}
    write_script(shown.article, config, Lexicon(()))
    messages = epubcheck(write_text_edition(Book(shown.article, portrait(shown.article), pictures)))
    bad = [message for message in messages if not message.startswith(("usage", "info"))]
    assert not bad, bad[:3]


def run(
    count: int,
    seed: int,
    keep: Path,
    begin: Sequence[bytes],
    quiet: bool = False,
    books: int = 0,
    seconds: float = SECONDS_A_PAGE,
) -> Counter[str]:
    """Runs the pages; returns how many ended in what. Failures are written to `keep`.

    Each `books`th article is also made into a book for EPUBCheck, and into a script.
    A page may take `seconds` of processor time, five times as many when it becomes a book.
    """
    ended: Counter[str] = Counter()
    config = Config()
    signal.signal(signal.SIGVTALRM, _hang)
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        for number, suffix, data in pages(count, seed, begin):
            path = Path(folder) / f"page{suffix}"
            path.write_bytes(data)
            book = bool(books) and number % books == 0
            ended[_end(path, config, keep / f"{seed}-{number}", book, seconds)] += 1
            if not quiet and (number + 1) % 50 == 0:
                spent_ms = (time.monotonic() - started) / (number + 1) * 1000
                _tell(f"{number + 1} {dict(ended)} {spent_ms:.0f} ms a page")
    return ended


def _end(path: Path, config: Config, keep: Path, book: bool, seconds: float) -> str:
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds * (5 if book else 1))
    try:
        article = through(path, config)
        if book:
            _as_book(article, config)
    except PublishError as error:
        return "no article" if error.message and "\n" not in str(error) else "unclear error"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        keep.parent.mkdir(parents=True, exist_ok=True)
        keep.with_suffix(path.suffix).write_bytes(path.read_bytes())
        keep.with_suffix(".trace").write_text(traceback.format_exc()[-6000:], "utf-8")
        return f"FAILED {type(error).__name__}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return "article"


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _hang(number: int, frame: FrameType | None) -> None:
    raise HangError("more work than a page may take")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--books", type=int, default=0, help="make a book of each N-th article, for EPUBCheck"
    )
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "publish-fuzz")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS_A_PAGE, help="processor time that a page may take"
    )
    chosen = parser.parse_args()
    ended = run(chosen.pages, chosen.seed, chosen.keep, seeds(), books=chosen.books, seconds=chosen.seconds)
    _tell(str(dict(ended)))
    return 1 if any(name.startswith(("FAILED", "unclear")) for name in ended) else 0


if __name__ == "__main__":
    sys.exit(main())
