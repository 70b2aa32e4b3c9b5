"""A long feed is in parts that lead to each other, hold every episode once, and stand once written."""

from __future__ import annotations

from dataclasses import replace

import feedparser  # type: ignore[import-untyped]
import pytest

from publish.config import Site
from publish.model.episode import Episode, Product, in_language
from publish.pipeline.site import LONG_FEED
from publish.web import feed, feed_parts, write_feed, write_language_feed

PART_EPISODES = feed.PART_EPISODES
SITE = Site(url="https://example.org", title="Tides", language="en")


def episodes(count: int) -> tuple[Episode, ...]:
    first = Episode(
        slug="tide",
        title="Tide",
        lang="en",
        published="2020-01-01",
        seconds=60.0,
        products=(Product("audio", "tide/tide.mp3", 1000),),
    )
    days = [f"{2020 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(count)]
    return tuple(
        replace(first, slug=f"tide-{n:05}", title=f"Tide {n}", published=day) for n, day in enumerate(days)
    )


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "PART_EPISODES", 10)


def written(count: int) -> dict[str, bytes]:
    return {part.name: write_feed(item, SITE, part=part) for part, item in feed_parts(episodes(count))}


def test_the_build_splits_a_feed_where_it_has_parts() -> None:
    assert LONG_FEED == 2 * PART_EPISODES


def test_a_short_feed_is_one_document_as_ever() -> None:
    ((part, reported),) = feed_parts(episodes(19))
    assert write_feed(reported, SITE, part=part) == write_feed(episodes(19), SITE)
    assert b"history" not in write_feed(reported, SITE, part=part)


def test_every_episode_is_in_one_part_and_the_newest_in_the_feed_itself() -> None:
    parts = {name: feedparser.parse(data) for name, data in written(47).items()}
    titles = [entry.title for parsed in parts.values() for entry in parsed.entries]
    assert sorted(titles) == sorted(f"Tide {n}" for n in range(47))
    assert parts["feed.xml"].entries[0].title == "Tide 46"
    assert len(parts["feed.xml"].entries) == 17


def test_the_parts_are_a_chain_that_a_reader_can_walk() -> None:
    parts = {name: feedparser.parse(data) for name, data in written(47).items()}

    def leads(name: str, rel: str) -> str | None:
        matches = [link.href for link in parts[name].feed.links if link.rel == rel]
        return matches[0].rpartition("/")[2] if matches else None

    walked, name = [], leads("feed.xml", "prev-archive")
    while name:
        walked.append(name)
        assert leads(name, "current") == "feed.xml"
        name = leads(name, "prev-archive")
    assert walked == ["feed-00003.xml", "feed-00002.xml", "feed-00001.xml"]
    assert leads("feed-00001.xml", "next-archive") == "feed-00002.xml"


def test_the_feed_of_a_language_is_in_parts_of_its_own() -> None:
    shown = tuple(replace(each, lang="fr" if n % 2 else "en") for n, each in enumerate(episodes(60)))
    parts = [(part.name, part.before, len(item)) for part, item in feed_parts(in_language(shown, "fr"), "fr")]
    assert parts == [
        ("feed-fr.xml", "feed-fr-00002.xml", 10),
        ("feed-fr-00001.xml", "", 10),
        ("feed-fr-00002.xml", "feed-fr-00001.xml", 10),
    ]
    (_, (first, item), _) = feed_parts(in_language(shown, "fr"), "fr")
    shown_as = feedparser.parse(write_language_feed("fr", item, SITE, part=first)).feed
    leads = {link.rel: link.href for link in shown_as.links}
    assert (leads["current"], shown_as.language) == ("https://example.org/feed-fr.xml", "fr")


def test_an_archive_that_is_followed_by_another_stays_as_it_was() -> None:
    before, after = written(47), written(68)
    assert set(before) < set(after)
    for name in ("feed-00001.xml", "feed-00002.xml"):
        assert before[name] == after[name]
