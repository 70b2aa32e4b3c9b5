"""Answers of the web, kept on disk: each with its address, what the server said of it, and its digest."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


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


def kept(cache: Path | None, url: str) -> Kept | None:
    """The answer kept for an address; a damaged entry is none."""
    if cache is None:
        return None
    try:
        head, _, body = _entry(cache, url).read_bytes().partition(b"\n")
        told = json.loads(head)
        if told.pop("sha256") != hashlib.sha256(body).hexdigest():
            return None
        validators = {str(k): str(v) for k, v in told.pop("validators").items()}
        return Kept(Answer(body=body, **told), validators)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(cache: Path | None, url: str, answer: Answer, headers: Mapping[str, str]) -> None:
    """Keep an answer, unless its server forbids it. What cannot be kept is asked for again."""
    if cache is None or "no-store" in headers.get("cache-control", "").lower():
        return
    asked = {"If-None-Match": headers.get("etag"), "If-Modified-Since": headers.get("last-modified")}
    told = {
        "url": answer.url,
        "media_type": answer.media_type,
        "charset": answer.charset,
        "language": answer.language,
        "validators": {name: value for name, value in asked.items() if value},
        "sha256": hashlib.sha256(answer.body).hexdigest(),
    }
    entry = _entry(cache, url)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=cache, delete=False) as file:
            file.write(json.dumps(told, sort_keys=True).encode("ascii") + b"\n" + answer.body)
        Path(file.name).replace(entry)
    except OSError:
        return


def _entry(cache: Path, url: str) -> Path:
    return cache / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
