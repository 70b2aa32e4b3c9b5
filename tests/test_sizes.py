"""Modules stay short enough to be read at once, and functions to be seen at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import publish

ROOT = Path(publish.__file__).parent
LINES = 600  # of a module: as long as its one duty
AT_ONCE = 40  # lines of a function, without those of the tables in it
TABLES = (ast.Tuple, ast.List, ast.Dict, ast.Set, ast.Call)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    """The lines of a function; what a statement only lists counts as one."""
    listed = 0
    for statement in function.body:
        value = getattr(statement, "value", None)
        parts = value.elts if isinstance(value, ast.Tuple) else (value,)
        for part in parts:
            if isinstance(part, TABLES):
                listed += (part.end_lineno or part.lineno) - part.lineno
    return (function.end_lineno or function.lineno) - function.lineno + 1 - listed


def test_modules_and_functions_are_short() -> None:
    long: dict[str, int] = {}
    for path in sorted(ROOT.rglob("*.py")):
        text, name = path.read_text("utf-8"), path.relative_to(ROOT).as_posix()
        lengths = {f"{name}: {f.name}": length(f) for f in functions(ast.parse(text))}
        long |= {function: lines for function, lines in lengths.items() if lines > AT_ONCE}
        if text.count("\n") > LINES:
            long[name] = text.count("\n")
    assert long == {}


VAGUE = frozenset("said told made found held ours _told _short".split())
"""Names that say nothing of what they name."""


def test_nothing_has_a_name_that_fits_everything() -> None:
    vague = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for line, name in names(node)
        if name in VAGUE
    ]
    assert vague == []


def names(node: ast.AST) -> Iterator[tuple[int, str]]:
    """What a node names, and its line: a value, an argument, a function."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.lineno, node.id
    elif isinstance(node, ast.arg):
        yield node.lineno, node.arg
    elif isinstance(node, ast.FunctionDef):
        yield node.lineno, node.name
