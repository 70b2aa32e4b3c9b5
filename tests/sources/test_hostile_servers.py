"""Servers that keep to no rule of HTTP, or to all of them and never end: each ends in a sentence."""

from __future__ import annotations

import contextlib
import itertools
import re
import socket
import threading
import time
from collections.abc import Iterable, Iterator

import pytest

from publish.errors import NetworkError
from publish.sources import http
from publish.sources.http import Deadline, Web

NO_ROBOTS = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@contextlib.contextmanager
def server(answer: Iterable[bytes]) -> Iterator[str]:
    """A server that sends these bytes, whatever it is asked, until nobody listens; robots.txt it has none."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                asked = connection.recv(65536)
                for piece in (NO_ROBOTS,) if b"/robots.txt" in asked else answer:
                    connection.sendall(piece)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/page"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def told(answer: Iterable[bytes]) -> str:
    with server(answer) as url, pytest.raises(NetworkError) as raised:
        Web(None, ("127.0.0.1",)).page(url)
    return str(raised.value)


def slowly(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        time.sleep(0.01)


def test_provisional_answers_without_end_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_SECONDS_TO_HEADERS", 0.3)
    assert "took more than" in told(itertools.repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50))


def test_a_body_of_tiny_chunks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "SLOW_AFTER_S", 0.2)
    assert "a few bytes at a time" in told(
        slowly(itertools.chain([CHUNKED], itertools.repeat(b"1\r\na\r\n")))
    )


def test_a_body_that_comes_fast_is_not_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "SLOW_AFTER_S", 0.0)
    answer = [b"HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n", b"a" * 500000]
    with server(answer) as url:
        assert len(Web(None, ("127.0.0.1",)).page(url).body) == 500000


@pytest.mark.parametrize(
    "answer",
    [
        b"\x16\x03\x01 no http\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 302 Go\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n",
        b"",
    ],
    ids=lambda answer: repr(answer[:60]),
)
def test_an_answer_that_breaks_the_rules_is_told_in_words(answer: bytes) -> None:
    sentence = told([answer])
    assert not re.search(r"bytearray|\bb'|buffer|Errno|Traceback|illegal|<|\{|zlib|Error -?\d", sentence)
    assert sentence.startswith(("http://127.0.0.1:", "127.0.0.1 "))


def test_a_deadline_that_passes_late_cuts_no_later_request() -> None:
    deadline, (own, other) = Deadline(), socket.socketpair()
    deadline.trace("connection.connect_tcp.complete", {"return_value": _Stream(own)})
    with deadline.lasting(60):
        late = deadline._timer
        assert late is not None
    with deadline.lasting(60):
        late.function()
        assert not deadline.ran_out
        own.sendall(b"still there")
    assert other.recv(20) == b"still there"
    own.close()
    other.close()


class _Stream:
    def __init__(self, opened: socket.socket) -> None:
        self._opened = opened

    def get_extra_info(self, name: str) -> socket.socket:
        return self._opened
