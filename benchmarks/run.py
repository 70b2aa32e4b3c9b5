"""`make bench`: speed, memory and start-up, each beside the yardstick it is held to, as one table.

Every figure is the median of five runs of the real program in processes of
their own; of those that are compared, one run of each is made in turn.
Beside each time stands the processor time, of all its processes together.
`--only` measures some groups, `--runs` says how often, `--keep` puts figures
and table into this folder, where those of other groups stay, and `--add` adds
to the runs that are there. So the whole can be measured in pieces. `--shared` is
for a machine that others use: three runs of the short groups, none made again,
and what is held to a time is held to processor time.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from measure import PUBLISH, Bench, begin, others, processor, timed
from table import Samples, processor_of, table

HERE = Path(__file__).parent
README, FIGURES = HERE / "README.md", HERE / "figures.json"
RUNS = 5
PARSERS = "import bs4, lxml.html, ebooklib.epub"
"""What the three libraries that read a page and write a book take to be loaded."""

Measured = Iterator[tuple[str, float]]
_editions = count(1)


def start(bench: Bench) -> Measured:
    """How long until the program answers."""
    yield "python", timed([sys.executable, "-c", "pass"])
    yield "help", timed([PUBLISH, "--help"])


def books(bench: Bench) -> Measured:
    """The text edition alone beside pandoc, and what loading the libraries takes."""
    yield "parsers", timed([sys.executable, "-c", PARSERS])
    for name in ("short", "pictured"):
        page, book = bench.page(name), bench.folder / "pandoc.epub"
        pandoc = ["pandoc", str(page), "-o", str(book), "--toc", "-s", f"--resource-path={page.parent}"]
        yield f"pandoc {name}", timed(pandoc)
        yield f"epub {name}", bench.build(name, "--only", "epub")
        yield f"read {name}", timed([PUBLISH, "read", str(page)])


def speed(bench: Bench) -> Measured:
    """A cold build beside the yardstick, then builds that have little or nothing to do."""
    alone = bench.yardstick("short")
    yield "voice and encoder", alone.seconds
    yield processor_of("voice and encoder"), alone.processor
    yield "cold", bench.build("short")
    yield "same", bench.build("short", cold=False)
    bench.mend("short", next(_editions))
    yield "mended", bench.build("short", cold=False)


def tenfold(bench: Bench) -> Measured:
    """Ten times as long an article beside the short one."""
    yield "cold once", bench.build("short")
    yield "cold tenfold", bench.build("long")


def memory(bench: Bench) -> Measured:
    """Peaks of all processes together beside that of the voice alone."""
    yield "peak voice", bench.yardstick("sentence").peak
    yield "peak sentence", bench.peak("sentence")
    yield "peak long", bench.peak("long")


def huge(bench: Bench) -> Measured:
    """The peak of a book."""
    yield "peak huge", bench.peak("huge")


GROUPS: dict[str, Callable[[Bench], Measured]] = {
    group.__name__: group for group in (start, books, speed, tenfold, memory, huge)
}

SHORT = ["start", "books", "speed"]
"""The groups that `--shared` measures."""
SHARE = {group: f"others in {group}" for group in GROUPS}
DISTURBED = 15
"""Percent of all cores: a run in which other programs took more is no measurement."""


def measured(groups: list[str], runs: int, tries: int) -> Samples:
    """The samples of each figure of the groups; a run that other programs disturbed is made again."""
    samples: Samples = {}
    for group in groups:
        with tempfile.TemporaryDirectory() as folder:
            bench, left = Bench(Path(folder)), tries
            while runs > len(samples.get(SHARE[group], ())):
                found, share = _run(group, bench)
                told = f"other programs took {share:.0f}% of the machine"
                left -= 1
                if share > DISTURBED and left >= runs - len(samples.get(SHARE[group], ())):
                    print(f"{group}: {told}; once more", file=sys.stderr, flush=True)
                    continue
                for name, value in [*found, (SHARE[group], share)]:
                    samples.setdefault(name, []).append(round(value, 4))
                    print(f"{name}: {value:.3f}", file=sys.stderr, flush=True)
    return samples


def _run(group: str, bench: Bench) -> tuple[list[tuple[str, float]], float]:
    """The figures of one run, and the percentage of all cores that other programs took meanwhile."""
    began, busy, before = time.perf_counter(), others(), processor()
    found: dict[str, float] = {}
    for name, value in GROUPS[group](bench):
        now = processor()
        if name not in found and not name.startswith("peak"):
            found[processor_of(name)] = now - before
        found[name], before = value, now
    took = (time.perf_counter() - began) * (os.cpu_count() or 1)
    return list(found.items()), 100 * max(0.0, others() - busy) / took


def often(samples: Samples) -> str:
    """How many runs each figure has: what most have at least, and those that have fewer."""
    usual = statistics.mode(map(len, samples.values()))
    fewer = ", ".join(f"{name}: {len(values)}" for name, values in samples.items() if len(values) < usual)
    return f"{usual} or more runs ({fewer})" if fewer else f"{usual} or more runs"


def machine() -> str:
    """The day and the kind of machine, without its name."""
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{day}; {platform.system()}, {platform.machine()}, {cores} cores, Python {platform.python_version()}"
    )


def write(text: str) -> None:
    """Put a table between the marks in the README."""
    old = README.read_text("utf-8")
    new = re.sub(
        r"(<!-- table -->\n).*(<!-- end -->)", lambda m: f"{m[1]}{text}\n{m[2]}", old, flags=re.DOTALL
    )
    README.write_text(new, "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", nargs="+", choices=GROUPS, help="these groups")
    options.add_argument("--runs", type=int, help="how often each is measured")
    options.add_argument("--tries", type=int, default=0, help="runs at most, disturbed ones among them")
    options.add_argument("--shared", action="store_true", help="for a machine that others use")
    options.add_argument("--keep", action="store_true", help="keep figures and table in this folder")
    options.add_argument("--add", action="store_true", help="add to the figures that were kept")
    chosen = options.parse_args()
    begin()
    groups = chosen.only or (SHORT if chosen.shared else list(GROUPS))
    runs = chosen.runs or (3 if chosen.shared else RUNS)
    samples = measured(groups, runs, runs if chosen.shared else chosen.tries or 3 * runs)
    kept: Samples = json.loads(FIGURES.read_text("utf-8"))["samples"] if FIGURES.exists() else {}
    if chosen.add:
        samples = {name: [*kept.get(name, ()), *values] for name, values in samples.items()}
    if chosen.keep:
        samples = {**kept, **samples}
    medians = {name: statistics.median(values) for name, values in samples.items()}
    busy = max(value for name, value in medians.items() if name in SHARE.values())
    meanwhile = f"other programs took {busy:.0f}% of the cores at most"
    text = f"{machine()}; medians of {often(samples)}; {meanwhile}\n\n{table(medians, chosen.shared)}"
    print(text)
    if chosen.keep:
        figures = {"machine": machine(), "samples": samples}
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
        write(text)


if __name__ == "__main__":
    main()
