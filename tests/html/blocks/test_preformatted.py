"""Preformatted prose is read as paragraphs; code, tables and drawings stay as they are."""

from __future__ import annotations

import pytest

from publish.html.blocks.preformatted import is_prose
from tests.html.shown import shown

RFC = """\
1.  Introduction

   The protocol lets two harbours tell each other which ferries are late,
   and says how a harbour that cannot be reached is told from one that is
   silent because it has nothing to say.

   +--------+        +--------+
   | North  | -----> | South  |
   +--------+        +--------+

   A message holds the name of the ferry and the time at which it left."""
POEM = """\
The tide comes in, the tide goes out,
the ferry waits below,
and nobody on board the boat
can tell which way to go."""
CODE = """\
def wait(ferry):
    for hour in range(24):
        if ferry.late > hour:
            print("late", hour)
    return ferry.late * 2"""
SHELL = "$ publish build source -o output --voice hibari:heart\nplaced output/story/story.epub and more here"
COMMENTED = "# The ferry is late and nobody in the harbour knows why\nlate = True\nwhy = None\nhours = 3"


@pytest.mark.parametrize("text", [RFC, POEM])
def test_prose_is_prose(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize("text", [CODE, SHELL, COMMENTED, "make all", ""])
def test_code_is_no_prose(text: str) -> None:
    assert not is_prose(text)


def test_prose_becomes_paragraphs_and_a_drawing_stays() -> None:
    lines = shown(f"<pre>{RFC}</pre>")
    assert lines[0] == "1. Introduction"
    assert lines[1].startswith("The protocol lets two harbours tell each other which ferries are late, and")
    assert lines[2].startswith("code '   +-----")
    assert lines[3] == "A message holds the name of the ferry and the time at which it left."


def test_lines_of_verse_keep_their_ends() -> None:
    assert " / ".join(POEM.split("\n")) in shown(f"<pre>{POEM}</pre>")


def test_text_that_is_named_code_stays_code() -> None:
    assert shown(f"<pre><code>{POEM}</code></pre>")[0].startswith("code ")
    assert shown(f'<pre class="language-text">{POEM}</pre>')[0].startswith("code ")
