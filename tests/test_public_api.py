"""The public names are one sorted list, and each does what it says."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

import publish
from publish import errors, speech
from publish.epub.package import unpack
from publish.model.json import article_json, script_json
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


@pytest.mark.slow
@pytest.mark.parametrize("name", ["check", "script"])
def test_a_function_keeps_its_name_though_a_package_has_it_too(name: str) -> None:
    program = (
        f"import publish, publish.{name}, sys\n"
        f"assert callable(publish.{name}), publish.{name}\n"
        f"assert sys.modules['publish.{name}'].__path__\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_no_name_of_speech_is_that_of_a_module_in_it() -> None:
    """Importing the module would put it in the place of the function."""
    assert [name for name in speech.__all__ if find_spec(f"publish.speech.{name}")] == []


def test_importing_publish_imports_nothing_but_its_version() -> None:
    program = "import sys, publish; print(sorted(name for name in sys.modules if name.startswith('publish')))"
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert output.stdout.strip() == "['publish', 'publish.version']"


def test_read_check_and_script_follow_each_other(page: Path) -> None:
    prepared = publish.read(page)
    assert prepared.article.title == "A night at sea"
    assert isinstance(publish.check(prepared.article), tuple)
    spoken = publish.script(prepared)
    assert "It began at dusk." in [utterance.text for utterance in spoken.utterances]


@pytest.mark.slow
def test_a_book_is_written_with_and_without_sound(page: Path) -> None:
    prepared = publish.read(page)
    text = unpack(publish.write_epub(prepared))
    assert not any(name.endswith(".mp3") for name in text)
    narrated = publish.narrate(prepared, voice="tone")
    assert narrated.mp3.startswith(b"ID3")
    aloud = unpack(publish.write_epub(prepared, narrated))
    assert sum(name.endswith(".mp3") for name in aloud) == len(narrated.sections) == 3


@pytest.mark.slow
def test_any_book_is_checked(page: Path, tmp_path: Path) -> None:
    book = publish.write_epub(publish.read(page))
    (tmp_path / "sea.epub").write_bytes(book)
    assert publish.check_epub(book) == publish.check_epub(tmp_path / "sea.epub") == ()
    assert [problem.code for problem in publish.check_epub(b"no book")] == ["BOOK-001"]


def test_the_settings_of_a_project_are_loaded_with_its_lexicon_files(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text('lexicon_files = ["places.toml"]\n')
    (tmp_path / "places.toml").write_text('Leicester = "Lester"\n')
    assert publish.load_config(tmp_path).lexicon == {"Leicester": "Lester"}


@pytest.mark.slow
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


def test_a_page_in_memory_is_read() -> None:
    text = '<html lang="en-GB"><h1>Café</h1><p>It rained until four, and then it did not.</p>'
    reading = publish.read_html(text, base_url="https://example.org/a/", slug="A café")
    assert (reading.article.title, reading.article.slug) == ("Café", "a-cafe")
    assert publish.read_html(text.encode("latin-1")).article.title == "Café"
    declared = publish.read_html(f'<meta charset="iso-8859-1">{text}')
    assert declared.article.title == "Café"
    assert [problem.code for problem in declared.problems if problem.code == "READ-011"] == []
    with pytest.raises(errors.SourceError, match="article is empty"):
        publish.read_html("")


def test_a_page_in_memory_reads_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.toml").write_text('title = "Another"\n')
    (tmp_path / "boat.png").write_bytes(b"\x89PNG")
    boat = '<figure><img src="boat.png" alt="A boat."></figure>'
    page = PAGE.format(title="Sea", first="It began at dusk.").replace("<h2>After", f"{boat}<h2>After")
    reading = publish.read_html(page)
    assert reading.article.title == "Sea"
    assert reading.files == {}


def test_names_and_dates_agree_with_the_json(page: Path) -> None:
    dated = publish.read_html(
        '<html lang="fr"><meta property="article:published_time" content="2026-05-04T09:30:00+02:00">'
        "<h1>La mer</h1><p>Il faisait nuit quand les premiers bateaux sont rentrés au port.</p>"
    )
    article, table = dated.article, article_json(dated.article, ())
    assert (article.language, article.bylines) == (table["language"], tuple(table["bylines"]))
    assert (article.published_on, article.modified_on) == (date(2026, 5, 4), None)
    spoken = publish.script(dated)
    shown = script_json(spoken)
    assert spoken.language == shown["language"]
    for utterance, entry in zip(spoken.utterances, shown["utterances"], strict=True):
        names = (utterance.block, utterance.section, utterance.pause)
        assert names == (entry["block"], entry["section"], entry["pause"])


def test_settings_given_in_python_are_held_to_their_keys() -> None:
    for wrong, sentence in (
        ({"lexicon": 3}, "Config: lexicon is 3; it must be a table"),
        ({"editions": ("pdf",)}, "Config: editions is 'pdf'; use one of m4b, lpf"),
        ({"voice": None}, "Config: voice is None; it must be text"),
    ):
        with pytest.raises(errors.ConfigError, match=re.escape(sentence)):
            publish.Config(**wrong)
    assert publish.Config(editions=["m4b"]).editions == ("m4b",)  # type: ignore[arg-type]
