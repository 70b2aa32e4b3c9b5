"""English data from the files beside this module: word lists, units, scales and currencies."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from publish.speech.english.dialect import English


@lru_cache
def word_list(name: str) -> frozenset[str]:
    """The words of `name`.txt: any number a line, "#" begins a remark."""
    text = _text(f"{name}.txt")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def table(name: str) -> dict[str, Any]:
    """The tables of `name`.toml."""
    return tomllib.loads(_text(f"{name}.toml"))


def _text(name: str) -> str:
    return resources.files("publish.speech.english").joinpath(name).read_text("utf-8")


_UNITS = table("units")
SCALES: dict[str, str] = _UNITS["scales"]
CURRENCIES: dict[str, tuple[str, str, str, str]] = {
    sign: tuple(names) for sign, names in _UNITS["currencies"].items()
}
UNITS: dict[str, tuple[str, str]] = {sign: tuple(names) for sign, names in _UNITS["units"].items()}
PER: dict[str, str] = _UNITS["per"]


def american(name: str) -> str:
    """ "kilometers" for "kilometres"."""
    for british, own in (
        ("metre", "meter"),
        ("litre", "liter"),
        ("tonne", "metric ton"),
        ("rouble", "ruble"),
    ):
        name = name.replace(british, own)
    return name


def unit_name(names: tuple[str, ...], one: bool, english: English) -> str:
    name = names[0] if one else names[1]
    return name if english.british else american(name)


def per_name(unit: str, english: English) -> str:
    name = PER[unit]
    return name if english.british else american(name)
