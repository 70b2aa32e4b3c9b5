"""A false reading that changes the meaning is not made, and the twin that looks like it is still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.speech import spoken
from tests.speech.spoken_cases import right

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "traps.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("lang", "trap", "said", "twin", "twin_said"), ROWS)
def test_traps_and_their_twins(lang: str, trap: str, said: str, twin: str, twin_said: str) -> None:
    assert right(spoken(trap, lang), tuple(said.split("|"))), spoken(trap, lang)
    assert right(spoken(twin, lang), tuple(twin_said.split("|"))), spoken(twin, lang)
