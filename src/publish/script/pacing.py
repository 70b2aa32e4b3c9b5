"""Pause and pace of each role.

The pauses are those of a newsreader: a breath between sentences, a longer one
between paragraphs, and the longest round headings, so that the shape of the
article can be heard. All in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

from publish.model.narration import Role


@dataclass(frozen=True, slots=True)
class Manner:
    """`sentence_ms` follows a sentence in its block, `block_ms` its last; `pace` 1.0 is the voice's own."""

    sentence_ms: int
    block_ms: int
    pace: float = 1.0


MANNERS: dict[Role, Manner] = {
    "title": Manner(450, 850, 0.97),
    "byline": Manner(350, 500),
    "heading": Manner(400, 750, 0.97),
    "body": Manner(420, 700),
    "quote": Manner(430, 720, 0.97),
    "list": Manner(380, 540),
    "table": Manner(320, 540, 0.95),
    "caption": Manner(380, 700),
    "note": Manner(380, 580),
    "aside": Manner(420, 700),
    "code": Manner(350, 650, 0.95),
    "closing": Manner(400, 650),
}

CLAUSE_MS = 200
"""Inside a sentence that is said in several parts because it is long: the pause of a comma."""

SECTION_MS = 1200
"""After the last sentence before a heading."""

BREAK_MS = 1400
"""After the last sentence before a thematic break: the break is heard as silence."""
