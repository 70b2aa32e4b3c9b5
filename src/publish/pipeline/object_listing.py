"""Pages in a folder of an object store, and how a changed object is recognised.

A listing names each object with its version; for objects that a manifest names
the store is asked, many at a time.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby, islice

from publish.errors import NetworkError, SourceError
from publish.sources.locate import KINDS, NOT_ARTICLES, Origin, from_object, slug_of
from publish.sources.object_store import reading, settings_of
from publish.system.object_store import Held, at, is_object

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
    root, found = address[: len(address) - len(under)], False
    with reading():
        for _, family in groupby(bucket.each(under), _family):
            while few := list(islice(family, _FEW)):
                for origin in _pages(root, few):
                    found = True
                    yield origin
    if not found:
        yield _none(address)


def _family(held: Held) -> str:
    """What a page and its settings have in common, between which a store lists little else."""
    folder, name = posixpath.split(held.path)
    return f"{folder}/{name.partition('.')[0]}"


def _pages(root: str, few: list[Held]) -> Iterator[Origin]:
    versions = {held.path: held.version for held in few}
    for held in few:
        if _is_page(held.path):
            version = f"{held.version} {versions.get(settings_of(held.path), '')}"
            yield replace(from_object(root + held.path), version=version)


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
    """What cannot be looked at is left to whoever reads it, and tells."""
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
        held = bucket.look(path)
    return held.version if held else ""


def _none(address: str) -> Origin:
    error = SourceError(f"{address} holds no article", "put an .html, .mhtml, .md or .txt file into it")
    slug = slug_of(posixpath.basename(address.rstrip("/")))
    return Origin(slug, "html", address, None, address, error=error)
