"""Completion in the real shells: what each offers after a few letters."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from publish.cli import main
from tests.needs import needs

# what is typed -> what is offered
TYPED = {
    "publish bu": {"build"},
    "publish build --on": {"--only"},
    "publish build --runner ": {"local", "ray"},
    "publish store ": {"info", "prune", "verify"},
    "publish completion f": {"fish"},
    "publish build sto": {"story.html"},
    "publish report -o boo": {"books/"},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "story.html").write_text("x")
    (tmp_path / "books").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(shell: str, place: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The completion script of a shell, in a file."""
    assert main(["completion", shell]) == 0
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(capsys.readouterr().out, "utf-8")
    return place


def output(*command: str, **settings: str) -> str:
    environment = {**os.environ, "TERM": "xterm", **settings}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("typed", TYPED)
def test_bash(typed: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs("bash")
    script = written("bash", folder / "shell/publish", capsys)
    words = [*shlex.split(typed), *([""] if typed.endswith(" ") else [])]
    program = (
        f"source {script}; COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1};"
        f"COMP_LINE={shlex.quote(typed)}; COMP_POINT={len(typed)};"
        f"_shtab_publish publish {shlex.quote(words[-1])} {shlex.quote(words[-2])};"
        "printf '%s\\n' \"${COMPREPLY[@]}\"; complete -p publish"
    )
    *offered, registered = output("bash", "--norc", "-c", program).splitlines()
    assert {word.rstrip("/ ") for word in offered} == {word.rstrip("/") for word in TYPED[typed]}
    assert registered == "complete -o bashdefault -F _shtab_publish publish"


@pytest.mark.parametrize("typed", TYPED)
def test_fish(typed: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs("fish")
    script = written("fish", folder / "shell/publish.fish", capsys)
    program = f"source {script}; complete -C {shlex.quote(typed)}"
    offered = output("fish", "--no-config", "-c", program, HOME=str(folder / "home")).splitlines()
    assert {line.split("\t")[0] for line in offered} == TYPED[typed]


_ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=READY; unset zle_bracketed_paste; fpath=({place} $fpath)'
zpty -w shell 'autoload -U compinit; compinit -u -D; echo "BE""GUN"'
zpty -r shell heard '*BEGUN*READY*'
zpty -n -w shell {typed}$'\\t\\t'
zpty -n -w shell $'\\C-e# END'
zpty -r shell heard '*# END*'
print -r -- $heard
"""


@pytest.mark.parametrize("typed", TYPED)
def test_zsh(typed: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs("zsh")
    place = written("zsh", folder / "shell/_publish", capsys).parent
    program = _ZSH.format(place=place, typed=shlex.quote(typed))
    shown = re.sub(r"\x1b\[[\d;?]*[A-Za-z]|[\x07\x08\r]", "", output("zsh", "-f", "-c", program))
    assert all(word in shown for word in TYPED[typed]), shown
