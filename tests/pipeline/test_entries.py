"""Entries of the store are data: values come back equal, and what is not such a value is a miss."""

from __future__ import annotations

import json
import os
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publish.config import Config
from publish.draft.page import Reading
from publish.images import Resolved
from publish.model.article import Article, Image, Link, Math, Picture, Section, Text
from publish.model.narration import Script
from publish.pipeline.entries import EntryError, decode, encode
from publish.pipeline.prepare import prepare, script_of
from publish.pipeline.store import Store
from publish.sources.locate import locate

SOURCES = Path(__file__).parents[2] / "source"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'


class Attack:
    """What a pickle of it would do: make the folder that it names."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)

    def __reduce__(self) -> Any:
        return os.mkdir, (self.folder,)


def article(**changes: Any) -> Article:
    return replace(Article("one", "en", "One", (Section("introduction", (), ()),)), **changes)


@pytest.mark.parametrize("origin", locate([str(SOURCES)]), ids=lambda origin: origin.slug)
def test_every_source_comes_back_equal(origin: Any) -> None:
    prepared = prepare(origin, Config(), None)
    reading = Reading(prepared.article, prepared.problems)
    resolved = Resolved(prepared.article, tuple(prepared.pictures.values()), prepared.problems)
    script = script_of(prepared, Config())
    assert decode(encode(reading), Reading) == reading
    assert decode(encode(resolved), Resolved) == resolved
    assert decode(encode(script), Script) == script


def test_lone_surrogates_and_empty_bytes_come_back() -> None:
    value = article(title="a\ud800b\x00")
    assert decode(encode(value), Article) == value
    picture = Picture("a.png", "image/png", b"")
    assert decode(encode(picture), Picture) == picture


def test_a_poisoned_entry_runs_nothing_and_is_read_again(tmp_path: Path) -> None:
    """A pickle with a right checksum, as somebody who can write to a shared store would leave it."""
    page = tmp_path / "one.html"
    page.write_text(f"<h1>One</h1><p>{'Words of the article. ' * 40}</p>", "utf-8")
    store, mark = Store(tmp_path / "store"), tmp_path / "ran"
    origin = locate([str(page)])[0]
    first = prepare(origin, Config(), store)
    assert [entry.kind for entry in store.entries()]
    for entry in store.entries():
        store.put(entry.kind, entry.path.name, pickle.dumps(Attack(mark)))
    assert prepare(origin, Config(), store) == first
    assert not mark.exists()


@pytest.mark.parametrize(
    "entry",
    [
        b"",
        b"{}",
        b"[]\n",
        b"null\n",
        b'["Script","one","en",[["Attack"]]]\n',
        b'["Script","one","en",[]]\nrest',
        b'["Script","one","en"]\n',
        b'["Script","one",1,[]]\n',
        b'["Article","one","en",[]]\n',
        b"[" * 100_000,
    ],
    ids=lambda entry: entry[:30].decode(),
)
def test_what_is_no_script_is_a_miss(entry: bytes) -> None:
    with pytest.raises(EntryError):
        decode(entry, Script)


@pytest.mark.parametrize("length", [-1, 4, 10**18, 1.5, True, "3"])
def test_a_wrong_length_of_bytes_is_a_miss(length: object) -> None:
    head = json.dumps(["Picture", "a.png", "image/png", length]).encode()
    with pytest.raises(EntryError):
        decode(head + b"\nabc", Picture)


@pytest.mark.parametrize(
    "value",
    [
        article(slug="../../one"),
        article(slug="/etc/one"),
        article(slug=""),
        Image("a", "../a.png"),
        Link("javascript:alert(1)", (Text("x"),)),
        Link(" JavaScript:alert(1)", (Text("x"),)),
        Link("file:///etc/passwd", ()),
        Math("<math><mtext><script>alert(1)</script></mtext></math>", "x"),
        Math("<math><mtext><img src='x' onerror='alert(1)'/></mtext></math>", "x"),
        Picture("../a.png", "image/png", b""),
        Picture("a.html", "image/png", b"<script>"),
        Picture("a.png", "text/html", b"<script>"),
        Picture("a.svg", "image/svg+xml", SVG % b"<script/>"),
        Picture("a.svg", "image/svg+xml", SVG % b'<g onclick="x()"/>'),
        Picture("a.svg", "image/svg+xml", b"<html/>"),
    ],
    ids=repr,
)
def test_what_could_do_harm_is_a_miss(value: Any) -> None:
    with pytest.raises(EntryError):
        decode(encode(value), type(value))


def test_a_clean_drawing_is_no_miss() -> None:
    picture = Picture("a.svg", "image/svg+xml", SVG % b'<g fill="red"/>')
    assert decode(encode(picture), Picture) == picture
