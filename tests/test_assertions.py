"""Every test can fail: it asserts, expects an error, or calls something that does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.needs import ROOT

RAISE = {"check_engine", "raises", "validate", "warns"}
"""What raises by itself when a rule is broken: the contract of engines, pytest, JSON Schema."""


@dataclass
class Module:
    """What a module of the tests defines and takes from others."""

    calls: dict[str, set[str]] = field(default_factory=dict)  # function: names that it calls
    asserting: set[str] = field(default_factory=set)  # functions that fail when something is not so
    classes: dict[str, set[str]] = field(default_factory=dict)  # class: its methods
    imports: list[tuple[str, str, str]] = field(default_factory=list)  # own name, module, name there


def module(name: str, source: str) -> Module:
    result = Module()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            inside = list(ast.walk(node))
            calls = result.calls.setdefault(node.name, set())
            calls |= {_name(each) for each in inside if isinstance(each, ast.Call)}
            if any(map(_asserts, inside)):
                result.asserting.add(node.name)
        elif isinstance(node, ast.ClassDef):
            result.classes[node.name] = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
        elif isinstance(node, ast.ImportFrom):
            place = name.split(".")[: -node.level] if node.level else []
            origin = ".".join((*place, *filter(None, (node.module,))))
            result.imports += [(each.asname or each.name, origin, each.name) for each in node.names]
    return result


def _asserts(node: ast.AST) -> bool:
    """Whether it asserts, raises AssertionError, or runs a program whose failure is an error."""
    if isinstance(node, ast.Raise):
        return "AssertionError" in ast.dump(node)
    if isinstance(node, ast.Call):
        checked = (k.value for k in node.keywords if k.arg == "check" and isinstance(k.value, ast.Constant))
        return _name(node) in RAISE or any(value.value is True for value in checked)
    return isinstance(node, ast.Assert)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _imported(own: Module, others: dict[str, Module]) -> Iterator[str]:
    """The names of helpers that assert, and of such methods of classes, that a module takes from others."""
    for name, origin, there in own.imports:
        if other := others.get(origin):
            yield from other.classes.get(there, set()) & other.asserting
            if there in other.asserting:
                yield name


def cannot_fail(sources: dict[str, str]) -> list[str]:
    """The tests of modules, given by dotted name and source, in which nothing can fail."""
    modules = {name: module(name, source) for name, source in sources.items()}
    before = -1
    while before != (before := sum(len(each.asserting) for each in modules.values())):
        for each in modules.values():
            each.asserting.update(_imported(each, modules))
            each.asserting |= {name for name, calls in each.calls.items() if calls & each.asserting}
    return [
        f"{name}: {test}"
        for name, each in modules.items()
        if name.rpartition(".")[2].startswith("test_")
        for test in each.calls
        if test.startswith("test_") and test not in each.asserting
    ]


@pytest.mark.slow
def test_every_test_can_fail() -> None:
    paths = [path for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts]
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths)
    result = cannot_fail({name: path.read_text("utf-8") for name, path in zip(names, paths, strict=True)})
    assert result == []


def test_a_test_that_cannot_fail_is_found() -> None:
    test = """
from tests.other import Desk, held
def test_nothing(): read("a page")
def test_suppressed():
    with suppress(ValueError): split("a")
def test_assertion(): assert read("a page")
def test_error():
    with pytest.raises(ValueError): read("")
def test_helper(): held("a page")
def test_method(): Desk().try_("a page")
"""
    other = """
def held(page): assert page
class Desk:
    def try_(self, page): held(page)
"""
    result = cannot_fail({"tests.test_one": test, "tests.other": other})
    assert result == ["tests.test_one: test_nothing", "tests.test_one: test_suppressed"]
