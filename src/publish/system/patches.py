"""Two libraries, changed as they are imported, and the reason for each; no other is changed.

`bs4` without its CSS selectors (soupsieve): nothing here selects by CSS, and soupsieve
takes 30 of the 215 ms of processor time that importing bs4 does. It is imported at
its first use, so that a program of which this is a part has it as ever.

`hibari` without `scipy.fft`: scipy takes as long to import as the voice to load, and
its transforms differ in the last bit from numpy's, which hibari uses where there is
no scipy. The sound of a sentence must not depend on whether scipy is installed.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import warnings
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any


@contextlib.contextmanager
def bs4_without_selectors() -> Iterator[None]:
    """Inside, bs4 is imported without soupsieve."""
    if "bs4" in sys.modules:
        yield
        return
    with without("soupsieve"), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield
    sys.modules["bs4.css"].soupsieve = _AtFirstUse("soupsieve")  # type: ignore[attr-defined]


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


class _AtFirstUse:
    """A module that is imported when something of it is used."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        return getattr(importlib.import_module(self._name), name)
