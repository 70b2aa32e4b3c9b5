"""The desk listening: on loopback, or elsewhere behind a password."""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from publish.desk import merge, pages
from publish.desk.app import application
from publish.desk.building import Build
from publish.desk.guard import Access, Password
from publish.desk.project import Project
from publish.errors import PublishError, ServeError, UsageError

HOST = "127.0.0.1"
LOOK_UP_SECONDS = 1.0
HEADER_SECONDS = 20.0
"""A request whose head has not come whole by then is dropped: a slow client holds no connection."""
LEAST_PASSWORD = 12
LEAST_TOKEN = 20


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the desk listens, and how it is entered there.

    `password` is needed for any `host` but loopback; `names` are further names of the machine, as a
    reverse proxy sends them; `programs` is the token of programs.
    """

    host: str = HOST
    port: int = 0
    password: str = ""
    names: tuple[str, ...] = ()
    programs: str = ""

    @property
    def elsewhere(self) -> bool:
        """Whether others than this machine may reach it."""
        return self.host not in (HOST, "::1", "localhost")


def judged(listening: Listening) -> Listening:
    """The same, held to what it must have. Raises UsageError."""
    if listening.elsewhere and len(listening.password) < LEAST_PASSWORD:
        message = (
            f"--listen {listening.host} lets others in, and needs a password of {LEAST_PASSWORD} letters"
        )
        raise UsageError(message, "put it into PUBLISH_DESK_PASSWORD, or type it when asked")
    if listening.programs and len(listening.programs) < LEAST_TOKEN:
        message = f"PUBLISH_DESK_TOKEN has fewer than {LEAST_TOKEN} characters"
        raise UsageError(message, "make one with openssl rand -hex 32")
    return listening


class Protocol(H11Protocol):
    """HTTP/1.1 that drops a connection whose next request does not come whole in time."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._arm()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._disarm()
        elif self._late is None:
            self._arm()

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        super().connection_lost(exc)

    def _arm(self) -> None:
        self._late = self.loop.call_later(HEADER_SECONDS, self.transport.abort)

    def _disarm(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


class Server:
    """A running desk; use it with `with`. `address` opens it, on loopback with the token of its user."""

    def __init__(self, project: Project, listening: Listening = Listening()) -> None:
        """Listen on a port, a free one for 0. Raises ServeError where it is taken, UsageError."""
        judged(listening)
        self._socket = _bound(listening)
        self._build = Build()
        port, token = self._socket.getsockname()[1], secrets.token_urlsafe(32)
        host = f"[{listening.host}]" if ":" in listening.host else listening.host
        password = Password(listening.password) if listening.elsewhere else None
        names = frozenset({listening.host.lower(), socket.gethostname().lower(), *listening.names})
        access = Access(port, token, password, names, listening.programs)
        self.address = f"http://{host}:{port}/" + ("" if password else f"?token={token}")
        settings = uvicorn.Config(
            application(project, self._build, access),
            http=Protocol,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(settings)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            time.sleep(0.01)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._build.end()
        self._server.should_exit = True
        self._thread.join(5)
        self._socket.close()

    def wait(self) -> None:
        """Go on until interrupted. It looks up now and then, for a signal just before a wait ends none."""
        while self._thread.is_alive():
            self._thread.join(LOOK_UP_SECONDS)


def _bound(listening: Listening) -> socket.socket:
    """A socket at an address. Raises ServeError."""
    try:
        (family, kind, _, _, place), *_ = socket.getaddrinfo(
            listening.host, listening.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        bound = socket.socket(family, kind)
    except OSError as error:
        raise ServeError(f"{listening.host} is no address of this machine", "give another") from error
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(place)
    except OSError as error:
        bound.close()
        message = f"cannot listen on port {listening.port} of {listening.host}: {error.strerror}"
        raise ServeError(message, "choose another with --port") from error
    return bound


def run(project: Project, listening: Listening, opened: Callable[[str], None]) -> None:
    """The desk until it is interrupted; `opened` is given its address. Raises ServeError and UsageError."""
    with Server(project, listening) as server:
        threading.Thread(target=_warm, args=(project,), daemon=True).start()
        merge.register(project.folder)
        opened(server.address)
        server.wait()


def _warm(project: Project) -> None:
    """Load what reads, shows and speaks an article while nobody waits for it."""
    with suppress(PublishError):
        pages.article(project.sample(), (0, 0), built=False)
