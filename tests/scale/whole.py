"""What a fault must not touch: each article published once, none lost, none half-written."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from publish.pipeline.job import Ended, Event
from tests.pipeline.project import Project


@dataclass
class Watch:
    """Listens to a batch: how often each article was done, tried again, and moved to another machine."""

    done: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    moved: Counter[str] = field(default_factory=Counter)
    workers: set[str] = field(default_factory=set)

    def __call__(self, event: Event) -> None:
        if isinstance(event, Ended):
            kind = self.again if event.account.again else self.done
            kind[event.slug] += not event.failed or event.account.again
            self.moved[event.slug] += event.account.moved
            self.workers.add(event.account.worker)


def tides(project: Project, count: int) -> list[str]:
    """So many articles in a project, and their slugs."""
    (project.source / "sea.html").unlink()
    slugs = [f"tide-{number:02}" for number in range(count)]
    for slug in slugs:
        project.write(slug, first=f"It was {slug}.")
    return slugs


def assert_whole(project: Project, slugs: list[str], watch: Watch) -> None:
    """Every article was done once, and all that its report names stands as it says."""
    assert watch.done == Counter(slugs)
    assert sorted(path.name for path in project.output.iterdir() if path.is_dir()) == slugs
    for slug in slugs:
        assert_article(project.output, slug)
    record = json.loads((project.output / "build.json").read_bytes())
    assert sorted(record["articles"]) == slugs


def assert_article(output: Path, slug: str) -> None:
    report = json.loads((output / slug / "report.json").read_bytes())
    assert report["products"]
    for product in report["products"]:
        data = (output / product["path"]).read_bytes()
        shown = (len(data), hashlib.sha256(data).hexdigest())
        assert shown == (product["bytes"], product["sha256"]), product["path"]
