"""No pattern and no function over text takes longer than its text grows: a page cannot hang a build."""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import publish
from publish.model.article import Text
from publish.model.text import LazyPattern
from publish.speech import spoken
from publish.speech.sentences import split
from tests.safety.growth import UNITS, grows, own_units

ROOT = Path(publish.__file__).parent
PARTS = sorted({path.relative_to(ROOT).parts[0].removesuffix(".py") for path in ROOT.rglob("*.py")})
ANCHORED = frozenset({"match", "fullmatch"})
METHODS = frozenset({"search", "sub", "subn", "finditer", "findall", "split", *ANCHORED})


class Used(NamedTuple):
    """A pattern, where it stands, and the methods by which it is used where that is known."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


@functools.cache
def modules() -> tuple[Any, ...]:
    names = [info.name for info in pkgutil.walk_packages([str(ROOT)], "publish.")]
    matches = []
    for name in names:
        if not name.endswith("__main__"):
            with contextlib.suppress(ImportError):  # an extra that is not here
                matches.append(importlib.import_module(name))
    return tuple(matches)


def part_of(module: Any) -> str:
    return Path(module.__file__).relative_to(ROOT).parts[0].removesuffix(".py")


def patterns(part: str) -> Iterator[Used]:
    """Every pattern of a package: bound to a name, held in a table or rule, or written in a call of `re`."""
    for module in modules():
        if part_of(module) == part:
            tree = ast.parse(Path(module.__file__).read_text("utf-8"))
            yield from written(module.__name__, tree)
            uses = used_by_name(tree)
            for name, value in list(vars(module).items()):
                for pattern in kept(value):
                    yield Used(f"{module.__name__}.{name}", pattern, uses.get(name, frozenset()))


def kept(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, LazyPattern):
        yield re.compile(value.pattern, value.flags)
    elif depth < 4 and not isinstance(value, type):
        inside: Any = ()
        if isinstance(value, (tuple, list, set, frozenset)):
            inside = value
        elif isinstance(value, dict):
            inside = value.values()
        elif hasattr(value, "__dataclass_fields__"):
            inside = [getattr(value, name, None) for name in value.__dataclass_fields__]
        for item in inside:
            yield from kept(item, depth + 1)


def used_by_name(tree: ast.AST) -> dict[str, frozenset[str]]:
    result: dict[str, frozenset[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            result[node.value.id] = result.get(node.value.id, frozenset()) | {node.attr}
    return result


def written(where: str, tree: ast.AST) -> Iterator[Used]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name("re"), attr=method),
                args=[ast.Constant(value=str() as pattern), *rest],
            ) if method in METHODS:
                flags = [getattr(re, name, 0) for part in (*rest, *node.keywords) for name in names(part)]
                whole = functools.reduce(
                    int.__or__, [flag for flag in flags if isinstance(flag, re.RegexFlag)], 0
                )
                yield Used(f"{where}:{node.lineno}", re.compile(pattern, whole), frozenset({method}))


def names(tree: ast.AST) -> Iterator[str]:
    return (node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def runner(used: Used) -> Callable[[str], Any]:
    methods = used.methods & METHODS
    anchored = sorted(methods) if methods and methods <= ANCHORED else ()

    def run(text: str) -> None:
        given: Any = text if isinstance(used.pattern.pattern, str) else text.encode()
        for method in anchored:
            getattr(used.pattern, method)(given)
        if not anchored:
            for _ in used.pattern.finditer(given):
                pass

    return run


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_every_pattern_takes_no_longer_than_its_text_grows(part: str) -> None:
    slow, seen = [], set()
    for used in patterns(part):
        key = (used.pattern.pattern, used.pattern.flags, used.methods & METHODS <= ANCHORED)
        if key in seen:
            continue
        seen.add(key)
        run = runner(used)
        for unit in (*UNITS, *own_units(used.pattern)):
            if times := grows(run, unit):
                slow.append(f"{used.where} on {unit!r}: {times[0]:.4f} s, then {times[1]:.4f} s")
                break
    assert slow == [], "\n".join(slow)


LABELS = ("Photo: ", "Credit: ", "by Ann ", "- Site ", "| ", "2 May 2024 ", "&amp;")
NOT_TEXT = frozenset(
    {"any_of", "caption_words", "class_names", "from_tex", "lazy_pattern", "pattern", "words"}
)
"""Functions over a formula, a pattern or the name of a list."""


def functions(part: str) -> Iterator[tuple[str, Callable[[str], Any]]]:
    """The public functions of a package that need nothing but a text, or the words of one line."""
    for module in modules():
        for name, function in list(vars(module).items()) if part_of(module) == part else ():
            own = getattr(function, "__module__", "") == module.__name__ and callable(function)
            if not own or name.startswith("_") or name in NOT_TEXT or isinstance(function, type):
                continue
            needed = [
                str(parameter.annotation)
                for parameter in inspect.signature(function).parameters.values()
                if parameter.default is parameter.empty
            ]
            if needed == ["str"]:
                yield f"{module.__name__}.{name}", function
            elif needed == ["Inlines"]:
                yield f"{module.__name__}.{name}", functools.partial(of_words, function)


def of_words(function: Callable[..., Any], text: str) -> Any:
    return function((Text(text),))


@pytest.mark.slow
@pytest.mark.parametrize("part", ["draft", "html", "model"])
def test_every_function_over_text_takes_no_longer_than_it_grows(part: str) -> None:
    slow = []
    for name, function in functions(part):
        for unit in (*UNITS, *LABELS):
            if times := grows(function, unit):
                slow.append(f"{name} on {unit!r}: {times[0]:.4f} s, then {times[1]:.4f} s")
    assert slow == [], "\n".join(slow)


NUMBERED = ("10-12 ", "1–2 ", "1m ", "1km ", "00 °C / ", "N. ")
CUT = 2000  # characters from which a sentence without an end is cut again and again


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "en-US", "de", "fr", "ru", "zh", "ja", "ar"])
def test_speech_takes_no_longer_than_its_text_grows(lang: str) -> None:
    spoken("1 a.", lang)  # the grammars are read once
    slow = []
    for unit in dict.fromkeys((*NUMBERED, *UNITS)):
        if times := grows(lambda text: spoken(text, lang), unit):
            slow.append(f"spoken on {unit!r}: {times[0]:.4f} s, then {times[1]:.4f} s")
        if times := grows(lambda text: split(text, lang), unit, CUT):
            slow.append(f"split on {unit!r}: {times[0]:.4f} s, then {times[1]:.4f} s")
    assert slow == [], "\n".join(slow)
