"""Arguments of the command line -> sources, each with its slug.

Nothing is read here but folder listings, and nothing heavy is imported, so a
build that has nothing to do can be quick. A source that cannot be one (missing,
of an unknown kind, the same slug as another) is an origin with its error in
it: it fails when it is loaded, and the others are built.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from publish.config import Overrides
from publish.errors import SourceError
from publish.model.text import nearest
from publish.system.object_store import is_object

Kind = Literal["html", "mhtml", "text", "markdown", "web"]

KINDS: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
}
_PAGES = (".html", ".htm", ".xhtml")
_INDEX = tuple(f"index{suffix}" for suffix in KINDS)
NOT_ARTICLES = frozenset({"readme", "license", "licence", "copying", "notice", "changelog", "robots"})
SETTINGS = Path("source")
"""The folder of the project, from the current one, in which an address has its own settings."""
_MOST_COMPARED = 1_000
_KNOWN = "an .html, .mhtml, .md or .txt file, a folder of these, or an http(s) address"


@dataclass(frozen=True, slots=True)
class Origin:
    """One source of one article.

    `where` is how messages name it. `path` is its file, None for an address,
    which is then in `url`. `overrides` is the file of its own settings, whether
    or not there is one. `error` says why it cannot be loaded. `own` are settings
    that came with the source itself, and then no file of them is looked for.
    `archive` is the web archive or export that holds the page, at `offset` in bytes.
    `version` differs when an object's content does. `content` is the page itself,
    where it is in no file.
    """

    slug: str
    kind: Kind
    where: str
    path: Path | None = None
    url: str = ""
    overrides: Path | None = None
    error: SourceError | None = None
    own: Overrides | None = None
    archive: str = ""
    offset: int = 0
    version: str = ""
    content: bytes | None = None


def locate(arguments: Sequence[str | Origin], settings: Path | None = SETTINGS) -> tuple[Origin, ...]:
    """The origins that the arguments name or are, by slug, each slug once; one named twice counts once.

    `settings` is the folder of addresses' own settings, None for no such settings.
    """
    origins: dict[str, Origin] = {}
    for argument in arguments:
        for origin in (argument,) if isinstance(argument, Origin) else each(argument, settings):
            origins.setdefault(origin.url or str(origin.path and origin.path.absolute()), origin)
    return tuple(sorted(_apart(origins.values()), key=lambda origin: origin.slug))


def from_content(content: bytes, where: str, kind: Kind = "html", slug: str = "article") -> Origin:
    """The origin of a page that is in no file; `where` is how messages name it."""
    return Origin(slug, kind, where, content=content)


def slug_of(name: str) -> str:
    """A name as a slug: ASCII letters, digits and single hyphens, at most 80; a hash where none remain."""
    spelled = "".join(_SPELLED.get(character, character) for character in name.casefold())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:80].rstrip("-")
    return slug or "article-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


_SPELLED = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
    "ŋ": "n",
    "ħ": "h",
}


# --- one argument -----------------------------------------------------------


def each(argument: str, settings: Path | None = SETTINGS) -> Iterator[Origin]:
    """The origins that one argument names, one after the other; two may have one slug."""
    if re.match(r"https?://", argument, re.IGNORECASE):
        yield _address(argument, settings)
        return
    if is_object(argument):
        yield from_object(argument)
        return
    path = Path(argument)
    try:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield _file(path, argument)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        yield _failed(path, f"{argument} cannot be looked at: {reason}", "check its name and permissions")


def _address(url: str, settings: Path | None) -> Origin:
    try:
        parts = urlsplit(url)
        segments = [segment for segment in unquote(parts.path).split("/") if segment]
        host = parts.hostname or ""
    except ValueError:
        segments, host = [], ""
    name = segments[-1] if segments else host
    if len(segments) > 1 and Path(name).stem.lower() in ("index", "default", "amp"):
        name = segments[-2]
    stem = re.sub(r"\.(html?|xhtml|php|aspx?|amp|md)$", "", name, flags=re.IGNORECASE)
    slug = slug_of(stem or host)
    error = None if host else SourceError(f"{url} is not an address", "write it as https://host/path")
    return Origin(slug, "web", url, None, url, settings and settings / f"{slug}.toml", error)


def from_object(address: str) -> Origin:
    """The origin of a page in an object store."""
    path = PurePosixPath(address)
    slug = slug_of(path.parent.name if path.stem == "index" else path.stem)
    kind = KINDS.get(path.suffix.lower())
    help_ = "give that of an .html, .mhtml, .md or .txt file; build reads a folder too"
    error = None if kind else SourceError(f"{address} is not the address of a page", help_)
    return Origin(slug, kind or "html", address, None, address, error=error)


def _file(path: Path, argument: str) -> Origin:
    kind = KINDS.get(path.suffix.lower())
    if path.is_symlink() and not path.exists():
        return _failed(path, f"{path} is a link to a file that is not there", "put the page itself there")
    if not path.exists():
        return _failed(path, *_absent(path, argument))
    if not path.is_file():
        return _failed(path, f"{path} is not a file", f"give {_KNOWN}")
    if kind is None:
        what, help_ = _OTHERS.get(
            path.suffix.lower(), ("not a kind of source that can be read", f"give {_KNOWN}")
        )
        return _failed(path, f"{path} is {what}", help_)
    folder = path.absolute().parent.name
    return _origin(path, folder if path.stem == "index" and folder else path.stem, kind)


_WRITTEN = ("a word processor's document", "save it from there as a web page (HTML), and give that")
_DRAWN = ("a picture", "put it beside the page that shows it, and give the page")
_OTHERS = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".pages", ".rtf"), _WRITTEN),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".heic"), _DRAWN),
    ".pdf": ("a PDF", "give the page that it was made from, or its text in a .txt file"),
    ".xml": (
        "not one page",
        "publish build reads an export of WordPress whole, each of its posts an article",
    ),
    ".epub": ("a book already", "give the page that it was made from"),
}


def _absent(path: Path, argument: str) -> tuple[str, str]:
    """What to say of a source that is not there: perhaps an address was meant, or another name."""
    if re.match(r"[\w+-]+:/", argument):
        return f"{argument} is not an address that can be read", "write it as https://host/path"
    if re.match(r"([\w-]+\.)+[A-Za-z]{2,}/", argument):
        return f"{argument} does not exist", f"for a page on the web, write https://{argument}"
    try:
        there = [entry for folder in (path.parent, Path("source")) for entry in _few(folder)]
    except OSError:
        there = []
    known = {entry.stem: entry for entry in reversed(there) if _is_source(entry)}
    meant = nearest(path.stem, known, 0.6)
    return f"{argument} does not exist", f"did you mean {known[meant]}?" if meant else "check the name"


def _few(folder: Path) -> list[Path]:
    """What is in a folder, by name; nothing of one so large that comparing names would take long."""
    with os.scandir(folder) as entries:
        files = [folder / entry.name for entry in islice(entries, _MOST_COMPARED + 1)]
    return sorted(files) if len(files) <= _MOST_COMPARED else []


def _is_source(path: Path) -> bool:
    return path.suffix.lower() in KINDS or path.is_dir()


def _origin(path: Path, name: str, kind: Kind) -> Origin:
    slug = slug_of(name)
    return Origin(slug, kind, path.as_posix(), path, "", _overrides(path, name, slug))


def _overrides(path: Path, name: str, slug: str) -> Path:
    """The first that exists of the places an article's own settings may stand in, else the usual one.

    That is beside the page, and of a folder with an index beside the folder.
    """
    folder = path.parent
    places = [folder / f"{path.stem}.toml", folder / f"{slug}.toml"]
    usual = places[0]
    if path.stem == "index":
        usual = folder.parent / f"{name}.toml"
        places = [folder / f"{name}.toml", *places, usual, folder.parent / f"{slug}.toml"]
    return next((place for place in places if place.is_file()), usual)


def _failed(path: Path, message: str, help: str) -> Origin:
    kind = KINDS.get(path.suffix.lower(), "html")
    slug = slug_of(path.stem)
    return Origin(slug, kind, path.as_posix(), path, error=SourceError(message, help))


# --- a folder ---------------------------------------------------------------


def _folder(folder: Path) -> Iterator[Origin]:
    """A folder is one article when it has an index, else each source in it and each folder of one source."""
    if index := _index(folder):
        yield _origin(index, folder.absolute().name, KINDS[index.suffix.lower()])
        return
    empty = True
    for origin in _children(folder):
        empty = False
        yield origin
    if empty:
        yield _failed(folder, f"{folder} holds no article", "put an .html, .mhtml, .md or .txt file into it")


def _children(folder: Path) -> Iterator[Origin]:
    """Of a folder that may hold a million articles, only the names are kept."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries)
    stems = {stem for stem, suffix in map(os.path.splitext, names) if suffix.lower() in _PAGES}
    read = {stem for stem, suffix in map(os.path.splitext, names) if suffix.lower() in KINDS}
    for name in names:
        path = folder / name
        if name.startswith((".", "~$")):
            continue
        kind = KINDS.get(path.suffix.lower())
        if path.is_dir():
            index = None if _resources(path.name, stems) else _index(path) or _only_page(path)
            if index:
                yield _inside(folder, _origin(index, path.name, KINDS[index.suffix.lower()]))
        elif kind and path.stem.lower() not in NOT_ARTICLES:
            yield _inside(folder, _origin(path, path.stem, kind))
        elif _OTHERS.get(path.suffix.lower()) is _WRITTEN and path.stem not in read:
            yield _file(path, str(path))


def passed_over(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """The documents in a folder of pages that cannot be read: each with what it is and what to do.

    A word processor's document fails as a source does. A PDF or a book may be there for readers of a
    page to download, so it only wants a word. None when the folder itself is one article.
    """
    if _index(folder):
        return
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith((".", "~$")))
    read = {stem for stem, suffix in map(os.path.splitext, names) if suffix.lower() in KINDS}
    for path in (folder / name for name in names):
        if path.suffix.lower() in (".pdf", ".epub") and path.stem not in read:
            yield path, *_OTHERS[path.suffix.lower()]


def _inside(folder: Path, origin: Origin) -> Origin:
    """An origin of a folder; one that a link leads out of it to is not read: it may be a stranger's."""
    page = origin.path
    if page is None or not (page.is_symlink() or page.parent.is_symlink()):
        return origin
    if Path(os.path.realpath(page)).is_relative_to(os.path.realpath(folder)):
        return origin
    message = f"{origin.where} is a link that leads out of {folder}"
    return replace(
        origin, error=SourceError(message, "put the page itself there, or build it by its own path")
    )


def _resources(name: str, stems: Set[str]) -> bool:
    """Whether a folder holds the files of a page that a browser saved: NAME_files, or so in its language."""
    return any(name[: mark.start()] in stems for mark in re.finditer(r"[-_.]", name))


def _index(folder: Path) -> Path | None:
    return next((folder / name for name in _INDEX if (folder / name).is_file()), None)


def _only_page(folder: Path) -> Path | None:
    """The page of a folder that holds one page and what belongs to it."""
    pages = [path for path in sorted(folder.iterdir()) if path.is_file() and path.suffix.lower() in KINDS]
    return pages[0] if len(pages) == 1 and pages[0].stem.lower() not in NOT_ARTICLES else None


# --- unique slugs -----------------------------------------------------------


def _apart(origins: Iterable[Origin]) -> Iterator[Origin]:
    """Every slug once: a source that would take another's products keeps its name and fails."""
    taken: dict[str, str] = {}
    for origin in sorted(origins, key=lambda origin: (origin.slug, origin.error is not None, origin.where)):
        if origin.slug not in taken:
            taken[origin.slug] = origin.where
            yield origin
            continue
        number = next(n for n in range(2, len(taken) + 3) if f"{origin.slug}-{n}" not in taken)
        slug = f"{origin.slug}-{number}"
        message = f"{taken[origin.slug]} and {origin.where} would both be written to {origin.slug}/"
        taken[slug] = origin.where
        yield replace(origin, slug=slug, error=origin.error or SourceError(message, "rename one of them"))
