"""Libraries are loaded without what we do not use; a program that we are part of still has all of them."""

from __future__ import annotations

import subprocess
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


READ = """
import sys
from publish.html.dom import parse
parse("<p class=a>x</p>")
assert "soupsieve" not in sys.modules
from bs4 import BeautifulSoup
print(BeautifulSoup("<p class=a>x</p>", "lxml").select_one("p.a").text, "soupsieve" in sys.modules)
"""


@pytest.mark.slow
def test_selectors_are_loaded_by_their_first_use() -> None:
    output = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    assert output.stdout.split() == ["x", "True"]
    assert not output.stderr
