"""Two people with one git project: what each did at the desk is merged by git, or the clash is named."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from publish.config.load import overrides_from
from publish.desk import settings
from publish.desk.settings import Value
from publish.errors import ConfigError
from tests.needs import ROOT, needs

Edits = dict[tuple[str, ...], Value]
BASE = '# ours\ntitle = "A night at sea"\n\n[lexicon]\nSiobhan = "Shivawn"\n'


def git(folder: Path, *arguments: str) -> None:
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


def merged(folder: Path, base: str, one: Edits, other: Edits) -> str:
    """The settings file after git merged what two people changed, with the attributes of the guide."""
    guide = (ROOT / "docs/editors.md").read_text("utf-8")
    attributes = re.search(r'title="\.gitattributes"\n(.+?)```', guide, re.DOTALL)
    assert attributes
    (folder / "source").mkdir()
    (folder / ".gitattributes").write_text(attributes[1])
    file = folder / "source/sea.toml"
    file.write_text(base)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "begin")
    git(folder, "branch", "other")
    for branch, edits in (("main", one), ("other", other)):
        git(folder, "checkout", "-q", branch)
        for path, value in edits.items():
            file.write_text(settings.changed(file.read_text(), path, value))
        git(folder, "commit", "-qam", branch)
    git(folder, "merge", "-q", "main")
    return file.read_text()


def test_different_settings_are_both_kept(tmp_path: Path) -> None:
    needs("git")
    one: Edits = {("lexicon", "Leicester"): "Lester", ("images", "a.png", "alt"): "A boat"}
    other: Edits = {("byline",): ["Ada"], ("lexicon", "Cholmondeley"): "Chumley"}
    text = merged(tmp_path, BASE, one, other)
    found = overrides_from(text, "sea.toml")
    assert {"Leicester": "Lester", "Cholmondeley": "Chumley"}.items() <= found.lexicon.items()
    assert (found.byline, found.images["a.png"].alt) == (("Ada",), "A boat")
    assert text.startswith('# ours\ntitle = "A night at sea"\n')


@pytest.mark.parametrize(("base", "path"), [(BASE, ("title",)), ("", ("lexicon", "Leicester"))])
def test_the_same_thing_twice_is_named_and_not_chosen(
    tmp_path: Path, base: str, path: tuple[str, ...]
) -> None:
    needs("git")
    text = merged(tmp_path, base, {path: "One"}, {path: "Two"})
    assert "One" in text
    assert "Two" in text
    with pytest.raises(ConfigError, match=r"sea\.toml"):
        overrides_from(text, "sea.toml")
