"""A batch makes the products of a build, takes up where it stopped, and tries again what may pass."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.config import Config
from publish.errors import NetworkError, RunnerError, SourceError, StoreError
from publish.pipeline import article
from publish.pipeline.job import Ended, Ending, Event, Job, Options, unheard
from publish.pipeline.ledger import NAME, Status, failures, status
from publish.pipeline.planner import ATTEMPTS
from publish.pipeline.scheduler import Manner, batch, clean
from tests.pipeline.project import Project

SLUGS = ("ebb", "flood", "slack")
Build = Callable[..., Ending]


@pytest.fixture
def tides(project: Project) -> Project:
    (project.source / "sea.html").unlink()
    for slug in SLUGS:
        project.write(slug, first=f"It was {slug}.")
    return project


def options(project: Project) -> Options:
    return project.options(("epub", "web"))


def run(project: Project, *sources: str, retry: bool = False, **changed: object) -> Status:
    manner = Manner(retry=retry, wait=lambda seconds: None)
    chosen = replace(options(project), **changed)  # type: ignore[arg-type]
    return batch(sources or (str(project.source),), Config(), chosen, manner)


def spy(monkeypatch: pytest.MonkeyPatch, act: Callable[[str, int], None]) -> dict[str, int]:
    """Count how often each article is built; `act` is told its slug and the count before."""
    real: Build = article.build_article
    counts: dict[str, int] = {}

    def build(job: Job, listener: Callable[[Event], None] = unheard) -> Ending:
        slug = job.origin.slug
        counts[slug] = counts.get(slug, 0) + 1
        act(slug, counts[slug])
        return real(job, listener)

    monkeypatch.setattr(article, "build_article", build)
    return counts


@pytest.mark.slow
def test_a_batch_makes_what_a_build_makes(tides: Project) -> None:
    tides.build(options=options(tides))
    expected = tides.products()
    clean(tides.output)
    output = run(tides)
    result = {name: data for name, data in tides.products().items() if not name.startswith(".ledger")}
    assert (output.total, output.done) == (3, 3)
    assert result == expected


@pytest.mark.slow
def test_what_is_done_is_not_done_again(tides: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tides)
    built = spy(monkeypatch, lambda slug, count: None)
    assert run(tides).done == 3
    assert built == {}
    tides.write("ebb", first="It was high ebb.")
    assert run(tides).done == 3
    assert built == {"ebb": 1}


@pytest.mark.slow
def test_a_batch_that_was_stopped_goes_on_where_it_stood(
    tides: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def stop(event: Event) -> None:
        if isinstance(event, Ended):
            raise Killed

    built = spy(monkeypatch, lambda slug, count: None)
    with pytest.raises(Killed):
        batch([str(tides.source)], Config(), replace(options(tides), threads=1), Manner(), stop)
    for thread in threading.enumerate():  # a stopped process would have taken it along
        if thread.name.startswith("job-"):
            thread.join()
    first = status(tides.output)
    assert (first.total, first.done, first.pending) == (3, 1, 2)
    done = next(iter(built))
    built.clear()
    assert run(tides).done == 3
    assert done not in built


@pytest.mark.slow
def test_what_may_pass_is_tried_again_and_what_cannot_is_not(
    tides: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(slug: str, count: int) -> None:
        if slug == "ebb" and count < ATTEMPTS:
            raise NetworkError("the harbour cannot be reached")
        if slug == "flood":
            raise SourceError("there is no article")
        if slug == "slack":
            raise NetworkError("the slack cannot be reached")

    built = spy(monkeypatch, act)
    output = run(tides)
    assert built == {"ebb": ATTEMPTS, "flood": 1, "slack": ATTEMPTS}
    assert (output.done, output.failed, output.pending) == (1, 2, 0)
    assert {(group.code, group.count, group.slug) for group in output.failures} == {
        ("SourceError", 1, "flood"),
        ("NetworkError", 1, "slack"),
    }
    assert dict(failures(tides.output))["flood"] == "there is no article"
    built.clear()
    run(tides)
    assert built == {"slack": ATTEMPTS}, "another run tries only what may pass"


@pytest.mark.slow
def test_an_article_that_costs_its_workers_is_set_aside_until_it_is_asked_for(
    tides: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(slug: str, count: int) -> None:
        if slug == "flood" and count == 1:
            raise RunnerError("its worker was lost 3 times")

    built = spy(monkeypatch, act)
    assert run(tides).aside == 1
    assert run(tides).aside == 1
    assert built["flood"] == 1
    assert run(tides, retry=True).done == 3


@pytest.mark.slow
def test_a_refused_article_is_grouped_by_its_problem(tides: Project) -> None:
    tides.write("flood", title="", first="")
    (tides.source / "flood.html").write_text("<html><body><nav>Menu</nav></body></html>", "utf-8")
    output = run(tides)
    assert output.done == 2
    assert [(group.slug, group.count) for group in output.failures] == [("flood", 1)]


@pytest.mark.slow
def test_a_source_with_another_slug_takes_its_products_with_it(tides: Project) -> None:
    rows = tides.folder / "tides.jsonl"
    rows.write_text(json.dumps({"source": "source/ebb.html"}), "utf-8")
    run(tides, str(rows))
    rows.write_text(json.dumps({"source": "source/ebb.html", "slug": "low-water"}), "utf-8")
    output = run(tides, str(rows))
    assert (output.total, output.done) == (1, 1)
    assert not (tides.output / "ebb").exists()
    assert (tides.output / "low-water" / "low-water.epub").is_file()


@pytest.mark.slow
def test_two_sources_for_one_slug_the_second_fails(tides: Project) -> None:
    rows = tides.folder / "tides.jsonl"
    lines = [{"source": f"source/{slug}.html", "slug": "tide"} for slug in ("ebb", "flood")]
    rows.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    output = run(tides, str(rows))
    assert (output.done, output.failed) == (1, 1)
    assert "would both be written to tide/" in output.failures[0].message


@pytest.mark.slow
def test_settings_in_a_manifest_reach_the_article(tides: Project) -> None:
    rows = tides.folder / "tides.jsonl"
    own = {"title": "Low water", "images": {"a.png": {"alt": "A chart"}}}
    rows.write_text(json.dumps({"source": "source/ebb.html", "overrides": own}), "utf-8")
    run(tides, str(rows))
    assert json.loads((tides.output / "ebb" / "report.json").read_bytes())["title"] == "Low water"


@pytest.mark.slow
def test_clean_removes_what_an_interrupted_batch_had_placed(tides: Project) -> None:
    run(tides)
    (tides.output / "build.json").unlink()
    clean(tides.output)
    assert tides.products() == {}


def test_without_a_ledger_there_is_no_status(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="has no ledger"):
        status(tmp_path)


@pytest.mark.slow
def test_a_damaged_ledger_is_one_sentence_and_costs_no_finished_work(tides: Project) -> None:
    run(tides)
    before = {name: data for name, data in tides.products().items() if not name.startswith(".ledger")}
    path = tides.output / NAME
    data = path.read_bytes()
    row = data.rindex(b'"slug":"ebb"')
    flipped = data[:row] + bytes([data[row] ^ 1]) + data[row + 1 :]
    truncated = data[: len(data) // 2]
    zeroed = data[:4096] + bytes(4096) + data[8192:]
    for damaged in (flipped, truncated, zeroed):
        path.write_bytes(damaged)
        with pytest.raises(
            StoreError, match=r"the ledger .* cannot be used: .*; move it away and build again"
        ):
            run(tides)
    path.unlink()
    assert run(tides).done == 3
    after = {name: data for name, data in tides.products().items() if not name.startswith(".ledger")}
    assert after == before
