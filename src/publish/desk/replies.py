"""Requests and replies of the desk: forms, pages, and one sentence for each failure."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from publish.desk import pages
from publish.errors import PublishError


async def answered(work: Callable[[], Response], failed: Callable[[str], Response] | None = None) -> Response:
    """What `work` gives, done on a thread, or what `failed` makes of a failure's sentence: a line of text."""

    def answered() -> Response:
        try:
            return work()
        except PublishError as error:
            return (failed or text_of)(str(error))

    return await anyio.to_thread.run_sync(answered)


async def shown(page: Callable[[], bytes]) -> Response:
    return await answered(
        lambda: Response(page(), media_type="text/html"), lambda sentence: page_of(sentence, 404)
    )


def text_of(sentence: str) -> Response:
    return Response(f"{sentence}\n", 422, media_type="text/plain")


def page_of(sentence: str, status: int) -> Response:
    return Response(pages.failed(sentence), status, media_type="text/html")


def sound(mp3: bytes) -> Response:
    return Response(mp3, media_type="audio/mpeg")


def by_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def refused(request: Request, sentence: str, status: int) -> Response:
    """Why something was not done: for a script as JSON, else as a page. Nothing was changed."""
    if by_script(request):
        return JSONResponse({"error": sentence}, status)
    return page_of(sentence, status)


async def body(request: Request, most: int) -> bytes | None:
    """The body of a request, None where it is longer than `most` bytes."""
    pieces, length = [], 0
    async for piece in request.stream():
        length += len(piece)
        if length > most:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def form(body: bytes) -> dict[str, str]:
    """The fields of a form, each once."""
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[-1].replace("\r\n", "\n") for name, values in fields.items()}
