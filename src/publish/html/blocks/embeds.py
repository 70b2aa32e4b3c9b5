"""Videos, maps, players and posts -> sentences with a link."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from publish.draft.model import BlockDraft, Inlines, ParagraphDraft, QuoteDraft
from publish.draft.sentence_spans import tidy
from publish.html.blocks.inlines import inlines
from publish.html.dom import Node
from publish.i18n import catalogue
from publish.model.article import Inline, Link, Text
from publish.model.urls import host, link
from publish.model.walk import plain
from publish.system import data

if TYPE_CHECKING:
    from publish.html.blocks.inlines import Context

_TABLE = data.table("publish.html.blocks", "embeds.toml")
TAGS = frozenset(
    """iframe video audio object embed oembed amp-youtube amp-video amp-iframe amp-twitter amp-instagram
    amp-audio amp-vimeo amp-facebook amp-soundcloud amp-brightcove amp-jwplayer amp-dailymotion amp-tiktok
    lite-youtube twitter-widget""".split()
)
# What an element is that names no address of its own.
_UNADDRESSED = {
    "video": "Video",
    "audio": "Audio",
    "amp-video": "Video",
    "amp-audio": "Audio",
    "amp-soundcloud": "Audio",
    "amp-brightcove": "Video",
    "amp-jwplayer": "Video",
    "amp-dailymotion": "Video",
    "amp-tiktok": "Video",
    "amp-vimeo": "Video",
}
# host -> (kind, name): what stands for an embed without a title.
_KINDS: dict[str, tuple[str, str]] = {host: (kind, name) for host, (kind, name) in _TABLE["services"].items()}
_QUOTED = frozenset(
    ("twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "reddit-embed-bq", "fb-post")
)
_JUNK_TITLE = re.compile(rf"^(?:{'|'.join(_TABLE['junk_titles'])})$", re.I)
_SERVICE = re.compile("|".join(_TABLE["junk_addresses"]), re.I)


def is_embed(node: Node) -> bool:
    """Whether an element stands for a post of a social network, or names the page that it embeds."""
    if node.tag in ("script", "body", "html"):
        return False
    return bool(_QUOTED & set(node.get("class").split())) or bool(_named_page(node) and not node.text())


def restore_frames(root: Node) -> None:
    """Make frames of the elements that hold only a link to what plays, and words of why it does not."""
    for node in list(root.walk()):
        named = "embed" in node.names and node.tag in ("div", "figure")
        unseen = node.names >= _UNSEEN and any("embed" in after.names for after in node.after()[:1])
        if unseen or (named and "message" in node.names and node.find("a", *TAGS) is None):
            node.remove()
        elif (named and node.find("blockquote", *TAGS) is None) or node.tag == "blockquote":
            links = node.find_all("a")
            addresses = {_KEPT.sub("", link.get("href")) for link in links}
            beside = len(node.text()) - sum(len(link.text()) for link in links)
            if len(addresses) != 1 or beside > (_WHY if named else len(links)):
                continue
            if all(_known(address := addresses.pop())):
                title = "" if named else links[-1].text()
                node.tag, node.kids, node.names = "iframe", [], frozenset()
                node.attrs = {"src": address, "title": title}


_UNSEEN = {"screen", "reader"}  # said to those who listen, of what is not there either
_WHY = 200  # characters


def _named_page(node: Node) -> str:
    names = ("data-oembed-url", "data-embed-url", "data-href")
    return next((url for name in names if _WEB.match(url := node.get(name))), "")


_WEB = re.compile(r"https?://\S+$")


def embed(node: Node, context: Context, caption: Inlines = ()) -> list[BlockDraft]:
    """The sentence for an embed; a quoted post keeps its words. `caption` are words that stand under it."""
    if is_embed(node) and node.text():
        return _post(node, context)
    address = _address(node, context)
    if address and _SERVICE.search(address):
        return _fallback(node, context) if node.tag in ("object", "video", "audio") else []
    kind, site = _kind(address, node) if address else (_UNADDRESSED.get(node.tag, ""), "")
    title = " ".join((node.get("title") or node.get("data-title") or node.get("aria-label")).split())
    if _JUNK_TITLE.match(title) or len(title) > 200:
        title = ""
    if not kind and address and (title or caption or "allowfullscreen" in node.attrs):
        kind = "Embedded content"
    if not kind:
        return _fallback(node, context) if node.tag == "object" else []
    return [_sentence(kind, title, site, address or context.words.base, caption, context.words.lang)]


def at_address(address: str, lang: str) -> list[BlockDraft]:
    """The sentence for an address that stands alone on a line, where it is that of something that plays."""
    kind, site = _known(address)
    return [_sentence(kind, "", site, address, (), lang)] if kind else []


def _sentence(kind: str, title: str, site: str, address: str, caption: Inlines, lang: str) -> ParagraphDraft:
    """A line that says what plays where the page has it, by its title, else by the name of its site."""
    label = _label(kind, lang)
    name = title or site
    english = catalogue.language(lang) == catalogue.DEFAULT
    if name:
        label = f"{label} on {name}" if english and not title else f"{label}: {name}"
    label_inline: Inline = Link(address, (Text(label),)) if address.startswith("http") else Text(label)
    if caption:
        return ParagraphDraft((label_inline, Text(" – " if name else ": "), *caption), embed=True)
    return ParagraphDraft((label_inline, Text("." if label[-1] not in ".!?" else "")), embed=True)


_KEYS = {"Embedded content": "embedded"}


def _label(kind: str, lang: str) -> str:
    """What an embed is, in the language of the article."""
    if kind == "Code":
        return catalogue.word("code", lang)
    return str(catalogue.table(catalogue.language(lang))["embeds"][_KEYS.get(kind, kind.lower())])


def in_figure(node: Node, context: Context) -> list[BlockDraft]:
    """A `figure` round an embed: its caption says what is seen or heard there."""
    caption = node.find("figcaption")
    words = tidy(inlines(caption.kids, context.words)) if caption else ()
    if caption is not None:
        caption.remove()
    result: list[BlockDraft] = []
    for inner in node.find_all(*TAGS):
        if not any(outer.tag in TAGS for outer in inner.ancestors()):
            result += embed(inner, context, () if result else words)
    return result or ([ParagraphDraft(words)] if words else [])


def names_embed(words: str) -> bool:
    """Whether a line is the sentence for an embed."""
    return _names().match(words) is not None


@cache
def _names() -> re.Pattern[str]:
    kinds = {kind for kind, _ in _KINDS.values()} | {"Embedded content"}
    labels = {_label(kind, lang) for kind in kinds for lang in catalogue.languages()}
    return re.compile(rf"(?:{'|'.join(sorted(map(re.escape, labels)))})(?: on |: |\.$)")


def _post(node: Node, context: Context) -> list[BlockDraft]:
    """A quoted post: its words as a quotation, the line with author and date as attribution."""
    node.tag = "div"
    inner = context.blocks(node.kids)
    words = [d for d in inner if not (isinstance(d, ParagraphDraft) and not plain(d.inlines).strip())]
    if not words:
        return []
    last = words[-1]
    if len(words) > 1 and isinstance(last, ParagraphDraft):
        return [QuoteDraft(tuple(words[:-1]), _undashed(last, context))]
    return [QuoteDraft(tuple(words))]


def _undashed(last: ParagraphDraft, context: Context) -> tuple:  # type: ignore[type-arg]
    from publish.html.blocks.quotes import undashed

    return undashed(last.inlines)


def _address(node: Node, context: Context) -> str:
    if node.tag in ("amp-youtube", "lite-youtube"):
        video = node.get("data-videoid") or node.get("videoid")
        return f"https://www.youtube.com/watch?v={video}" if re.fullmatch(r"[\w-]{6,20}", video) else ""
    if node.tag == "amp-twitter" and node.get("data-tweetid").isdecimal():
        return f"https://twitter.com/i/status/{node.get('data-tweetid')}"
    if named := _named_page(node):
        return link(named, context.words.base)
    for name in ("src", *(name for name in node.attrs if name.endswith("-src")), "data", "data-url", "url"):
        if node.get(name) and (address := link(node.get(name), context.words.base)).startswith("http"):
            return _watchable(address)
    source = node.find("source")
    return link(source.get("src"), context.words.base) if source is not None else ""


def _watchable(address: str) -> str:
    """The page of a video, where the address is that of its player, perhaps as an archive keeps it."""
    address = _KEPT.sub("", address)
    match = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})", address)
    return f"https://www.youtube.com/watch?v={match.group(1)}" if match else address


_KEPT = re.compile(r"https?://web\.archive\.org/web/\d{1,14}[a-z]{0,3}_?/(?=https?://)")


def _kind(address: str, node: Node) -> tuple[str, str]:
    """What an embed is, and the name of a site that is known by one; "" for an unknown one."""
    played = {"video": "Video", "amp-video": "Video", "audio": "Audio", "amp-audio": "Audio"}.get(node.tag)
    return (played, "") if played else _known(address)


def _known(address: str) -> tuple[str, str]:
    site, path = host(address), address.partition("?")[0].lower()
    for known, named in _KINDS.items():
        domain, _, part = known.partition("/")
        if (site == domain or site.endswith(f".{domain}")) and part in address:
            return named
    return next(((kind, site) for ending, kind in _FILES.items() if path.endswith(ending)), ("", ""))


_FILES = {
    ".pdf": "Document",
    ".mp4": "Video",
    ".webm": "Video",
    ".mp3": "Audio",
    ".m4a": "Audio",
    ".ogg": "Audio",
}


def _fallback(node: Node, context: Context) -> list[BlockDraft]:
    kids = tidy(inlines([k for k in node.kids if isinstance(k, Node) and k.tag == "a"], context.words))
    return [ParagraphDraft(kids)] if plain(kids).strip() else []
