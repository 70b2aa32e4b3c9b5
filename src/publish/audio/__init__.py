"""Clips -> Narration: stitching, levelling, encoding, tags."""

from __future__ import annotations

from publish.audio.audiobook import lpf, m4b
from publish.audio.loudness import Levels, Loudness, bitrate
from publish.audio.mp3 import Look, encoder, look, wav
from publish.audio.samples import RATE
from publish.audio.stitch import Part, Piece, SectionTrack, Track, join, marks, measure, narration, section
from publish.audio.tags import Mark, Tags, id3, tag

__all__ = [
    "RATE",
    "Levels",
    "Look",
    "Loudness",
    "Mark",
    "Part",
    "Piece",
    "SectionTrack",
    "Tags",
    "Track",
    "bitrate",
    "encoder",
    "id3",
    "join",
    "look",
    "lpf",
    "m4b",
    "marks",
    "measure",
    "narration",
    "section",
    "tag",
    "wav",
]
