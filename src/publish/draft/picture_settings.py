"""Which of an article's pictures each of its `[images."NAME"]` settings is for.

A name is a picture's address, or as much of the end of it as no other picture
of the article shares: mostly the file name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from publish.config import ImageOverride
from publish.errors import ConfigError

_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)$", re.I)


def assigned(settings: Mapping[str, ImageOverride], sources: Iterable[str]) -> dict[str, ImageOverride]:
    """The settings by the address of their picture, as the source writes it.

    Raises ConfigError for a name that several pictures share.
    """
    known = tuple(dict.fromkeys(sources))
    by_picture: dict[str, ImageOverride] = {}
    for name, own in settings.items():
        named = matches(name, known)
        pictures = tuple(dict.fromkeys(map(_picture, named)))
        if len(pictures) > 1:
            listed = ", ".join(f'"{short_name(src, known)}"' for src in pictures)
            message = f'[images."{name}"] names {len(pictures)} pictures of the article'
            raise ConfigError(message, f"name the one that is meant by its address: {listed}")
        for src in named:
            by_picture.setdefault(src, own)
    return by_picture


def matches(name: str, sources: Iterable[str]) -> tuple[str, ...]:
    """The addresses that a name stands for; one that is an address itself stands for no other."""
    known = tuple(sources)
    exact = tuple(src for src in known if name in (src, _picture(src)))
    return exact or tuple(src for src in known if name in _endings(src))


def short_name(src: str, sources: Iterable[str]) -> str:
    """The shortest end of an address, whole folders long, that names no other picture."""
    return short_names((*sources, src))[src]


def short_names(sources: Iterable[str]) -> dict[str, str]:
    """Each of the addresses with its `short_name` among them."""
    known = dict.fromkeys(sources)
    named: dict[str, set[str]] = {}
    for picture in map(_picture, known):
        for ending in _endings(picture):
            named.setdefault(ending, set()).add(picture)
    return {
        src: next((ending for ending in _endings(src) if named.get(ending, set()) <= {_picture(src)}), src)
        for src in known
    }


def _picture(src: str) -> str:
    """An address without its query, where the rest of it already names a picture's file."""
    bare = src.split("#")[0].split("?")[0]
    return bare if _FILE.search(bare) and not src.startswith("data:") else src


def _endings(src: str) -> Iterator[str]:
    """The ends of an address, from the file's name on, and the same with their escapes read."""
    if src.startswith("data:"):
        yield src
        return
    parts = src.split("#")[0].split("?")[0].split("/")
    for count in range(1, len(parts) + 1):
        ending = "/".join(parts[-count:])
        if ending:
            yield ending
            if "%" in ending:
                yield unquote(ending)
    yield src
