"""The data files beside the modules that read them."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def text(package: str, name: str) -> str:
    """A text file of a package, by its path from there. Raises FileNotFoundError."""
    return resources.files(package).joinpath(name).read_text("utf-8")


def table(package: str, name: str) -> dict[str, Any]:
    """A TOML file of a package, by its path from there. Raises FileNotFoundError."""
    return tomllib.loads(text(package, name))
