"""Article and narration -> Episode: its identity, its addresses, its schema.org data; a show's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from publish.accessibility import Accessibility
from publish.config import Site
from publish.errors import ConfigError
from publish.i18n import catalogue
from publish.model.article import Article
from publish.model.episode import Episode, Product
from publish.model.narration import Narration
from publish.model.problem import Problem, problem
from publish.model.times import iso_duration
from publish.model.walk import article_text, figures, text_of
from publish.web import transcript

LOCAL = "http://localhost:8000"
FEED_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
PORTS = {"http": ":80", "https": ":443"}
TRACKING = ("utm_", "at_", "fbclid", "gclid", "mc_", "ocid", "ns_")


def base(site: Site) -> str:
    """The site's address without a slash at its end; `publish serve`'s own when none is set.

    Raises ConfigError when `site.url` is no http or https address.
    """
    url = site.url.strip()
    if not url:
        return LOCAL
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ConfigError(
            f"site.url is {site.url!r}", "write where output/ will stand, such as https://example.org/listen"
        )
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")).rstrip("/")


def absolute(site: Site, path: str) -> str:
    """The address of a file that `path` names from the output folder."""
    return f"{base(site)}/{quote(path)}"


def site_problems(site: Site) -> tuple[Problem, ...]:
    """What a publisher should know: a feed without `site.url` works on this machine only."""
    if site.url.strip():
        return ()
    message = f"the feed's addresses begin with {LOCAL}, so that only this machine can play it"
    return (problem("WEB-001", "site.url", message, "before publishing, set site.url or give --site-url"),)


def show_guid(site: Site) -> str:
    """The show's `podcast:guid`. It must not change when the show moves, so `site.guid` stands above it."""
    return site.guid or feed_guid(f"{base(site)}/feed.xml")


def language_guid(site: Site, language: str) -> str:
    """The `podcast:guid` of the show's feed in one of its languages; like the show's it does not move."""
    return str(uuid5(FEED_NAMESPACE, f"{show_guid(site)}/{language}"))


def feed_guid(feed: str) -> str:
    """What podcast:guid asks for: version 5 of a feed's address without scheme and slashes at its end."""
    return str(uuid5(FEED_NAMESPACE, feed.split("://", 1)[1].rstrip("/")))


def episode_guid(episode: Episode) -> str:
    """An episode's permanent id, from its article's address or else its slug: never from words or sound."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, canonical(episode.url) or f'urn:publish:{episode.slug}')}"


def canonical(url: str) -> str:
    """An article's address in one spelling: host in lower case, no default port, fragment or tracking.

    The same spelling names the book, so feed and book agree on what the article is.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in PORTS or not parts.hostname:
        return ""
    host = parts.netloc.lower().removesuffix(PORTS[parts.scheme.lower()])
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.startswith(TRACKING)]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", urlencode(query), ""))


def show_language(site: Site, episodes: Iterable[Episode]) -> str:
    """The configured language, else that of most episodes; English before others when several are equal."""
    if site.language:
        return site.language
    counted = Counter(episode.lang for episode in episodes)
    ranked = sorted(counted, key=lambda lang: (-counted[lang], catalogue.language(lang) != "en", lang))
    return ranked[0] if ranked else "en"


SPACELESS = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
)


def episode(article: Article, narration: Narration | None, products: Iterable[Product]) -> Episode:
    """The episode of an article; `narration` is None for an article without sound."""
    return Episode(
        slug=article.slug,
        title=article.title,
        lang=article.lang,
        standfirst=text_of(article.standfirst) or article.description,
        bylines=article.bylines,
        published=article.published,
        modified=article.modified,
        publisher=article.publisher,
        url=article.url,
        rights=article.rights,
        subjects=article.subjects,
        words=count_words(article_text(article)),
        seconds=narration.duration if narration else 0.0,
        narrator=narration.narrator if narration else "",
        sections=tuple(text_of(section.heading) for section in article.sections if section.heading),
        chapters=transcript.marks(narration) if narration else (),
        products=tuple(products),
    )


def count_words(text: str) -> int:
    """How many words a text has; in scripts without spaces two characters count as a word."""
    spaceless = sum(1 for c in text if any(first <= c <= last for first, last in SPACELESS))
    words = "".join(" " if any(first <= c <= last for first, last in SPACELESS) else c for c in text).split()
    return sum(any(c.isalnum() for c in word) for word in words) + (spaceless + 1) // 2


Json = dict[str, Any]
Place = Callable[[str], str]  # a path from the output folder -> its address


def article_data(article: Article, episode: Episode, claims: Accessibility, site: Site, place: Place) -> Json:
    """The article as a NewsArticle with its narration as an AudioObject."""
    pictures = [
        figure.image.name for figure in figures(article) if figure.image.name and not figure.decorative
    ]
    images = [place(f"{episode.slug}/images/{name}") for name in pictures]
    if cover := episode.product("cover"):
        images.append(place(cover.path))
    data: Json = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": episode_guid(episode),
        "headline": article.title,
        "description": episode.standfirst,
        "inLanguage": article.lang,
        "datePublished": article.published,
        "dateModified": article.modified or article.published,
        "author": [{"@type": "Person", "name": name} for name in article.bylines],
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else {},
        "image": images,
        "keywords": list(article.subjects),
        "wordCount": episode.words,
        "isBasedOn": article.url,
        "copyrightNotice": article.rights,
        "mainEntityOfPage": place(f"{episode.slug}/"),
        "isPartOf": {"@type": "PodcastSeries", "name": site.title, "webFeed": place("feed.xml")},
        **accessibility(claims),
        "audio": sound(episode, place),
    }
    return {key: value for key, value in data.items() if value not in ("", [], {}, None)}


def sound(episode: Episode, place: Place) -> Json:
    """The narration; {} when there is none."""
    file = episode.product("audio")
    if not file:
        return {}
    data: Json = {
        "@type": "AudioObject",
        "name": episode.title,
        "contentUrl": place(file.path),
        "encodingFormat": "audio/mpeg",
        "contentSize": str(file.length_bytes),
        "duration": iso_duration(round(episode.seconds * 1000)),
        "inLanguage": episode.lang,
        "accessMode": ["auditory"],
        "accessModeSufficient": [{"@type": "ItemList", "itemListElement": ["auditory"]}],
        "accessibilityFeature": ["transcript"],
    }
    if transcript := episode.product("transcript") or episode.product("vtt"):
        data["transcript"] = place(transcript.path)
    if episode.narrator:  # no readBy: its value is a Person, which a synthesiser is not
        data["creditText"] = episode.narrator
    return data


def accessibility(claims: Accessibility) -> Json:
    """The claims in Schema.org's words, the same as the book's metadata makes."""
    return {
        "accessMode": list(claims.modes),
        "accessModeSufficient": [
            {"@type": "ItemList", "itemListElement": list(modes)} for modes in claims.sufficient
        ],
        "accessibilityFeature": list(claims.features),
        "accessibilityHazard": list(claims.hazards),
    }


def show_data(site: Site, lang: str, place: Place) -> Json:
    """The show, for the shelf."""
    return {
        "@context": "https://schema.org",
        "@type": "PodcastSeries",
        "name": site.title,
        "description": site.description or site.title,
        "inLanguage": lang,
        "url": place(""),
        "webFeed": place("feed.xml"),
    }
