"""A page's JSON-LD: graphs, lists and broken JSON included."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

Thing = dict[str, Any]

_SCRIPT = re.compile(r"<script\b([^<>]*)>", re.I)
_CLOSE = re.compile(r"</script", re.I)
_LD = re.compile(r"application/(?:ld\+json|json\+ld)", re.I)
_COMMENT = re.compile(
    r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|\]\]>|/\*\]\]>\*/)\s*$"
)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_BARE_DATE = re.compile(r"(:[ \t]*)(\d{4}-\d\d-\d\d(?:T[\d:.Z+-]{1,30})?)(?=\s*[,}\]])")
_ARTICLES = re.compile(
    r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting|Recipe|SocialMediaPosting|Posting)$"
)
_LIMIT = 2_000_000
_DEPTH = 12


def things(text: str) -> list[Thing]:
    """Every typed object of a page's JSON-LD, nested ones included, in order."""
    result: list[Thing] = []
    for attributes, body in scripts(text):
        if _LD.search(attributes) and len(body) < _LIMIT:
            for value in _parsed(body):
                result += _flat(value, 0)
    return result


def scripts(text: str) -> Iterator[tuple[str, str]]:
    """The attributes and the body of every script of a page."""
    at = 0
    while opening := _SCRIPT.search(text, at):
        closing = _CLOSE.search(text, opening.end())
        if closing is None:
            return
        yield opening.group(1), text[opening.end() : closing.start()]
        at = closing.end()


def article(candidates: list[Thing]) -> Thing:
    """The article among the things; the one with most to say when there are several."""
    articles = [thing for thing in candidates if is_article(thing)]
    return max(articles, key=_weight, default={})


def is_article(thing: Thing) -> bool:
    return any(_ARTICLES.search(kind) for kind in kinds(thing))


def kinds(thing: Thing) -> list[str]:
    """The types of a thing without their vocabulary's address."""
    value = thing.get("@type", "")
    values = value if isinstance(value, list) else [value]
    return [str(v).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for v in values if isinstance(v, str)]


def _weight(thing: Thing) -> int:
    wanted = ("headline", "datePublished", "author", "articleBody", "publisher", "image", "mainEntityOfPage")
    return sum(bool(thing.get(name)) for name in wanted)


def _parsed(body: str) -> Iterator[Any]:
    body = _COMMENT.sub("", _COMMENT.sub("", body.strip())).strip().rstrip(";")
    for attempt in (body, _mended(body), html.unescape(body)):
        values = list(_decoded(attempt))
        if values:
            yield from values
            return
    yield from _salvaged(body)


def _salvaged(body: str) -> Iterator[Thing]:
    """What can still be read in JSON that is cut off or quoted wrongly: the fields that stand alone."""
    kind = re.search(r"""["']@type["']\s*:\s*\[?\s*["'](\w+)["']""", body)
    if kind is None:
        return
    thing: Thing = {"@type": kind[1]}
    for name in ("headline", "datePublished", "dateModified", "inLanguage"):
        if stated := re.search(rf"""(["']){name}\1\s*:\s*\1(.{{1,300}}?)\1\s*(?=[,}}\r\n])""", body):
            thing[name] = stated[2]
    if author := re.search(r"""["'](?:author|creator)["']\s*:\s*(["']|\[[^\]]{0,600}|\{[^}]{0,300})""", body):
        names = re.findall(r"""["']name["']\s*:\s*["']([^"']{2,60})["']""", author[1])
        plain = re.match(r"""(["'])([^"']{2,60})\1""", body[author.start(1) :])
        thing["author"] = names or ([plain[2]] if plain else [])
    yield thing


def _decoded(body: str) -> Iterator[Any]:
    """The JSON values of a text that stand one after the other."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(body):
        while at < len(body) and body[at] in " \t\r\n,;":
            at += 1
        try:
            value, at = decoder.raw_decode(body, at)
        except (ValueError, RecursionError):
            return
        yield value


def _mended(body: str) -> str:
    """Commas before a closing bracket, bad escapes and bare dates are what breaks JSON most."""
    body = _BARE_DATE.sub(r'\1"\2"', body)
    body = re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", body)
    return _TRAILING_COMMA.sub(r"\1", body)


def _flat(value: Any, depth: int) -> Iterator[Thing]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _flat(one, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name, inner in value.items():
            if name in (
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "hasPart",
                "itemListElement",
                "item",
                "article",
            ):
                yield from _flat(inner, depth + 1)


# --- values -----------------------------------------------------------------


def string(value: Any) -> str:
    """A value as one line of text: of several the first, of a thing its name."""
    if isinstance(value, list):
        return next((text for one in value if (text := string(one))), "")
    if isinstance(value, dict):
        return string(value.get("name") or value.get("@value") or value.get("url") or value.get("@id") or "")
    if not isinstance(value, str):
        return ""
    text = html.unescape(html.unescape(value)) if "&" in value else value
    return " ".join(re.sub(r"</?[a-z][^<>]{0,200}>", " ", text, flags=re.I).split())


def lines(value: Any) -> list[str]:
    """The lines of a list of ingredients or steps, which may stand in sections."""
    if isinstance(value, list):
        return [line for one in value for line in lines(one)]
    if isinstance(value, dict) and (inner := value.get("itemListElement")):
        return lines(inner)
    if isinstance(value, dict):
        value = value.get("text") or value.get("name")
    parts = re.split(r"\n|</(?:p|li)>|<br\b[^<>]{0,20}>", value, flags=re.I) if isinstance(value, str) else []
    return [line for part in parts if (line := string(part))]


def names(value: Any) -> list[str]:
    """The names of people or organisations."""
    if isinstance(value, list):
        return [name for one in value for name in names(one)]
    if isinstance(value, dict):
        inner = value.get("name")
        if isinstance(inner, list | dict):
            return names(inner)
        return [string(inner)] if inner else names(value.get("author")) if "author" in value else []
    return [text] if (text := string(value)) else []


def by_organisation(article: Thing) -> bool:
    """Whether the data of an article call an author of it an organisation."""
    author = article.get("author")
    authors = author if isinstance(author, list) else [author]
    return any(isinstance(one, dict) and "Organization" in " ".join(kinds(one)) for one in authors)
