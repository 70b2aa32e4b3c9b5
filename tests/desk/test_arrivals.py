"""Zips, folders and feeds that are brought to the desk."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from publish.desk import arrivals
from publish.desk.arrivals import FeedEntry
from publish.desk.project import Project
from publish.errors import SourceError
from publish.model.walk import text_of
from tests.desk.conftest import PAGE
from tests.images.test_raster import drawn, saved
from tests.sources.test_wordpress import EXPORT


def zipped(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_a_zip_and_a_folder_are_an_article_with_its_pictures(project: Project) -> None:
    page, picture = PAGE.format(title="Low tide").encode(), saved(drawn(), "PNG")
    files = {"tide/Low tide.html": page, "tide/boats.png": picture, "__MACOSX/tide/._boats.png": b"x"}
    assert project.bring("tide.zip", zipped(files)) == "low-tide"
    opened = project.open("low-tide")
    assert (opened.prepared.article.title, len(opened.prepared.pictures)) == ("Low tide", 1)
    index = json.dumps([["high/index.html", len(page)], ["high/boats.png", len(picture)]]).encode()
    assert project.bring("high", index + b"\n" + page + picture, several=True) == "high"
    assert project.open("high").prepared.pictures
    with pytest.raises(SourceError, match="an article low-tide already"):
        project.bring("tide.zip", zipped(files))


def test_a_folder_of_pages_is_an_article_each_with_what_it_names(project: Project, folder: Path) -> None:
    page = PAGE.format(title="High tide").encode()
    files = {"a/high.html": page, "a/boats.png": saved(drawn(), "PNG"), "a/note.md": b"# A note\n\nLow.\n"}
    assert project.bring("a.zip", zipped(files)) == ""
    assert project.open("high").prepared.pictures
    assert project.open("note").prepared.article.title == "A note"
    assert (folder / "source/note.md").is_file()
    with pytest.raises(SourceError, match=r"high already.+note already.+the others were added"):
        project.bring("a.zip", zipped(files))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"../sea.html": b"x"}, "outside itself"),
        ({"/etc/passwd.html": b"x"}, "outside itself"),
        ({"C:\\sea.html": b"x"}, "outside itself"),
        ({"boats.png": b"x"}, "holds no page"),
    ],
)
def test_a_zip_that_cannot_be_an_article(files: Mapping[str, bytes], said: str) -> None:
    with pytest.raises(SourceError, match=said):
        arrivals.unzipped("tide.zip", zipped(files))


@pytest.mark.parametrize("path", ["../sea.html", "/sea.html", "a/../../sea.html", "..\\sea.html", "a\0.html"])
def test_a_folder_stays_inside_its_own(path: str, project: Project) -> None:
    index = json.dumps([["index.html", 1], [path, 1]]).encode()
    with pytest.raises(SourceError, match="outside itself"):
        project.bring("high", index + b"\nxy", several=True)


def test_a_broken_and_a_large_zip(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="cannot be unpacked"):
        arrivals.unzipped("tide.zip", b"PK\x03\x04 and no more")
    monkeypatch.setattr(arrivals, "MOST_BYTES", 1000)
    with pytest.raises(SourceError, match="too large"):
        arrivals.unzipped("tide.zip", zipped({"index.html": bytes(1001)}))
    with pytest.raises(SourceError, match="did not arrive whole"):
        arrivals.several("tide", b'[["index.html", 9]]\nshort')


RSS = b"""<?xml version="1.0"?><rss><channel><title>Harbour</title><item><title>A &amp; B</title>
<link>https://example.org/a</link><pubDate>Mon, 04 May 2026</pubDate></item><item><title>None</title>
</item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><entry><title>C</title>
<link rel="self" href="https://example.org/self"/><link href="https://example.org/c"/>
<published>2026-05-04</published></entry></feed>"""


def test_the_articles_of_a_feed() -> None:
    entries = (FeedEntry("A & B", "https://example.org/a", "Mon, 04 May 2026"),)
    assert arrivals.feed_entries(RSS, "f") == ("Harbour", entries)
    assert arrivals.feed_entries(ATOM, "f") == (
        "Quay",
        (FeedEntry("C", "https://example.org/c", "2026-05-04"),),
    )
    entity = b'<!DOCTYPE rss [<!ENTITY a "expanded">]>' + RSS.partition(b"?>")[2].replace(
        b"Harbour", b"Quay &a;"
    )
    assert arrivals.feed_entries(entity, "f")[0] == "Quay"
    for other in (b"", b"<html><p>no feed</p></html>", b"plain words"):
        with pytest.raises(SourceError, match="is not a feed"):
            arrivals.feed_entries(other, "f")


def test_a_wordpress_export_is_an_article_for_each_post(project: Project, folder: Path) -> None:
    """Each has its address and excerpt; what the export does not have is said."""
    with pytest.raises(SourceError, match=r"waits: .+\[subscribe\] .+the others were added"):
        project.bring("gazette.xml", EXPORT.encode())
    assert sorted(path.name for path in folder.glob("source/*.*ml") if "-" in path.stem) == [
        "low-tide.html",
        "low-tide.toml",
        "the-ferry-that-waits.html",
        "the-ferry-that-waits.toml",
    ]
    ferry = project.open("the-ferry-that-waits").prepared.article
    assert (ferry.bylines, ferry.url) == (("Ada Merritt",), "https://gazette.example/the-ferry-that-waits/")
    assert text_of(ferry.standfirst) == "Five minutes that nobody wrote down."
    with pytest.raises(SourceError, match="low-tide already"):
        project.bring("gazette.xml", EXPORT.encode())
    for content in (RSS, EXPORT.encode()[:3000], b""):
        with pytest.raises(SourceError, match=r"^sea\.xml is not"):
            project.bring("sea.xml", content)
