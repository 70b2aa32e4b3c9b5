"""`make bench`: speed, memory and start-up, each beside the yardstick it is held to, as one table.

Every figure is the median of five runs of the real program in processes of
their own. `--quick` makes one run of each and leaves out the longest, `--keep`
puts the table into benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import articles

HERE = Path(__file__).parent
PUBLISH = [str(Path(sys.executable).with_name("publish"))]
RUNS = 5
README = HERE / "README.md"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a figure, what it is held to, and whether it keeps to it."""

    name: str
    figure: str
    bound: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder to measure in, and how often."""

    folder: Path
    runs: int

    def median(self, once: Callable[[], float]) -> float:
        return statistics.median(once() for _ in range(self.runs))

    def build(self, name: str, *arguments: str, cold: bool = True) -> float:
        """Seconds of one build of an article from process start to end; cold with an empty store."""
        output, store = self.folder / f"{name}-output", self.folder / f"{name}-store"
        if cold:
            shutil.rmtree(output, ignore_errors=True)
            shutil.rmtree(store, ignore_errors=True)
        command = [*PUBLISH, "build", str(self.folder / f"{name}.html"), "-o", str(output), "-q", *arguments]
        return timed(command, PUBLISH_STORE=str(store))

    def yardstick(self, name: str) -> float:
        """Seconds that the voice and the encoder alone take for the same sentences."""
        script = subprocess.run(
            [*PUBLISH, "script", str(self.folder / f"{name}.html"), "--json"], capture_output=True, check=True
        )
        command = [sys.executable, str(HERE / "yardstick.py")]
        told = subprocess.run(command, input=script.stdout, capture_output=True, check=True)
        table = json.loads(told.stdout)
        return float(table["speak"] + table["encode"])

    def peak(self, name: str, *arguments: str) -> float:
        """Megabytes at the highest moment of a cold build, all its processes together."""
        output, store = self.folder / f"{name}-peak", self.folder / f"{name}-peak-store"
        command = [*PUBLISH, "build", str(self.folder / f"{name}.html"), "-o", str(output), "-q", *arguments]
        going = subprocess.Popen(
            command, env={**os.environ, "PUBLISH_STORE": str(store)}, stderr=subprocess.DEVNULL
        )
        highest = 0.0
        while going.poll() is None:
            highest = max(highest, resident(going.pid))
            time.sleep(0.05)
        shutil.rmtree(output, ignore_errors=True)
        shutil.rmtree(store, ignore_errors=True)
        if going.returncode:
            raise SystemExit(f"{' '.join(command)} failed")
        return highest


def processor() -> float:
    """Seconds of processor that the commands run so far have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(command: list[str], **environment: str) -> float:
    """Seconds that a command takes, from start to end."""
    began = time.perf_counter()
    told = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    took = time.perf_counter() - began
    if told.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {told.stderr}")
    return took


def resident(pid: int) -> float:
    """Megabytes of a process and those under it, shared pages counted in proportion (PSS)."""
    return sum(_proportional(each) for each in _family(pid)) / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                yield from _family(int(child))
        except OSError:
            continue


def _proportional(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0


# --- what is measured --------------------------------------------------------


def speed(bench: Bench, long: bool) -> Iterator[Row]:
    """Cold builds against the yardstick, and builds that have little or nothing to do."""
    y = bench.median(lambda: bench.yardstick("short"))
    before = processor()
    cold = bench.median(lambda: bench.build("short"))
    busy = (processor() - before) / bench.runs
    bound = 0.75 * y + 1
    yield Row("Y: voice and encoder alone, 1,000 words", f"{y:.2f} s", "", True)
    yield Row(
        "cold build, everything, 1,000 words", f"{cold:.2f} s", f"0.75 Y + 1 s = {bound:.2f} s", cold <= bound
    )
    yield Row("its work on all cores", f"{busy:.2f} s", f"2 cores: {busy / 2:.2f} s at best", True)
    same = bench.median(lambda: bench.build("short", cold=False))
    yield Row("build with nothing changed", f"{same:.2f} s", "0.5 s", same <= 0.5)
    changed = bench.median(lambda: _one_sentence(bench))
    least = max(1.0, cold / 10)
    yield Row("build with one sentence changed", f"{changed:.2f} s", f"{least:.2f} s", changed <= least)
    if long:
        tenfold = bench.median(lambda: bench.build("long"))
        bound = 10.5 * cold
        yield Row(
            "cold build, 10,000 words", f"{tenfold:.1f} s", f"10.5 times = {bound:.1f} s", tenfold <= bound
        )


_edits = iter(range(1, 1_000_000))


def _one_sentence(bench: Bench) -> float:
    path = bench.folder / "short.html"
    path.write_text(
        re.sub(
            r"(edition \d+, )?until the river",
            f"edition {next(_edits)}, until the river",
            path.read_text(),
            count=1,
        )
    )
    return bench.build("short", cold=False)


def start(bench: Bench) -> Iterator[Row]:
    """How long until the program answers."""
    told = bench.median(lambda: timed([*PUBLISH, "--help"]))
    bare = bench.median(lambda: timed([sys.executable, "-c", "pass"]))
    yield Row("publish --help", f"{told:.3f} s", f"0.15 s (Python alone {bare:.3f} s)", told <= 0.15)


def books(bench: Bench) -> Iterator[Row]:
    """The text edition alone beside pandoc."""
    if not shutil.which("pandoc"):
        return
    page, book = str(bench.folder / "short.html"), str(bench.folder / "pandoc.epub")
    other = bench.median(lambda: timed(["pandoc", page, "-o", book, "--toc", "-s"]))
    ours = bench.median(lambda: bench.build("short", "--only", "epub"))
    yield Row("--only epub, cold", f"{ours:.2f} s", f"pandoc {other:.2f} s", ours <= other)


def memory(bench: Bench, long: bool) -> Iterator[Row]:
    """Peaks of all processes together, and how they grow with length."""
    voice = bench.peak("word")
    short = bench.peak("long")
    yield Row("peak, one sentence (voice loaded)", f"{voice:.0f} MB", "", True)
    yield Row(
        "peak, 10,000 words", f"{short:.0f} MB", f"that + 400 MB = {voice + 400:.0f} MB", short <= voice + 400
    )
    if long:
        huge = bench.peak("huge")
        yield Row(
            "peak, 100,000 words", f"{huge:.0f} MB", f"1.2 times = {1.2 * short:.0f} MB", huge <= 1.2 * short
        )


# --- the table ---------------------------------------------------------------


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | measured | held to | kept |", "|---|---:|---:|---|"]
    lines += [f"| {row.name} | {row.figure} | {row.bound} | {'yes' if row.kept else 'no'} |" for row in rows]
    return "\n".join(lines)


def machine() -> str:
    """The kind of machine, without its name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = platform.python_version()
    return f"{platform.system()}, {platform.machine()}, {cores} cores, Python {python}"


def keep(text: str) -> None:
    """Put a table between the marks in the README."""
    old = README.read_text("utf-8")
    new = re.sub(
        r"(<!-- table -->\n).*(<!-- end -->)", lambda m: f"{m[1]}{text}\n{m[2]}", old, flags=re.DOTALL
    )
    README.write_text(new, "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="one run of each, without the longest")
    options.add_argument("--keep", action="store_true", help="put the table into the README")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), 1 if chosen.quick else RUNS)
        for name, words in (("word", 12), ("short", 1_000), ("long", 10_000), ("huge", 100_000)):
            articles.write(bench.folder, words, name)
        rows: list[Row] = []
        for measured in (
            start(bench),
            books(bench),
            speed(bench, not chosen.quick),
            memory(bench, not chosen.quick),
        ):
            for row in measured:
                print(f"{row.name}: {row.figure}", file=sys.stderr, flush=True)
                rows.append(row)
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    load = f"load {os.getloadavg()[0]:.1f} at the end"
    text = f"{day}; {machine()}; median of {bench.runs}; {load}\n\n{table(rows)}"
    print(text)
    if chosen.keep:
        keep(text)


if __name__ == "__main__":
    main()
