"""The store keeps content whole, notices damage, and forgets what was used longest ago."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from publish.config import Config
from publish.draft.page import Reading
from publish.errors import StoreError, UsageError
from publish.images import Resolved
from publish.model.article import Article, Image, Link, Math, Picture, Section, Text
from publish.model.narration import Script
from publish.pipeline.prepare import prepare, script_of
from publish.pipeline.store import EntryError, Store, cap_bytes, decode, default_root, encode
from publish.sources.locate import locate

KEYS = [f"{number:064x}" for number in range(1, 40)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def entry_file(store: Store, key: str) -> Path:
    return store.root / "clip" / key[:2] / key


def test_gives_back_what_was_put(store: Store) -> None:
    store.put("clip", KEYS[0], b"sound")
    assert store.get("clip", KEYS[0]) == b"sound"
    assert store.get("section", KEYS[0]) is None


def test_empty_content_is_content(store: Store) -> None:
    store.put("clip", KEYS[0], b"")
    assert store.get("clip", KEYS[0]) == b""


@pytest.mark.parametrize("bit", [0, 100, 8 * 32, 8 * 36])
def test_a_flipped_bit_anywhere_is_a_miss(store: Store, bit: int) -> None:
    store.put("clip", KEYS[0], b"sound")
    path = entry_file(store, KEYS[0])
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)
    assert store.get("clip", KEYS[0]) is None


@pytest.mark.parametrize("length", [0, 10, 32, 36])
def test_a_torn_entry_is_a_miss_and_can_be_put_again(store: Store, length: int) -> None:
    store.put("clip", KEYS[0], b"sound")
    path = entry_file(store, KEYS[0])
    path.write_bytes(path.read_bytes()[:length])
    assert store.get("clip", KEYS[0]) is None
    store.put("clip", KEYS[0], b"sound")
    assert store.get("clip", KEYS[0]) == b"sound"


def test_verify_finds_and_removes_exactly_the_damaged(store: Store) -> None:
    for key in KEYS:
        store.put("clip", key, key.encode())
    entry_file(store, KEYS[3]).write_bytes(b"x" * 60)
    assert [entry.path.name for entry in store.verify()] == [KEYS[3]]
    assert store.verify() == ()
    assert sum(usage.entries for usage in store.usage()) == len(KEYS) - 1


def test_prune_removes_what_was_used_longest_ago(store: Store) -> None:
    for age, key in enumerate(KEYS):
        store.put("clip", key, b"x" * 68)  # with its digest, 100 bytes on disk
        os.utime(entry_file(store, key), (1_000_000 - age, 1_000_000 - age))
    assert store.get("clip", KEYS[-1]) is not None  # read now, so no longer the oldest
    removed = {entry.path.name for entry in store.prune(1000)}
    kept = {KEYS[-1], *KEYS[:9]}
    assert removed == set(KEYS) - kept


def test_prune_leaves_files_that_are_not_ours(store: Store) -> None:
    store.put("clip", KEYS[0], b"sound")
    foreign = store.root / "photos" / "aa" / "holiday.jpg"
    foreign.parent.mkdir(parents=True)
    foreign.write_bytes(b"picture")
    store.prune(0)
    assert foreign.exists()
    assert store.get("clip", KEYS[0]) is None


def test_prune_sweeps_temporary_files_that_nobody_has_touched_for_an_hour(store: Store) -> None:
    store.put("clip", KEYS[0], b"sound")
    names = {"new": 0, "recent": -1800, "old": -7200, "of a clock that was ahead": 7200}
    now = time.time()
    for name, age in names.items():
        (store.root / "tmp" / name).touch()
        os.utime(store.root / "tmp" / name, (now + age, now + age))
    store.prune(10_000)
    assert {path.name for path in (store.root / "tmp").iterdir()} == {"new", "recent"}


def test_an_entry_whose_temporary_file_was_swept_is_written_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace
    swept: list[Path] = []

    def replace(self: Path, target: Path) -> Path:
        if not swept:
            swept.append(self)
            shutil.rmtree(store.root)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    store.put("clip", KEYS[0], b"sound")
    assert store.get("clip", KEYS[0]) == b"sound"


def test_an_entry_in_the_place_of_another_is_a_miss(store: Store) -> None:
    store.put("clip", KEYS[0], b"sound")
    store.put("clip", KEYS[1], b"other sound")
    shutil.copy(entry_file(store, KEYS[1]), entry_file(store, KEYS[0]))
    assert store.get("clip", KEYS[0]) is None
    (entry,) = store.verify()
    assert entry.path == entry_file(store, KEYS[0])


def test_an_entry_that_cannot_be_read_is_a_miss_and_is_found(store: Store) -> None:
    store.put("clip", KEYS[0], b"sound")
    path = entry_file(store, KEYS[0])
    path.unlink()
    path.symlink_to(path)
    assert store.get("clip", KEYS[0]) is None
    assert [entry.path for entry in store.verify()] == [path]
    path.symlink_to(path)
    store.put("clip", KEYS[0], b"sound")
    assert store.get("clip", KEYS[0]) == b"sound"


def test_a_store_is_kept_within_its_cap_as_it_grows(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    for number in range(1000):
        store.put("clip", hashlib.sha256(b"%d" % number).hexdigest(), b"x" * 68)
    store.keep_within(1_000_000)
    assert sum(usage.entries for usage in store.usage()) == 1000
    store.keep_within(50_000)
    assert sum(usage.length_bytes for usage in store.usage()) == 50_000


@pytest.mark.parametrize(
    ("expected", "bytes_"), [("", 4_000_000_000), ("20GB", 20_000_000_000), ("500M", 5 * 10**8)]
)
def test_the_cap_may_be_set(monkeypatch: pytest.MonkeyPatch, expected: str, bytes_: int) -> None:
    monkeypatch.setenv("PUBLISH_STORE_MAX_SIZE", expected)
    assert cap_bytes() == bytes_


def test_a_cap_that_is_no_size_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_STORE_MAX_SIZE", "plenty")
    with pytest.raises(UsageError, match="PUBLISH_STORE_MAX_SIZE is 'plenty'; write a size such as"):
        cap_bytes()


def test_a_user_without_a_home_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("PUBLISH_STORE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", none)
    with pytest.raises(StoreError, match=r"no home folder.*; set PUBLISH_STORE"):
        default_root()


def test_many_threads_may_put_the_same_entry(store: Store) -> None:
    threads = [
        threading.Thread(target=store.put, args=("clip", key, key.encode() * 500))
        for key in KEYS[:5]
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.get("clip", key) for key in KEYS[:5]] == [key.encode() * 500 for key in KEYS[:5]]
    assert not list((store.root / "tmp").iterdir())


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"the disk is full.*publish store prune"):
        store.put("clip", KEYS[0], b"sound")
    assert store.get("clip", KEYS[0]) is None
    assert not list((store.root / "tmp").iterdir())


def test_a_store_in_the_place_of_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder")
    with pytest.raises(StoreError, match="PUBLISH_STORE"):
        Store(tmp_path / "store").put("clip", KEYS[0], b"sound")


# Entries of the store are data: values come back equal, and what is not such a value is a miss.

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


def test_two_threads_learn_to_read_a_type_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second comes while the first has not learnt it yet: both read it, and so do later ones."""

    @dataclass(frozen=True)
    class Kept:
        data: bytes
        length: int

    entry, hints = encode(Kept(b"abc", 3)), {"data": bytes, "length": int}
    others: list[Kept] = []

    def slow(kind: type) -> dict[str, type]:
        if not others:
            others.append(Kept(b"", 0))
            thread = threading.Thread(target=lambda: others.append(decode(entry, Kept)))
            thread.start()
            thread.join()
        return hints

    monkeypatch.setattr("publish.pipeline.store.typing.get_type_hints", slow)
    assert decode(entry, Kept) == decode(entry, Kept) == others[1] == Kept(b"abc", 3)
