"""Mutations of real pages: bytes lost, doubled and swapped, nasty markup put in, pages spliced together."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

_FILE = Path(__file__).with_name("nasty.json")
NASTY = tuple(piece.encode("utf-8", "surrogatepass") for piece in json.loads(_FILE.read_text("utf-8")))


def mutated(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """A page after one to eight mutations; `other` is a page that parts are taken from."""
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        page = chance.choice(_WAYS)(page, other, chance)
    return page[:2_000_000]


def _span(page: bytes, chance: random.Random) -> tuple[int, int]:
    begin = chance.randrange(len(page) + 1)
    return begin, min(len(page), begin + int(chance.expovariate(1 / 800)))


def _cut(page: bytes, other: bytes, chance: random.Random) -> bytes:
    begin, end = _span(page, chance)
    return page[:begin] + page[end:]


def _double(page: bytes, other: bytes, chance: random.Random) -> bytes:
    begin, end = _span(page, chance)
    return page[:end] + page[begin:end] * chance.choice((1, 2, 20)) + page[end:]


def _move(page: bytes, other: bytes, chance: random.Random) -> bytes:
    begin, end = _span(page, chance)
    rest = page[:begin] + page[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + page[begin:end] + rest[at:]


def _end(page: bytes, other: bytes, chance: random.Random) -> bytes:
    return page[: chance.randrange(len(page) + 1)]


def _noise(page: bytes, other: bytes, chance: random.Random) -> bytes:
    data = bytearray(page)
    for _ in range(chance.choice((1, 10, 100)) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _nasty(page: bytes, other: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 3, 10))):
        at = _between(page, chance)
        page = page[:at] + chance.choice(NASTY) + page[at:]
    return page


def _between(page: bytes, chance: random.Random) -> int:
    """Mostly the place before a tag of the second half of the page's markup, where the article is."""
    at = chance.randrange(len(page) + 1)
    return max(page.find(b"<", at), 0) if chance.random() < 0.8 else at


def _splice(page: bytes, other: bytes, chance: random.Random) -> bytes:
    begin, end = sorted(chance.randrange(len(other) + 1) for _ in range(2))
    at = _between(page, chance)
    return page[:at] + other[begin : min(end, begin + 50_000)] + page[at:]


def _unclose(page: bytes, other: bytes, chance: random.Random) -> bytes:
    tags: Sequence[bytes] = sorted(set(re.findall(rb"</\w+>", page)))
    return page.replace(chance.choice(tags), b"", chance.choice((1, 10, -1))) if tags else page


def _rename(page: bytes, other: bytes, chance: random.Random) -> bytes:
    tags: Sequence[bytes] = sorted(set(re.findall(rb"<(\w+)[ >]", page)))
    if not tags:
        return page
    old, new = (
        chance.choice(tags),
        chance.choice((*tags, b"p", b"div", b"table", b"li", b"figure", b"h2", b"blockquote")),
    )
    return re.sub(rb"(</?)%s\b" % old, rb"\g<1>%s" % new, page, count=chance.choice((1, 5, 0)))


def _attribute(page: bytes, other: bytes, chance: random.Random) -> bytes:
    values = list(re.finditer(rb'="([^"<>]{0,300})"', page))
    if not values:
        return page
    found = chance.choice(values)
    value = chance.choice(
        (b"", b"x" * 5000, chance.choice(NASTY).replace(b'"', b""), chance.choice(values)[1])
    )
    return page[: found.start(1)] + value + page[found.end(1) :]


def _nest(page: bytes, other: bytes, chance: random.Random) -> bytes:
    at = _between(page, chance)
    tag = chance.choice(
        (
            b"<div>",
            b"<span>",
            b"<ul><li>",
            b"<blockquote>",
            b"<table><tr><td>",
            b"<b>",
            b"<section><h2>x</h2>",
        )
    )
    return page[:at] + tag * chance.choice((50, 300, 3000)) + page[at:]


_WAYS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _cut, _double, _move, _end, _noise, _nasty, _nasty, _nasty, _splice, _unclose, _rename, _attribute, _nest,
)  # fmt: skip
