"""Clips -> Narration: stitching, levelling, encoding, tags."""

from __future__ import annotations

from publish.audio.inspect_mp3 import Look, look
from publish.audio.loudness import Loudness
from publish.audio.loudness_blocks import Levels
from publish.audio.lpf import lpf
from publish.audio.m4b import m4b
from publish.audio.mp3 import encoder, wav
from publish.audio.narrate import Told, join, marks, measure, narration
from publish.audio.presets import bitrate
from publish.audio.samples import RATE
from publish.audio.stitch import Part, Track, section
from publish.audio.tags import Mark, Tags, id3, tag

__all__ = [
    "RATE",
    "Levels",
    "Look",
    "Loudness",
    "Mark",
    "Part",
    "Tags",
    "Told",
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
