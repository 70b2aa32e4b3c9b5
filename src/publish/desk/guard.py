"""Who may reach the desk: a browser on this machine that has its token, and no page elsewhere."""

from __future__ import annotations

import hmac

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Guard:
    """Lets through what comes from this machine's browser with the token, and from no page elsewhere."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._token, self._port = app, token, port
        self._cookie = f"publish-desk-{port}"

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if refusal := self._refusal(request):
            await refusal(scope, receive, send)
            return
        if "token" in request.query_params:
            entered = RedirectResponse(request.url.path, 303)
            entered.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
            await entered(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers.setdefault("Cache-Control", "no-store")
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        await self._app(scope, receive, guarded)

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if host not in {f"{name}:{self._port}" for name in ("127.0.0.1", "localhost", "[::1]")}:
            return Response("the desk is reached from its own machine only\n", 421)
        given = request.cookies.get(self._cookie) or request.query_params.get("token", "")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return Response("open the desk by the address that `publish desk` printed\n", 403)
        origin = request.headers.get("origin", "")
        if request.method not in ("GET", "HEAD") and origin != f"http://{host}":
            return Response("a page elsewhere may not change anything here\n", 403)
        return None
