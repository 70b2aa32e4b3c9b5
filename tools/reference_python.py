"""The Python side of the reference: signatures and docstrings as Markdown."""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

import publish
from publish import errors, testing
from publish.model import article, narration
from publish.voices import engine


def public_names() -> str:
    """Every name of `import publish`: functions first, then the types that they take and give."""
    named = {name: getattr(publish, name) for name in publish.__all__}
    functions = [_function(name, thing) for name, thing in named.items() if inspect.isfunction(thing)]
    kinds = [_kind(thing, 3) for thing in named.values() if inspect.isclass(thing)]
    return "\n\n".join(("## Functions", *functions, "## Types", *kinds))


def article_model() -> str:
    """The parts of an article, outermost first."""
    return "\n\n".join(
        _kind(kind, 3) for kind in reversed(list(_own(article))) if kind is not article.Article
    )


def narration_model() -> str:
    return "\n\n".join(_kind(kind, 3) for kind in _own(narration) if kind is not narration.Narration)


def error_tree() -> str:
    """The tree of errors, as its module draws it."""
    return prose(errors.__doc__ or "")


def engine_protocol() -> str:
    """What an engine is, is given and gives."""
    kinds = (engine.Engine, narration.Speech, narration.Clip, engine.Resolved, engine.Status)
    return "\n\n".join((prose(engine.__doc__ or ""), *(_kind(kind, 3) for kind in kinds)))


def engine_rules() -> str:
    """The rules of the contract, in the order in which they are tried."""
    rows = [
        f"| `{rule.__name__}` | {_sentence(rule.__doc__) or _words(rule.__name__)} |"
        for rule in testing.RULES
    ]
    head = ("| rule | what it asks |", "|---|---|")
    return "\n\n".join((_function("check_engine", testing.check_engine), "\n".join((*head, *rows))))


# --- one name -----------------------------------------------------------------


def _function(name: str, function: Callable[..., Any]) -> str:
    return f"### {name}\n\n```python\n{name}{_signature(function)}\n```\n\n{prose(function.__doc__ or '')}"


def _signature(function: Callable[..., Any]) -> str:
    """A signature as it is written, one argument a line where it is long."""
    signature = inspect.signature(function)
    arguments = [_argument(each) for each in signature.parameters.values()]
    line = f"({', '.join(arguments)}) -> {signature.return_annotation}"
    if len(line) < 80:
        return line
    return "(\n" + "".join(f"    {each},\n" for each in arguments) + f") -> {signature.return_annotation}"


def _argument(parameter: inspect.Parameter) -> str:
    kind = "" if parameter.annotation is parameter.empty else f": {parameter.annotation}"
    return f"{parameter.name}{kind}" + (
        "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
    )


def _kind(kind: type[Any], level: int) -> str:
    parts = [f"{'#' * level} {kind.__name__}"]
    own = kind.__doc__ or ""
    if own and not own.startswith(f"{kind.__name__}("):
        parts.append(prose(own))
    if dataclasses.is_dataclass(kind):
        rows = [
            f"| `{field.name}` | {_type(field)} | {_default(field)} |" for field in dataclasses.fields(kind)
        ]
        parts.append("\n".join(("| field | type | default |", "|---|---|---|", *rows)))
    properties = [
        f"- `{name}`: {_sentence(thing.__doc__)}"
        for name, thing in vars(kind).items()
        if isinstance(thing, property) and thing.__doc__
    ]
    methods = [
        f"```python\n{name}{_signature(thing)}\n```"
        for name, thing in vars(kind).items()
        if getattr(kind, "_is_protocol", False) and inspect.isfunction(thing) and not name.startswith("_")
    ]
    return "\n\n".join((*parts, *(["\n".join(properties)] if properties else []), *methods))


def _type(field: dataclasses.Field[Any]) -> str:
    source = re.sub(r"^Annotated\[(.*?), Key\(.*", r"\1", str(field.type), flags=re.DOTALL)
    return f"`{source}`".replace("|", r"\|")


def _default(field: dataclasses.Field[Any]) -> str:
    default = field.default
    if default is dataclasses.MISSING:
        if field.default_factory is dataclasses.MISSING:
            return ""
        default = field.default_factory()
    source = f"{type(default).__name__}()" if dataclasses.is_dataclass(default) else repr(default)
    return f"`{source}`".replace("|", r"\|")


def _own(module: types.ModuleType) -> Iterator[type[Any]]:
    """The dataclasses that a module defines, in its order."""
    for thing in vars(module).values():
        if inspect.isclass(thing) and thing.__module__ == module.__name__ and dataclasses.is_dataclass(thing):
            yield typing.cast("type[Any]", thing)


# --- docstrings ---------------------------------------------------------------


def prose(text: str) -> str:
    """A docstring as Markdown: what follows `::`, or is indented, becomes a block of code."""
    made: list[str] = []
    for part in re.split(r"\n{2,}", inspect.cleandoc(text)):
        if part.strip() == "::":
            continue
        if part.startswith("    "):
            code = inspect.cleandoc("\n" + part)
            made.append(f"```\n{code}\n```")
        else:
            made.append(" ".join(re.sub(r"::$", ":", part).split()))
    return "\n\n".join(made)


def _sentence(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line[:1].lower() + line[1:].rstrip(".") if line else ""


def _words(name: str) -> str:
    return name.replace("_", " ")
