"""Mutations of real pages: bytes lost, doubled and swapped, nasty markup put in, pages spliced together."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

NASTY = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<?php echo 1 ?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "&#0;", "&#1;", "&#xFFFF;", "&#xD800;", "&#x110000;", "&lol;", "&", "&amp;amp;", "\x00", "\x01", "\x0b", "\x1b[31m",
        "\ufeff", "\ufffe", "\uffff", "\ud800", "\udc00", "\u202e", "\u2066", "\u200d", "\u00ad", "e" + "\u0301" * 400,
        "<p>", "</p>", "<div>" * 40, "</div>" * 40, "<b>" * 30, "<span>" * 300, "</article>", "</body></html>", "<plaintext>",
        "<script>", "</script>", "<style>", "<textarea>", "<title>", "<noscript><img src=x.png>", "<template>", "<frameset>",
        "<iframe src='javascript:1'>", "<object data=x>", "<form action=javascript:1><input>", "<select><option>x",
        "<table><tr><td>a<table><tr><th>b", "<table><caption>c<tr><td colspan=99999999 rowspan=-3>d", "<td>", "<tr><th scope=x>",
        "<ul><li>a<ul><li>b<ol start=99999999999999999999><li>c", "<li>", "<dl><dd>x<dt>y", "<dt>", "<ol start=-5 reversed>",
        "<h1>", "<h6>deep</h6>", "<h2></h2>", "<h2><img src=a.png></h2>", "<h3>" + "long " * 300 + "</h3>",
        "<blockquote><p>q<cite>c", "<q>", "<aside><h2>Analysis</h2><p>x", "<pre><code>  x\n\ty", "<pre>\n\n",
        "<figure><img src='' alt=''><figcaption>", "<figure><figure><figcaption>x", "<img src=x.png alt='a\nb'>",
        "<img src='data:image/png;base64,AAAA'>", "<img srcset='a.png 1x, ,, b.png 99999999999w'>", "<picture><source srcset=x>",
        "<img src='javascript:alert(1)' onerror=alert(1)>", "<img src='//[::1'>", "<img src='http://[bad'>", "<img width=1e999 src=q.png>",
        "<a href='javascript:alert(1)'>x</a>", "<a href='java\tscript:1'>y</a>", "<a href=' \x01javascript:1'>z</a>",
        "<a href='http://[::1'>w</a>", "<a href='#fn1' id='fnref1'><sup>1</sup></a>", "<li id=fn1>note <a href='#fnref1'>back</a>",
        "<a href='%'>v</a>", "<a href='http://a b/\"<>'>u</a>", "<sup><a href='#cite_note-1'>[1]</a></sup>",
        "<svg><script>x</script><text>t</text></svg>", "<math><mi>x</mi><annotation>y</annotation></math>", "<math><mfrac>",
        "<ruby>a<rt>b</ruby>", "<bdo dir=rtl>abc", "<p lang=''>x", "<p lang='x-\"bad'>y", "<p lang='zh-Hant' dir=rtl>z",
        "<html lang='en\"><'>", "<base href='javascript:1'>", "<base href='http://[/'>", "<meta charset=utf-16>",
        "<link rel=canonical href='http://['>", "<meta property='og:image' content='http://['>", "<time datetime='9999-99-99'>",
        "<time datetime='-1'>", '<meta property="article:published_time" content="20240230T99:99">',
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":{"a":[1]},"author":[[["x"]],{"name":{}}],'
        '"datePublished":5,"image":[{"url":[]},null],"publisher":"p","articleBody":[1]}</script>',
        '<script type="application/ld+json">' + "[" * 2000 + "</script>", '<script type="application/ld+json">{"@graph":{"@graph":1}}',
        "<p>" + "word " * 3000, "<p>" + "x" * 20000, "<p>1,000,000.5 £1.2bn 5-0 24/7 #1 2008-17 II. e.g. a.m. 99999999999999999999999",
        "<br><br><br>", "<br>" * 500, "<hr>", "<wbr>", "<p>مرحبا 123 שלום</p>", "<p>日本語。中文！</p>", "<p>👩‍👩‍👧‍👦🇬🇧</p>",
    )
)  # fmt: skip


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
