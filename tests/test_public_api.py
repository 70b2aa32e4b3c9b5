"""The public names are one sorted list, and each does what it says."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import publish
from publish import errors
from publish.epub.archive import unpack
from tests.pipeline.project import PAGE


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "sea.html"
    path.write_text(PAGE.format(title="A night at sea", first="It began at dusk."))
    return path


def test_the_names_are_sorted_and_all_there() -> None:
    assert publish.__all__ == sorted(publish.__all__, key=lambda name: (name[0].islower(), name))
    for name in publish.__all__:
        assert getattr(publish, name) is not None


def test_no_other_name_is_given() -> None:
    with pytest.raises(AttributeError, match="no attribute 'speak'"):
        _ = publish.speak  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["check", "script"])
def test_a_function_keeps_its_name_though_a_package_has_it_too(name: str) -> None:
    program = (
        f"import publish, publish.{name}, sys\n"
        f"assert callable(publish.{name}), publish.{name}\n"
        f"assert sys.modules['publish.{name}'].__path__\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_importing_publish_imports_nothing_else() -> None:
    program = "import sys, publish; print(sorted(name for name in sys.modules if name.startswith('publish')))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['publish']"


def test_read_check_and_script_follow_each_other(page: Path) -> None:
    prepared = publish.read(page)
    assert prepared.article.title == "A night at sea"
    assert isinstance(publish.check(prepared.article), tuple)
    said = publish.script(prepared)
    assert "It began at dusk." in [utterance.text for utterance in said.utterances]


def test_a_book_is_written_with_and_without_sound(page: Path) -> None:
    prepared = publish.read(page)
    text = unpack(publish.write_epub(prepared))
    assert not any(name.endswith(".mp3") for name in text)
    narrated = publish.narrate(prepared, voice="tone")
    assert narrated.mp3.startswith(b"ID3")
    aloud = unpack(publish.write_epub(prepared, narrated))
    assert sum(name.endswith(".mp3") for name in aloud) == len(narrated.sections) == 3


def test_any_book_is_checked(page: Path, tmp_path: Path) -> None:
    book = publish.write_epub(publish.read(page))
    (tmp_path / "sea.epub").write_bytes(book)
    assert publish.check_epub(book) == publish.check_epub(tmp_path / "sea.epub") == ()
    assert [problem.code for problem in publish.check_epub(b"no book")] == ["BOOK-001"]


def test_the_settings_of_a_project_are_loaded_with_its_lexicon_files(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text('lexicon_files = ["places.toml"]\n')
    (tmp_path / "places.toml").write_text('Leicester = "Lester"\n')
    assert publish.load_config(tmp_path).lexicon == {"Leicester": "Lester"}


def test_build_places_products(page: Path, tmp_path: Path) -> None:
    summary = publish.build([page], tmp_path / "out", groups=("epub",), store=tmp_path / "store")
    assert not summary.failed
    assert (tmp_path / "out/sea/sea.epub").exists()


def tree(kind: type[errors.PublishError]) -> list[type[errors.PublishError]]:
    return [kind, *(each for child in kind.__subclasses__() for each in tree(child))]


@pytest.mark.parametrize("kind", tree(errors.PublishError), ids=lambda kind: kind.__name__)
def test_every_error_survives_pickling(kind: type[errors.PublishError]) -> None:
    error = kind("what and where", "what to do")
    same = pickle.loads(pickle.dumps(error))
    assert (type(same), same.message, same.help, str(same)) == (kind, error.message, error.help, str(error))
