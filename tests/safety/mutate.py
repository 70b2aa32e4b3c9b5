"""Mutations of real pages, one function each.

Bytes are lost, doubled, moved and swapped; nasty markup is put in; pages are
spliced together, written in other encodings, and unpicked tag by tag. Tags are
shuffled, references heaped up, fragments repeated and attributes made giant.
"""

from __future__ import annotations

import json
import quopri
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from .growth import UNITS

_FILE = Path(__file__).with_name("nasty.json")
NASTY = tuple(piece.encode("utf-8", "surrogatepass") for piece in json.loads(_FILE.read_text("utf-8")))


def mutated(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """A page after one to eight mutations; `other` is a page that parts are taken from."""
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        page = chance.choice(_WAYS)(page, other, chance)
    return page[:2_000_000]


def dressed(page: bytes, suffix: str) -> bytes:
    """A page as a file of another kind: one MIME message, or its bare words."""
    match suffix:
        case ".mhtml":
            picture = b"Content-Type: image/gif\r\nContent-Location: a.gif\r\n\r\nGIF89a\r\n"
            head = b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            parts = b"\r\n--b\r\n".join((_MIME, head + quopri.encodestring(page), picture))
            return parts + b"\r\n--b--\r\n"
        case ".txt" | ".md":
            return re.sub(rb"(?s)<(script|style)\b.*?</\1|<[^<>]*>", b"\n", page)
        case _:
            return page


_MIME = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n'


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
    result = chance.choice(values)
    value = chance.choice(
        (b"", b"x" * 5000, chance.choice(NASTY).replace(b'"', b""), chance.choice(values)[1])
    )
    return page[: result.start(1)] + value + page[result.end(1) :]


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


def _encode(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """The page in another encoding, whatever it says of itself."""
    name = chance.choice(_ENCODINGS)
    return page.decode("utf-8", "replace").encode(name, "xmlcharrefreplace")


_ENCODINGS = (
    "utf-16 utf-16-be utf-32 utf-7 utf-8-sig shift_jis euc-jp gb18030 big5 euc-kr cp1252 koi8-r cp037".split()
)


def _declare(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Another encoding is named than the page is in."""
    name = chance.choice((*_ENCODINGS, "utf-8", "x-user-defined", "none", "replacement", "\u00e9")).encode()
    page = re.sub(rb"""charset\s*=\s*["']?[\w-]+""", b"", page, flags=re.IGNORECASE)
    return b"<meta charset=%s>" % name + page


def _soup(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Marks of markup go, or come twice, or stand in each other's place."""
    mark = chance.choice((b"<", b">", b"/", b'"', b"=", b"</", b"/>", b'">', b"-->", b";"))
    put = chance.choice((b"", mark * 2, b"<", b">", b'"', b"'", b" ", b"\x00"))
    places = [each.start() for each in re.finditer(re.escape(mark), page)]
    for at in sorted(chance.sample(places, min(len(places), chance.choice((1, 5, 30)))), reverse=True):
        page = page[:at] + put + page[at + len(mark) :]
    return page


def _cross(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Tags that stand far apart change places, so that nothing is closed where it was opened."""
    for _ in range(chance.choice((1, 4, 20))):
        tags = list(re.finditer(rb"</?\w[^<>]{0,300}>", page))
        if len(tags) < 2:
            return page
        one, two = sorted(chance.sample(tags, 2), key=lambda tag: tag.start())
        page = page[: one.start()] + two[0] + page[one.end() : two.start()] + one[0] + page[two.end() :]
    return page


def _swap(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Attributes take each other's names: an address as a class, a class as an address."""
    names: Sequence[bytes] = sorted(set(re.findall(rb"\s([\w-]{2,20})=", page)))
    if not names:
        return page
    old, new = chance.choice(names), chance.choice((*names, *_ATTRIBUTES))
    return re.sub(rb"(?<=\s)%s=" % re.escape(old), new + b"=", page, count=chance.choice((1, 10, 0)))


_ATTRIBUTES = tuple(
    b"""class id src href srcset data-src alt lang dir style role colspan rowspan start datetime content
    itemprop""".split()
)


def _one_id(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Every id is the same, or every link within the page leads to one place."""
    new = chance.choice((b"x", b"", b"1", b"introduction", b"a b", b"title", "\u00e9".encode()))
    page = re.sub(rb"(\s(?:id|name)\s*=\s*)([\"'])[^\"'<>]*\2", rb"\g<1>\g<2>%s\g<2>" % new, page)
    return re.sub(rb"""(href=["'])#[^"'<>]*""", rb"\g<1>#%s" % new, page) if chance.random() < 0.5 else page


def _entities(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Letters written as references, right, wrong, cut off and escaped twice."""
    for _ in range(chance.choice((1, 20, 200)) if page else 0):
        at = chance.randrange(len(page))
        code = b"%d" % page[at]
        page = page[:at] + chance.choice(_WRITTEN) % code + page[at + 1 :]
    return page


_WRITTEN = (b"&#%s;", b"&#%s", b"&#x%s;", b"&#0000%s;", b"&amp;#%s;", b"&#%s000000;", b"&%s;", b"&#-%s;")


def _data(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Noise in what the page says of itself, as JSON and in its `meta` elements."""
    spans = list(_DATA.finditer(page))
    if not spans:
        return page
    result = chance.choice(spans)
    group = 1 if result[1] is not None else 2
    way = chance.choice((_cut, _double, _noise, _end, _soup, _entities))
    return page[: result.start(group)] + way(result[group], other, chance) + page[result.end(group) :]


_DATA = re.compile(rb"<script[^>]*ld\+json[^>]*>(.{2,20000}?)</script|<meta([^>]{2,500})>", re.DOTALL)


def _shuffle(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """The tags of a stretch of the page, or of all of it, in another order; the words stay where they are."""
    parts = re.split(rb"(</?\w[^<>]{0,300}>)", page)
    places = range(1, len(parts), 2)
    begin = chance.randrange(len(places) + 1)
    chosen = places[begin : begin + chance.choice((4, 40, 400, len(places)))]
    tags = [parts[place] for place in chosen]
    chance.shuffle(tags)
    for place, tag in zip(chosen, tags, strict=True):
        parts[place] = tag
    return b"".join(parts)


def _references(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Up to thousands of references of every kind in one place, with and without their ends."""
    run = b"".join(chance.choice(_REFERENCES) for _ in range(chance.choice((5, 100, 3000))))
    at = _inside(page, chance)
    return page[:at] + run + page[at:]


_REFERENCES = tuple(
    b"""&amp; &amp;amp; &amp &lt; &lt;b&gt; &gt; &quot; &nbsp; &nbsp &shy; &zwj; &rlm; &lrm; &ZeroWidthSpace;
    &#0; &#13; &#128; &#xD800; &#x10FFFF; &#x110000; &#x202E; &#x; &#; & &; &notin; &notit; &NotEqualTilde;
    &half; &sup2; &frac12; &times; &minus; &euro; &middot; &bull; &mdash; &hellip; &apos; &unknown; &#9; &#10;
    a 1 , . - \xcc\x81 \xef\xbb\xbf""".split()
)


def _repeat(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """One fragment many times: an element, a tag without its end, or words such as "and " and "1-2 "."""
    tags = [each.start() for each in re.finditer(rb"<\w", page)]
    begin = chance.choice(tags) if tags else 0
    end = begin + chance.choice((20, 60, 200, 800))
    whole = page.find(b">", end) + 1 if chance.random() < 0.7 else end
    piece = page[begin : whole or end] if chance.random() < 0.5 else chance.choice(_RUNS)
    at = _inside(page, chance)
    return page[:at] + piece * min(chance.choice((50, 500, 5000)), 100_000 // max(1, len(piece))) + page[at:]


_RUNS = tuple(unit.encode() for unit in UNITS) + tuple(
    b"""<h2>x</h2> <hr> <p>x</p><hr> <img/src=a.png> <a/href=#x>x</a> <br> <li>x <td>x <tr><td>x <dt>x<dd>x
    <p/lang=fr>x</p> <i/lang=de>x</i> <sup>1</sup> <figcaption>x</figcaption> <figure><img/src=a.png></figure>
    <picture><img/src=a.png></picture> <math><mi>x</mi></math> <ruby>x<rt>y</rt></ruby> <q>x</q> <!--x-->
    <details><summary>x</summary>y</details> <b> <p> <em>x""".split()
)


def _giant(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """An attribute of up to 300,000 bytes, or an element with thousands of attributes."""
    tags = list(re.finditer(rb"<\w+", page))
    if not tags:
        return page
    at = chance.choice(tags).end()
    if chance.random() < 0.2:
        put = b"".join(b" data-%d=x" % number for number in range(chance.choice((50, 3000))))
    else:
        unit = chance.choice(_RUNS + _REFERENCES).replace(b'"', b"'")
        length = chance.choice((2_000, 20_000, 300_000))
        put = b' %s="%s"' % (chance.choice(_ATTRIBUTES), unit * (length // len(unit)))
    return page[:at] + put + page[at:]


def _inside(page: bytes, chance: random.Random) -> int:
    """Mostly a place after a tag, where words stand; else any place, within a tag too."""
    at = chance.randrange(len(page) + 1)
    return page.find(b">", at) + 1 if chance.random() < 0.8 else at


_WAYS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _cut, _double, _move, _end, _noise, _nasty, _nasty, _nasty, _splice, _unclose, _rename, _attribute, _nest,
    _encode, _declare, _soup, _cross, _swap, _one_id, _entities, _data, _shuffle, _references,
    _repeat, _repeat, _giant,
)  # fmt: skip
