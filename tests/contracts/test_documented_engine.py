"""The engine of docs/engines.md is one: its code is taken from the page and held to the contract."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from publish.testing import ContractBrokenError
from tests.docs.examples import examples
from tests.needs import ROOT

PAGE = ROOT / "docs" / "engines.md"


def install(folder: Path) -> None:
    """Put the page's files into a folder of the path, with what an installer would write beside them."""
    files = {example.title: example.text for example in examples(PAGE) if example.title}
    for name, text in files.items():
        (folder / name).write_text(text)
    project = tomllib.loads(files["pyproject.toml"])["project"]
    info = folder / f"{project['name']}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    ((group, points),) = project["entry-points"].items()
    lines = [f"[{group}]", *(f"{name} = {target}" for name, target in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    install(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_the_documented_engine_keeps_the_contract(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own test passes, and fails as soon as the engine loses a clip."""
    monkeypatch.syspath_prepend(str(package))
    from test_parrot import Parrot, test_parrot_keeps_the_contract  # type: ignore[import-not-found]

    test_parrot_keeps_the_contract()
    whole = Parrot.speak
    monkeypatch.setattr(Parrot, "speak", lambda self, speeches: list(whole(self, speeches))[1:])
    with pytest.raises(ContractBrokenError):
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
