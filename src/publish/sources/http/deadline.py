"""A wall-clock deadline for an HTTP request.

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
    """Knows a client's connections by its trace (httpcore's extension), and cuts them when time is up.

    One request at a time: a timer that fires late never cuts the next one's connection.
    """

    def __init__(self) -> None:
        self.ran_out = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """What a request's `trace` extension calls."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            with self._lock:
                opened = info["return_value"].get_extra_info("socket")
                self._sockets = [*(known for known in self._sockets if known.fileno() >= 0), opened]

    @contextlib.contextmanager
    def lasting(self, seconds: float) -> Iterator[None]:
        """Cuts the connections when the block takes longer than this."""
        self.ran_out = False
        self.extend(seconds)
        try:
            yield
        finally:
            self._set(None)

    def extend(self, seconds: float) -> None:
        """Gives the request that is under way this time from now on."""
        timer = threading.Timer(seconds, lambda: self._cut(timer))
        timer.daemon = True
        self._set(timer)
        timer.start()

    def _set(self, timer: threading.Timer | None) -> None:
        with self._lock:
            before, self._timer = self._timer, timer
        if before:
            before.cancel()

    def _cut(self, timer: threading.Timer) -> None:
        with self._lock:
            if timer is not self._timer:  # it fired while its request ended
                return
            self.ran_out = True
            known, self._sockets = self._sockets, []
            for connection in known:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
