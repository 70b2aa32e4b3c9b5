"""What comes to the desk: the files of a zip or a folder, the articles of a feed, a page by a bookmark."""

from __future__ import annotations

import hmac
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from lxml import etree

from publish.errors import SourceError
from publish.sources import wordpress
from publish.sources.locate import KINDS

MOST_FILES = 2_000
MOST_BYTES = 200_000_000
"""Of what is brought at once; of a zip's files together, unpacked."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article that a feed names; `date` is as the feed writes it, "" for none."""

    title: str
    address: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a WordPress export as a page; `lost` says what the export has not of it, or is ""."""

    slug: str
    address: str
    html: str
    standfirst: str
    lost: str = ""


def posts(name: str, content: bytes) -> list[Post]:
    """The published posts of a WordPress export. Raises SourceError for a file that is none, or not whole."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        path.write_bytes(content)
        if not wordpress.is_export(path):
            raise SourceError(f"{name} is not a WordPress export", "export the posts under Tools, Export")
        try:
            return [_post(path, post) for post in wordpress.posts(path)]
        except SourceError as error:  # without the folder, which is gone
            raise SourceError(error.message.replace(f"{path}", name), error.help) from None


def _post(path: Path, post: wordpress.Post) -> Post:
    shown = wordpress.post_page(path, post.offset, post.slug)
    lost = "; ".join(problem.message for problem in shown.problems)
    return Post(post.slug, post.url, shown.text, shown.standfirst, lost and f"{post.slug}: {lost}")


def unzipped(name: str, content: bytes) -> dict[str, bytes]:
    """The files of a zip by their paths. Raises SourceError for one that is broken or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [info for info in archive.infolist() if not info.is_dir()]
            if len(inside) > MOST_FILES or sum(info.file_size for info in inside) > MOST_BYTES:
                raise SourceError(f"{name} is too large", "zip one page with its pictures")
            return _rooted({info.filename: archive.read(info) for info in inside}, name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise SourceError(f"{name} cannot be unpacked: {error}", "zip the page again") from error


def several(name: str, content: bytes) -> dict[str, bytes]:
    """The files of a body that begins with a line of JSON: the path and size of each. Raises SourceError."""
    index, _, rest = content.partition(b"\n")
    files, at = {}, 0
    try:
        for path, size in json.loads(index):
            files[str(path)] = rest[at : at + int(size)]
            at += int(size)
    except (ValueError, TypeError) as error:
        raise SourceError(f"{name} did not arrive whole", "drop it again") from error
    if at != len(rest) or len(files) > MOST_FILES:
        raise SourceError(f"{name} did not arrive whole", "drop it again, with fewer files")
    return _rooted(files, name)


def _rooted(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The files without hidden ones and the folder that holds all. Raises SourceError for unsafe paths."""
    safe: dict[tuple[str, ...], bytes] = {}
    for path, data in files.items():
        parts = PurePosixPath(path.replace("\\", "/")).parts
        if not parts or ".." in parts or path.startswith("/") or ":" in parts[0] or "\0" in path:
            raise SourceError(f"{name} names a file outside itself: {path}", "zip the page again")
        if not any(part.startswith((".", "__MACOSX")) for part in parts):
            safe[parts] = data
    while len({parts[0] for parts in safe}) == 1 and all(len(parts) > 1 for parts in safe):
        safe = {parts[1:]: data for parts, data in safe.items()}
    if not any(len(parts) == 1 and _is_page(parts[0]) for parts in safe):
        raise SourceError(f"{name} holds no page", "put the .html file and its pictures into it")
    return {"/".join(parts): data for parts, data in safe.items()}


def page_of(files: dict[str, bytes]) -> str:
    """The name of the page among the files of one article."""
    pages = [name for name in files if "/" not in name and _is_page(name)]
    return min(pages, key=lambda name: (PurePosixPath(name).stem.lower() != "index", name))


def apart(files: dict[str, bytes]) -> Iterator[dict[str, bytes]]:
    """The files of each article: all where one page is the index or alone, else a page and what it names."""
    pages = [name for name in files if "/" not in name and _is_page(name)]
    if len(pages) == 1 or any(PurePosixPath(name).stem.lower() == "index" for name in pages):
        yield files
        return
    for page in sorted(pages):
        names = {name: PurePosixPath(name).name for name in files if name not in pages}
        beside = {
            name: files[name]
            for name, last in names.items()
            if last.encode() in files[page] or quote(last).encode() in files[page]
        }
        yield {page: files[page], **beside}


def _is_page(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in KINDS


def feed_entries(feed: bytes, address: str) -> tuple[str, tuple[FeedEntry, ...]]:
    """The title and articles of an RSS 2.0, RSS 1.0 or Atom feed, in its order. Raises SourceError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(feed, parser) if feed.strip() else None
    if root is None or etree.QName(root).localname not in ("rss", "feed", "RDF"):
        raise SourceError(f"{address} is not a feed", "give the address of an RSS or Atom feed")
    title = " ".join((root.findtext(".//{*}title") or "").split()) or address
    return title, tuple(_entries(root))


def _entries(root: etree._Element) -> Iterator[FeedEntry]:
    for item in root.iter("{*}item", "{*}entry"):
        links = [link.get("href") or link.text or "" for link in item.findall("{*}link") if _leads(link)]
        link = next((each.strip() for each in links if each.strip().startswith("http")), "")
        if not link:
            continue
        title = (
            " ".join("".join(element.itertext()).split())
            if (element := item.find("{*}title")) is not None
            else ""
        )
        dates = (item.findtext(f"{{*}}{name}") for name in ("published", "pubDate", "date", "updated"))
        yield FeedEntry(title or link, link, next((date.strip() for date in dates if date), ""))


def _leads(link: etree._Element) -> bool:
    """Whether a link of an entry leads to its page: RSS writes no `rel`, Atom "alternate"."""
    return str(link.get("rel") or "alternate") == "alternate"


BOOKMARK = """javascript:(()=>{const f=document.createElement("form");f.method="post";f.target="_blank";
f.action=ADDRESS;f.acceptCharset="utf-8";f.hidden=true;
for(const[n,v]of[["key",KEY],["address",location.href],["html",document.documentElement.outerHTML]])
{const t=document.createElement("textarea");t.name=n;t.value=v;f.append(t)}
document.body.append(f);f.submit();f.remove()})()"""


def bookmark(host: str, key: str) -> str:
    """The address of a bookmark that sends the page it is pressed on to the desk at `host`."""
    code = BOOKMARK.replace("\n", "")
    return code.replace("ADDRESS", json.dumps(f"http://{host}{PLACE}")).replace("KEY", json.dumps(key))


PLACE = "/arrivals"
"""The one place of the desk to which a page elsewhere may send something: it is shown, and not yet added."""


class Arrivals:
    """The last pages that bookmarks have sent, for their reader to add. A bookmark has to bring `key`."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._count = 0
        self._held: dict[int, tuple[str, str]] = {}

    def hold(self, key: str, address: str, html: str) -> int:
        """The number by which a page can be had. Raises SourceError for a wrong key, or no page."""
        if not hmac.compare_digest(key.encode(), self.key.encode()):
            raise SourceError("that bookmark is of another desk", "drag it anew from this desk's list")
        if urlsplit(address).scheme not in ("http", "https") or not html.strip():
            raise SourceError("that is not a page of the web", "press the bookmark on the article's page")
        self._count += 1
        self._held[self._count] = (address, html)
        self._held.pop(self._count - _HELD, None)
        return self._count

    def page(self, number: int) -> tuple[str, str]:
        """The address and HTML of a page that is held. Raises SourceError."""
        if number not in self._held:
            raise SourceError("that page is not held any more", "press the bookmark again")
        return self._held[number]


_HELD = 5
