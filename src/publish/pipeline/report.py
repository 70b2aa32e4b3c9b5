"""`report.json`: products, duration, loudness and problems of an article."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from publish.model.json import problem_json
from publish.model.walk import figures, text_of
from publish.pipeline.digest import of_value
from publish.pipeline.state import ProductRecord
from publish.pipeline.steps import step

if TYPE_CHECKING:
    from publish.pipeline.products import Making, Work

NAME = "report.json"


def making(work: Work, records: Mapping[str, ProductRecord], lengths: Mapping[str, int]) -> Making:
    """The report as a product."""
    from publish.pipeline.products import Making

    content = dump(report(work, records, lengths))
    return Making(work.path(NAME), None, step("web", "report", content=of_value(content)), lambda: content)


def report(work: Work, records: Mapping[str, ProductRecord], lengths: Mapping[str, int]) -> dict[str, Any]:
    """The shape of `report.json`: seconds and bytes; null where there is no narration."""
    article, narration = work.prepared.article, work.spoken.narration if work.spoken else None
    return {
        "slug": article.slug,
        "title": article.title,
        "language": article.lang,
        "voice": narration.voice if narration else None,
        "narrator": narration.narrator if narration else None,
        "voice_reason": work.spoken.reason if work.spoken else None,
        "duration": round(narration.duration, 3) if narration else None,
        "loudness_lufs": narration.loudness_lufs if narration else None,
        "true_peak_dbtp": narration.true_peak_dbtp if narration else None,
        "sections": [
            {
                "title": section.title,
                "file": f"audio/{section.file}",
                "begin": round(section.begin / narration.rate, 3),
                "duration": round(section.frames / narration.rate, 3),
            }
            for section in (narration.sections if narration else ())
            if narration
        ],
        "images": [
            {
                "src": figure.image.src,
                "name": figure.image.name,
                "alt": figure.alt,
                "alt_source": figure.alt_source,
                "caption": text_of(figure.caption),
                "credit": text_of(figure.credit),
            }
            for figure in figures(article)
        ],
        "problems": [problem_json(problem) for problem in work.prepared.problems],
        "products": [
            {"path": path, "bytes": lengths[path], "sha256": records[path].digest} for path in sorted(lengths)
        ],
    }


def dump(table: dict[str, Any]) -> bytes:
    return (json.dumps(table, indent=1, ensure_ascii=False) + "\n").encode()
