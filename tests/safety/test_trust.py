"""Nothing of the current folder is run or read unless somebody named it: it may be a stranger's."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

import publish
from publish.cli.main import main
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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["pipe", "device", "link"])
def test_a_pipe_or_device_as_source_is_refused(tmp_path: Path, kind: str) -> None:
    page = tmp_path / "page.html"
    if kind == "pipe":
        os.mkfifo(page)
    else:
        page = Path("/dev/zero") if kind == "device" else page
        if kind == "link":
            page.symlink_to("/dev/zero")
    with pytest.raises(SourceError, match="is not a file"):
        publish.read(page)


ESCAPES = "\x1b[31m\x1b]0;title\x07 \x9b2J &#27;[2J &#x9b;31m"


@pytest.mark.parametrize("command", ["read", "script"])
def test_no_control_character_of_a_page_reaches_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    words = "Some words of an article. " * 60
    page = tmp_path / "page.html"
    page.write_text(
        f"<html lang=en><title>A{ESCAPES}title</title><article><h1>A{ESCAPES}title</h1>"
        f"<p>{words}{ESCAPES}</p>"
        f'<p><img src="{ESCAPES}.png" alt="{ESCAPES}"></p></article>',
        "utf-8",
    )
    assert main([command, str(page)]) == 0
    shown = "".join(capfd.readouterr())
    assert "Some words of an article." in shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)
