"""The player in a stock Firefox, over WebDriver BiDi: from the server and from a file address."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.needs import missing, needs
from tests.web import sample
from tests.web.conftest import Show, module

pytestmark = pytest.mark.slow

SENTENCE = "p2-s1"


@pytest.mark.parametrize("where", ["server", "file"])
def test_firefox_plays_marks_and_remembers(where: str, show: Show, server: str) -> None:
    needs("node")
    module("puppeteer-core", "package.json")
    firefox = shutil.which("firefox-esr") or shutil.which("firefox") or missing("no Firefox is on the PATH")
    page = show.folder / "lighthouse" / "index.html"
    address = page.as_uri() if where == "file" else f"{server}lighthouse/index.html"
    story = sample.told(sample.article()).narration
    section = next(s for s in story.sections for cue in s.cues if cue.utterance_id == SENTENCE)
    cue = next(cue for cue in section.cues if cue.utterance_id == SENTENCE)
    begin = (section.begin + cue.begin) / story.rate
    done = subprocess.run(
        ["node", "firefox.mjs", firefox, address, SENTENCE, str(begin)],
        cwd=Path(__file__).parent,
        capture_output=True,
        timeout=120,
        check=True,
    )
    seen = json.loads(done.stdout)
    assert seen["console"] == []
    assert abs(seen["duration"] - story.duration) < 0.1
    assert abs(seen["landed"] - begin) < 0.1
    assert seen["marked"] == SENTENCE
    assert all(seen[key] is True for key in ("ready", "playing", "paused", "kept"))
    assert seen["picture"] == 640
