"""Structured data (schema.org) for search engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publish.accessibility import Accessibility
from publish.config import Site
from publish.model.article import Article
from publish.model.episode import Episode
from publish.model.times import iso_duration
from publish.model.walk import figures
from publish.web.address import episode_guid

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
    if episode.narrator:  # no readBy: its value is a Person, and a synthesiser is none
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
