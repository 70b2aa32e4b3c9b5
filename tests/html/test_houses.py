"""The benchmark of the reader splits pages by house, and scores readings without truth by agreement."""

from __future__ import annotations

import importlib
from collections import Counter
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "reader"


@pytest.fixture
def houses(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARK))
    return importlib.import_module("houses")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.harbour.example/a", "harbour.example"),
        ("https://news.harbour.co.uk/a", "harbour.co.uk"),
        ("https://co.uk/a", "co.uk"),
        ("https://fakehost/a", "label"),
        ("", "label"),
    ],
)
def test_a_house_is_a_registrable_domain(houses: ModuleType, address: str, name: str) -> None:
    assert houses.house(address, "label") == name


def test_no_two_parts_share_a_house(houses: ModuleType) -> None:
    scores = {"tok_f": 0.4, "leak_tok": 0.1}
    pages = [houses.Scored(f"harbour{n % 40}.example", scores) for n in range(80)]
    *parts, (last, whole) = houses.rows(pages)
    assert (last, whole["pages"], whole["houses"], whole["under 0.5"]) == ("all", 80, 40, 80)
    assert sum(figures["houses"] for _, figures in parts) == 40
    assert [name for name, _ in parts] == ["1", "2", "3", "4", "5"]


def test_readings_are_scored_by_the_words_that_two_keep(houses: ModuleType) -> None:
    def cmp(a: Counter[str], b: Counter[str]) -> tuple[int, int, int]:
        right = sum((a & b).values())
        return right, sum(a.values()) - right, sum(b.values()) - right

    def prf(right: int, foreign: int, lost: int) -> tuple[float, float, float]:
        return 0.0, 0.0, 2 * right / (2 * right + foreign + lost)

    bench = SimpleNamespace(toks=str.split, cmp=cmp, prf=prf)
    first, second, third = houses.agreed(["a b c", "a b", "a d"], bench)
    assert (first["tok_f"], first["leak_tok"]) == (0.8, pytest.approx(1 / 3))
    assert (second["tok_f"], second["leak_tok"]) == (1.0, 0.0)
    assert third["leak_tok"] == 0.5


def test_a_page_s_own_address_is_the_one_that_it_states(houses: ModuleType) -> None:
    page = b'<link rel="canonical" href="https://www.harbour.example/boats">'
    assert houses.stated_address(page) == "https://www.harbour.example/boats"
    assert houses.stated_address(b"<p>Boats</p>") == ""
