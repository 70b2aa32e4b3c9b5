"""`python -m benchmarks.books PAGE.html ... [--keep]`: pages as books by several tools, judged alike.

Each tool gets the address of the saved page and its own format for EPUB 3, nothing else. A tool that is
not on this machine is left out of the table. EPUBCheck and Ace judge every book; the last columns are
counted in the book itself.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.epub.check.epubcheck_ace import Judgement, ace, epubcheck
from publish.epub.check.evidence import informative_images, words
from publish.epub.check.inspect import inspect, opened
from publish.epub.check.opened import Opened

HERE = Path(__file__).resolve().parent
PUBLISH = str(Path(sys.executable).with_name("publish"))
Command = Callable[[Path, Path], list[str]]


@dataclass(frozen=True, slots=True)
class Tool:
    """A program and how it makes a book of a page: (page, book) -> command."""

    name: str
    program: str
    command: Command


def _percollate() -> str:
    return str(HERE / "node_modules" / ".bin" / "percollate")


TOOLS = (
    Tool(
        "pandoc", "pandoc", lambda page, book: ["pandoc", str(page), "-t", "epub3", "--toc", "-o", str(book)]
    ),
    Tool(
        "Calibre",
        "ebook-convert",
        lambda page, book: ["ebook-convert", str(page), str(book), "--epub-version=3"],
    ),
    Tool("percollate", _percollate(), lambda page, book: [_percollate(), "epub", "-o", str(book), str(page)]),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One book: the page and the tool it comes from, how much work it took, and where it lies."""

    page: str
    name: str
    seconds: float
    book: Path


def called(page: Path) -> str:
    """A page's name: that of its folder where it is the folder's index."""
    return page.parent.name if page.stem == "index" else page.stem


def ours(page: Path, folder: Path) -> Iterator[Row]:
    """The text edition alone, then both with the narration."""
    for name, only, ending in (
        ("publish, text", "epub", ""),
        ("publish, read-aloud", "epub,audio", "-read-aloud"),
    ):
        place = folder / only.replace(",", "-")
        begun = _processor_seconds()
        command = [PUBLISH, "build", str(page), "--only", only, "-o", str(place), "-q"]
        subprocess.run(command, check=True, cwd=folder, env=_elsewhere(folder))
        seconds = _processor_seconds() - begun
        for book in sorted(place.glob(f"*/*{ending}.epub")):
            if book.stem.endswith("-read-aloud") == bool(ending):
                yield Row(called(page), name, seconds, book)


def _elsewhere(folder: Path) -> dict[str, str]:
    """An environment whose caches are empty, so that nothing was built before."""
    import os

    return {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "PUBLISH_STORE": str(folder / "store")}


def _processor_seconds() -> float:
    """Processor time of all programs run so far: it does not depend on what else the machine does."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def others(page: Path, folder: Path) -> Iterator[Row]:
    for tool in TOOLS:
        if shutil.which(tool.program) is None:
            print(f"{tool.name} is not on this machine", file=sys.stderr)
            continue
        book = folder / f"{tool.name}.epub"
        begun = _processor_seconds()
        done = subprocess.run(
            tool.command(page, book), capture_output=True, text=True, check=False, cwd=page.parent
        )
        if book.is_file():
            name = f"{tool.name} {_version(tool.program)}".strip()
            yield Row(called(page), name, _processor_seconds() - begun, book)
        else:
            print(f"{tool.name} made no book: {done.stderr.strip()[-200:]}", file=sys.stderr)


def _version(program: str) -> str:
    """The version that a program says it has; "" when it says none."""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+(?:\.\d+)+", done.stdout)
    return found[0] if found else ""


HEADS = (
    "page", "book", "EPUBCheck errors", "warnings", "Ace", "own errors", "own warnings",
    "alt texts", "overlays", "a11y features claimed", "size kB", "processor seconds",
)  # fmt: skip


def line(row: Row) -> tuple[str, ...]:
    """A row of the table."""
    book = opened(row.book)
    problems = inspect(row.book)
    checked, acted = epubcheck(row.book), ace(row.book)
    images = list(informative_images(book))
    described = sum(bool(words(image)) for _, image in images)
    return (
        row.page,
        row.name,
        _count(checked, "fatal", "error"),
        _count(checked, "warning"),
        _count(acted, "error", "warning"),
        str(sum(p.severity == "error" for p in problems)),
        str(sum(p.severity == "warning" for p in problems)),
        f"{described} of {len(images)}",
        str(sum(1 for _ in book.overlays())),
        str(_claimed(book)),
        str(row.book.stat().st_size // 1000),
        f"{row.seconds:.1f}",
    )


def _count(judged: Judgement, *levels: str) -> str:
    if not judged.ran:
        return "–"
    return str(sum(finding.level in levels for finding in judged.findings))


def _claimed(book: Opened) -> int:
    return len(book.values("schema:accessibilityFeature"))


def judged(page: Path) -> list[tuple[str, ...]]:
    """The rows of one page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [line(row) for row in (*ours(page, folder), *others(page, folder))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--keep", action="store_true", help="put the table into the README beside this")
    chosen = parser.parse_args()
    rows = [cells for page in chosen.pages for cells in judged(page.resolve())]
    lines = (HEADS, ("---",) * len(HEADS), *rows)
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    print(table)
    if chosen.keep:
        keep(table)


def keep(table: str) -> None:
    """Put a table between the marks in the README; `tools/write_reference.py` takes it from there."""
    readme = HERE / "README.md"
    told = re.sub(
        r"(<!-- table -->\n).*(<!-- end -->)",
        lambda m: f"{m[1]}{table}\n{m[2]}",
        readme.read_text("utf-8"),
        flags=re.DOTALL,
    )
    readme.write_text(told, "utf-8")


if __name__ == "__main__":
    main()
