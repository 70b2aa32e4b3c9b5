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
        "tok_f": 0.99,
        "leak_tok": 0.016,
        "img_r_micro": 0.99,
        "cap_r_micro": 0.97,
        "cred_r": 0.99,
        "title_near": 1.0,
        "by_hit": 1.0,
        "date_hit": 1.0,
        "head_typed": 0.98,
    },
    "fundus": {
        "tok_f": 0.968,
        "leak_tok": 0.044,
        "img_r_micro": 0.92,
        "cap_r_micro": 0.91,
        "cred_r": 0.91,
        "by_hit": 0.93,
        "date_hit": 0.98,
        "lang_hit": 0.96,
    },
    "scrapinghub": {"tok_f": 0.963, "leak_tok": 0.04},
    "messy": {"tok_f": 0.968, "leak_tok": 0.044, "cap_r_micro": 0.97, "title_near": 1.0, "by_hit": 1.0},
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
