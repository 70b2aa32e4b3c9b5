"""Shelf and player as a whole: accessibility by axe, reflow, weight, shifts, print and the shelf's search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from publish import web
from publish.model.episode import Episode
from tests.web import sample
from tests.web.conftest import Open, Show, module

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

PAGES = ("index.html", "lighthouse/index.html", "manara/index.html", "silent/index.html")
DRESSES = {
    "day": {"color_scheme": "light", "width": 1000},
    "night": {"color_scheme": "dark", "width": 1000},
    "narrow": {"color_scheme": "light", "width": 320, "height": 640},
    "forced colours": {"forced_colors": "active", "width": 800},
}


# Of level AAA, which axe leaves out unless it is asked.
AXE = """{ resultTypes: ['violations'], rules: { 'color-contrast-enhanced': { enabled: true },
    'identical-links-same-purpose': { enabled: true }, 'meta-refresh-no-exceptions': { enabled: true } } }"""


def violations(page: Page) -> list[str]:
    page.evaluate(module("axe-core", "axe.min.js").read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {AXE})")
    return [f"{v['id']}: {node['html'][:120]}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(path: str, dress: str, open_page: Open) -> None:
    page = open_page(path, **DRESSES[dress])
    assert violations(page) == []


def test_axe_finds_a_fault_that_was_planted(open_page: Open) -> None:
    page = open_page("lighthouse/index.html")
    page.evaluate("document.querySelector('h1').after(document.createElement('button'))")
    assert [found.split(":")[0] for found in violations(page)] == ["button-name"]


@pytest.mark.parametrize("dress", ["day", "night", "narrow"])
def test_axe_finds_nothing_while_a_sentence_is_marked_and_the_panel_is_open(
    dress: str, open_page: Open
) -> None:
    page = open_page("lighthouse/index.html", **DRESSES[dress])
    for _ in range(6):
        page.click("#next_")
    page.click("#chapters_")
    page.locator(".chapter").nth(3).click()
    assert page.locator("article [aria-current=true]").count() == 1
    assert violations(page) == []


@pytest.mark.parametrize("dress", DRESSES)
def test_axe_finds_nothing_where_articles_wait_and_go_on(dress: str, open_page: Open) -> None:
    page = open_page("lighthouse/index.html#t=20", **DRESSES[dress])
    page.click("#back_")
    page.goto(page.url.split("lighthouse")[0] + "index.html")
    page.click(".card[data-slug=manara] .later")
    assert page.locator("#recent").is_visible()
    assert page.locator("#queue").is_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_320_pixels(path: str, open_page: Open) -> None:
    page = open_page(path, width=320, height=640)
    if page.locator("#settings_").count():
        page.click("#settings_")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll'))"
        ".filter(e => e.getBoundingClientRect().right > 321).map(e => e.outerHTML.slice(0, 80))"
    )
    assert wide == []


def test_every_target_is_at_least_24_pixels_big(open_page: Open) -> None:
    page = open_page("lighthouse/index.html", width=320, height=640)
    page.click("#settings_")
    small = page.evaluate(
        "[...document.querySelectorAll('.player button, .player select, .player input')]"
        ".filter(e => e.offsetParent).map(e => [e.id || e.className, e.getBoundingClientRect()])"
        ".filter(([, b]) => b.width < 20 || b.height < 20).map(([name]) => name)"
    )
    assert small == []


def test_spaced_out_text_still_fits(open_page: Open) -> None:
    """WCAG 1.4.12: line height 1.5, paragraphs 2, letters 0.12, words 0.16."""
    page = open_page("lighthouse/index.html", width=320, height=640)
    bar = "document.querySelector('.bar').offsetHeight"
    before = page.evaluate(bar)
    page.evaluate(
        "const sheet = new CSSStyleSheet(); sheet.replaceSync('* { line-height: 1.5 !important;"
        "letter-spacing: .12em !important; word-spacing: .16em !important }"
        "p { margin-bottom: 2em !important }');"
        "document.adoptedStyleSheets = [sheet];"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(bar) <= before + 24


def test_the_bar_never_hides_what_has_the_focus(open_page: Open) -> None:
    page = open_page("lighthouse/index.html", width=700, height=420)
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            "(() => { const e = document.activeElement;"
            "const bar = document.querySelector('.bar').getBoundingClientRect();"
            "if (e === document.body || e.closest('.player')) return false;"
            "const b = e.getBoundingClientRect(); return b.top >= bar.top; })()"
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML.slice(0, 100)")


def test_on_a_low_window_the_bar_does_not_cover_the_text(open_page: Open) -> None:
    page = open_page("lighthouse/index.html", width=320, height=256)
    assert page.evaluate("getComputedStyle(document.getElementById('player_')).position") == "static"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_shifts_while_a_page_loads(path: str, open_page: Open, server: str) -> None:
    page = open_page("about:blank")
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
        "if (!e.hadRecentInput) shift += e.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(server + path)
    page.wait_for_timeout(700)
    assert page.evaluate("shift") < 0.01


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_under_200_kilobytes(path: str, show: Show) -> None:
    assert (show.folder / path).stat().st_size < 200_000


def test_forced_colours_still_show_the_sentence(open_page: Open) -> None:
    page = open_page("lighthouse/index.html", forced_colors="active")
    page.click("#next_", click_count=2)
    style = "(id => getComputedStyle(document.getElementById(id)).backgroundColor)"
    assert page.evaluate(f"{style}('title')") != page.evaluate(f"{style}('byline')")


def test_print_shows_the_article_and_no_controls(open_page: Open) -> None:
    page = open_page("lighthouse/index.html")
    page.emulate_media(media="print")
    assert not page.locator("#player_").is_visible()
    assert not page.locator(".downloads").is_visible()
    assert page.get_by_text("No ship was lost that winter.").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_an_article_without_sound_has_no_player(open_page: Open) -> None:
    page = open_page("silent/index.html")
    assert page.locator("audio").count() == 0
    assert page.get_by_text("No ship was lost that winter.").is_visible()
    assert page.locator(".downloads a").count() == 1


def shown(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".card:visible h2").all_inner_texts()]


LAMP, SILENT, ARABIC = "The lamp at Saint Brannoc is lit again", "A story without sound", "عودة ضوء المنارة"


def test_the_shelf_is_searched_sorted_and_filtered(open_page: Open) -> None:
    page = open_page("index.html")
    assert shown(page) == [LAMP, SILENT, ARABIC]
    page.fill("#search", "BRANNOC lit")
    assert shown(page) == [LAMP]
    assert page.inner_text("#found") == "Articles shown: 1"
    page.fill("#search", "long winter")
    assert shown(page) == [LAMP, SILENT]
    page.fill("#search", "submarine")
    assert shown(page) == []
    assert page.inner_text("#found") == "No article matches."
    page.fill("#search", "")
    page.select_option("#language", "ar")
    assert shown(page) == [ARABIC]
    page.select_option("#language", "")
    page.select_option("#order", "title")
    assert shown(page) == [SILENT, LAMP, ARABIC]
    page.select_option("#order", "longest")
    assert shown(page) == [LAMP, ARABIC, SILENT]


def test_the_shelf_is_whole_without_script(open_page: Open) -> None:
    page = open_page("index.html", java_script_enabled=False)
    assert shown(page) == [LAMP, SILENT, ARABIC]
    assert not page.locator("#filters").is_visible()


def test_a_card_leads_to_its_player(open_page: Open) -> None:
    page = open_page("index.html")
    page.get_by_role("link", name=LAMP, exact=True).click()
    page.wait_for_url("**/lighthouse/index.html")
    assert page.locator("h1").inner_text() == LAMP


def test_the_shelf_offers_subscription(open_page: Open) -> None:
    page = open_page("index.html")
    links = page.eval_on_selector_all(".subscribe a", "links => links.map(l => l.getAttribute('href'))")
    assert "podcast://listen.example.org/show/feed.xml" in links
    assert "feed.xml" in links
    assert page.input_value("#feed") == "https://listen.example.org/show/feed.xml"
    assert page.get_by_role("img", name="QR code").is_visible()


def test_a_long_shelf_comes_in_pages_and_is_searched_whole(open_page: Open, server: str) -> None:
    episodes = tuple(
        Episode(f"a{n:02}", f"Story {n:02}", "en", published=f"2024-01-{n % 28 + 1:02}") for n in range(60)
    )
    body = web.write_shelf(episodes, sample.SITE)
    page = open_page("about:blank")
    page.route(server, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(server)
    assert len(shown(page)) == 24
    assert page.inner_text("#found") == "Articles shown: 24 / 60"
    page.click("#more")
    assert len(shown(page)) == 48
    assert page.evaluate("document.activeElement.textContent") == shown(page)[24]
    page.click("#more")
    assert len(shown(page)) == 60
    assert not page.locator("#more").is_visible()
    page.fill("#search", "story 59")
    assert shown(page) == ["Story 59"]
