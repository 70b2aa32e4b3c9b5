"""Nothing of the current folder is run or read unless somebody named it: it may be a stranger's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import publish
from publish.epub.check.epubcheck_ace import ace
from publish.errors import SourceError
from publish.pipeline import prepare
from tests.epub.books import built


def test_checking_a_book_runs_no_program_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "node_modules" / ".bin" / "ace-cli"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", "utf-8")
    program.chmod(0o755)
    book = tmp_path / "book.epub"
    book.write_bytes(built("minimal"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PUBLISH_ACE", raising=False)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    ace(book)
    assert not (tmp_path / "ran").exists()


def test_the_library_reads_no_settings_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def stop(origin: Any, *_: Any) -> Any:
        seen.append(origin.overrides)
        raise SourceError("enough")

    monkeypatch.setattr(prepare, "prepare", stop)
    with pytest.raises(SourceError):
        publish.read("https://site.example/heat")
    assert seen == [None]
