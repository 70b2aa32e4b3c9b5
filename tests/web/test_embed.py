"""The embedded player: its data, its page, and what is said of it to programs that embed."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from typing import Any

import publish
from publish import web
from publish.config import Site
from publish.render import typographic
from publish.web import page, transcript
from tests.web import sample
from tests.web.conftest import Show

SCRIPT_BYTES = 30_000
PAGE_BYTES = 60_000


def data(show: Show) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((show.folder / "lighthouse" / "embed.json").read_bytes())
    return read


def test_the_script_is_small_and_brings_nothing_from_elsewhere(show: Show) -> None:
    script = (show.folder / "publish-player.js").read_text("utf-8")
    assert len(script.encode()) < SCRIPT_BYTES
    assert set(re.findall(r"https?://[^\"'\s]+", script)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"localStorage|sessionStorage|cookie|indexedDB|innerHTML|import\b|eval\(", script)


def test_the_page_is_small_and_allows_its_own_script_alone(show: Show) -> None:
    text = (show.folder / "lighthouse" / "embed.html").read_text("utf-8")
    assert len(text.encode()) < PAGE_BYTES
    script = page.bundle("sound.js", "embed.js", "embed_page.js", style=page.asset("embed.css"))
    assert f"default-src 'none'; script-src {page.digest(script)};" in html.unescape(text)
    assert "localStorage" not in text


def test_the_data_has_each_sentence_with_its_id_times_and_text(show: Show) -> None:
    shown = sample.told(sample.article())
    read = data(show)
    lines = transcript.lines(shown.script, shown.narration)
    assert [cue[:4] for cue in read["cues"]] == [
        [line.id, line.begin_ms, line.end_ms, line.text] for line in lines
    ]
    assert (read["audio"], read["artwork"], read["page"]) == ("lighthouse.mp3", "cover.jpg", "index.html")
    assert read["facts"] == ["By Mara Quill and Jonah Teague", "Harbour Desk", "1 minute"]


def test_the_line_has_the_quotation_marks_that_the_player_shows() -> None:
    page_ = (
        b"<html lang=en><h1>The 'last' lamp</h1><p>She said \"no\" to it. It's late.<figure><img src=a.png>"
    )
    article = publish.read_html(page_ + b'<figcaption>A "lamp"</figcaption></figure></html>').article
    told, listed = sample.told(article), web.episode(article, None, ())
    parts = (typographic(article), listed, told.narration, told.script, Site())
    lines = [cue[3] for cue in json.loads(web.write_embed_data(*parts))["cues"]]
    assert [line for line in lines if "no" in line] == ["She said “no” to it."]
    assert "It’s late." in lines
    assert not set("\"'") & set("".join(lines))
    assert '<h1 lang="en">The ‘last’ lamp</h1>' in web.write_embed_page(*parts).decode()


def test_oembed_gives_the_page_as_a_frame(show: Show) -> None:
    output = json.loads((show.folder / "lighthouse" / "oembed.json").read_bytes())
    assert (output["version"], output["type"], output["title"]) == ("1.0", "rich", show.episodes[0].title)
    source = "https://listen.example.org/show/lighthouse/embed.html"
    assert f'<iframe src="{source}" title="The lamp at Saint Brannoc is lit again"' in output["html"]
    assert (output["width"], output["height"]) == (640, 340)
    player = (show.folder / "lighthouse" / "index.html").read_text("utf-8")
    assert 'type="application/json+oembed"' in player
    assert 'href="https://listen.example.org/show/lighthouse/oembed.json"' in player


def test_a_title_with_quotes_stays_in_its_attribute() -> None:
    odd = dataclasses.replace(web.episode(sample.article(), None, ()), title='5" > 4" & so on')
    frame = json.loads(web.write_oembed(odd, sample.SITE))["html"]
    assert 'title="5&quot; &gt; 4&quot; &amp; so on"' in frame


def test_a_site_without_an_address_does_not_offer_oembed() -> None:
    story = sample.article()
    shown = sample.told(story)
    listed = web.episode(story, shown.narration, ())
    player = web.write_player(story, listed, shown.narration, {}, Site())
    assert b"oembed" not in player
