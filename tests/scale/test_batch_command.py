"""`publish build` of a list, and `publish status`, as a user meets them."""

from __future__ import annotations

import json

import pytest

from publish.cli import main
from publish.errors import UsageError
from tests.pipeline.project import Project

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def arguments(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("PUBLISH_STORE", str(project.store))
    monkeypatch.chdir(project.folder)
    rows = [{"source": "source/sea.html", "slug": "dusk"}, {"source": "source/none.html"}]
    (project.folder / "list.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return ["build", "list.jsonl", "--only", "epub", "--voice", "tone"]


@pytest.mark.slow
def test_a_list_is_built_and_its_failures_are_told(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == 1
    output = capsys.readouterr()
    assert output.out == "1 of 2 done, 1 failed\n"
    *ended, failure, counted = output.err.splitlines()
    assert {line.partition("] ")[2] for line in ended} == {"none: failed", "dusk: done"}
    assert failure == "publish: source/none.html does not exist; check the name"
    assert counted == "note: META-002 1 time: no date is known"


@pytest.mark.slow
def test_status_groups_what_failed(arguments: list[str], capsys: Captured) -> None:
    main([*arguments, "--quiet"])
    capsys.readouterr()
    assert main(["status"]) == 0
    counts, group = capsys.readouterr().out.splitlines()
    assert counts == "1 of 2 done, 1 failed"
    assert group.startswith("1 SourceError, as none: source/none.html does not exist")
    main(["status", "--json"])
    table = json.loads(capsys.readouterr().out)
    assert (table["total"], table["done"], table["failures"][0]["code"]) == (2, 1, "SourceError")
    main(["status", "--failures"])
    assert capsys.readouterr().out.startswith("none: source/none.html does not exist")


@pytest.mark.slow
def test_without_a_list_status_says_what_to_do(arguments: list[str], capsys: Captured) -> None:
    assert main(["status", "-o", "elsewhere"]) == 1
    assert "elsewhere has no ledger" in capsys.readouterr().err


@pytest.mark.slow
def test_an_issue_is_not_bound_out_of_a_list(arguments: list[str], capsys: Captured) -> None:
    assert main([*arguments, "--issue", "one"]) == UsageError.status
    assert "build the list first" in capsys.readouterr().err
