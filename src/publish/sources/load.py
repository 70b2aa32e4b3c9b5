"""A source -> a Page: bytes, characters, settings, and access to its pictures."""

from __future__ import annotations

import functools
import html
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publish.config import AltPolicy, Config, Overrides, load_overrides
from publish.config.values import setting
from publish.draft.page import Page, Reading
from publish.errors import PublishError, SourceError
from publish.html.dom import without_raw
from publish.html.encoding import Decoded, decode, wide, without_markup
from publish.i18n.language import contradicts
from publish.model.problem import Problem, problem
from publish.model.text import word_count
from publish.model.urls import host
from publish.model.walk import article_text
from publish.sources import markdown
from publish.sources.http_cache import Keeper
from publish.sources.locate import KINDS, Kind, Origin
from publish.sources.object_store import ObjectFolder, content, settings
from publish.sources.resources import Fetch, Online, beside, take_out
from publish.sources.web_archives import answer_at, is_mhtml, unpack
from publish.system import data
from publish.system.object_store import is_object

# Pages that stand in place of an article: consent prompts, robot checks, log-in walls.
#
# What could not be read is said, never read out as if it were the article.

_ENOUGH_WORDS = 400

_MARKS: dict[str, dict[str, list[str]]] = data.table("publish.sources", "access_wall.toml")
_CONSENT_HOSTS = re.compile(r"(^|\.)(consent|privacy|guce|cmp)\.")
_CONSENT_PATHS = re.compile(
    r"/(consent|collectConsent|privacy-gate|cookiewall|privacy-wall)\b", re.IGNORECASE
)
_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?(false|true)', re.IGNORECASE)
_TIER = re.compile(
    r"""<meta[^>]{0,80}(?:property|name)=["']article:content_tier["'][^>]{0,40}content=["'](locked|metered)""",
    re.IGNORECASE,
)


def wall(text: str, address: str = "") -> str:
    """What stands in the article's place, "" for nothing; `address` is where the page was in the end."""
    parts = urlsplit(address) if address else None
    if parts and (_CONSENT_HOSTS.search(parts.hostname or "") or _CONSENT_PATHS.search(parts.path)):
        return "shows a consent prompt in the article's place"
    if _words(text) >= _ENOUGH_WORDS:
        return ""
    title = re.search(r"<title[^>]*>([^<]{0,300})", text, re.IGNORECASE)
    name = " ".join(title[1].split()) if title else ""
    message = _wall_named("title", name) or _wall_named("body", text, anywhere=True)
    if not message and _PASSWORD.search(text):
        message = _wall_named("log_in", name)
    if message:
        return message
    onward = _ONWARD.search(text)
    return f"only leads on to {onward[1][:300]}" if onward and _words(text) < _FEW_WORDS else ""


def _wall_named(part: str, text: str, anywhere: bool = False) -> str:
    """The message whose marks fit the beginning of a text, or any place in it; "" for none."""
    look = re.search if anywhere else re.match
    for message, patterns in _MARKS[part].items():
        if any(look(pattern, text, re.IGNORECASE) for pattern in patterns):
            return message
    return ""


_PASSWORD = re.compile(r"""<input[^>]{0,300}type\s*=\s*["']?password""", re.I)
_ONWARD = re.compile(
    r"""<meta[^>]{0,80}http-equiv\s*=\s*["']?refresh[^>]{0,80}?content\s*=\s*["']\s*\d+\s*;\s*url\s*=\s*["']?([^"'>]+)""",
    re.I,
)
_FEW_WORDS = 40


def for_subscribers(text: str) -> bool:
    """Whether the page's metadata say that not all may read it."""
    statements = _FREE.findall(text)
    return bool(statements and statements[0].lower() == "false") or _TIER.search(text) is not None


def _words(text: str) -> int:
    """Roughly how many words a page shows."""
    return len(re.findall(r"\w{2,}", without_markup(text)))


MAX_BYTES = 64 * 1024 * 1024
MAX_CHARACTERS = 6_000_000
_LANGUAGE_WORDS = 60


@dataclass(frozen=True, slots=True)
class Loaded:
    """A page with the way to its pictures; `kind` is what the bytes turned out to be."""

    page: Page
    fetch: Fetch
    kind: Kind


def load(origin: Origin, config: Config, *, keeper: Keeper | None = None, base_url: str = "") -> Loaded:
    """The page of an origin.

    `keeper` keeps what was fetched, None for nothing. `base_url`
    is what relative addresses count from when the source does not say it.
    Raises SourceError, NetworkError or ConfigError.
    """
    if origin.error is not None:
        raise origin.error
    own = origin.own or (load_overrides(origin.overrides) if origin.overrides else Overrides())
    online = Online(keeper, config.allow_hosts)
    pictures = online if config.pictures.download else None
    if origin.archive.lower().endswith(".xml"):
        return _from_export(origin, Path(origin.archive), own, pictures)
    if is_object(origin.url):
        own, data = origin.own or settings(origin.url), content(origin.url, MAX_BYTES)
        _refuse_empty(data, origin.where)
        folder = ObjectFolder(origin.url.rpartition("/")[0])
        return _from_file(origin, folder, data, own, pictures, base_url)
    if origin.content is not None:
        _refuse_empty(origin.content, origin.where)
        return _from_file(origin, None, origin.content, own, pictures, base_url)
    if origin.path is None:
        return _from_web(origin, own, online)
    data = _bytes(origin.path, origin.where)
    return _from_file(origin, origin.path.parent, data, own, pictures, base_url)


def read_any(loaded: Loaded, alt: AltPolicy = "caption") -> Reading:
    """The article of a page of any kind. Raises SourceError when there is none in it."""
    if loaded.kind == "text":
        from publish.sources.plain_text import read_capture

        reading = read_capture(loaded.page, alt)
    else:
        from publish.html.read import read

        reading = read(loaded.page, alt)
    return replace(reading, problems=(*reading.problems, *_other_language(loaded.page, reading)))


def _other_language(page: Page, reading: Reading) -> Iterator[Problem]:
    """The language was set by hand: whether the words look like it. Else the words had a say in it."""
    text = article_text(reading.article) if page.overrides.language else ""
    if word_count(text) >= _LANGUAGE_WORDS and (heard := contradicts(reading.article.lang, text)):
        message = f"is said to be in {reading.article.lang}, but its words look like {heard}"
        help_ = setting("language", f'"{heard}"', page.where, page.slug)
        yield problem("A11Y-008", page.where, message, help_)


# --- kinds of source ----------------------------------------------------------


def _from_file(
    origin: Origin,
    folder: Path | ObjectFolder | None,
    data: bytes,
    own: Overrides,
    online: Online | None,
    base_url: str,
) -> Loaded:
    kind: Kind = "mhtml" if is_mhtml(data) else origin.kind
    url, charset, parts = "", "", {}
    reported: tuple[Problem, ...] = ()
    written = ""
    if kind == "mhtml":
        message = unpack(data, origin.where)
        data, charset, url, parts = message.page, message.charset, message.url, message.parts
    decoded = decode(data, charset)
    text, embedded = take_out(decoded.text)
    url = own.url or url or base_url or _saved_from(text)
    if kind == "markdown":
        document = markdown.from_markdown(text, origin.where)
        written, text, own = text, document.html, markdown.merged(own, document.overrides)
        reported = document.problems
        url = own.url or url
    elif kind == "text" and re.match(r"\s*<(!doctype html|html|\?xml)\b", text[:200], re.IGNORECASE):
        kind = "html"
    text = _checked(text, origin.where)
    problems = (*reported, *_met(text, origin.where, "", kind), *_misdeclared(decoded, origin.where))
    beside_it = _beside(folder, text) if folder else ()
    page = Page(
        origin.slug, origin.where, text, url, own, problems=problems, written=written, beside=beside_it
    )
    fetch = Fetch(folder, parts | embedded, url, online, beside_it)
    return Loaded(page, fetch, kind)


_SAVED = re.compile(r"<!--[^>]{0,200}?\b(?:saved from url=\(\d+\)|url:\s*)(https?://[^\s<>\"]+)")


def _saved_from(text: str) -> str:
    """The address that a browser or SingleFile wrote into a page that it saved."""
    match = _SAVED.search(text[:5000])
    return html.unescape(match[1]) if match else ""


def _from_export(origin: Origin, path: Path, own: Overrides, online: Online | None) -> Loaded:
    """A post of a WordPress export, with the pictures beside it or on the web."""
    from publish.sources.wordpress import post_page

    post = post_page(path, origin.offset, origin.where)
    own = replace(own, standfirst=post.standfirst if own.standfirst is None else own.standfirst)
    text, embedded = take_out(_checked(post.text, origin.where))
    page = Page(origin.slug, origin.where, text, origin.url, own, problems=post.problems, written=text)
    return Loaded(page, Fetch(path.parent, embedded, origin.url, online, post.files), "html")


def _from_web(origin: Origin, own: Overrides, online: Online) -> Loaded:
    answer = answer_at(origin.archive, origin.offset) if origin.archive else online.web.page(origin.url)
    if answer.media_type and not re.search(r"html|xml|text|multipart|octet-stream", answer.media_type):
        raise SourceError(
            f"{origin.where} is {answer.media_type}, not a page", "give the address of an article"
        )
    _refuse_empty(answer.body, origin.where)
    kind: Kind = "text" if answer.media_type == "text/plain" else "html"
    decoded = decode(answer.body, answer.charset)
    text, embedded = take_out(decoded.text)
    text = _checked(text, origin.where)
    problems = _met(text, origin.where, answer.url, kind) + _misdeclared(decoded, origin.where)
    page = Page(origin.slug, origin.where, text, answer.url, own, answer.language, problems)
    if kind == "html" and not origin.archive:
        page = replace(page, further=tuple(_further(page, online)))
    return Loaded(page, Fetch(None, embedded, answer.url, online), kind)


def _further(page: Page, online: Online) -> Iterator[Page]:
    """The pages on which the article of a page on the web goes on, up to one that cannot be read.

    Each is looked for on the page before it, and is of the same host.
    """
    if not _TURNS.search(page.text):
        return
    from publish.html import dom
    from publish.html.extract.listing import page_addresses

    last, known = page, dict[int, str]()
    for number in range(2, _MOST_PAGES + 1):
        known |= page_addresses(dom.parse(last.text), page.url)
        if number not in known or host(known[number]) != host(page.url):
            return
        try:
            answer = online.web.page(known[number])
            text = _checked(decode(answer.body, answer.charset).text, page.where)
        except PublishError:
            return
        last = replace(page, text=text, url=answer.url, problems=())
        yield last


_TURNS = re.compile(
    r"\brel\s*=\s*[\"']?next\b|(?:[-_/]|[/?&](?:page|seite|pagina|página|pag|pg|p)[=/-])2(?!\w)", re.I
)
_MOST_PAGES = 40


def _bytes(path: Path, where: str) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise SourceError(f"{where} is not a file", "give a page; pipes and devices are not read")
        size = about.st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"{where} has {size >> 20} MB",
                f"a page may have {MAX_BYTES >> 20} MB; save it without its video",
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{where} cannot be read: {error.strerror}", "check its name and permissions"
        ) from error
    _refuse_empty(data, where)
    return data


def _refuse_empty(data: bytes, where: str) -> None:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SourceError(f"{where} is empty", "write the article into it, or save the page again")
    if kind := _binary(data):
        raise SourceError(
            f"{where} is {kind}, not a page", "give the article as HTML, MHTML, Markdown or text"
        )


_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (an EPUB or office document?)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"bplist00", "a property list (a Safari web archive?)"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])


def _binary(data: bytes) -> str:
    """What kind of file this is when it is none of text, "" when it is one."""
    begin = data[:1024].lstrip()  # a PDF may begin anywhere in the first 1024 bytes
    for magic, kind in _MAGIC:
        if begin.startswith(magic):
            return kind
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    page = wide(data) or _PAGE.search(sample)
    return "a binary file" if controls * 50 > len(sample) and not page else ""


_PAGE = re.compile(rb"<(?:!doctype|html|head|body|article|div|p)[\s>]", re.IGNORECASE)


def _checked(text: str, where: str) -> str:
    """The text, SingleFile's pictures put back. Raises SourceError when it is too long to be an article.

    The scripts, styles and drawings of a long page do not count, and are left out.
    """
    if len(text) > MAX_CHARACTERS:
        text = without_raw(text, keep_data=True)
    if len(text) > MAX_CHARACTERS:
        help_ = f"a page may have {MAX_CHARACTERS // 1_000_000} million characters; cut it into parts"
        raise SourceError(
            f"{where} has {-(-len(text) // 1_000_000)} million characters of text and markup", help_
        )
    return _shared_pictures(text)


def _met(text: str, where: str, address: str, kind: Kind) -> tuple[Problem, ...]:
    """What stands between the page and its article. Raises SourceError when only that is there."""
    if kind not in ("html", "mhtml"):
        return ()
    if message := wall(text, address):
        raise SourceError(f"{where} {message}", "open it in a browser, save the page and give the file")
    if for_subscribers(text):
        help_ = "if it ends early, save the page from a browser in which you are logged in"
        return (problem("READ-010", where, "the publisher keeps this article for subscribers", help_),)
    return ()


def _misdeclared(decoded: Decoded, where: str) -> tuple[Problem, ...]:
    if not decoded.misdeclared:
        return ()
    message = f"the page says it is in {decoded.declared}, but it is in {decoded.encoding}, and was read so"
    return (problem("READ-011", where, message),)


# --- pictures -----------------------------------------------------------------

_VARIABLE = re.compile(r"""(--sf-img-\d+)\s*:\s*url\(\s*["']?([^"')]+)""")
_USE = re.compile(r"var\((--sf-img-\d+)\)")
_TAG_CHARACTERS = 5000


def _shared_pictures(text: str) -> str:
    """SingleFile writes a picture that is used twice once, as a CSS variable; here it is put back.

    It goes first in its tag: of two attributes with one name the first counts.
    """
    known = dict(_VARIABLE.findall(text)) if "--sf-img-" in text else {}
    parts, done = [], 0
    for use in _USE.finditer(text) if known else ():
        tag = text.rfind("<img ", max(done, use.start() - _TAG_CHARACTERS), use.start())
        if tag >= 0 and use[1] in known:
            parts += [text[done:tag], f'<img src="{html.escape(known[use[1]])}"']
            done = tag + len("<img")
    return "".join((*parts, text[done:]))


_NO_PICTURES = (*KINDS, ".toml", ".json")
_SRCSET = re.compile(r"(?<!\s)\s+[\d.]++[wx]\s*+(?:,\s*|$)|(?:(?<!\s)\s+)?,\s+")
_VALUES = re.compile(
    r"""=\s*(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})'|([^\s"'<>]{1,300}))|\(\s*<?([^()\s<>"']{1,300})|url\(([^)]{1,300})\)"""
)


def _beside(folder: Path | ObjectFolder, text: str) -> tuple[str, ...]:
    """The files beside a page that an attribute, style or Markdown link of it names, longest first."""
    if isinstance(folder, ObjectFolder):
        named = set(_named(text))
        names = named & folder.those(named)
    else:
        names = {name for name in _named_in(folder, text) if beside(folder, name)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _named_in(folder: Path, text: str) -> Iterator[str]:
    """What a page names of which the first part is in its folder."""
    try:
        here = _no_pages(folder, folder.stat().st_mtime_ns)
    except OSError:
        return
    if here:
        yield from (name for name in _named(text) if name.partition("/")[0] in here)


@functools.lru_cache(maxsize=4)
def _no_pages(folder: Path, mtime_ns: int) -> frozenset[str]:
    """What is in a folder beside pages, as of a time: listed once, since a million pages may be in it."""
    with os.scandir(folder) as entries:
        return frozenset(entry.name for entry in entries if not entry.name.lower().endswith(_NO_PICTURES))


def _named(text: str) -> Iterator[str]:
    """What could be the address of a file: attribute values, and each address of a `srcset`."""
    for match in _VALUES.finditer(text):
        value = html.unescape(next(group for group in match.groups() if group)).strip(" \"'")
        for part in {value, *_SRCSET.split(value)}:
            if part and not part.startswith(("http:", "https:", "//", "#", "data:")):
                yield unquote(part.split("#")[0].split("?")[0]).removeprefix("./")
