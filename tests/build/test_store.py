"""The store keeps content whole, notices damage, and forgets what was used longest ago."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from publish.build.store import Store
from publish.errors import StoreError

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


def test_prune_sweeps_the_temporary_files_of_the_dead_only(store: Store) -> None:
    store.put("clip", KEYS[0], b"sound")
    dead, alive = store.root / "tmp" / "999999999-1-1", store.root / "tmp" / f"{os.getpid()}-1-1"
    dead.touch()
    alive.touch()
    store.prune(10_000)
    assert (dead.exists(), alive.exists()) == (False, True)


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
