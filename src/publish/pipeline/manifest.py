"""Lists of articles: JSON Lines, CSV, web archives, sitemaps, feeds, folders of an object store.

A list may name millions. None is held in memory: each is an iterator over a
file that is read as it goes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from publish.config import Config, Overrides, from_table
from publish.errors import ConfigError, NetworkError, PlaceError, SourceError
from publish.sources import wordpress
from publish.sources.locate import KINDS, NOT_ARTICLES, Origin, each, from_object, slug_of
from publish.sources.object_store import reading, settings_of, source_file
from publish.sources.web_archives import SUFFIXES, pages
from publish.system.object_store import StoredObject, at, is_object

LISTS = (".jsonl", ".ndjson", ".csv", ".xml", ".xml.gz", *SUFFIXES)
MAX_SITEMAPS = 50_000
"""Sitemaps that one index may name (sitemaps.org protocol)."""
_KEYS = ("source", "slug", "overrides")
_LINKS = (("url", "loc"), ("item", "link"), ("entry", "link"))
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_list(argument: str) -> bool:
    """Whether a source is a list of articles, by its name."""
    name = argument.split("?")[0].split("#")[0] if _ADDRESS.match(argument) else argument
    return name.lower().endswith(LISTS)


def listed(arguments: Iterable[str], config: Config) -> Iterator[Origin]:
    """The origins that the arguments name, in their order; a name may come twice.

    One that cannot be an origin is one with its error. Raises SourceError,
    NetworkError or ConfigError for a list that cannot be read.
    """
    for argument in arguments:
        name = argument.lower()
        if not is_list(argument):
            yield from in_folder(argument) if is_folder(argument) else with_versions(each(argument))
        elif name.endswith(SUFFIXES):
            yield from _archive(argument)
        elif name.endswith((".jsonl", ".ndjson")):
            yield from with_versions(_rows(argument, _json_lines(argument)))
        elif name.endswith(".csv"):
            yield from with_versions(_rows(argument, _csv_lines(argument)))
        else:
            yield from _addresses(argument, config)


# --- manifests ----------------------------------------------------------------


def _rows(name: str, rows: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[Origin]:
    """The origins of a manifest's rows; a path counts from the manifest's folder."""
    folder = name.rpartition("/")[0] if is_object(name) else str(Path(name).parent)
    for number, row in rows:
        where = f"{name}:{number}"
        try:
            yield from _row(folder, row, where)
        except (SourceError, ConfigError) as error:
            named = str(row.get("slug") or row.get("source") or f"{Path(name).stem}-{number}")
            yield Origin(slug_of(named), "html", where, error=SourceError(error.message, error.help))


def _row(folder: str, row: dict[str, Any], where: str) -> Iterator[Origin]:
    source = row.get("source")
    if unknown := sorted(set(row) - set(_KEYS)):
        raise SourceError(f"{where}: unknown key {unknown[0]!r}", f"known keys are {', '.join(_KEYS)}")
    if not isinstance(source, str) or not source:
        raise SourceError(f"{where} names no source", 'write {"source": "story.html"}')
    origins = tuple(each(_from(folder, source)))
    slug, table = row.get("slug") or "", row.get("overrides") or {}
    if not isinstance(slug, str) or not isinstance(table, dict):
        raise SourceError(f"{where}: slug is text and overrides is a table", "mend that line")
    if slug and len(origins) != 1:
        raise SourceError(f"{where}: {source} holds {len(origins)} articles", "leave out the slug")
    own = from_table(Overrides, table, where) if table else None
    for origin in origins:
        yield replace(origin, slug=slug_of(slug) if slug else origin.slug, own=own)


def _from(folder: str, source: str) -> str:
    """A source as it is named in a list of that folder."""
    if _ADDRESS.match(source) or is_object(source):
        return source
    return f"{folder}/{source.removeprefix('./')}" if is_object(folder) else str(Path(folder) / source)


def _json_lines(name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in _lines(name):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        yield number, row if isinstance(row, dict) else {"source": None}


def _csv_lines(name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a CSV with a heading; columns other than source and slug are overrides."""
    reader = csv.DictReader(line for _, line in _lines(name))
    for row in reader:
        cells = {key: value for key, value in row.items() if key and value}
        own = {key: value for key, value in cells.items() if key not in _KEYS}
        kept = {key: value for key, value in cells.items() if key in _KEYS}
        yield reader.line_num, {**kept, "overrides": own} if own else kept


def _lines(name: str) -> Iterator[tuple[int, str]]:
    try:
        with source_file(name) as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
            yield from enumerate(text, 1)
    except UnicodeDecodeError as error:
        raise SourceError(f"{name} is not in UTF-8", "save it in UTF-8") from error
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}", "check its name") from error
    except PlaceError as error:
        raise NetworkError(error.message, error.help) from error


# --- archives, sitemaps, feeds ------------------------------------------------


def _archive(name: str) -> Iterator[Origin]:
    """The pages of an archive; where it breaks off, those before it and one that fails and says so."""
    try:
        for url, offset in pages(name):
            for origin in _on_the_web(url, name):
                yield replace(origin, where=f"{name}: {url}", overrides=None, archive=name, offset=offset)
    except SourceError as error:
        yield Origin(slug_of(Path(name).name), "web", name, url=f"{name}#", error=error)


def _export(path: Path) -> Iterator[Origin]:
    """The posts of a WordPress export; `where` says when each was changed, so that a change is noticed."""
    try:
        for post in wordpress.posts(path):
            where, own = f"{path}: {post.slug}, of {post.modified}", path.parent / f"{post.slug}.toml"
            url = post.url or f"{path}#{post.slug}"
            yield Origin(post.slug, "web", where, None, url, own, archive=str(path), offset=post.offset)
    except SourceError as error:
        yield Origin(slug_of(path.name), "web", str(path), url=f"{path}#", error=error)


def _addresses(argument: str, config: Config) -> Iterator[Origin]:
    """The articles of a sitemap, an index of them (one level, as in the protocol), a feed or an export."""
    if not _ADDRESS.match(argument) and not is_object(argument) and wordpress.is_export(Path(argument)):
        yield from _export(Path(argument))
        return
    maps, addresses = _places(argument, config)
    if len(maps) > MAX_SITEMAPS:
        raise SourceError(f"{argument} names {len(maps)} sitemaps", f"{MAX_SITEMAPS} are allowed")
    for address in maps:
        yield from _located(_places(address, config)[1], address)
    yield from _located(addresses, argument)


def _located(addresses: Iterable[str], where: str) -> Iterator[Origin]:
    for address in addresses:
        yield from _on_the_web(address, where)


def _on_the_web(address: str, where: str) -> Iterator[Origin]:
    """What a stranger's list names: never a file of this machine, nor an object that our keys open."""
    if _ADDRESS.match(address):
        yield from each(address)
    else:
        error = SourceError(f"{where} names {address}, which is not on the web", "name it in a manifest")
        yield Origin(slug_of(Path(address).stem), "web", where, url=address, error=error)


def _places(argument: str, config: Config) -> tuple[list[str], list[str]]:
    """The sitemaps and the articles that a file of at most 50 MB names. Raises SourceError, NetworkError."""
    from lxml import etree

    maps: list[str] = []
    places: list[str] = []
    data = io.BytesIO(_content(argument, config))
    try:
        for _, element in etree.iterparse(data, resolve_entities=False, no_network=True, load_dtd=False):
            parent = element.getparent()
            tag, inside = _name(element), _name(parent)
            text = (element.text or "").strip() or element.get("href", "")
            if (inside, tag) == ("sitemap", "loc"):
                maps.append(text)
            elif (inside, tag) in _LINKS and element.get("rel", "alternate") == "alternate":
                places.append(text)
            if tag in ("url", "sitemap", "item", "entry"):
                element.clear()
    except etree.XMLSyntaxError as error:
        message = f"{argument} is not a sitemap or feed: {error.msg}"
        raise SourceError(message, "open it in a browser") from error
    return maps, [address for address in places if address]


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""


def _content(argument: str, config: Config) -> bytes:
    if _ADDRESS.match(argument):
        from publish.sources.http import Web

        data = Web(None, config.allow_hosts).page(argument).body
    else:
        with source_file(argument) as file, reading():
            data = file.read()
    if data[:2] != b"\x1f\x8b":
        return data
    with gzip.open(io.BytesIO(data)) as file:
        return file.read(64 * 1024 * 1024)


_AT_ONCE = 32
_FEW = 1_000
_SAVED = re.compile(
    r"(_files|\.files|_file|-Dateien|_fichiers|_archivos|_arquivos|_ficheiros|_bestanden|-filer|_pliki)/"
)
"""Folders in which browsers put what belongs to a page."""


def is_folder(address: str) -> bool:
    """Whether an address in an object store is that of a folder, by its name."""
    return is_object(address) and posixpath.splitext(address)[1].lower() not in KINDS


def in_folder(address: str) -> Iterator[Origin]:
    """Every page under an address, as the store lists them. Raises NetworkError."""
    bucket, under = at(address)
    root, any_there = address[: len(address) - len(under)], False
    with reading():
        for _, family in groupby(bucket.each(under), _family):
            while few := list(islice(family, _FEW)):
                for origin in _pages(root, few):
                    any_there = True
                    yield origin
    if not any_there:
        yield _none(address)


def _family(item: StoredObject) -> str:
    """What a page and its settings have in common, between which a store lists little else."""
    folder, name = posixpath.split(item.path)
    return f"{folder}/{name.partition('.')[0]}"


def _pages(root: str, few: list[StoredObject]) -> Iterator[Origin]:
    versions = {item.path: item.version for item in few}
    for item in few:
        if _is_page(item.path):
            version = f"{item.version} {versions.get(settings_of(item.path), '')}"
            yield replace(from_object(root + item.path), version=version)


def _is_page(path: str) -> bool:
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    named = suffix.lower() in KINDS and not stem.startswith(".") and stem.lower() not in NOT_ARTICLES
    return named and not _SAVED.search(path)


def with_versions(origins: Iterable[Origin]) -> Iterator[Origin]:
    """The same origins, of objects with their versions, in their order."""
    rows = iter(origins)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while few := list(islice(rows, _FEW)):
            yield from pool.map(_with_version, few) if any(is_object(o.url) for o in few) else few


def _with_version(origin: Origin) -> Origin:
    """What cannot be looked at is passed on: reading it reports why."""
    if not is_object(origin.url) or origin.error:
        return origin
    wanted = [origin.url] if origin.own else [origin.url, settings_of(origin.url)]
    try:
        return replace(origin, version=" ".join(map(_version, wanted)))
    except NetworkError:
        return origin


def _version(address: str) -> str:
    bucket, path = at(address)
    with reading():
        item = bucket.look(path)
    return item.version if item else ""


def _none(address: str) -> Origin:
    error = SourceError(f"{address} holds no article", "put an .html, .mhtml, .md or .txt file into it")
    slug = slug_of(posixpath.basename(address.rstrip("/")))
    return Origin(slug, "html", address, None, address, error=error)
