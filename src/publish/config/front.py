"""The keys at the top of a Markdown article: those that site generators use, and what they set."""

from __future__ import annotations

NAMES = {
    "title": "title",
    "standfirst": "standfirst",
    "subtitle": "standfirst",
    "lang": "language",
    "language": "language",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "date": "published",
    "published": "published",
    "url": "url",
    "canonical": "url",
    "canonical_url": "url",
    "voice": "voice",
    "lexicon": "lexicon",
    "images": "images",
}
"""Key to the setting of the article that it is."""

META = {
    "description": "description",
    "summary": "description",
    "publisher": "og:site_name",
    "site": "og:site_name",
    "updated": "article:modified_time",
    "lastmod": "article:modified_time",
    "modified": "article:modified_time",
}
"""Key to the metadata of a page that say the same."""
