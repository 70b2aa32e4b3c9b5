"""Requests and replies of the desk: forms, pages, and one sentence for each failure."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

import anyio
import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from publish.desk import pages
from publish.desk.project import ChangedElsewhereError
from publish.errors import PublishError

PIECE_SECONDS = 20.0
"""So long the next piece of a body may take."""


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
    """Whether a script of the desk, or a program, reads the answer."""
    return "application/json" in request.headers.get("accept", "") or "authorization" in request.headers


def refused(request: Request, sentence: str, status: int) -> Response:
    """Why something was not done: for a script as JSON, else as a page. Nothing was changed."""
    if by_script(request):
        return JSONResponse({"error": sentence}, status)
    return page_of(sentence, status)


def led(request: Request, place: str) -> Response:
    """What leads a form to a page of the desk, and gives a script the page's address."""
    return JSONResponse({"page": place}) if by_script(request) else RedirectResponse(place, 303)


async def done(request: Request, work: Callable[[], str]) -> Response:
    """Do something on a thread, then lead to the page that `work` gives, or say why it was not done."""

    def done() -> Response:
        try:
            return led(request, work())
        except ChangedElsewhereError as error:
            return refused(request, str(error), 409)
        except PublishError as error:
            return refused(request, str(error), 422)

    return await anyio.to_thread.run_sync(done)


async def done_with_body(request: Request, most: int, work: Callable[[bytes], str]) -> Response:
    """`done` with the body of a request; one of more than `most` bytes is refused."""
    content = await body(request, most)
    if content is None:
        return refused(request, too_long(most), 413)
    return await done(request, lambda: work(content))


def too_long(most: int) -> str:
    """What to say of a body of more than `most` bytes."""
    size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB"
    return f"that is more than {size}; send less, or a page without its pictures"


async def body(request: Request, most: int) -> bytes | None:
    """The body of a request, None where it is longer than `most` bytes.

    Raises HTTPException (408) where nothing more of it comes for a while.
    """
    if int(request.headers.get("content-length", "0") or 0) > most:
        return None
    pieces: list[bytes] = []
    length, stream = 0, request.stream()
    while True:
        try:
            with anyio.fail_after(PIECE_SECONDS):
                piece = await anext(stream, b"")
        except TimeoutError:
            raise HTTPException(408, "nothing more came; send it again") from None
        length += len(piece)
        if length > most:
            return None
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def form(body: bytes) -> dict[str, str]:
    """The fields of a form, each once."""
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[-1].replace("\r\n", "\n") for name, values in fields.items()}
