"""The show's own pages over very many articles: the time to write them, their bytes, and a browser's part."""

from __future__ import annotations

import re
import resource
import time
from pathlib import Path
from statistics import median
from typing import Any

from publish.config import Site
from publish.model.episode import Episode, Product
from publish.web import feed_parts, long_shelf, write_feed

from run import sentences  # type: ignore[import-not-found]  # isort: skip

SITE = Site(title="The harbour, read aloud", url="https://listen.example.org/harbour")
SEARCHES = ("harbour", "crew wren", "report 4711", "zoe", "dusk gull mast", "no such word")
ROUNDS = 5
_PIECE = re.compile(r"search-\d+\.js")


def shelf(root: str, count: str) -> dict[str, Any]:
    """Shelf and feed of so many articles, written and then opened from the disk in Chromium."""
    folder, told = Path(root) / f"shelf-{count}", tuple(map(episode, range(int(count))))
    folder.mkdir(parents=True)
    began = time.process_time()
    for file in long_shelf(told, SITE):
        (folder / file.name).write_bytes(file.make())
    for part, those in feed_parts(told):
        (folder / part.name).write_bytes(write_feed(those, SITE, "artwork.jpg", part))
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    return {
        "core_seconds": round(time.process_time() - began, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "files": len(sizes),
        "bytes": sum(sizes.values()),
        "first_page_bytes": sizes["index.html"],
        "feed_bytes": sizes["feed.xml"],
        "largest_piece_bytes": max(size for name, size in sizes.items() if _PIECE.match(name)),
        **seen(f"{folder.as_uri()}/index.html"),
    }


def episode(number: int) -> Episode:
    """An article of its own words, one for each day from 2000 on."""
    name = f"tide-{number:05}"
    date = f"{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
    return Episode(
        slug=name,
        title=f"Report {number}: {sentences(f'title {number}', 1)[:40].rsplit(' ', 1)[0]}",
        lang="en-GB",
        standfirst=sentences(f"standfirst {number}", 2),
        bylines=("Ada Wren" if number % 2 else "Zoë Marchand",),
        published=date,
        words=900,
        seconds=60.0 + number * 37 % 400,
        sections=(sentences(f"section {number}", 1)[:30],),
        products=(
            Product("epub", f"{name}/{name}.epub", 120_000),
            Product("audio", f"{name}/{name}.mp3", 4_000_000),
        ),
    )


def seen(address: str) -> dict[str, Any]:
    """What a reader waits for in Chromium, medians; nothing where there is no Chromium to drive."""
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return {}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        paints = [painted(browser, address) for _ in range(ROUNDS)]
        firsts, later = zip(*(searched(browser, address) for _ in range(ROUNDS)), strict=True)
        browser.close()
    return {
        "first_paint_ms": round(median(paints)),
        "first_search_ms": round(median(firsts)),
        "search_ms": round(median(ms for each in later for ms in each)),
    }


def painted(browser: Any, address: str) -> float:
    """Milliseconds to the first words on the screen, in a browser that has kept nothing."""
    page = browser.new_page()
    page.goto(address)
    script = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)[0]"
    page.wait_for_function(f"() => {script} > 0")
    found = float(page.evaluate(script))
    page.close()
    return found


_SEARCH = """text => new Promise(done => {
  const found = document.getElementById('found'), box = document.getElementById('search');
  found.textContent = '';
  const began = performance.now();
  new MutationObserver((_, watch) => {
    if (/\\d|match/.test(found.textContent)) { watch.disconnect(); done(performance.now() - began); }
  }).observe(found, {childList: true, characterData: true, subtree: true});
  box.value = text;
  box.dispatchEvent(new Event('input', {bubbles: true}));
})"""


def searched(browser: Any, address: str) -> tuple[float, list[float]]:
    """Milliseconds from the last key to the answer: of the first search, and of those after it."""
    page = browser.new_page()
    page.goto(address)
    first, *later = [float(page.evaluate(_SEARCH, text)) for text in SEARCHES]
    page.close()
    return first, later
