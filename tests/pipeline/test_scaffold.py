"""A new project, a new article and an article's own settings: made once, and built as they are."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from publish.cli import main
from publish.config import Config, Overrides, from_table, load_overrides
from publish.config.example import schema
from publish.errors import ConfigError, PlaceError, PublishError, SourceError, UsageError
from publish.model.walk import figures, text_of
from publish.pipeline import scaffold
from publish.pipeline.prepare import one
from tests.needs import ROOT

DAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLISH_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@pytest.mark.slow
def test_an_empty_folder_becomes_a_project_that_builds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    assert main(["new", "My", "story"]) == 0
    assert main(["build", "--voice", "tone", "--only", "audio,epub"]) == 0
    assert Path("output/my-story/my-story-read-aloud.epub").is_file()
    output = capsys.readouterr().out
    assert "publish.toml made" in output
    assert "source/my-story.md made; write the article into it, then run publish build." in output


def test_init_renews_its_schemas_and_overwrites_nothing_else() -> None:
    assert all(fresh for _, fresh in scaffold.init(Path()))
    settings = Path("publish.toml")
    assert settings.read_text("utf-8").startswith("#:schema ./.publish/publish.schema.json\n")
    settings.write_text("voice = 'tone'\n")
    Path(".publish/publish.schema.json").write_text("{}")
    assert not any(fresh for _, fresh in scaffold.init(Path()))
    assert settings.read_text() == "voice = 'tone'\n"
    assert json.loads(Path(".publish/publish.schema.json").read_text("utf-8")) == schema("publish")


def test_init_does_not_hide_the_settings_of_a_python_project() -> None:
    Path("pyproject.toml").write_text("[tool.publish]\nvoice = 'tone'\n")
    with pytest.raises(ConfigError, match=r"stand in pyproject\.toml; keep them there"):
        list(scaffold.init(Path()))
    assert not Path("publish.toml").exists()
    Path("pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert all(fresh for _, fresh in scaffold.init(Path()))


def test_init_says_where_it_cannot_write() -> None:
    Path("taken").write_text("a file")
    with pytest.raises(PlaceError, match="taken cannot be written"):
        list(scaffold.init(Path("taken")))


@pytest.mark.parametrize(
    ("title", "name", "said"),
    [
        ("My story", "my-story.md", "My story"),
        ("  The sea:   a tale ", "the-sea-a-tale.md", "The sea: a tale"),
        ('He said "no"', "he-said-no.md", 'He said "no"'),
        ("the-long-way-home", "the-long-way-home.md", "The long way home"),
        ("Где свет", None, "Где свет"),
        ("100%", "100.md", "100%"),
    ],
)
def test_a_new_article_says_its_title_language_and_day(title: str, name: str | None, said: str) -> None:
    path = scaffold.new(title, Path("source"), "en_gb", DAY)
    assert name is None or path.name == name
    article = one(str(path), Config()).article
    assert (article.title, article.lang, article.published) == (said, "en-GB", "2026-11-25")
    assert text_of(article.sections[0].blocks[0].sentences) == "The first paragraph goes here."  # type: ignore[union-attr]
    assert not article.bylines
    assert len(article.sections) == 1


def test_every_setting_of_a_new_article_may_be_uncommented() -> None:
    path = scaffold.new("My story", Path("source"), "en", DAY)
    path.write_text(re.sub(r"(?m)^#(?=\w+: )", "", path.read_text("utf-8")), "utf-8")
    result = one(str(path), Config())
    assert result.article.bylines == ("Ada Merritt", "Jo Lindqvist")
    assert text_of(result.article.standfirst) == "One or two sentences that stand under the title."
    assert result.overrides.voice == "hibari:heart"
    assert not [problem for problem in result.problems if problem.code == "META-004"]


def test_what_the_remark_of_a_new_article_promises_is_so() -> None:
    path = scaffold.new("My story", Path("source"), "en", DAY)
    text = path.read_text("utf-8")
    promised = text.split("A blank line begins a new paragraph.\n")[1].split("\n-->")[0]
    lines = promised.replace(", in a paragraph of its own", "").splitlines()
    path.write_text("---\ntitle: x\n---\n\n" + "\n\n".join(lines), "utf-8")
    article = one(str(path), Config()).article
    (figure,) = figures(article)
    assert text_of(figure.caption) == "The caption"
    assert figure.alt_lead == "What the picture shows."
    kinds = [type(block).__name__ for section in article.sections for block in section.blocks]
    assert kinds == ["Paragraph", "List", "Quote", "Figure"]


@pytest.mark.parametrize("taken", ["my-story.html", "my-story.md", "my-story/index.html", "My Story.txt"])
def test_a_new_article_takes_no_others_place(taken: str) -> None:
    path = Path("source", taken)
    path.parent.mkdir(parents=True)
    path.write_text("<p>Words.</p>")
    with pytest.raises(
        SourceError, match=r"is an article of that name already; give the new one another title"
    ):
        scaffold.new("My story", Path("source"), "en", DAY)
    assert path.read_text() == "<p>Words.</p>"


@pytest.mark.parametrize(("title", "language"), [("", "en"), ("  ", "en"), ("A", "english"), ("A", "")])
def test_what_cannot_be_a_new_article_is_wrong_usage(title: str, language: str) -> None:
    with pytest.raises(UsageError):
        scaffold.new(title, Path("source"), language, DAY)
    assert not Path("source").exists()


def test_a_new_article_has_the_shows_language_and_the_day_that_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("publish.toml").write_text('[site]\nlanguage = "fr-CA"\n')
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert main(["new", "Le long chemin"]) == 0
    assert main(["new", "Der lange Weg", "--lang", "de", "--folder", "drafts"]) == 0
    french, german = Path("source/le-long-chemin.md"), Path("drafts/der-lange-weg.md")
    assert "language: fr-CA\npublished: 2023-11-14\n" in french.read_text("utf-8")
    assert "language: de\n" in german.read_text("utf-8")


def settings_of_the_lighthouse() -> Path:
    import shutil

    shutil.copytree(ROOT / "source/counting-the-dark", "source/counting-the-dark")
    list(scaffold.init(Path()))
    return scaffold.settings_of("source/counting-the-dark", Config())


def test_the_settings_of_an_article_change_nothing_as_they_are() -> None:
    shown = settings_of_the_lighthouse()
    assert shown.read_text("utf-8").startswith("#:schema ../.publish/article.schema.json\n")
    own = load_overrides(shown)
    assert not own.title
    assert all(image.alt is None for image in own.images.values())
    assert Path("source/counting-the-dark", "../../.publish/article.schema.json").is_file()


@pytest.mark.slow
def test_the_settings_of_an_article_hold_its_words_and_its_pictures() -> None:
    path = settings_of_the_lighthouse()
    before = one("source/counting-the-dark", Config())
    text = path.read_text("utf-8")
    assert '# It has no words yet. Say what it shows, or that it means nothing.\n#alt = ""\n' in text
    uncommented = re.sub(
        r"(?m)^#(?=(title|standfirst|byline|language|published|url|alt|caption|credit|decorative) =)",
        "",
        text,
    )
    own = from_table(Overrides, tomllib.loads(uncommented), "x")
    assert own.title == before.article.title
    assert own.byline == before.article.bylines
    named = [figure for figure in figures(before.article) if figure.image.src]
    assert set(own.images) == {Path(figure.image.src).name for figure in named}
    for figure in named:
        image = own.images[Path(figure.image.src).name]
        assert (image.caption, image.credit, image.decorative) == (
            text_of(figure.caption), text_of(figure.credit), figure.decorative,
        )  # fmt: skip


def test_settings_that_are_there_stay() -> None:
    path = settings_of_the_lighthouse()
    path.write_text('title = "Mine"\n')
    with pytest.raises(
        SourceError, match=r"counting-the-dark\.toml is there already; write the settings into it"
    ):
        scaffold.settings_of("source/counting-the-dark", Config())
    assert path.read_text() == 'title = "Mine"\n'
    with pytest.raises(PublishError, match=r"none\.html does not exist"):
        scaffold.settings_of("source/none.html", Config())


@pytest.mark.parametrize("name", ["publish", "article", "front-matter"])
def test_the_command_prints_a_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["voice"]


def test_what_the_settings_leave_empty_is_not_missed(tmp_path: Path) -> None:
    page = tmp_path / "roads.html"
    page.write_text(
        f"<html lang=en><title>Roads</title><h1>Roads</h1>{'<p>The roads of Dale are shut.</p>' * 9}"
    )
    missed = {"META-001", "META-002"}
    assert {each.code for each in one(str(page), Config()).problems} >= missed
    (tmp_path / "roads.toml").write_text('byline = []\npublished = ""\n')
    assert not {each.code for each in one(str(page), Config()).problems} & missed
