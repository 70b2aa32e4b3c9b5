"""What commands load before they answer, in counts, which are the same on any machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COUNTING = """
import json, re._compiler, sys
counts = {"patterns": 0, "tables": 0}
compile = re._compiler.compile
def counted(*arguments):
    counts["patterns"] += 1
    return compile(*arguments)
re._compiler.compile = counted
def opened(event, arguments):
    counts["tables"] += event == "open" and str(arguments[0]).endswith(".toml")
sys.addaudithook(opened)
from publish.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(counts | {"modules": sorted(sys.modules)}), file=sys.stderr)
"""
HEAVY = ("PIL", "asyncio", "babel", "httpx", "numpy", "onnxruntime", "publish.covers", "publish.voices")
PARSERS = ("bs4", "lxml", "publish.html")
WORDS = "The keeper of the light told the crew of the boat to wait for the tide and that the wind was up. "


def loaded(*arguments: str) -> dict[str, Any]:
    """The names of the modules, and how many patterns were compiled and TOML files opened."""
    command = [sys.executable, "-c", COUNTING, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    counts: dict[str, Any] = json.loads(ran.stderr.splitlines()[-1])
    return counts


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    body = "".join(f"<p>{WORDS * 3}</p>" for _ in range(4))
    path.write_text(f"<html lang=en><title>A light</title><body><h1>A light</h1>{body}</body></html>")
    return str(path)


def test_reading_loads_what_a_page_needs(page: str) -> None:
    """No covers, no pictures, no network and no language model for a page of English text."""
    counts = loaded("read", page)
    assert [name for name in counts["modules"] if name.startswith(HEAVY)] == []
    assert len(counts["modules"]) <= 340
    assert counts["patterns"] <= 430
    assert counts["tables"] <= 90


def test_spoken_loads_one_grammar() -> None:
    counts = loaded("spoken", "It cost £5m.")
    assert [name for name in counts["modules"] if name.startswith((*HEAVY, *PARSERS))] == []
    assert len(counts["modules"]) <= 215
    assert counts["patterns"] <= 180
    assert counts["tables"] <= 8


def test_help_loads_no_command() -> None:
    counts = loaded("--help")
    assert len(counts["modules"]) <= 100
    assert counts["tables"] == 0
