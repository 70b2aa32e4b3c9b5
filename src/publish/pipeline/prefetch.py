"""Work started before it is needed: loading the voice, drawing covers.

Nothing depends on it. What is begun here is only found done, or under way, by
those who need it.
"""

from __future__ import annotations

import contextlib
import importlib
import re
import threading
from collections.abc import Callable, Iterable

from publish.config import Config, Site
from publish.covers import studio
from publish.draft.page import Page
from publish.pipeline.artwork import Artwork, Shape
from publish.pipeline.store import Store

_LANG = re.compile(r"<html[^>]*\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.IGNORECASE)


def load_voice(page: Page, voice: str, config: Config) -> None:
    """Begin to load the voice that the page will probably be read by."""
    declared = _LANG.search(page.text[:20_000])
    lang = page.overrides.language or (declared[1] if declared else page.language_hint or "en")

    def load() -> None:
        from publish.voices import choose, open_engine

        open_engine(choose(page.overrides.voice or voice, lang, config))

    _begin(load)


def draw_covers(art: Artwork, store: Store, shapes: Iterable[Shape], cores: int) -> threading.Thread:
    """Begin to draw the covers that the store lacks, in another process where there are cores for it.

    Join the thread before using them, so that none is drawn twice.
    """
    lacking = [shape for shape in shapes if not store.has("cover", art.step(shape).key)]
    if lacking and cores > 1:
        studio.begin()

    def draw() -> None:
        for shape in lacking:
            art.drawn(shape, store)

    return _begin(draw)


def draw_show(site: Site, store: Store) -> threading.Thread:
    """Begin to draw the show's picture, which every feed names."""
    from publish.pipeline.site import artwork

    return _begin(lambda: artwork(site, store))


def load_writers(groups: Iterable[str]) -> None:
    """Begin to load what binds and writes pages, while there is still to be spoken."""

    def load() -> None:
        if "epub" in groups:
            importlib.import_module("publish.epub")
        if "web" in groups:
            from publish.web import page

            importlib.import_module("publish.web.player")
            page.load("player", "shelf")

    _begin(load)


def _begin(work: Callable[[], object]) -> threading.Thread:
    def quietly() -> None:
        with contextlib.suppress(Exception):  # whoever needs it does it again, and tells
            work()

    thread = threading.Thread(target=quietly, name="ahead", daemon=True)
    thread.start()
    return thread
