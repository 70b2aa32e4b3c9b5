"""The commented `publish.toml` sets nothing as it is, and all that it shows is accepted once uncommented."""

from __future__ import annotations

import re
import tomllib
import typing
from copy import deepcopy
from typing import Any, Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from publish.config import Config, Overrides, from_table
from publish.config.example import NAMED, Name, project, schema, words
from publish.config.keys import EXAMPLES, Key, fields, flat, is_table
from publish.errors import ConfigError, PublishError
from publish.sources.markdown import taken_off
from tests.config.test_load import WRONG

TEXT = project("./.publish/publish.schema.json")
UNCOMMENTED = re.sub(r'(?m)^#(?=[\w"\[])', "", TEXT)


def test_as_it_is_it_sets_nothing() -> None:
    assert from_table(Config, tomllib.loads(TEXT), "publish.toml") == Config()


def test_each_line_may_be_uncommented() -> None:
    table = tomllib.loads(UNCOMMENTED)
    config = from_table(Config, table, "publish.toml")
    assert config != Config()
    Draft7Validator(schema("publish")).validate(table)


def test_it_shows_every_key_with_its_default_or_an_example() -> None:
    table = tomllib.loads(UNCOMMENTED)
    config = from_table(Config, table, "publish.toml")
    for path, field in flat(Config):
        at: object = table
        for name in path:
            at = at[{"places": "website"}.get(path[0], "spring") if name == "NAME" else name]  # type: ignore[index]
        if "NAME" not in path and field.default and not field.key.like:
            assert at == (list(field.default) if isinstance(field.default, tuple) else field.default), path
    assert config.issues["spring"].articles


def test_it_begins_with_its_schema_where_there_is_one() -> None:
    assert TEXT.startswith("#:schema ./.publish/publish.schema.json\n")
    assert project().startswith("# The settings of this project.")


def test_lines_are_short_enough_to_read() -> None:
    assert max(map(len, TEXT.splitlines())) <= 102


def test_examples_of_an_articles_own_settings_are_accepted() -> None:
    for path, field in flat(Overrides):
        if len(path) == 1 and "=" not in field.key.like and path != ("images",):
            own = from_table(Overrides, tomllib.loads(f"{path[0]} = {field.key.like}"), "a.toml")
            assert own != Overrides(), path


# The JSON Schema accepts what the loader accepts, and refuses what it refuses.

KINDS: dict[Name, type[Any]] = {"publish": Config, "article": Overrides}
JUDGES = {name: Draft7Validator(schema(name)) for name in NAMED}
JUNK = st.one_of(
    st.text(max_size=8).filter(lambda text: not text.endswith("\n")),
    st.integers(-5, 5000),
    st.floats(-5, 500),
    st.booleans(),
    st.sampled_from([[], {}, ["a"], [3], {"a": "b"}, {"a": {"b": 1}}, [{"name": "Ada"}]]),
)


def values(hint: Any, key: Key) -> st.SearchStrategy[Any]:
    """Values that a key may have, or nearly."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if is_table(hint):
        return tables(hint)
    if origin is Literal:
        return st.sampled_from([*args, float("96")])
    if origin is tuple:
        return st.one_of(values(args[0], key), st.lists(values(args[0], key), max_size=3))
    if origin is dict:
        names = [*EXAMPLES.values(), "quote", "body", "x y", "fr"]
        return st.dictionaries(st.sampled_from(names), values(args[1], Key("")), max_size=2)
    if hint is str:
        known = [*EXAMPLES.values(), "", "News > Politics", "tone", "2024-05-01T10:00:00+02:00", "en-GB-oed"]
        return st.sampled_from([*known, *key.choices])
    if hint in (int, float):
        return st.sampled_from([0, 1, 2, 4, 15, 16, 80.0, 1600, 0.25, 0.2, 4.1])
    return JUNK


def tables(kind: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Tables with some of the known keys, right and wrong, and now and then another."""
    known = {field.name: st.one_of(values(field.hint, field.key), JUNK) for field in fields(kind)}
    return st.fixed_dictionaries({}, optional={**known, "titel": JUNK})


def loads(kind: type[Any], table: dict[str, Any]) -> bool:
    try:
        from_table(kind, table, "here")
    except ConfigError:
        return False
    return True


@pytest.mark.slow
@settings(deadline=None)
@given(tables(Config))
@example({"site": {"explicit": 1}})
@example({"sound": {"bitrate_kbps": True}})
@example({"sound": {"bitrate_kbps": 96.0}})
@example({"editions": "m4b"})
def test_the_schema_of_a_project_judges_as_the_loader_does(table: dict[str, Any]) -> None:
    assert JUDGES["publish"].is_valid(table) == loads(Config, table)


@pytest.mark.slow
@settings(deadline=None)
@given(tables(Overrides))
@example({"byline": "Ada"})
@example({"images": {"a.jpg": {"alt": ""}}})
def test_the_schema_of_an_article_judges_as_the_loader_does(table: dict[str, Any]) -> None:
    assert JUDGES["article"].is_valid(table) == loads(Overrides, table)


@pytest.mark.parametrize("text", sorted(WRONG))
def test_what_the_loader_refuses_with_a_sentence_the_schema_refuses(text: str) -> None:
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # no table that a schema could judge
    assert JUDGES["publish"].is_valid(table) == (text == "[sound]\npace = nan")  # JSON has no such number


@settings(deadline=None)
@given(tables(Overrides), st.sampled_from(["title", "lang", "author", "date", "canonical_url", "tags"]), JUNK)
@example({}, "author", [{"name": "Ada"}])
@example({}, "date", None)
@example({"byline": "Ada"}, "author", 0)
def test_the_schema_of_a_front_matter_judges_as_the_reader_does(
    table: dict[str, Any], key: str, value: Any
) -> None:
    import yaml

    # Copies: YAML would write one list that stands under two names as an alias.
    table = {name: deepcopy(item) for name, item in {**table, key: value}.items() if name != "titel"}
    text = f"---\n{yaml.safe_dump(table, allow_unicode=True)}---\n"
    try:
        taken_off(text, "a.md")
        taken = True
    except PublishError:
        taken = False
    assert JUDGES["front-matter"].is_valid(table) == taken


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_schema_is_one_and_says_what_each_key_means(name: Name) -> None:
    Draft7Validator.check_schema(schema(name))
    if name != "front-matter":
        assert schema(name)["properties"]["voice"]["description"].endswith(
            "voice." if name == "article" else "engine:voice."
        )


@pytest.mark.parametrize("kind", [Config, Overrides], ids=lambda kind: kind.__name__)
def test_meanings_are_sentences_without_markup(kind: type[Any]) -> None:
    for _, field in flat(kind):
        shown = words(field.key.meaning)
        assert shown.endswith(".")
        assert not set(shown) & set("`*")
        assert "](" not in shown
        assert ".md" not in shown
