"""Requests for files -> ranges of bytes: the rules of the local server, without a socket.

Byte ranges follow RFC 9110, section 14. Nothing outside the folder is ever
named: not by "..", however it is written, and not through a symbolic link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote, unquote

TYPES: dict[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".srt": "application/x-subrip; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/rss+xml; charset=utf-8",
}
CHAPTERS = "chapters.json"
SHARED = (".vtt", ".srt", ".txt", "/transcript.html", f"/{CHAPTERS}")
"""How the paths of files end that web players elsewhere fetch by script: transcripts and chapters.

The podcast namespace asks hosts to let them. Nothing else is shown to other sites.
"""
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: `file` is sent from `begin` on for `length` bytes; None sends no body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None
    begin: int = 0
    length: int = 0


def answer(folder: Path, target: str, headers: Mapping[str, str]) -> Reply:
    """The answer to a GET of `target` with lower-case request `headers`."""
    path = target.split("?", 1)[0].split("#", 1)[0]
    file = find(folder, path)
    if file is None:
        return Reply(404)
    if file.is_dir():
        if not path.endswith("/"):
            return Reply(301, {"Location": quote(unquote("/" + path.strip("/"))) + "/"})
        index = find(folder, path + "index.html")
        if index is None or not index.is_file():
            return Reply(404)
        file = index
    return _send(file, headers) if file.is_file() else Reply(404)


def find(folder: Path, path: str) -> Path | None:
    """The file or folder that a request's path names; None when there is none inside `folder`."""
    parts = [part for part in unquote(path, errors="replace").split("/") if part]
    if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
        return None
    try:
        root = folder.resolve(strict=True)
        target = root.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    return target if target == root or root in target.parents else None


def media_type(file: Path) -> str:
    """The media type that a product is served as."""
    if file.name == CHAPTERS:
        return "application/json+chapters"
    return TYPES.get(file.suffix.lower(), "application/octet-stream")


def span(value: str, size: int) -> tuple[int, int] | None:
    """A `Range` header as first byte and length; None for one to be passed over.

    Raises ValueError for a range that lies outside the file. Several ranges at
    once, as a server may, are answered with the whole.
    """
    match = RANGE.fullmatch(value.strip())
    if not match or value.strip() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        begin, end = max(0, size - int(last)), size - 1
    else:
        begin, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < begin:
            return None
    if begin >= size or end < begin:
        raise ValueError(value)
    return begin, end - begin + 1


def _send(file: Path, headers: Mapping[str, str]) -> Reply:
    state = file.stat()
    tag, changed = f'"{state.st_mtime_ns:x}-{state.st_size:x}"', formatdate(state.st_mtime, usegmt=True)
    own = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-cache",
        "Content-Type": media_type(file),
        "ETag": tag,
        "Last-Modified": changed,
        "X-Content-Type-Options": "nosniff",
    }
    if file.as_posix().endswith(SHARED):
        own["Access-Control-Allow-Origin"] = "*"
    if _unchanged(headers, tag, state.st_mtime):
        return Reply(304, own)
    wanted = headers.get("range", "")
    if wanted and headers.get("if-range", tag) in (tag, changed):
        try:
            part = span(wanted, state.st_size)
        except ValueError:
            return Reply(416, {**own, "Content-Range": f"bytes */{state.st_size}"})
        if part:
            begin, length = part
            own["Content-Range"] = f"bytes {begin}-{begin + length - 1}/{state.st_size}"
            return Reply(206, own, file, begin, length)
    return Reply(200, own, file, 0, state.st_size)


def _unchanged(headers: Mapping[str, str], tag: str, modified: float) -> bool:
    if known := headers.get("if-none-match"):
        return "*" in known or tag in (part.strip().removeprefix("W/") for part in known.split(","))
    if since := headers.get("if-modified-since"):
        try:
            return int(modified) <= parsedate_to_datetime(since).timestamp()
        except (ValueError, TypeError, OverflowError):
            return False
    return False
