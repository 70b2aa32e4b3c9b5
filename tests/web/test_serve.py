"""The local server, over a real socket: ranges, types, what it never serves, and reloading."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from publish.errors import PublishError, ServeError, SourceError
from publish.web import serve as server
from publish.web.serve import Server, is_loopback, serve, snapshot, watch
from tests.web.conftest import Show

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder beside a secret."""
    (tmp_path / "secret.txt").write_text("secret")
    out = tmp_path / "output"
    (out / "story").mkdir(parents=True)
    (out / ".hidden").write_text("hidden")
    (out / "index.html").write_text("<html><head></head>shelf</html>")
    (out / "story" / "index.html").write_text("<html><head></head>story</html>")
    (out / "story" / "story.mp3").write_bytes(bytes(range(256)) * 4)
    (out / "story" / "chapters.json").write_text("{}")
    (out / "empty").mkdir()
    (out / "leak").symlink_to(tmp_path / "secret.txt")
    (out / "up").symlink_to(tmp_path)
    (out / "inside.mp3").symlink_to(out / "story" / "story.mp3")
    return out


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with Server(folder, port=0) as server:
        yield server.address


def ask(address: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port or 80, timeout=5)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {key.lower(): value for key, value in answer.getheaders()}, body


MP3 = "/story/story.mp3"


def test_a_file_comes_whole_with_its_type(address: str) -> None:
    status, headers, body = ask(address, MP3)
    assert (status, len(body), headers["content-length"]) == (200, 1024, "1024")
    assert headers["content-type"] == "audio/mpeg"
    assert headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [("bytes=0-0", 0, 0), ("bytes=10-19", 10, 19), ("bytes=1000-", 1000, 1023), ("bytes=-24", 1000, 1023),
     ("bytes=1000-9999", 1000, 1023), ("bytes=-9999", 0, 1023)],
)  # fmt: skip
def test_a_range_comes_as_asked(address: str, asked: str, begin: int, end: int) -> None:
    status, headers, body = ask(address, MP3, Range=asked)
    assert status == 206
    assert headers["content-range"] == f"bytes {begin}-{end}/1024"
    assert body == (bytes(range(256)) * 4)[begin : end + 1]


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(address: str, asked: str) -> None:
    status, headers, body = ask(address, MP3, Range=asked)
    assert (status, headers["content-range"], body[:3]) == (416, "bytes */1024", b"416")


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=a-b",
        "lines=1-2",
        "bytes=9-3",
        "bytes=0-1,4-5",
        "bytes=-",
        "bytes=٣-٤".encode().decode("latin-1"),
    ],
)
def test_a_range_that_is_not_understood_is_passed_over(address: str, asked: str) -> None:
    assert ask(address, MP3, Range=asked)[0] == 200


NINES = "9" * 4000
HOSTILE = {
    "year without end": ("If_Modified_Since", f"Mon, 01 Jan {NINES} 00:00:00 GMT"),
    "year over the limit": ("If_Modified_Since", "Mon, 01 Jan 99999999999 00:00:00 GMT"),
    "day before the first": ("If_Modified_Since", "Mon, 01 Jan 0001 00:00:00 +2359"),
    "zone without end": ("If_Modified_Since", f"Mon, 01 Jan 2024 00:00:00 +{NINES}"),
    "hour that is none": ("If_Modified_Since", "Mon, 01 Jan 2024 99:99:99 GMT"),
    "digits that are none": ("If_Modified_Since", "Mon, ²² Jan ²²²² ²²:²²:²² GMT"),
    "long nonsense": ("If_Modified_Since", "(" * 30_000),
    "numbers without end": ("Range", f"bytes={NINES}-{NINES}"),
    "numbers that int refuses": ("Range", "bytes=²-³"),
    "suffix without end": ("Range", f"bytes=-{NINES}"),
    "many ranges": ("Range", "bytes=" + "0-0," * 9000),
    "negative": ("Range", "bytes=--1"),
    "tag without end": ("If_None_Match", '"' * 30_000),
    "range of a hostile date": ("If_Range", f"Mon, 01 Jan {NINES} 00:00:00 GMT"),
}


@pytest.mark.parametrize(("name", "value"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_header_is_passed_over_without_a_traceback(
    address: str, name: str, value: str, capfd: pytest.CaptureFixture[str]
) -> None:
    status, _, body = ask(address, MP3, **{name: value.encode().decode("latin-1")})
    assert (status, len(body)) == (200, 1024)
    assert "Traceback" not in capfd.readouterr().err
    assert ask(address, MP3)[0] == 200


def test_a_range_of_another_version_brings_the_whole(address: str) -> None:
    tag = ask(address, MP3)[1]["etag"]
    assert ask(address, MP3, Range="bytes=0-1", If_Range=tag)[0] == 206
    assert ask(address, MP3, Range="bytes=0-1", If_Range='"old"')[0] == 200


def test_head_has_the_headers_and_no_body(address: str) -> None:
    got, head = ask(address, MP3), ask(address, MP3, "HEAD")
    assert head[2] == b""
    assert {k: v for k, v in head[1].items() if k != "date"} == {
        k: v for k, v in got[1].items() if k != "date"
    }
    assert ask(address, MP3, "HEAD", Range="bytes=0-9")[1]["content-length"] == "10"


def test_what_has_not_changed_is_not_sent_again(address: str) -> None:
    _, headers, _ = ask(address, MP3)
    assert ask(address, MP3, If_None_Match=headers["etag"])[0] == 304
    assert ask(address, MP3, If_Modified_Since=headers["last-modified"])[0] == 304
    assert ask(address, MP3, If_None_Match='"other"')[0] == 200


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("a.srt", "application/x-subrip; charset=utf-8"),
        ("a.epub", "application/epub+zip"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("chapters.json", "application/json+chapters"),
        ("report.json", "application/json"),
        ("a.JPG", "image/jpeg"),
        ("a.bin", "application/octet-stream"),
    ],
)
def test_types_are_those_that_podcast_apps_expect(name: str, wanted: str) -> None:
    assert server.media_type(Path(name)) == wanted


@pytest.mark.parametrize(
    ("name", "shared"),
    [("a.vtt", True), ("transcript.html", True), ("chapters.json", True), ("report.json", False)],
)
def test_players_elsewhere_may_fetch_transcripts_and_chapters_only(
    folder: Path, name: str, shared: bool
) -> None:
    (folder / "story").mkdir(exist_ok=True)
    (folder / "story" / name).write_text("words")
    reply = server.answer(folder, f"/story/{name}", {})
    assert reply.headers.get("Access-Control-Allow-Origin") == ("*" if shared else None)


def test_a_folder_is_its_index_and_needs_its_slash(address: str) -> None:
    assert ask(address, "/story/")[2].endswith(b"story</html>")
    status, headers, _ = ask(address, "/story")
    assert (status, headers["location"]) == (301, "/story/")
    assert ask(address, "/empty/")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/story/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/story/%2E%2E/%2e%2e/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/leak",
        "/up/secret.txt",
        "/.hidden",
        "/%00",
        "/story/story.mp3/x",
        "/story/" + "x" * 5000,
        "/%ff%fe",
    ],
)
def test_nothing_outside_the_folder_is_served(address: str, path: str) -> None:
    status, _, body = ask(address, path)
    assert status == 404
    assert b"secret" not in body


def test_a_link_that_stays_inside_is_served(address: str) -> None:
    assert ask(address, "/inside.mp3")[0] == 200


def test_another_site_cannot_reach_it_under_its_own_name(address: str) -> None:
    assert ask(address, "/", Host="evil.example")[0] == 421
    for name in ("localhost", "127.0.0.1:80", "[::1]:8000"):
        assert ask(address, "/", Host=name)[0] == 200


def test_other_methods_are_refused(address: str) -> None:
    assert ask(address, "/", "POST", Content_Length="0")[0] == 501


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("", False),
        ("192.168.1.4", False),
    ],
)
def test_only_loopback_is_private(host: str, private: bool) -> None:
    assert is_loopback(host) is private


def test_it_warns_before_it_listens_elsewhere(folder: Path) -> None:
    spoken: list[str] = []
    with Server(folder, port=0, host="0.0.0.0", say=spoken.append):
        assert spoken[0].startswith("warning: everyone who can reach 0.0.0.0")
    with Server(folder, port=0, say=spoken.append):
        assert len(spoken) == 1


def test_a_taken_port_and_a_missing_folder_are_told_in_one_sentence(folder: Path) -> None:
    with Server(folder, port=0) as server:
        port = urlsplit(server.address).port or 0
        with pytest.raises(ServeError, match=f"port {port}.*--port"):
            Server(folder, port=port)
    with pytest.raises(ServeError, match="publish build"):
        serve(folder / "none")


def listen(address: str, path: str = "/.reload") -> http.client.HTTPResponse:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port or 80, timeout=10)
    connection.request("GET", path)
    return connection.getresponse()


def test_a_change_rebuilds_and_then_tells_the_pages(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    rebuilt = threading.Event()
    with Server(folder, port=0, watched=(source,), rebuild=rebuilt.set) as server:
        stream = listen(server.address)
        assert stream.getheader("Content-Type") == "text/event-stream"
        (source / "new.html").write_text("new")
        assert stream.fp.readline() == b"event: change\n"
        assert rebuilt.is_set()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (SourceError("source.html holds no article"), "source.html holds no article"),
        (ZeroDivisionError("oh"), "this is a bug in publish: ZeroDivisionError('oh')"),
    ],
)
def test_a_failing_rebuild_is_told_and_the_server_goes_on(
    error: Exception, expected: str, folder: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source.html"
    source.write_text("one")
    spoken: list[str] = []

    def rebuild() -> None:
        raise error

    with Server(folder, port=0, watched=(source,), rebuild=rebuild, say=spoken.append) as server:
        stream = listen(server.address)
        for text in ("three", "eleven"):
            source.write_text(text)
            while stream.fp.readline() != b"event: change\n":
                pass
        assert spoken == ["a source has changed: building again", expected] * 2
        assert ask(server.address, "/")[0] == 200


def test_without_watching_there_is_no_reload(address: str) -> None:
    assert ask(address, "/.reload")[0] == 404
    assert b"EventSource" not in ask(address, "/")[2]


def test_the_snapshot_sees_new_changed_and_removed_files_but_no_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / ".store").mkdir()
    first = snapshot([tmp_path])
    (tmp_path / ".store" / "x").write_text("1")
    assert snapshot([tmp_path]) == first
    (tmp_path / "b").write_text("2")
    second = snapshot([tmp_path])
    assert second != first
    (tmp_path / "a").unlink()
    assert snapshot([tmp_path]) not in (first, second)
    assert snapshot([tmp_path / "none"]) == {}


def test_many_changes_at_once_are_one_rebuild(tmp_path: Path) -> None:
    stop, counted = threading.Event(), []

    def changed() -> None:
        counted.append(len(list(tmp_path.iterdir())))
        stop.set()

    known = snapshot([tmp_path])
    for n in range(5):
        (tmp_path / f"f{n}").write_text("x")
    watch([tmp_path], known, changed, stop, 0.02)
    assert counted == [5]


@pytest.mark.slow
def test_a_watched_page_of_ours_reloads_by_itself_under_its_policy(
    show: Show, browser: Browser, tmp_path: Path
) -> None:
    source = tmp_path / "source.html"
    source.write_text("one")
    complaints: list[str] = []
    with Server(show.folder, port=0, watched=(source,)) as server:
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(server.address + "lighthouse/index.html")
        page.evaluate("window.old = true")
        with page.expect_navigation():
            source.write_text("three")
        assert page.evaluate("window.old") is None
        page.close()
    assert complaints == []


def test_publish_errors_only() -> None:
    assert issubclass(ServeError, PublishError)


def test_a_browser_that_hangs_up_is_no_traceback(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Server(folder, port=0) as server:
        port = urlsplit(server.address).port or 80
        asking = socket.create_connection(("127.0.0.1", port))
        asking.sendall(b"GET / HT")
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        asking.close()  # with a reset
        assert ask(server.address, "/")[0] == 200
        time.sleep(0.2)
    assert "Traceback" not in capfd.readouterr().err
