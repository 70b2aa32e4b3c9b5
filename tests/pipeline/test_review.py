"""The editor's reports: pages beside the products, made of what stands there."""

from __future__ import annotations

import html
import json
import re
import webbrowser
from pathlib import Path

import pytest

from publish.cli import main
from publish.errors import SourceError
from publish.pipeline import review
from publish.pipeline.store import Store
from tests.pipeline.project import PAGE, Project

PICTURE = '<figure><img src="boat.png"{alt}>{caption}</figure><h2>After'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two articles, one with two pictures of which one has no words."""
    from PIL import Image

    project = Project(tmp_path_factory.mktemp("reviewed"))
    project.write("sea")
    page = PAGE.format(title="Land & water", first="It began at noon.")
    boat = PICTURE.format(alt=' alt="A boat"', caption="<figcaption>Boats &lt;here&gt;.</figcaption>")
    page = page.replace("<h2>After", boat, 1).replace("<h2>What", '<p><img src="mute.png"></p><h2>What', 1)
    (project.source / "land.html").write_text(page, "utf-8")
    for name, colour in (("boat.png", "red"), ("mute.png", "blue")):
        Image.new("RGB", (300, 200), colour).save(project.source / name)
    assert not project.build().failed
    return project


def pages(built: Project, *slugs: str, place: str = "look") -> tuple[Path, dict[str, str]]:
    folder = built.folder / place
    opened = review.write(slugs, built.output, folder, "podcast", Store(built.store))
    return opened, {path.name: path.read_text("utf-8") for path in folder.iterdir()}


@pytest.mark.slow
def test_every_article_has_a_page_and_those_that_need_something_come_first(built: Project) -> None:
    opened, result = pages(built)
    assert opened.name == "index.html"
    assert set(result) == {"index.html", "land.html", "sea.html"}
    assert re.findall(r'href="(\w+)\.html"', result["index.html"]) == ["land", "sea"]
    assert "2 articles, 1:" in result["index.html"]
    assert "One needs attention." in result["index.html"]
    assert "1 of 2" in result["index.html"]


@pytest.mark.slow
def test_pictures_stand_beside_their_words(built: Project) -> None:
    _, result = pages(built)
    page = html.unescape(result["land.html"])
    source, alt = re.findall(r'<img src="([^"]+)" alt="([^"]*)"', page)[0]
    assert (built.folder / "look" / source).is_file()
    assert alt == "A boat. Boats <here>."
    assert "Boats <here>." in page
    assert "None yet: nobody who listens learns what it shows" in page
    assert "A11Y-003" in page
    assert '[images."mute.png"]' in page
    assert page.count('class="wordless"') == 1


@pytest.mark.slow
def test_sounds_are_played_from_where_they_stand_and_drawn_from_what_they_are(built: Project) -> None:
    _, result = pages(built)
    sounds = re.findall(r'<audio[^>]* src="([^"]+)"', result["sea.html"])
    report = json.loads((built.output / "sea/report.json").read_bytes())
    assert sounds == [f"../output/sea/{section['file']}" for section in report["sections"]]
    assert all((built.folder / "look" / name).is_file() for name in sounds)
    waves = re.findall(r'<path d="(M[^"]+Z)"', result["sea.html"])
    assert len(waves) == len(sounds)
    assert len(set(waves)) == len(waves)
    for section in report["sections"]:
        assert section["title"] in html.unescape(result["sea.html"])


@pytest.mark.slow
def test_pages_are_the_same_bytes_with_and_without_the_store(built: Project, tmp_path: Path) -> None:
    _, first = pages(built)
    _, again = pages(built)
    other = review.write((), built.output, built.folder / "again", "podcast", Store(tmp_path))
    assert first == again
    assert first == {path.name: path.read_text("utf-8") for path in other.parent.iterdir()}


def test_one_article_is_opened_at_once(built: Project) -> None:
    opened, result = pages(built, "sea", place="one")
    assert opened.name == "sea.html"
    assert set(result) == {"index.html", "sea.html"}


def test_nothing_is_asked_of_another_host(built: Project) -> None:
    _, result = pages(built)
    for page in result.values():
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
        assert "default-src 'none'" in html.unescape(page)


def test_a_target_is_only_held_against_a_sound_that_had_one(built: Project) -> None:
    store = Store(built.store)
    place = built.folder / "none"
    review.write((), built.output, place, "none", store)
    assert "target" not in (place / "sea.html").read_text("utf-8").split("</style>")[1]
    review.write((), built.output, place, "podcast", store)
    assert "as loud as what apps ask for (−16." in (place / "sea.html").read_text("utf-8")


def test_sounds_and_pictures_that_are_gone_are_left_out(built: Project, tmp_path: Path) -> None:
    import shutil

    output = tmp_path / "output"
    shutil.copytree(built.output, output)
    shutil.rmtree(output / "land/audio")
    shutil.rmtree(output / "land/images")
    (output / "land/land.epub").unlink()
    (output / "land/land-read-aloud.epub").write_bytes(b"broken")
    review.write(("land",), output, tmp_path / "look", "podcast", Store(built.store))
    page = (tmp_path / "look/land.html").read_text("utf-8")
    assert "The picture is not among the products." in page
    assert "<audio" not in page


def test_pictures_that_only_the_book_holds_are_taken_out_of_it(built: Project, tmp_path: Path) -> None:
    import shutil

    output = tmp_path / "output"
    shutil.copytree(built.output, output)
    shutil.rmtree(output / "land/images")
    review.write(("land",), output, tmp_path / "look", "podcast", Store(built.store))
    page = (tmp_path / "look/land.html").read_text("utf-8")
    shown = re.findall(r'<img [^>]*src="(pictures/land/[^"]+)"', page)
    assert len(shown) == 2
    for address in shown:
        kept = (tmp_path / "look" / address).read_bytes()
        assert kept == (built.output / "land/images" / Path(address).name).read_bytes()


def test_what_cannot_be_shown_is_one_sentence(built: Project, tmp_path: Path) -> None:
    store = Store(built.store)
    with pytest.raises(SourceError, match=r"holds no article called 'se'; did you mean 'sea'\?"):
        review.write(("se",), built.output, tmp_path / "look", "podcast", store)
    with pytest.raises(SourceError, match="holds no article; run publish build first"):
        review.write((), tmp_path, tmp_path / "look", "podcast", store)
    for text, each in (("{", "cannot be read"), ('{"title": "x"}', "of another version of publish")):
        (tmp_path / "x").mkdir(exist_ok=True)
        (tmp_path / "x/report.json").write_text(text)
        with pytest.raises(SourceError, match=f"{each}; build the article again"):
            review.write((), tmp_path, tmp_path / "look", "podcast", store)


def test_the_command_says_where_the_page_is_and_opens_it(
    built: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.chdir(built.folder)
    monkeypatch.setenv("PUBLISH_STORE", str(built.store))
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert main(["report", "sea"]) == 0
    assert capsys.readouterr().out == "output-report/sea.html\n"
    assert opened == [(built.folder / "output-report/sea.html").as_uri()]
    assert main(["report", "--no-open", "--to", "elsewhere"]) == 0
    assert capsys.readouterr().out == "elsewhere/index.html\n"
    assert len(opened) == 1
    assert main(["report", "-o", "s3://bucket/x"]) == 2
    assert main(["report", "nobody"]) == 1
