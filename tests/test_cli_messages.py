"""What a build of several articles tells: a line an article, and problems by their code."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from publish.cli import main
from publish.cli.arguments import parsed
from publish.cli.screen import Screen, mention
from publish.model.problem import Problem, grouped, problem
from publish.pipeline.job import Account, Ended, Planned
from tests.pipeline.project import PAGE


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def result(count: int, code: str = "A11Y-003") -> list[Problem]:
    return [
        problem(code, f"story.html:{n}", "a picture has no words", "write some") for n in range(1, count + 1)
    ]


def test_problems_are_grouped_by_code() -> None:
    many = [*result(2), problem("META-001", "story.html", "no author"), *result(3)]
    first, second = grouped(many)
    assert [each.where for each in first.shown] == ["story.html:1", "story.html:2", "story.html:1"]
    assert len(first.others) == 2
    assert (len(second.shown), second.others) == (1, ())


def test_of_many_alike_three_are_told_and_the_rest_counted(capsys: pytest.CaptureFixture[str]) -> None:
    mention(result(13))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert lines[2].startswith("warning: A11Y-003 story.html:3 ")
    assert lines[3] == "warning: A11Y-003 10 more of this kind; publish report shows each"


def test_without_a_terminal_each_of_several_articles_is_a_line() -> None:
    stream = io.StringIO()
    screen = Screen(stream)
    screen(Planned(3))
    screen(Ended("sea", False, Account(sound_seconds=250.0)))
    screen(Ended("land", True))
    assert stream.getvalue() == "[1/3] sea: done, 4 min 10 s\n[2/3] land: failed\n"


def test_one_article_alone_and_a_terminal_need_no_such_line() -> None:
    for stream, count in ((io.StringIO(), 1), (Terminal(), 3)):
        screen = Screen(stream)
        screen(Planned(count))
        screen(Ended("sea", False))
        assert "\n" not in stream.getvalue()


@pytest.mark.slow
def test_a_batch_counts_its_warnings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLISH_STORE", str(tmp_path / "store"))
    text = PAGE.replace("<h2>After", '<p><img src="gone.png"></p><h2>After')
    for name in ("sea", "land"):
        (tmp_path / f"{name}.html").write_text(text.format(title=name, first="It began at dusk."))
    assert main(["sea.html", "land.html", "--batch", "--only", "epub"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] in (["[1/2] land: done", "[2/2] sea: done"], ["[1/2] sea: done", "[2/2] land: done"])
    counted = [line for line in lines if line.startswith("warning: ")]
    assert counted
    assert all(" 2 times: " in line for line in counted)


@pytest.mark.slow
def test_a_pdf_among_pages_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLISH_STORE", str(tmp_path / "store"))
    (tmp_path / "source").mkdir()
    (tmp_path / "source/sea.html").write_text(PAGE.format(title="Sea", first="It began at dusk."))
    for name in ("sea.pdf", "land.pdf", ".hidden.pdf"):
        (tmp_path / "source" / name).write_bytes(b"%PDF-1.7")
    assert main(["build", "--only", "epub"]) == 0
    shown = [line for line in capsys.readouterr().err.splitlines() if "pdf" in line]
    assert len(shown) == 1
    assert shown[0].startswith("note: source/land.pdf is a PDF and was not read; give the page")
    assert main(["build", "--only", "epub", "-q"]) == 0
    assert capsys.readouterr().err == ""
    (tmp_path / "source/sea.html").write_text(PAGE.format(title="Sea", first="It began at dawn."))
    assert main(["build", "--only", "epub", "-q"]) == 0
    assert capsys.readouterr().err == ""
    (tmp_path / "gazette.xml").write_text("<rss/>")
    assert main(["read", "gazette.xml"]) == 1
    assert "publish build reads an export of WordPress" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "built_from", "watched"),
    [
        ("output", None, True),
        ("other", None, False),
        ("other", "else/land.html", False),
        ("books", "source/sea.html", True),
    ],
)
def test_serve_builds_into_no_folder_of_others(
    folder: str, built_from: str | None, watched: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLISH_STORE", str(tmp_path / "store"))
    for name in ("source/sea.html", "else/land.html"):
        Path(name).parent.mkdir()
        Path(name).write_text(PAGE.format(title="Sea", first="It began at dusk."))
    Path(folder).mkdir()
    if built_from:
        assert main(["build", built_from, "-o", folder, "--only", "epub", "-q"]) == 0
    served: list[object] = []
    monkeypatch.setattr("publish.web.serve.serve", lambda *given, **named: served.append(named["watched"]))
    assert main(["serve", folder]) == 0
    assert served == [[Path("source")] if watched else []]


def test_the_report_folds_what_is_alike() -> None:
    from publish.web.report import Report, write_report

    report = Report("a", "A", "en", (), "", "", "", "", 0.0, None, None, None, (), (), tuple(result(13)), ())
    page = write_report(report).decode()
    assert page.count('<li class="warning">') == 14
    folded = page.split("<details>")[1].split("</details>")[0]
    assert "10 more of the kind <code>A11Y-003</code>" in folded
    assert folded.count('<li class="warning">') == 10


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["biuld"], "publish: there is no command 'biuld'; did you mean build?"),
        (["build", "--runner", "cloud"], "publish: there is no --runner 'cloud'; use one of local, ray"),
        (["build", "--voise"], "publish: there is no option --voise; did you mean --voice?"),
    ],
)
def test_errors_of_usage_do_not_depend_on_the_language_of_argparse(
    typed: list[str], expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("argparse._", lambda text: f"auf Deutsch {text}")
    with pytest.raises(SystemExit):
        parsed(typed)
    assert capsys.readouterr().err == f"{expected}\n"
