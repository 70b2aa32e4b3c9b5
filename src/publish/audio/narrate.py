"""Tracks -> Narration: the beginning of each section, the chapters, the loudness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publish.audio.loudness import Loudness
from publish.audio.loudness_blocks import Levels
from publish.audio.mp3 import decode
from publish.audio.samples import RATE
from publish.audio.tags import Mark
from publish.model.narration import Chapter, Cue, Narration, SectionAudio
from publish.model.times import milliseconds


@dataclass(frozen=True, slots=True)
class Told:
    """A section's audio without its bytes: what a narration needs to know of a track."""

    section_id: str
    title: str
    file: str
    frames: int
    cues: tuple[Cue, ...]
    levels: Levels


def narration(voice: str, narrator: str, told: Sequence[Told]) -> Narration:
    """The stitched whole, from its sections in order. Each section is a chapter."""
    sections, begin = [], 0
    for one in told:
        sections.append(SectionAudio(one.section_id, one.title, one.file, begin, one.frames, one.cues))
        begin += one.frames
    loudness = Levels.joined(one.levels for one in told).loudness()
    chapters = tuple(Chapter(section.title, section.begin) for section in sections)
    return Narration(
        voice,
        narrator,
        RATE,
        begin,
        tuple(sections),
        chapters,
        loudness.lufs,
        loudness.true_peak_dbtp,
    )


def marks(narration: Narration) -> tuple[Mark, ...]:
    """The chapters with begin and end in milliseconds, for tags."""
    begins = [milliseconds(chapter.begin, narration.rate) for chapter in narration.chapters]
    ends = [*begins[1:], milliseconds(narration.frames, narration.rate)]
    titles = [chapter.title for chapter in narration.chapters]
    return tuple(Mark(*mark) for mark in zip(titles, begins, ends, strict=True))


def join(tracks: Iterable[bytes]) -> bytes:
    """The whole MP3 from the sections' MPEG frames. A big book writes them to a file one by one instead."""
    return b"".join(tracks)


def measure(mp3: bytes) -> Loudness:
    """Loudness and true peak of an MP3 as decoded. Raises AudioError."""
    return Levels.of(decode(mp3)).loudness()
