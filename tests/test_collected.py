"""Every test module of the tree is collected: no folder has a name that pytest passes over."""

from __future__ import annotations

import subprocess
import sys

from tests.needs import ROOT


def test_every_test_module_is_collected() -> None:
    """pytest's default `norecursedirs` names `build`, `dist` and more; modules in such a folder never run."""
    collect = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    listed = subprocess.run(collect, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    collected = {line.partition("::")[0] for line in listed.splitlines() if "::" in line}
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert {name for name in modules if "node_modules" not in name} - collected == set()
