"""WordPress exports (WXR) -> a page for each post.

An export is RSS with the whole of every post in it. It is read as a stream and may
be of any size; a post is read where it stands. What a theme would make of a post is
made here: paragraphs of the old editor, captions, galleries, the picture above the
text, and alt texts that only the media library has.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat

from publish.errors import SourceError
from publish.model.problem import Problem, problem
from publish.sources.locate import slug_of
from publish.sources.resources import beside

_MARK = re.compile(rb"xmlns:wp\s*=\s*[\"']https?://wordpress\.org/export/")
_PIECE = 1 << 20
_LARGEST_POST = 16 * 1024 * 1024
_HELP = "export the posts again, under Tools, Export"


@dataclass(slots=True)
class Item:
    """An item of an export: its fields by their names in the file, and what is listed more than once."""

    offset: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    subjects: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture of the media library."""

    url: str
    alt: str
    caption: str
    parent: str


@dataclass(frozen=True, slots=True)
class Library:
    """What an export says once for all its posts: the site, its writers by login, its pictures by id."""

    site: str = ""
    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    media: dict[str, Medium] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """A post as a page. `files` are its pictures that lie beside the export, as Fetch names them."""

    text: str
    standfirst: str
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A published post: where it stands in the file, and when it was last changed."""

    slug: str
    url: str
    offset: int
    modified: str


def is_export(path: Path) -> bool:
    """Whether a file is an export, by its first lines."""
    try:
        with path.open("rb") as file:
            return bool(_MARK.search(file.read(1 << 16)))
    except OSError:
        return False


def posts(path: Path) -> Iterator[Post]:
    """The published posts, in their order; pages, drafts and posts behind a password are none.

    Raises SourceError where the file breaks off, and when there is no post in it.
    """
    any_post = False
    for item in _items(path):
        published = item["wp:status"] == "publish" and not item["wp:post_password"]
        if item["wp:post_type"] == "post" and published:
            any_post = True
            slug = slug_of(unquote(item["wp:post_name"]) or item["title"] or f"post-{item['wp:post_id']}")
            yield Post(slug, item["link"], item.offset, item["wp:post_modified_gmt"] or item["wp:post_date"])
    if not any_post:
        raise SourceError(f"{path} holds no published post", _HELP)


def post_page(path: Path, offset: int, where: str) -> Shown:
    """The post at an offset as an HTML page, and what of it could not be shown. Raises SourceError."""
    item = next(_items(path, offset), None)
    if item is None:
        raise SourceError(f"{path} holds no post at byte {offset}", _HELP)
    stat = path.stat()
    return _page(item, _library(path, stat.st_mtime_ns, stat.st_size), path.parent, where)


# --- the file -----------------------------------------------------------------


class _Reader:
    """Collects items, and what the channel says, from the events of a parser."""

    def __init__(self, offset: int) -> None:
        self.items: list[Item] = []
        self.library = Library()
        self.done = False
        self._offset, self._one = offset, offset > 0
        self._item: Item | None = None
        self._path: list[str] = []
        self._text: list[str] = []
        self._pair: dict[str, str] = {}
        self.channel: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise SourceError("the export declares entities", _HELP)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._text.clear()
        if name == "item":
            self._item = Item(self._offset + self.parser.CurrentByteIndex)
        elif name in ("wp:author", "wp:postmeta"):
            self._pair = {}

    def _end(self, name: str) -> None:
        text, item = "".join(self._text), self._item
        self._path.pop()
        self._text.clear()
        parent = self._path[-1] if self._path else ""
        if name == "item" and item is not None:
            self.items.append(item)
            self._item, self.done = None, self._one
        elif parent in ("wp:author", "wp:postmeta"):
            self._pair[name] = text
        elif name == "wp:author":
            login = self._pair.get("wp:author_login", "")
            self.library.authors[login] = self._pair.get("wp:author_display_name", "") or login
        elif name == "wp:postmeta" and item is not None:
            item.meta[self._pair.get("wp:meta_key", "")] = self._pair.get("wp:meta_value", "")
        elif parent == "item" and item is not None:
            if name == "category":
                item.subjects.append(text)
            item.fields.setdefault(name, text)
        elif parent == "channel":
            self.channel.setdefault(name, text.strip())


def _items(path: Path, offset: int = 0, reader: _Reader | None = None) -> Iterator[Item]:
    """The items of an export, or the one at an offset. Raises SourceError for a file that is not whole."""
    reader = reader or _Reader(offset)
    try:
        with path.open("rb") as file:
            file.seek(offset)
            read = 0
            while piece := file.read(_PIECE):
                read += len(piece)
                try:
                    reader.parser.Parse(piece)
                except expat.ExpatError:
                    if not reader.done:  # behind the one item stands what is no part of it
                        raise
                yield from reader.items
                reader.items.clear()
                if reader.done or (offset and read > _LARGEST_POST):
                    return
            reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise SourceError(f"{path} is not a whole export: {error}", _HELP) from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}", "check its name") from error


@lru_cache(maxsize=4)
def _library(path: Path, mtime_ns: int, size: int) -> Library:
    """What an export says once, kept for as long as the file is the same."""
    reader = _Reader(0)
    media = {}
    for item in _items(path, 0, reader):
        if item["wp:post_type"] == "attachment" and item["wp:attachment_url"]:
            alt = item.meta.get("_wp_attachment_image_alt", "").strip()
            caption = item["excerpt:encoded"]
            media[item["wp:post_id"]] = Medium(
                item["wp:attachment_url"], alt, caption, item["wp:post_parent"]
            )
    channel = reader.channel
    return Library(channel.get("title", ""), channel.get("language", ""), reader.library.authors, media)


# --- a post as a page -----------------------------------------------------------


def _page(item: Item, library: Library, folder: Path, where: str) -> Shown:
    login = item["dc:creator"]
    body, dropped = _shown(item["content:encoded"], item, library)
    body = _described(body, library)
    lead = library.media.get(item.meta.get("_thumbnail_id", ""))
    if lead is not None and _stem(lead.url) not in body:
        body = _figure(lead) + body
    metas = (
        ("og:site_name", library.site),
        ("author", library.authors.get(login, login)),
        ("article:published_time", _when(item["wp:post_date_gmt"], item["wp:post_date"])),
        ("article:modified_time", _when(item["wp:post_modified_gmt"], item["wp:post_modified"])),
        ("keywords", ", ".join(dict.fromkeys(s for s in item.subjects if s != "Uncategorized"))),
    )
    head = "".join(
        f'<meta name="{name}" property="{name}" content="{html.escape(value)}">\n'
        for name, value in metas
        if value
    )
    title = html.escape(html.unescape(item["title"]))
    standfirst = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", item["excerpt:encoded"])).split())
    text = (
        f'<!DOCTYPE html>\n<html lang="{html.escape(library.language)}"><head><title>{title}</title>\n'
        f'<link rel="canonical" href="{html.escape(item["link"])}">\n{head}</head><body><article>\n'
        f'<h1>{title}</h1>\n<div class="entry-content">\n{body}\n</div></article></body></html>\n'
    )
    problems = tuple(
        problem("READ-012", where, f"what the shortcode [{name}] shows is not in the export")
        for name in dict.fromkeys(dropped)
    )
    text, files = _beside(text, folder)
    return Shown(text, standfirst, files, problems)


def _when(utc: str, local: str) -> str:
    """A moment as ISO 8601; WordPress writes zeros for one that it does not know."""
    if utc and not utc.startswith("0000"):
        return f"{utc.replace(' ', 'T')}Z"
    return "" if local.startswith("0000") else local.replace(" ", "T")


# --- what a theme does ----------------------------------------------------------

_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b([^\[\]]*)\]((?:(?!\[(?:wp_)?caption\b).)*?)\[/(?:wp_)?caption\]", re.DOTALL
)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_GALLERY = re.compile(r"\[gallery\b([^\[\]]*)\]")
_EMBED = re.compile(r"\[embed\b[^\[\]]*\]([^\[]*)\[/embed\]", re.DOTALL)
_SHORTCODE = re.compile(r"\[/?([a-zA-Z][\w-]*)((?:\s+[\w-]+=(?:\"[^\"\[]*\"|'[^'\[]*'|[^\s\[\]]+))*+)\s*/?\]")
_BLOCKS = (
    "address|article|aside|blockquote|div|dl|figure|form|h[1-6]|hr|iframe|ol|p|pre|section|script|style|table"
    "|ul|video"
)


def _shown(content: str, item: Item, library: Library) -> tuple[str, list[str]]:
    """A post's content with its shortcodes carried out and its paragraphs marked; names of those left out."""
    result = _CAPTION.sub(lambda m: _captioned(m[1], m[2]), content)
    result = _GALLERY.sub(lambda m: _gallery(m[1], item, library), result)
    result = _EMBED.sub(
        lambda m: f'\n\n<p><a href="{html.escape(m[1].strip())}">{m[1].strip()}</a></p>\n\n', result
    )
    closed = set(re.findall(r"\[/([a-zA-Z][\w-]*)\]", result))
    dropped: list[str] = []

    def left_out(match: re.Match[str]) -> str:
        name = match[1]
        if not (match[2] or name in closed):
            return match[0]  # "[sic]" is no shortcode
        if not match[0].startswith("[/"):
            dropped.append(name)
        return ""

    result = _SHORTCODE.sub(left_out, result)
    return (result if "<!-- wp:" in content else paragraphs(result)), dropped


def _captioned(attributes: str, inside: str) -> str:
    """The figure of a caption shortcode; older ones have the words in an attribute."""
    picture = _PICTURE.fullmatch(inside.strip())
    if picture is None:
        return inside
    old = re.search(r"""caption=(?:"([^"]*)"|'([^']*)')""", attributes)
    words = picture[2].strip() or (html.unescape(old[1] or old[2]) if old else "")
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{picture[1]}{caption}</figure>\n\n"


def _gallery(attributes: str, item: Item, library: Library) -> str:
    """The pictures of a gallery: those that it names, else all that were added to the post."""
    named = re.search(r"ids=[\"']?([\d,\s]+)", attributes)
    ids = (
        re.findall(r"\d+", named[1])
        if named
        else [id for id, medium in library.media.items() if medium.parent == item["wp:post_id"]]
    )
    return "\n\n" + "".join(_figure(library.media[id]) for id in ids if id in library.media) + "\n\n"


def _figure(medium: Medium) -> str:
    caption = f"<figcaption>{medium.caption}</figcaption>" if medium.caption else ""
    return (
        f'<figure><img src="{html.escape(medium.url)}" alt="{html.escape(medium.alt)}">{caption}</figure>\n'
    )


def _described(body: str, library: Library) -> str:
    """Pictures that have no alt text in the post get the one of the media library."""

    def with_alt(match: re.Match[str]) -> str:
        tag = match[0]
        id = re.search(r"\bwp-image-(\d+)\b", tag)
        medium = library.media.get(id[1]) if id else None
        if medium is None or not medium.alt or re.search(r"""\balt=(["'])(?!\1)""", tag):
            return tag
        bare = re.sub(r"""\salt=(?:""|'')""", "", tag)
        return f'<img alt="{html.escape(medium.alt)}"{bare[4:]}'

    return re.sub(r"<img\b[^<>]*>", with_alt, body)


_WHOLE = re.compile(r"<(pre|script|style|table|figure|ul|ol|dl|blockquote)\b")


def paragraphs(text: str) -> str:
    """Blank lines become paragraphs and single ones line breaks, as WordPress shows its old editor's text."""
    rendered = []
    for piece, whole in _pieces(text.replace("\r\n", "\n")):
        for part in (piece,) if whole else map(str.strip, re.split(r"\n\s*\n", piece)):
            if whole or re.match(rf"</?(?:{_BLOCKS})\b|<!--", part, re.IGNORECASE):
                rendered.append(part)
            elif part:
                rendered.append("<p>" + part.replace("\n", "<br>\n") + "</p>")
    return "\n".join(rendered)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is an element whose lines stay as they are."""
    at, unclosed = 0, set[str]()
    for opening in _WHOLE.finditer(text):
        name, begin = opening[1], opening.start()
        if begin < at or name in unclosed:
            continue
        end = text.find(f"</{name}>", begin)
        if end < 0:
            unclosed.add(name)
            continue
        yield text[at:begin], False
        at = end + len(name) + 3
        yield text[begin:at], True
    yield text[at:], False


_SIZED = re.compile(r"-\d+x\d+(?=\.\w+$)")
_UPLOAD = re.compile(r"(https?://(?:(?!https?://)[^\s\"'<>,])*?/)(wp-content/uploads/[^\s\"'<>,?#]+)")


def _stem(url: str) -> str:
    """A picture's address without its size and ending, as it comes back in every size of it."""
    name = _SIZED.sub("", url.rsplit("/", 1)[-1])
    return name.rpartition(".")[0] or name


def _beside(text: str, folder: Path) -> tuple[str, tuple[str, ...]]:
    """A page whose pictures have a size that lies in wp-content beside the export, and their names."""
    names: dict[str, None] = {}

    def here(match: re.Match[str]) -> str:
        for name in (match[2], _SIZED.sub("", match[2])):
            if beside(folder, unquote(name)):
                names[unquote(name)] = None
                return f"{match[1]}{name}"
        return match[0]

    return _UPLOAD.sub(here, text), tuple(names)
