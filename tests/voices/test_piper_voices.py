"""A Piper voice by its name, from a server on loopback: checked files, its licence, clear failures."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from publish.cli import main
from publish.config import Voices
from publish.errors import NetworkError, PublishError, VoiceError
from publish.voices import piper
from publish.voices.piper_voices import get

NAME = "de_DE-anna-low"
FILES = {
    f"de/{NAME}.onnx": b"model" * 1000,
    f"de/{NAME}.onnx.json": b'{"language": {"code": "de_DE"}}',
    "de/MODEL_CARD": b"# Model card for anna\n\n* Language: de_DE\n* License: CC0 1.0\n",
}


@dataclass
class Mirror:
    """A collection of voices: content by path, and every path that was asked for."""

    address: str = ""
    content: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    state = Mirror()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path[1:])
            data = state.content.get(self.path[1:])
            self.send_response(200 if data is not None else 404)
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    files = {p: {"size_bytes": len(d), "md5_digest": hashlib.md5(d).hexdigest()} for p, d in FILES.items()}
    listed = {NAME: {"files": files}, "de_DE-bert-low": {"files": {}}}
    state.content = {**FILES, "voices.json": json.dumps(listed).encode()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_voice_is_fetched_once_with_its_licence(mirror: Mirror, tmp_path: Path) -> None:
    voice = get(NAME, tmp_path, mirror.address)
    assert (voice.model, voice.licence) == (tmp_path / f"{NAME}.onnx", "CC0 1.0")
    assert voice.length_bytes == sum(map(len, FILES.values()))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{NAME}.MODEL_CARD",
        f"{NAME}.onnx",
        f"{NAME}.onnx.json",
    ]
    mirror.asked.clear()
    assert get(NAME, tmp_path, mirror.address) == voice
    assert mirror.asked == ["voices.json"]


@pytest.mark.parametrize(
    ("path", "content", "kind", "words"),
    [
        ("voices.json", b"<html>", VoiceError, "is no list of Piper voices"),
        ("voices.json", None, NetworkError, "answered 404"),
        (f"de/{NAME}.onnx", b"other" * 1000, NetworkError, "is not the file that the list"),
        (f"de/{NAME}.onnx", b"model" * 1001, NetworkError, "is larger than the list"),
        (f"de/{NAME}.onnx.json", None, NetworkError, "answered 404"),
    ],
)
def test_each_failure_is_one_sentence_and_leaves_no_damaged_file(
    mirror: Mirror, tmp_path: Path, path: str, content: bytes | None, kind: type[PublishError], words: str
) -> None:
    if content is None:
        del mirror.content[path]
    else:
        mirror.content[path] = content
    with pytest.raises(kind, match=words) as caught:
        get(NAME, tmp_path, mirror.address)
    assert caught.value.help
    assert all(file.read_bytes() in FILES.values() for file in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "help"),
    [("de", "de_DE-anna-low, de_DE-bert-low"), ("de_DE-ana-low", NAME), ("../x", "names are like")],
)
def test_an_unknown_name_is_told_those_like_it(mirror: Mirror, tmp_path: Path, name: str, help: str) -> None:
    with pytest.raises(VoiceError, match="no Piper voice") as caught:
        get(name, tmp_path, mirror.address)
    assert help in caught.value.help


def test_no_network_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="cannot be fetched"):
        get(NAME, tmp_path, "http://127.0.0.1:9")


def test_the_command_fetches_into_voices_and_the_name_is_known(
    mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["voices", "--get", NAME, "--from", mirror.address]) == 0
    assert capsys.readouterr().out == (
        f"voices/{NAME}.onnx: 0 MB, licence: CC0 1.0\nuse it with --voice piper:{NAME}\n"
    )
    monkeypatch.setattr(piper, "find_spec", lambda name: object())
    assert piper.resolve(NAME, "de", Voices()).voice == str(Path("voices", f"{NAME}.onnx"))
    assert piper.status(Voices()).voices == (NAME,)
