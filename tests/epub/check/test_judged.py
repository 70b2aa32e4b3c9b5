"""Outside judges find nothing in the books, and would find something if there were something."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.cli.main import main
from publish.epub.check import epubcheck_ace
from publish.epub.check.epubcheck_ace import ace
from publish.epub.check.epubcheck_ace import epubcheck as epubcheck_program
from publish.epub.check.verdict import check_book
from publish.system.extras import how_to_get
from tests.epub.books import NAMES, broken, built, epubcheck
from tests.needs import missing

ACE = Path(__file__).resolve().parents[2] / "readers" / "node_modules" / ".bin" / "ace-cli"


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_epubcheck_has_no_message_at_all(name: str) -> None:
    assert epubcheck(built(name)) == []


@pytest.mark.slow
def test_epubcheck_finds_a_link_that_leads_nowhere() -> None:
    found = epubcheck(broken("everything", "EPUB/03-people.xhtml", ('href="#n-red"', 'href="#n-blue"')))
    assert any("RSC-012" in message for message in found)


@pytest.mark.slow
def test_the_program_speaks_through_its_wheel(tmp_path: Path) -> None:
    pytest.importorskip("epubcheck")
    path = tmp_path / "book.epub"
    path.write_bytes(broken("minimal", "EPUB/nav.xhtml", ('xhtml#title"', 'xhtml-gone"')))
    judged = epubcheck_program(path)
    if not judged.ran:
        missing(judged.absent)
    assert judged.version == "5.3.0"
    assert not judged.clean
    assert any(f.code == "RSC-007" and f.where.startswith("EPUB/nav.xhtml:") for f in judged.findings)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["everything-aloud", "arabic-aloud", "undescribed", "issue"])
def test_ace_finds_no_violation(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not ACE.exists():
        missing("Ace is not installed: npm ci --prefix tests/readers")
    monkeypatch.setenv("PUBLISH_ACE", str(ACE))
    path = tmp_path / "book.epub"
    path.write_bytes(built(name))
    judged = ace(path)
    assert judged.ran
    assert judged.findings == ()


@pytest.mark.slow
def test_ace_finds_a_contents_without_role(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not ACE.exists():
        missing("Ace is not installed: npm ci --prefix tests/readers")
    monkeypatch.setenv("PUBLISH_ACE", str(ACE))
    path = tmp_path / "book.epub"
    path.write_bytes(broken("minimal", "EPUB/nav.xhtml", (' role="doc-toc"', "")))
    verdict = check_book(path)
    assert not verdict.clean
    assert "Ace" in verdict.ran
    assert any("nav.xhtml" in f.where for judged in verdict.judgements for f in judged.findings)


def test_a_judge_that_is_not_here_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("PUBLISH_ACE", raising=False)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "book.epub"
    path.write_bytes(built("minimal"))
    judged = ace(path)
    assert not judged.ran
    assert "npm install" in judged.absent


def test_a_book_that_no_judge_saw_is_not_called_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("PUBLISH_ACE", raising=False)
    monkeypatch.setattr(epubcheck_ace, "find_spec", lambda name: None)
    path = tmp_path / "book.epub"
    path.write_bytes(built("minimal"))
    assert main(["check", str(path)]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == (f"{path}: not validated: EPUBCheck did not run and Ace did not run; nothing else found")
    assert f"  EPUBCheck: did not run (EPUBCheck is not here; {how_to_get('check')})" in lines
    assert not check_book(path).validated


def test_a_file_that_is_no_book_is_not_given_to_the_judges(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(b"not a book")
    verdict = check_book(path)
    assert [found.code for found in verdict.problems] == ["BOOK-001"]
    assert verdict.judgements == ()
    assert not verdict.clean
