"""Addresses in a page: made absolute, and only kinds that are safe to follow."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_SPACE = re.compile(r"[\x00-\x20\u00a0]+")


def link(href: str, base: str) -> str:
    """Where a link leads: absolute http, https, mailto or tel, or "#id"; "" for anything else."""
    href = href.strip()
    if href.startswith("#"):
        return href if len(href) > 1 else ""
    href = _SPACE.sub("", href) if ":" in href[:40] else href.strip()
    joined = joined_to(base, href)
    if joined.startswith(("http://", "https://")) and urlsafe(joined):
        return _inside(joined, base) or joined.replace(" ", "%20")
    return joined if joined.startswith(("mailto:", "tel:")) and " " not in joined else ""


def picture(src: str, base: str) -> str:
    """Where a picture is: absolute when the page's address is known, else as written; "" for what is none."""
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


def _inside(address: str, base: str) -> str:
    """ "#id" for a link that leads to the page itself."""
    page, _, fragment = address.partition("#")
    return f"#{fragment}" if fragment and base and page == base.split("#")[0] else ""
