"""MHTML (RFC 2557) -> a page and its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publish.errors import SourceError

_HEADER = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parts:
    """The page's bytes, its declared charset and address, and the bytes of its parts by address."""

    page: bytes
    charset: str = ""
    url: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)


def is_mhtml(data: bytes) -> bool:
    """Whether bytes open as the headers of a MIME message with several parts do."""
    head = _HEADER.match(data[:8192])
    return head is not None and b"multipart/" in head[0].lower() and b"mime-version" in head[0].lower()


def unpack(data: bytes, where: str) -> Parts:
    """The parts of an MHTML file. Raises SourceError when it holds no page."""
    from email import message_from_bytes, policy

    message = message_from_bytes(data.lstrip(), policy=policy.compat32)
    page: Parts | None = None
    parts: dict[str, bytes] = {}
    for part in message.walk():
        if part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes):
            continue
        address = str(part.get("Content-Location", "")).strip()
        identity = str(part.get("Content-ID", "")).strip().strip("<>")
        if page is None and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            url = address or str(message.get("Snapshot-Content-Location", "")).strip()
            page = Parts(body, part.get_content_charset() or "", url)
            continue
        for name in (address, f"cid:{identity}" if identity else ""):
            if name:
                parts.setdefault(name, body)
    if page is None:
        raise SourceError(f"{where} holds no page", "save it again as a single file in the browser")
    url = page.url if page.url.startswith(("http://", "https://")) else ""
    return Parts(page.page, page.charset, url, parts)
