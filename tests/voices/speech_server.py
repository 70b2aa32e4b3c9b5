"""A server on loopback with OpenAI's speech protocol, which fails on request."""

from __future__ import annotations

import io
import json
import threading
import wave
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from publish.config import Voices
from publish.model.narration import Speech
from publish.voices.tone import make


@dataclass
class SpeechServer:
    """`trouble` holds what the next answers are: a status and a body."""

    address: str = ""
    trouble: deque[tuple[int, bytes]] = field(default_factory=deque)
    asked: list[dict[str, Any]] = field(default_factory=list)


def wav_of(text: str, pace: float) -> bytes:
    (clip,) = make("", "en", Voices()).speak((Speech(text, "en", pace=pace),))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(clip.rate)
        out.writeframes(clip.pcm)
    return file.getvalue()


@contextmanager
def speech_server() -> Iterator[SpeechServer]:
    state = SpeechServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append({**body, "path": self.path, "key": self.headers.get("Authorization")})
            status, data = state.trouble.popleft() if state.trouble else (200, b"")
            data = data or wav_of(body["input"], body["speed"])
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
