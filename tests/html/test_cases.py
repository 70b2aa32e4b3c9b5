"""Golden cases: what the reader makes of small pages of every pattern, part by part.

`PUBLISH_ACCEPT=1 pytest tests/html/test_cases.py` writes the golden files anew; a person reads the diff.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from publish.draft.page import Page
from publish.html.read import read
from publish.model.json import article_json

CASES = Path(__file__).resolve().parents[1] / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/article.html"))


def shape_of(name: str) -> dict[str, Any]:
    text = (CASES / name / "article.html").read_text("utf-8")
    reading = read(Page(name, f"{name}/article.html", text, "https://harbour.example/news/story"))
    shaped: dict[str, Any] = json.loads(json.dumps(article_json(reading.article, reading.problems)))
    return shaped


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_as_its_golden_case_says(name: str) -> None:
    shape = shape_of(name)
    golden = CASES / name / "article.json"
    if os.environ.get("PUBLISH_ACCEPT"):
        golden.write_text(json.dumps(shape, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    expected = json.loads(golden.read_text("utf-8"))
    for part in sorted(expected.keys() | shape.keys()):
        assert shape.get(part) == expected.get(part), f"{name}: {part}"
