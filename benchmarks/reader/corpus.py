"""The corpus of pages with what is true of them, and the yardstick that lies beside it.

Both are found in the folder named by the environment variable PUBLISH_SHARED,
else in `../shared` beside the checkout. They belong to others and are never
part of the project.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from houses import Scored, agreed, house, stated_address
from readers import Reader

SHARED = Path(os.environ.get("PUBLISH_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")


def missing() -> str:
    """Why nothing can be measured here, "" when all is there."""
    for path in (SHARED / "corpus" / "reading" / "gold", SHARED / "tools" / "reading" / "bench.py"):
        if not path.exists():
            return f"{path.relative_to(SHARED)} is not in {SHARED}; set PUBLISH_SHARED to its folder"
    return ""


def yardstick() -> ModuleType:
    """The scoring module beside the corpus."""
    path = SHARED / "tools" / "reading" / "bench.py"
    os.environ.setdefault("READING_CORPUS", str(SHARED / "corpus" / "reading"))
    spec = importlib.util.spec_from_file_location("reading_yardstick", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def measure(read: Reader, pages: str, every: int = 1) -> dict[str, Any]:
    """The scores of a reader on one set of pages, of every nth page."""
    bench = yardstick()
    found = [_page(bench, read, folder, truth) for folder, truth in _every(bench.load(pages), every)]
    scores: dict[str, Any] = bench.aggregate(found)
    return scores


def _every(items: Iterator[Any], every: int) -> Iterator[Any]:
    return (item for n, item in enumerate(items) if n % every == 0)


def _page(bench: ModuleType, read: Reader, folder: str, truth: dict[str, Any]) -> dict[str, Any]:
    data = (Path(folder) / "source.html").read_bytes()
    began, error = time.perf_counter(), ""
    try:
        answer = read(data, truth["url"])
    except Exception as failure:  # a reader that fails on a page has read nothing of it
        answer, error = {}, f"{type(failure).__name__}: {failure}"[:200]
    ms = (time.perf_counter() - began) * 1000
    shape = answer() if callable(answer) else answer
    return {"id": truth["id"], "ms": ms, "error": error, "score": bench.score(shape or {}, truth)}


def has_truth(pages: str) -> bool:
    """Whether it is known what the pages of a set hold."""
    return next((SHARED / "corpus" / "reading" / pages).glob("*/truth.json"), None) is not None


def by_house(read: Reader, pages: str, every: int = 1) -> list[Scored]:
    """The scores of a reader on each page of a set, of every nth page, with the page's house."""
    bench = yardstick()
    found = []
    for folder, truth in _every(bench.load(pages), every):
        own = truth.get("house") or house(truth["url"], truth["id"])
        found.append(Scored(own, _page(bench, read, folder, truth)["score"]))
    return found


def by_agreement(readers: Sequence[Reader], pages: str, every: int = 1) -> list[list[Scored]]:
    """The scores of each of several readers on the pages of a set without truth: see `houses.agreed`."""
    bench = yardstick()
    found: list[list[Scored]] = [[] for _ in readers]
    folders = sorted(path.parent for path in (SHARED / "corpus" / "reading" / pages).glob("*/source.html"))
    for folder in _every(iter(folders), every):
        html = (folder / "source.html").read_bytes()
        address = stated_address(html)
        texts = [_text(read, html, address) for read in readers]
        for scored, scores in zip(found, agreed(texts, bench), strict=True):
            scored.append(Scored(house(address, folder.name), scores))
    return found


def _text(read: Reader, html: bytes, address: str) -> str:
    try:
        answer = read(html, address)
    except Exception:  # a reader that fails on a page has read nothing of it
        return ""
    shape = answer() if callable(answer) else answer
    return str(shape.get("text") or "")
