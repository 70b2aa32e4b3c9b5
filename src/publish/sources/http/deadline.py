"""An end to requests that go on for too long, whatever the host sends meanwhile.

A client's own timeouts begin anew with each byte that arrives, so that a host
which sends one every few seconds, of its headers even, could hold a build for
days. Here the connections are cut at a time set for the whole of a request.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any


class Patience:
    """Knows a client's connections by its trace (httpcore's extension), and cuts them when time is up."""

    def __init__(self) -> None:
        self.ran_out = False
        self._sockets: list[socket.socket] = []

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """What a request's `trace` extension calls."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._sockets.append(info["return_value"].get_extra_info("socket"))

    @contextlib.contextmanager
    def lasting(self, seconds: float) -> Iterator[None]:
        """Cuts the connections when the block takes longer than this."""
        self.ran_out = False
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self.ran_out = True
        known, self._sockets = self._sockets, []  # the next request may already open its own
        for connection in known:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
