"""Markdown with front matter: the settings at its top, and the rest as the HTML of a page."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from publish.config import Overrides, from_table
from publish.errors import ConfigError, SourceError

_FENCE = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<front>.*?)\n(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL)
_NAMES = {
    "title": "title",
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
# What a front matter may say that the page's own metadata carries.
_META = {
    "description": "description",
    "summary": "description",
    "subtitle": "description",
    "publisher": "og:site_name",
    "site": "og:site_name",
    "updated": "article:modified_time",
    "lastmod": "article:modified_time",
    "modified": "article:modified_time",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown document as a page: its HTML, and the article's own settings in its front matter."""

    html: str
    overrides: Overrides
    front: Mapping[str, Any] = field(default_factory=dict)


def from_markdown(text: str, where: str) -> Document:
    """The page that a Markdown text makes. Raises ConfigError for a broken front matter."""
    match = _FENCE.match(text)
    front = _front(match["mark"], match["front"], where) if match else {}
    table = {_NAMES[key]: value for key, value in front.items() if key in _NAMES}
    overrides = from_table(Overrides, table, f"{where}, front matter")
    return Document(_page(text[match.end() :] if match else text, front, where), overrides, front)


def merged(own: Overrides, front: Overrides) -> Overrides:
    """The settings of an article's own file, and the front matter's where the file says nothing."""
    filled = {
        name: getattr(own, name) or getattr(front, name)
        for name in ("title", "byline", "language", "published", "url", "voice")
    }
    return replace(own, lexicon=front.lexicon | own.lexicon, images=front.images | own.images, **filled)


def _front(mark: str, text: str, where: str) -> dict[str, Any]:
    try:
        table = tomllib.loads(text) if mark == "+++" else _yaml(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(f"{where}: the front matter cannot be read: {reason}", "mend that line") from error
    if not isinstance(table, dict):
        raise ConfigError(
            f"{where}: the front matter is not a table of keys", 'write lines such as title: "..."'
        )
    return {str(key).lower(): _plain(value) for key, value in table.items()}


def _yaml(text: str) -> Any:
    import yaml

    class Tame(yaml.SafeLoader):
        """YAML without aliases: a few lines of them can unfold into gigabytes."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise ValueError("aliases (*name) are not read here")
            return super().compose_node(parent, index)

    try:
        return yaml.load(text, Loader=Tame) or {}
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _plain(value: Any) -> Any:
    """Dates as ISO 8601; names of authors out of the tables that some generators want."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [item["name"] if isinstance(item, dict) and "name" in item else _plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _page(text: str, front: Mapping[str, Any], where: str) -> str:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    try:
        body = parser.use(footnote_plugin).use(deflist_plugin).render(text)
    except (RecursionError, ValueError) as error:
        raise SourceError(f"{where} is nested too deeply to be read", "take some levels out") from error
    title = str(front.get("title", ""))
    heading = "" if re.match(r"\s*<h1\b", body) or not title else f"<h1>{html.escape(title)}</h1>\n"
    metas = "".join(
        f'<meta property="{_META[key]}" name="{_META[key]}" content="{html.escape(str(value))}">\n'
        for key, value in front.items()
        if key in _META
    )
    head = f"<head><title>{html.escape(title)}</title>\n{metas}</head>" if title or metas else "<head></head>"
    return f"<html>{head}<body><article>\n{heading}{body}</article></body></html>"
