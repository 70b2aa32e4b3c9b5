"""The feed, read back by an outside parser and by a schema of the podcast namespace."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from lxml import etree

from publish import web
from publish.config import Site, values
from publish.errors import ConfigError
from publish.model.episode import Episode, Mark, Product, feed_languages
from publish.web import feed
from publish.web.episode import feed_guid
from publish.web.feed import ITUNES, PODCAST
from tests.web import sample
from tests.web.conftest import Show, wanted

SITE = sample.SITE
NS = {"itunes": ITUNES, "podcast": PODCAST, "atom": "http://www.w3.org/2005/Atom"}
SCHEMA = Path(__file__).with_name("podcast.xsd")


def episode(slug: str = "a", **changes: Any) -> Episode:
    sound = (Product("audio", f"{slug}/{slug}.mp3", 123_456), Product("vtt", f"{slug}/{slug}.vtt", 10))
    return replace(Episode(slug, f"Title {slug}", "en", seconds=61.4, products=sound), **changes)


def tree(*episodes: Episode, site: Site = SITE) -> etree._Element:
    return etree.fromstring(web.write_feed(episodes, site))


def text(root: etree._Element, path: str) -> str:
    return str(root.findtext(path, "", NS))


@pytest.mark.slow
def test_an_outside_parser_reads_the_feed_without_complaint(show: Show) -> None:
    feedparser = wanted("feedparser")
    read = feedparser.parse((show.folder / "feed.xml").read_bytes())
    assert not read.bozo
    assert read.version == "rss20"
    assert read.feed.title == "Harbour Lines & Letters"
    first = read.entries[0]
    assert first.title == "The lamp at Saint Brannoc is lit again"
    assert first.enclosures[0].href == "https://listen.example.org/show/lighthouse/lighthouse.mp3"
    assert first.published_parsed[:5] == (2023, 2, 21, 14, 5)
    assert first.authors[0].name == "Mara Quill and Jonah Teague"


def test_the_schema_of_the_podcast_namespace_holds(show: Show) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    root = etree.fromstring((show.folder / "feed.xml").read_bytes())
    elements = root.findall(f".//{{{PODCAST}}}*")
    assert {etree.QName(e).localname for e in elements} >= {
        "guid", "medium", "locked", "person", "txt", "image", "transcript", "chapters"
    }  # fmt: skip
    for element in elements:
        alone = etree.fromstring(etree.tostring(element))
        assert schema.validate(alone), schema.error_log


def test_the_schema_holds_for_the_barest_configuration() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for element in tree(episode(published="2024-05-01"), site=Site()).iterfind(f".//{{{PODCAST}}}*"):
        assert schema.validate(etree.fromstring(etree.tostring(element))), schema.error_log


def test_the_schema_refuses_a_broken_feed() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for broken in ('<transcript url="x.vtt" type="text/vtt"/>', "<medium>radio</medium>", "<guid>42</guid>"):
        alone = etree.fromstring(
            broken.replace(" ", f' xmlns="{PODCAST}" ', 1)
            if " " in broken
            else broken.replace(">", f' xmlns="{PODCAST}">', 1)
        )
        assert not schema.validate(alone), broken


def test_the_channel_has_what_directories_ask_for() -> None:
    root = tree(episode())
    assert root.get("version") == "2.0"
    for path in (
        "title",
        "description",
        "link",
        "language",
        "itunes:explicit",
        "itunes:type",
        "itunes:author",
        "itunes:owner/itunes:email",
    ):
        assert text(root, f"channel/{path}"), path
    image = root.find("channel/itunes:image", NS)
    assert image is not None
    assert image.get("href") == "https://listen.example.org/show/artwork.jpg"
    own = root.find("channel/atom:link", NS)
    assert own is not None
    assert (own.get("rel"), own.get("href")) == ("self", "https://listen.example.org/show/feed.xml")
    assert text(root, "channel/itunes:explicit") == "false"


def test_no_single_element_stands_twice(show: Show) -> None:
    root = etree.fromstring((show.folder / "feed.xml").read_bytes())
    many = {"item", f"{{{PODCAST}}}person", f"{{{PODCAST}}}transcript", f"{{{PODCAST}}}image"}
    for parent in (root[0], *root[0].findall("item")):
        tags = [str(child.tag) for child in parent if child.tag not in many]
        assert len(tags) == len(set(tags))


def test_an_item_has_its_sound_with_true_size_and_length() -> None:
    item = tree(episode()).find("channel/item")
    assert item is not None
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert dict(enclosure.attrib) == {
        "url": "https://listen.example.org/show/a/a.mp3", "length": "123456", "type": "audio/mpeg"
    }  # fmt: skip
    assert text(item, "itunes:duration") == "61"


def test_sizes_in_the_feed_are_those_on_disk(show: Show) -> None:
    root = etree.fromstring((show.folder / "feed.xml").read_bytes())
    for enclosure in root.iterfind(".//enclosure"):
        path = str(enclosure.get("url")).removeprefix("https://listen.example.org/show/")
        assert (show.folder / path).stat().st_size == int(str(enclosure.get("length")))
    for element in root.iterfind(f".//{{{PODCAST}}}transcript"):
        path = str(element.get("url")).removeprefix("https://listen.example.org/show/")
        assert (show.folder / path).is_file()


def test_only_an_issue_with_a_number_is_a_season() -> None:
    bound = tree(episode(season=3, season_name="Spring"))
    assert text(bound, "channel/item/itunes:season") == "3"
    (season,) = bound.iter(f"{{{PODCAST}}}season")
    assert (season.text, season.get("name")) == ("3", "Spring")
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(season)
    assert text(tree(episode(published="2023-02-21")), "channel/item/itunes:season") == ""


def test_an_article_without_sound_is_no_episode(show: Show) -> None:
    titles = etree.fromstring((show.folder / "feed.xml").read_bytes()).xpath("//item/title/text()")
    assert titles == [sample.article().title, sample.arabic().title]


def test_newest_first_and_undated_last_whatever_the_order_they_come_in() -> None:
    listed = [
        episode("c"),
        episode("a", published="2024-05-01"),
        episode("b", published="2024-05-01T10:00:00+02:00"),
        episode("d", published="2019-01-01"),
    ]
    assert web.write_feed(listed, SITE) == web.write_feed(listed[::-1], SITE)
    assert tree(*listed).xpath("//item/title/text()") == ["Title b", "Title a", "Title d", "Title c"]


def test_dates_are_rfc_2822_and_the_build_date_is_the_newest() -> None:
    root = tree(
        episode("a", published="2024-05-01T10:00:00+02:00", modified="2024-06-03"),
        episode("b", published="2024-05-30"),
    )
    assert text(root, "channel/item[2]/pubDate") == "Wed, 01 May 2024 08:00:00 +0000"
    assert (
        parsedate_to_datetime(text(root, "channel/lastBuildDate")).isoformat() == "2024-06-03T00:00:00+00:00"
    )


def test_a_feed_without_dates_has_none() -> None:
    root = tree(episode())
    assert root.find("channel/lastBuildDate") is None
    assert root.find("channel/item/pubDate") is None


def test_an_episode_keeps_its_guid_when_words_sound_or_site_change() -> None:
    one = episode(url="https://News.example.org:443/lamp?utm_source=feed&id=3#top")
    two = replace(one, title="New", seconds=5.0, url="https://news.example.org/lamp?id=3")
    assert web.episode_guid(one) == web.episode_guid(two) == "urn:uuid:64c02f8c-63a4-59fa-a76b-53aa34cfaed5"
    assert web.episode_guid(episode("a")) != web.episode_guid(episode("b"))


@pytest.mark.parametrize(
    "url",
    [
        "https://News.example.org:443/lamp?utm_source=feed&id=3#top",
        "http://example.org",
        "https://example.org/a%20b?q=x+y&fbclid=1&at_medium=RSS",
    ],
)
def test_feed_and_book_call_the_article_by_one_name(url: str) -> None:
    from publish.epub.metadata import identifier

    assert web.episode_guid(episode(url=url)) == identifier(replace(sample.article(), url=url))


@pytest.mark.parametrize(
    ("feed", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_the_show_guid_is_that_of_the_namespace(feed: str, guid: str) -> None:
    """The two examples of the namespace's own document."""
    assert feed_guid(feed) == guid


def test_the_show_guid_can_be_kept_when_the_show_moves() -> None:
    kept = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert text(tree(episode(), site=replace(SITE, guid=kept)), "channel/podcast:guid") == kept
    assert UUID(text(tree(episode()), "channel/podcast:guid")).version == 5


def test_synthetic_voice_is_disclosed() -> None:
    root = tree(episode(narrator="Synthetic voice: Heart"))
    for path in ("channel/podcast:txt", "channel/item/podcast:txt"):
        result = root.find(path, NS)
        assert result is not None
        assert (result.get("purpose"), result.text) == ("ai-content", "true")
    assert "synthetic voice" in text(root, "channel/item/description")
    people = root.findall("channel/item/podcast:person", NS)
    assert [(p.text, p.get("role"), p.get("group")) for p in people] == [
        ("Synthetic voice: Heart", "narrator", "cast")
    ]


def test_the_description_lists_chapters_from_zero_and_is_short_enough() -> None:
    marks = (Mark("Opening", 0.0), Mark("Middle", 75.9), Mark("End", 3700.0))
    described = feed.plain(episode(chapters=marks))
    assert "(00:00:00) Opening\n(00:01:15) Middle\n(01:01:40) End" in described
    long = feed.plain(episode(chapters=tuple(Mark("ü" * 100, float(n)) for n in range(100))))
    assert len(long.encode()) <= 4000
    assert "(00:00:00)" not in feed.plain(episode(chapters=marks[:2]))


def test_html_in_the_notes_is_escaped_and_has_absolute_links_only() -> None:
    html = feed.html(episode(standfirst="a < b & c", url="https://example.org/?a=1&b=2"))
    assert "<p>a &lt; b &amp; c</p>" in html
    assert '<a href="https://example.org/?a=1&amp;b=2">' in html


def test_characters_that_xml_forbids_do_no_harm() -> None:
    root = tree(episode(title="bell\x07 & <b>\ufffe"))
    assert text(root, "channel/item/title") == "bell & <b>"


def test_long_titles_are_cut_at_255_characters() -> None:
    assert len(text(tree(episode(title="word " * 100)), "channel/item/title")) <= 255


def test_the_artwork_gets_a_new_name_when_it_changes() -> None:
    assert web.artwork_name(b"one") != web.artwork_name(b"two")
    assert web.artwork_name(b"one").endswith(".jpg")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("News", ("News",)), ("Politics", ("News", "Politics")), ("News > Tech News", ("News", "Tech News"))],
)
def test_categories_are_those_of_the_directories(given: str, wanted: tuple[str, ...]) -> None:
    assert values.path(given) == wanted


def test_an_unknown_category_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(ConfigError, match=r"site\.category is 'Gardening'"):
        web.write_feed([episode()], replace(SITE, category="Gardening"))


def test_an_ampersand_in_a_category_is_escaped_once() -> None:
    feed = web.write_feed([episode()], replace(SITE, category="Society & Culture"))
    assert b'text="Society &amp; Culture"' in feed


@pytest.mark.parametrize("url", ["listen.example.org", "ftp://example.org", "https://", "https://a.org/?x=1"])
def test_a_site_url_that_is_no_address_is_an_error(url: str) -> None:
    with pytest.raises(ConfigError, match=r"site\.url"):
        web.write_feed([episode()], replace(SITE, url=url))


def test_without_site_url_the_feed_is_for_this_machine_and_a_note_says_so() -> None:
    bare = replace(SITE, url="")
    assert "http://localhost:8000/a/a.mp3" in web.write_feed([episode()], bare).decode()
    (problem,) = web.site_problems(bare)
    assert (problem.code, problem.severity) == ("WEB-001", "note")
    assert "--site-url" in str(problem)
    assert web.site_problems(SITE) == ()


def test_an_empty_show_is_still_a_feed() -> None:
    root = tree()
    assert root.findall("channel/item") == []
    assert text(root, "channel/title")


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ({"published": "2023-02-21", "modified": "2023-03-01"}, "21 Feb 2023"),
        ({"modified": "2023-03-01", "added": "2023-04-01"}, "01 Mar 2023"),
        ({"added": "2023-04-01"}, "01 Apr 2023"),
    ],
)
def test_an_episode_without_a_date_has_that_of_its_change_or_its_first_build(
    dates: dict[str, str], day: str
) -> None:
    assert day in text(tree(episode(**dates)), "channel/item/pubDate")


def test_the_host_is_who_stands_behind_the_show_and_never_its_title() -> None:
    hosts = f"channel/{{{PODCAST}}}person"
    assert tree(episode(), site=replace(SITE, author="")).find(hosts) is None
    assert tree(episode(), site=replace(SITE, author="The Desk")).findtext(hosts) == "The Desk"


def test_the_notes_name_the_voice_once() -> None:
    reported = episode(narrator="Synthetic voice: Heart (hibari)")
    assert "Read by a synthetic voice (Heart, hibari)." in text(tree(reported), "channel/item/description")


def test_a_show_in_several_languages_has_a_feed_for_each() -> None:
    shown = (episode("a", lang="en-GB"), episode("b", lang="fr"), episode("c", lang="fr"))
    assert feed_languages(shown) == ("en", "fr")
    assert feed_languages(shown[1:]) == ()
    french = etree.fromstring(web.write_language_feed("fr", shown, SITE))
    assert len(french.findall("channel/item")) == 2
    assert text(french, "channel/language") == "fr"
    assert text(french, "channel/title") == f"{SITE.title} – français"
    assert text(french, "channel/podcast:guid") != text(tree(*shown), "channel/podcast:guid")
    (itself,) = french.findall("channel/atom:link", NS)
    assert str(itself.get("href")).endswith("/feed-fr.xml")
