"""Our reader in the shape that the reading yardstick scores: figures' captions apart from the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publish.reader.decode import decode
from publish.reader.page import Page
from publish.reader.read import read
from publish.shapes import article_json

KINDS = {"paragraph": "p", "quote": "quote", "code": "pre", "aside": "p", "note": "p"}


def extract(html: bytes, url: str) -> Callable[[], dict[str, Any]]:
    """Read one page; the shaping of the answer is left for later, since it is not reading."""
    reading = read(Page("page", "page.html", decode(html).text, url))
    return lambda: shape(article_json(reading.article, reading.problems))


def shape(article: dict[str, Any]) -> dict[str, Any]:
    """An article's JSON as the yardstick's object."""
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


def _blocks(sections: list[dict[str, Any]]) -> list[dict[str, str]]:
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
