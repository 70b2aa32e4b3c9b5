"""An article's products change places as a whole; what is not ours stays."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.errors import PlaceError
from publish.pipeline import output as place
from publish.pipeline.output import Stage, only_build, placing, prune, recover, replace_file, withdraw


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "output").mkdir()
    return tmp_path / "output"


def build(output: Path, ours: frozenset[str] = frozenset(), **products: bytes) -> None:
    stage = Stage.empty(output, "heat")
    for name, content in products.items():
        stage.write(f"heat/{name}", content)
    stage.commit(ours)


def held(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in place.files(output)}


def test_new_products_replace_the_old_ones_and_drop_what_is_no_longer_made(output: Path) -> None:
    build(output, a=b"1", b=b"1")
    build(output, frozenset({"heat/a", "heat/b"}), a=b"2")
    assert held(output) == {"heat/a": b"2"}


def test_a_file_that_is_not_ours_stays(output: Path) -> None:
    build(output, a=b"1")
    (output / "heat/audio").mkdir()
    (output / "heat/audio/notes.txt").write_bytes(b"mine")
    build(output, frozenset({"heat/a"}), a=b"2")
    assert held(output) == {"heat/a": b"2", "heat/audio/notes.txt": b"mine"}


def test_abandoning_leaves_everything_as_it_was(output: Path) -> None:
    build(output, a=b"1")
    stage = Stage.empty(output, "heat")
    stage.write("heat/a", b"2")
    stage.abandon()
    assert held(output) == {"heat/a": b"1"}


@pytest.mark.parametrize("whole", [True, False], ids=["swap", "two renames"])
def test_an_error_while_placing_keeps_the_old_products(
    output: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    build(output, a=b"1", b=b"1")

    def broken(new: Path, old: Path) -> bool:
        if whole:
            raise OSError(5, "Input/output error")
        monkeypatch.setattr(
            Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error"))
        )
        return False

    monkeypatch.setattr(place, "_swapped", broken)
    with pytest.raises(PlaceError, match="Input/output error"):
        build(output, frozenset({"heat/a", "heat/b"}), a=b"2", b=b"2")
    assert {name: data for name, data in held(output).items() if name.startswith("heat")} == {
        "heat/a": b"1",
        "heat/b": b"1",
    }


def test_a_kill_between_the_two_renames_is_mended(output: Path) -> None:
    build(output, a=b"1")
    (output / place.STAGING).mkdir(exist_ok=True)
    (output / "heat").rename(output / place.STAGING / "heat.old")
    recover(output)
    assert held(output) == {"heat/a": b"1"}


def test_recovery_sweeps_what_was_staged(output: Path) -> None:
    Stage(output, "heat").write("heat/a", b"half")
    recover(output)
    assert not (output / place.STAGING).exists()


def test_a_sweep_is_not_stopped_by_a_thread_that_takes_away_the_same_files(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove, errors = shutil.rmtree, [FileNotFoundError(2, "gone"), OSError(39, "not empty")]

    def raced(path: Path) -> None:
        if errors:
            raise errors.pop()
        remove(path)

    monkeypatch.setattr(shutil, "rmtree", raced)
    with only_build(output):
        Stage.empty(output, "sea").write("sea/sea.epub", b"new")
    assert not (output / place.STAGING).exists()


def test_swap_falls_back_to_renames(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_swapped", lambda new, old: False)
    build(output, a=b"1")
    build(output, frozenset({"heat/a"}), b=b"2")
    assert held(output) == {"heat/b": b"2"}


class OldLibrary:
    """A C library whose renameat2 answers with an error, as those of other file systems do."""

    def __init__(self, error: int) -> None:
        self.error = error

    def renameat2(self, *_: object) -> int:
        ctypes.set_errno(self.error)
        return -1


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is a call of Linux")
class TestOneStep:
    def test_two_folders_change_places_without_a_moment_in_which_one_is_missing(
        self, output: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build(output, a=b"1")
        monkeypatch.setattr(Path, "rename", None)
        build(output, frozenset({"heat/a"}), b=b"2")
        assert held(output) == {"heat/b": b"2"}

    @pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
    def test_where_the_file_system_knows_no_exchange_there_are_two_renames(
        self, output: Path, monkeypatch: pytest.MonkeyPatch, error: int
    ) -> None:
        build(output, a=b"1")
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: OldLibrary(error))
        build(output, frozenset({"heat/a"}), b=b"2")
        assert held(output) == {"heat/b": b"2"}

    def test_where_the_disk_fails_there_are_none(self, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        build(output, a=b"1")
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: OldLibrary(errno.EIO))
        with pytest.raises(PlaceError, match="heat cannot be written: Input/output error"):
            build(output, frozenset({"heat/a"}), b=b"2")
        assert (output / "heat/a").read_bytes() == b"1"

    def test_where_the_library_has_no_such_call_there_are_two_renames(
        self, output: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build(output, a=b"1")
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
        build(output, frozenset({"heat/a"}), b=b"2")
        assert held(output) == {"heat/b": b"2"}


def test_two_renames_are_not_stopped_by_what_a_kill_left(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "_swapped", lambda new, old: False)
    build(output, a=b"1")
    (output / place.STAGING / "heat.old").mkdir(parents=True)
    (output / place.STAGING / "heat.old/a").write_bytes(b"0")
    build(output, frozenset({"heat/a"}), b=b"2")
    assert held(output) == {"heat/b": b"2"}


def feed(output: Path, content: bytes) -> None:
    replace_file(output / "feed.xml", content)


def article(output: Path, content: bytes) -> None:
    stage = Stage.empty(output, "heat")
    stage.write("heat/a", content)
    stage.settle()
    stage.commit(frozenset({"heat/a"}))


@pytest.mark.parametrize(
    ("name", "write"),
    [("feed.xml", feed), ("heat/a", article)],
)
@pytest.mark.skipif(sys.platform != "linux", reason="which file is synced is read in /proc")
def test_what_is_placed_is_whole_on_the_disk_before_it_has_its_name(
    output: Path, monkeypatch: pytest.MonkeyPatch, name: str, write: Callable[[Path, bytes], None]
) -> None:
    """A power cut can then leave the old or the new, and no empty file under the name."""
    write(output, b"older")
    on_disk: list[bytes] = []
    sync = os.fsync

    def watched(descriptor: int) -> None:
        at = Path(f"/proc/self/fd/{descriptor}").resolve()
        if at.is_file() and (output / name).read_bytes() == b"older":
            on_disk.append(at.read_bytes())
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    write(output, b"new")
    assert (on_disk, (output / name).read_bytes()) == ([b"new"], b"new")


@pytest.mark.parametrize(
    ("number", "elsewhere"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EACCES, False)]
)
def test_a_full_disk_is_no_reason_not_to_try_another_machine(
    tmp_path: Path, number: int, elsewhere: bool
) -> None:
    with pytest.raises(PlaceError) as caught, placing(tmp_path):
        raise OSError(number, os.strerror(number))
    assert caught.value.elsewhere == elsewhere


def test_a_file_in_the_place_of_the_folder_is_an_error(output: Path) -> None:
    (output / "heat").write_bytes(b"mine")
    with pytest.raises(PlaceError, match="stands in the way"):
        build(output, a=b"1")
    assert (output / "heat").read_bytes() == b"mine"


def test_prune_removes_named_products_and_the_folders_left_empty(output: Path) -> None:
    build(output, a=b"1", b=b"1")
    (output / "heat/mine").write_bytes(b"mine")
    replace_file(output / "feed.xml", b"feed")
    assert prune(output, ["heat/a", "heat/b", "heat/gone"]) == ("heat/a", "heat/b")
    assert prune(output, ["feed.xml"]) == ("feed.xml",)
    assert (output / "heat/mine").exists()
    (output / "heat/mine").unlink()
    build(output, a=b"1")
    prune(output, ["heat/a"])
    assert not (output / "heat").exists()


def test_a_second_build_says_that_it_waits_and_waits(output: Path) -> None:
    said, order = threading.Event(), []

    def second() -> None:
        with only_build(output, said.set):
            order.append("second")

    with only_build(output):
        thread = threading.Thread(target=second)
        thread.start()
        assert said.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def test_a_link_in_the_place_of_the_folder_is_an_error(output: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (output / "heat").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PlaceError, match="is a link and stands in the way"):
        build(output, a=b"1")
    assert (output / "heat").is_symlink()


@pytest.mark.parametrize("kind", ["file", "link to nothing", "below a file"])
def test_an_output_that_is_no_folder_is_said(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "folder"
    if kind == "link to nothing":
        folder.symlink_to(tmp_path / "nothing")
    else:
        folder.write_text("mine")
    told = {"file": "is a file; give a folder", "link to nothing": "is not there; make that folder"}
    with (
        pytest.raises(PlaceError, match=told.get(kind, "Not a directory")),
        only_build(folder / "deeper" if kind == "below a file" else folder),
    ):
        pass


def test_an_output_folder_may_be_a_link(output: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(output)
    with only_build(tmp_path / "link"):
        build(tmp_path / "link", a=b"1")
    assert held(output) == {"heat/a": b"1"}


def test_a_file_system_without_locks_is_built_on(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr("fcntl.flock", none)
    with only_build(output):
        build(output, a=b"1")
    assert held(output) == {"heat/a": b"1"}


def test_taking_products_away_leaves_what_is_not_ours(output: Path) -> None:
    build(output, a=b"1", b=b"1")
    (output / "heat/mine").write_bytes(b"mine")
    assert withdraw(output, "heat", frozenset({"heat/a", "heat/b", "heat/c"})) == ("heat/a", "heat/b")
    assert held(output) == {"heat/mine": b"mine"}
    assert withdraw(output, "heat", frozenset({"heat/a"})) == ()
