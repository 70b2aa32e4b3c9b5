"""Cached HTTP responses."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from publish.errors import StoreError

_KIND = "web"


class Keeper(Protocol):
    """What answers are kept in: the store, for a build. Both raise StoreError."""

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put, None when it is no longer there whole."""

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep content."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was at an address: `url` after redirects, the body, and what the server said of it."""

    url: str
    body: bytes
    media_type: str = ""
    charset: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer from last time, with what to ask the server about it."""

    answer: Answer
    validators: dict[str, str]


def kept(keeper: Keeper | None, url: str) -> Kept | None:
    """The answer kept for an address; one that cannot be read is none."""
    try:
        data = keeper.get(_KIND, _key(url)) if keeper else None
        if data is None:
            return None
        head, _, body = data.partition(b"\n")
        fields = json.loads(head)
        validators = {str(k): str(v) for k, v in fields.pop("validators").items()}
        if not all(isinstance(value, str) for value in fields.values()):
            return None
        return Kept(Answer(body=body, **fields), validators)
    except (StoreError, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(keeper: Keeper | None, url: str, answer: Answer, headers: Mapping[str, str]) -> None:
    """Keep an answer, unless its server forbids it. What cannot be kept is asked for again."""
    if keeper is None or "no-store" in headers.get("cache-control", "").lower():
        return
    asked = {"If-None-Match": headers.get("etag"), "If-Modified-Since": headers.get("last-modified")}
    fields = {
        "url": answer.url,
        "media_type": answer.media_type,
        "charset": answer.charset,
        "language": answer.language,
        "validators": {name: value for name, value in asked.items() if value},
    }
    content = json.dumps(fields, sort_keys=True).encode("ascii") + b"\n" + answer.body
    with contextlib.suppress(StoreError):
        keeper.put(_KIND, _key(url), content)


def _key(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
