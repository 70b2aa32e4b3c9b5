"""How to install what an optional part of the program needs."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

DISTRIBUTION = "publish-aloud"
"""What the program is called where packages are installed from: another project is called `publish` there."""


@cache
def how_to_get(extra: str, module: str = "") -> str:
    """The command that brings what an extra of this project names, for the way in which it was installed.

    It names the packages themselves, since the program may have been installed
    from a file. `module` is what is missing, for a package that no extra names.
    """
    names = [f"'{name}'" for name in _wanted(extra) or [module or extra]]
    prefix = Path(sys.prefix)
    if "pipx" in prefix.parts:
        return f"pipx inject {DISTRIBUTION} {' '.join(names)}"
    if any(part.startswith("archive-v") for part in prefix.parts):  # uvx runs it out of its cache
        return f"uvx {' '.join(f'--with {name}' for name in names)} --from {DISTRIBUTION} publish"
    if _made_by_uv(prefix):  # an environment without pip
        return f"uv pip install --python {prefix} {' '.join(names)}"
    return f"pip install {' '.join(names)}"


def _made_by_uv(prefix: Path) -> bool:
    try:
        return re.search(r"^uv\s*=", (prefix / "pyvenv.cfg").read_text("utf-8"), re.MULTILINE) is not None
    except OSError:
        return False


def _wanted(extra: str) -> list[str]:
    """The requirements of an extra, as our own metadata have them."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        known = requires(DISTRIBUTION) or []
    except PackageNotFoundError:  # run from a folder of sources that is not installed
        return [f"{DISTRIBUTION}[{extra}]"]
    pairs = (line.partition(";") for line in known)
    return [name.strip() for name, _, marker in pairs if re.search(rf"extra == ['\"]{extra}['\"]", marker)]
