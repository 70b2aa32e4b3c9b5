"""A long shelf in a real Chromium, from a server and from a file address: it finds what a short one finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publish import web
from publish.web.serve import Server
from tests.web import long
from tests.web.conftest import Open
from tests.web.test_pages_browser import DRESSES, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

COUNT = 310
TOLD = long.episodes(COUNT)
SEARCHES = ("lamp", "wall zoe", "EBAUCHE", "東京", "の港", "part harbour", "no such", "2020 french", "h")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    result = tmp_path_factory.mktemp("long")
    long.place(result, TOLD)
    (result / "short.html").write_bytes(web.write_shelf(TOLD, long.SITE))
    return result


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    with Server(folder, port=0) as running:
        yield running.address


@pytest.fixture(params=["server", "file"])
def where(request: pytest.FixtureRequest, folder: Path, server: str) -> str:
    return server if request.param == "server" else f"{folder.as_uri()}/"


def settled(page: Page) -> list[str]:
    """The titles shown when a search has ended, with their count in words."""
    page.wait_for_function("() => /\\d|match/.test(document.getElementById('found').textContent)")
    return [page.inner_text("#found"), *page.locator(".card h2").all_inner_texts()]


def searched(page: Page, text: str, order: str = "newest", language: str = "") -> list[str]:
    page.evaluate("document.getElementById('found').textContent = ''")
    page.select_option("#order", order)
    page.select_option("#language", language)
    page.evaluate("document.getElementById('found').textContent = ''")
    page.fill("#search", text or " ")
    return settled(page)


def test_it_shows_what_a_short_shelf_shows(where: str, open_page: Open) -> None:
    long_page, short_page = open_page(f"{where}index.html"), open_page(f"{where}short.html")
    for text in SEARCHES:
        assert searched(long_page, text) == searched(short_page, text), text
    for order in ("oldest", "shortest", "longest", "title"):
        assert searched(long_page, "", order) == searched(short_page, "", order), order
        assert searched(long_page, "master", order, "fr") == searched(short_page, "master", order, "fr")


def test_a_search_loads_a_few_pieces_and_only_when_it_is_asked(where: str, open_page: Open) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition("?")[0]))
    page.goto(f"{where}index.html")
    assert [name for name in asked if name.endswith(".js")] == []
    page.fill("#search", "ebauche")
    page.wait_for_function("() => document.getElementById('found').textContent.includes('62')")
    loaded = [name for name in asked if name.endswith(".js")]
    assert loaded[0] == "search.js"
    assert len([name for name in loaded if name.startswith("search-")]) == 1
    assert "search-titles.js" not in loaded


def test_the_keyboard_goes_through_pages_and_results(where: str, open_page: Open) -> None:
    page = open_page(f"{where}index.html")
    page.focus("#search")
    page.keyboard.type("harbour")
    page.wait_for_function("() => document.getElementById('found').textContent.includes('24 / 310')")
    assert not page.locator("#pages").is_visible()
    page.focus("#more")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.card').length === 48")
    assert (
        page.evaluate("[...document.querySelectorAll('.card')].indexOf(document.activeElement.closest('li'))")
        == 24
    )
    page.fill("#search", "")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Older articles").press("Enter")
    page.wait_for_url("**/shelf-00005.html")
    page.fill("#search", "lamp 0")
    assert settled(page)[1:] == ["The lamp is lit 0"]
    page.get_by_role("link", name="The lamp is lit 0", exact=True).focus()
    page.fill("#search", "")
    assert page.locator(".card").count() == 50


def test_without_script_every_page_is_there(where: str, open_page: Open) -> None:
    page = open_page(f"{where}index.html", java_script_enabled=False)
    assert not page.locator("#filters").is_visible()
    seen = page.locator(".card").count()
    while page.get_by_role("link", name="Older articles").count():
        with page.expect_navigation():
            page.get_by_role("link", name="Older articles").click()
        seen += page.locator(".card").count()
    assert seen == COUNT
    page.get_by_role("link", name="Newest articles").click()
    page.get_by_text("All pages by date").click()
    assert page.locator("#pages ol a").count() == 5


@pytest.mark.parametrize("dress", DRESSES)
def test_axe_finds_nothing(dress: str, open_page: Open) -> None:
    page = open_page("index.html", **DRESSES[dress])
    page.click("#pages summary")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= DRESSES[dress]["width"]
    page.fill("#search", "lamp")
    settled(page)
    assert violations(page) == []


def test_a_piece_that_is_missing_is_told_and_the_pages_stay(
    folder: Path, browser: object, server: str
) -> None:
    page = browser.new_page()  # type: ignore[attr-defined]
    page.route("**/search-0*.js*", lambda route: route.abort())
    page.goto(f"{server}index.html")
    page.fill("#search", "lamp")
    page.wait_for_function(
        "() => document.getElementById('found').textContent.includes('could not be loaded')"
    )
    assert page.locator("#pages").is_visible()
    page.unroute("**/search-0*.js*")
    page.fill("#search", "lamp ")
    assert settled(page)[0] == "Articles shown: 24 / 62"
    page.close()
