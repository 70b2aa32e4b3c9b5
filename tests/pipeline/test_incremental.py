"""What changes is made again, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.config import Config, Issue, Site, Sound
from publish.pipeline import state as records
from publish.pipeline.explain import explain
from publish.pipeline.scheduler import build
from tests.images.test_raster import drawn, saved
from tests.pipeline.project import Project

NAMES = {
    "sea/sea.epub",
    "sea/sea-read-aloud.epub",
    "sea/sea.mp3",
    "sea/sea.vtt",
    "sea/chapters.json",
    "sea/cover.jpg",
    "sea/index.html",
    "sea/report.json",
    "index.html",
    "feed.xml",
    "build.json",
}


def test_a_build_places_every_product_of_the_contract(project: Project) -> None:
    summary = project.build()
    assert not summary.failed
    products = project.products()
    assert set(products) >= NAMES
    assert sum(name.startswith("sea/audio/") for name in products) == 3
    assert not any(name.startswith(".") for name in products)


@pytest.mark.slow
def test_audiobook_editions_are_made_when_asked_for_and_need_no_new_sound(project: Project) -> None:
    project.build()
    counts = project.build(config=Config(editions=("lpf", "m4b"))).built[0].counts
    assert (counts.spoken, counts.encoded) == (0, 0)
    result = project.products()
    assert result["sea/sea.m4b"][4:8] == b"ftyp"
    assert b"publication.json" in result["sea/sea.lpf"]
    project.build()
    assert not {"sea/sea.m4b", "sea/sea.lpf"} & set(project.products())


def test_a_second_build_does_nothing(project: Project) -> None:
    project.build()
    before = {path: path.stat().st_mtime_ns for path in project.output.rglob("*")}
    project.events.clear()
    summary = project.build()
    assert (summary.fresh, summary.built, project.events) == (("sea",), (), [])
    assert {path: path.stat().st_mtime_ns for path in project.output.rglob("*")} == before


def test_one_sentence_changed_speaks_one_clip_and_encodes_one_section(project: Project) -> None:
    project.build()
    project.write("sea", first="It began at dawn.")
    counts = project.build().built[0].counts
    assert (counts.spoken, counts.encoded) == (1, 1)
    assert counts.sentences > 10


def test_html_around_the_text_changes_no_product(project: Project) -> None:
    project.build()
    before = project.products()
    path = project.source / "sea.html"
    path.write_text(path.read_text().replace("<article>", '<!-- new --><article class="wide">'))
    counts = project.build().built[0].counts
    assert (counts.spoken, counts.encoded, counts.written) == (0, 0, 0)
    after = project.products()
    assert {name for name in before if before[name] != after[name]} <= {"build.json"}


def test_a_new_paragraph_speaks_only_itself(project: Project) -> None:
    project.build()
    path = project.source / "sea.html"
    path.write_text(path.read_text().replace("<h2>What", "<p>One gull stayed.</p><h2>What"))
    counts = project.build().built[0].counts
    assert (counts.spoken, counts.encoded) == (1, 1)


def test_another_voice_speaks_everything_again(project: Project) -> None:
    project.build()
    counts = project.build(options=project.options(voice="silence")).built[0].counts
    assert counts.spoken == counts.sentences or counts.spoken >= counts.sentences - 2
    assert counts.encoded == counts.sections


def test_a_lexicon_entry_speaks_what_it_touches(project: Project) -> None:
    project.build()
    counts = project.build(config=Config(lexicon={"driftwood": "drift wood"})).built[0].counts
    assert (counts.spoken, counts.encoded) == (1, 1)


def test_sound_settings_encode_again_and_speak_nothing(project: Project) -> None:
    project.build()
    counts = project.build(config=Config(sound=Sound(bitrate_kbps=64))).built[0].counts
    assert (counts.spoken, counts.encoded) == (0, counts.sections)


def test_the_sites_settings_touch_pages_and_tags_only(project: Project) -> None:
    project.build()
    before = project.products()
    counts = project.build(config=Config(site=Site(url="https://example.org/listen"))).built[0].counts
    assert (counts.spoken, counts.encoded) == (0, 0)
    after = project.products()
    assert before["sea/sea.epub"] == after["sea/sea.epub"]
    assert before["feed.xml"] != after["feed.xml"]


@pytest.mark.slow
def test_one_article_changed_rebuilds_its_products_and_the_show_only(project: Project) -> None:
    project.write("land", title="A day on land", first="It began at noon.")
    project.build()
    before = project.products()
    project.write("land", title="A day on land", first="It began at four.")
    summary = project.build()
    assert ([done.slug for done in summary.built], summary.fresh) == (["land"], ("sea",))
    after = project.products()
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed
    assert all(name.startswith("land/") or "/" not in name for name in changed)


def test_a_product_that_was_changed_or_removed_is_made_again(project: Project) -> None:
    project.build()
    before = project.products()
    (project.output / "sea/sea.mp3").write_bytes(b"scribble")
    (project.output / "sea/sea.vtt").unlink()
    counts = project.build().built[0].counts
    assert (counts.spoken, counts.encoded, project.products()) == (0, 0, before)


def test_only_builds_some_groups_and_leaves_the_others(project: Project) -> None:
    project.build()
    before = project.products()
    project.write("sea", first="It began at dawn.")
    project.build(options=project.options(("epub",)))
    after = project.products()
    assert before["sea/sea.epub"] != after["sea/sea.epub"]
    assert before["sea/sea.mp3"] == after["sea/sea.mp3"]
    assert set(before) == set(after)


@pytest.mark.parametrize("group", ["audio", "web"])
def test_a_group_asked_for_alone_removes_no_product_of_another(project: Project, group: str) -> None:
    project.build()
    before = project.products()
    project.build(options=project.options((group,)))
    assert set(before) == set(project.products())


def test_epub_alone_needs_no_voice(project: Project) -> None:
    summary = project.build(options=project.options(("epub",), voice="no-such-voice"))
    assert not summary.failed
    assert set(project.products()) == {"build.json", "sea/report.json", "sea/sea.epub"}


def test_products_of_a_source_that_is_gone_are_removed_and_foreign_files_stay(project: Project) -> None:
    land = project.write("land")
    project.build()
    (project.output / "land/notes.txt").write_text("mine")
    (project.output / "mine.html").write_text("mine")
    land.unlink()
    assert project.build().pruned
    left = {name for name in project.products() if name.startswith("land/")}
    assert left == {"land/notes.txt"}
    assert (project.output / "mine.html").exists()
    assert "land" not in project.products()["index.html"].decode()


def test_building_one_source_prunes_no_other(project: Project) -> None:
    land = project.write("land")
    project.build()
    assert project.build(land).pruned == ()
    assert "sea/sea.epub" in project.products()


def test_a_source_folder_that_is_gone_prunes_nothing(project: Project) -> None:
    project.build()
    project.source.rename(project.folder / "elsewhere")
    assert project.build().failed
    assert "sea/sea.epub" in project.products()


def test_the_record_tells_no_times_and_no_place_of_the_machine(project: Project) -> None:
    project.build()
    text = project.products()["build.json"].decode()
    assert str(project.folder) not in text
    kept = records.load(project.output)
    assert kept.articles["sea"].source == "../source/sea.html"
    assert set(kept.products) == set(project.products()) - {"build.json"}


def test_a_damaged_record_costs_nothing_but_time(project: Project) -> None:
    project.build()
    before = project.products()
    (project.output / "build.json").write_text("{")
    counts = project.build().built[0].counts
    assert (counts.spoken, project.products()) == (0, before)


def test_explain_builds_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.folder)
    list(explain("sea", Config(), project.options()))
    assert not project.output.exists()


@pytest.mark.slow
def test_no_order_of_jobs_changes_a_byte(
    new_project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = []
    for threads in (1, 2, 5):
        result = new_project(f"with-{threads}")
        result.write("sea")
        result.write("land", title="A day on land")
        monkeypatch.chdir(result.folder)
        result.build(Path("source"), options=result.options(threads=threads))
        outputs.append(result.products())
    assert outputs[0] == outputs[1] == outputs[2]


def test_an_issue_binds_its_articles_and_is_made_again_when_one_changes(project: Project) -> None:
    project.write("land", title="A day on land")
    config = Config(issues={"spring": Issue("Spring", ("land", "sea"), 3)})
    options = project.options(("epub",))
    build([str(project.source)], config, options, issue="spring")
    first = project.products()["spring.epub"]
    assert same_text_of(first, ("A day on land", "A night at sea"))
    build([str(project.source)], config, options, issue="spring")
    assert project.products()["spring.epub"] == first
    project.write("sea", first="It began at dawn.")
    build([str(project.source)], config, options, issue="spring")
    assert project.products()["spring.epub"] != first


@pytest.mark.slow
def test_an_issue_is_bound_with_its_sound_and_stands_on_the_shelf(project: Project) -> None:
    from publish.epub.check.inspect import inspect
    from publish.epub.package import unpack

    project.write("land", title="A day on land")
    site = Site(author="The Harbour Desk")
    config = Config(issues={"spring": Issue("Spring", ("land", "sea"), 3)}, site=site)
    summary = project.build(config=config)
    assert summary.bound == ("spring-read-aloud.epub", "spring.epub")
    result = project.products()
    assert inspect(result["spring-read-aloud.epub"]) == ()
    files = unpack(result["spring-read-aloud.epub"])
    overlays = {name.rpartition("/")[2] for name in files if name.endswith(".smil")}
    assert {"title.smil", "a01-01-introduction.smil", "a02-01-introduction.smil", "nav.smil"} <= overlays
    assert {"a01-01-introduction.mp3", "a02-01-introduction.mp3"} <= {n.rpartition("/")[2] for n in files}
    opening = next(data for name, data in files.items() if name.endswith("EPUB/title.xhtml"))
    assert b"The Harbour Desk" in opening
    shelf = result["index.html"].decode()
    assert "Spring 3" in shelf
    assert 'href="spring-read-aloud.epub"' in shelf
    assert project.build(config=config).bound == ()


def same_text_of(epub: bytes, titles: tuple[str, ...]) -> bool:
    from publish.epub.package import unpack

    output = b"".join(data for name, data in unpack(epub).items() if name.endswith(".xhtml")).decode()
    return all(title in output for title in titles)


@pytest.mark.slow
def test_a_numbered_issue_is_a_season_of_the_feed(project: Project) -> None:
    project.write("land")
    project.build(config=Config(issues={"spring": Issue("Spring", ("land",), 3)}))
    feed = project.products()["feed.xml"].decode()
    assert feed.count('<podcast:season name="Spring">3</podcast:season>') == 1


@pytest.mark.parametrize(
    ("articles", "sentence"), [(("sky",), "names 'sky', which is not built"), ((), "names no article")]
)
def test_an_issue_that_cannot_be_bound_is_one_sentence(
    project: Project, articles: tuple[str, ...], sentence: str
) -> None:
    config = Config(issues={"spring": Issue("Spring", articles)})
    summary = build([str(project.source)], config, project.options(("epub",)), issue="spring")
    assert sentence in str(summary.failures[0].error)
    assert "sea/sea.epub" in project.products()


def test_a_conformance_claim_needs_a_review(project: Project) -> None:
    options = replace(project.options(("epub",)), certified_by="Ada Wren")
    summary = project.build(options=options)
    assert "needs a certifier and a review" in str(summary.failures[0].error)


@pytest.mark.parametrize("what", ["page", "settings", "picture"])
def test_a_file_that_is_saved_while_it_is_read_is_read_again_by_the_next_build(
    project: Project, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    from publish.sources import load as loading
    from publish.sources import resources

    page, picture = project.source / "sea.html", project.source / "boat.png"
    page.write_text(page.read_text().replace("<h2>What", "<img src='boat.png' alt='A boat.'><h2>What"))
    settings = project.source / "sea.toml"
    settings.write_text('byline = "Ada Finch"\n')
    picture.write_bytes(saved(drawn(), "PNG"))
    where, name = (resources, "_read") if what == "picture" else (loading, "load")
    real = getattr(where, name)

    def read_then_saved(*arguments: object, **options: object) -> object:
        result = real(*arguments, **options)
        match what:
            case "page":
                page.write_text(page.read_text().replace("at dusk", "at dawn"))
            case "settings":
                settings.write_text('byline = "Ada Swift"\n')
            case _:
                picture.write_bytes(saved(drawn(size=(90, 90)), "PNG"))
        return result

    monkeypatch.setattr(where, name, read_then_saved)
    project.build(options=project.options(("epub",)))
    monkeypatch.undo()
    before = project.products()
    assert [done.slug for done in project.build(options=project.options(("epub",))).built] == ["sea"]
    assert project.products()["sea/sea.epub"] != before["sea/sea.epub"]


@pytest.mark.slow
def test_products_of_a_build_whose_record_was_lost_make_room(
    project: Project, new_project: Callable[[str], Project]
) -> None:
    project.build()
    (project.output / "build.json").unlink()
    (project.output / "sea/audio/notes.txt").write_text("mine")
    page = (project.source / "sea.html").read_text().replace("After the storm", "The morning after")
    (project.source / "sea.html").write_text(page)
    project.build()
    calm = new_project("calm")
    (calm.source / "sea.html").write_text(page)
    calm.build()
    assert set(project.products()) - set(calm.products()) == {"sea/audio/notes.txt"}


def test_a_file_that_only_bears_a_products_name_stays(project: Project) -> None:
    project.build()
    (project.output / "build.json").unlink()
    standing = project.output / "sea/audio/02-after-the-storm.mp3"
    assert standing.exists()
    standing.write_bytes(b"mine")
    page = (project.source / "sea.html").read_text().replace("After the storm", "The morning after")
    (project.source / "sea.html").write_text(page)
    project.build()
    assert standing.read_bytes() == b"mine"


def test_an_article_is_removed_at_once_and_after_the_shelf_forgot_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = project.write("land")
    project.build()
    before = {name: data for name, data in project.products().items() if name.startswith("land/")}
    land.unlink()
    from publish.pipeline import scheduler

    def killed(*_: object) -> None:
        assert "land" not in (project.output / "index.html").read_text()
        raise KeyboardInterrupt

    monkeypatch.setattr(scheduler, "withdraw", killed)
    with pytest.raises(KeyboardInterrupt):
        project.build()
    monkeypatch.undo()
    left = project.products()
    assert {name: data for name, data in left.items() if name.startswith("land/")} == before
    assert project.build().pruned == tuple(sorted(before))
    assert not (project.output / "land").exists()


def test_an_article_that_comes_back_or_is_renamed_is_not_spoken_again(project: Project) -> None:
    project.build()
    before = project.products()
    page = project.source / "sea.html"
    page.rename(project.source / "ocean.html")
    summary = project.build()
    assert ([done.slug for done in summary.built], len(summary.pruned)) == (
        ["ocean"],
        sum("/" in name for name in before),
    )
    assert (summary.built[0].counts.spoken, summary.built[0].counts.encoded) == (0, 0)
    assert not (project.output / "sea").exists()
    (project.source / "ocean.html").rename(page)
    counts = project.build().built[0].counts
    assert (counts.spoken, counts.encoded, project.products()) == (0, 0, before)


def test_an_output_folder_that_was_moved_is_built_on(project: Project) -> None:
    project.build()
    before = {name: data for name, data in project.products().items() if name != "build.json"}
    moved = project.folder / "elsewhere/deep/site"
    moved.parent.mkdir(parents=True)
    project.output.rename(moved)
    project.output = moved
    summary = project.build()
    assert [(done.counts.spoken, done.counts.written) for done in summary.built] == [(0, 0)]
    assert {name: data for name, data in project.products().items() if name != "build.json"} == before
    assert project.build().fresh == ("sea",)


def test_an_output_folder_that_is_a_link_is_built_on(project: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "on/another/disk"
    elsewhere.mkdir(parents=True)
    project.write("land", title="A day on land")
    project.output.symlink_to(elsewhere)
    config = Config(issues={"spring": Issue("Spring", ("land", "sea"))})
    options = project.options(("epub",))
    assert len(build([str(project.source)], config, options, issue="spring").built) == 2
    assert build([str(project.source)], config, options, issue="spring").fresh == ("land", "sea")
    (project.source / "land.html").unlink()
    assert project.build(config=config, options=options).pruned
    assert not (elsewhere / "land").exists()


@pytest.mark.slow
def test_a_sentence_of_two_articles_is_spoken_once(project: Project) -> None:
    """They are built at the same time, and begin with the same sentences."""
    for name in ("ebb", "flood", "land", "slack"):
        project.write(name)
    summary = project.build(options=project.options(("audio",), threads=5))
    spoken = sum(done.counts.spoken for done in summary.built)
    assert spoken == max(done.counts.sentences for done in summary.built)
