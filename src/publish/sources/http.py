"""The HTTP client: robots.txt, rate limits, cache, address checks.

Every address is checked before it is reached, redirects one by one; robots.txt
is asked first; sizes and times are bounded. An answer that is cached is
asked for conditionally, and used as it is when the network is away.

Only public addresses are requested, unless a host is allowed by name. A page decides
which pictures are fetched, so whoever writes a page could have a machine ask its own
router, cloud metadata service or database. A name is resolved once, its addresses are
checked, and the connection goes to the very address that was checked, so a second
answer of the DNS changes nothing. The name stays in the Host header and in the TLS handshake.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import urldefrag

import httpx
from protego import Protego

from publish.errors import NetworkError, RefusedError
from publish.sources.http_cache import Answer, Keeper, Kept, keep, kept
from publish.version import __version__

_NAT64 = ("64:ff9b::", "64:ff9b:1::")


class UnknownHostError(NetworkError):
    """A name that no address belongs to, or that cannot be asked after."""


def is_public(address: str) -> bool:
    """Whether an IP address is of the public internet, also inside the forms that wrap an IPv4 address."""
    ip = ip_address(address.split("%")[0])
    if isinstance(ip, IPv6Address):
        inner = _wrapped(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _wrapped(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address in a mapped, compatible, 6to4, Teredo or NAT64 address."""
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    if str(ip).startswith(_NAT64) or (0xFFFF < int(ip) < 1 << 32):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


class Guarded(httpx.BaseTransport):
    """A transport that connects to checked addresses only. Raises NetworkError for every other."""

    def __init__(self, allow_hosts: tuple[str, ...] = (), verify: bool = True) -> None:
        self._allowed = frozenset(host.lower() for host in allow_hosts)
        self._verify = verify
        self._connections: dict[tuple[str, str], httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        if url.scheme not in ("http", "https"):
            raise RefusedError.about(str(url), "is not fetched", "only http and https addresses are")
        address = self._checked(url)
        request.headers.setdefault("Host", url.netloc.decode("ascii"))
        request.extensions = {**request.extensions, "sni_hostname": url.host}
        request.url = url.copy_with(host=address)
        return self._connection(url.host, address).handle_request(request)

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()

    def _connection(self, host: str, address: str) -> httpx.HTTPTransport:
        """Connections are kept by name, never shared by two names that have one address."""
        key = (host, address)
        if key not in self._connections:
            self._connections[key] = httpx.HTTPTransport(verify=self._verify)
        return self._connections[key]

    def _checked(self, url: httpx.URL) -> str:
        addresses = _resolve(url.host, url.port or (443 if url.scheme == "https" else 80))
        if self._is_allowed(url):
            return addresses[0]
        public = [address for address in addresses if is_public(address)]
        if len(public) < len(addresses):
            raise RefusedError.about(
                url.host,
                "is an address of a private network, which pages must not reach",
                f'add "{url.host}" to allow_hosts in publish.toml if you mean it',
            )
        return public[0]

    def _is_allowed(self, url: httpx.URL) -> bool:
        host = url.host.lower()
        return host in self._allowed or (url.port is not None and f"{host}:{url.port}" in self._allowed)


def _resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, IPv4 first: more networks can reach them."""
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnknownHostError.about(host, "cannot be found", "check the address and the network") from error
    ordered = sorted(entries, key=lambda entry: entry[0] != socket.AF_INET)
    return list(dict.fromkeys(str(entry[4][0]) for entry in ordered))


class Deadline:
    """A wall-clock deadline for a whole HTTP request.

    A client's own timeouts begin anew with each byte that arrives, so that a
    host which sends one every few seconds could hold a build for days. This
    learns the client's connections from httpcore's extension `trace`, and cuts
    them when time is up. One request at a time: a timer that fires late never cuts the next one's connection.
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


USER_AGENT = f"publish/{__version__} (makes e-books and narrations of single articles)"
MAX_PAGE_BYTES = 64 * 1024 * 1024
MAX_PICTURE_BYTES = 40 * 1024 * 1024
MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5
MAX_REDIRECTS = 8
MAX_SECONDS = 60.0
MAX_SECONDS_TO_HEADERS = 30.0
SLOW_AFTER_S = 15.0
SLOW_BYTES_A_SECOND = 500
"""After so many seconds a body must have come faster than this: a slow modem brings ten times as much."""
MAX_SECONDS_IN_ALL = 300.0
MAX_FAILURES = 3
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFUSED = {
    401: "asks for a password",
    402: "asks for payment",
    403: "refuses programs",
    404: "has no such page",
    410: "has removed that page",
    429: "is asked too often",
    451: "may not show it for legal reasons",
}


@dataclass(slots=True)
class Web:
    """A client; its answers are kept in `keeper` (None keeps nothing)."""

    keeper: Keeper | None = None
    allow_hosts: tuple[str, ...] = ()
    _client: httpx.Client | None = None
    _robots: dict[str, Protego | None] = field(default_factory=dict)
    _away: dict[str, NetworkError] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)
    _spent_s: float = 0.0
    _deadline: Deadline = field(default_factory=Deadline)

    def page(self, url: str) -> Answer:
        """A page. Raises NetworkError, saying what stood in the way."""
        return self._get(url, MAX_PAGE_BYTES, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5")

    def picture(self, url: str) -> bytes:
        """The bytes of a picture. Raises NetworkError."""
        return self._get(
            url, MAX_PICTURE_BYTES, "image/webp,image/png,image/jpeg,image/*;q=0.8,*/*;q=0.5"
        ).body

    # --- one address ----------------------------------------------------------

    def _get(self, url: str, limit_bytes: int, accept: str) -> Answer:
        """The answer at an address, its redirects followed, else the one kept from last time."""
        url = urldefrag(url).url
        known = kept(self.keeper, url)
        try:
            return self._followed(url, limit_bytes, accept, known)
        except NetworkError:
            if known is not None and self._host_away(url):
                return known.answer
            raise

    def _followed(self, url: str, limit_bytes: int, accept: str, known: Kept | None) -> Answer:
        target, asked = url, url
        for _ in range(MAX_REDIRECTS + 1):
            self._ask_robots(target)
            validators = known.validators if known and known.answer.url == target else {}
            status, headers, body = self._request(target, limit_bytes, {"Accept": accept, **validators})
            if status in _REDIRECTS and headers.get("location"):
                target = _joined(target, headers["location"])
                continue
            if status == 304 and known:
                return known.answer
            if status >= 400 or status < 200:
                raise _refusal(target, status)
            answer = _answer(target, headers, body)
            keep(self.keeper, asked, answer, headers)
            return answer
        raise NetworkError.about(
            url, "leads from one address to the next without end", "open it in a browser"
        )

    def _request(
        self, url: str, limit_bytes: int, headers: dict[str, str]
    ) -> tuple[int, httpx.Headers, bytes]:
        """One request: status, headers, body. Raises NetworkError, also for what is too big or too slow."""
        parsed = _parsed(url)
        if parsed.host in self._away:
            raise self._away[parsed.host]
        if self._spent_s > MAX_SECONDS_IN_ALL:
            raise NetworkError.about(
                url, f"was not asked for: the web took {self._spent_s:.0f} seconds", "try later"
            )
        self._client = self._client or self._open()
        began = time.monotonic()
        traced = {"trace": self._deadline.trace}
        try:
            with (
                self._deadline.lasting(MAX_SECONDS_TO_HEADERS),
                self._client.stream("GET", parsed, headers=headers, extensions=traced) as response,
            ):
                self._deadline.extend(MAX_SECONDS)
                body = _body(response, url, limit_bytes)
            if self._deadline.ran_out:  # a body without stated length ends where it was cut
                raise _too_long(url, began)
            return response.status_code, response.headers, body
        except httpx.TransportError as error:
            if self._deadline.ran_out:
                raise _too_long(url, began) from error
            raise self._unreached(url, parsed.host, error) from error
        except UnknownHostError as error:
            self._away[parsed.host] = error
            raise
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise NetworkError.about(url, f"gave an answer that cannot be read: {_reason(error)}") from error
        finally:
            self._spent_s += time.monotonic() - began

    def _unreached(self, url: str, host: str, error: httpx.TransportError) -> NetworkError:
        """What to say of a host that cannot be reached; one that never answers is not asked again."""
        failure = NetworkError.about(
            url, f"cannot be reached: {_reason(error)}", "check the network, or try later"
        )
        self._failures[host] = self._failures.get(host, 0) + 1
        unconnected = isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout))
        if unconnected or self._failures[host] >= MAX_FAILURES:
            self._away[host] = failure
        return failure

    def _open(self) -> httpx.Client:
        return httpx.Client(
            transport=Guarded(self.allow_hosts),
            timeout=_TIMEOUT,
            headers={"User-Agent": USER_AGENT, "Accept-Language": "*", "Accept-Encoding": "gzip, deflate"},
            follow_redirects=False,
        )

    def _host_away(self, url: str) -> bool:
        return _parsed(url).host in self._away

    # --- robots.txt -----------------------------------------------------------

    def _ask_robots(self, url: str) -> None:
        """Raises NetworkError when the site does not want programs at this address (RFC 9309)."""
        parsed = _parsed(url)
        site = f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"
        if site not in self._robots:
            self._robots[site] = self._rules(site)
        rules = self._robots[site]
        if rules is not None and not rules.can_fetch(url, "publish"):
            raise RefusedError.about(
                parsed.host,
                f"asks programs in its robots.txt not to read {url}",
                "save the page in a browser and give the file",
            )

    def _rules(self, site: str) -> Protego | None:
        """A site's rules, None where it has none; a server in trouble refuses (RFC 9309, 2.3.1.4)."""
        url = f"{site}/robots.txt"
        for _ in range(MAX_REDIRECTS):
            status, headers, body = self._request(url, MAX_ROBOTS_BYTES, {"Accept": "text/plain,*/*;q=0.5"})
            if status in _REDIRECTS and headers.get("location"):
                url = _joined(url, headers["location"])
                continue
            if status >= 500:
                return Protego.parse("User-agent: *\nDisallow: /")
            return Protego.parse(body.decode("utf-8", "replace")) if 200 <= status < 300 else None
        return None


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise RefusedError.about(url[:200], "is not an address", "write it as https://host/path") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise RefusedError.about(url[:200], "is not fetched", "only http and https addresses are")
    return parsed.copy_with(username=None, password=None) if parsed.userinfo else parsed


def _joined(url: str, location: str) -> str:
    try:
        return str(httpx.URL(url).join(location).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError) as error:
        raise NetworkError.about(url, f"redirects to an invalid URL: {location[:200]}") from error


def _too_long(url: str, began: float) -> NetworkError:
    return NetworkError.about(url, f"took more than {time.monotonic() - began:.0f} seconds", "try later")


def _body(response: httpx.Response, url: str, limit_bytes: int) -> bytes:
    """The body, unpacked, as long as it stays within size."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in (
        "",
        "identity",
        "gzip",
        "x-gzip",
        "deflate",
    ):  # one layer inside another unpacks without bound
        raise NetworkError.about(
            url, f"is packed in a way that was not asked for ({packed[:40]})", "save it and give the file"
        )
    body, began = bytearray(), time.monotonic()
    for chunk in response.iter_bytes():
        body += chunk
        if (seconds := time.monotonic() - began) > SLOW_AFTER_S and (
            response.num_bytes_downloaded < SLOW_BYTES_A_SECOND * seconds
        ):
            raise NetworkError.about(url, "comes a few bytes at a time", "save it and give the file")
        if len(body) > limit_bytes:
            raise NetworkError.about(
                url, f"is bigger than {limit_bytes // (1024 * 1024) or 1} MB", "save it and give the file"
            )
    return bytes(body)


def _answer(url: str, headers: httpx.Headers, body: bytes) -> Answer:
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    charset = parameters.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    language = headers.get("content-language", "").split(",")[0].strip()
    return Answer(url, body, media_type.strip().lower(), charset, language)


def _refusal(url: str, status: int) -> NetworkError:
    host = httpx.URL(url).host
    why = _REFUSED.get(status, "is in trouble" if status >= 500 else "gives no page")
    lasting = status in _REFUSED and status != 429
    help_ = "open it in a browser, save the page and give the file"
    if status in (404, 410):
        help_ = "check the address in a browser"
    elif status == 429 or status >= 500:
        help_ = "try again later, or " + help_
    return (RefusedError if lasting else NetworkError)(f"{host} {why} ({status}) at {url}", help_)


def _reason(error: Exception) -> str:
    """The error in words for users: a library's own where they are, without the marks of programmers."""
    if isinstance(error, (httpx.RemoteProtocolError, httpx.LocalProtocolError)):
        return "its server does not keep to HTTP"
    if isinstance(error, httpx.DecodingError):
        return "what it packed cannot be unpacked"
    message = re.sub(r"\[(?:SSL: \w+|Errno -?\d+)\]\s*| ?\(_ssl\.c:\d+\)", "", str(error)[:300])
    return (message or type(error).__name__).rstrip(".")
