"""A library is loaded without what we do not use; a program that we are part of still has all of it."""

from __future__ import annotations

import sys

import pytest

from publish.system.patches import without


def test_a_module_is_not_to_be_had_inside_and_there_again_after() -> None:
    import colorsys

    with without("colorsys"), pytest.raises(ImportError):
        __import__("colorsys")
    assert __import__("colorsys") is colorsys


def test_a_module_that_was_not_loaded_can_be_loaded_after() -> None:
    sys.modules.pop("colorsys", None)
    with without("colorsys"), pytest.raises(ImportError):
        __import__("colorsys")
    assert __import__("colorsys").rgb_to_hsv
