"""Articles opened, changed, undone, taken in and built."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.desk.project import ChangedElsewhereError, Project
from publish.errors import ConfigError, PublishError, SourceError
from publish.pipeline.job import unheard


def test_articles_are_listed_with_what_the_last_build_left(project: Project, folder: Path) -> None:
    assert [(one.slug, one.standing) for one in project.entries()] == [("land", "new"), ("sea", "new")]
    project.build("sea", unheard)
    (entry,) = (one for one in project.entries() if one.slug == "sea")
    assert (entry.title, entry.standing, entry.seconds > 1) == ("A night at sea", "built", True)
    project.change("sea", ("title",), "A long night", None)
    assert [one.standing for one in project.entries()] == ["new", "changed"]
    assert (folder / "source/sea.toml").read_text() == 'title = "A long night"\n'


def test_a_change_is_seen_at_once_and_by_the_command_line(project: Project) -> None:
    assert project.open("sea").prepared.article.title == "A night at sea"
    project.change("sea", ("byline",), ["Ben Finch"], None)
    project.change("sea", ("images", "boats.png", "alt"), "Three boats in a row.", None)
    article = project.open("sea").prepared.article
    assert article.bylines == ("Ben Finch",)
    project.change("sea", ("lexicon", "Leicester"), "Lester", None)
    assert any("Lester" in one.spoken for one in project.open("sea").script.utterances)
    assert not any("Lester" in one.spoken for one in project.open("land").script.utterances)
    project.change("sea", ("lexicon", "quay"), "key", None, "project")
    assert any("key" in one.spoken for one in project.open("land").script.utterances)


def test_changes_are_undone_and_made_again_without_end(project: Project, folder: Path) -> None:
    file = folder / "source/sea.toml"
    for number in range(20):
        project.change("sea", ("title",), f"Night {number}", f"Night {number - 1}" if number else None)
    assert project.history("sea") == (20, 0)
    while project.undo("sea"):
        pass
    assert not file.exists()
    assert project.history("sea") == (0, 20)
    while project.redo("sea"):
        pass
    assert file.read_text() == 'title = "Night 19"\n'
    project.undo("sea")
    project.change("sea", ("voice",), "tone", None)
    assert not project.redo("sea")
    assert file.read_text() == 'title = "Night 18"\nvoice = "tone"\n'


def test_what_was_changed_elsewhere_is_not_overwritten(project: Project, folder: Path) -> None:
    file = folder / "source/sea.toml"
    project.change("sea", ("title",), "One", None)
    file.write_text('# by a colleague\ntitle = "Two"\nvoice = "tone"\n')
    with pytest.raises(ChangedElsewhereError, match="changed elsewhere to 'Two'"):
        project.change("sea", ("title",), "Three", "One")
    project.change("sea", ("byline",), ["Ada"], None)
    assert file.read_text() == '# by a colleague\ntitle = "Two"\nvoice = "tone"\nbyline = ["Ada"]\n'
    project.undo("sea")
    with pytest.raises(ChangedElsewhereError, match="nothing was undone"):
        project.undo("sea")
    assert 'title = "Two"' in file.read_text()


@pytest.mark.parametrize(
    ("path", "value"), [(("language",), "no language"), (("published",), "soon"), (("url",), "nowhere")]
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(
    project: Project, folder: Path, path: tuple[str, ...], value: str
) -> None:
    with pytest.raises(ConfigError):
        project.change("sea", path, value, None)
    assert not (folder / "source/sea.toml").exists()


def test_a_broken_settings_file_is_left_as_it_is(project: Project, folder: Path) -> None:
    (folder / "source/sea.toml").write_text('title = "half')
    with pytest.raises(ConfigError):
        project.change("sea", ("voice",), "tone", None)
    assert (folder / "source/sea.toml").read_text() == 'title = "half'


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("../../Härbour lights.HTML", "harbour-lights"),
        ("C:\\pages\\tide.md", "tide"),
        ("/etc/t\0ide.ht\0ml", "tide"),
    ],
)
def test_a_file_is_put_into_source_under_a_name_of_its_own(
    project: Project, folder: Path, name: str, slug: str
) -> None:
    assert project.add(name, b"<h1>Lights</h1>") == slug
    (there,) = (folder / "source").glob(f"{slug}.*")
    assert there.read_bytes() == b"<h1>Lights</h1>"


@pytest.mark.parametrize("name", ["sea.txt", "paper.pdf", "x.exe", "noend"])
def test_a_file_that_cannot_be_an_article_is_refused_and_leaves_nothing(
    project: Project, folder: Path, name: str
) -> None:
    before = sorted((folder / "source").iterdir())
    with pytest.raises(SourceError):
        project.add(name, b"<p>a</p>")
    assert sorted((folder / "source").iterdir()) == before


def test_a_sentence_is_the_sound_that_the_build_finds(project: Project) -> None:
    opened = project.open("sea")
    for utterance in opened.script.utterances:
        assert project.sentence("sea", utterance.id)[:2] in (b"\xff\xfb", b"\xff\xf3", b"ID")
    summary = project.build("sea", unheard)
    (done,) = summary.built
    assert done.counts.spoken == 0
    with pytest.raises(SourceError, match="the article has changed"):
        project.sentence("sea", "nothing")


def test_there_is_no_article_of_that_name(project: Project) -> None:
    with pytest.raises(PublishError, match="there is no article none"):
        project.open("none")


def test_settings_in_a_pyproject_are_not_hidden_by_a_file_of_ours(project: Project, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.publish]\nvoice = "tone"\n')
    with pytest.raises(ConfigError, match=r"stand in pyproject\.toml"):
        project.change("sea", ("lexicon", "quay"), "key", None, "project")
    assert not (folder / "publish.toml").exists()


def test_the_settings_that_were_named_are_the_ones_that_are_changed(project: Project, folder: Path) -> None:
    (folder / "other.toml").write_text("# ours\n")
    named = Project(project.options, Path("other.toml"))
    named.change("sea", ("lexicon", "quay"), "key", None, "project")
    assert (folder / "other.toml").read_text() == '# ours\n\n[lexicon]\nquay = "key"\n'
    assert any("key" in one.spoken for one in named.open("land").script.utterances)


def test_a_name_that_was_listened_to_is_noted_once(project: Project, folder: Path) -> None:
    for text in ("Leicester", "Leicester", "the"):
        project.say("sea", text)
    project.say("sea", "Leicester", "Leicester", "Lester")
    assert (folder / "source/sea.heard").read_text() == "Leicester\n"
    assert [entry.slug for entry in project.entries()] == ["land", "sea"]
