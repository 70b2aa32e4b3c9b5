"""The kept figures of the voices are above their floors, and their table shows them."""

from __future__ import annotations

import json

from benchmarks.voices.__main__ import FIGURES, README, below, floors, table


def test_the_kept_figures_are_above_their_floors_and_in_the_table() -> None:
    kept = json.loads(FIGURES.read_text("utf-8"))
    assert [fault for key, row in kept["figures"].items() for fault in below(kept, row, key)] == []
    assert table(kept["figures"]) in README.read_text("utf-8")


def test_floors_only_rise() -> None:
    row = {"right": 90.0, "naturalness": 4.0, "speed": 2.0}
    old = {"right": 89.0, "naturalness": 3.0}
    assert floors(row, old) == {"right": 89.0, "naturalness": 3.85, "speed": 1.0}
    assert below({"floors": {"fr=x": old}}, {**row, "right": 80.0}, "fr=x") == ["fr=x: right 80.0 < 89.0"]
