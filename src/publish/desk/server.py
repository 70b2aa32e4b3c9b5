"""The desk listening on loopback."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType

import uvicorn

from publish.desk.app import application
from publish.desk.building import Build
from publish.desk.project import Project
from publish.errors import ServeError

HOST = "127.0.0.1"
LOOK_UP_SECONDS = 1.0


class Server:
    """A running desk; use it with `with`. `address` opens it, with the token that only its user knows."""

    def __init__(self, project: Project, port: int = 0) -> None:
        """Listen on a port, a free one for 0. Raises ServeError where it is taken."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((HOST, port))
        except OSError as error:
            self._socket.close()
            message = f"cannot listen on port {port}: {error.strerror}"
            raise ServeError(message, "choose another with --port") from error
        self._build = Build()
        port, token = self._socket.getsockname()[1], secrets.token_urlsafe(32)
        self.address = f"http://{HOST}:{port}/?token={token}"
        settings = uvicorn.Config(
            application(project, self._build, token, port),
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


def run(project: Project, port: int, opened: Callable[[str], None]) -> None:
    """The desk until it is interrupted; `opened` is given its address. Raises ServeError."""
    with Server(project, port) as server:
        opened(server.address)
        server.wait()
