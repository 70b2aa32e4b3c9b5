"""Who gets into the desk: by password where it listens elsewhere, by token as a program, and who does not."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from publish.cli import main
from publish.desk import app, guard, replies, server
from publish.desk.guard import Access, Password, Tries
from publish.desk.project import Project
from publish.desk.server import Listening, Server, judged
from publish.errors import UsageError

SECRET = "a long night at sea"
TOKEN = "t" * 20
OPEN = Listening("0.0.0.0", password=SECRET, names=("desk.example.org",), programs=TOKEN)


@pytest.fixture
def elsewhere(project: Project) -> Iterator[httpx.Client]:
    """A browser before the desk of another machine, so to speak."""
    with Server(project, OPEN) as running:
        address = running.address.rstrip("/").replace("0.0.0.0", "127.0.0.1")
        assert "token" not in running.address
        with httpx.Client(base_url=address, headers={"Origin": address}, timeout=60) as client:
            yield client


def login(client: httpx.Client, password: str, **headers: str) -> httpx.Response:
    return client.post("/login", content=urlencode({"password": password}), headers=headers)


def test_only_the_password_opens_it(elsewhere: httpx.Client) -> None:
    for place in ("/", "/articles/sea", "/output/", "/openapi.json"):
        answer = elsewhere.get(place)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert elsewhere.get("/articles/sea", headers={"Accept": "application/json"}).status_code == 401
    assert elsewhere.post("/build").status_code == 401
    page = elsewhere.get("/login")
    assert 'type="password"' in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    wrong = login(elsewhere, "a long night")
    assert (wrong.status_code, "not the password" in wrong.text, "set-cookie" in wrong.headers) == (
        403,
        True,
        False,
    )
    right = login(elsewhere, SECRET)
    assert right.status_code == 303
    cookie = right.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "max-age="))
    assert "secure" not in cookie
    assert SECRET not in cookie
    assert elsewhere.get("/articles/sea").status_code == 200


def test_a_session_ends(elsewhere: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SESSION_SECONDS", -1)
    session = login(elsewhere, SECRET).headers["set-cookie"].partition(";")[0]
    assert elsewhere.get("/articles/sea", headers={"Cookie": session}).status_code == 303


def test_many_wrong_passwords_have_to_wait(elsewhere: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Password, "matches", lambda password, given: given == SECRET)
    for _ in range(guard.FREE_TRIES):
        assert login(elsewhere, "no").status_code == 403
    late = login(elsewhere, SECRET)
    assert (late.status_code, int(late.headers["retry-after"]) > 0) == (429, True)
    assert elsewhere.get("/articles/sea").status_code == 303


def test_the_wait_doubles_up_to_its_end_and_is_forgotten() -> None:
    now = [0.0]
    tries = Tries(lambda: now[0])
    waits = []
    for _ in range(40):
        tries.failed("10.0.0.1")
        waits.append(tries.wait("10.0.0.1"))
    assert waits[:7] == [0, 0, 0, 0, 2, 4, 8]
    assert waits[-1] == guard.LONGEST_WAIT_SECONDS
    assert tries.wait("10.0.0.2") == 0
    now[0] = guard.LONGEST_WAIT_SECONDS
    assert tries.wait("10.0.0.1") == 0
    tries.right("10.0.0.1")
    assert tries.wrong == {}


@pytest.mark.parametrize(
    ("host", "open_", "closed"),
    [
        ("127.0.0.1:80", True, True),
        ("localhost:80", True, True),
        ("[::1]:80", True, True),
        ("192.168.1.5:80", True, False),
        ("192.168.1.5", True, False),
        ("[2001:db8::1]:80", True, False),
        ("desk.example.org", True, False),
        ("desk.example.org:443", True, False),
        ("127.0.0.1:81", True, False),
        ("evil.example:80", False, False),
        ("127.0.0.1.evil.example:80", False, False),
        ("localhost.evil.example", False, False),
        ("", False, False),
    ],
)
def test_names_elsewhere_cannot_be_pointed_at_it(host: str, open_: bool, closed: bool) -> None:
    password = Password.__new__(Password)
    assert Access(80, TOKEN, password, frozenset({"desk.example.org"})).host(host) is open_
    assert Access(80, TOKEN).host(host) is closed


def test_a_page_elsewhere_can_neither_enter_nor_change(elsewhere: httpx.Client, folder: Path) -> None:
    evil = {"Origin": "https://evil.example"}
    assert login(elsewhere, SECRET, **evil).status_code in (401, 403)
    assert elsewhere.get("/", headers={"Host": "evil.example"}).status_code == 421
    login(elsewhere, SECRET)
    change = urlencode({"key": "title", "value": "Mine", "seen": "null"})
    assert elsewhere.post("/articles/sea/settings", content=change, headers=evil).status_code == 403
    assert not (folder / "source/sea.toml").exists()
    proxy = {"Host": "desk.example.org", "Origin": "https://desk.example.org"}
    assert "secure" in login(elsewhere, SECRET, **proxy).headers["set-cookie"].lower()


def test_a_program_brings_its_token(elsewhere: httpx.Client) -> None:
    plain = httpx.Client(base_url=elsewhere.base_url, headers={"Authorization": f"Bearer {TOKEN}"})
    assert [one["slug"] for one in plain.get("/articles").json()] == ["land", "sea"]
    assert plain.patch("/articles/sea", json={"title": "Mine"}).json() == {"page": "/articles/sea"}
    for token in ("x", TOKEN[:-1], SECRET):
        answer = plain.get("/articles", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401


@pytest.mark.parametrize(
    ("listening", "words"),
    [
        (Listening("0.0.0.0"), "needs a password"),
        (Listening("192.168.1.5", password="short"), "needs a password"),
        (Listening(programs="short"), "PUBLISH_DESK_TOKEN"),
    ],
)
def test_it_does_not_listen_without_a_secret(listening: Listening, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        judged(listening)


def test_the_command_demands_a_password(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PUBLISH_DESK_PASSWORD", raising=False)
    assert main(["desk", "--listen", "0.0.0.0", "--no-open"]) == 2
    assert "needs a password" in capsys.readouterr().err
    seen: list[Listening] = []

    def run(project: Project, listening: Listening, opened: Callable[[str], None]) -> None:
        seen.append(listening)
        opened("http://x/")

    monkeypatch.setattr(server, "run", run)
    monkeypatch.setenv("PUBLISH_DESK_PASSWORD", SECRET)
    assert main(["desk", "--listen", "0.0.0.0", "--name", "desk.example.org"]) == 0
    assert (seen[0].password, seen[0].names) == (SECRET, ("desk.example.org",))
    assert "is not\nencrypted" in capsys.readouterr().err


def test_an_empty_folder_becomes_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(server, "run", lambda project, listening, opened: None)
    assert main(["desk", "--no-open"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        ".gitattributes",
        ".publish",
        "publish.toml",
        "source",
    }


def test_slow_clients_are_let_go(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEADER_SECONDS", 0.3)
    monkeypatch.setattr(replies, "PIECE_SECONDS", 0.3)
    with Server(project) as running:
        host, port = running.address.split("/")[2].split(":")
        with socket.create_connection((host, int(port)), timeout=20) as head:
            head.sendall(b"GET / HTTP/1.1\r\nHost: ")
            assert head.recv(10) == b""
        token = running.address.partition("=")[2]
        with socket.create_connection((host, int(port)), timeout=20) as body:
            lines = f"POST /build HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {token}\r\n"
            body.sendall(f"{lines}Content-Length: 100\r\n\r\nslug=".encode())
            assert b" 408 " in body.recv(100)
        assert httpx.get(running.address).status_code == 303


def test_huge_bodies_are_refused_before_they_are_read(project: Project) -> None:
    with Server(project) as running:
        host, token = running.address.split("/")[2], running.address.partition("=")[2]
        for place in ("/articles?name=a.html", "/articles/sea/settings", "/build"):
            with socket.create_connection(tuple(host.split(":")), timeout=20) as huge:  # type: ignore[arg-type]
                lines = f"POST {place} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
                huge.sendall(f"{lines}Content-Length: {2 << 30}\r\n\r\nslug=".encode())
                assert huge.recv(100).split()[1] == b"413"


def test_a_body_of_no_said_length_is_read_to_its_bound(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "FORM_BYTES", 100)
    with Server(project) as running:
        token, pieces = running.address.partition("=")[2], (b"slug=" + b"x" * 60 for _ in range(3))
        headers = {"Authorization": f"Bearer {token}"}
        place = running.address.partition("/?")[0] + "/build"
        assert httpx.post(place, content=pieces, headers=headers).status_code == 413
