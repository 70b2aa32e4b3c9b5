"""Our reader and those of others, each in the shape that the reading yardstick scores.

A reader is `read(html: bytes, url: str) -> dict`. One whose library is not
installed is left out with a reason: `uv sync --group bench` brings them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Shape = dict[str, Any]
Reader = Callable[[bytes, str], Shape | Callable[[], Shape]]

KINDS = {"paragraph": "p", "quote": "quote", "code": "pre", "aside": "p", "note": "p"}


def publish() -> Reader:
    """Ours, from a file on: what kind it is, its encoding and its text. Shaping the answer is not reading."""
    from publish.config import Config
    from publish.model.json import article_json
    from publish.sources.load import load, read_any
    from publish.sources.locate import locate

    folder = TemporaryDirectory()
    path = Path(folder.name, "page.html")

    def extract(html: bytes, url: str, folder: object = folder) -> Callable[[], Shape]:
        path.write_bytes(html)
        reading = read_any(load(locate([str(path)])[0], Config(), base_url=url))
        return lambda: shape(article_json(reading.article, reading.problems))

    return extract


def trafilatura() -> Reader:
    import trafilatura as library
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")

    def extract(html: bytes, url: str) -> Shape:
        found = library.bare_extraction(html, url=url, config=config, include_images=True, with_metadata=True)
        if found is None:
            return {}
        text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", found.text or "")
        pictures = re.findall(r"!\[([^\]]*)\]\(([^)\s]*)", found.text or "")
        images = [{"src": src, "alt": alt, "caption": ""} for alt, src in pictures]
        return {
            "title": found.title,
            "byline": found.author or "",
            "published": found.date,
            "text": text,
            "images": images,
        }

    return extract


def readability() -> Reader:
    from lxml.html import fromstring
    from readability import Document

    def extract(html: bytes, url: str) -> Shape:
        document = Document(html, url=url)
        body = fromstring(document.summary(html_partial=True))
        lines = [" ".join(e.itertext()) for e in body.iter("p", "li", "h1", "h2", "h3", "h4", "pre", "td")]
        images = [
            {"src": img.get("src") or "", "alt": img.get("alt") or "", "caption": _figcaption(img)}
            for img in body.iter("img")
        ]
        return {
            "title": document.short_title(),
            "byline": [],
            "text": "\n".join(map(_flat, lines)),
            "images": images,
        }

    return extract


def newspaper() -> Reader:
    from newspaper import Article as Page
    from newspaper import Config

    config = Config()
    config.fetch_images = False

    def extract(html: bytes, url: str) -> Shape:
        page = Page(url, config=config)
        page.download(input_html=html.decode("utf-8", "replace"))
        page.parse()
        images = [
            {"src": src, "alt": "", "caption": ""} for src in ([page.top_image] if page.top_image else [])
        ]
        published = page.publish_date.isoformat() if page.publish_date else None
        return {
            "title": page.title,
            "byline": page.authors,
            "published": published,
            "text": page.text,
            "images": images,
        }

    return extract


READERS: dict[str, Callable[[], Reader]] = {
    "publish": publish,
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
}


def shape(article: Shape) -> Shape:
    """An article's JSON as the yardstick's object: figures' captions apart from the text."""
    blocks = _blocks(article["sections"])
    return {
        "title": article["title"],
        "byline": article["bylines"],
        "published": article["published"],
        "lang": article["language"],
        "text": "\n".join(block["text"] for block in blocks),
        "blocks": blocks,
        "images": article["images"],
    }


def _blocks(sections: list[Shape]) -> list[dict[str, str]]:
    found = []
    for section in sections:
        if section["heading"]:
            found.append({"type": "heading", "text": section["heading"]})
        for block in section["blocks"]:
            match block["kind"]:
                case "list":
                    found += [{"type": "li", "text": item} for item in block["items"]]
                case "table":
                    rows = [block["header"], *block["rows"]]
                    found += [{"type": "cell", "text": cell} for row in rows for cell in row]
                case "figure" | "break":
                    pass
                case kind:
                    found += [{"type": KINDS.get(kind, "p"), "text": t} for t in block["text"].split("\n")]
        found += _blocks(section["sections"])
    return found


def _figcaption(img: Any) -> str:
    figure = next((outer for outer in img.iterancestors() if outer.tag == "figure"), None)
    found = [] if figure is None else [" ".join(c.itertext()) for c in figure.iter("figcaption")]
    return _flat(" ".join(found))


def _flat(text: str) -> str:
    return " ".join(text.split())
