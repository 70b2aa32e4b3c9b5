"""What a test needs from the machine: without it the test is skipped, but under CI=true it fails."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent


def needs(*names: str) -> None:
    """Skip the test unless each name is a program or a module that can be imported."""
    for name in names:
        if not program(name) and not _importable(name):
            missing(f"{name} is not on this machine")


def program(name: str) -> str | None:
    """Where a program is: beside this interpreter, as a package brings it, else on the PATH."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def missing(reason: str) -> NoReturn:
    """Skip the running test; fail it under CI=true, where everything ought to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def shared(*parts: str) -> Path:
    """A file of the corpus: in the folder that PUBLISH_SHARED names, else in `shared` beside the checkout.

    The corpus belongs to others and cannot travel with the project, so without
    it a test is skipped everywhere.
    """
    folder = Path(os.environ.get("PUBLISH_SHARED") or ROOT.parent / "shared")
    path = folder.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no corpus here: {'/'.join(parts)} is not in the shared folder")
    return path


def _importable(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
