"""Chapters as podcast apps read them: JSON chapters 1.2 (podcast namespace, docs/examples/chapters)."""

from __future__ import annotations

import json

from publish.model.narration import Narration
from publish.model.times import milliseconds
from publish.web.timing import marks

MEDIA_TYPE = "application/json+chapters"


def write_chapters(narration: Narration) -> bytes:
    """JSON chapters 1.2, of the podcast namespace: each chapter's title, begin and end in seconds."""
    starts = marks(narration)
    ends = [mark.begin for mark in starts[1:]] + [milliseconds(narration.frames, narration.rate) / 1000]
    chapters = [
        {"startTime": mark.begin, "endTime": end, "title": mark.title}
        for mark, end in zip(starts, ends, strict=True)
    ]
    text = json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False, indent=1)
    return (text + "\n").encode()
