"""Reading systems in a real browser: a local server for them, and Chromium driven by Playwright."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.needs import missing, needs

HERE = Path(__file__).resolve().parent
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the readers' own files, and books from memory under /books/."""

    books: Mapping[str, bytes] = {}

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return
        name = self.path.removeprefix("/books/")
        if name == self.path or name not in self.books:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/epub+zip")
        self.send_header("Content-Length", str(len(self.books[name])))
        self.end_headers()
        self.wfile.write(self.books[name])

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def served(books: Mapping[str, bytes]) -> Iterator[str]:
    """The address of a server that has the readers and these books."""
    handler = type("Handler", (_Quiet,), {"books": books})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(HERE)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def need_readers() -> None:
    """Skip unless Chromium, Playwright and the npm packages are here."""
    needs("playwright")
    if chromium() is None:
        missing("Chromium is not on this machine")
    if not (HERE / "node_modules" / "foliate-js").is_dir():
        missing("the readers are not installed: npm ci --prefix tests/readers")


def chromium() -> str | None:
    """The browser's program."""
    import shutil

    return next(filter(None, map(shutil.which, _CHROMIUM)), None)


@contextmanager
def page(width: int = 800, height: int = 1100, dark: bool = False) -> Iterator[Any]:
    """A page of a fresh browser, whose console errors are collected in `page.complaints`."""
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=options)
        try:
            opened = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
            )
            complaints: list[str] = []
            opened.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
            opened.on("pageerror", lambda error: complaints.append(str(error)))
            opened.complaints = complaints  # type: ignore[attr-defined]
            yield opened
        finally:
            browser.close()


def open_reader(page: Any, base: str, reader: str, book: str, style: str = "") -> dict[str, Any]:
    """A book opened in a reader: its documents and the labels of its contents."""
    page.goto(f"{base}/{reader}.html")
    page.wait_for_function("window.ready")
    result: dict[str, Any] = page.evaluate(
        "([address, style]) => reader.open(address, style)", [f"{base}/books/{book}", style]
    )
    return result
