"""The files that `init` and `new` make: settings with every key explained, their JSON Schema, an article."""

from __future__ import annotations

import dataclasses
import re
import textwrap
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from publish.config.keys import PATTERNS, Field, Key, fields, in_toml, is_table
from publish.config.values import META, NAMES, Config, ImageOverride, Overrides

Json = dict[str, Any]
Name = Literal["publish", "article", "front-matter"]
NAMED: dict[Name, str] = {
    "publish": "publish.toml: the settings of a project",
    "article": "source/SLUG.toml: the settings of one article",
    "front-matter": "the settings at the top of an article in Markdown",
}


def schema(name: Name) -> Json:
    """The schema of a file of settings."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": NAMED[name]}
    match name:
        case "publish":
            return {**head, **_table(Config)}
        case "article":
            return {**head, **_table(Overrides)}
        case "front-matter":
            return {**head, **_front()}


def words(meaning: str) -> str:
    """The meaning of a key as a sentence without Markdown's links and marks."""
    plain = re.sub(r"(?:(?<!\s)\s+)?\(\[[^\[\]]*\]\([^()]*\)\)|\[([^\[\]]*)\]\([^()]*\)", r"\1", meaning)
    first = plain[0] if plain.startswith("`") else plain[0].upper()
    return f"{first}{plain[1:]}.".replace("`", "")


def _table(kind: type[Any]) -> Json:
    properties = {field.name: _property(field) for field in fields(kind)}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _property(field: Field) -> Json:
    described: Json = {"description": words(field.key.meaning), **_type(field.hint, field.key)}
    if not dataclasses.is_dataclass(field.default) and field.default not in (None, "", (), {}):
        described["default"] = field.default
    if field.key.like and "=" not in field.key.like and typing.get_origin(field.hint) is not dict:
        described["examples"] = [tomllib.loads(f"it = {field.key.like}")["it"]]
    return described


def _type(hint: Any, key: Key) -> Json:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if is_table(hint):
        return _table(hint)
    if origin in (types.UnionType, typing.Union):
        return _type(next(kind for kind in args if kind is not type(None)), key)
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        item = _type(args[0], key)
        return {"anyOf": [{"type": "array", "items": item}, item]}
    if origin is dict:
        value = _type(args[1], Key("", least=key.least, most=key.most))
        free: Json = {"type": "object", "additionalProperties": value}
        if typing.get_origin(args[0]) is Literal:
            free["propertyNames"] = {"enum": list(typing.get_args(args[0]))}
        elif key.shape:
            free["propertyNames"] = {"pattern": f"^{PATTERNS[key.shape]}$"}
        return free
    return _plain(hint, key)


def _plain(hint: Any, key: Key) -> Json:
    described: Json = {"type": {str: "string", bool: "boolean", int: "integer", float: "number"}[hint]}
    if key.shape:
        described["pattern"] = f"^({PATTERNS[key.shape]})?$"
    if key.choices:
        described["enum"] = list(key.choices)
    if key.least is not None:
        described["minimum"] = key.least
    if key.most is not None:
        described["maximum"] = key.most
    return described


def _front() -> Json:
    """Front matter serves other programs too, so that any other key is left to them; a value may be empty."""
    own = {field.name: _property(field) for field in fields(Overrides)}
    person = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    byline = {
        "anyOf": [{"type": "array", "items": {"anyOf": [{"type": "string"}, person]}}, {"type": "string"}]
    }
    own["byline"] = {**own["byline"], **byline}
    properties = {
        key: {"description": own[setting]["description"], "anyOf": [own[setting], {"type": "null"}]}
        for key, setting in NAMES.items()
    }
    metas = {key: {"description": f"As a page's {name}."} for key, name in META.items()}
    return {"type": "object", "properties": {**properties, **metas}}


_WIDTH = 100
_HEAD = (
    "The settings of this project. None of them is needed. Each stands here with what it means and with its "
    "default, or with an example where the default is nothing. To set one, take away the # before it and "
    "write your own value."
)


def project(schema: str = "") -> str:
    """A `publish.toml` of every key; `schema` is where its schema stands, as seen from it."""
    first = [f"#:schema {schema}", ""] if schema else []
    return "\n".join((*first, *_remark(_HEAD), *_keys(Config, ()))) + "\n"


_ARTICLE_HEAD = (
    "The settings of one article. Each key stands here with what the article has now, or with an example. "
    "To set one, take away the # before it and write your own value."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of a picture as an article has them now; `wordless` when it needs some and has none."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    decorative: bool = False
    wordless: bool = False


def article(now: Overrides, pictures: Mapping[str, Shown], schema: str = "") -> str:
    """An article's own settings: every key with what is there now, and each picture under its file's name."""
    lines = [*([f"#:schema {schema}", ""] if schema else []), *_remark(_ARTICLE_HEAD)]
    for field in fields(Overrides):
        value = getattr(now, field.name)
        if typing.get_origin(field.hint) is not dict:
            lines += ["", *_remark(words(field.key.meaning))]
            lines.append(f"#{field.name} = {in_toml(value) if value else field.key.like}")
    lexicon = next(field for field in fields(Overrides) if field.name == "lexicon")
    lines += _free(lexicon, ("lexicon",))
    for name, picture in pictures.items():
        lines += ["", "", f"[images.{in_toml(name)}]", *_picture(picture)]
    return "\n".join(lines) + "\n"


def _picture(picture: Shown) -> Iterator[str]:
    if picture.decorative:
        yield from _remark("It is passed over, as decoration. If it means something, say what it shows.")
    elif picture.wordless:
        yield from _remark("It has no words yet. Say what it shows, or that it means nothing.")
    for field in fields(ImageOverride):
        value = getattr(picture, field.name)
        empty = "false" if field.name == "decorative" else '""'
        yield f"#{field.name} = {in_toml(value) if value else empty}"


def markdown(title: str, language: str, published: str) -> str:
    """A new article: its settings at the top, how to write it in a remark, and a first paragraph."""
    return _MARKDOWN.format(title=in_toml(title), language=language, published=published)


_MARKDOWN = """\
---
# Settings. A line that begins with # is not read: take the # away to set it.
title: {title}
language: {language}
published: {published}
#standfirst: "One or two sentences that stand under the title."
#byline: ["Ada Merritt", "Jo Lindqvist"]
#publisher: "The Harbour Gazette"
#url: "https://example.org/where-the-article-stands-on-the-web"
#voice: "hibari:heart"
#lexicon: {{"Leicester": "Lester"}}
#images: {{"harbour.jpg": {{"credit": "Jo Lindqvist"}}}}
---

<!--
Remarks like this one are not published. Write the article below.

A blank line begins a new paragraph.
## A line like this is a heading.
*emphasis*, **strong words**, [a link](https://example.org)
- an item of a list
> a quotation
![What the picture shows](harbour.jpg "The caption"), in a paragraph of its own
-->

The first paragraph goes here.
"""


def _keys(kind: type[Any], path: tuple[str, ...]) -> Iterator[str]:
    """The keys of a table: values first, as TOML wants it, then the tables inside."""
    keys = list(fields(kind))
    for field in keys:
        if not is_table(field.hint) and typing.get_origin(field.hint) is not dict:
            yield ""
            yield from _remark(words(field.key.meaning) + ("" if _shows(field) else " Default: nothing."))
            yield f"#{field.name} = {in_toml(field.default) if _shows(field) else field.key.like}"
    for field in keys:
        inner = (*path, field.name)
        if is_table(field.hint):
            yield from ("", "", *_remark(words(field.key.meaning)), f"[{'.'.join(inner)}]")
            yield from _keys(field.hint, inner)
        elif typing.get_origin(field.hint) is dict:
            yield from _free(field, inner)


def _free(field: Field, path: tuple[str, ...]) -> Iterator[str]:
    """A table with names of the user's own, with one example."""
    kind = typing.get_args(field.hint)[1]
    yield from ("", "", *_remark(words(field.key.meaning)))
    if not is_table(kind):
        yield from (f"[{'.'.join(path)}]", f"#{field.key.like}")
        return
    yield f"#[{'.'.join(path)}.{field.key.like}]"
    yield from (f"#{inner.name} = {inner.key.like}" for inner in fields(kind) if inner.key.like)


def _shows(field: Field) -> bool:
    """Whether the default says by itself what may be written."""
    return field.default not in (None, "", (), {}) and not (field.key.like and not field.default)


def _remark(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_on_hyphens=False)]
