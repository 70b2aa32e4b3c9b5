"""One setting in the text of a settings file, read and changed; comments and order stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import Array, Table

Value = str | bool | float | list[str] | None
"""What a setting may be set to; None takes it away."""
LISTS = ("keep_passages", "drop_passages", "skip_sections", "skip_sentences", "skip_roles")
"""Lists that grow item by item; each item has a line, so that git merges what two people add."""


def value_of(text: str, path: Sequence[str]) -> Value:
    """What a settings file says at a path of keys, None where it says nothing. The text is valid TOML."""
    value: Any = tomlkit.parse(text).unwrap()
    for key in path:
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return value  # type: ignore[no-any-return]


def changed(text: str, path: Sequence[str], value: Value) -> str:
    """The text with the setting at `path` set, or taken away with the tables that it leaves empty.

    The text is valid TOML, and every part of the path but the last names a table or nothing.
    """
    document = tomlkit.parse(text)
    tables: list[Any] = [document]
    for number, key in enumerate(path[:-1]):
        if key not in tables[-1]:
            if value is None:
                return text
            tables[-1][key] = tomlkit.table(is_super_table=number + 2 < len(path))
        tables.append(tables[-1][key])
    if isinstance(value, list) and path[-1] in LISTS:
        _list(tables[-1], path[-1], value)
        return tomlkit.dumps(document)
    if value is not None:
        tables[-1][path[-1]] = value
        return tomlkit.dumps(document)
    tables[-1].pop(path[-1], None)
    for key, outer, inner in reversed(list(zip(path, tables, tables[1:], strict=False))):
        if isinstance(inner, Table) and not inner.unwrap():
            outer.pop(key)
    return tomlkit.dumps(document)


def _list(table: Any, key: str, wanted: Sequence[str]) -> None:
    """Make a list hold these items; those that stay keep their lines and comments."""
    if not isinstance(table.get(key), Array):
        table[key] = tomlkit.array()
    items = table[key]
    for item in [each for each in items.unwrap() if each not in wanted]:
        items.remove(item)
    for item in wanted:
        if item not in items.unwrap():
            items.append(item)
    items.multiline(True)
