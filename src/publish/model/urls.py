"""Addresses in a page: absolute, and only of schemes that are safe to follow."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

_ILLEGAL = re.compile(r"[\x00-\x20\"<>\\^`{|}\[\]#\u00a0\ufffd]|%(?![0-9A-Fa-f]{2})")
_CONTROLS = re.compile(r"[\x00-\x1f]+")  # inside an address browsers pass over them


def link(href: str, base: str) -> str:
    """Where a link leads: absolute http, https, mailto or tel, or "#id"; "" for anything else."""
    href = href.strip()
    if href.startswith("#"):
        return href if len(href) > 1 else ""
    href = _CONTROLS.sub("", href).strip(" \u00a0")
    joined = joined_to(base, href)
    if joined.startswith(("http://", "https://")) and urlsafe(joined):
        return _inside(joined, base) or written(joined)
    return joined if joined.startswith(("mailto:", "tel:")) and " " not in joined else ""


def picture(src: str, base: str) -> str:
    """Where a picture is: absolute when the page's address is known, else as written; "" for other text."""
    src = src.strip()
    if not src or src.startswith(("#", "about:", "javascript:", "blob:", "cid:#")):
        return ""
    if src.startswith(("data:", "cid:")):
        return src
    joined = joined_to(base, src).replace(" ", "%20") if base else src
    if joined.startswith("//"):
        joined = f"https:{joined}"
    scheme = joined.split(":", 1)[0].lower() if ":" in joined[:12] else ""
    return joined if scheme in ("", "http", "https", "file") or "/" in scheme or "." in scheme else ""


def written(address: str) -> str:
    """An address in the characters that one may be written in (RFC 3986), "" for a broken one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if re.search(r"[^\w.:\[\]-]", parts.netloc.rpartition("@")[2]):
        return ""
    path, query, fragment = (_ILLEGAL.sub(lambda match: quote(match[0]), part) for part in parts[2:])
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], path, query, fragment))


def joined_to(base: str, address: str) -> str:
    """An address counted from a base one; as it is when either is broken."""
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def urlsafe(address: str) -> bool:
    """Whether an address can be parsed and names a host."""
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def host(address: str) -> str:
    """The host of an address without "www.", "" when there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(address: str) -> str:
    """The path of an address, its escapes undone; "" for a broken address."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def _inside(address: str, base: str) -> str:
    """ "#id" for a link that leads to the page itself."""
    page, _, fragment = address.partition("#")
    return f"#{fragment}" if fragment and base and page == base.split("#")[0] else ""
