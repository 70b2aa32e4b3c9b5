"""Whatever happens in the middle of a build, products are old or new, and nothing finished is lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from publish.config import Config
from publish.errors import PlaceError, StoreError
from publish.pipeline import article, output, synthesis
from publish.pipeline.job import Event, Heard, Job, Waiting
from publish.pipeline.scheduler import Summary, build
from publish.pipeline.store import Store, seal
from tests.pipeline.project import PAGE, Project
from tests.sources.server import Reply, serving

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("PUBLISH_KILLS", "10"))
"""Builds that the slow test kills: `PUBLISH_KILLS=200 pytest --timeout 0 ... -k killed_at` for many."""


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["plain", "ledger"])
def test_killed_at_any_moment_products_are_old_or_new(tmp_path: Path, seed: Path, mode: str) -> None:
    command = [sys.executable, "-m", "tests.pipeline.killing", str(tmp_path), str(seed), str(KILLS), mode]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr[-2000:]
    result = json.loads(shown.stdout)
    assert len(result["found"]) == KILLS
    assert -1 not in result["found"]
    assert result["differs"] == []
    assert result["left"] == []
    assert result["torn_pages"] == []
    assert result["spoken"] == result["new_clips"]
    if KILLS >= 100:
        assert {0, 1} <= set(result["found"])


def test_a_store_whose_pruning_is_killed_is_whole(project: Project) -> None:
    project.build()
    before = project.products()
    chance = random.Random(3)
    prune = [sys.executable, "-m", "publish", "store", "prune", "--max-size", "100KB"]
    for _ in range(5):
        going = subprocess.Popen(
            prune, env={**os.environ, "PUBLISH_STORE": str(project.store)}, stdout=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.03, 0.15))
        going.kill()
        going.wait()
        assert Store(project.store).verify() == ()
    shutil.rmtree(project.output)
    assert not project.build().failed
    assert project.products() == before


def test_after_a_kill_no_finished_sentence_is_spoken_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def stop(event: Event) -> None:
        if isinstance(event, Heard) and event.done == 6:
            raise Killed

    with pytest.raises(Killed):
        article.build_article(job(project), stop)
    synthesis.pool(2).shutdown()  # those that were being spoken are finished and kept
    synthesis.pool.cache_clear()
    synthesis.keepers().shutdown()
    synthesis.keepers.cache_clear()
    kept = sum(usage.entries for usage in Store(project.store).usage() if usage.kind == "clip")
    assert kept >= 6
    counts = project.build().built[0].counts
    assert counts.spoken == counts.sentences - kept


def job(project: Project) -> Job:
    from publish.sources.locate import locate

    project.output.mkdir(exist_ok=True)
    return Job(locate([str(project.source)])[0], Config(), project.options())


def test_two_builds_at_once_the_second_says_that_it_waits_and_finds_the_work_done(project: Project) -> None:
    events: list[Event] = []
    waiting = threading.Event()

    def second_hears(event: Event) -> None:
        events.append(event)
        if isinstance(event, Waiting):
            waiting.set()

    def second() -> None:
        summary = build([str(project.source)], Config(), project.options(), listener=second_hears)
        assert summary.fresh == ("sea",)

    thread = threading.Thread(target=second)

    def first_hears(event: Event) -> None:
        if isinstance(event, Heard) and not thread.is_alive() and not waiting.is_set():
            thread.start()
            assert waiting.wait(30)

    build([str(project.source)], Config(), project.options(), listener=first_hears)
    thread.join(60)
    assert not thread.is_alive()
    assert events == [Waiting()]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, where the machine lets us mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_of_the_output_is_one_sentence_and_keeps_the_old_products(
    small_disk: Path, seed: Path
) -> None:
    project = Project(small_disk.parent / "project", seed)
    project.output = small_disk
    project.write("sea")
    project.build(options=project.options(("epub",)))
    before = project.products()
    (small_disk / "filler").write_bytes(bytes(free(small_disk) - 40_000))
    project.write("sea", first="It began at dawn.")
    failure = project.build(options=project.options(("epub",))).failures[0]
    assert isinstance(failure.error, PlaceError)
    assert "No space left on device; make room" in str(failure.error)
    (small_disk / "filler").unlink()
    assert project.products() == before
    assert not project.build(options=project.options(("epub",))).failed


@pytest.mark.slow
def test_a_full_disk_of_the_store_is_one_sentence(small_disk: Path, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.store = small_disk / "store"
    project.write("sea")
    (small_disk / "filler").write_bytes(bytes(free(small_disk) - 20_000))
    failure = project.build().failures[0]
    assert isinstance(failure.error, StoreError)
    assert "the disk is full" in str(failure.error)
    assert not (project.output / "sea").exists()


def free(folder: Path) -> int:
    status = os.statvfs(folder)
    return status.f_bavail * status.f_bsize


@pytest.mark.slow
def test_an_error_while_a_product_is_written_keeps_the_old_ones(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.build()
    before = project.products()
    project.write("sea", first="It began at dawn.")
    real = os.fsync
    count = iter(range(100))

    def full(descriptor: int) -> None:
        if next(count) == 12:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    summary = project.build()
    monkeypatch.undo()
    assert summary.failed
    assert {k: v for k, v in project.products().items() if k.startswith("sea/")} == {
        k: v for k, v in before.items() if k.startswith("sea/")
    }
    assert not project.build().failed


@pytest.mark.slow
def test_a_source_that_vanishes_in_the_middle_fails_alone(project: Project) -> None:
    land = project.write("land")
    project.build()
    before = project.products()
    project.write("sea", first="It began at dawn.")
    project.write("land", first="It began at dawn.")

    def vanish(event: Event) -> None:
        land.unlink(missing_ok=True)

    summary = build([str(project.source)], Config(), project.options(threads=1), listener=vanish)
    assert [failure.slug for failure in summary.failures] == ["land"]
    assert "cannot be read" in str(summary.failures[0].error)
    after = project.products()
    assert after["land/land.epub"] == before["land/land.epub"]
    assert after["sea/sea.epub"] != before["sea/sea.epub"]


@pytest.mark.slow
def test_a_clock_set_back_changes_nothing(project: Project) -> None:
    path = project.write("sea")
    os.utime(path, (2_000_000_000, 2_000_000_000))
    project.build()
    before = project.products()
    for entry in project.store.rglob("*"):
        os.utime(entry, (10, 10))
    os.utime(path, (1_000_000, 1_000_000))
    assert project.build().fresh == ("sea",)
    project.write("sea", first="It began at dawn.")
    os.utime(path, (1_000_000, 1_000_000))
    assert project.build().built[0].counts.spoken == 1
    assert project.products()["sea/sea.epub"] != before["sea/sea.epub"]


KINDS = ("clip", "cover", "pictures", "read", "script", "section", "sound", "voice", "web")
DAMAGES: dict[str, Callable[[bytes, int], bytes]] = {
    "flipped": lambda data, at: data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :],
    "truncated": lambda data, at: data[:at],
    "empty": lambda data, at: b"",
    "zeroed": lambda data, at: bytes(len(data)),
    "another's": lambda data, at: seal("clip", "ab" * 32, b"sound") + b"sound",
}


@pytest.fixture(scope="module")
def story() -> Iterator[str]:
    """The address of an article on a site of ours."""
    page = PAGE.format(title="A day on land", first="It began at noon.").encode()
    reply = Reply(page, headers={"Content-Type": "text/html", "ETag": "1"})
    with serving({"/robots.txt": Reply(status=404), "/story": reply}) as site:
        yield f"{site.url}/story"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, seed: Path, story: str) -> Project:
    """A project built from a file and from the web, with entries of every kind in its store."""
    project = Project(tmp_path_factory.mktemp("sound"), seed)
    project.write("sea")
    assert not with_a_voice(project, story).failed
    assert {usage.kind for usage in Store(project.store).usage()} == set(KINDS)
    return project


def with_a_voice(project: Project, url: str) -> Summary:
    config = Config(allow_hosts=("127.0.0.1",))
    options = project.options(("audio", "epub"), voice="espeak")
    with chdir(project.folder):
        return build([url, "source"], config, options)


@pytest.mark.parametrize("kind", ["any", *(pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS)])
def test_damage_to_any_kind_of_store_entry_is_mended_silently(
    sound: Project, story: str, tmp_path: Path, kind: str
) -> None:
    """Each entry of the kind is damaged in one of five ways, and no product is there to be kept."""
    project = Project(tmp_path / "damaged")
    shutil.copytree(sound.source, project.source, dirs_exist_ok=True)
    shutil.copytree(sound.store, project.store)
    if kind == "clip":  # nobody asks for a clip whose section is there
        shutil.rmtree(project.store / "section")
    for number, entry in enumerate(Store(project.store).entries()):
        if kind in (entry.kind, "any"):
            data = entry.path.read_bytes()
            damage = DAMAGES[list(DAMAGES)[number % len(DAMAGES)]]
            entry.path.write_bytes(damage(data, number * 7919 % len(data)))
    assert not with_a_voice(project, story).failed
    built, calm = ({n: d for n, d in each.products().items() if "/" in n} for each in (project, sound))
    assert built == calm
    left = {entry.path for entry in Store(project.store).verify()}
    assert not left or kind in ("cover", "any")  # the seed has covers that these articles do not ask for


@pytest.mark.slow
def test_sound_that_disappears_while_it_is_used_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Store.get

    def gone(self: Store, kind: str, key: str) -> bytes | None:
        return None if kind == "sound" else real(self, kind, key)

    monkeypatch.setattr(Store, "get", gone)
    summary = project.build()
    assert isinstance(summary.failures[0].error, StoreError)
    assert "build again" in str(summary.failures[0].error)


@pytest.mark.slow
def test_a_book_that_lost_a_sentence_is_not_placed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from publish import epub

    project.build()
    before = project.products()
    real = epub.write_text_edition

    def lossy(book: epub.Book) -> bytes:
        sections = book.article.sections[:-1]
        from dataclasses import replace

        return real(replace(book, article=replace(book.article, sections=sections)))

    monkeypatch.setattr(epub, "write_text_edition", lossy)
    project.write("sea", first="It began at dawn.")
    summary = project.build()
    assert "was not placed" in str(summary.failures[0].error)
    assert project.products()["sea/sea.epub"] == before["sea/sea.epub"]


@pytest.mark.slow
def test_a_narration_that_lost_frames_is_not_placed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publish.pipeline import narrate

    real = narrate.Spoken.sound
    monkeypatch.setattr(narrate.Spoken, "sound", lambda self, section: real(self, section)[: -313 * 4])
    summary = project.build()
    assert summary.failed
    assert not (project.output / "sea").exists()


def test_a_bound_number_of_sentences_is_ahead(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthesis, "AHEAD", 3)
    built = synthesis.Synthesis(Store(project.store), 2)
    from publish.model.narration import Speech
    from publish.voices import choose

    choice = choose("tone", "en", Config())
    lines = [synthesis.Line(Speech(f"Sentence {number}.", "en"), choice) for number in range(12)]
    takes = built.takes(lines)
    next(takes)
    takes.close()
    kept = sum(usage.entries for usage in Store(project.store).usage() if usage.kind == "clip")
    assert kept <= 4


def test_a_read_only_output_is_one_sentence_and_keeps_its_products(small_disk: Path, seed: Path) -> None:
    project = Project(small_disk.parent / "project", seed)
    project.output = small_disk
    project.write("sea")
    project.build(options=project.options(("epub",)))
    before = project.products()
    project.write("sea", first="It began at dawn.")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    failure = project.build(options=project.options(("epub",))).failures[0]
    assert isinstance(failure.error, PlaceError)
    assert "Read-only file system; check its permissions" in str(failure.error)
    assert project.products() == before


def test_swap_is_one_step_here(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    if sys.platform == "linux":
        assert output._swapped(tmp_path / "a", tmp_path / "b")
