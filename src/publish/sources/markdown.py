"""Markdown -> the HTML of a page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publish.config import Overrides
from publish.errors import SourceError
from publish.model.problem import Problem
from publish.sources.front_matter import Front, taken_off

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore


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
        **{name: getattr(own, name) or getattr(front, name) for name in ("title", "language", "voice")},
        **{
            name: getattr(front if getattr(own, name) is None else own, name)
            for name in ("standfirst", "byline", "published", "url")
        },
    }
    return replace(own, lexicon=front.lexicon | own.lexicon, images=front.images | own.images, **filled)


def _page(text: str, front: Front, where: str) -> str:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin).core.ruler.push("figures", _figures)
    dollarmath_plugin(parser, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    try:
        body = parser.render(text).replace('<hr class="footnotes-sep" />', "")
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


def _figures(state: StateCore) -> None:
    """A picture in a paragraph of its own is a figure, and its title its caption."""
    from markdown_it.token import Token

    tokens = state.tokens
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        children = inline.children or []
        picture = children[0] if inline.type == "inline" and len(children) == 1 else None
        if opening.type != "paragraph_open" or opening.hidden or picture is None or picture.type != "image":
            continue
        caption = str(picture.attrs.pop("title", ""))
        opening.tag = closing.tag = "figure"
        if caption:
            words = Token("html_inline", "", 0, content=f"<figcaption>{html.escape(caption)}</figcaption>")
            inline.children = [picture, words]
