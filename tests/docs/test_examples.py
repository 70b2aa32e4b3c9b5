"""Every page's examples are done in their order, in a folder of its own: what readers are told works."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.desk import Desk, end_all, environment, running
from tests.docs.examples import Example, examples, matches
from tests.docs.stages import STAGES
from tests.needs import ROOT

PAGES = sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")])


def tried(page: Path) -> list[Example]:
    return [each for each in examples(page) if each.title or each.kind in ("sh", "pycon")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk; whatever is still running of it ends with the test, a Ray cluster too."""
    (tmp_path / "desk").mkdir()
    own = environment(tmp_path)
    yield Desk(tmp_path / "desk", own)
    end_all(own["HOME"])


def test_what_a_desk_leaves_running_is_ended(tmp_path: Path) -> None:
    """Also a process that has left its parent, group and session, as those of Ray do."""
    own = environment(tmp_path)
    subprocess.run(["setsid", "--fork", "sleep", "300"], env=own, check=True)
    while len(running(own["HOME"])) != 1:
        time.sleep(0.01)
    end_all(own["HOME"])
    assert running(own["HOME"]) == ()


QUICK = {"alt-text", "library"}
"""Pages that show many messages and wait for no voice: a message that is worded anew is noticed at once."""
LONG = (pytest.mark.slow, pytest.mark.timeout(900))  # a cluster starts and ends several times


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=page.stem.lower(), marks=() if page.stem in QUICK else LONG)
        for page in PAGES
        if tried(page)
    ],
)
def test_what_a_page_says_works(page: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with STAGES.get(page.stem, STAGES[""])(desk, monkeypatch):
        try:
            for example in tried(page):
                desk.try_(example)
        finally:
            desk.close()


def test_only_what_cannot_be_done_here_is_not_run() -> None:
    """A test cannot install, reach the world or run the tests; all else that a page says is tried."""
    cannot = (
        "pip ",
        "pipx ",
        "uv",
        "make ",
        "npm ",
        "apt ",
        ". ",
        "PUPPETEER_",
        "curl -sI ",
        "publish voices --get ",
        "python -m pytest ",
    )
    skipped = [
        (page.name, line)
        for page in PAGES
        for example in examples(page)
        if example.skipped
        for line in example.lines
    ]
    assert [(page, line) for page, line in skipped if not line.startswith(cannot)] == []


def test_what_is_shown_is_compared() -> None:
    assert matches("one … three\n…", "one two three\nfour\n")
    assert not matches("one … three", "one two four")
    (example,) = (each for each in tried(ROOT / "docs" / "tutorial.md") if "publish script" in each.text)
    assert example.shown is not None
    assert example.lines == ["publish script source/the-ferry-that-waits.md"]


def test_a_page_that_says_something_wrong_fails(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```sh\ntrue\nfalse\n```\n\n```sh\necho one\n```\n\n```text\ntwo\n```\n\n```pycon\n>>> 1\n2\n```\n"
    )
    desk = Desk(tmp_path, environment(tmp_path))
    for example in tried(page):
        with pytest.raises(AssertionError):
            desk.try_(example)
