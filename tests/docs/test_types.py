"""A program that uses the library as its guide shows passes a strict type checker, from outside."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.examples import examples
from tests.needs import ROOT

CODE = "".join(
    example.source
    for block in examples(ROOT / "docs" / "library.md")
    if block.kind == "pycon"
    for example in doctest.DocTestParser().get_examples(block.text)
)


def strictly(code: str, folder: Path) -> str:
    """What mypy says of a program in a folder of its own, without the project's settings."""
    (folder / "program.py").write_text(code, "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir",
        "cache",
        "program.py",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.mark.slow
def test_the_guides_examples_are_typed(tmp_path: Path) -> None:
    assert strictly(CODE, tmp_path) == "Success: no issues found in 1 source file\n"


@pytest.mark.slow
def test_the_types_of_what_is_given_and_taken_are_known(tmp_path: Path) -> None:
    wrong = "publish.read(3)", "publish.narrate(publish.read('a')).mp3.encode()", "publish.speak()"
    shown = strictly("\n".join(("import publish", *wrong, "")), tmp_path)
    assert [line.split(":")[1] for line in shown.splitlines() if ": error:" in line] == ["2", "3", "4"], shown
