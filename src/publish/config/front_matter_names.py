"""Keys at the top of a Markdown article: other generators' names for the project's settings."""

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
    "cover_picture": "cover_picture",
    "skip_sections": "skip_sections",
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


def setting(key: str, value: str, where: str, slug: str) -> str:
    """How to write one of an article's own settings: at the top of Markdown, else in the file beside it."""
    if in_markdown(where):
        return f"write {key}: {value} at its top"
    return f"write {key} = {value} in {slug}.toml"


def in_markdown(where: str) -> bool:
    """Whether an article's source is Markdown, as its author wrote it."""
    return where.lower().endswith((".md", ".markdown"))
