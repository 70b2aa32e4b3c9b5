"""Floors under the reader's figures on real pages. They only move up.

The corpus belongs to others and is not part of the project: without it these
tests are skipped.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "reader"

# set -> figure -> floor; for figures in CEILINGS the highest value allowed.
FLOORS: dict[str, dict[str, float]] = {
    "gold": {
        "tok_f": 0.992,
        "leak_tok": 0.0125,
        "img_r_micro": 1.0,
        "cap_r_micro": 0.98,
        "cred_r": 1.0,
        "title_near": 1.0,
        "by_hit": 1.0,
        "date_hit": 1.0,
        "head_typed": 0.99,
        "lang_hit": 1.0,
    },
    "fundus": {
        "tok_f": 0.983,
        "leak_tok": 0.0245,
        "img_r_micro": 0.926,
        "cap_r_micro": 0.939,
        "cred_r": 0.984,
        "title_near": 0.904,
        # The truths of seven pages call the site itself the author (ORF.at, BBC News); the reader does not.
        "by_hit": 0.888,
        "date_hit": 1.0,
        "head_typed": 0.997,
        "lang_hit": 0.969,
    },
    "scrapinghub": {"tok_f": 0.979, "leak_tok": 0.0245},
    "messy": {
        "tok_f": 0.991,
        "leak_tok": 0.015,
        "img_r_micro": 1.0,
        "cap_r_micro": 1.0,
        "cred_r": 1.0,
        "title_near": 1.0,
        "by_hit": 1.0,
        "date_hit": 0.92,
        "head_typed": 1.0,
        "lang_hit": 1.0,
    },
}
CEILINGS = frozenset(("leak_tok",))


@pytest.mark.slow
@pytest.mark.parametrize("pages", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(pages: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARK))
    corpus, readers = importlib.import_module("corpus"), importlib.import_module("readers")
    if reason := corpus.missing():
        pytest.skip(reason)
    scores: dict[str, Any] = corpus.measure(readers.publish(), pages)
    assert scores["errors"] == 0
    fallen = {
        figure: (scores[figure], floor)
        for figure, floor in FLOORS[pages].items()
        if (scores[figure] > floor if figure in CEILINGS else scores[figure] < floor)
    }
    assert not fallen
    sys.modules.pop("corpus", None)
    sys.modules.pop("readers", None)
