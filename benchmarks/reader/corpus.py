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
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

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
