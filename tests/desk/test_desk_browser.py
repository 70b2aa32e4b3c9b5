"""The desk in a real Chromium: by mouse, by keyboard alone, judged by axe, and quick enough."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from publish.desk import pages
from publish.desk.arrivals import FeedEntry
from publish.desk.project import Project
from publish.desk.server import Server
from tests.desk.hands import Keyboard, Mouse, Tree, until
from tests.web.conftest import module

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Route

pytestmark = pytest.mark.slow
DAY: dict[str, Any] = {"viewport": {"width": 1000, "height": 900}}
NARROW = (320, 256)  # 1280 by 1024 at 400 %


@pytest.fixture
def desk(browser: Browser, project: Project) -> Iterator[Page]:
    """The desk's first page; nothing may complain."""
    complaints: list[str] = []
    with Server(project) as server:
        context = browser.new_context(**DAY)
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(server.address)
        yield page
        context.close()
    assert [text for text in complaints if "409" not in text] == []


@pytest.mark.parametrize("hand", [Mouse, Keyboard, Tree])
def test_the_whole_way(desk: Page, folder: Path, hand: type[Mouse]) -> None:
    """Bring a page, hear it, mend a name, describe a picture, bring a passage back, build, play, publish."""
    html = (folder / "source/sea.html").read_text().replace("A night at sea", "The lamps")
    html = html.replace("</article>", "<p>Read more: ferry cuts to hit the islands</p></article>")
    page = folder / "The lamps.html"
    page.write_text(html)
    use, settings = hand(desk), folder / "source/the-lamps/The lamps.toml"
    use.bring([page, folder / "source/boats.png"])
    desk.wait_for_url("**/articles/the-lamps")
    playing = "document.getElementById('sound').currentTime > 0"
    use.hear("The boats came in at dusk")
    until(desk, playing)

    use.write("Word or name", "Leicester", "combobox")
    use.write("How to say it", "Lester")
    use.press("Hear it")
    until(desk, f"document.querySelector('#hear.playing') && {playing}")
    use.press("Keep it")
    use.read("nobody in Lester had")
    use.write("Description", "Three boats with dark lamps.")
    use.press("Save: Description")
    use.read("Saved")
    assert desk.evaluate("document.activeElement.id") == "picture-1-1-save"
    use.unfold("1 passage of the page")
    use.press("Bring it back: Read more")
    use.read("Read more: ferry cuts to hit the islands")
    until(desk, "document.querySelector('.left-out') === null")
    assert settings.read_text() == (
        'keep_passages = [\n    "Read more: ferry cuts to hit the islands",\n]\n\n'
        '[lexicon]\nLeicester = "Lester"\n\n[images."boats.png"]\nalt = "Three boats with dark lamps."\n'
    )

    assert desk.get_by_role("link", name="Play what was built").count() == 0
    use.press("Build the books")
    use.read("Built 1 article")
    use.press("Play what was built", "link")
    until(desk, "document.title.startsWith('The lamps')")
    use.press("Play")
    until(desk, "document.getElementById('audio_').currentTime > 0")
    desk.goto(desk.url.replace("output/the-lamps/", "articles/the-lamps").partition("#")[0])
    use.press("Check and publish", "link")
    use.write("Folder", "www")
    use.press("Add the place")
    use.press("Publish this article to website")
    use.read("files sent")
    assert (folder / "www/the-lamps/the-lamps.epub").is_file()
    use.press("Read the read-aloud book", "link")
    use.press("Read aloud")
    desk.frame_locator("#book").locator(".-epub-media-overlay-active").wait_for()


def test_by_keyboard_alone(desk: Page, folder: Path) -> None:
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.textContent") == "Skip to the articles"
    desk.get_by_role("link", name="sea").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/articles/sea")
    desk.locator(".sentence").first.focus()
    for _ in range(4):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowUp")
    heard = desk.evaluate("document.activeElement.dataset.id")
    desk.keyboard.press("Space")
    until(desk, f"![undefined, '{heard}'].includes(document.querySelector('.sentence.playing')?.dataset.id)")
    desk.keyboard.press("Space")
    until(desk, "document.querySelector('.sentence.playing') === null")
    assert desk.evaluate("document.activeElement.dataset.id") != heard
    desk.keyboard.press("c")
    assert desk.evaluate("document.activeElement.id") == "word-written"
    desk.keyboard.type("Wren")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Ren")
    desk.keyboard.press("Enter")
    until(desk, "document.querySelector('#status').textContent === 'Saved'")
    assert 'Wren = "Ren"' in (folder / "source/sea.toml").read_text()
    desk.locator(".sentence").filter(has_text="It cost").focus()
    desk.keyboard.press("s")
    until(desk, "document.querySelector('.sentence.silent')")
    assert 'skip_sentences = [\n    "It cost £1.20 to wait.",\n]' in (folder / "source/sea.toml").read_text()
    assert desk.evaluate("document.activeElement.dataset.text") == "It cost £1.20 to wait."
    for _ in range(3):
        desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    until(desk, "!document.querySelector('.sentence.silent')")
    desk.locator(".sentence").filter(has_text="Fishermen").focus()
    desk.keyboard.press("x")
    until(desk, "document.querySelector('.left-out')")
    assert (
        'drop_passages = [\n    "Fishermen used the lights of their'
        in (folder / "source/sea.toml").read_text()
    )


@contextmanager
def program(folder: Path, port: int) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`publish desk` in a process of its own: its address, and the process, which is killed at the end."""
    options = ["--port", str(port), "--no-open"]
    command = [sys.executable, "-m", "publish", "desk", *options]
    environment = {**os.environ, "PUBLISH_STORE": str(folder / "store")}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=-1, stderr=-2, text=True) as process:
        assert process.stdout
        address = next(word for line in process.stdout for word in line.split() if word.startswith("http"))
        try:
            yield address, process
        finally:
            process.kill()


def test_what_was_typed_outlives_a_killed_desk(browser: Browser, folder: Path) -> None:
    """The desk is killed in a build, before a title is saved; it comes back with the words in place."""
    (folder / "publish.toml").write_text('voice = "tone"\n')
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    context = browser.new_context()
    page = context.new_page()
    with program(folder, port) as (address, process):
        page.goto(address)
        page.goto(f"http://127.0.0.1:{port}/articles/sea")
        page.get_by_role("textbox", name="Title").fill("A long night")
        page.get_by_role("button", name="Build the books").click()
        until(page, "!document.getElementById('going').hidden")
        process.kill()
        process.wait()
        page.get_by_role("button", name="Save: Title").click()
        until(page, "document.querySelector('#status').textContent.startsWith('The desk does not answer')")
        page.close()
    with program(folder, port) as (address, _):
        page = context.new_page()
        page.goto(address)
        page.goto(f"http://127.0.0.1:{port}/articles/sea")
        assert page.input_value("#field-title") == "A long night"
        page.get_by_role("button", name="Save: Title").click()
        until(page, "document.querySelector('h1').textContent === 'A long night'")
    context.close()
    assert (folder / "source/sea.toml").read_text() == 'title = "A long night"\n'
    assert not (folder / "output/sea").exists() or (folder / "output/sea/sea.epub").is_file()


def test_a_file_of_two_gigabytes_is_refused_at_once(desk: Page, folder: Path) -> None:
    with (folder / "film.html").open("wb") as film:
        film.truncate(2 << 30)
    desk.set_input_files("#file", folder / "film.html")
    until(desk, "document.querySelector('#status.wrong')")
    assert desk.inner_text("#status").startswith("film.html has 2147 MB, and 200 MB")


def test_what_a_colleague_changed_is_said_and_kept(desk: Page, folder: Path) -> None:
    desk.click("[href='/articles/sea']")
    (folder / "source/sea.toml").write_text('title = "Hers"\n')
    desk.get_by_role("textbox", name="Title").fill("Mine")
    desk.get_by_role("button", name="Save: Title").click()
    until(desk, "document.querySelector('#status.wrong')")
    assert "changed elsewhere to 'Hers'" in desk.inner_text("#status")
    assert desk.input_value("#field-title") == "Mine"
    assert (folder / "source/sea.toml").read_text() == 'title = "Hers"\n'


def test_axe_finds_nothing_on_any_page_and_nothing_scrolls_sideways(
    browser: Browser, project: Project, folder: Path
) -> None:
    """Every page with all that can be unfolded, by day, by night at 320 pixels, and in forced colours."""
    (folder / "publish.toml").write_text('[places.website]\nto = "www"\n\n[lexicon]\nWren = "Ren"\n')
    (folder / "corrections").mkdir()
    (folder / "corrections/1.txt").write_text("article: sea\nsentence: x\nword: Leicester\ntext: A.\n")
    (folder / "source/sea.toml").write_text('skip_sentences = ["It cost"]\ndrop_passages = ["Fishermen"]\n')
    project.options = replace(project.options, groups=("audio", "epub"))
    project.build("sea", lambda event: None)
    entries = (FeedEntry("Tides", "https://example.org/tides", "2026-11-30"),)
    bare = {
        "desk-empty": pages.listing((), "", "javascript:x"),
        "desk-login": pages.login("That is not the password"),
        "desk-feed": pages.feed("Harbour", entries),
        "desk-arrival": pages.arrival("https://example.org/tides", "<p>", 1),
        "desk-down": pages.publishing("sea", "Sea", (), (), True, ("It was taken down",)),
    }
    places = ["", "articles/sea", "sound", "articles/none", "corrections", "articles/sea/publish"]
    places += ["articles/sea/books/read-aloud/", *bare]
    with Server(project) as server:
        context = browser.new_context(**DAY, bypass_csp=True)
        page = context.new_page()
        page.goto(server.address)
        for name, content in bare.items():
            page.route(f"**/{name}", partial(fulfilled, content))
        wrong = [line for place in places for line in faults(page, server.address.partition("?")[0], place)]
        context.close()
    assert wrong == []


def fulfilled(content: bytes, route: Route, request: Request) -> None:
    route.fulfill(body=content, content_type="text/html")


def faults(page: Page, root: str, place: str) -> list[str]:
    """What axe finds on a page, and that it is wider than its window."""
    page.goto(root + place)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    if page.locator(".sentence").count():
        page.locator(".sentence").first.focus()
    page.evaluate(module("axe-core", "axe.min.js").read_text("utf-8"))
    wrong = []
    for dress, rules in (("day", ""), ("night", COLOURS), ("forced", COLOURS)):
        width, height = NARROW if dress == "night" else (1000, 900)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(
            color_scheme="dark" if dress == "night" else "light",
            forced_colors="active" if dress == "forced" else "none",
        )
        found = page.evaluate(f"axe.run(document, {{ {rules} resultTypes: ['violations'] }})")
        wrong += [
            f"{place} {dress}: {v['id']}: {node['html'][:120]}"
            for v in found["violations"]
            for node in v["nodes"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{place} {dress} is wider than the window")
    return wrong


COLOURS = "runOnly: ['color-contrast', 'target-size'],"
