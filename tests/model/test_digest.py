"""Digests are equal exactly when the values are."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.config import Config, Site
from publish.model.digest import LATER, of_value

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.tuples(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@dataclass(frozen=True)
class Params:
    a: str = ""
    b: str = ""


@dataclass(frozen=True)
class Grown:
    a: str = ""
    b: int | None = field(default=None, metadata=LATER)


def test_a_later_field_counts_only_when_it_is_used() -> None:
    @dataclass(frozen=True)
    class Before:
        a: str = ""

    Before.__name__ = "Grown"
    assert of_value(Grown("x")) == of_value(Before("x"))
    assert of_value(Grown("x", 1)) != of_value(Grown("x", 2)) != of_value(Grown("x"))


@given(VALUES, VALUES)
def test_different_values_have_different_digests(one: Any, other: Any) -> None:
    assert (of_value(one) == of_value(other)) == (repr(canonical(one)) == repr(canonical(other)))


def canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: canonical(value[key]) for key in sorted(value)}
    return tuple(canonical(item) for item in value) if isinstance(value, tuple) else value


def test_every_field_counts() -> None:
    assert of_value(Params("x", "")) != of_value(Params("", "x"))
    assert of_value(Config()) != of_value(replace(Config(), site=Site(category="Arts")))


def test_what_has_no_order_is_refused() -> None:
    with pytest.raises(TypeError):
        of_value({1, 2})


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_digest_is_the_same_under_any_hash_seed(seed: str) -> None:
    program = (
        "from publish.model.digest import of_value; from publish.config import Config;"
        "print(of_value((Config(lexicon={'b': 'x', 'a': 'y'}), 1.5, b'z')))"
    )
    output = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert output.stdout.strip() == of_value((Config(lexicon={"a": "y", "b": "x"}), 1.5, b"z"))
