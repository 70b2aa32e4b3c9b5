"""The podcast feed: RSS 2.0 with the iTunes and Podcasting 2.0 namespaces, with its show notes.

Written with lxml. feedgen, the usual library, knows none of the podcast
namespace, so that half of the feed would be extensions of ours, and takes its
dates from the clock unless each is set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from lxml import etree

from publish.config import Site
from publish.config.values import path
from publish.i18n import catalogue
from publish.i18n.catalogue import language_name, long_date
from publish.model.episode import Episode, ProductKind, in_language, language_feed
from publish.model.text import shortened
from publish.model.times import long_clock
from publish.web import transcript
from publish.web.episode import absolute, base, episode_guid, language_guid, show_guid, show_language

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
NAMESPACES = {"atom": ATOM, "content": CONTENT, "itunes": ITUNES, "podcast": PODCAST}
ARTWORK_PIXELS = 3000
EARLIEST = datetime.min.replace(tzinfo=UTC)
LONGEST = 255
TRANSCRIPTS: tuple[tuple[ProductKind, str, bool], ...] = (
    ("vtt", "text/vtt", True),
    ("json", "application/json", True),
    ("srt", "application/x-subrip", True),
    ("transcript", "text/html", False),
    ("text", "text/plain", False),
)


PART_EPISODES = 500
"""Episodes in an archive of a feed: some 2 MB, which apps still read in one go."""
HISTORY = "http://purl.org/syndication/history/1.0"


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a feed, by its file name, with those before and after it; "" for none.

    An archive names the `current` document, which is the feed itself.
    """

    name: str = "feed.xml"
    before: str = ""
    after: str = ""
    current: str = ""

    def links(self) -> tuple[tuple[str, str], ...]:
        """Relation and file name of each document that this one leads to (RFC 5005, 4.2)."""
        pages = [("prev-archive", self.before), ("next-archive", self.after)]
        pages += [("current", self.current)]
        return tuple((rel, name) for rel, name in pages if name)


WHOLE = Part()


def write_feed(
    episodes: Sequence[Episode], site: Site, artwork: str = "artwork.jpg", part: Part = WHOLE
) -> bytes:
    """The feed of every episode that has sound, newest first; of a long one, the part with these episodes.

    `artwork` names the show's square picture of 3000 pixels, from the output
    folder. Raises ConfigError when `site.url` is no address or the category
    is none that podcast directories know.
    """
    heard = newest_first(episode for episode in episodes if episode.product("audio"))
    spaces = {**NAMESPACES, "fh": HISTORY} if part.links() else NAMESPACES
    root = etree.Element("rss", nsmap=spaces)
    root.set("version", "2.0")
    channel = etree.SubElement(root, "channel")
    _show(channel, heard, site, artwork, part)
    for episode in heard:
        _item(etree.SubElement(channel, "item"), episode, site)
    etree.indent(root, " ")
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def feed_parts(episodes: Iterable[Episode], language: str = "") -> list[tuple[Part, tuple[Episode, ...]]]:
    """The parts of a feed: the newest episodes, and archives that later ones never change (RFC 5005, 4).

    An archive holds `PART_EPISODES` episodes counted from the oldest; what is
    left, at least as many, is in the feed itself.
    """
    oldest = newest_first(episode for episode in episodes if episode.product("audio"))[::-1]
    count = max(0, len(oldest) // PART_EPISODES - 1)
    current = language_feed(language)
    names = [f"{current.removesuffix('.xml')}-{number:05}.xml" for number in range(1, count + 1)]
    parts = [(Part(current, names[-1] if names else ""), tuple(oldest[count * PART_EPISODES :]))]
    for number, name in enumerate(names):
        following = names[number + 1] if number + 1 < count else ""
        part = Part(name, names[number - 1] if number else "", following, current)
        parts.append((part, tuple(oldest[number * PART_EPISODES : (number + 1) * PART_EPISODES])))
    return parts


def write_language_feed(
    language: str,
    episodes: Iterable[Episode],
    site: Site,
    artwork: str = "artwork.jpg",
    part: Part | None = None,
) -> bytes:
    """The feed of the episodes in one primary language, or a part of it: a show named after both."""
    chosen = in_language(episodes, language)
    own = replace(
        site,
        title=f"{site.title} – {language_name(language, language)}",
        language=show_language(replace(site, language=""), chosen),
        guid=language_guid(site, language),
    )
    return write_feed(chosen, own, artwork, part or Part(language_feed(language)))


def artwork_name(data: bytes) -> str:
    """A file name for the show's picture that changes with it, as directories ask."""
    return f"artwork-{hashlib.sha256(data).hexdigest()[:8]}.jpg"


def newest_first(episodes: Iterable[Episode]) -> list[Episode]:
    """Episodes by date, the newest first, those without a date last, equals by slug."""
    listed = sorted(episodes, key=lambda episode: episode.slug)
    return sorted(listed, key=lambda episode: when(episode) or EARLIEST, reverse=True)


def when(episode: Episode) -> datetime | None:
    """When an episode came out: its article's date, else that of its last change, else of its first build."""
    dates = (episode.published, episode.modified, episode.added)
    return next((date for iso in dates if (date := moment(iso))), None)


def moment(iso: str) -> datetime | None:
    """An ISO 8601 date or time as a time in UTC; None for "" and for what is no date."""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _show(channel: etree._Element, episodes: Sequence[Episode], site: Site, artwork: str, part: Part) -> None:
    author = site.author or site.title
    description = fit(site.description or site.title)
    _text(channel, "title", shortened(site.title, LONGEST))
    _text(channel, "link", f"{base(site)}/")
    _text(channel, "description", description)
    _text(channel, "language", show_language(site, episodes))
    _text(channel, "copyright", site.copyright)
    _text(channel, "generator", "publish")
    if dates := [latest for episode in episodes if (latest := _latest(episode))]:
        _text(channel, "lastBuildDate", format_datetime(max(dates)))
    own = absolute(site, part.name)
    _element(channel, "atom:link", href=own, rel="self", type="application/rss+xml")
    for rel, name in part.links():
        _element(channel, "atom:link", href=absolute(site, name), rel=rel, type="application/rss+xml")
    if part.current:
        etree.SubElement(channel, f"{{{HISTORY}}}archive")
    _text(channel, "itunes:author", shortened(author, LONGEST))
    _element(channel, "itunes:image", href=absolute(site, artwork))
    _category(channel, site)
    _text(channel, "itunes:explicit", "true" if site.explicit else "false")
    _text(channel, "itunes:type", "episodic")
    if site.email:
        owner = _element(channel, "itunes:owner")
        _text(owner, "itunes:name", shortened(author, LONGEST))
        _text(owner, "itunes:email", site.email)
    _text(channel, "podcast:guid", show_guid(site))
    _text(channel, "podcast:medium", "podcast")
    if site.email:  # the namespace's schema wants an owner who can be asked
        _text(channel, "podcast:locked", "yes", owner=site.email)
    _image(channel, absolute(site, artwork), ARTWORK_PIXELS, site.title)
    _text(channel, "podcast:person", site.author[:128], role="host", group="cast")
    _text(channel, "podcast:txt", "true", purpose="ai-content")


def _category(channel: etree._Element, site: Site) -> None:
    parent = channel
    for name in path(site.category):
        parent = _element(parent, "itunes:category", text=name)


def _item(item: etree._Element, episode: Episode, site: Site) -> None:
    page = absolute(site, f"{episode.slug}/")
    _text(item, "title", shortened(episode.title, LONGEST))
    _text(item, "link", page)
    _text(item, "guid", episode_guid(episode), isPermaLink="false")
    if published := when(episode):
        _text(item, "pubDate", format_datetime(published))
    _text(item, "description", plain(episode))
    _element(item, "content:encoded").text = etree.CDATA(clean(html(episode)))
    if sound := episode.product("audio"):
        address = absolute(site, sound.path)
        _element(item, "enclosure", url=address, length=str(sound.length_bytes), type="audio/mpeg")
    _text(item, "itunes:title", shortened(episode.title, LONGEST))
    _text(
        item,
        "itunes:author",
        shortened(catalogue.names(episode.bylines, episode.lang) or episode.publisher, LONGEST),
    )
    _text(item, "itunes:duration", str(round(episode.seconds)))
    _text(item, "itunes:explicit", "true" if site.explicit else "false")
    _text(item, "itunes:episodeType", "full")
    if cover := episode.product("cover"):
        _element(item, "itunes:image", href=absolute(site, cover.path))
        _image(item, absolute(site, cover.path), 0, episode.title)
    _season(item, episode)
    _extras(item, episode, site)


def _season(item: etree._Element, episode: Episode) -> None:
    """The issue that an article belongs to, if it has a number."""
    if number := episode.season:
        _text(item, "itunes:season", str(number))
        _text(
            item, "podcast:season", str(number), name=shortened(episode.season_name, LONGEST) or str(number)
        )


def _extras(item: etree._Element, episode: Episode, site: Site) -> None:
    for kind, media_type, timed in TRANSCRIPTS:
        if file := episode.product(kind):
            rel = "captions" if timed else ""
            _element(
                item,
                "podcast:transcript",
                url=absolute(site, file.path),
                type=media_type,
                language=episode.lang,
                rel=rel,
            )
    if file := episode.product("chapters"):
        _element(item, "podcast:chapters", url=absolute(site, file.path), type=transcript.CHAPTERS_TYPE)
    for author in episode.bylines:
        _text(item, "podcast:person", author[:128], role="author", group="writing")
    _text(item, "podcast:person", episode.narrator[:128], role="narrator", group="cast")
    _text(item, "podcast:txt", "true", purpose="ai-content")


def _image(parent: etree._Element, href: str, pixels: int, alt: str) -> None:
    size = {"width": str(pixels), "height": str(pixels)} if pixels else {}
    _element(
        parent, "podcast:image", href=href, alt=alt, purpose="artwork", **{"aspect-ratio": "1/1"}, **size
    )


def _text(parent: etree._Element, tag: str, content: str, **attributes: str) -> None:
    """A child element with text; none when there is no text."""
    if content := clean(content):
        _element(parent, tag, **attributes).text = content


def _element(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A child element with those of its attributes that are not ""."""
    prefix, _, name = tag.rpartition(":")
    child = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{name}" if prefix else name)
    for key, value in attributes.items():
        if value:
            child.set(key, clean(value))
    return child


def clean(text: str) -> str:
    """Text without the characters that XML forbids, and without white space around it."""
    allowed = (
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    return "".join(allowed).strip()


def _latest(episode: Episode) -> datetime | None:
    dates = [moment(episode.published), moment(episode.modified)]
    return max(filter(None, dates), default=when(episode))


LIMIT_BYTES = 4000
CHAPTERS_FROM = 3


def plain(episode: Episode) -> str:
    """The description: standfirst, who wrote it and where, the voice, and chapter times."""
    return fit("\n\n".join("\n".join(part) for part in _parts(episode)))


def html(episode: Episode) -> str:
    """The same in HTML, with a link to the article on its own site."""
    parts = []
    for part in _parts(episode):
        lines = [escape(line, quote=False) for line in part]
        if episode.url and part == [episode.url]:
            lines = [f'<a href="{escape(episode.url)}">{escape(episode.url, quote=False)}</a>']
        parts.append("<p>" + "<br>".join(lines) + "</p>")
    return "".join(parts)


def fit(text: str) -> str:
    """Text cut at a line's end so that it takes at most 4,000 bytes, as Apple Podcasts asks."""
    while len(text.encode()) > LIMIT_BYTES:
        text = (
            text.rsplit("\n", 1)[0] if "\n" in text else text.encode()[:LIMIT_BYTES].decode(errors="ignore")
        )
    return text.rstrip()


def _parts(episode: Episode) -> list[list[str]]:
    facts = " · ".join(
        part
        for part in (
            catalogue.byline(episode.bylines, episode.lang),
            episode.publisher,
            long_date(episode.published, episode.lang),
        )
        if part
    )
    parts = [
        [episode.standfirst or episode.title],
        [facts],
        [episode.url],
        [_voice(episode)] if episode.seconds else [],
    ]
    if len(episode.chapters) >= CHAPTERS_FROM:
        parts.append([f"({long_clock(int(mark.begin))}) {mark.title}" for mark in episode.chapters])
    return [part for part in ([line for line in part if line] for part in parts) if part]


def _voice(episode: Episode) -> str:
    """That the voice is synthetic, and its name: "Read by a synthetic voice (Heart, hibari)."."""
    phrase = catalogue.word("synthetic", episode.lang)
    name = episode.narrator.rpartition(": ")[2].replace(" (", ", ").rstrip(")")
    return f"{phrase.rstrip('.')} ({name})." if name else phrase
