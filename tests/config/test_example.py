"""The commented `publish.toml` sets nothing as it is, and all that it shows is accepted once uncommented."""

from __future__ import annotations

import re
import tomllib

from jsonschema import Draft7Validator

from publish.config import Config, Overrides, from_table
from publish.config.example import project
from publish.config.keys import flat
from publish.config.schema import schema

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
            at = at["spring" if name == "NAME" else name]  # type: ignore[index]
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
