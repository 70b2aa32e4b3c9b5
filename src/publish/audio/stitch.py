"""Clips -> the audio of one section, and sections -> the Narration.

Trim, space, level, limit, encode, measure. A section is worked on in pieces of
about a minute, so that an hour of it takes no more memory than they do, so that
two cores can share it, and so that a sentence that is changed costs its piece.
Where pieces begin and end depends on the clips and the sentences' ids alone: the
bytes are the same for any number of jobs.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from publish.audio.loudness import (
    PRESETS,
    Gains,
    Levels,
    Loudness,
    Preset,
    Survey,
    bitrate,
    decibels,
    limited,
    surveyed,
    true_peak,
)
from publish.audio.mp3 import DELAY, FRAME, TAIL, decode, encode, turned_down
from publish.audio.samples import (
    RATE,
    AudioSegment,
    at_rate,
    joined,
    length,
    segment,
    silence,
    trimmed,
    with_room_tone,
)
from publish.audio.tags import Mark
from publish.config import Sound
from publish.errors import AudioError
from publish.model.digest import of_value
from publish.model.narration import Chapter, Clip, Cue, Narration, SectionAudio, Utterance
from publish.model.times import frames_of, milliseconds

if TYPE_CHECKING:
    from publish.audio.samples import Samples


AFTER_CHIME_MS = 350
_NOTES = ((523.25, 0.0), (783.99, 0.16))  # hertz, seconds: C5 and the G above it
_LENGTH_S = 1.1
_AMPLITUDE = 0.06


@functools.cache
def chime() -> Samples:
    """About a second at `RATE`; each note swells for a hundredth of a second and dies away."""
    time = np.arange(round(RATE * _LENGTH_S)) / RATE
    sound = np.zeros(len(time))
    for hertz, begin in _NOTES:
        since = np.maximum(time - begin, 0)
        swell = np.minimum(since / 0.012, 1) * np.exp(-5.5 * since)
        sound += swell * (np.sin(2 * np.pi * hertz * since) + 0.2 * np.sin(4 * np.pi * hertz * since))
    fade = np.minimum(1, (time[-1] - time) / 0.1)
    samples: Samples = (_AMPLITUDE * sound * fade).astype(np.float32)
    return samples


Part = tuple[Utterance, Clip]

LEAST_PIECE_S, MOST_PIECE_S = 30, 90
LEAD_MS = 40
"""A cue begins so much before its sound: a player that seeks there does not clip the first consonant."""
_ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Track:
    """One section's audio: whole MPEG frames, `frames` sample frames as decoded, cues in order.

    The cues cover all of it without a gap: a sentence's cue holds its pause too.
    """

    mp3: bytes
    frames: int
    rate: int
    cues: tuple[Cue, ...]
    levels: Levels


@dataclass(frozen=True, slots=True)
class Piece:
    """Some sentences of a section, encoded: whole MPEG frames, and the frames at which each begins."""

    mp3: bytes
    frames: int
    onsets: tuple[int, ...]
    levels: Levels


Keep = Callable[[str, Callable[[], Piece]], Piece]
"""Gives a piece as kept from an earlier build, under a digest of all that it is made of, or makes it."""


def section(parts: Sequence[Part], sound: Sound, jobs: int = 2, keep: Keep | None = None) -> Track:
    """The audio of one section. `parts` is read twice, so it may load its clips as they are asked for.

    Of a section of several pieces, those that `keep` gives are not made again.
    Raises AudioError when there is nothing to stitch or ffmpeg fails.
    """
    if not parts:
        raise AudioError("a section without a sentence cannot be stitched")
    preset = PRESETS[sound.loudness]
    surveys, gains = surveyed(parts, preset)
    work = _Work(parts, surveys, gains, preset, sound)
    runs = _runs(surveys)
    make = functools.partial(work.kept, keep) if keep is not None and len(runs) > 1 else work.piece
    return _track(surveys, _mapped(make, runs, jobs))


def _mapped(work: Callable[[range], Piece], runs: list[range], jobs: int) -> list[Piece]:
    if jobs < 2 or len(runs) < 2:
        return [work(run) for run in runs]
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(work, runs))


def _runs(surveys: list[Survey]) -> list[range]:
    """The pieces as runs of parts, of `LEAST_PIECE_S` to about `MOST_PIECE_S` seconds.

    The checksum of a sentence's id says whether a piece ends with it: where one
    sentence is changed, only the pieces around it become others.
    """
    lengths = [survey.frames + survey.pause for survey in surveys]
    bounds, so_far, left = [0], 0, sum(lengths)
    for end, (survey, frames) in enumerate(zip(surveys, lengths, strict=True), 1):
        so_far, left = so_far + frames, left - frames
        ends = so_far >= MOST_PIECE_S * RATE or zlib.crc32(survey.id.encode()) % _ONE_IN == 0
        if ends and min(so_far, left) >= LEAST_PIECE_S * RATE:
            bounds.append(end)
            so_far = 0
    return [range(begin, end) for begin, end in pairwise([*bounds, len(surveys)])]


_ONE_IN = 4  # sentences may end a piece


@dataclass(frozen=True, slots=True)
class _Work:
    """One section with all that is needed to make a piece of it."""

    parts: Sequence[Part]
    surveys: Sequence[Survey]
    gains: Gains
    preset: Preset
    sound: Sound

    def kept(self, keep: Keep, run: range) -> Piece:
        """One run as it was made before, or made now."""
        piece = keep(self.digest(run), functools.partial(self.piece, run))
        return piece if len(piece.onsets) == len(run) else self.piece(run)

    def digest(self, run: range) -> str:
        """Of all that a piece is made of."""
        head = self.parts[0][0].role if run.start == 0 else ""
        parts = tuple((self.surveys[index].clip, self.pause(index), self.gain(index)) for index in run)
        return of_value((parts, head, self.preset, self.sound))

    def piece(self, run: range) -> Piece:
        """One run, encoded; once more with a lower ceiling as long as the decoded peak is too high."""
        ceiling = self.preset.limit
        for _ in range(_ATTEMPTS):
            pcm, onsets = self.stitched(run, ceiling)
            mp3 = encode(pcm, bitrate(self.sound))
            decoded = decode(mp3)
            peak = true_peak(decoded)
            excess_db = decibels(peak) - self.preset.ceiling_dbtp
            if excess_db <= 0:
                break
            ceiling *= 10 ** (-(excess_db + 0.1) / 20)
        return Piece(mp3, len(pcm) // 2, onsets, Levels.of(decoded, peak))

    def stitched(self, run: range, ceiling: float) -> tuple[bytes, tuple[int, ...]]:
        """A run's samples, whole MPEG frames that end in silence, and where each part begins in them."""
        segments = list(self.head()) if run.start == 0 else []
        at, onsets = sum(map(length, segments)), []
        for index in run:
            sound, pause = self.spoken(index, ceiling), self.pause(index)
            onsets.append(at)
            at += length(sound) + pause
            segments += [sound, silence(pause)]
        lacking = max(0, TAIL - pause)
        segments.append(silence(lacking + -(at + lacking) % FRAME))
        pcm = joined(segments).raw_data
        return with_room_tone(pcm, TAIL) if self.sound.room_tone else pcm, tuple(onsets)

    def head(self) -> Iterator[AudioSegment]:
        """What stands before the first sentence: a little silence, and the chime where there is one."""
        yield silence(frames_of(self.preset.head_ms, RATE))
        if self.sound.chime and self.parts[0][0].role == "heading":
            yield segment(chime())
            yield silence(frames_of(AFTER_CHIME_MS, RATE))

    def spoken(self, index: int, ceiling: float) -> AudioSegment:
        """A part's sound, levelled and limited, and turned up by what the encoder will turn it down."""
        levelled = at_rate(*trimmed(self.parts[index][1])) * np.float32(self.gain(index))
        return segment(limited(levelled, ceiling, RATE) / np.float32(turned_down(bitrate(self.sound))))

    def gain(self, index: int) -> float:
        """What a part's amplitude is multiplied by."""
        return self.gains[self.surveys[index].voice]

    def pause(self, index: int) -> int:
        """The frames of silence after a part; the last one makes room at the section's end."""
        least = frames_of(self.preset.tail_ms, RATE) if index == len(self.surveys) - 1 else 0
        return max(self.surveys[index].pause, least)


def _track(surveys: list[Survey], pieces: list[Piece]) -> Track:
    lead = frames_of(LEAD_MS, RATE)
    onsets: list[int] = []
    at = 0
    for piece in pieces:
        onsets += [at + onset + DELAY for onset in piece.onsets]
        at += piece.frames
    begins = [0, *(onset - lead for onset in onsets[1:])]
    moved = (
        tuple(replace(word, first=onset + word.first, last=onset + word.last) for word in survey.words)
        for onset, survey in zip(onsets, surveys, strict=True)
    )
    ids = (survey.id for survey in surveys)
    cues = tuple(Cue(*cue) for cue in zip(ids, begins, [*begins[1:], at], moved, strict=True))
    mp3 = b"".join(piece.mp3 for piece in pieces)
    return Track(mp3, at, RATE, cues, Levels.joined(piece.levels for piece in pieces))


# --- the whole narration -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SectionTrack:
    """A section's audio without its bytes: what a narration needs of a track."""

    section_id: str
    title: str
    file: str
    frames: int
    cues: tuple[Cue, ...]
    levels: Levels


def narration(voice: str, narrator: str, tracks: Sequence[SectionTrack]) -> Narration:
    """The stitched whole, from its sections in order. Each section is a chapter."""
    sections, begin = [], 0
    for track in tracks:
        sections.append(
            SectionAudio(track.section_id, track.title, track.file, begin, track.frames, track.cues)
        )
        begin += track.frames
    loudness = Levels.joined(track.levels for track in tracks).loudness()
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
