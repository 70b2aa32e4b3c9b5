"""One measurement in a process of its own: `python benchmarks/scale/measure.py WHAT ARGUMENTS`, JSON out."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publish.config import Config
from publish.model.digest import of_value
from publish.pipeline.job import Job, Options
from publish.pipeline.scheduler import Manner, batch
from publish.pipeline.steps import installation
from publish.runners import Outcome
from publish.runners.ray import RayRunner
from publish.system.process_settings import Settled, settle

CORES = os.cpu_count() or 1
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    what, *arguments = sys.argv[1:]
    known: dict[str, Callable[..., dict[str, Any]]] = {
        "built": built,
        "digest": digest,
        "queued": queued,
        "giant": giant,
        "voices": voices,
        "shelf": shelf,
    }
    settle()
    print(json.dumps(known[what](*arguments)))


# --- the same articles on both runners ----------------------------------------------


def built(root: str, runner: str, voice: str, first: str, last: str) -> dict[str, Any]:
    """Articles `first` to `last` of `root/source` built into a folder and a store of the runner's own."""
    folder = Path(root)
    sources = sorted((folder / "source").iterdir())[int(first) : int(last)]
    output, store = folder / f"output-{runner}", folder / f"store-{runner}"
    options = Options(output, store, voice=voice, threads=CORES)
    began = time.monotonic()
    with connected(runner):
        ready = time.monotonic()
        found = batch([str(path) for path in sources], Config(), options, Manner(runner))
        ended = time.monotonic()
        work, peak = processes()
    assert not found.failed + found.aside + found.pending, found
    return {
        "articles": len(sources),
        "code": of_value(installation()),
        "seconds": round(ended - ready, 2),
        "start_seconds": round(ready - began, 2),
        "core_seconds": round(work, 2),
        "peak_mb": round(peak),
    }


@contextlib.contextmanager
def connected(runner: str) -> Iterator[None]:
    """A cluster that is ready, where the runner is Ray, so that its start is told apart."""
    if runner == "ray":
        with RayRunner(CORES).connected():
            yield
    else:
        yield


def digest(root: str, runner: str) -> dict[str, Any]:
    """What was built: one digest of all products, and bytes of products and store."""
    output = Path(root) / f"output-{runner}"
    files = [path for path in sorted(output.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    found = hashlib.sha256()
    for path in files:
        found.update(path.relative_to(output).as_posix().encode() + path.read_bytes())
    kept = (Path(root) / f"store-{runner}").rglob("*")
    return {
        "digest": found.hexdigest(),
        "files": len(files),
        "product_bytes": sum(path.stat().st_size for path in files),
        "store_bytes": sum(path.stat().st_size for path in kept if path.is_file()),
    }


def processes() -> tuple[float, float]:
    """Processor seconds of this process and all below it, and the resident megabytes of the largest."""
    children: dict[int, list[int]] = {}
    seconds: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (path / "stat").read_text().rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(path.name))
            seconds[int(path.name)] = sum(map(int, fields[11:15])) / _TICKS
    waiting, total, peak = [os.getpid()], 0.0, 0.0
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, [])
        total += seconds.get(process, 0.0)
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{process}/status").read_text()
            peak = max(peak, int(told.partition("VmHWM:")[2].split()[0]) / 1024 if "VmHWM:" in told else 0)
    return total, peak


# --- the driver's memory --------------------------------------------------------------


def queued(root: str, count: str) -> dict[str, Any]:
    """The driver's peak memory with so many jobs enrolled and run that do nothing."""
    from publish.pipeline.ledger import Ledger
    from publish.pipeline.manifest import listed

    path = Path(root) / f"{count}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f'{{"source": "https://example.org/{n:08}"}}\n' for n in range(int(count)))
    with Ledger(Path(root) / f"{count}.sqlite") as ledger:
        ledger.enrol(((o.url, o) for o in listed([str(path)], Config())), lambda row, origin: False)
        ended = sum(1 for _ in RayRunner(2).map(repr, ledger.pending()))
    assert ended == int(count)
    return {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


# --- the show's own pages -------------------------------------------------------------


def shelf(root: str, count: str) -> dict[str, Any]:
    """Shelf and feed of so many articles, and what their reader waits for."""
    from shelf import shelf as measured  # type: ignore[import-not-found]

    found: dict[str, Any] = measured(root, count)
    return found


# --- one giant ----------------------------------------------------------------------


def giant(root: str, voice: str, divided: str) -> dict[str, Any]:
    """The one article of `root/giant`, divided among the workers or not."""
    from publish.pipeline.article import Jobs

    source, name = Path(root) / "giant", f"giant-{divided}"
    options = Options(Path(root) / name, Path(root) / f"store-{name}", voice=voice, threads=CORES)
    if divided == "whole":
        options = replace(options)
        spread = Jobs.__next__

        def whole(jobs: Jobs) -> Job:
            job = spread(jobs)
            return replace(job, options=replace(job.options, divide=False))

        Jobs.__next__ = whole  # type: ignore[method-assign]
    with connected("ray"):
        began = time.monotonic()
        found = batch([str(source)], Config(), options, Manner("ray"))
        ended = time.monotonic()
    assert found.done == 1, found
    return {"seconds": round(ended - began, 2)}


# --- a voice for each worker ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loads:
    """Builds an article and tells whether its process had to load a voice for it."""

    def __call__(self, job: Job) -> bool:
        from publish.pipeline.article import build_article
        from publish.voices import select

        before = len(select._engines)
        build_article(job)
        return len(select._engines) > before


def voices(root: str, way: str, voice: str, count: str) -> dict[str, Any]:
    """So many articles through Ray: `tasks` keep a voice in their worker, `actors` are a pool that does."""
    from publish.sources.locate import locate

    folder = Path(root)
    options = Options(folder / f"output-{way}", folder / f"store-{way}", voice=voice, threads=1)
    origins = locate([str(folder / "source")])[: int(count)]
    jobs = [Job(origin, Config(), options) for origin in origins]
    runner = RayRunner(CORES)
    with runner.connected():
        began = time.monotonic()
        told: list[bool] = []
        first = 0.0
        for loaded in (by_tasks if way == "tasks" else by_actors)(runner, jobs):
            first = first or time.monotonic() - began
            told.append(loaded)
        ended = time.monotonic()
        work, peak = processes()
    assert len(told) == len(jobs)
    return {
        "seconds": round(ended - began, 2),
        "first_seconds": round(first, 2),
        "voices_loaded": sum(told),
        "core_seconds": round(work, 2),
        "peak_mb": round(peak),
    }


def by_tasks(runner: RayRunner, jobs: list[Job]) -> Iterator[bool]:
    outcome: Outcome[Job, bool]
    for outcome in runner.map(Settled(Loads()), jobs):
        if outcome.error:
            raise outcome.error
        yield bool(outcome.value)


def by_actors(runner: RayRunner, jobs: list[Job]) -> Iterator[bool]:
    import ray
    from ray.util.actor_pool import ActorPool

    @ray.remote(num_cpus=1)
    class Builder:
        def build(self, job: Job) -> bool:
            settle()
            return Loads()(job)

    pool = ActorPool([Builder.remote() for _ in range(runner.workers)])  # type: ignore[attr-defined]
    yield from pool.map_unordered(lambda actor, job: actor.build.remote(job), jobs)


if __name__ == "__main__":
    main()
