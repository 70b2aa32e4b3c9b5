"""Cost at scale, measured here and extrapolated: `python benchmarks/scale/run.py [--articles N]`.

Measures what the options name, keeps the figures in `figures.json`, and prints
the tables; `--recompute` prints them again from the figures that were kept.
README.md says how to read them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FIGURES = HERE / "figures.json"
WORDS = "tide harbour lamp storm wall boat net swell coast pier rope mast crew dawn dusk gull".split()
PARTS = ("runners", "driver", "giant", "voices", "shelf", "long")
LONG_SENTENCES = 100
"""Of eight words: an article of the length that the extrapolation takes."""
GIANT_SECTIONS = 24
SHELF = 10_000
"""Articles of the show whose own pages are measured."""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Tide {number}</title></head><body><article>
<h1>Report number {number} from the harbour</h1>
<p>{first}</p><h2>What was seen</h2><p>{second}</p></article></body></html>
"""


def main() -> None:
    """Measure, or take the kept figures, and print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=1_000, help="small ones for both runners (1000)")
    arguments.add_argument("--slice", type=int, default=500, help="articles in one measurement (500)")
    arguments.add_argument("--queue", type=int, nargs="*", default=(1_000, 20_000))
    arguments.add_argument("--voice", default="tone", help="the voice that the runners are compared with")
    arguments.add_argument("--long", type=int, default=4, help="articles of full length, default voice (4)")
    arguments.add_argument("--only", nargs="*", choices=PARTS, default=PARTS, help="keep the other figures")
    arguments.add_argument("--under", default="", help="a command that each measurement runs under")
    arguments.add_argument("--recompute", action="store_true")
    options = arguments.parse_args()
    if not options.recompute:
        figures = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
        with tempfile.TemporaryDirectory() as folder:
            _Bench(Path(folder), options, figures).run()
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    sys.path.insert(0, str(HERE))
    from cost import table  # type: ignore[import-not-found]

    print(table(json.loads(FIGURES.read_text("utf-8"))))


class _Bench:
    """Measures into `figures`, each figure in a process of its own."""

    def __init__(self, root: Path, options: argparse.Namespace, figures: dict[str, Any]) -> None:
        self.root, self.options, self.figures = root, options, figures

    def run(self) -> None:
        self.figures |= {"cores": os.cpu_count(), "machine": platform.machine()}
        for part in PARTS:
            if part in self.options.only:
                getattr(self, f"_{part}")()

    def _runners(self) -> None:
        """Slice by slice on both runners in turn, so that what else the machine does falls on both."""
        count, size = self.options.articles, self.options.slice
        found: dict[str, Any] = {"local": [], "ray": []}
        words = write(self.root / "source", count)
        for first in range(0, count, size):
            for runner, slices in found.items():
                last = str(min(first + size, count))
                slices.append(self._alone("built", self.root, runner, self.options.voice, str(first), last))
        if len({one.pop("code") for slices in found.values() for one in slices}) > 1:
            sys.exit("the program was changed while it was measured; measure again")
        digests = {self._alone("digest", self.root, runner)["digest"] for runner in found}
        self.figures |= {"articles": count, "words": words, "slice": size, "voice": self.options.voice}
        self.figures |= {"runners": found, "same": len(digests) == 1}

    def _driver(self) -> None:
        peaks = {str(count): self._alone("queued", self.root, str(count)) for count in self.options.queue}
        self.figures["driver"] = {count: peak["peak_mb"] for count, peak in peaks.items()}

    def _giant(self) -> None:
        words = write_giant(self.root / "giant")
        found = {way: self._alone("giant", self.root, "auto", way) for way in ("whole", "divided")}
        self.figures["giant"] = {"words": words, **found}

    def _voices(self) -> None:
        root, count = self.root / "voices", 24
        write(root / "source", count)
        found = {way: self._alone("voices", root, way, "auto", str(count)) for way in ("tasks", "actors")}
        self.figures["voices"] = {"articles": count, **found}

    def _shelf(self) -> None:
        self.figures["shelf"] = {"articles": SHELF, **self._alone("shelf", self.root, str(SHELF))}

    def _long(self) -> None:
        root, count = self.root / "long", self.options.long
        words = write(root / "source", count, LONG_SENTENCES // 2)
        found = self._alone("built", root, "local", "auto", "0", str(count))
        found.pop("code")
        found |= self._alone("digest", root, "local") | {"words": words, "articles": count}
        self.figures["long"] = found

    def _alone(self, what: str, root: Path, *arguments: str) -> dict[str, Any]:
        under, program = shlex.split(self.options.under), str(HERE / "measure.py")
        command = [*under, sys.executable, program, what, str(root), *arguments]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
        print(what, *arguments, found, file=sys.stderr)
        return found


def write(folder: Path, count: int, length: int = 6) -> int:
    """Small articles that all differ, and how many words they have together."""
    folder.mkdir(parents=True)
    words = 0
    for number in range(count):
        first, second = (sentences(f"{number} {part}", length) for part in ("first", "second"))
        words += len(first.split()) + len(second.split()) + 9
        page = PAGE.format(number=number, first=first, second=second)
        (folder / f"tide-{number:06}.html").write_text(page, "utf-8")
    return words


def write_giant(folder: Path) -> int:
    """One article of many sections, and how many words it has."""
    folder.mkdir(parents=True)
    parts = [
        f"<h2>Part {number}</h2><p>{sentences(f'giant {number}', LONG_SENTENCES // 2)}</p>"
        for number in range(GIANT_SECTIONS)
    ]
    page = PAGE.format(number="giant", first=sentences("giant", 6), second="".join(parts))
    (folder / "giant.html").write_text(page, "utf-8")
    return len(page.split())


def sentences(seed: str, length: int) -> str:
    """So many sentences of eight words."""
    digest = hashlib.shake_256(seed.encode()).digest(8 * length)
    chosen = [WORDS[byte % len(WORDS)] for byte in digest]
    return " ".join(" ".join(chosen[n : n + 8]).capitalize() + "." for n in range(0, len(chosen), 8))


if __name__ == "__main__":
    main()
