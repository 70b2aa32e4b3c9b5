"""The timing table: every utterance with its begin and end in the whole narration.

Transcripts, chapters and the player take their times from here, so they agree
to the millisecond with each other and to the sample frame with the overlays.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from publish.model.episode import Mark
from publish.model.narration import Narration, Role, Script, Utterance
from publish.model.times import milliseconds

_CREDIT = re.compile(r"-r\d+\Z")
"""How the ids of a picture's credit end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the transcript; `begin_ms` and `end_ms` count from the start of the narration."""

    id: str
    begin_ms: int
    end_ms: int
    text: str
    role: Role
    section_id: str
    lang: str
    new_block: bool
    credit: bool = False


def lines(script: Script, narration: Narration) -> tuple[Line, ...]:
    """The lines of a narration in order: those of the script that sound.

    An element may be lit up twice, by its announcement and by its words; the
    order of script and cues tells the two apart.
    """
    said: dict[str, deque[Utterance]] = {}
    for utterance in script.utterances:
        said.setdefault(utterance.id, deque()).append(utterance)
    found: list[Line] = []
    block = ("", False)
    for id, begin, end in cues(narration):
        if waiting := said.get(id):
            utterance = waiting.popleft()
            shown = utterance.text if utterance.read else ""
            text = " ".join((shown or utterance.spoken).split())
            credit = utterance.role == "caption" and _CREDIT.search(id) is not None
            new = (utterance.block_id, credit) != block
            found.append(
                Line(id, begin, end, text, utterance.role, utterance.section_id, utterance.lang, new, credit)
            )
            block = (utterance.block_id, credit)
    return tuple(line for line in found if line.text)


def cues(narration: Narration) -> Iterator[tuple[str, int, int]]:
    """Each cue as (utterance id, begin, end) in milliseconds of the whole; no cue is empty or overlaps."""
    last = 0
    for section in narration.sections:
        for cue in section.cues:
            begin = max(last, milliseconds(section.begin + cue.begin, narration.rate))
            end = max(begin + 1, milliseconds(section.begin + cue.end, narration.rate))
            yield cue.utterance_id, begin, end
            last = end


def marks(narration: Narration) -> tuple[Mark, ...]:
    """The chapters with their begin in seconds, exact to the millisecond."""
    return tuple(
        Mark(chapter.title, milliseconds(chapter.begin, narration.rate) / 1000)
        for chapter in narration.chapters
    )
