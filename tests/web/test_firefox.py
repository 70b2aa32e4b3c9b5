"""The player in a stock Firefox, over WebDriver BiDi: from the server and from a file address."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from publish.desk.project import Project
from publish.desk.server import Server as Desk
from publish.pipeline.job import Options
from publish.web import transcript
from publish.web.serve import Server
from tests.needs import missing, needs
from tests.web import host, long, sample
from tests.web.conftest import Show, module

pytestmark = pytest.mark.slow

SENTENCE = "p2-s1"


def driven(program: str, *arguments: str) -> Any:
    """What a program beside this file, which drives a Firefox, has seen."""
    needs("node")
    module("puppeteer-core", "package.json")
    firefox = shutil.which("firefox-esr") or shutil.which("firefox") or missing("no Firefox is on the PATH")
    done = subprocess.run(
        ["node", program, firefox, *arguments],
        cwd=Path(__file__).parent,
        capture_output=True,
        timeout=400,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("where", ["server", "file"])
def test_firefox_plays_marks_and_remembers(where: str, show: Show, server: str) -> None:
    page = show.folder / "lighthouse" / "index.html"
    address = page.as_uri() if where == "file" else f"{server}lighthouse/index.html"
    story, begin = sample.told(sample.article()).narration, sample.begin(SENTENCE)
    cues = random.Random(5).sample(list(transcript.cues(story)), 10)
    times = [f"{(first + last) / 2000}" for _, first, last in cues]
    seen = driven("firefox.mjs", address, SENTENCE, str(begin), *times)
    assert seen["console"] == []
    assert abs(seen["duration"] - story.duration) < 0.1
    assert abs(seen["landed"] - begin) < 0.1
    assert seen["marked"] == SENTENCE
    assert seen["marks"] == [id for id, _, _ in cues]
    assert all(seen[key] is True for key in ("ready", "playing", "paused", "kept", "words"))
    assert seen["picture"] == 640


@pytest.mark.parametrize("where", ["server", "file"])
def test_firefox_searches_a_long_shelf(where: str, tmp_path: Path) -> None:
    long.place(tmp_path, long.episodes(210))
    with Server(tmp_path, port=0) as running:
        folder = f"{tmp_path.as_uri()}/" if where == "file" else running.address
        seen = driven("firefox_shelf.mjs", f"{folder}index.html", "ebauche 206")
    assert seen == {"console": [], "found": "Articles shown: 1", "title": "Ébauche du port 206"}


def test_firefox_plays_what_is_embedded(server: str, tmp_path: Path) -> None:
    host.place(tmp_path, server)
    with Server(tmp_path, port=0) as other:
        pages = (f"{other.address}element.html", f"{other.address}frame.html")
        seen = driven("firefox_embed.mjs", *pages, SENTENCE, str(sample.begin(SENTENCE)))
    assert seen["console"] == []
    assert seen["sentence"] == SENTENCE
    assert all(seen[key] is True for key in ("ready", "playing", "words", "framed", "told"))


def test_firefox_goes_the_whole_way_at_the_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Low tide.html").write_text(TIDE, "utf-8")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    with Desk(Project(Options(Path("output"), tmp_path / "store", voice="tone"))) as desk:
        seen = driven("firefox_desk.mjs", desk.address, str(tmp_path / "Low tide.html"))
    assert seen == {
        "console": [],
        **dict.fromkeys(("added", "heard", "stopped", "skipped", "dropped", "undone"), True),
        **dict.fromkeys(("built", "listed", "placed", "published", "opened", "played"), True),
    }
    assert (tmp_path / "work/www/low-tide/low-tide.epub").is_file()
    own = (tmp_path / "work/source/low-tide.toml").read_text()
    assert own == 'skip_sentences = [\n    "Everybody waited for it to come back.",\n]\n'


TIDE = """<html lang="en"><head><title>Low tide</title></head><body><article><h1>Low tide</h1>
<p>At noon the sea had gone out, as it does. Everybody waited for it to come back.</p>
<p>It came back at six, when nobody was looking any more, and brought the boats.</p></article></body></html>
"""
