"""The library that is changed as it is imported, with what earns it; there is no other.

`hibari` without `scipy.fft`: scipy takes as long to import as the voice to load, and
its transforms differ in the last bit from numpy's, which hibari uses where there is
no scipy. The sound of a sentence must not depend on whether scipy is installed.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any


def hibari_without_scipy(rfft: Callable[..., Any], irfft: Callable[..., Any]) -> ModuleType:
    """hibari, with these transforms in the place of scipy's. Raises ImportError where it is missing."""
    with without("scipy.fft"):
        hibari = importlib.import_module("hibari")
        dsp = importlib.import_module("hibari.dsp")
    dsp.rfft, dsp.irfft = rfft, irfft  # type: ignore[attr-defined]
    return hibari


@contextlib.contextmanager
def without(module: str) -> Iterator[None]:
    """Inside, a module cannot be imported: a library that can do without it is loaded that way."""
    present = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if present is None:
            sys.modules.pop(module, None)
        else:
            sys.modules[module] = present
