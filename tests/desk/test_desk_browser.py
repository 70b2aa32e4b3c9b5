"""The desk in a real Chromium: by mouse, by keyboard alone, judged by axe, and quick enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from publish.desk import pages
from publish.desk.arrivals import FeedEntry
from publish.desk.project import Project
from publish.desk.server import Listening, Server
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


def until(page: Page, condition: str) -> None:
    page.wait_for_function(f"() => {condition}")


def test_the_whole_way(desk: Page, folder: Path) -> None:
    """Drop a page, hear a sentence, mend a name by ear, describe a picture, undo, build, play, publish."""
    html = (folder / "source/sea.html").read_text().replace("A night at sea", "The lamps")
    html = html.replace("</article>", "<p>Read more: ferry cuts to hit the islands</p></article>")
    (folder / "The lamps.html").write_text(html)
    desk.set_input_files("#file", folder / "The lamps.html")
    desk.wait_for_url("**/articles/the-lamps")
    first = desk.locator(".sentence").filter(has_text="nobody in Leicester")
    first.click()
    until(
        desk, "document.querySelector('.sentence.playing') && document.querySelector('audio').currentTime > 0"
    )

    desk.locator(".names .word", has_text="Leicester").click()
    desk.fill("#word-said", "Lester")
    desk.click("#hear")
    until(desk, "document.querySelector('#hear.playing')")
    desk.click("text=Keep it")
    until(desk, "document.querySelector('#status').textContent === 'Saved'")
    assert "Lester" in desk.inner_text(".spoken >> nth=-2") + desk.inner_text("main")
    assert '[lexicon]\nLeicester = "Lester"\n' in (folder / "source/the-lamps.toml").read_text()

    desk.get_by_role("textbox", name="Description").fill("Three boats with dark lamps.")
    desk.get_by_role("button", name="Save: Description").click()
    until(desk, "document.querySelector('#status').textContent === 'Saved'")
    assert desk.evaluate("document.activeElement.id") == "picture-1-1-save"
    assert 'alt = "Three boats with dark lamps."' in (folder / "source/the-lamps.toml").read_text()

    desk.get_by_text("1 passage of the page").click()
    desk.get_by_role("button", name="Bring it back: Read more").click()
    until(
        desk,
        "[...document.querySelectorAll('.sentence')].some((each) => each.textContent.includes('ferry cuts'))",
    )
    assert 'keep_passages = [\n    "Read more: ferry cuts to hit the islands",\n]' in read_settings(folder)

    for _ in range(2):
        desk.get_by_role("button", name="Undo").click()
        until(desk, "document.querySelector('#status').textContent === 'Saved'")
    assert "dark lamps" not in (folder / "source/the-lamps.toml").read_text()
    desk.get_by_role("button", name="Build the books").click()
    until(desk, "document.querySelector('#status').textContent === 'Built 1 article'")
    desk.click("text=Play what was built")
    until(desk, "document.title.startsWith('The lamps')")
    desk.click("#play_")
    until(desk, "document.getElementById('audio_').currentTime > 0")
    desk.goto(desk.url.replace("output/the-lamps/", "articles/the-lamps/publish").partition("#")[0])
    desk.get_by_role("textbox", name="Folder").fill("www")
    desk.get_by_role("button", name="Add the place").click()
    desk.get_by_role("button", name="Publish this article to website").click()
    until(desk, "document.querySelector('#done') !== null")
    assert (folder / "www/the-lamps/the-lamps.epub").is_file()
    desk.get_by_role("link", name="Read the read-aloud book").click()
    desk.get_by_role("button", name="Read aloud").click()
    book = desk.frame_locator("#book")
    book.locator(".-epub-media-overlay-active").wait_for()


def read_settings(folder: Path) -> str:
    return (folder / "source/the-lamps.toml").read_text()


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


def test_what_was_typed_outlives_the_desk(browser: Browser, project: Project, folder: Path) -> None:
    """Two tabs; the server dies before one saves; the other comes back with the words in place."""
    context = browser.new_context()
    page = context.new_page()
    with Server(project) as server:
        page.goto(server.address)
        port = int(server.address.split(":")[2].split("/")[0])
        page.goto(f"http://127.0.0.1:{port}/articles/sea")
        page.get_by_role("textbox", name="Title").fill("A long night")
    page.get_by_role("button", name="Save: Title").click()
    until(page, "document.querySelector('#status').textContent.startsWith('The desk does not answer')")
    page.close()
    with Server(project, Listening(port=port)) as again:
        page = context.new_page()
        page.goto(again.address)
        page.goto(f"http://127.0.0.1:{port}/articles/sea")
        assert page.input_value("#field-title") == "A long night"
        page.get_by_role("button", name="Save: Title").click()
        until(page, "document.querySelector('h1').textContent === 'A long night'")
    context.close()
    assert (folder / "source/sea.toml").read_text() == 'title = "A long night"\n'


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
