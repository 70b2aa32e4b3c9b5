"""Figures in Chromium's accessibility tree: each word of a picture is met once, and nothing is empty."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publish.model.article import Emphasis, Figure, Image, Inline, Link, Sentence, Text
from publish.render import render_blocks
from publish.render.xhtml import Setting
from tests.needs import missing, needs
from tests.readers.browser import chromium, page

PICTURE = Image("a.png", "a.png", "image/png", 4, 3)
CREDIT = (Sentence("f-r1", (Text("Family"),)),)


def figure(alt: str, lead: str, *caption: Inline) -> Figure:
    return Figure("f", PICTURE, alt, lead, "caption", (Sentence("f-c1", caption),), CREDIT)


FIGURES = {
    "caption": figure("Low water.", "", Text("Low water")),
    "alone": replace(figure("Low water.", "", Text("Low water")), credit=()),
    "own alt": figure("A bay at dusk. Low water.", "A bay at dusk.", Text("Low water")),
    "link": figure("Low water.", "", Text("Low "), Link("https://example.org/", (Text("water"),))),
    "emphasis": figure("Low water.", "", Emphasis((Text("Low water"),))),
    "foreign": replace(
        figure("Low water.", ""), caption=(Sentence("f-c1", (Text("Low water"),), lang="fr"),)
    ),
    "more": figure("Low water.", "", Text("Low water at the quay")),
}


@pytest.fixture(scope="module")
def browser() -> Any:
    needs("playwright")
    if chromium() is None:
        missing("Chromium is not on this machine")
    with page() as opened:
        yield opened


def exposed(browser: Any, source: str) -> list[dict[str, Any]]:
    """The nodes of the accessibility tree that are not ignored."""
    browser.set_content(f"<!DOCTYPE html><html lang='en'><body><main>{source}</main></body></html>")
    session = browser.context.new_cdp_session(browser)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node["ignored"]]


def named(nodes: list[dict[str, Any]], role: str) -> list[str]:
    return [n["name"]["value"] for n in nodes if n["role"]["value"] == role]


@pytest.mark.slow
@pytest.mark.parametrize("name", FIGURES)
def test_words_of_a_picture_are_met_once(name: str, browser: Any) -> None:
    source = render_blocks((FIGURES[name],), Setting("en"))
    nodes = exposed(browser, source)
    images, texts = named(nodes, "image"), " ".join(named(nodes, "StaticText"))
    heard = " ".join((*images, texts)).split()
    assert (heard.count("Low"), heard.count("Family")) == (1, 0 if name == "alone" else 1)
    assert ("Photo:" in heard) == (name != "alone")
    assert heard.count("bay") == (name == "own alt")
    captions = [n for n in nodes if n["role"]["value"] == "Figcaption"]
    assert len(captions) == (name != "alone")
    assert ("link" in [n["role"]["value"] for n in nodes]) == (name == "link")
