"""A Markdown article -> the HTML of a page, with the settings and metadata of its front matter.

Front matter is YAML between `---`, or TOML between `+++`. Other programs put
keys of their own there, so one that is not known does no harm; one that looks
misspelt is a problem.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from publish.config import Overrides, from_table
from publish.config.load import parsed
from publish.config.values import META, NAMES
from publish.errors import ConfigError, SourceError
from publish.model.problem import Problem, problem
from publish.model.text import nearest, shortened

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore


_FENCE = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<front>.*?)\n(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL)
_OPENED = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n[\w-]+[ \t]*[:=][ \t\n]")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands at the top: the article's own settings, what its page would say in metas, and problems."""

    title: str
    overrides: Overrides
    metas: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def taken_off(text: str, where: str) -> tuple[Front, str]:
    """The front matter of a Markdown text, and the rest of it. Raises ConfigError for a broken one."""
    match = _FENCE.match(text)
    if match is None and (opened := _OPENED.match(text)):
        mark = opened["mark"]
        message = f"{where}: the front matter that begins on line 1 has no end"
        raise ConfigError(message, f"write a line of {mark} after its last setting")
    table = _table(match["mark"], match["front"], where) if match else {}
    for key, value in table.items():  # each of two names for one setting is looked at
        if key in NAMES:
            from_table(Overrides, {NAMES[key]: value}, _line(text, key, where))
    settings = {NAMES[key]: value for key, value in table.items() if key in NAMES}
    overrides = from_table(Overrides, settings, where)
    metas = tuple((META[key], str(value)) for key, value in table.items() if key in META)
    front = Front(str(table.get("title", "")), overrides, metas, tuple(_misspelt(table, where)))
    return front, text[match.end() :] if match else text


def _line(text: str, key: str, where: str) -> str:
    """The place of a key: the first line that begins with it."""
    match = re.search(rf"^[\"']?{re.escape(key)}[\"']?[ \t]*[:=]", text, re.MULTILINE | re.IGNORECASE)
    return f"{where}, line {text.count(chr(10), 0, match.start()) + 1}" if match else f"{where}, front matter"


def _misspelt(table: Mapping[str, Any], where: str) -> Iterator[Problem]:
    known = (*NAMES, *META)
    for key in table:
        if key not in known and (like := nearest(key, known)):
            message = f"the front matter has a key {key!r}, which means nothing here"
            yield problem("META-004", where, message, f"write {like!r} if that is what is meant")


def _table(mark: str, text: str, where: str) -> dict[str, Any]:
    table = parsed(f"\n{text}", f"{where}, front matter") if mark == "+++" else _yaml(text, where)
    if not isinstance(table, dict):
        raise ConfigError(
            f"{where}: the front matter is not a table of keys", 'write lines such as title: "..."'
        )
    return {str(key).lower(): _plain(value) for key, value in table.items() if value is not None}


def _yaml(text: str, where: str) -> Any:
    import yaml

    class _SafeLoaderWithoutAliases(yaml.SafeLoader):
        """YAML without aliases: a few lines of them can unfold into gigabytes."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise ValueError("aliases (*name) are not read here")
            return super().compose_node(parent, index)

        def construct_day(self, node: Any) -> Any:
            """A date; one that no calendar has as it is written, for the settings to refuse."""
            try:
                return self.construct_yaml_timestamp(node)
            except ValueError:
                return self.construct_scalar(node)

    _SafeLoaderWithoutAliases.add_constructor(
        "tag:yaml.org,2002:timestamp", _SafeLoaderWithoutAliases.construct_day
    )
    try:
        return yaml.load(text, Loader=_SafeLoaderWithoutAliases) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _unreadable(text, where, error) from error


def _unreadable(text: str, where: str, error: Exception) -> ConfigError:
    """What is wrong with text that is not YAML, with the line as it stands in the file."""
    mark = getattr(error, "problem_mark", None)
    reason = " ".join(str(getattr(error, "problem", None) or error).split())
    lines = text.splitlines()
    number = min(mark.line, len(lines) - 1) if mark and lines else -1
    if number < 0:
        return ConfigError(f"{where}: the front matter cannot be read ({reason})", "write one line a setting")
    line = lines[number].strip()
    message = f"{where}, line {number + 2}: `{shortened(line, 100)}` in the front matter cannot be understood"
    key, colon, value = line.partition(":")
    if colon and re.search(r":\s|^[@`%&*!|>{\[]", value.strip()):
        quoted = value.strip().replace('"', "'")
        return ConfigError(message, f'put the text between quotes: {key}: "{shortened(quoted, 100)}"')
    return ConfigError(f"{message} ({reason})", 'write each setting as name: "text"')


def _plain(value: Any) -> Any:
    """Dates as ISO 8601; names of authors out of the tables that some generators want."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [item["name"] if isinstance(item, dict) and "name" in item else _plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


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
