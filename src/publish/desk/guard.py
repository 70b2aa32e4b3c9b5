"""Who may reach the desk: whoever has its token or its password, and no page elsewhere.

On loopback the address that `publish desk` prints brings a token. Where the desk listens
elsewhere it asks for a password, of which only a scrypt hash is kept. A program brings a
token of its own as `Authorization: Bearer`. The Host of every request must be a name of
the desk or an IP address, so that no name elsewhere can be pointed at it (DNS rebinding),
and what changes something must come from a page of the desk (its Origin).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import anyio.to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection

from publish.desk import pages, replies
from publish.desk.arrivals import PLACE

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SESSION_SECONDS = 12 * 3600
FREE_TRIES = 5
"""So many wrong passwords are free; each one more doubles the wait, of 2 seconds at first."""
LONGEST_WAIT_SECONDS = 900.0
_MOST = 1_000
"""Sessions, and addresses with wrong passwords, that are remembered."""
_FORM_BYTES = 10_000


class Password:
    """A password, kept as its scrypt hash (RFC 7914; N = 2^15, r = 8, p = 1: 32 MB and some 0.1 s)."""

    def __init__(self, password: str) -> None:
        self._salt = secrets.token_bytes(16)
        self._hash = self._hashed(password)
        self._one = threading.Lock()

    def matches(self, given: str) -> bool:
        """Whether it is this one; one is tried at a time, so that many at once cost no more memory."""
        with self._one:
            return hmac.compare_digest(self._hashed(given), self._hash)

    def _hashed(self, password: str) -> bytes:
        return hashlib.scrypt(password.encode(), salt=self._salt, n=1 << 15, r=8, p=1, maxmem=1 << 26)


@dataclass(slots=True)
class Tries:
    """Wrong passwords by the address that they came from. `now` gives seconds."""

    now: Callable[[], float] = time.monotonic
    wrong: dict[str, tuple[int, float]] = field(default_factory=dict)

    def wait(self, address: str) -> float:
        """The seconds until an address may try again; 0 where it may now."""
        count, since = self.wrong.get(address, (0, 0.0))
        if count < FREE_TRIES:
            return 0.0
        pause = min(2.0 ** min(count - FREE_TRIES + 1, 30), LONGEST_WAIT_SECONDS)
        return max(0.0, since + pause - self.now())

    def failed(self, address: str) -> None:
        """Note a wrong password."""
        count, _ = self.wrong.pop(address, (0, 0.0))
        self.wrong[address] = (count + 1, self.now())
        if len(self.wrong) > _MOST:
            self.wrong.pop(next(iter(self.wrong)))

    def right(self, address: str) -> None:
        """Forget an address's wrong ones."""
        self.wrong.pop(address, None)


@dataclass(frozen=True, slots=True)
class Access:
    """How the desk is reached: on `port`, by `token`, or by `password` where it listens elsewhere.

    `names` are those of the desk's machine that may stand in Host, beside IP addresses; `programs` is
    the token of programs, "" for none but `token`.
    """

    port: int
    token: str
    password: Password | None = None
    names: frozenset[str] = frozenset()
    programs: str = ""

    def host(self, host: str) -> bool:
        """Whether a request for this Host may be meant for the desk."""
        name, _, port = host.lower().rpartition(":") if not host.endswith("]") else (host, "", "")
        if not name or not port.isdecimal():
            name, port = host.lower(), ""
        if self.password is None:
            return name in LOOPBACK and port == str(self.port)
        return name in self.names or name in LOOPBACK or _is_ip(name.strip("[]"))

    def program(self, authorization: str) -> bool:
        """Whether a program brings its token."""
        kind, _, given = authorization.partition(" ")
        own = self.programs or ("" if self.password else self.token)
        return kind.lower() == "bearer" and bool(own) and _same(given.strip(), own)


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


_ELSEWHERE = ("cross-site", "same-site")
"""Fetch Metadata of a request from elsewhere; to browsers another port is of the same site."""


def _navigates(request: Request) -> bool:
    """Whether a browser's user goes to a page, as by a link or a bookmark."""
    return request.headers.get("sec-fetch-mode") == "navigate" and (
        request.headers.get("sec-fetch-dest") == "document"
    )


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


class Guard:
    """Lets through who may enter, and dresses every answer in the desk's policy."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access
        self._cookie = f"publish-desk-{access.port}"
        self._sessions: dict[str, float] = {}
        self._tries = Tries()

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", pages.POLICY)
                headers.setdefault("Cache-Control", "no-store")
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        request = Request(scope, receive)
        answer = await self._met(request)
        await (answer or self._app)(scope, receive, guarded)

    async def _met(self, request: Request) -> Response | None:
        """What to answer in the place of the desk; None lets the request through."""
        access, host = self._access, request.headers.get("host", "")
        if not access.host(host):
            return PlainTextResponse("the desk does not have that name; see publish desk --name\n", 421)
        if access.program(request.headers.get("authorization", "")):
            return None
        if request.method == "POST" and request.url.path == PLACE:
            return None  # it asks for a key of its own, and changes nothing
        if request.headers.get("sec-fetch-site") in _ELSEWHERE and not _navigates(request):
            return PlainTextResponse("a page elsewhere may not show what is here\n", 403)
        changing = request.method not in ("GET", "HEAD")
        origin = request.headers.get("origin", "")
        own = {f"http://{host}", f"https://{host}"} if access.password else {f"http://{host}"}
        if changing and origin not in own:
            return self._closed(request) or PlainTextResponse(
                "a page elsewhere may not change anything here\n", 403
            )
        if access.password and request.url.path == "/login":
            return await self._login(request, access.password)
        if access.password and request.url.path == "/desk.css":
            return None
        return self._closed(request) or self._entered(request)

    def _closed(self, request: Request) -> Response | None:
        """The answer to somebody who has not entered."""
        given = request.cookies.get(self._cookie, "")
        if self._access.password is None:
            brought = request.query_params.get("token", "")  # beside a cookie of a desk that was closed
            if _same(given, self._access.token) or _same(brought, self._access.token):
                return None
            return PlainTextResponse("open the desk by the address that `publish desk` printed\n", 403)
        if self._sessions.get(given, 0.0) > time.monotonic():
            return None
        if request.method == "GET" and not replies.by_script(request):
            return RedirectResponse("/login", 303)
        return JSONResponse({"error": "the session has ended; load the page again to enter"}, 401)

    def _entered(self, request: Request) -> Response | None:
        """Take the token out of the address, into a cookie."""
        if self._access.password or "token" not in request.query_params:
            return None
        entered = RedirectResponse(request.url.path, 303)
        entered.set_cookie(self._cookie, self._access.token, httponly=True, samesite="strict")
        return entered

    async def _login(self, request: Request, password: Password) -> Response:
        if request.method != "POST":
            return Response(pages.login(""), media_type="text/html")
        address = request.client.host if request.client else ""
        if wait := self._tries.wait(address):
            sentence = f"Too many wrong passwords: wait {int(wait) + 1} seconds"
            return Response(pages.login(sentence), 429, {"Retry-After": str(int(wait) + 1)}, "text/html")
        form = replies.form(await replies.body(request, _FORM_BYTES) or b"")
        if not await anyio.to_thread.run_sync(password.matches, form.get("password", "")):
            self._tries.failed(address)
            return Response(pages.login("That is not the password"), 403, media_type="text/html")
        self._tries.right(address)
        session = secrets.token_urlsafe(32)
        self._sessions[session] = time.monotonic() + SESSION_SECONDS
        if len(self._sessions) > _MOST:
            self._sessions.pop(next(iter(self._sessions)))
        entered = RedirectResponse("/", 303)
        secure = request.headers.get("origin", "").startswith("https:")
        entered.set_cookie(
            self._cookie, session, SESSION_SECONDS, httponly=True, samesite="strict", secure=secure
        )
        return entered
