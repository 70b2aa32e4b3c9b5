"""The settings as JSON Schema (draft 7), for editors that complete and check TOML.

What the schema accepts the loader accepts, and the other way round.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
import types
import typing
from typing import Any, Literal

from publish.config.front_matter_names import META, NAMES
from publish.config.keys import PATTERNS, Field, Key, fields, is_table
from publish.config.values import Config, Overrides

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
        free: Json = {"type": "object", "additionalProperties": _type(args[1], Key(""))}
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
