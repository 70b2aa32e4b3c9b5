"""Web archives (WARC) and saved pages (MHTML, RFC 2557) -> pages and their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from publish.errors import NetworkError, PlaceError, SourceError
from publish.sources.object_store import source_file

if TYPE_CHECKING:
    from publish.sources.http_cache import Answer

SUFFIXES = (".warc", ".warc.gz")
_PAGES = ("text/html", "application/xhtml+xml")


def pages(name: str) -> Iterator[tuple[str, int]]:
    """Address and offset of every page that a server answered with.

    Raises SourceError where the archive breaks off, and when there is no page in it.
    """
    any_page = False
    with _opened(name) as records:
        for record in records:
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            if record.rec_type == "response" and status == "200" and _media_type(record)[0] in _PAGES:
                any_page = True
                yield record.rec_headers.get_header("WARC-Target-URI"), records.get_record_offset()
    if not any_page:
        raise SourceError(f"{name} holds no page", "see that it is a web archive (WARC)")


def answer_at(name: str, offset: int) -> Answer:
    """What the server had answered in the record at an offset. Raises SourceError."""
    from publish.sources.http import MAX_PAGE_BYTES
    from publish.sources.http_cache import Answer

    with _opened(name, offset, checked=True) as records:
        record = next(iter(records), None)
        if record is None or record.rec_type != "response" or record.http_headers is None:
            raise SourceError(f"{name} holds no answer at byte {offset}", "list its pages anew")
        body = record.content_stream().read(MAX_PAGE_BYTES)
        if len(body) < MAX_PAGE_BYTES and getattr(record.raw_stream, "limit", 0) > 0:
            raise EOFError("it breaks off")
        media_type, charset = _media_type(record)
        language = record.http_headers.get_header("Content-Language", "")
        return Answer(record.rec_headers.get_header("WARC-Target-URI"), body, media_type, charset, language)


def _media_type(record: Any) -> tuple[str, str]:
    from email.message import Message

    header = Message()
    header["Content-Type"] = record.http_headers.get_header("Content-Type", "")
    return header.get_content_type(), header.get_content_charset("")


class _opened:  # noqa: N801 - used as a function
    """The records of an archive from an offset on; a damaged archive raises SourceError."""

    def __init__(self, name: str, offset: int = 0, checked: bool = False) -> None:
        self._name, self._offset, self._checked = name, offset, checked

    def __enter__(self) -> Any:
        from warcio.archiveiterator import ArchiveIterator

        self._file = source_file(self._name)
        self._file.seek(self._offset)
        return ArchiveIterator(self._file, check_digests="raise" if self._checked else False)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from warcio.exceptions import ArchiveLoadFailed

        self._file.close()
        if isinstance(error, (ArchiveLoadFailed, EOFError, OSError)):
            raise SourceError(f"{self._name} is not a whole web archive: {error}") from error
        if isinstance(error, PlaceError):
            raise NetworkError(error.message, error.help) from error


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
