"""The engine of docs/engines.md is one: its code is taken from the page and held to the contract."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import ROOT

PAGE = ROOT / "docs" / "engines.md"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, code in re.findall(r"```python\n# (\w+\.py)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        (tmp_path / name).write_text(code)
    info = tmp_path / "parrot-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: parrot\nVersion: 1.0\n")
    (group,) = re.findall(r"entry-points\.\"(.*?)\"\]\n(.*?)\n```", PAGE.read_text("utf-8"), re.DOTALL)
    (info / "entry_points.txt").write_text(f"[{group[0]}]\n{group[1].replace(chr(34), '')}\n")
    return tmp_path


def test_the_documented_engine_keeps_the_contract(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(package))
    from test_parrot import test_parrot_keeps_the_contract  # type: ignore[import-not-found]

    test_parrot_keeps_the_contract()


@pytest.mark.slow
def test_the_documented_engine_is_found_and_speaks(package: Path) -> None:
    code = """
import sys
from publish.config import Config
from publish.model.narration import Speech
from publish.voices import choose, open_engine, say, statuses
assert "parrot" in [status.engine for status in statuses()]
choice = choose("parrot:green", "en", Config())
print(choice.name, say(open_engine(choice), Speech("Pieces of eight.", "en")).rate)
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env={"PYTHONPATH": str(package)}, capture_output=True, text=True, check=False
    )
    assert done.stdout == "parrot:green 16000\n", done.stderr
