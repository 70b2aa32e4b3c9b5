"""WordPress exports: which posts are taken, and that what a theme would show is in them."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from publish.config import Config
from publish.errors import SourceError
from publish.model.article import Article
from publish.model.walk import article_text, figures, text_of
from publish.pipeline.explain import explain
from publish.pipeline.job import Options
from publish.pipeline.manifest import listed
from publish.pipeline.prepare import Prepared, prepare
from publish.pipeline.scheduler import batch
from publish.sources import wordpress
from publish.sources.locate import Origin
from tests.needs import ROOT

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Harbour Gazette</title><link>https://gazette.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[ada]]></wp:author_login>
<wp:author_display_name><![CDATA[Ada Merritt]]></wp:author_display_name></wp:author>
"""
UPLOADS = "https://gazette.example/wp-content/uploads/2026/05"
BLOCKS = f"""<!-- wp:paragraph -->
<p>The last ferry to the island leaves at 9.40pm, unless somebody is running down the hill.</p>
<!-- /wp:paragraph -->
<!-- wp:image {{"id":11}} -->
<figure class="wp-block-image"><img src="{UPLOADS}/ferry-300x200.jpg" alt="" class="wp-image-11"/>
<figcaption class="wp-element-caption">The ferry on Tuesday</figcaption></figure>
<!-- /wp:image -->
<!-- wp:heading --><h2>Share this</h2><!-- /wp:heading -->
<!-- wp:paragraph --><p>Captain Lin shares her coffee with anyone who is late. She said so [sic] in 1998.</p>
<!-- /wp:paragraph -->
[subscribe list="7"]"""
CLASSIC = f"""The first line.
The second line of one paragraph.

[caption id="attachment_12" width="300"]<a href="{UPLOADS}/boats.jpg">
<img class="wp-image-12" src="{UPLOADS}/boats.jpg" alt="Boats on the mud" /></a> Six boats[/caption]

[gallery ids="11,12"]

<ul>
<li>One</li>

<li>Two</li>
</ul>
The last paragraph, [embed]https://video.example/1[/embed]"""


def item(
    kind: str, number: int, name: str, content: str = "", extra: str = "", status: str = "publish"
) -> str:
    return f"""<item><title><![CDATA[{name.replace("-", " ").capitalize()}]]></title>
<link>https://gazette.example/{name}/</link><dc:creator><![CDATA[ada]]></dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[2026-05-04 10:00:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2026-05-04 09:00:00]]></wp:post_date_gmt>
<wp:post_modified_gmt><![CDATA[2026-05-05 09:00:00]]></wp:post_modified_gmt>
<wp:post_name><![CDATA[{name}]]></wp:post_name><wp:status><![CDATA[{status}]]></wp:status>
<wp:post_type><![CDATA[{kind}]]></wp:post_type>
<category domain="category" nicename="island"><![CDATA[The island]]></category>{extra}</item>
"""


def medium(number: int, name: str, alt: str, caption: str) -> str:
    extra = f"""<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded>
<wp:attachment_url><![CDATA[{UPLOADS}/{name}.jpg]]></wp:attachment_url>
<wp:postmeta><wp:meta_key><![CDATA[_wp_attachment_image_alt]]></wp:meta_key>
<wp:meta_value><![CDATA[{alt}]]></wp:meta_value></wp:postmeta>"""
    return item("attachment", number, name, extra=extra, status="inherit")


THUMBNAIL = (
    "<excerpt:encoded><![CDATA[Five minutes that nobody wrote down.]]></excerpt:encoded>"
    "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>12</wp:meta_value></wp:postmeta>"
)
EXPORT = (
    HEAD
    + item("post", 1, "the-ferry-that-waits", BLOCKS, THUMBNAIL)
    + item("post", 2, "low-tide", CLASSIC)
    + item("post", 3, "not-yet", "<p>A draft.</p>", status="draft")
    + item("page", 4, "about-us", "<p>Who we are.</p>")
    + item("post", 5, "secret", "<p>Hidden.</p>", "<wp:post_password>x</wp:post_password>")
    + medium(11, "ferry", "A red ferry with its ramp down", "The ferry")
    + medium(12, "boats", "Boats on the mud", "Six boats")
    + "</channel></rss>\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "gazette.xml"
    path.write_text(EXPORT, "utf-8")
    for name in ("ferry", "boats"):
        place = tmp_path / f"wp-content/uploads/2026/05/{name}.jpg"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "source/bicycle-in-the-rain.jpg", place)
    return path


def read(export: Path, slug: str) -> Prepared:
    return prepare(next(o for o in listed([str(export)], Config()) if o.slug == slug), Config(), None)


def alts(article: Article) -> list[tuple[str, str]]:
    return [(figure.alt, text_of(figure.caption)) for figure in figures(article)]


def test_published_posts_are_taken_and_nothing_else(export: Path) -> None:
    result: list[Origin] = list(listed([str(export)], Config()))
    assert [origin.slug for origin in result] == ["the-ferry-that-waits", "low-tide"]
    assert result[0].url == "https://gazette.example/the-ferry-that-waits/"
    assert pickle.loads(pickle.dumps(result)) == result


def test_what_the_export_knows_of_a_post_is_in_the_article(export: Path) -> None:
    article = read(export, "the-ferry-that-waits").article
    assert article.title == "The ferry that waits"
    assert article.bylines == ("Ada Merritt",)
    assert article.published.startswith("2026-05-04T09:00:00")
    assert article.modified.startswith("2026-05-05T09:00:00")
    assert (article.lang, article.publisher) == ("en-GB", "The Harbour Gazette")
    assert "The island" in article.subjects
    assert text_of(article.standfirst) == "Five minutes that nobody wrote down."


def test_a_post_of_blocks_is_whole_with_its_lead_picture_and_the_librarys_alt_text(export: Path) -> None:
    reading = read(export, "the-ferry-that-waits")
    text = article_text(reading.article)
    assert "unless somebody is running" in text
    assert "Share this" in text  # the author's own heading, whatever it sounds like
    assert "[sic] in 1998." in text
    assert [image[0].split(".")[0] for image in alts(reading.article)] == [
        "Boats on the mud",
        "A red ferry with its ramp down",
    ]
    assert not [problem for problem in reading.problems if problem.code == "IMG-001"]
    assert ["[subscribe]" in p.message for p in reading.problems if p.code == "READ-012"] == [True]
    assert "subscribe" not in text


def test_a_post_of_the_old_editor_has_its_paragraphs_captions_and_gallery(export: Path) -> None:
    reading = read(export, "low-tide")
    text = article_text(reading.article)
    assert "The first line." in text
    assert "Two" in text
    assert "https://video.example/1" in text
    assert "[" not in text
    assert alts(reading.article)[0][1] == "Six boats"
    assert {alt.split(".")[0] for alt, _ in alts(reading.article)} >= {"A red ferry with its ramp down"}


@pytest.mark.slow
def test_it_is_built_and_built_again_when_it_was_changed(export: Path, tmp_path: Path) -> None:
    options = Options(tmp_path / "out", tmp_path / "store", ("epub",))
    assert batch([str(export)], Config(), options).done == 2
    before = (tmp_path / "out/low-tide/low-tide.epub").read_bytes()
    changed = EXPORT.replace("The second line", "A changed line").replace("05-05 09", "05-06 09")
    export.write_text(changed, "utf-8")
    assert batch([str(export)], Config(), options).done == 2
    assert (tmp_path / "out/low-tide/low-tide.epub").read_bytes() != before


def test_settings_beside_the_export_are_taken(export: Path) -> None:
    export.with_name("low-tide.toml").write_text('title = "The tide is low"\n')
    assert read(export, "low-tide").article.title == "The tide is low"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EXPORT[:3000], "is not a whole export"),
        (HEAD + "</channel></rss>", "holds no published post"),
        (EXPORT.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss'), "declares entities"),
    ],
)
def test_a_file_that_is_no_whole_export_says_so(text: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "gazette.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=expected):
        list(wordpress.posts(path))
    assert list(listed([str(path)], Config()))[-1].error is not None


def test_a_feed_is_no_export(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text('<rss version="2.0"><channel/></rss>')
    assert not wordpress.is_export(path)
    assert not wordpress.is_export(tmp_path / "none.xml")


def test_the_old_editors_text_becomes_paragraphs() -> None:
    result = wordpress.paragraphs("One\ntwo\n\n<h2>Three</h2>\n\n<pre>a\n\nb</pre>\nFour")
    assert result == "<p>One<br>\ntwo</p>\n<h2>Three</h2>\n<pre>a\n\nb</pre>\n<p>Four</p>"


@pytest.mark.slow
def test_a_post_is_explained_by_what_the_export_has_now(export: Path, tmp_path: Path) -> None:
    options = Options(tmp_path / "out", tmp_path / "store", ("epub",))
    batch([str(export)], Config(), options)
    assert list(explain("low-tide", Config(), options)) == [
        "low-tide: nothing has changed, so nothing would be built"
    ]
    changed = EXPORT.replace("The second line", "A changed line").replace("05-05 09", "05-06 09")
    export.write_text(changed, "utf-8")
    shown = list(explain("low-tide", Config(), options))
    assert shown[0] == "low-tide: would be built again, because"
    assert f"  its entry in {export} has changed" in shown
    assert any("low-tide.epub would be written" in line for line in shown)
    export.unlink()
    assert "is gone" in next(explain("low-tide", Config(), options))
