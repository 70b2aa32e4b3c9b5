"""The embedded player in Chromium, on another host's pages: an element, under hostile rules, in a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from publish.web.serve import Server
from tests.web import host, sample
from tests.web.conftest import module

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

pytestmark = pytest.mark.slow

SENTENCE = "p2-s1"
Host = Callable[..., "Page"]


@pytest.fixture(scope="module")
def other(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another host's pages; its address."""
    folder = tmp_path_factory.mktemp("host")
    host.place(folder, server)
    with Server(folder, port=0) as running:
        yield running.address


@pytest.fixture
def visit(browser: Browser, other: str, server: str) -> Iterator[Host]:
    """Opens a page of the other host; nothing may ask a third one, complain or keep anything."""
    complaints: list[str] = []
    contexts = []

    def visit_(name: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 700, "height": 800}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((server, other)) else complaints.append(request.url)
            ),
        )
        page.goto(f"{other}{name}.html")
        page.wait_for_function("heard.length")
        return page

    yield visit_
    for context in contexts:
        for page in context.pages:
            for frame in page.frames:
                kept = frame.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
                complaints += [str(kept)] if kept != [0, 0, ""] else []
        context.close()
    assert complaints == []


def violations(frame: Page | Frame, where: str) -> list[str]:
    frame.evaluate(module("axe-core", "axe.min.js").read_text("utf-8"))
    result: dict[str, Any] = frame.evaluate(f"axe.run({where}, {{ resultTypes: ['violations'] }})")
    return [f"{v['id']}: {node['html'][:120]}" for v in result["violations"] for node in v["nodes"]]


def test_it_plays_marks_and_tells(visit: Host) -> None:
    page = visit("element")
    page.evaluate(f"document.querySelector('publish-player').seek('#{SENTENCE}')")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(
        f"document.querySelector('publish-player').currentTime > {sample.begin(SENTENCE) + 0.2}"
    )
    page.get_by_role("button", name="Pause").click()
    page.wait_for_function("() => heard.some(([kind]) => kind === 'pause')")
    shown = page.evaluate("heard")
    assert [kind for kind, _ in shown if kind in ("ready", "play", "pause")] == ["ready", "play", "pause"]
    sentence = [detail for kind, detail in shown if kind == "sentence"][-1]
    assert sentence["id"] == SENTENCE
    assert sentence["link"].endswith(f"/lighthouse/index.html#{SENTENCE}")
    link = page.locator(".sentence a")
    assert link.get_attribute("href") == sentence["link"]
    assert link.inner_text() == sentence["text"]
    assert page.evaluate("[...CSS.highlights.get('publish-player')].length") == 1


def test_the_link_to_a_sentence_leads_to_it(visit: Host) -> None:
    page = visit("element")
    page.evaluate(f"document.querySelector('publish-player').setAttribute('start', '{SENTENCE}')")
    page.locator(".sentence a").click()
    page.wait_for_function(f"() => document.getElementById('{SENTENCE}').ariaCurrent === 'true'")
    page.close()  # the page that it leads to keeps the place; the embedded player does not


@pytest.mark.parametrize("width", [320, 700])
@pytest.mark.parametrize("name", ["element", "hostile"])
def test_axe_finds_nothing_in_it(name: str, width: int, visit: Host) -> None:
    page = visit(name, viewport={"width": width, "height": 800})
    page.wait_for_function("[...document.querySelectorAll('publish-player')].every((each) => each.duration)")
    assert violations(page, "'publish-player'") == []


def test_hostile_rules_do_not_reach_it(visit: Host) -> None:
    look = """() => {
        const { shadowRoot } = document.querySelector("publish-player");
        return [...shadowRoot.querySelectorAll(".frame, .frame *")].map((e) => {
            const { width, height } = e.getBoundingClientRect(), s = getComputedStyle(e);
            const size = [e.localName, Math.round(width), Math.round(height), s.opacity];
            return [...size, s.color, s.letterSpacing, s.fontFamily, s.textTransform];
        });
    }"""
    plain, hostile = visit("element"), visit("hostile")
    hostile.add_style_tag(content="main { display: block !important; width: 684px !important }")
    plain.add_style_tag(content="main { width: 684px }")
    assert hostile.evaluate(look) == plain.evaluate(look)


def test_what_stands_in_it_is_shown_where_there_is_no_narration(visit: Host) -> None:
    page = visit("missing")
    assert page.evaluate("heard[0][0]") == "error"
    assert page.get_by_role("link", name="Listen to it").is_visible()


def test_a_frame_tells_and_does_what_it_is_asked(visit: Host) -> None:
    page = visit("frame")
    frame = page.frames[1]
    assert violations(frame, "'main'") == []
    ask = "(told) => frames[0].postMessage({ target: 'publish-player', ...told }, '*')"
    page.evaluate(ask, {"type": "seek", "place": SENTENCE})
    page.evaluate(ask, {"type": "play"})
    page.wait_for_function(f"heard.some(([type, told]) => type === 'sentence' && told.id === '{SENTENCE}')")
    page.wait_for_function("heard.some(([type]) => type === 'play')")
    page.evaluate(ask, {"type": "pause"})
    page.wait_for_function("heard.some(([type]) => type === 'pause')")
    page.wait_for_function("heard.some(([type, told]) => type === 'size' && told.height > 200)")


def test_the_page_for_a_frame_fits_the_size_that_oembed_names(visit: Host) -> None:
    page = visit("frame", viewport={"width": 340, "height": 800})
    page.locator("iframe").evaluate("frame => { frame.style.maxWidth = '100%'; }")
    page.wait_for_timeout(200)
    assert page.frames[1].evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
    assert page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth")
