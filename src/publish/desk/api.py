"""The desk for programs: what each route takes and gives, as an OpenAPI document made from the routes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from publish.desk import replies
from publish.desk.settings import Value
from publish.errors import PublishError
from publish.version import __version__

E = TypeVar("E", bound=Callable[..., Any])
_ABOUT = "__operation__"


@dataclass(frozen=True, slots=True)
class Operation:
    """What a route takes beside its path, each with its meaning, and what it gives.

    `query` and `fields` are those of its address and of its body; `raw` says what the
    body may be in the place of fields, "" for nothing.
    """

    gives: str = "application/json"
    query: Mapping[str, str] | None = None
    fields: Mapping[str, str] | None = None
    raw: str = ""


def operation(
    gives: str = "application/json",
    query: Mapping[str, str] | None = None,
    fields: Mapping[str, str] | None = None,
    raw: str = "",
) -> Callable[[E], E]:
    """Say of an endpoint what it takes and gives; its docstring says what it does."""

    def marked(endpoint: E) -> E:
        setattr(endpoint, _ABOUT, Operation(gives, query, fields, raw))
        return endpoint

    return marked


def document(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of those routes whose endpoints say what they take and give."""
    paths: dict[str, dict[str, Any]] = {}
    for route, about in described(routes):
        place = paths.setdefault(re.sub(r":\w+}", "}", route.path), {})
        for method in sorted((route.methods or set()) - {"HEAD"}):
            place[method.lower()] = _described(route, about)
    return {
        "openapi": "3.1.0",
        "info": {"title": "publish desk", "version": __version__},
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
        "paths": dict(sorted(paths.items())),
    }


def described(routes: Sequence[BaseRoute]) -> Iterator[tuple[Route, Operation]]:
    """The routes that are for programs too."""
    for route in routes:
        about = getattr(getattr(route, "endpoint", None), _ABOUT, None)
        if isinstance(route, Route) and isinstance(about, Operation):
            yield route, about


def _described(route: Route, about: Operation) -> dict[str, Any]:
    words = " ".join((route.endpoint.__doc__ or "").split())
    named: dict[str, Any] = {"operationId": route.endpoint.__name__, "summary": words}
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in sorted(route.param_convertors)
    ]
    parameters += [
        {"name": name, "in": "query", "description": meaning, "schema": {"type": "string"}}
        for name, meaning in (about.query or {}).items()
    ]
    if parameters:
        named["parameters"] = parameters
    content: dict[str, Any] = {}
    if about.fields:
        properties = {name: {"description": meaning} for name, meaning in about.fields.items()}
        content["application/json"] = {"schema": {"type": "object", "properties": properties}}
    if about.raw:
        content["application/octet-stream"] = {"schema": {"type": "string", "description": about.raw}}
    if content:
        named["requestBody"] = {"content": content}
    error = {"type": "object", "properties": {"error": {"type": "string"}}}
    as_json = about.gives == "application/json"
    problem = {"application/json": {"schema": error}} if as_json else {"text/plain": {}}
    named["responses"] = {
        "200": {"description": "done", "content": {about.gives: {}}},
        "default": {"description": "why it was not done, in a sentence", "content": problem},
    }
    return named


def fields(request: Request, content: bytes) -> dict[str, Any]:
    """The fields of a body: a form's, or those of a JSON object. Raises PublishError."""
    if "json" not in request.headers.get("content-type", ""):
        return dict(replies.form(content))
    try:
        table = json.loads(content)
    except ValueError:
        table = None
    if not isinstance(table, dict):
        raise PublishError("the body is no JSON object", 'write one such as {"slug": "sea"}')
    return table


def settings(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Value]]:
    """Each setting of nested tables with its path; null takes one away. Raises PublishError."""
    for key, value in table.items():
        here = (*path, key)
        if isinstance(value, Mapping):
            yield from settings(value, here)
        elif value is None or isinstance(value, str | bool) or _texts(value):
            yield here, value
        else:
            raise PublishError(
                f"{'.'.join(here)} is {value!r}", "write a text, true, false, a list of texts or null"
            )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
