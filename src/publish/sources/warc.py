"""Web archives (WARC, ISO 28500): pages and responses. Sole importer of warcio.

An archive is read as a stream and may be of any size, on a disk or in an object
store; a page is read where it stands, so that whoever works on it needs none of
the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from publish.errors import NetworkError, PlaceError, SourceError
from publish.sources.object_store import source_file

if TYPE_CHECKING:
    from publish.sources.http.cache import Answer

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
    from publish.sources.http.cache import Answer
    from publish.sources.http.client import MAX_PAGE_BYTES

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
    """The records of an archive from an offset on; what is wrong with it is told as SourceError."""

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
