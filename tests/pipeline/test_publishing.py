"""Publishing to a folder, an object store and a command, and taking articles down again."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from publish.cli import main
from publish.config import Config, Issue, Place, Site
from publish.epub.check.verdict import Verdict
from publish.errors import ConfigError, PlaceError, SourceError
from publish.pipeline import publishing as p
from publish.pipeline import state
from publish.pipeline.job import Options
from publish.pipeline.scheduler import build
from tests.pipeline.project import Project

SITE = Site(url="https://example.org/show/", title="The show")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, seed: Path) -> Path:
    """A project of two built articles: text editions and pages only."""
    made = Project(tmp_path_factory.mktemp("built"), seed)
    made.write("sea")
    made.write("land")
    made.build(options=made.options(("epub", "web")), config=Config(site=SITE))
    return made.folder


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A copy of it, in the current folder."""
    monkeypatch.chdir(tmp_path)
    made = Project(tmp_path, seed=built / "store")
    made.output, made.source = Path("output"), Path("source")
    shutil.copytree(built / "output", made.output)
    shutil.copytree(built / "source", made.source, dirs_exist_ok=True)
    return made


def config(**places: Place) -> Config:
    return Config(site=SITE, places=places or {"website": Place(to="www")})


def options(project: Project) -> Options:
    return project.options(("epub", "web"))


def standing(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_folder_has_what_was_built_and_only_changes_are_sent(project: Project) -> None:
    (done,) = p.push((), config(), options(project))
    record = state.load(Path("output"))
    www = standing(Path("www"))
    assert www.keys() == record.products.keys()
    assert (done.sent, done.same, done.articles, done.error) == (len(www), 0, ("land", "sea"), None)
    lines = Path("published/website.txt").read_text().splitlines()
    assert f"{record.products['sea/sea.epub'].digest}  sea/sea.epub" in lines
    assert lines == sorted(lines, key=lambda line: line[66:])
    Path("www/mine.txt").write_text("mine")
    Path("www/sea/sea.epub").unlink()
    (again,) = p.push((), config(), options(project))
    assert (again.sent, again.removed) == (1, 0)
    assert Path("www/mine.txt").read_text() == "mine"


def test_pages_that_list_come_last_and_removals_after_them() -> None:
    plan = p.moves(
        {"index.html": "2", "sea/a": "1", "land/b": "1"}, {"index.html": "1", "old/c": "1", "land/b": "1"}
    )
    assert plan == p.Moves(("sea/a", "index.html"), ("old/c",))


def test_one_article_is_published_beside_what_stands_there(project: Project) -> None:
    p.push((), config(), options(project), ["sea"])
    www = standing(Path("www"))
    assert "sea/index.html" in www
    assert not any(path.startswith("land/") for path in www)
    assert b"land/" not in www["index.html"]
    assert b"land/" in Path("output/index.html").read_bytes()
    p.push((), config(), options(project), ["land"])
    assert standing(Path("www"))["index.html"] == Path("output/index.html").read_bytes()


def test_an_article_is_taken_down_everywhere_and_not_built_again(project: Project) -> None:
    places = config(website=Place(to="www"), copy=Place(to=Path("copy").absolute().as_uri()))
    p.push((), places, options(project))
    assert Path("copy/sea/sea.epub").is_file()
    taken = p.take_down(["sea"], places, options(project))
    for folder in ("www", "copy", "output"):
        files = standing(Path(folder))
        assert not any(path.startswith("sea/") for path in files)
        assert not any(b"sea/" in data for path, data in files.items() if path != "build.json")
        assert "land/land.epub" in files
    assert Path("source/sea.html").is_file()
    assert {place.place: place.error for place in taken.places} == {"website": None, "copy": None}
    text = "\n".join(p.taken_down_lines(taken))
    assert "nothing of sea is left" in text
    assert "podcast apps" in text
    summary = project.build(options=options(project), config=places)
    assert (summary.down, Path("output/sea").exists()) == (("sea",), False)
    assert [done.removed for done in p.push((), places, options(project))] == [0, 0]
    state.withdraw(["sea"], back=True)
    assert [done.slug for done in project.build(options=options(project), config=places).built] == ["sea"]


def test_taking_down_publishes_nothing_else(project: Project) -> None:
    p.push((), config(), options(project), ["sea"])
    land = p.push((), config(other=Place(to="other")), options(project))
    assert land[0].articles == ("land", "sea")
    project.write("land", first="Changed since.")
    project.write("draft")
    project.build(options=options(project), config=Config(site=SITE))
    before = standing(Path("other"))["land/index.html"]
    p.take_down(["sea"], config(website=Place(to="www"), other=Place(to="other")), options(project))
    assert standing(Path("other"))["land/index.html"] == before
    assert not any(b"draft/" in data for data in standing(Path("other")).values())
    assert not any(path.startswith("sea/") for path in standing(Path("www")))


def test_a_colleague_without_the_products_takes_down_too(project: Project) -> None:
    p.push((), config(), options(project))
    Path("output").rename("elsewhere")
    (place,) = p.take_down(["sea"], config(), options(project)).places
    www = standing(Path("www"))
    assert (place.error, place.listed, "land/land.epub" in www) == (None, True, True)
    assert not any(path.startswith("sea/") for path in www)
    assert any("still name sea" in line for line in p.taken_down_lines(p.TakenDown(("sea",), (), (place,))))
    build(["source/"], Config(site=SITE), replace(options(project)))
    p.push((), config(), options(project))
    assert b"sea/" not in standing(Path("www"))["index.html"]


def test_nothing_is_removed_because_it_is_not_built_here(project: Project) -> None:
    p.push((), config(), options(project))
    Path("source/land.html").unlink()
    project.build(options=options(project), config=Config(site=SITE))
    (done,) = p.push((), config(), options(project))
    assert "articles that are not built here: land" in str(done.error)
    assert Path("www/land/land.epub").is_file()


def test_the_books_of_an_issue_go_with_its_article(project: Project) -> None:
    bound = replace(config(), issues={"spring": Issue("Spring", ("sea", "land"))})
    project.build(options=options(project), config=bound)
    p.push((), bound, options(project))
    assert Path("www/spring.epub").is_file()
    p.take_down(["sea"], bound, options(project))
    assert not Path("www/spring.epub").exists()
    assert not Path("output/spring.epub").exists()


def test_a_command_gets_the_folder_as_an_argument_and_no_shell_reads_it(project: Project) -> None:
    script = "import sys, pathlib; pathlib.Path('ran').write_text(repr(sys.argv[1:]))"
    command = (sys.executable, "-c", script, "{output}/", "; touch broken")
    place = config(host=Place(command=command))
    (done,) = p.push((), place, options(project))
    assert done.error is None
    assert Path("ran").read_text() == repr([f"{Path('output').absolute()}/", "; touch broken"])
    assert not Path("broken").exists()
    Path("ran").unlink()
    taken = p.take_down(["sea"], place, options(project))
    assert Path("ran").exists()
    assert any("depends on the command" in line for line in p.taken_down_lines(taken))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((sys.executable, "-c", "import sys; sys.exit('no such host')"), "status 1: no such host"),
        (("no-such-program-here",), "cannot be run"),
    ],
)
def test_a_place_that_fails_says_so_and_the_others_go_on(
    project: Project, command: tuple[str, ...], words: str
) -> None:
    broken, website = p.push((), config(a=Place(command=command), b=Place(to="www")), options(project))
    assert words in p.pushed_line(broken)
    assert website.error is None
    assert not Path("published/a.txt").exists()


def test_what_was_being_sent_when_it_failed_is_in_the_record(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = p._FolderTarget.put

    def full(target: p._FolderTarget, path: str, content: bytes) -> None:
        if path == "sea/sea.epub":
            raise PlaceError("the disk is full", "make room")
        put(target, path, content)

    monkeypatch.setattr(p._FolderTarget, "put", full)
    (done,) = p.push((), config(), options(project))
    assert "disk is full" in str(done.error)
    assert "sea/sea.epub" in p.published("website")
    assert "index.html" not in standing(Path("www"))
    monkeypatch.undo()
    monkeypatch.chdir(project.folder)
    (done,) = p.push((), config(), options(project))
    assert done.error is None
    assert standing(Path("www")).keys() == p.published("website").keys()


@pytest.mark.parametrize(
    ("places", "names", "words"),
    [
        ({}, (), "names no place"),
        ({"a": Place()}, (), "needs either to or command"),
        ({"a": Place("x", ("y",))}, (), "needs either to or command"),
        ({"a": Place("x")}, ("b",), "there is no place 'b'"),
        ({"../a": Place("x")}, (), "cannot be the name of a file"),
        ({"withdrawn": Place("x")}, (), "cannot be the name of a file"),
    ],
)
def test_places_that_cannot_be(places: dict[str, Place], names: tuple[str, ...], words: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(words)):
        p.chosen_places(names, Config(places=places))


@pytest.mark.parametrize("to", ["output", ".", "output/www"])
def test_the_output_folder_is_no_place(project: Project, to: str) -> None:
    (done,) = p.push((), config(a=Place(to=to)), options(project))
    assert "where the products are made" in str(done.error)


@pytest.mark.parametrize("line", ["x  sea/a", f"{'0' * 64}  ../a", f"{'0' * 64}  /etc/passwd", "0" * 64])
def test_a_record_leads_nowhere_else(line: str) -> None:
    with pytest.raises(ConfigError, match="is not a line of a record"):
        p.parse(f"{'0' * 64}  sea/a\n{line}\n", "published/a.txt")


def test_articles_that_are_not_there(project: Project) -> None:
    with pytest.raises(SourceError, match="no article 'see' is built or published; those"):
        p.take_down(["see"], config(), options(project))
    with pytest.raises(SourceError, match="there is no article 'see'"):
        p.push((), config(), options(project), ["see"])
    assert not state.WITHDRAWN.exists()


def test_the_list_before_publishing(project: Project) -> None:
    def clean(book: Path) -> Verdict:
        return Verdict(str(book), (), (), ())

    checks = p.checklist("sea", Config(), options(project), ("Leicester",), clean)
    assert {check.name: check.done for check in checks} == {
        "built": False,
        "names": False,
        "pictures": True,
        "problems": True,
        "books": None,
        "address": False,
    }
    unheard = p.names_unheard("sea", config(), options(project))
    checks = p.checklist("sea", config(), options(project), unheard)
    assert {check.name for check in checks if not check.done} == ({"names"} if unheard else set())
    Path("source/sea.heard").write_text("".join(f"{name}\n" for name in unheard or ()))
    assert p.names_unheard("sea", config(), options(project)) == ()


def test_the_commands_say_what_was_done(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLISH_STORE", str(project.store))
    assert main(["push"]) == 1
    assert "publish.toml names no place to publish to" in capsys.readouterr().err
    Path("publish.toml").write_text('[places.website]\nto = "www"\n[places.host]\ncommand = ["false"]\n')
    assert main(["push", "website"]) == 0
    assert re.fullmatch(r"website: \d+ files sent, 0 removed, 0 unchanged\n", capsys.readouterr().out)
    assert main(["push"]) == 1
    assert "publish: host: the command of [places.host] ended with status 1" in capsys.readouterr().err
    assert main(["takedown", "sea"]) == 0
    assert "nothing of sea is left.\n" in capsys.readouterr().out
    assert main(["push", "--check"]) == 1
    assert "  to do    site.url is not set" in capsys.readouterr().out
    assert main(["takedown", "--undo", "sea"]) == 0
    assert state.withdrawn() == frozenset()
