"""Narrations for the tests of books: each utterance a tone of its own, in real constant-rate MP3s."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg
import numpy as np

from publish.config import Config
from publish.model.article import Article
from publish.model.narration import Chapter, Cue, Narration, Script, SectionAudio
from publish.script import Share, shares, write_script
from publish.speech.lexicon import Lexicon
from tests.times import word_times

RATE = 24_000


@dataclass(frozen=True)
class Told:
    script: Script
    narration: Narration
    audio: Mapping[str, bytes]
    hertz: Mapping[str, float]


@cache
def told(article: Article) -> Told:
    """An article narrated in tones, 40 Hz apart, about half a second each."""
    script = write_script(article, Config(), Lexicon())
    hertz = {u.id: 300.0 + 40 * n for n, u in enumerate(script.utterances)}
    sections: list[SectionAudio] = []
    audio: dict[str, bytes] = {}
    whole = 0
    for share in shares(article, script):
        cues, pcm = _sounded(share, hertz)
        audio[share.file] = mp3(pcm)
        frames = decoded_frames(audio[share.file])
        sections.append(SectionAudio(share.section_id, share.title, share.file, whole, frames, cues))
        whole += frames
    chapters = tuple(Chapter(section.title, section.begin) for section in sections)
    narrator = "Synthetic voice: Tone (test)"
    named = tuple(u.id for u in script.utterances if not u.read)
    narration = Narration(
        "tone", narrator, RATE, whole, tuple(sections), chapters, -16.0, -1.0, announced=named
    )
    return Told(script, narration, audio, hertz)


def _sounded(share: Share, hertz: Mapping[str, float]) -> tuple[tuple[Cue, ...], bytes]:
    cues: list[Cue] = []
    pieces: list[np.ndarray[tuple[int], np.dtype[np.int16]]] = []
    at = 0
    for n, utterance in enumerate(share.utterances):
        frames = round(RATE * (0.5 + 0.03 * (n % 5)))
        wave = 0.3 * np.sin(2 * np.pi * hertz[utterance.id] * np.arange(frames) / RATE)
        silence = round(RATE * utterance.pause_ms / 4000)
        pieces += [(wave * 32767).astype(np.int16), np.zeros(silence, np.int16)]
        cues.append(Cue(utterance.id, at, at + frames, word_times(utterance.spoken, at, frames)))
        at += frames + silence
    return tuple(cues), np.concatenate(pieces).tobytes()


def mp3(pcm: bytes, kbps: int = 64) -> bytes:
    """PCM as a constant-rate MP3 whose first frame tells decoders the encoder's delay."""
    with TemporaryDirectory() as folder:
        # Written to a file: only there can ffmpeg go back and fill in that first frame.
        path = Path(folder, "sound.mp3")
        form = ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
        _ffmpeg(pcm, *form, "-b:a", f"{kbps}k", "-map_metadata", "-1", "-fflags", "+bitexact", str(path))
        return path.read_bytes()


def decoded_frames(data: bytes) -> int:
    """The length of an MP3 in sample frames, as it is decoded."""
    return len(_ffmpeg(data, "-f", "mp3", "-i", "-", "-f", "s16le", "-ac", "1", "-")) // 2


def _ffmpeg(data: bytes, *arguments: str) -> bytes:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout
