"""Projects to build in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pipeline.project import Project


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows the covers of the usual article, which take longer to draw than all else."""
    result = Project(tmp_path_factory.mktemp("seed"))
    result.write("sea")
    result.build(options=result.options(("epub", "web")))
    store = tmp_path_factory.mktemp("store")
    shutil.copytree(result.store / "cover", store / "cover")
    return store


@pytest.fixture
def project(tmp_path: Path, seed: Path) -> Project:
    result = Project(tmp_path, seed)
    result.write("sea")
    return result


@pytest.fixture
def new_project(tmp_path: Path, seed: Path) -> Callable[[str], Project]:
    return lambda name: Project(tmp_path / name, seed)
