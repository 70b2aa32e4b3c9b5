"""The JSON side of the reference: every key that a real run writes, with its type and meaning.

Keys and types are those of an article that has one of everything, read, scripted and built here; the
meanings stand below. A key without a meaning, or a meaning without a key, is an error.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import publish
from publish.build import doctor, ledger
from publish.cli import build as command
from publish.epub.display import Shown
from publish.epub.judges import Finding, Judgement
from publish.epub.verdict import Verdict
from publish.model.problem import Problem
from publish.script import script_json
from publish.shapes import article_json
from publish.voices import engine

PAGE = """<html lang="en-GB"><head><title>One of everything</title>
<meta name="author" content="Ada Merritt">
<meta name="description" content="Twelve lamps, a bridge, and what was seen from it.">
<meta property="og:site_name" content="The Harbour Gazette">
<meta property="article:published_time" content="2026-05-04"></head><body><article>
<h1>One of everything</h1>
<p class="standfirst">Twelve lamps, a bridge, and what was seen from it.</p>
<div class="article-body"><p>The first paragraph says what the article is about, as a rule.</p>
<ol><li>The first of two</li><li>The second of two</li></ol>
<blockquote><p>It is what it is, and it was always so.</p><footer>Jo Lindqvist</footer></blockquote>
<figure><img src="none.png" alt="A lamp"><figcaption>A lamp on the harbour wall</figcaption></figure>
<hr><h2>Numbers and notes</h2><h3>A heading below another</h3>
<table><caption>Lamps</caption><thead><tr><th>Year</th><th>Lit</th></tr></thead>
<tbody><tr><td>2025</td><td>12</td></tr></tbody></table>
<pre><code class="language-python">lamps = 12</code></pre>
<aside><h4>In brief</h4><p>Twelve lamps were counted on the evening of the fourth of May.</p></aside>
<p lang="fr">Il y avait douze lampes.</p>
<p>Twelve lamps were lit.<sup><a id="r1" href="#n1">1</a></sup></p>
<ol class="footnotes"><li id="n1">Counted from the bridge. <a href="#r1">Back</a></li></ol>
</div></article></body></html>
"""
PROBLEM = {
    "code": "its [code](problems.md)",
    "severity": "`error`, `warning` or `note`",
    "where": "file and line, or an id",
    "message": "what is wrong",
    "help": "what to do about it",
}
BLOCK = {
    "id": "the id that the block has in every product",
    "kind": "`paragraph`, `list`, `quote`, `figure`, `table`, `code`, `aside`, `note` or `break`",
    "text": "its visible words",
    "lang": "its language, where that is not the article's",
    "role": "`standfirst` for the block that holds it",
    "src": "a figure's picture, as the source names it",
    "alt": "its alt text",
    "alt_source": (
        "where that is from: `caption`, `author`, `author+caption`, `config`, `decorative` or `none`"
    ),
    "caption": "the caption of a figure or table",
    "credit": "who made a figure's picture",
    "ordered": "whether a list is numbered",
    "style": "how a list is marked",
    "items": "a list's items",
    "header": "a table's header cells",
    "headers": "all rows of them",
    "rows": "a table's rows, each a list of cells",
    "attribution": "who is quoted",
    "heading": "the heading of an aside",
    "blocks": "the blocks inside an aside, of the same shape",
    "label": "what a note's mark shows",
    "refs": "the ids of the marks that point to a note",
    "language": "the language of code",
}
IMAGE = {name: BLOCK[name] for name in ("src", "alt", "alt_source", "caption", "credit")}


def under(prefix: str, meanings: Mapping[str, str]) -> dict[str, str]:
    return {f"{prefix}{name}": meaning for name, meaning in meanings.items()}


# shape -> path of a key -> what it means
MEANINGS: dict[str, dict[str, str]] = {
    "publish read --json": {
        "slug": "the article's name in addresses and files",
        "title": "its title",
        "standfirst": "the lead under it",
        "language": "a BCP 47 tag",
        "bylines": "who wrote it",
        "published": "ISO 8601, or null",
        "modified": "ISO 8601, or null",
        "publisher": "where it appeared",
        "url": "its address on the web",
        "description": "the page's own summary",
        "rights": "the page's own line on rights",
        "subjects": "what the page files it under",
        "sections": "the body",
        "sections[].id": "made of its heading; `introduction` without one",
        "sections[].heading": "empty in the first only",
        "sections[].level": "as in HTML: the title is 1, these are 2",
        "sections[].blocks": "what stands in it, in order",
        **under("sections[].blocks[].", BLOCK),
        "sections[].sections": "the sections below it, of the same shape",
        "images": "every picture, in order",
        **under("images[].", IMAGE),
        "text": "all visible words of the body in order, one block a line, headings and captions included",
        "problems": "what was found wrong",
        **under("problems[].", PROBLEM),
    },
    "publish script --json": {
        "slug": "the article's",
        "language": "the article's",
        "utterances": "one a sentence, in the order in which they are said",
        "utterances[].id": "the id of the element that it lights up",
        "utterances[].block": "the id of the block that it belongs to",
        "utterances[].section": "the innermost section's id, or `opening` or `closing`",
        "utterances[].role": (
            "`title`, `byline`, `heading`, `body`, `quote`, `list`, `table`, `caption`, `note`, `aside`,"
            " `code` or `closing`"
        ),
        "utterances[].text": "what the reader sees; empty where words are only heard",
        "utterances[].spoken": "what the engine is given",
        "utterances[].pause": "seconds of silence after it",
        "utterances[].lang": "its language",
        "utterances[].voice": "its voice; empty for the article's own",
        "utterances[].pace": "what the voice's own pace is multiplied by",
    },
    "publish build --json": {
        "built": "the articles that were built",
        "built[].slug": "its name",
        "built[].seconds": "the length of its narration",
        "built[].voice": "who spoke; null without sound",
        "built[].sentences": "how many it has",
        "built[].spoken": "how many had to be spoken; the others were in the store",
        "built[].sections": "how many files its sound is in",
        "built[].encoded": "how many had to be encoded",
        "built[].products": "how many files it has",
        "built[].written": "how many were written",
        "built[].problems": "what was found wrong with it",
        **under("built[].problems[].", PROBLEM),
        "unchanged": "the slugs of those that had nothing to do",
        "removed": "products whose sources are gone",
        "failed": "the articles that were not built",
        "failed[].slug": "its name",
        "failed[].message": "why, in one sentence",
    },
    "report.json": {
        "slug": "the article's",
        "title": "the article's",
        "language": "the article's",
        "voice": "which voice spoke; null without sound, as are the next five",
        "narrator": "how it is credited",
        "voice_reason": "why it was taken",
        "duration": "seconds",
        "loudness_lufs": "as measured on the finished sound",
        "true_peak_dbtp": "the same",
        "sections": "the files of the narration",
        "sections[].title": "the section's heading",
        "sections[].file": "from the article's folder",
        "sections[].begin": "seconds from the beginning of the whole",
        "sections[].duration": "seconds",
        "images": "every picture, in order",
        "images[].src": "as the source names it",
        "images[].name": "its file among the products; empty when it could not be had",
        "images[].alt": "its alt text",
        "images[].alt_source": IMAGE["alt_source"],
        "images[].caption": "its caption",
        "images[].credit": "who made it",
        "problems": "what was found wrong",
        **under("problems[].", PROBLEM),
        "products": "every file of the article",
        "products[].path": "from the output folder",
        "products[].bytes": "its length",
        "products[].sha256": "its digest",
    },
    "chapters.json": {
        "version": "of the format: JSON chapters 1.2",
        "chapters": "in order",
        "chapters[].startTime": "seconds",
        "chapters[].endTime": "seconds",
        "chapters[].title": "the section's heading",
    },
    "publish voices --json": {
        "engine": "its name",
        "state": "`ready`, `missing`, or `network` for one that sends the text away",
        "about": "what it is",
        "voices": "the voices that are here",
        "missing": "the voices that it would have",
        "languages": "primary language tags; `*` for any",
        "help": "how to get what is missing",
    },
    "publish check --json": {
        "path": "the book",
        "clean": "whether neither a judge nor a rule found an error or a warning",
        "judges": "EPUBCheck and Ace, and what they found",
        "judges[].judge": "its name",
        "judges[].version": "its version",
        "judges[].findings": "what it found",
        "judges[].findings[].level": "`fatal`, `error`, `warning` or `usage`",
        "judges[].findings[].code": "the judge's own code",
        "judges[].findings[].message": "what it says",
        "judges[].findings[].where": "the file in the book, and the place in it",
        "judges[].absent": "why it did not run; empty when it did",
        "judges[].ran": "whether it ran",
        "judges[].clean": "whether it found neither an error nor a warning",
        "problems": "what our own rules found",
        **under("problems[].", PROBLEM),
        "display": "what a reading system will say of the book's accessibility",
        "display[].group": "the heading that it says it under",
        "display[].statements": "the sentences",
    },
    "publish status --json": {
        "total": "articles in the list",
        "done": "built, and nothing has changed since",
        "failed": "not built, with a reason",
        "aside": "set aside, because they cost three workers their process",
        "pending": "still to do",
        "rate": "articles a second lately; 0 when unknown",
        "left": "seconds at that rate",
        "failures": "the failed ones by their code",
        "failures[].code": "the kind of error, or the problem's code",
        "failures[].count": "how many failed so",
        "failures[].slug": "one of them",
        "failures[].message": "what it says",
    },
    "publish doctor --json": {
        "name": "the piece",
        "present": "whether it is here",
        "needed": "whether nothing works without it",
        "detail": "what it adds, and how to get it",
    },
}


# --- what is really written ---------------------------------------------------


def shapes() -> str:
    """A table for each shape. Raises KeyError for a key without a meaning, or a meaning without a key."""
    return "\n\n".join(table(name, value) for name, value in written().items())


def written() -> dict[str, Any]:
    """Each shape as it is written for an article that has one of everything."""
    problem = Problem("A11Y-003", "warning", "story.html:3", "what", "help")
    verdict = Verdict(
        "story.epub",
        (Judgement("EPUBCheck", "5.3.0", (Finding("error", "RSC-005", "nav.xhtml:1", "what"),)),),
        (problem,),
        (Shown("Hazards", ("No hazards",)),),
    )
    return {
        **_article(),
        "publish voices --json": [asdict(engine.Status("espeak", "ready", "about", ("fr",), ("de",)))],
        "publish check --json": [verdict.as_json()],
        "publish status --json": asdict(ledger.Status(failures=(ledger.Group("READ-001", 1, "s", "what"),))),
        "publish doctor --json": [asdict(doctor.Finding("Python", True, True, "detail"))],
    }


def _article() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, output = folder / "everything.html", folder / "output"
        source.write_text(PAGE, "utf-8")
        found = publish.read(source)
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
        summary = publish.build([source, folder / "none.html"], output, voice="tone", store=folder / "store")
        own = output / "everything"
        return {
            "publish read --json": article_json(found.article, found.problems),
            "publish script --json": script_json(publish.script(found)),
            "publish build --json": command.as_json(summary),
            "report.json": json.loads((own / "report.json").read_bytes()),
            "chapters.json": json.loads((own / "chapters.json").read_bytes()),
        }


# --- as tables ----------------------------------------------------------------

_TYPES = {type(None): "null", bool: "true or false", int: "number", float: "number", str: "text"}
_SAME = {"sections[].sections": "sections[].", "sections[].blocks[].blocks": "sections[].blocks[]."}
"""What has the shape of that in which it stands."""


def table(name: str, value: Any) -> str:
    """A heading and a row for each key."""
    meanings, types = MEANINGS[name], keys(value)
    for path, meaning in meanings.items():
        if meaning.endswith("or null") and path in types:
            types[path] |= {"text", "null"}
    if wrong := set(meanings) ^ set(types):
        raise KeyError(f"{name}: {', '.join(sorted(wrong))}")
    rows = [f"| `{path}` | {' or '.join(sorted(types[path]))} | {meanings[path]} |" for path in meanings]
    several = " A list of these." if isinstance(value, list) else ""
    head = (f"## {name}", f"{_ABOUT.get(name, '')}{several}".strip(), "")
    return (
        "\n\n".join(part for part in head if part)
        + "\n\n"
        + "\n".join(("| key | type | what it holds |", "|---|---|---|", *rows))
    )


_ABOUT = {
    "report.json": "One stands in each article's folder; `publish report` shows them.",
    "chapters.json": "One stands in each article's folder, for podcast apps.",
}


def keys(value: Any) -> dict[str, set[str]]:
    """Every key in a value by its path, with the types that it has been seen with."""
    found: dict[str, set[str]] = {}
    for path, kind in _walk(value, ""):
        found.setdefault(path, set()).add(kind)
    return found


def _walk(value: Any, prefix: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _walk(item, prefix)
    elif isinstance(value, dict):
        for key, inner in value.items():
            path = f"{prefix}{key}"
            yield path, _kind(inner)
            inside = f"{path}[]." if isinstance(inner, (list, tuple)) else f"{path}."
            yield from _walk(inner, _SAME.get(path, inside))


def _kind(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "list"
    return "object" if isinstance(value, dict) else _TYPES[type(value)]
