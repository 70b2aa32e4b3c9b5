"""Whatever is changed, a build that goes on from the last one ends with the bytes of a build from nothing."""

from __future__ import annotations

import dataclasses
import functools
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from publish.config import Config, Issue
from publish.pipeline.job import Options
from publish.pipeline.planner import groups
from publish.pipeline.scheduler import build
from tests.images.test_raster import drawn, saved
from tests.pipeline.project import Project

ARTWORK = saved(drawn(size=(1400, 1400)), "PNG")
EVERYTHING = Config(editions=("m4b", "lpf"), issues={"spring": Issue("Spring", ("sea",))})
SETTINGS: dict[str, Any] = {
    "voice": "silence",
    "language": "en-GB",
    "alt": "author",
    "granularity": "word",
    "punctuation": "source",
    "lexicon": {"lamps": "lights"},
    "lexicon_files": (),  # their entries are in the lexicon by the time of a build
    "allow_hosts": ("example.org",),
    "editions": ("m4b",),
    "site.url": "https://example.org/listen",
    "site.title": "Tides",
    "site.description": "Read at sea.",
    "site.author": "The Harbour Press",
    "site.email": "ada@example.org",
    "site.corrections": "ada@example.org",
    "site.language": "fr",
    "site.category": "Arts",
    "site.explicit": True,
    "site.copyright": "2024 The Harbour Press",
    "site.artwork": "artwork.png",
    "site.guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
    "sound.loudness": "audiobook",
    "sound.bitrate_kbps": 64,
    "sound.pace": 1.25,
    "sound.chime": True,
    "sound.room_tone": False,
    "pictures.longest_side": 64,
    "pictures.max_megapixels": 1,
    "pictures.most": 0,
    "pictures.download": False,
    "voices.by_language": {"en": "silence"},
    "voices.by_role": {"heading": "silence"},
    "voices.command": ("say-it",),
    "voices.kokoro_model": "elsewhere.onnx",
    "voices.kokoro_voices": "elsewhere.bin",
    "voices.gtts_address": "https://example.org/say",
    "voices.speech_address": "https://example.org/v1",
    "voices.speech_model": "another",
    "script.opening": False,
    "script.closing": False,
    "script.code": "read",
    "script.table_headings": "rows",
    "script.notes": "mark",
    "script.skip_sections": ("What comes next",),
    "script.skip_sentences": ("The council",),
    "script.skip_roles": ("caption",),
    "script.pauses": {"body": 1.5},
    "issues": {"summer": Issue("Summer", ("sea",), 2)},
}
EDITS: dict[str, tuple[str, str]] = {
    "a sentence": ("at dusk", "at dawn"),
    "the title": ("A night at sea", "A night at the quay"),
    "the byline": ("By Ada Wren", "By Ben Finch"),
    "a date": ("<h2>After", "<p><time datetime='2024-05-06'>6 May 2024</time></p><h2>After"),
    "the language": ('lang="en"', 'lang="fr"'),
    "a heading": ("After the storm", "The morning after"),
    "an order": ("<p>Fishermen", "<p>First of all.</p><p>Fishermen"),
    "a link": ("The council", "<a href='https://example.org/council'>The council</a>"),
    "emphasis": ("eleven", "<em>eleven</em>"),
    "a caption": ("Boats at the quay", "Boats at rest"),
    "an alternative text": ("Three boats", "Four boats"),
    "clutter": ("<article>", "<nav><a href='/'>Home</a></nav><article>"),
}
COVERING = {"the title", "the byline", "the language", "a caption", "the picture", "settings of its own"}
QUICK = {"site.title", "sound.pace", "pictures.longest_side", "a heading", "settings of its own"}


UNREAD = {
    "allow_hosts",
    "lexicon_files",
    "pictures.download",
    "pictures.most",
    "voices.command",
    "voices.kokoro_model",
    "voices.kokoro_voices",
    "voices.gtts_address",
    "voices.speech_address",
    "voices.speech_model",
}
"""Settings of other voices, and of pictures that are fetched: no product of this project shows them."""
COVERED = {"language", "site.title", "site.author", "site.language", "site.artwork", "pictures.longest_side"}


def leaves() -> dict[str, Any]:
    return groups(Config(), Options(Path("output"), Path("store")))["configuration"]


def test_every_setting_is_tried() -> None:
    assert list(SETTINGS) == list(leaves())
    assert all(SETTINGS[name] != value for name, value in leaves().items() if name != "lexicon_files")


def changed(name: str, config: Config = EVERYTHING) -> Config:
    table, _, key = name.rpartition(".")
    if not table:
        return dataclasses.replace(config, **{key: SETTINGS[name]})
    inner = dataclasses.replace(getattr(config, table), **{key: SETTINGS[name]})
    return dataclasses.replace(config, **{table: inner})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, seed: Path) -> Project:
    """A project with a picture, built with every product there is."""
    project = Project(tmp_path_factory.mktemp("built"), seed)
    project.write("sea")
    project.illustrate("sea", saved(drawn(), "PNG"))
    make(project, EVERYTHING)
    return project


def make(project: Project, config: Config) -> dict[str, bytes]:
    (project.folder / "artwork.png").write_bytes(ARTWORK)
    with chdir(project.folder):
        voice = "" if config.voice != "auto" else "tone"
        options = dataclasses.replace(project.options(voice=voice), output=Path("output"))
        issue = next(iter(config.issues))
        summary = build(["source"], config, options, issue=issue)
    assert not summary.failed, summary.failures
    return project.products()


@pytest.fixture(scope="module")
def covers(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows every cover of that project: they take longer to draw than all else."""
    store = tmp_path_factory.mktemp("covers")
    shutil.copytree(built.store / "cover", store / "cover")
    return store


def assert_as_if_new(
    built: Project, folder: Path, seed: Path | None, config: Config, edit: Callable[[Path], None]
) -> None:
    went_on, anew = Project(folder / "went-on"), Project(folder / "anew", seed)
    shutil.copytree(built.folder, went_on.folder, dirs_exist_ok=True)
    edit(went_on.source)
    shutil.copytree(went_on.source, anew.source, dirs_exist_ok=True)
    found, wanted = make(went_on, config), make(anew, config)
    old_issues = {name for name in found if name not in wanted and name.endswith(".epub") and "/" not in name}
    assert {n for n in found.keys() | wanted.keys() if found.get(n) != wanted.get(n)} <= old_issues | (
        {"build.json"} if old_issues else set()
    )


def cases(names: list[str]) -> list[Any]:
    return [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in names]


@pytest.mark.slow
@pytest.mark.parametrize("name", cases([name for name in SETTINGS if name not in UNREAD]))
def test_after_a_setting_changed(built: Project, tmp_path: Path, covers: Path, name: str) -> None:
    """A setting that may change a cover is built anew with an empty store."""
    known = None if name in COVERED else covers
    assert_as_if_new(built, tmp_path, known, changed(name), lambda source: None)


@pytest.mark.slow
def test_after_all_settings_changed_that_are_not_read(built: Project, tmp_path: Path, covers: Path) -> None:
    config = functools.reduce(lambda config, name: changed(name, config), sorted(UNREAD), EVERYTHING)
    assert_as_if_new(built, tmp_path, covers, config, lambda source: None)


@pytest.mark.slow
@pytest.mark.parametrize("name", cases([*EDITS, "the picture", "settings of its own"]))
def test_after_an_edit(built: Project, tmp_path: Path, covers: Path, name: str) -> None:
    def edit(source: Path) -> None:
        page = source / "sea.html"
        match name:
            case "the picture":
                (source / "boats.png").write_bytes(saved(drawn(size=(90, 90)), "PNG"))
            case "settings of its own":
                (source / "sea.toml").write_text('byline = "Ben Finch"\n[lexicon]\nquay = "key"\n')
            case _:
                old, new = EDITS[name]
                assert old in page.read_text()
                page.write_text(page.read_text().replace(old, new))

    assert_as_if_new(built, tmp_path, None if name in COVERING else covers, EVERYTHING, edit)
