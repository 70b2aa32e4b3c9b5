"""Which addresses may be requested: public ones, unless a host is allowed by name.

A page decides which pictures are fetched, so whoever writes a page could have a
machine ask its own router, cloud metadata service or database. A name is
resolved once, its addresses are checked, and the connection goes to the very
address that was checked, so a second answer of the DNS changes nothing. The
name stays in the Host header and in the TLS handshake.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpx

from publish.errors import NetworkError, RefusedError

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
