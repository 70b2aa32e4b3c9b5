"""Every module of tests is collected: one in a folder that pytest passes over would never run."""

from __future__ import annotations

import pytest

from tests.conftest import COLLECTED
from tests.needs import ROOT


def test_every_test_module_is_collected(pytestconfig: pytest.Config) -> None:
    """pytest's default `norecursedirs` names `build`, `dist` and more; modules in such a folder never run."""
    if pytestconfig.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        pytest.skip("only some of the tests were asked for")
    collected = pytestconfig.stash[COLLECTED]
    modules = set((ROOT / "tests").rglob("test_*.py"))
    assert {path for path in modules if "node_modules" not in path.parts} - collected == set()
