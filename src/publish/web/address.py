"""Addresses of products on the site."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from publish.config import Site
from publish.errors import ConfigError
from publish.model.episode import Episode
from publish.model.problem import Problem, problem

LOCAL = "http://localhost:8000"
FEED_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
PORTS = {"http": ":80", "https": ":443"}
TRACKING = ("utm_", "at_", "fbclid", "gclid", "mc_", "ocid", "ns_")


def base(site: Site) -> str:
    """The site's address without a slash at its end; `publish serve`'s own when none is set.

    Raises ConfigError when `site.url` is no http or https address.
    """
    url = site.url.strip()
    if not url:
        return LOCAL
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ConfigError(
            f"site.url is {site.url!r}", "write where output/ will stand, such as https://example.org/listen"
        )
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")).rstrip("/")


def absolute(site: Site, path: str) -> str:
    """The address of a file that `path` names from the output folder."""
    return f"{base(site)}/{quote(path)}"


def site_problems(site: Site) -> tuple[Problem, ...]:
    """What a publisher should know: a feed without `site.url` works on this machine only."""
    if site.url.strip():
        return ()
    message = f"the feed's addresses begin with {LOCAL}, so that only this machine can play it"
    return (problem("WEB-001", "site.url", message, "before publishing, set site.url or give --site-url"),)


def show_guid(site: Site) -> str:
    """The show's `podcast:guid`. It must not change when the show moves, so `site.guid` stands above it."""
    return site.guid or feed_guid(f"{base(site)}/feed.xml")


def language_guid(site: Site, language: str) -> str:
    """The `podcast:guid` of the show's feed in one of its languages; like the show's it does not move."""
    return str(uuid5(FEED_NAMESPACE, f"{show_guid(site)}/{language}"))


def feed_guid(feed: str) -> str:
    """What podcast:guid asks for: version 5 of a feed's address without scheme and slashes at its end."""
    return str(uuid5(FEED_NAMESPACE, feed.split("://", 1)[1].rstrip("/")))


def episode_guid(episode: Episode) -> str:
    """An episode's permanent id, from its article's address or else its slug: never from words or sound."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, canonical(episode.url) or f'urn:publish:{episode.slug}')}"


def canonical(url: str) -> str:
    """An article's address in one spelling: host in lower case, no default port, fragment or tracking.

    The same spelling names the book, so feed and book agree on what the article is.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in PORTS or not parts.hostname:
        return ""
    host = parts.netloc.lower().removesuffix(PORTS[parts.scheme.lower()])
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.startswith(TRACKING)]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", urlencode(query), ""))
