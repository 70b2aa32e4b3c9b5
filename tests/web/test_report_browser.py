"""The editor's report in a real browser, from a `file:` address as an editor opens it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from publish.audio.mp3 import SPANS
from publish.model.problem import problem
from publish.web.report import Heard, Report, Seen, write_list, write_report
from tests.web import sample
from tests.web.conftest import Open, Show
from tests.web.test_pages_browser import DRESSES, violations
from tests.web.test_player_browser import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow


def heard(title: str, begin: float) -> Heard:
    peaks = tuple(abs(n % 37 - 18) * 5 for n in range(SPANS))
    short = (-16.2, None, None, -40.5, -15.0, -2.0, -17.0, -16.0)
    return Heard(title, "../lighthouse/lighthouse.mp3", begin, 70.0, -16.04, -1.2, peaks, short, (3.2, 1.27))


REPORT = Report(
    slug="lighthouse",
    title="The lamp at Saint Brannoc <is> lit again",
    lang="en-GB",
    bylines=("Mara Quill", "Jonah Teague"),
    published="2023-02-21",
    opening="After nine dark years the coast has its light back. The lighthouse turns again.",
    voice="hibari:heart",
    reason="the best voice for en-GB of the table of languages",
    seconds=140.0,
    lufs=-16.04,
    true_peak_dbtp=-1.2,
    target=-16.0,
    sections=(heard("The long winter", 0.0), heard("What the log says", 70.0)),
    pictures=(
        Seen(
            "../lighthouse/images/lamp.png", "lamp.png", "A brass lamp.", "author", "The lamp.", "Tomas Vey"
        ),
        Seen("../lighthouse/images/lamp.png", "mute.png", "", "none", "", "Agency" * 20),
        Seen("", "gone.png", "", "decorative", "", ""),
    ),
    problems=(
        problem(
            "A11Y-003", "source/a.html:3", 'image "mute.png" has neither caption nor alt text', "add alt"
        ),
        problem("READ-001", "source/a.html", "the page holds no article text"),
        problem("META-001", f"source/{'long' * 20}.html", "nobody" * 20, "name" * 20),
    ),
    files=(("../lighthouse/index.html", "index.html", 40_000), ("../lighthouse/x.bin", "x.bin", 5_400_000)),
)
BARE = Report("bare", "حكاية", "ar", (), "", "", "", "", 0.0, None, None, None, (), (), (), ())
LONG = "Donaudampfschifffahrtsgesellschaft" * 6  # a word without a place to break it
UNBROKEN = dataclasses.replace(
    REPORT,
    slug="unbroken",
    title=LONG,
    bylines=(LONG,),
    opening=LONG,
    voice=LONG,
    reason=LONG,
    sections=(heard(LONG, 0.0),),
    pictures=(Seen("", LONG, LONG, "author", LONG, LONG),),
    problems=(problem("META-001", LONG, LONG, LONG),),
    files=(("../lighthouse/index.html", LONG, 40_000),),
)


@pytest.fixture(scope="module")
def report(show: Show) -> Path:
    """The pages in a folder beside the show's articles."""
    folder = show.folder / "report"
    folder.mkdir(exist_ok=True)
    for one in (REPORT, BARE, UNBROKEN):
        (folder / f"{one.slug}.html").write_bytes(write_report(one))
    (folder / "index.html").write_bytes(write_list((REPORT, BARE, UNBROKEN)))
    (show.folder / "lighthouse" / "x.bin").write_bytes(b"x")
    return folder


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("name", ["index", "lighthouse", "bare"])
def test_axe_finds_nothing(name: str, dress: str, report: Path, open_page: Open) -> None:
    page = open_page((report / f"{name}.html").as_uri(), **DRESSES[dress])
    assert violations(page) == []


@pytest.mark.parametrize("name", ["index", "lighthouse", "bare", "unbroken"])
def test_nothing_is_wider_than_320_pixels(name: str, report: Path, open_page: Open) -> None:
    page = open_page((report / f"{name}.html").as_uri(), width=320, height=640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = "e => !e.closest('.scroll, svg') && e.getBoundingClientRect().right > 321"
    assert (
        page.evaluate(f"[...document.querySelectorAll('body *')].filter({wide}).map(e => e.outerHTML)") == []
    )


def test_pictures_are_shown(report: Path, open_page: Open) -> None:
    page = open_page((report / "lighthouse.html").as_uri())
    page.evaluate("document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
    until(page, "[...document.images].every(i => i.complete)")
    assert page.evaluate("[...document.images].map(i => i.naturalWidth)") == [640, 640]


def playing(page: Page, number: int) -> Any:
    return page.evaluate(
        f"(a => a.paused ? null : a.currentTime)(document.querySelectorAll('audio')[{number}])"
    )


def test_a_click_on_the_outline_plays_from_there_and_stops_the_others(report: Path, open_page: Open) -> None:
    page = open_page((report / "lighthouse.html").as_uri())
    for number, share in ((0, 0.5), (1, 0.25)):
        wave = page.locator(".wave").nth(number)
        box = wave.bounding_box()
        assert box
        wave.click(position={"x": box["width"] * share, "y": 20})
        until(page, f"!document.querySelectorAll('audio')[{number}].paused")
        length = page.evaluate(f"document.querySelectorAll('audio')[{number}].duration")
        assert playing(page, number) == pytest.approx(share * length, abs=2)
        until(page, f"document.querySelectorAll('.now')[{number}].getAttribute('visibility') === 'visible'")
    until(page, "document.querySelectorAll('audio')[0].paused")
    assert playing(page, 1) is not None


def test_all_of_it_is_reached_by_keyboard(report: Path, open_page: Open) -> None:
    page = open_page((report / "lighthouse.html").as_uri())
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(e => e.className || e.tagName)(document.activeElement)"))
    assert reached[:6] == ["skip", "A", "A", "scroll", "A", "A"]
    assert set(reached[6:]) == {"AUDIO"}  # its buttons, one after the other
    page.locator("audio").first.focus()
    page.keyboard.press("Space")
    until(page, "!document.querySelector('audio').paused")


def test_the_skip_link_leads_to_the_pictures(report: Path, open_page: Open) -> None:
    page = open_page((report / "lighthouse.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "pictures"


def test_the_list_leads_to_the_pages_and_they_lead_to_the_products(report: Path, open_page: Open) -> None:
    page = open_page((report / "index.html").as_uri())
    page.click("a[href='lighthouse.html']")
    assert page.title() == f"Report: {REPORT.title}"
    page.click("a:text('Player')")
    page.wait_for_selector("#play_")
    assert page.url.endswith("/lighthouse/index.html")


def test_every_plot_has_its_figures_in_a_table(report: Path) -> None:
    page = write_report(REPORT).decode()
    assert len(re.findall(r'<svg[^>]*aria-hidden="true"', page)) == 1 + len(REPORT.sections)
    table = page.split("<table>")[1].split("</table>")[0]
    for figure in ("1:10", "−16.0", "−1.2", "1.3 s at 0:03", "−40.5 to −2.0"):
        assert figure in table
    assert page.count('role="img" aria-label="Outline of the sound of “') == len(REPORT.sections)
    assert sample.SITE.title not in page
