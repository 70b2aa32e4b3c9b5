"""A real HTTP server on loopback for the tests of the web: each path has an answer, and asks are kept."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal


@dataclass
class Reply:
    """What a path answers: status, headers and body.

    `endless` sends a body without end, `drips` the body or the headers one byte every few milliseconds.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    endless: bool = False
    drips: Literal["", "body", "headers"] = ""


Answer = Reply | Callable[[BaseHTTPRequestHandler], Reply]


@dataclass
class Site:
    """A running server: `url`, its answers by path, and the requests that came: (path, headers)."""

    url: str
    host: str
    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]]

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def drip(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Sends a reply slowly, without end, until the other side has had enough."""
    handler.close_connection = True
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    handler.wfile.write(head + (b"\r\n" if reply.drips == "body" else b"X-Slow: "))
    with contextlib.suppress(OSError):
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.01)


@contextmanager
def serving(answers: dict[str, Answer]) -> Iterator[Site]:
    """A server until the block ends."""
    asked: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append((self.path, dict(self.headers.items())))
            result = answers.get(self.path, Reply(status=404))
            reply = result if isinstance(result, Reply) else result(self)
            if reply.drips:
                drip(self, reply)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.endless:
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
                return
            self.end_headers()
            self.close_connection = True
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    host = f"127.0.0.1:{server.server_port}"
    try:
        yield Site(f"http://{host}", host, answers, asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
