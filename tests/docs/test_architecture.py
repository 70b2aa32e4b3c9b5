"""ARCHITECTURE.md says what is so: the layers, the seams with their arguments, and the files of its table."""

from __future__ import annotations

import importlib
import inspect
import re
from itertools import pairwise

import pytest

from tests.needs import ROOT
from tests.test_layers import FENCED, LAYERS

TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def part(heading: str) -> str:
    return TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def rows(heading: str) -> list[list[str]]:
    """The cells of a part's tables, without their heads."""
    lines = part(heading).splitlines()
    cells = [
        line.strip("| ").split(" | ")
        for line, below in pairwise([*lines, ""])
        if line.startswith("| ") and not below.startswith("|---")
    ]
    assert len(cells) > 5
    return cells


def test_the_layers_are_those_that_imports_are_held_to() -> None:
    shown = part("Layers").split("```")[1].strip().splitlines()
    assert [set(line.split(", ")) for line in shown] == [set(names) for names in LAYERS[1:]]


def test_the_fenced_libraries_are_those_that_imports_are_held_to() -> None:
    shown = {
        library: set(re.findall(r"`(\w+)`", importers))
        for libraries, importers in rows("Layers")
        for library in libraries.split(", ")
    }
    assert shown == FENCED


@pytest.mark.parametrize(
    ("package", "cell"),
    [(row[0].strip("`"), row[1]) for row in rows("The seams")],
    ids=lambda name: name[:20],
)
def test_a_seam_exists_and_takes_what_it_is_said_to_take(package: str, cell: str) -> None:
    """`name(one, two)` has these parameters and no other, `name(one, ...)` has more; `name` tells none."""
    for path, given in re.findall(r"`([\w.]+)(?:\(([^`]*?)\))?(?: -> [^`]+)?`", cell):
        module, _, name = f"publish.{package}.{path}".rpartition(".")
        taken = list(inspect.signature(getattr(importlib.import_module(module), name)).parameters)
        named = [each.strip() for each in given.split(",") if each.strip()]
        if named[-1:] == ["..."]:
            assert taken[: len(named) - 1] == named[:-1], path
        elif named:
            assert taken == named, path


def paths(cell: str) -> list[str]:
    return re.findall(r"`([\w./-]+/|[\w./-]+\.\w+)`", cell)


def test_every_path_in_the_tables_exists() -> None:
    code, tests = ROOT / "src" / "publish", ROOT / "tests"
    named = [(name, tests) for row in rows("To change something") for name in paths(row[2])]
    named += [(name, code) for row in rows("To change something") for name in paths(row[1])]
    named += [(name, code) for row in rows("One article, step by step") for name in paths(row[1])]
    named += [(name, code) for row in rows("The words of the project") for name in paths(row[2])]
    decisions = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    named += [(name, code) for name in re.findall(r"`([\w/]+(?:\.py|\.toml|/))`", decisions)]
    assert [
        name for name, folder in named if not (folder / name).exists() and not (ROOT / name).exists()
    ] == []


def test_each_word_is_defined_where_it_is_said_to_be() -> None:
    for words, _, where in rows("The words of the project"):
        text = "".join((ROOT / "src" / "publish" / path).read_text("utf-8") for path in paths(where))
        for word in words.split(", "):
            assert re.search(rf"^class {word}\b", text, re.MULTILINE), word


def test_no_change_stands_in_the_table_twice() -> None:
    changes = [row[0] for row in rows("To change something")]
    assert len(changes) > 40
    assert sorted(set(changes)) == sorted(changes)


def test_every_package_stands_in_the_table_of_changes() -> None:
    edited = " ".join(row[1] for row in rows("To change something"))
    packages = {path.parent.name for path in (ROOT / "src" / "publish").glob("*/__init__.py")}
    packages |= {path.parent.name for path in (ROOT / "src" / "publish").glob("*/*.py")}
    assert {name for name in packages if f"`{name}/" not in edited} == set()
