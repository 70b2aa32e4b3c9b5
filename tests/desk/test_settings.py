"""One setting in the text of a settings file."""

from __future__ import annotations

import tomllib

import pytest

from publish.desk.settings import Value, changed, value_of

TEXT = """# How the harbour's pages are read.
voice = "espeak"  # until the other one is heard

[lexicon]
# the council's own way
Leicester = "Lester"

[images."harbour.jpg"]
alt = "Six boats."
"""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "The long way home"),
        (("byline",), ["Ada Merritt", "Jo Lindqvist"]),
        (("voice",), "hibari:heart"),
        (("lexicon", "Godmanchester"), "Gumster"),
        (("lexicon", "A. N. Other"), "a n other"),
        (("images", "quay.jpg", "alt"), 'A "quay".'),
        (("images", "harbour.jpg", "decorative"), True),
    ],
)
def test_a_setting_is_set_and_taken_away_and_nothing_else_changes(
    path: tuple[str, ...], value: Value
) -> None:
    after = changed(TEXT, path, value)
    assert value_of(after, path) == value
    expected = tomllib.loads(TEXT)
    table = expected
    for key in path[:-1]:
        table = table.setdefault(key, {})
    table[path[-1]] = value
    assert tomllib.loads(after) == expected
    for line in TEXT.splitlines():
        assert line in after or line.startswith(f"{path[-1]} ="), line
    again = changed(after, path, value_of(TEXT, path))
    assert tomllib.loads(again) == tomllib.loads(TEXT)


def test_the_first_setting_of_a_file_and_the_last() -> None:
    one = changed("", ("images", "a.jpg", "alt"), "A boat.")
    assert tomllib.loads(one) == {"images": {"a.jpg": {"alt": "A boat."}}}
    assert changed(one, ("images", "a.jpg", "alt"), None).strip() == ""


def test_what_is_not_there_is_none_and_cannot_be_taken_away() -> None:
    assert value_of(TEXT, ("lexicon", "Xi")) is None
    assert value_of(TEXT, ("voice", "deeper")) is None
    assert changed(TEXT, ("images", "none.jpg", "alt"), None) == TEXT
