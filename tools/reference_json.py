"""The JSON side of the reference: every key that a real run writes, with its type and meaning.

Keys and types are those of an article that has one of everything, read, scripted and built here; the
meanings stand in `reference_meanings.py`. A key without a meaning, or a meaning without a key, is an error.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import Any
from unittest.mock import patch

from reference_meanings import ABOUT, EVENTS, MEANINGS

import publish
from publish.cli import log as logs
from publish.cli.main import main
from publish.epub.check.epubcheck_ace import Finding, Judgement
from publish.epub.check.verdict import Shown, Verdict
from publish.errors import PublishError
from publish.model.json import article_json, script_json
from publish.model.problem import Problem
from publish.pipeline import doctor, ledger
from publish.pipeline.job import Account, Ended, Waiting
from publish.voices import engine

PAGE = """<html lang="en-GB"><head><title>One of everything</title>
<meta name="author" content="Ada Merritt">
<meta name="description" content="Twelve lamps, a bridge, and what was seen from it.">
<meta property="og:site_name" content="The Harbour Gazette">
<meta property="article:published_time" content="2026-05-04"></head><body><article>
<h1>One of everything</h1>
<p class="standfirst">Twelve lamps, a bridge, and what was seen from it.</p>
<div class="article-body"><p>The first paragraph says what the article is about, as a rule.</p>
<ol type="a"><li>The first of two</li><li>The second of two</li></ol>
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
    with tempfile.TemporaryDirectory() as folder, chdir(folder), patch.dict(os.environ, ENVIRONMENT):
        made = {**_article(), **_store()}
    return {
        **made,
        "publish voices --json": [asdict(engine.Status("espeak", "ready", "about", ("fr",), ("de",)))],
        "publish check --json": [verdict.as_json()],
        "publish status --json": asdict(ledger.Status(failures=(ledger.Group("READ-001", 1, "s", "what"),))),
        "publish doctor --json": [asdict(doctor.Finding("Python", True, True, "detail"))],
    }


ENVIRONMENT = {"PUBLISH_STORE": "store", "PUBLISH_LOG": "", "SOURCE_DATE_EPOCH": "0"}


def _article() -> dict[str, Any]:
    """What is written of one article by `read`, `script`, and a build beside one that does not exist."""
    source, own = Path("everything.html"), Path("output/everything")
    source.write_text(PAGE, "utf-8")
    prepared = publish.read(source)
    build = ("build", str(source), "none.html", "--voice", "tone", "--log", "json")
    summary, log = run(*build, "--json")
    log += run(*build, "--batch")[1]
    timed = run("say", "Good morning.", "-o", "said.mp3", "--voice", "tone", "--json")[0]
    return {
        "publish read --json": article_json(prepared.article, prepared.problems),
        "publish script --json": script_json(publish.script(prepared)),
        "publish say --json": json.loads(timed),
        "publish build --json": json.loads(summary),
        "publish build --log json": [*map(json.loads, log.splitlines()), *_rare()],
        "build.json": _record(json.loads(Path("output/build.json").read_bytes())),
        "report.json": json.loads((own / "report.json").read_bytes()),
        "transcript.json": json.loads((own / "transcript.json").read_bytes()),
        "chapters.json": json.loads((own / "chapters.json").read_bytes()),
    }


def _rare() -> list[dict[str, Any]]:
    """The lines of the log that no calm run has."""
    with redirect_stderr(io.StringIO()) as log:
        logs.listener(Waiting())
        logs.listener(Ended("story", True, Account(code="NetworkError", again=True)))
        logs.error(PublishError("nothing can be built", "try again"))
    return [json.loads(line) for line in log.getvalue().splitlines()]


def _record(made: dict[str, Any]) -> dict[str, Any]:
    """build.json with names in the place of paths, and without what is not for others."""
    product = made["products"]["feed.xml"]
    (digest,) = product["inputs"].values()
    shown = {**product, "inputs": {"NAME": digest}}
    return {"format": made["format"], "products": {"PATH": shown}, "articles": {}}


def _store() -> dict[str, Any]:
    """What is told of the store of those builds."""
    return {
        f"publish store {action} --json": json.loads(run("store", action, "--json")[0])
        for action in ("info", "prune", "verify")
    }


def run(*arguments: str) -> tuple[str, str]:
    """What a command prints as its result, and beside it."""
    with redirect_stdout(io.StringIO()) as result, redirect_stderr(io.StringIO()) as errors:
        main(list(arguments))
    return result.getvalue(), errors.getvalue()


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
    about = ABOUT.get(name, "A list of these." if isinstance(value, list) else "")
    keyed = "\n".join(("| key | type | what it holds |", "|---|---|---|", *rows))
    log = events(value) if name.endswith("--log json") else ""
    return "\n\n".join(part for part in (f"## {name}", about, log, keyed) if part)


def events(lines: list[dict[str, Any]]) -> str:
    """What the log tells of, and with which keys."""
    keys: dict[str, list[str]] = {}
    for line in lines:
        known = keys.setdefault(line["event"], [])
        known += [key for key in line if key not in (*known, "time", "event")]
    if wrong := set(EVENTS) ^ set(keys):
        raise KeyError(f"events of the log: {', '.join(sorted(wrong))}")
    rows = [
        f"| `{name}` | {when} | {', '.join(f'`{key}`' for key in keys[name])} |"
        for name, when in EVENTS.items()
    ]
    return "\n".join(("| event | when | with |", "|---|---|---|", *rows))


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
