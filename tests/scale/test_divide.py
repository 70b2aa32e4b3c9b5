"""A long article is divided only where that pays, and its parts come before other articles."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import articles
from publish.audio import Levels, SectionTrack
from publish.config import Config
from publish.errors import StoreError
from publish.model.narration import Cue, Speech
from publish.pipeline import article as building
from publish.pipeline.article import LONG_CHARACTERS, PART_CHARACTERS, Jobs
from publish.pipeline.job import Divided, Ending, Job, Options, Part
from publish.pipeline.narrate import Plan, packed, unpacked
from publish.pipeline.scheduler import Manner, batch, clean
from publish.pipeline.store import Store
from publish.pipeline.synthesis import Line
from publish.runners import Outcome, open_runner
from publish.script import Share
from publish.sources.locate import Origin
from publish.voices import Choice
from tests.needs import needs
from tests.pipeline.project import Project


def plan(number: int, characters: int) -> Plan:
    share = Share(number, f"s{number}", f"Part {number}", ())
    choice = Choice("tone", "tone", "", "en", "")
    line = Line(Speech("x" * characters, "en", "tone"), choice)
    return Plan(share, f"{number:064x}", (line,), ("",))


def parts(tmp_path: Path, *lengths: int, known: int = 0) -> list[int]:
    """How many sections each part has, of sections of those lengths; the store knows the first `known`."""
    store = Store(tmp_path)
    plans = [plan(number, length) for number, length in enumerate(lengths)]
    track = SectionTrack("", "", "", 0, (), Levels(b"", 0.0))
    for one in plans[:known]:
        store.put("section", one.key, packed(track))
        store.put("sound", one.key, b"")
    return [len(part) for part in building.divided(plans, store)]


def test_only_what_is_long_is_divided(tmp_path: Path) -> None:
    tenth = LONG_CHARACTERS // 10
    assert parts(tmp_path, *[tenth] * 9) == []
    assert parts(tmp_path / "long", *[tenth] * 10) == [2] * 5
    assert parts(tmp_path / "known", *[tenth] * 12, known=4) == []
    assert parts(tmp_path / "one", 10 * LONG_CHARACTERS) == []


def test_small_sections_share_a_part_and_a_large_one_has_its_own(tmp_path: Path) -> None:
    most = PART_CHARACTERS
    assert parts(tmp_path, most // 2, most // 2, 4 * most, most // 3, most // 3, most) == [2, 1, 2, 1]


def job(slug: str, part: tuple[str, ...] = ()) -> Job:
    options = Options(Path("output"), Path("store"), divide=True)
    return Job(Origin(slug, "html", slug), Config(), options, part=part)


def fake(job: Job) -> Ending:
    """An article called "long" is divided while it may be; one of its parts fails."""
    if job.part == ("b",):
        raise StoreError("the disk is full")
    if job.part:
        return Part(job.origin.slug, 1)
    if job.origin.slug == "long" and job.options.divide:
        return Divided("long", (("a",), ("b",), ("c",)))
    return Part(job.origin.slug, 0)  # stands for Done, which has much in it


@pytest.mark.parametrize("workers", [1, 3])
def test_the_article_comes_after_its_parts_whatever_becomes_of_them(workers: int) -> None:
    seen: list[tuple[str, tuple[str, ...], bool]] = []

    def note(job: Job) -> Ending:
        seen.append((job.origin.slug, job.part, job.options.divide))
        return fake(job)

    jobs = Jobs(map(job, ["long", "short", "last"]))
    ended = []
    for outcome in open_runner("local", workers).map(note, jobs):
        value = outcome.value
        if isinstance(value, Part) and not outcome.job.part:  # an article's end
            ended.append(outcome.job.origin.slug)
        elif article := jobs.article(outcome):
            ended.append(article.job.origin.slug)
    assert sorted(ended) == ["last", "long", "short"]
    long = [entry for entry in seen if entry[0] == "long"]
    assert long[0] == ("long", (), True)
    assert long[-1] == ("long", (), False)
    assert sorted(part for _, part, _ in long[1:-1]) == [("a",), ("b",), ("c",)]


def test_an_article_divided_at_the_very_end_is_still_built() -> None:
    jobs = Jobs(iter([job("long")]))
    built = []
    for outcome in open_runner("local", 2).map(fake, jobs):
        if isinstance(outcome.value, Divided) or outcome.job.part:
            assert jobs.article(outcome) is None
        else:
            built.append(outcome.job)
    assert [(one.origin.slug, one.options.divide) for one in built] == [("long", False)]


def test_what_is_known_of_a_section_travels_as_plain_data() -> None:
    from publish import audio

    share = Share(1, "first", "First", ())
    levels = audio.Levels(bytes(range(256)), 0.1 + 0.2)
    shown = audio.SectionTrack("first", "First", "01-first.mp3", 4410, (Cue("a-s1", 0, 4410),), levels)
    assert unpacked(packed(shown), share) == shown
    assert packed(shown).startswith(b"[")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many outcomes of each kind the driver was given."""
    counts: Counter[str] = Counter()
    real = Jobs.article

    def article(self: Jobs, outcome: Outcome[Job, Ending]) -> object:
        counts[type(outcome.value).__name__] += 1
        return real(self, outcome)

    monkeypatch.setattr(Jobs, "article", article)
    return counts


@pytest.fixture
def giant(project: Project) -> Project:
    """A giant among small ones: some 24,000 characters in sixteen sections."""
    (project.source / "giant.html").write_text(articles.page(4_000), "utf-8")
    project.write("harbour", first="It ended at dawn.")
    return project


@pytest.mark.slow
def test_a_giant_is_divided_on_ray_and_its_bytes_are_the_same(giant: Project, counted: Counter[str]) -> None:
    needs("ray")
    batch([str(giant.source)], Config(), giant.options(), Manner())
    expected = {name: data for name, data in giant.products().items() if not name.startswith(".ledger")}
    assert counted == {"Done": 3}
    counted.clear()
    clean(giant.output)
    options = Options(giant.output, giant.folder / "other store", voice="tone", threads=2)
    summary = batch([str(giant.source)], Config(), options, Manner("ray"))
    result = {name: data for name, data in giant.products().items() if not name.startswith(".ledger")}
    sys.stdout.write(f"the giant was spoken in {counted['Part']} parts\n")
    assert (summary.done, counted["Divided"], counted["Done"]) == (3, 1, 3)
    assert counted["Part"] >= 4
    assert result == expected
