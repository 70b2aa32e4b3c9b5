"""The sample show on disk and on a server, and a real Chromium to look at it."""

from __future__ import annotations

import dataclasses
import importlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from publish.model.episode import Episode
from publish.web.serve import Server
from tests.needs import missing, needs
from tests.web import sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

MODULES = Path(__file__).parent / "node_modules"
FLAGS = ["--no-sandbox", "--mute-audio", "--autoplay-policy=no-user-gesture-required"]
Open = Callable[..., "Page"]


def chromium() -> str:
    """The path of a Chromium; the test is skipped without one."""
    named = os.environ.get("PUBLISH_CHROMIUM", "")
    names = (named, "chromium", "chromium-browser", "google-chrome")
    result = next((path for name in names if name and (path := shutil.which(name))), None)
    return result or missing("no chromium is on the PATH")


def wanted(name: str) -> Any:
    """A Python module that only tests need; the test is skipped without it."""
    needs(name.partition(".")[0])
    return importlib.import_module(name)


def module(*parts: str) -> Path:
    """A file of an npm package of `tests/web/package.json`; the test is skipped without it."""
    path = MODULES.joinpath(*parts)
    if not path.exists():
        missing(f"{parts[0]} is missing: run npm ci --prefix tests/web")
    return path


@dataclasses.dataclass(frozen=True)
class Show:
    """The sample show: its folder and its episodes."""

    folder: Path
    episodes: tuple[Episode, ...]


@pytest.fixture(scope="session")
def show(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """The lighthouse, an article from right to left, and one without sound."""
    folder = tmp_path_factory.mktemp("show")
    silent = dataclasses.replace(sample.article(), slug="silent", title="A story without sound", url="")
    return Show(folder, sample.place(folder, (sample.article(), sample.arabic()), sample.SITE, (silent,)))


@pytest.fixture(scope="session")
def server(show: Show) -> Iterator[str]:
    """The show on the local server; its address."""
    with Server(show.folder, port=0) as running:
        yield running.address


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Open]:
    """Opens a page of the show; at the end, no page may have complained or asked another host."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(
        path: str = "lighthouse/index.html", width: int = 800, height: int = 700, **options: Any
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((server, "file:", "data:", "blob:"))
                else complaints.append(f"another host: {request.url}")
            ),
        )
        page.goto(path if ":" in path else server + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
