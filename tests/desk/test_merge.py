"""Two people with one git project: what each did at the desk is merged by git, or the clash is named."""

from __future__ import annotations

import re
import subprocess
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

from publish.config.load import overrides_from
from publish.desk import merge, settings
from publish.desk.settings import Value
from publish.errors import ConfigError
from publish.pipeline import scaffold
from tests.needs import ROOT, needs

Edits = dict[tuple[str, ...], Value]
Case = tuple[str, Edits, Edits]
BASE = '# ours\ntitle = "A night at sea"\n\n[lexicon]\nSiobhan = "Shivawn"\n'


def git(folder: Path, *arguments: str) -> None:
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


def merged(folder: Path, cases: dict[str, Case]) -> dict[str, str]:
    """Settings files, each of a text and two people's edits, once one has pulled the other's from git."""
    ours, theirs = folder / "ours", folder / "theirs"
    list(scaffold.init(ours))
    for file, (base, *_) in cases.items():
        if base or not (ours / file).exists():
            (ours / file).write_text(base)
    git(ours, "init", "-q", "-b", "main")
    git(ours, "add", ".")
    git(ours, "commit", "-qm", "begin")
    git(folder, "clone", "-q", "ours", "theirs")
    assert merge.register(theirs)
    for number, place in enumerate((ours, theirs)):
        for file, (_, *edits) in cases.items():
            for path, value in edits[number].items():
                (place / file).write_text(settings.changed((place / file).read_text(), path, value))
        git(place, "commit", "-qam", "edits")
    with suppress(subprocess.CalledProcessError):  # where somebody must choose
        git(theirs, "pull", "-q", "--no-rebase", "--no-edit")
    return {file: (theirs / file).read_text() for file in cases}


def test_what_two_people_did_is_kept_and_the_same_thing_twice_is_named(tmp_path: Path) -> None:
    needs("git")
    word, sea = ("lexicon", "Leicester"), "source/sea.toml"
    found = merged(
        tmp_path,
        {
            sea: (
                BASE,
                {word: "Lester", ("images", "a.png", "alt"): "A boat"},
                {("byline",): ["Ada"], ("lexicon", "Cholmondeley"): "Chumley"},
            ),
            "source/land.toml": (
                "",
                {("skip_sentences",): ["It cost"], ("drop_passages",): ["Read more"], word: "Lester"},
                {("skip_sentences",): ["Nobody", "By hand"], ("lexicon", "Wren"): "Ren"},
            ),
            "publish.toml": ("", {word: "Lester"}, {("lexicon", "Alnwick"): "Annick"}),
            "source/title.toml": (BASE, {("title",): "One"}, {("title",): "Two"}),
            "source/word.toml": ("", {word: "One"}, {word: "Two"}),
        },
    )
    own = overrides_from(found[sea], sea)
    assert {"Leicester": "Lester", "Cholmondeley": "Chumley"}.items() <= own.lexicon.items()
    assert (own.byline, own.images["a.png"].alt) == (("Ada",), "A boat")
    assert found[sea].startswith('# ours\ntitle = "A night at sea"\n')
    land = overrides_from(found["source/land.toml"], "land.toml")
    assert sorted(land.skip_sentences) == ["By hand", "It cost", "Nobody"]
    assert (land.drop_passages, land.lexicon) == (("Read more",), {"Leicester": "Lester", "Wren": "Ren"})
    project = tomllib.loads(found["publish.toml"])
    assert project["lexicon"] == {"Leicester": "Lester", "Alnwick": "Annick"}
    for file in ("source/title.toml", "source/word.toml"):
        assert "One" in found[file]
        assert "Two" in found[file]
        with pytest.raises(ConfigError, match=rf"{Path(file).name}, line \d+: two people"):
            overrides_from(found[file], Path(file).name)


def test_the_guide_shows_what_init_writes_for_git() -> None:
    guide = (ROOT / "docs/editors.md").read_text("utf-8")
    shown = re.search(r'title="\.gitattributes"\n(.+?)```', guide, re.DOTALL)
    assert shown
    assert shown[1] == scaffold.ATTRIBUTES.partition("\n")[2]
