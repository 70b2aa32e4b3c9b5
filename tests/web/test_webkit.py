"""The player in WebKitGTK, the engine that is nearest to Safari's, over WebDriver."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from publish.web.serve import Server
from tests.needs import missing, needs
from tests.web import long, sample
from tests.web.conftest import Show

pytestmark = pytest.mark.slow

DISPLAY = ":97"
PORT = 4477
SENTENCE = "p2-s1"
# When each sentence was marked. A busy machine may ask after a sentence of a second has gone by.
WATCH = """
window.marked = {};
new MutationObserver(() => {
  const sentence = document.querySelector('article [aria-current=true]');
  if (sentence) window.marked[sentence.id] ??= document.getElementById('audio_').currentTime;
}).observe(document.querySelector('article'), {subtree: true, attributeFilter: ['aria-current']})"""


class Session:
    """One window of MiniBrowser."""

    def __init__(self, client: httpx.Client, binary: Path) -> None:
        options = {"binary": str(binary), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._client = client
        self._path = ""
        self._path = f"/session/{self._ask('POST', '/session', wanted)['sessionId']}"

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._client.request(method, self._path + path, json=body).raise_for_status().json()["value"]

    def open(self, address: str) -> None:
        self._ask("POST", "/url", {"url": address})

    def click(self, selector: str) -> None:
        result = self._ask("POST", "/element", {"using": "css selector", "value": selector})
        self._ask("POST", f"/element/{next(iter(result.values()))}/click", {})

    def see(self, expression: str) -> Any:
        return self._ask("POST", "/execute/sync", {"script": f"return {expression}", "args": []})

    def do(self, statement: str) -> None:
        self._ask("POST", "/execute/sync", {"script": statement, "args": []})

    def until(self, condition: str) -> None:
        for _ in range(300):
            if self.see(condition):
                return
            time.sleep(0.05)
        raise AssertionError(f"never became true: {condition}")

    def close(self) -> None:
        self._ask("DELETE", "")


@pytest.fixture
def webkit() -> Iterator[Session]:
    needs("WebKitWebDriver", "Xvfb")
    matches = [*Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")]
    binary = matches[0] if matches else missing("there is no MiniBrowser beside WebKitWebDriver")
    environment = {**os.environ, "DISPLAY": DISPLAY, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    screen = subprocess.Popen([str(shutil.which("Xvfb")), DISPLAY, "-screen", "0", "1000x800x24"], **quiet)
    driver = subprocess.Popen(["WebKitWebDriver", f"--port={PORT}"], env=environment, **quiet)
    transport = httpx.HTTPTransport(retries=10)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{PORT}", timeout=60, transport=transport) as client:
            session = Session(client, binary)
            yield session
            session.close()
    finally:
        driver.terminate()
        screen.terminate()
        driver.wait()
        screen.wait()


def test_webkit_plays_marks_and_remembers(webkit: Session, show: Show, server: str) -> None:
    story = sample.told(sample.article()).narration
    begin, end = next(
        ((section.begin + cue.begin) / story.rate, (section.begin + cue.end) / story.rate)
        for section in story.sections
        for cue in section.cues
        if cue.utterance_id == SENTENCE
    )
    audio = "document.getElementById('audio_')"
    for address in ((show.folder / "lighthouse" / "index.html").as_uri(), f"{server}lighthouse/index.html"):
        webkit.open(address)
        webkit.until(f"document.documentElement.classList.contains('ready') && {audio}.readyState >= 1")
        assert abs(webkit.see(f"{audio}.duration") - story.duration) < 0.1
        webkit.until("document.querySelector('article img').complete")
        assert webkit.see("document.querySelector('article img').naturalWidth") == 640
        webkit.do(WATCH)
        webkit.click(f"#{SENTENCE}")
        webkit.until(f"{audio}.currentTime > {begin + 0.1}")
        assert begin - 0.1 < webkit.see(f"window.marked['{SENTENCE}']") < end + 0.1
        assert webkit.see(f"{audio}.paused") is False
        webkit.click("#play_")
        webkit.until(f"{audio}.paused")
        marked = (
            f"[...CSS.highlights.get('word')][0]?.startContainer.parentElement.closest('#{SENTENCE}') != null"
        )
        webkit.until(marked)
        kept = webkit.see(f"{audio}.currentTime")
        remembered = f"Math.abs(localStorage.getItem('publish:at:lighthouse') - {kept}) < 0.01"
        webkit.until(remembered)
        time.sleep(1)  # WebKit writes its memory in another process, which the page cannot wait for
        webkit.open(address.replace("lighthouse/index.html", "index.html"))
        webkit.until(remembered)
        webkit.open(address)
        webkit.until(f"document.documentElement.classList.contains('ready') && {audio}.readyState >= 1")
        webkit.until(f"Math.abs(document.getElementById('seek_').value - {kept}) < 0.1")
        # Of a file, WebKitGTK at times does not learn the length; then no position can be set in it.
        webkit.until(f"Math.abs({audio}.currentTime - {kept}) < 0.1 || {audio}.duration < 1")
        assert webkit.see(remembered)


def test_webkit_searches_a_long_shelf(webkit: Session, tmp_path: Path) -> None:
    long.place(tmp_path, long.episodes(210))
    result = "document.getElementById('found').textContent"
    with Server(tmp_path, port=0) as running:
        for address in ((tmp_path / "index.html").as_uri(), f"{running.address}index.html"):
            webkit.open(address)
            webkit.until(f"{result} !== ''")
            search = "const s = document.getElementById('search'); s.value = 'ebauche 206'; "
            webkit.do(f"{search} s.dispatchEvent(new Event('input'))")
            webkit.until(f"/: 1$/.test({result})")
            assert webkit.see("document.querySelector('.card h2').textContent") == "Ébauche du port 206"
