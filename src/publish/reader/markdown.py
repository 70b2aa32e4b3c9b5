"""Markdown with front matter: the settings at its top, and the rest as the HTML of a page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from publish.config import Overrides
from publish.errors import SourceError
from publish.model.problem import Problem
from publish.reader.front import Front, taken_off


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown document as a page: its HTML, and the article's own settings in its front matter."""

    html: str
    overrides: Overrides
    problems: tuple[Problem, ...] = ()


def from_markdown(text: str, where: str) -> Document:
    """The page that a Markdown text makes. Raises ConfigError for a broken front matter."""
    front, body = taken_off(text, where)
    return Document(_page(body, front, where), front.overrides, front.problems)


def merged(own: Overrides, front: Overrides) -> Overrides:
    """The settings of an article's own file, and the front matter's where the file says nothing."""
    filled = {
        name: getattr(own, name) or getattr(front, name)
        for name in ("title", "byline", "language", "published", "url", "voice")
    }
    return replace(own, lexicon=front.lexicon | own.lexicon, images=front.images | own.images, **filled)


def _page(text: str, front: Front, where: str) -> str:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    try:
        body = parser.use(footnote_plugin).use(deflist_plugin).render(text)
    except (RecursionError, ValueError) as error:
        raise SourceError(f"{where} is nested too deeply to be read", "take some levels out") from error
    title = front.title
    heading = "" if re.match(r"\s*<h1\b", body) or not title else f"<h1>{html.escape(title)}</h1>\n"
    metas = "".join(
        f'<meta property="{name}" name="{name}" content="{html.escape(value)}">\n'
        for name, value in front.metas
    )
    head = f"<head><title>{html.escape(title)}</title>\n{metas}</head>" if title or metas else "<head></head>"
    return f"<html>{head}<body><article>\n{heading}{body}</article></body></html>"
