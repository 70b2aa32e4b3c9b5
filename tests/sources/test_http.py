"""Pages and pictures from a real server: politeness, caps, the store of answers, and no way inside."""

from __future__ import annotations

import gzip
import pickle
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from publish.config import Config
from publish.errors import NetworkError, SourceError
from publish.pipeline.store import Store
from publish.sources import http
from publish.sources.http import USER_AGENT, Web
from publish.sources.load import load
from publish.sources.locate import locate
from publish.sources.resources import Online
from tests.sources.server import Reply, Site, serving

PAGE = (
    b"<html><head><title>T</title></head><body><article><p>"
    + b"Many words here. " * 100
    + b"</p></article></body></html>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(
        {"/robots.txt": Reply(status=404), "/a.html": Reply(PAGE, headers={"Content-Type": "text/html"})}
    ) as site:
        yield site


def client(folder: Path | None = None, *allowed: str) -> Web:
    return Web(Store(folder) if folder else None, allowed or ("127.0.0.1",))


def test_a_page_is_fetched_with_a_polite_name(site: Site) -> None:
    answer = client().page(f"{site.url}/a.html")
    assert (answer.body, answer.media_type, answer.url) == (PAGE, "text/html", f"{site.url}/a.html")
    headers = dict(site.asked)["/a.html"]
    assert headers["User-Agent"] == USER_AGENT
    assert headers["Host"] == site.host


def test_loopback_is_refused_unless_allowed_by_name(site: Site) -> None:
    with pytest.raises(NetworkError, match="private network"):
        Web().page(f"{site.url}/a.html")
    assert site.asked == []
    assert Web(None, (site.host,)).page(f"{site.url}/a.html").body == PAGE


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",
        "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::a00:1",
        "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not http.is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "2002:101:101::"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert http.is_public(address)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:7f00:1]", "localhost"]
)
def test_loopback_in_disguise_is_refused(site: Site, host: str) -> None:
    port = site.host.partition(":")[2]
    with pytest.raises(NetworkError):
        Web().page(f"http://{host}:{port}/a.html")
    assert site.asked == []


@pytest.mark.parametrize(
    "address", ["ftp://a.example/x", "file:///etc/passwd", "javascript:1", "http://", "http://[", "//x", ""]
)
def test_only_http_addresses_are_fetched(address: str) -> None:
    with pytest.raises(NetworkError):
        client().page(address)


def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    with serving({}) as inner:
        port = inner.host.partition(":")[2]
        site.answers["/go"] = Reply(status=302, headers={"Location": f"http://localhost:{port}/secret"})
        with pytest.raises(NetworkError, match="private network"):
            client().page(f"{site.url}/go")
        assert inner.asked == []


def test_a_redirect_to_another_scheme_is_refused(site: Site) -> None:
    site.answers["/go"] = Reply(status=302, headers={"Location": "file:///etc/passwd"})
    with pytest.raises(NetworkError, match="only http"):
        client().page(f"{site.url}/go")


def test_the_name_is_resolved_once_and_the_checked_address_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def changing(host: Any, *rest: Any, **more: Any) -> Any:
        """First a public address, then loopback: what a hostile DNS server would do."""
        if host != "rebind.example":
            return real(host, *rest, **more)
        asked.append(host)
        address = "192.0.2.1" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, rest[0]))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    monkeypatch.setattr(http, "is_public", lambda address: address == "192.0.2.1")
    monkeypatch.setattr(http, "_TIMEOUT", 0.2)
    port = site.host.partition(":")[2]
    with pytest.raises(NetworkError, match="cannot be reached"):
        Web().page(f"http://rebind.example:{port}/a.html")
    assert site.asked == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    matches = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("1.1.1.1", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *rest, **more: matches)
    with pytest.raises(NetworkError, match="private network"):
        Web().page("http://mixed.example/")


def test_redirects_are_followed_and_the_last_address_counts(site: Site) -> None:
    site.answers["/old"] = Reply(status=301, headers={"Location": "a.html#part"})
    assert client().page(f"{site.url}/old").url == f"{site.url}/a.html"


def test_redirects_without_end_are_given_up(site: Site) -> None:
    site.answers["/loop"] = Reply(status=302, headers={"Location": "/loop"})
    with pytest.raises(NetworkError, match="without end"):
        client().page(f"{site.url}/loop")


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "password"), (403, "refuses"), (404, "no such page"), (451, "legal"), (503, "trouble")],
)
def test_refusals_are_said_plainly(site: Site, status: int, said: str) -> None:
    site.answers["/no"] = Reply(b"<p>no</p>", status)
    with pytest.raises(NetworkError, match=said) as failure:
        client().page(f"{site.url}/no")
    assert str(status) in failure.value.message
    assert failure.value.help


def test_robots_are_asked_first_and_once(site: Site) -> None:
    site.answers["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private\nDisallow: /*?print\n")
    one = client()
    one.page(f"{site.url}/a.html")
    for path in ("/private/x", "/a.html?print"):
        with pytest.raises(NetworkError, match=r"robots\.txt"):
            one.page(site.url + path)
    assert site.paths() == ["/robots.txt", "/a.html"]


def test_robots_that_name_this_program_are_obeyed(site: Site) -> None:
    site.answers["/robots.txt"] = Reply(b"User-agent: publish\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    with pytest.raises(NetworkError, match=r"robots\.txt"):
        client().page(f"{site.url}/a.html")


def test_robots_of_a_server_in_trouble_forbid(site: Site) -> None:
    site.answers["/robots.txt"] = Reply(status=503)
    with pytest.raises(NetworkError, match=r"robots\.txt"):
        client().page(f"{site.url}/a.html")


def test_a_redirect_cannot_lead_round_robots(site: Site) -> None:
    site.answers["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /a.html\n")
    site.answers["/old"] = Reply(status=301, headers={"Location": "/a.html"})
    with pytest.raises(NetworkError, match=r"robots\.txt"):
        client().page(f"{site.url}/old")
    assert "/a.html" not in site.paths()


def test_what_is_too_big_is_given_up_while_it_comes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_PAGE_BYTES", 200_000)
    site.answers["/endless"] = Reply(endless=True)
    with pytest.raises(NetworkError, match="bigger than"):
        client().page(f"{site.url}/endless")


def test_a_compressed_bomb_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_PAGE_BYTES", 1_000_000)
    bomb = gzip.compress(b"\0" * 8_000_000, 1)
    site.answers["/bomb"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(NetworkError, match="bigger than"):
        client().page(f"{site.url}/bomb")
    site.answers["/nested"] = Reply(gzip.compress(bomb), headers={"Content-Encoding": "gzip, gzip"})
    with pytest.raises(NetworkError, match="not asked for"):
        client().page(f"{site.url}/nested")


def test_what_takes_too_long_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_SECONDS", 0.3)
    site.answers["/endless"] = Reply(endless=True)
    with pytest.raises(NetworkError, match=r"took more than|bigger than"):
        client().page(f"{site.url}/endless")


@pytest.mark.parametrize("what", ["body", "headers"])
def test_a_host_that_sends_a_byte_now_and_then_is_given_up(
    site: Site, monkeypatch: pytest.MonkeyPatch, what: Literal["body", "headers"]
) -> None:
    monkeypatch.setattr(http, "MAX_SECONDS", 0.3)
    monkeypatch.setattr(http, "MAX_SECONDS_TO_HEADERS", 0.3)
    site.answers["/drip"] = Reply(drips=what)
    one = client()
    with pytest.raises(NetworkError, match="took more than"):
        one.page(f"{site.url}/drip")
    monkeypatch.undo()
    assert one.page(f"{site.url}/a.html").body == PAGE


def test_an_answer_is_asked_for_again_conditionally(site: Site, tmp_path: Path) -> None:
    def answer(request: Any) -> Reply:
        known = request.headers.get("If-None-Match") == '"v1"'
        return (
            Reply(status=304)
            if known
            else Reply(PAGE, headers={"ETag": '"v1"', "Content-Type": "text/html; charset=ISO-8859-2"})
        )

    site.answers["/tagged"] = answer
    first = client(tmp_path).page(f"{site.url}/tagged")
    again = client(tmp_path).page(f"{site.url}/tagged")
    assert first == again
    assert again.charset == "iso-8859-2"
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'


def test_what_was_fetched_is_there_when_the_network_is_not(tmp_path: Path) -> None:
    with serving({"/a.html": Reply(PAGE)}) as site:
        first = client(tmp_path).page(f"{site.url}/a.html")
    assert client(tmp_path).page(f"{site.url}/a.html") == first
    with pytest.raises(NetworkError, match="cannot be reached"):
        client(tmp_path).page(f"{site.url}/other.html")


def test_a_damaged_entry_of_the_store_is_no_answer(tmp_path: Path) -> None:
    with serving({"/a.html": Reply(PAGE, headers={"ETag": "1"})}) as site:
        client(tmp_path).page(f"{site.url}/a.html")
        for entry in Store(tmp_path).entries():
            entry.path.write_bytes(entry.path.read_bytes()[:-10])
        assert client(tmp_path).page(f"{site.url}/a.html").body == PAGE
        assert "If-None-Match" not in site.asked[-1][1]


def test_what_must_not_be_stored_is_not(site: Site, tmp_path: Path) -> None:
    site.answers["/a.html"] = Reply(PAGE, headers={"Cache-Control": "no-store"})
    client(tmp_path).page(f"{site.url}/a.html")
    assert list(tmp_path.iterdir()) == []


def test_a_host_that_is_away_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def away(host: str, *rest: Any, **more: Any) -> Any:
        asked.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", away)
    one = Web()
    for n in range(3):
        with pytest.raises(NetworkError, match="cannot be found"):
            one.picture(f"https://away.example/{n}.jpg")
    assert asked == ["away.example"]


def test_a_host_that_answers_too_slowly_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(request: Any) -> Reply:
        time.sleep(1)
        return Reply(b"late")

    monkeypatch.setattr(http, "_TIMEOUT", 0.1)
    one = client()
    for n in range(6):
        site.answers[f"/{n}.png"] = silent
        with pytest.raises(NetworkError, match="cannot be reached"):
            one.picture(f"{site.url}/{n}.png")
    asked = [path for path in site.paths() if path.endswith(".png")]
    assert len(asked) <= http.MAX_FAILURES


def test_all_the_time_for_the_web_is_bounded(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    one = client()
    one.page(f"{site.url}/a.html")
    monkeypatch.setattr(http, "MAX_SECONDS_IN_ALL", 0.0)
    with pytest.raises(NetworkError, match="was not asked for"):
        one.page(f"{site.url}/a.html")


def test_passwords_in_an_address_are_not_sent(site: Site) -> None:
    client().page(f"http://me:secret@{site.host}/a.html")
    assert all("Authorization" not in headers for _, headers in site.asked)


def test_the_way_to_the_web_can_be_sent_to_another_process(site: Site) -> None:
    online = Online(None, ("127.0.0.1",))
    online.web.page(f"{site.url}/a.html")
    assert pickle.loads(pickle.dumps(online)).web.page(f"{site.url}/a.html").body == PAGE


# --- through load --------------------------------------------------------------


def opened(site: Site, path: str) -> Any:
    (origin,) = locate([site.url + path])
    return load(origin, Config(allow_hosts=("127.0.0.1",)))


def test_a_page_from_the_web_counts_its_pictures_from_where_it_was(site: Site) -> None:
    site.answers["/old"] = Reply(status=302, headers={"Location": "/news/a.html"})
    site.answers["/news/a.html"] = Reply(
        PAGE, headers={"Content-Language": "en-GB", "Content-Type": "text/html"}
    )
    site.answers["/news/p.png"] = Reply(b"picture")
    loaded = opened(site, "/old")
    assert loaded.page.url == f"{site.url}/news/a.html"
    assert loaded.page.language_hint == "en-GB"
    assert loaded.fetch("p.png") == b"picture"


def test_the_servers_charset_is_heard(site: Site) -> None:
    site.answers["/a.html"] = Reply(
        "<p>Привет, мир</p>".encode("koi8-r"), headers={"Content-Type": "text/html; charset=koi8-r"}
    )
    assert "Привет" in opened(site, "/a.html").page.text


def test_what_is_no_page_is_said(site: Site) -> None:
    site.answers["/a.html"] = Reply(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    with pytest.raises(SourceError, match="application/pdf, not a page"):
        opened(site, "/a.html")


def test_a_page_from_the_web_reads_no_files(site: Site) -> None:
    assert opened(site, "/a.html").fetch.file("/etc/passwd") is None
    assert opened(site, "/a.html").fetch.file("a.html") is None
