"""Import control: optional modules that cost start-up time."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def without(module: str) -> Iterator[None]:
    """Inside, a module is not to be had: a library that can do without it is loaded as if it were missing."""
    held = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if held is None:
            sys.modules.pop(module, None)
        else:
            sys.modules[module] = held
