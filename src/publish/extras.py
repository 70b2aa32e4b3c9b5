"""What an optional part of the program needs, and how to get it: told where it is missing."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path


@cache
def how_to_get(extra: str, module: str = "") -> str:
    """The command that brings what an extra of this project names, for the way in which it was installed.

    It names the packages themselves: what is installed here may have come from
    a file, and an index may know another project under our name. `module` is
    what is missing, for an extra that is not ours.
    """
    wanted = " ".join(f"'{name}'" for name in _wanted(extra) or [module or extra])
    return f"pipx inject publish {wanted}" if "pipx" in Path(sys.prefix).parts else f"pip install {wanted}"


def _wanted(extra: str) -> list[str]:
    """The requirements of an extra, as our own metadata have them."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        known = requires("publish") or []
    except PackageNotFoundError:  # run from a folder of sources that is not installed
        return [f"publish[{extra}]"]
    pairs = (line.partition(";") for line in known)
    return [name.strip() for name, _, marker in pairs if re.search(rf"extra == ['\"]{extra}['\"]", marker)]
