"""Lexicon files reach whatever is said: from the configuration and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.cli.main import main
from publish.config import Config, Overrides
from publish.errors import ConfigError
from publish.pipeline.prepare import lexicon_of, project_config

PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa">
  <lexeme><grapheme>Towcester</grapheme><phoneme>ˈtoʊstər</phoneme></lexeme>
  <lexeme><grapheme>Slough</grapheme><phoneme>slaʊ</phoneme></lexeme>
</lexicon>
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "places.pls").write_text(PLS, "utf-8")
    (tmp_path / "names.toml").write_text('Ouse = "Ooze"\nSlough = "Slow"\n', "utf-8")
    (tmp_path / "publish.toml").write_text(
        'lexicon_files = ["places.pls", "names.toml"]\n[lexicon]\nOuse = "Ooz"\n', "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_configuration_comes_before_its_files_and_an_article_before_both(project: Path) -> None:
    config = project_config(project)
    assert config.lexicon == {"Towcester": "/ˈtoʊstər/", "Slough": "/slaʊ/", "Ouse": "Ooz"}
    assert lexicon_of(config, Overrides(lexicon={"Ouse": "Ewes"})).spoken_form("Ouse") == "Ewes"


def test_a_lexicon_file_reaches_spoken(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spoken", "--lang", "en-GB", "Towcester and the Ouse."]) == 0
    assert capsys.readouterr().out == "[Towcester](/ˈtoʊstər/) and the Ooz.\n"


def test_an_entry_that_says_nothing_is_an_error() -> None:
    with pytest.raises(ConfigError, match="Ouse"):
        lexicon_of(Config(), Overrides(lexicon={"Ouse": " "}))


def test_a_missing_lexicon_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text('lexicon_files = ["gone.pls"]\n', "utf-8")
    with pytest.raises(ConfigError, match=r"gone\.pls"):
        project_config(tmp_path)


def test_say_takes_a_word_or_a_file_and_refuses_the_rest(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for entry in ("Towcester=Toaster", "places.pls"):
        assert main(["say", "Towcester", "--voice", "tone", "--lexicon", entry, "-o", "x.mp3"]) == 0
    assert main(["say", "Towcester", "--voice", "tone", "--lexicon", "nothing", "-o", "x.mp3"]) == 2
    assert "lexicon file" in capsys.readouterr().err
