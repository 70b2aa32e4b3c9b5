"""Things that only play in a browser: each becomes a sentence that names it and links to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publish.model.article import Link, Text
from publish.model.walk import plain
from publish.reader.address import host, link
from publish.reader.cut import tidy
from publish.reader.draft import BlockDraft, ParagraphDraft, QuoteDraft
from publish.reader.inlines import inlines
from publish.reader.tree import Node

if TYPE_CHECKING:
    from publish.reader.blocks import Walker

TAGS = frozenset(
    """iframe video audio object embed amp-youtube amp-video amp-iframe amp-twitter amp-instagram amp-audio
    amp-vimeo lite-youtube twitter-widget""".split()
)
# host -> (kind, name). What a reader is told when the embed itself has no title.
_KINDS = {
    "youtube.com": ("Video", "YouTube"),
    "youtube-nocookie.com": ("Video", "YouTube"),
    "youtu.be": ("Video", "YouTube"),
    "vimeo.com": ("Video", "Vimeo"),
    "dailymotion.com": ("Video", "Dailymotion"),
    "twitter.com": ("Post", "X"),
    "x.com": ("Post", "X"),
    "instagram.com": ("Post", "Instagram"),
    "facebook.com": ("Post", "Facebook"),
    "tiktok.com": ("Video", "TikTok"),
    "soundcloud.com": ("Audio", "SoundCloud"),
    "spotify.com": ("Audio", "Spotify"),
    "podcasts.apple.com": ("Audio", "Apple Podcasts"),
    "google.com/maps": ("Map", "Google Maps"),
    "maps.google.com": ("Map", "Google Maps"),
    "openstreetmap.org": ("Map", "OpenStreetMap"),
    "datawrapper.de": ("Chart", "Datawrapper"),
    "datawrapper.dwcdn.net": ("Chart", "Datawrapper"),
    "flourish.studio": ("Chart", "Flourish"),
    "infogram.com": ("Chart", "Infogram"),
    "documentcloud.org": ("Document", "DocumentCloud"),
    "scribd.com": ("Document", "Scribd"),
    "codepen.io": ("Code", "CodePen"),
    "reddit.com": ("Post", "Reddit"),
    "bsky.app": ("Post", "Bluesky"),
    "t.me": ("Post", "Telegram"),
}
_QUOTED = frozenset(
    ("twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "reddit-embed-bq", "fb-post")
)
_JUNK_TITLE = re.compile(
    r"^(?:embedded (?:content|frame)|iframe|embed|video(?: player)?|youtube video player|media|player"
    r"|advert.*"
    r"|3rd party ad content|untitled|about:blank|podcast player|spotify embed: ?)$",
    re.I,
)
_SERVICE = re.compile(
    r"newsletter|subscribe|signup|doubleclick|consent|ads?[./]|recaptcha|disqus|comment|piano|poll", re.I
)


def is_embed(node: Node) -> bool:
    """Whether an element stands for a post of a social network."""
    return bool(_QUOTED & set(node.get("class").split())) and node.tag != "script"


def embed(node: Node, walker: Walker) -> list[BlockDraft]:
    """The sentence for an embed; a quoted post keeps its words."""
    if is_embed(node):
        return _post(node, walker)
    address = _address(node, walker)
    if not address or _SERVICE.search(address):
        return _fallback(node, walker) if node.tag in ("object", "video", "audio") else []
    kind, name = _kind(address, node)
    if not kind:
        return []
    title = " ".join((node.get("title") or node.get("data-title") or node.get("aria-label")).split())
    if _JUNK_TITLE.match(title) or len(title) > 200:
        title = ""
    label = f"{kind}: {title}" if title else f"{kind} on {name}" if name else kind
    return [ParagraphDraft((Link(address, (Text(label),)), Text("." if label[-1] not in ".!?" else "")))]


def _post(node: Node, walker: Walker) -> list[BlockDraft]:
    """A quoted post: its words as a quotation, the line with author and date as attribution."""
    node.tag = "div"
    made = walker.blocks(node.kids)
    words = [d for d in made if not (isinstance(d, ParagraphDraft) and not plain(d.inlines).strip())]
    if not words:
        return []
    last = words[-1]
    if len(words) > 1 and isinstance(last, ParagraphDraft):
        return [QuoteDraft(tuple(words[:-1]), _undashed(last, walker))]
    return [QuoteDraft(tuple(words))]


def _undashed(last: ParagraphDraft, walker: Walker) -> tuple:  # type: ignore[type-arg]
    from publish.reader.quotes import undashed

    return undashed(last.inlines)


def _address(node: Node, walker: Walker) -> str:
    if node.tag in ("amp-youtube", "lite-youtube"):
        found = node.get("data-videoid") or node.get("videoid")
        return f"https://www.youtube.com/watch?v={found}" if re.fullmatch(r"[\w-]{6,20}", found) else ""
    if node.tag == "amp-twitter" and node.get("data-tweetid").isdigit():
        return f"https://twitter.com/i/status/{node.get('data-tweetid')}"
    for name in ("src", "data-src", "data-lazy-src", "data", "data-url"):
        if node.get(name) and (address := link(node.get(name), walker.words.base)).startswith("http"):
            return _watchable(address)
    source = node.find("source")
    return link(source.get("src"), walker.words.base) if source is not None else ""


def _watchable(address: str) -> str:
    """The page of a video, where the address is that of its player."""
    found = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})", address)
    return f"https://www.youtube.com/watch?v={found.group(1)}" if found else address


def _kind(address: str, node: Node) -> tuple[str, str]:
    if node.tag in ("video", "amp-video"):
        return "Video", ""
    if node.tag in ("audio", "amp-audio"):
        return "Audio", ""
    site = host(address)
    for known, kind in _KINDS.items():
        domain, _, path = known.partition("/")
        if (site == domain or site.endswith(f".{domain}")) and path in address:
            return kind
    return (
        ("Embedded content", site)
        if node.get("title") and not _JUNK_TITLE.match(node.get("title"))
        else ("", "")
    )


def _fallback(node: Node, walker: Walker) -> list[BlockDraft]:
    kids = tidy(inlines([k for k in node.kids if isinstance(k, Node) and k.tag == "a"], walker.words))
    return [ParagraphDraft(kids)] if plain(kids).strip() else []
