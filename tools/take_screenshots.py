"""Pictures of the products for the README and the website: `python tools/take_screenshots.py [--output DIR]`.

With `--widths` the pages are taken at four widths, by day and by night, for docs/products.md.

The articles of `source/` are built, or `--output` names where they are built already. The shelf and a
player are shown by the project's own server, the read-aloud book by foliate-js (`npm ci --prefix
tests/readers`), all in Chromium. They are taken again when what they show has changed.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "pictures"
SLUG = "birmingham-childrens-services"
LARGEST_BYTES = 150_000
sys.path.insert(0, str(ROOT))


def shelf(browser: Browser, address: str, output: Path) -> bytes:
    """The shelf by day."""
    return _shot(_opened(browser, f"{address}index.html", 1100, 760))


def player(browser: Browser, address: str, output: Path) -> bytes:
    """The player at night, in the middle of an article, its sentence and word marked."""
    page = _opened(browser, f"{address}{SLUG}/index.html#{_sentences(output)[7]}", 1100, 760, dark=True)
    page.evaluate("document.getElementById('audio_').currentTime += 1.2")
    page.wait_for_timeout(600)
    return _shot(page)


def reader(browser: Browser, address: str, output: Path) -> bytes:
    """The read-aloud book in a reading system, while a sentence is heard."""
    from tests.readers.browser import open_reader, served

    book = _book(output)
    with served({book.name: book.read_bytes()}) as base:
        page = browser.new_page(viewport={"width": 620, "height": 760})
        open_reader(page, base, "foliate", book.name)
        document, id = _place(book, 4)
        page.evaluate("([index, id]) => reader.play(index, id)", [document, id])
        _until(page, "reader.heard().active.length > 0")
        page.evaluate("reader.pause()")
        page.wait_for_timeout(400)
        return _shot(page)


TITLES = (
    ("Shade", "en", "Ada Okafor", "The Harbour Desk"),
    ("When the bay runs dry", "en", "Ada Okafor", "The Harbour Desk"),
    ("Counting the dark", "en", "Ines Calder", "Field Notes"),
    ("Les moulins à marée", "fr", "Yann Le Goff", "Le Cahier du littoral"),
    ("Как город охладил улицы", "ru", "Мария Иванова", "Городская газета"),
    ("Η πόλη που έμαθε να περιμένει", "el", "Νίκος Παππάς", "Το Λιμάνι"),
    ("東京の夜を数える人びと", "ja", "山田 花子", "港新聞"),
    ("渔村的最后一盏灯", "zh-CN", "李明", "海边日报"),
    ("바다가 마르는 날", "ko", "김지우", "항구 신문"),
    ("نواعير حماة تعود إلى الدوران", "ar", "ليلى حسن", "صحيفة المرفأ"),
    ("जब खाड़ी सूख जाती है", "hi", "अनिता शर्मा", "बंदरगाह समाचार"),
    ("เมืองท่าที่ไม่เคยหลับใหล", "th", "สมชาย ใจดี", "ข่าวท่าเรือ"),
)


def covers(browser: Browser, address: str, output: Path) -> bytes:
    """Covers without a picture, side by side."""
    from publish.covers.draw import portrait
    from publish.model.article import Article

    wide, high, gap, columns = 170, 272, 14, 6
    rows = len(TITLES) // columns
    sheet = Image.new("RGB", (columns * (wide + gap) + gap, rows * (high + gap) + gap), "#d5d9de")
    for index, (title, lang, author, house) in enumerate(TITLES):
        drawn = portrait(Article("cover", lang, title, (), bylines=(author,), publisher=house))
        cover = Image.open(io.BytesIO(drawn.data)).resize((wide, high), Image.Resampling.LANCZOS)
        row, column = divmod(index, columns)
        sheet.paste(cover, (gap + column * (wide + gap), gap + row * (high + gap)))
    return _webp(sheet)


WIDTHS = ((320, 640), (390, 780), (768, 900), (1280, 800))
HIGH = 420


def surface(path: str) -> Callable[[Browser, str, Path], bytes]:
    """A page at four widths, by day above and by night below, as one picture."""

    def take(browser: Browser, address: str, output: Path) -> bytes:
        where = f"{address}{path}".format(slug=SLUG, sentence=_sentences(output)[7])
        rows = []
        for dark in (False, True):
            shots = [_image(_opened(browser, where, *size, dark)) for size in WIDTHS]
            rows.append([shot.resize((shot.width * HIGH // shot.height, HIGH)) for shot in shots])
        gap = 12
        wide = sum(shot.width + gap for shot in rows[0]) + gap
        sheet = Image.new("RGB", (wide, 2 * (HIGH + gap) + gap), "#9aa0a8")
        for row, shots in enumerate(rows):
            at = gap
            for shot in shots:
                sheet.paste(shot, (at, gap + row * (HIGH + gap)))
                at += shot.width + gap
        return _webp(sheet)

    return take


PICTURES: dict[str, Callable[[Browser, str, Path], bytes]] = {
    "shelf.webp": shelf,
    "player.webp": player,
    "read-aloud.webp": reader,
    "covers.webp": covers,
}
SHEETS: dict[str, Callable[[Browser, str, Path], bytes]] = {
    "widths-shelf.webp": surface("index.html"),
    "widths-player.webp": surface("{slug}/index.html#{sentence}"),
    "widths-transcript.webp": surface("{slug}/transcript.html"),
    "widths-embed.webp": surface("{slug}/embed.html"),
}


# --- taking -------------------------------------------------------------------


def _opened(browser: Browser, address: str, width: int, height: int, dark: bool = False) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def _image(page: Page) -> Image.Image:
    """The window, which is closed then."""
    shot = page.screenshot(animations="disabled", caret="hide")
    page.close()
    return Image.open(io.BytesIO(shot)).convert("RGB")


def _shot(page: Page) -> bytes:
    """The window as WebP, its colours kept as well as the size allows."""
    return _webp(_image(page))


def _webp(image: Image.Image) -> bytes:
    for quality in (90, 80, 70, 60):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if len(out.getvalue()) <= LARGEST_BYTES:
            break
    return out.getvalue()


def _until(page: Page, condition: str) -> None:
    for _ in range(250):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(40)
    raise SystemExit(f"this never came: {condition}")


def _book(output: Path) -> Path:
    return output / SLUG / f"{SLUG}-read-aloud.epub"


def _sentences(output: Path) -> list[str]:
    """The ids of the sentences of paragraphs, in the order of the transcript."""
    cues = (output / SLUG / f"{SLUG}.vtt").read_text("utf-8")
    return re.findall(r"^(p[0-9a-f]{8}\S*-s\d+)$", cues, re.MULTILINE)


def _place(book: Path, number: int) -> tuple[int, str]:
    """The nth sentence of the book's paragraphs, and the place of its document in the spine."""
    with zipfile.ZipFile(book) as archive:
        package = archive.read(next(name for name in archive.namelist() if name.endswith(".opf"))).decode()
        files = dict(re.findall(r'<item [^>]*?href="([^"]+)" id="([^"]+)"', package))
        files |= {
            href: id for id, href in re.findall(r'<item [^>]*?id="([^"]+)" [^>]*?href="([^"]+)"', package)
        }
        spine = re.findall(r'<itemref [^>]*?idref="([^"]+)"', package)
        folder = str(Path(next(n for n in archive.namelist() if n.endswith(".opf"))).parent)
        for href, id in files.items():
            if id in spine and href.endswith(".xhtml"):
                text = archive.read(f"{folder}/{href}".removeprefix("./")).decode()
                found = re.findall(r'id="(p[0-9a-f]{8}[^"]*-s\d+)"', text)
                if len(found) > number:
                    return spine.index(id), found[number]
    raise SystemExit(f"{book.name} has no such sentence")


@contextmanager
def _products(named: Path | None) -> Iterator[Path]:
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "publish", "build", "-o", folder, "--quiet"]
        subprocess.run(build, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
        yield Path(folder)


def main(arguments: list[str]) -> int:
    from playwright.sync_api import sync_playwright

    from publish.web.serve import Server
    from tests.web.conftest import FLAGS, chromium

    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--output", type=Path, help="a folder of products (built for this)")
    options.add_argument("--to", type=Path, default=PLACE, help="where the pictures go (docs/pictures)")
    options.add_argument("--widths", action="store_true", help="pages at four widths, instead of the others")
    given = options.parse_args(arguments)
    with _products(given.output) as output, Server(output, port=0) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, take in (SHEETS if given.widths else PICTURES).items():
            data = take(browser, server.address, output)
            (given.to / name).write_bytes(data)
            print(f"{name}: {len(data) // 1000} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
