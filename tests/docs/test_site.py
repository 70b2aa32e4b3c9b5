"""The documentation as a website: strict, offline, the same twice, and fit for a screen reader."""

from __future__ import annotations

import filecmp
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import build_docs
import pytest
import take_screenshots

from tests.needs import ROOT, needs
from tests.readers.browser import need_readers
from tests.web.conftest import chromium, module

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Request

DRESSES: dict[str, dict[str, Any]] = {
    "day": {"color_scheme": "light", "viewport": {"width": 1200, "height": 900}},
    "night": {"color_scheme": "dark", "viewport": {"width": 1200, "height": 900}},
    "forced": {"forced_colors": "active", "viewport": {"width": 1200, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
}
PAGES = sorted(build_docs.pages())
SHADED = (
    "configuration.md",
    "editors.md",
    "index.md",
    "voices.md",
)  # tables, code, notes, cards: every colour


def listed() -> set[str]:
    known = build_docs.pages()
    index = build_docs.staged("index.md", known["index.md"], known)
    return set(index.split("{toctree}", 1)[1].split())


def test_the_first_page_lists_every_page() -> None:
    assert {page.removesuffix(".md") for page in PAGES} - listed() == {"index"}


def test_a_link_leads_to_a_page_or_names_a_file() -> None:
    page = ROOT / "docs" / "voices.md"
    known = {path: name for name, path in build_docs.pages().items()}
    assert build_docs.linked("[a](engines.md#x) `[b](c.md)`", page, known) == "[a](engines.md#x) `[b](c.md)`"
    assert build_docs.linked("[a](../CHANGELOG.md)", page, known) == "[a](changes.md)"
    assert build_docs.linked("[a](../Makefile)", page, known) == "a (`Makefile` in the project)"
    with pytest.raises(build_docs.LinkError, match=r"voices\.md: \.\./nothing does not exist"):
        build_docs.linked("[a](../nothing)", page, known)


def test_a_title_becomes_a_caption() -> None:
    shown = build_docs.titled('```toml title="publish.toml"\na = 1\n```\n')
    assert shown == "```{code-block} toml\n:caption: publish.toml\n\na = 1\n```\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs("sphinx", "myst_parser", "pydata_sphinx_theme")
    folder = tmp_path_factory.mktemp("site") / "site"
    assert build_docs.build(folder) == 0
    return folder


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    opened = browser.new_context(**DRESSES[request.param])
    yield opened
    opened.close()


@pytest.mark.slow
def test_it_is_the_same_twice(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert build_docs.build(again) == 0
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    assert sorted(path.relative_to(again).as_posix() for path in again.rglob("*") if path.is_file()) == names
    _, different, unread = filecmp.cmpfiles(site, again, names, shallow=False)
    assert (different, unread) == ([], [])


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ["[a](voices.md#no-such-heading)", "[a](#no-such-heading)"])
def test_an_anchor_that_leads_nowhere_fails_it(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    needs("sphinx")
    page = tmp_path / "voices.md"
    page.write_text(f"# Voices\n\n{wrong}\n", "utf-8")
    index = tmp_path / "index.md"
    index.write_text("# First\n\n## All\n- [Voices](voices.md)\n", "utf-8")
    monkeypatch.setattr(build_docs, "pages", lambda: {"index.md": index, "voices.md": page})
    assert build_docs.build(tmp_path / "site") != 0
    assert "no-such-heading" in capfd.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
@pytest.mark.parametrize("context", DRESSES, indirect=True)
def test_every_page_is_accessible_and_asks_no_other_host(site: Path, context: BrowserContext) -> None:
    """By axe, each page in a narrow window, and those with every colour in the other dresses.

    Nothing scrolls sideways. All pages have the colours of those few, and contrast is most of what axe does.
    """
    axe = module("axe-core", "axe.min.js").read_text("utf-8")
    wrong: list[str] = []
    page = context.new_page()

    def asked(request: Request) -> None:
        if not request.url.startswith("file:"):
            wrong.append(f"another host: {request.url}")

    page.on("request", asked)
    narrow = page.viewport_size == DRESSES["narrow"]["viewport"]
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": not narrow}}}
    judged = PAGES if narrow else SHADED
    for name in judged:
        page.goto((site / name).with_suffix(".html").as_uri())
        page.evaluate("document.fonts.ready.then(() => true)")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{name} is wider than the window")
        page.evaluate(axe)
        found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
        wrong += [
            f"{name}: {v['id']}: {node['html'][:120]}" for v in found["violations"] for node in v["nodes"]
        ]
    assert wrong == []


STOPS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  if (element === document.body) return null;
  const framed = getComputedStyle(element.closest("form") ?? element);
  const forced = matchMedia("(forced-colors: active)").matches;
  const lined = [style, framed].some((each) => each.outlineStyle !== "none" && each.outlineWidth !== "0px");
  const shaded = [style, framed].some((each) => each.boxShadow !== "none");
  const words = element.ariaLabel ?? (element.innerText.trim() || element.placeholder || element.tagName);
  return { words: words.split("\\n")[0], seen: lined || (!forced && shaded) };
}"""


@pytest.mark.slow
@pytest.mark.parametrize("context", DRESSES, indirect=True)
def test_the_keyboard_reaches_everything_and_is_seen_where_it_is(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto((site / "configuration.html").as_uri())
    page.evaluate("document.fonts.ready.then(() => true)")
    stops: list[dict[str, Any]] = []
    for _ in range(100):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOPS)
        if stop is None:
            break
        stops.append(stop)
    words = [stop["words"] for stop in stops]
    assert words[0] == "Skip to main content"
    assert {"publish", "Previous", "Next"} <= set(words)
    assert words.count("publish") == 1, "it goes round before it comes to an end"
    assert [stop["words"] for stop in stops if not stop["seen"]] == []


def test_the_readme_shows_pictures_that_a_script_takes_each_with_its_words() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.findall(r"!\[([^\]]*)\]\(docs/pictures/([^)]+)\)", readme)
    shown = {name: words for words, name in found}
    assert sorted(shown) == sorted(take_screenshots.PICTURES)
    for name, words in shown.items():
        assert len(words) > 80
        assert (take_screenshots.PLACE / name).stat().st_size <= take_screenshots.LARGEST_BYTES


@pytest.mark.slow
def test_the_pictures_can_be_taken_again(tmp_path: Path) -> None:
    from PIL import Image

    chromium()
    need_readers()
    output = tmp_path / "output"
    build = [sys.executable, "-m", "publish", "build", "source/birmingham-childrens-services.html", "--quiet"]
    environment = {**os.environ, "PUBLISH_STORE": str(tmp_path / "store")}
    command = [*build, "--voice", "tone", "-o", str(output)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    take = [sys.executable, str(ROOT / "tools" / "take_screenshots.py"), "--output", str(output)]
    subprocess.run([*take, "--to", str(tmp_path)], cwd=ROOT, check=True)
    for name in take_screenshots.PICTURES:
        with Image.open(tmp_path / name) as taken, Image.open(take_screenshots.PLACE / name) as kept:
            assert taken.size == kept.size
