"""How each role is said: the silence after it and the pace.

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
    "title": Manner(400, 750, 0.97),
    "byline": Manner(300, 450),
    "heading": Manner(350, 700, 0.97),
    "body": Manner(330, 620),
    "quote": Manner(350, 650, 0.97),
    "list": Manner(300, 480),
    "table": Manner(280, 480, 0.95),
    "caption": Manner(300, 620),
    "note": Manner(300, 520),
    "aside": Manner(330, 620),
    "code": Manner(300, 600, 0.95),
    "closing": Manner(350, 600),
}

ANNOUNCEMENT_MS = 180
"""After a word that only announces what follows: shorter than a breath, so that it leans forward."""

SECTION_MS = 1150
"""After the last sentence before a heading."""

BREAK_MS = 1300
"""After the last sentence before a thematic break: the break is heard as silence."""
