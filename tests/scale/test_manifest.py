"""Lists of articles: every kind names its articles, one after the other, and a bad row stops no other."""

from __future__ import annotations

import gc
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.config import Config, Overrides
from publish.errors import SourceError
from publish.model.walk import article_text
from publish.pipeline.ledger import Ledger
from publish.pipeline.manifest import is_list, listed
from publish.sources.load import load, read_any
from publish.sources.locate import Origin
from tests.needs import needs

PAGE = (
    "<html><body><article><h1>{0}</h1><p>The tide came in at {0}. Nobody saw it.</p></article></body></html>"
)


def names(path: Path) -> list[tuple[str, str]]:
    return [(origin.slug, origin.url) for origin in listed([str(path)], Config())]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.jsonl", True),
        ("A.CSV", True),
        ("crawl.warc.gz", True),
        ("https://example.org/sitemap.xml?page=2", True),
        ("story.html", False),
        ("https://example.org/story", False),
        ("source/", False),
    ],
)
def test_a_list_is_told_by_its_name(name: str, expected: bool) -> None:
    assert is_list(name) is expected


def test_json_lines(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(PAGE.format("One"), "utf-8")
    rows = [
        {"source": "one.html", "slug": "First!"},
        {"source": "https://example.org/two"},
        {"slug": "three"},
        {"source": "", "slug": "four"},
        {"source": 5},
        {"source": "one.html", "colour": "red"},
        {"source": "one.html", "overrides": {"tilte": "x"}},
    ]
    path = tmp_path / "list.jsonl"
    path.write_text("\n\n".join(map(json.dumps, rows)) + "\nnot json\n", "utf-8")
    matches = list(listed([str(path)], Config()))
    assert [origin.slug for origin in matches[:2]] == ["first", "two"]
    assert matches[0].path == tmp_path / "one.html"
    shown = [str(origin.error) for origin in matches[2:]]
    for line, error in zip((5, 7, 9), shown, strict=False):
        assert f"list.jsonl:{line} names no source" in error
    assert "unknown key 'colour'" in shown[3]
    assert "no setting called 'tilte'" in shown[4]
    assert "list.jsonl:14 names no source" in shown[5]


def test_csv_with_settings_in_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "source,slug,title,language\nhttps://example.org/a,,A tale,fr\nhttps://example.org/b,bee,,\n", "utf-8"
    )
    first, second = listed([str(path)], Config())
    assert (first.slug, first.own) == ("a", Overrides(title="A tale", language="fr"))
    assert (second.slug, second.own) == ("bee", None)


def test_a_sitemap_an_index_of_them_and_feeds(tmp_path: Path) -> None:
    ns = "http://www.sitemaps.org/schemas/sitemap/0.9"
    inner = tmp_path / "news.xml.gz"
    inner.write_bytes(
        gzip.compress(f'<urlset xmlns="{ns}"><url><loc> https://e.org/a </loc></url></urlset>'.encode())
    )
    index = tmp_path / "index.xml"
    index.write_text(
        f'<sitemapindex xmlns="{ns}"><sitemap><loc>{inner}</loc></sitemap></sitemapindex>', "utf-8"
    )
    assert names(index) == [("a", "https://e.org/a")]
    rss = tmp_path / "rss.xml"
    rss.write_text(
        "<rss><channel><link>https://e.org/</link><item><link>https://e.org/b</link></item></channel></rss>"
    )
    assert names(rss) == [("b", "https://e.org/b")]
    atom = tmp_path / "atom.xml"
    atom.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://e.org/"/><entry>'
        '<link rel="enclosure" href="https://e.org/x.mp3"/><link href="https://e.org/c"/></entry></feed>'
    )
    assert names(atom) == [("c", "https://e.org/c")]


def test_a_sitemap_brings_in_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://e.org/secret")
    path = tmp_path / "map.xml"
    path.write_text(
        f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
        "<urlset><url><loc>&x;</loc></url><url><loc>https://e.org/a</loc></url></urlset>"
    )
    assert names(path) == [("a", "https://e.org/a")]


@pytest.mark.parametrize("address", ["/etc/secret.html", "file:///etc/secret.html", "s3://inner/secret.html"])
def test_a_sitemap_names_no_file_of_ours(tmp_path: Path, address: str) -> None:
    path = tmp_path / "map.xml"
    path.write_text(f"<urlset><url><loc>{address}</loc></url></urlset>", "utf-8")
    (origin,) = listed([str(path)], Config())
    assert (origin.path, origin.slug) == (None, "secret")
    with pytest.raises(SourceError, match="not on the web"):
        load(origin, Config())


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_each_page_where_it_stands(tmp_path: Path, packed: bool) -> None:
    needs("warcio")
    path = archive(tmp_path / ("crawl.warc.gz" if packed else "crawl.warc"), packed)
    matches = list(listed([str(path)], Config()))
    assert [origin.slug for origin in matches] == ["ebb", "flood"]
    loaded = load(matches[1], Config())
    assert loaded.page.url == "https://e.org/flood"
    assert "came in at Größe" in article_text(read_any(loaded).article)


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_that_breaks_off_is_never_read_as_a_whole(tmp_path: Path, packed: bool) -> None:
    path = archive(tmp_path / ("crawl.warc.gz" if packed else "crawl.warc"), packed)
    path.write_bytes(path.read_bytes()[:-60])
    first, last = listed([str(path)], Config())
    assert "came in at Ebb" in article_text(read_any(load(first, Config())).article)
    with pytest.raises(SourceError, match="not a whole web archive"):
        load(last, Config())


def test_a_file_without_pages_is_told(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"not an archive at all\r\n\r\n")
    (result,) = listed([str(path)], Config())
    assert result.error is not None


def archive(path: Path, packed: bool) -> Path:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    answers = [
        ("ebb", "200 OK", "text/html; charset=utf-8", PAGE.format("Ebb").encode()),
        ("logo.png", "200 OK", "image/png", b"\x89PNG"),
        ("gone", "404 Not Found", "text/html", b"<p>gone"),
        ("flood", "200 OK", "text/html; charset=iso-8859-1", PAGE.format("Größe").encode("latin-1")),
    ]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for name, status, media_type, body in answers:
            headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"https://e.org/{name}", "response", payload=io.BytesIO(body), http_headers=headers
                )
            )
    return path


@pytest.mark.slow
def test_a_list_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    count, most = 5_000, 0
    path = tmp_path / "list.jsonl"
    path.write_text("".join(f'{{"source": "https://example.org/{n:06}"}}\n' for n in range(count)), "utf-8")

    def seen(number: int) -> None:
        nonlocal most
        if number % 1_000 == 0:  # to look is slow
            most = max(most, sum(isinstance(each, Origin) for each in gc.get_objects()))

    def named() -> Iterator[tuple[str, Origin]]:
        for number, origin in enumerate(listed([str(path)], Config())):
            seen(number)
            yield origin.url, origin

    with Ledger(tmp_path / "ledger") as ledger:
        ledger.enrol(named(), lambda row, origin: False)
        taken = 0
        for number, _ in enumerate(ledger.pending()):
            seen(number)
            taken += 1
    assert taken == count
    assert 0 < most < 2_500


def test_an_origin_survives_the_ledger(tmp_path: Path) -> None:
    own = Overrides(title="x", byline=("A", "B"), lexicon={"a": "b"})
    origin = Origin("a", "html", "a.html", tmp_path / "a.html", "", None, SourceError("m", "h"), own)
    with Ledger(tmp_path / "ledger") as ledger:
        ledger.enrol([("a", origin)], lambda row, origin: False)
        (row,) = ledger.pending()
    assert (row.origin.path, row.origin.own) == (origin.path, own)
    assert str(row.origin.error) == "m; h"
