"""Cost at scale, measured here and extrapolated: `python benchmarks/scale/run.py [--articles N] [--queue N]`.

Builds the same small articles on `local` and on `ray` with the tone voice and
compares them, follows the driver's memory with more and more queued jobs, and
tells what a million and ten million articles would take of machines and disks.
`--recompute` prints the tables again from the figures that were kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).parent / "figures.json"
WORDS = "tide harbour lamp storm wall boat net swell coast pier rope mast crew dawn dusk gull".split()
WORDS_AN_ARTICLE = 800
ROUNDS = 3
"""Both runners in turn, so often, so that what else the machine does falls on both; medians are told."""
LONG_SENTENCES = 100
"""Of eight words: an article of the length that the extrapolation takes."""
CORES_A_MACHINE = 16
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Tide {number}</title></head><body><article>
<h1>Report number {number} from the harbour</h1>
<p>{first}</p><h2>What was seen</h2><p>{second}</p></article></body></html>
"""


def main() -> None:
    """Measure, or take the kept figures, and print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=1_000)
    arguments.add_argument("--queue", type=int, nargs=2, default=(1_000, 20_000))
    arguments.add_argument("--voice", default="tone", help="the voice that the runners are compared with")
    arguments.add_argument(
        "--long", type=int, default=4, help="articles of full length, with the default voice"
    )
    arguments.add_argument("--recompute", action="store_true")
    arguments.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.one:
        print(json.dumps(one(*options.one)))
        return
    if not options.recompute:
        figures = measured(options.articles, tuple(options.queue), options.voice, options.long)
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(table(json.loads(FIGURES.read_text("utf-8"))))


# --- measuring ------------------------------------------------------------------


def measured(articles: int, queue: tuple[int, ...], voice: str, long: int) -> dict[str, Any]:
    """Every figure, each taken in a process of its own."""
    found: dict[str, Any] = {"cores": os.cpu_count(), "machine": platform.machine(), "voice": voice}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        found["words"] = write(root / "source", articles)
        found["articles"] = articles
        rounds = [
            {runner: alone(root / f"round-{number}", runner, voice) for runner in ("local", "ray")}
            for number in range(ROUNDS)
        ]
        found["same"] = len({each.pop("digest") for pair in rounds for each in pair.values()}) == 1
        ratio = statistics.median(pair["local"]["seconds"] / pair["ray"]["seconds"] for pair in rounds)
        found["ratio"] = round(ratio, 2)
        for runner in ("local", "ray"):
            found[runner] = sorted((pair[runner] for pair in rounds), key=lambda each: each["seconds"])[
                ROUNDS // 2
            ]
        found["long"] = {
            "articles": long,
            "words": write(root / "long" / "source", long, LONG_SENTENCES // 2),
        }
        found["long"] |= alone(root / "long", "local", "auto")
        found["driver"] = {str(count): alone(root, "queue", str(count))["peak_mb"] for count in queue}
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


def sentences(seed: str, length: int) -> str:
    """So many sentences of eight words."""
    digest = hashlib.shake_256(seed.encode()).digest(8 * length)
    chosen = [WORDS[byte % len(WORDS)] for byte in digest]
    return " ".join(" ".join(chosen[n : n + 8]).capitalize() + "." for n in range(0, len(chosen), 8))


def alone(root: Path, what: str, voice: str) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, str(Path(__file__)), "--one", str(root), what, voice]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
    return json.loads(told.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def one(root: str, what: str, voice: str) -> dict[str, Any]:
    return queued(Path(root), int(voice)) if what == "queue" else built(Path(root), what, voice)


def built(root: Path, runner: str, voice: str) -> dict[str, Any]:
    """The articles built into a fresh folder with a fresh store; the start of the cluster apart."""
    from publish.build.batch import Manner, batch
    from publish.build.job import Options
    from publish.config import Config
    from publish.runners.ray import RayRunner

    output, cores = root / f"output-{runner}", os.cpu_count() or 1
    options = Options(output, root / f"store-{runner}", voice=voice, threads=cores)
    source = root / "source" if (root / "source").exists() else root.parent / "source"
    cluster = RayRunner(cores)
    began = time.monotonic()
    if runner == "ray":
        with cluster.connected():
            ready = time.monotonic()
            found = batch([str(source)], Config(), options, Manner(runner))
            ended = time.monotonic()
    else:
        ready = began
        found = batch([str(source)], Config(), options, Manner(runner))
        ended = time.monotonic()
    assert found.done == found.total, found
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [path for path in sorted(output.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(output).as_posix().encode() + path.read_bytes())
    return {
        "seconds": round(ended - ready, 2),
        "start_seconds": round(ready - began, 2),
        "core_seconds": round(own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime, 2),
        "product_bytes": sum(path.stat().st_size for path in files),
        "store_bytes": sum(p.stat().st_size for p in (root / f"store-{runner}").rglob("*") if p.is_file()),
        "digest": digest.hexdigest(),
    }


def queued(root: Path, count: int) -> dict[str, Any]:
    """The driver's peak memory with so many jobs enrolled and run that do nothing."""
    from publish.build.ledger import Ledger
    from publish.build.manifest import listed
    from publish.config import Config
    from publish.runners.ray import RayRunner

    path = root / f"{count}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f'{{"source": "https://example.org/{number:08}"}}\n' for number in range(count))
    with Ledger(root / f"{count}.sqlite") as ledger:
        ledger.enrol(((o.url, o) for o in listed([str(path)], Config())), lambda row, origin: False)
        ended = sum(1 for _ in RayRunner(2).map(repr, ledger.pending()))
    assert ended == count
    return {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


# --- telling ----------------------------------------------------------------------


def table(figures: dict[str, Any]) -> str:
    """The figures and what follows from them, as Markdown."""
    local, ray, long = figures["local"], figures["ray"], figures["long"]
    thousands = long["words"] / 1_000
    core = long["core_seconds"] / thousands
    size = long["product_bytes"] / thousands
    lines = [
        f"{figures['articles']} articles, {figures['words']} words, voice {figures['voice']},"
        f" {figures['cores']} cores ({figures['machine']}); products byte-identical: {figures['same']}",
        "",
        "| runner | seconds | articles a second | start of the cluster |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {found['seconds']:.1f} | {figures['articles'] / found['seconds']:.2f} |"
        f" {found['start_seconds']:.1f} s |"
        for name, found in (("local", local), ("ray", ray))
    ]
    lines += [
        "",
        f"Throughput of ray to local, median of {ROUNDS} rounds: {figures['ratio']:.2f}",
        f"A thousand words, of {long['articles']} articles of {long['words'] // long['articles']} words"
        f" with the default voice: {core:.1f} core-seconds, {size / 1e6:.1f} MB of products,"
        f" {long['store_bytes'] / thousands / 1e6:.1f} MB of store",
        "Driver's peak memory: "
        + ", ".join(f"{mb} MB with {int(count):,} jobs" for count, mb in figures["driver"].items()),
        "",
        f"| articles of {WORDS_AN_ARTICLE} words | core-hours | products | 1 machine"
        f" of {CORES_A_MACHINE} cores | 10 | 100 |",
        "|---|---|---|---|---|---|",
    ]
    for count in (1_000_000, 10_000_000):
        hours = count * WORDS_AN_ARTICLE / 1_000 * core / 3600
        spans = [hours / CORES_A_MACHINE / machines for machines in (1, 10, 100)]
        stored = count * WORDS_AN_ARTICLE / 1_000 * size / 1e12
        told = " | ".join(f"{span / 24:.1f} days" if span >= 48 else f"{span:.1f} hours" for span in spans)
        lines.append(f"| {count:,} | {hours:,.0f} | {stored:.1f} TB | {told} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
