"""A server on loopback that answers as Google Translate's speech endpoint does, and fails on request."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from publish.audio.mp3 import run_ffmpeg
from publish.config import Voices
from publish.model.narration import Speech
from publish.voices.silence import RATE
from publish.voices.tone import make


@dataclass
class Google:
    """`trouble` holds what the next answers are: a status, (429, "seconds"), or the name of a fault."""

    address: str = ""
    trouble: deque[object] = field(default_factory=deque)
    asked: list[list[object]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def mp3_of(text: str) -> bytes:
    (clip,) = make("", "en", Voices()).speak((Speech(text, "en"),))
    raw = ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0"]
    return run_ffmpeg([*raw, "-ar", "24000", "-b:a", "64k", "-f", "mp3", "pipe:1"], clip.pcm)


@contextmanager
def google() -> Iterator[Google]:
    state = Google()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with state.lock:
                state.at_once += 1
                state.most_at_once = max(state.most_at_once, state.at_once)
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            request = json.loads(json.loads(parse_qs(body)["f.req"][0])[0][0][1])
            state.asked.append(request)
            match state.trouble.popleft() if state.trouble else None:
                case int(status):
                    self._send(status, b"trouble")
                case (int(status), str(after)):
                    self._send(status, b"slow down", {"Retry-After": after})
                case "garbage":
                    self._send(200, b"\xff\xfe<html>what?")
                case "no sound":
                    self._send(200, b'[["wrb.fr","jQ1olc",null,null]]')
                case "no mp3":
                    self._send(200, self._wrapped(b"this is no MP3 at all"))
                case "hang":
                    self._done()
                    time.sleep(3)
                case _:
                    self._send(200, self._wrapped(mp3_of(str(request[0]))))

        def _done(self) -> None:
            """Before the answer is sent: after it the next request may already be here."""
            with state.lock:
                state.at_once -= 1

        def _wrapped(self, mp3: bytes) -> bytes:
            inner = json.dumps([base64.b64encode(mp3).decode()], separators=(",", ":"))
            outer = json.dumps(
                [["wrb.fr", "jQ1olc", inner, None, None, None, "generic"]], separators=(",", ":")
            )
            return b")]}'\n\n123\n" + outer.encode()

        def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self._done()
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    host, port = str(server.server_address[0]), server.server_address[1]
    state.address = f"http://{host}:{port}/_/TranslateWebserverUi/data/batchexecute"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
