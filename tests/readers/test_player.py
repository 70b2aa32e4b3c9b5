"""The player on real products: articles from `source/` with their own voices, built by the program itself."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.needs import ROOT
from tests.web.conftest import module, wanted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

SOURCES = {"how-to-describe-a-picture": "how-to-describe-a-picture.md", "nawair-hama": "nawair-hama"}
AUDIO = "document.getElementById('audio_')"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    sources = [str(ROOT / "source" / name) for name in SOURCES.values()]
    command = [sys.executable, "-m", "publish", "build", *sources, "-o", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1000, "height": 800})
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    assert complaints == []


def data(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("document.getElementById('data_').textContent"))
    return found


def seek(page: Page, time: float) -> None:
    page.evaluate(
        f"t => new Promise(done => {{ {AUDIO}.addEventListener('seeked', () => setTimeout(done, 40),"
        f"{{ once: true }}); {AUDIO}.currentTime = t; }})",
        time,
    )


@pytest.mark.parametrize("slug", SOURCES)
def test_every_cue_has_its_element_and_every_visible_sentence_its_cue(
    slug: str, output: Path, page: Page
) -> None:
    page.goto((output / slug / "index.html").as_uri())
    ids = [id for id, _, _ in data(page)["cues"]]
    assert page.evaluate("ids => ids.filter(id => !document.getElementById(id))", ids) == []
    silent = page.evaluate(
        "ids => [...document.querySelectorAll('#article_ .sentence')]"
        ".filter(e => !ids.includes(e.id) && !ids.includes(e.closest('tr')?.id)).map(e => e.textContent)",
        ids,
    )
    assert silent == []


@pytest.mark.parametrize("slug", SOURCES)
def test_the_marked_sentence_is_the_cue_at_ten_random_times(slug: str, output: Path, page: Page) -> None:
    page.goto((output / slug / "index.html").as_uri())
    page.wait_for_function("() => document.documentElement.classList.contains('ready')")
    rng = random.Random(slug)
    for id, begin, end in rng.sample(data(page)["cues"], 10):
        seek(page, rng.uniform(begin + 10, end - 10) / 1000)
        assert page.evaluate("document.querySelector('article [aria-current=true]').id") == id


@pytest.mark.parametrize("slug", SOURCES)
def test_player_chapters_file_and_id3_tell_the_same_times(slug: str, output: Path, page: Page) -> None:
    mutagen_id3 = wanted("mutagen.id3")
    page.goto((output / slug / "index.html").as_uri())
    told = data(page)
    chapters = json.loads((output / slug / "chapters.json").read_text("utf-8"))["chapters"]
    tagged = sorted(mutagen_id3.ID3(output / slug / f"{slug}.mp3").getall("CHAP"), key=lambda c: c.start_time)
    assert [str(c.sub_frames["TIT2"]) for c in tagged] == [c["title"] for c in chapters]
    for own, file, tag in zip(told["chapters"], chapters, tagged, strict=True):
        assert abs(own[1] - file["startTime"] * 1000) < 0.5
        assert abs(tag.start_time - own[1]) <= 1
    page.wait_for_function(f"() => {AUDIO}.duration > 0")  # the sound is fetched after all else
    assert abs(page.evaluate(f"{AUDIO}.duration") - told["duration"] / 1000) < 0.1


@pytest.mark.parametrize(
    "dress",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 640}}],
)
@pytest.mark.parametrize("path", [*(f"{slug}/index.html" for slug in SOURCES), "index.html"])
def test_axe_finds_nothing(path: str, dress: dict[str, Any], output: Path, browser: Browser) -> None:
    page = browser.new_page(**dress)
    page.goto((output / path).as_uri())
    page.evaluate(module("axe-core", "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_the_feed_tells_true_sizes_and_lengths(output: Path) -> None:
    feedparser = wanted("feedparser")
    read = feedparser.parse((output / "feed.xml").read_bytes())
    assert not read.bozo
    assert len(read.entries) == len(SOURCES)
    for entry in read.entries:
        path = output / entry.enclosures[0].href.removeprefix("http://localhost:8000/")
        assert path.stat().st_size == int(entry.enclosures[0].length)
        report = json.loads((path.parent / "report.json").read_text("utf-8"))
        assert abs(int(entry.itunes_duration) - report["duration"]) <= 0.5
