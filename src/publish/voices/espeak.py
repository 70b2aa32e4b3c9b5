"""The engine `espeak`: eSpeak NG from its wheel, more than a hundred languages, offline."""

from __future__ import annotations

import atexit
import os
import re
import select
import struct
import sys
import threading
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.narration import Clip, Speech
from publish.model.text import base_language
from publish.speech.homographs import respelt
from publish.speech.misaki import fingerprint
from publish.speech.word_times import Heard, matched, words_of
from publish.system.extras import how_to_get
from publish.system.processes import DEVNULL, PIPE, Program
from publish.voices.engine import Resolved, Status, quiet, sayable

WORDS_A_MINUTE = 160
_LIMIT_S = 60.0
_SWITCH = re.compile(r"\((?:\^?[a-z0-9-])+\)")
"""What eSpeak writes where it takes a word for one of another language: (en), or (^e^n)."""

_SILENT = 300
"""Samples below this in magnitude are the pause after a word."""

Mark = tuple[int, int]
"""A place in a text, and the sample frame at which a word there begins or a clause there ends."""


class Espeak:
    """eSpeak NG behind a process that is started when it is first needed, and again if it dies."""

    def __init__(self, voice: str) -> None:
        self.voice = voice
        self._lock = threading.Lock()
        self._process: Program | None = None
        self._rate = 0
        atexit.register(self.close)

    @property
    def fingerprint(self) -> str:
        own = f"espeak 3 {version('espeakng-loader')} {self.voice} {WORDS_A_MINUTE}"
        return f"{own} {fingerprint()}" if base_language(self.voice) == "en" else own

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield self._clip(speech)

    def _clip(self, speech: Speech) -> Clip:
        voice = _identifier(self.voice or speech.lang)
        if not sayable(speech.text):
            return quiet(22_050)
        written = respelt(speech.text) if base_language(speech.lang) == "en" else speech.text
        text = written.replace("\0", " ").encode("utf-8", "replace")
        pace = min(max(round(WORDS_A_MINUTE * speech.pace), 80), 450)
        pcm, marks = self._answer(f"{voice} {pace} {len(text)}\n".encode() + text)
        words = matched(speech.text, _heard(written, marks, pcm))
        return Clip(pcm, self._rate, words) if pcm else quiet(self._rate)

    def phonemes(self, texts: Sequence[str]) -> list[str]:
        """Each text's phonemes in the IPA, those of one sound tied by ^. Raises VoiceError."""
        voice = _identifier(self.voice)
        lines = "\n".join(" ".join(text.replace("\0", " ").split()) for text in texts)
        data = lines.encode("utf-8", "replace")
        answer, _ = self._answer(f"{voice} 0 {len(data)}\n".encode() + data)
        return [_SWITCH.sub("", line).strip() for line in answer.decode("utf-8", "replace").split("\n")]

    def _answer(self, request: bytes) -> tuple[bytes, list[Mark]]:
        with self._lock:
            try:
                return self._ask(request)
            except OSError as error:
                self.close()
                raise VoiceError(f"eSpeak stopped: {error}") from error

    def _ask(self, request: bytes) -> tuple[bytes, list[Mark]]:
        process = self._started()
        assert process.stdin is not None
        process.stdin.write(request)
        process.stdin.flush()
        deadline = time.monotonic() + _LIMIT_S
        length, count = struct.unpack("<ii", self._read(8, deadline))
        if length < 0:
            raise VoiceError(
                "eSpeak cannot say this", "write the sentence differently, or take another voice"
            )
        data, marks = self._read(length, deadline), self._read(8 * count, deadline)
        return data, list(struct.iter_unpack("<ii", marks))

    def _started(self) -> Program:
        if self._process is None or self._process.poll() is not None:
            library, data = _library()
            command = [sys.executable, "-I", str(Path(__file__).with_name("espeak_child.py")), library, data]
            self._process = Program(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
            (self._rate,) = struct.unpack("<i", self._read(4, time.monotonic() + _LIMIT_S))
            if self._rate <= 0:
                raise OSError("it cannot read its data; install espeakng-loader again")
        return self._process

    def _read(self, length: int, deadline: float) -> bytes:
        """Exactly `length` bytes of an answer. Raises OSError when there are none in time."""
        assert self._process is not None
        assert self._process.stdout is not None
        answers, parts = self._process.stdout.fileno(), []
        while length:
            ready, _, _ = select.select([answers], [], [], max(0.0, deadline - time.monotonic()))
            part = os.read(answers, min(length, 1 << 20)) if ready else b""
            if not part:
                raise OSError("no answer" if not ready else "its process ended")
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def close(self) -> None:
        """End the process; the next sentence starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.end()


def _heard(text: str, marks: Sequence[Mark], pcm: bytes) -> list[Heard]:
    """The words of a text, each from the first mark in it to where its sound ends before the next."""
    import numpy as np

    loud = np.flatnonzero(np.abs(np.frombuffer(pcm, "<i2").astype(np.int32)) > _SILENT)
    places = [place for place, _ in marks]
    heard: list[Heard] = []
    for word_begin, word_end, word in words_of(text):
        begin, end = bisect_left(places, word_begin), bisect_left(places, word_end)
        if begin == end:
            continue
        first, stop = marks[begin][1], marks[end][1] if end < len(marks) else len(pcm) // 2
        sounding = loud[np.searchsorted(loud, first) : np.searchsorted(loud, stop)]
        if len(sounding):
            heard.append((word, first, int(sounding[-1]) + 1))
    return heard


def phonemes(texts: Sequence[str], voice: str) -> list[str]:
    """The phonemes of texts in the language of one of eSpeak's voices. Raises VoiceError."""
    return _reader(voice).phonemes(texts)


@cache
def _reader(voice: str) -> Espeak:
    return Espeak(voice)


def make(voice: str, lang: str, settings: Voices) -> Espeak:
    return Espeak(resolve(voice, lang, settings).voice)


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    tag = voice_of(voice or lang)
    if not tag and voice:
        raise VoiceError(f"eSpeak has no voice {voice!r}", "`publish voices` lists the languages it speaks")
    if not tag:
        raise VoiceError(f"eSpeak does not speak {lang}", "use --voice gtts, or set a voice for the language")
    return Resolved(tag, f"eSpeak NG ({tag})")


def status(settings: Voices) -> Status:
    about = "formant voices in many languages, offline"
    if find_spec("espeakng_loader") is None:
        return Status("espeak", "missing", about, help=how_to_get("espeakng-loader"))
    languages = tuple(sorted({base_language(tag) for tag in _voices()}))
    return Status("espeak", "ready", about, tuple(sorted(_voices())), (), languages)


def voice_of(lang: str) -> str:
    """The voice for a language tag: the tag itself, else a shorter one; "" for none."""
    tag = lang.replace("_", "-").lower()
    tag = {"zh": "cmn", "zh-cn": "cmn", "zh-tw": "cmn", "zh-hk": "yue", "no": "nb", "iw": "he"}.get(tag, tag)
    while tag:
        if tag in _voices():
            return tag
        tag = tag.rpartition("-")[0]
    return ""


def _identifier(lang: str) -> str:
    tag = voice_of(lang)
    if not tag:
        raise VoiceError(f"eSpeak does not speak {lang!r}", "use another voice for this language")
    return _voices()[tag]


@cache
def _voices() -> dict[str, str]:
    """Language tag -> eSpeak's own name of the voice, read from the headers of its voice files."""
    if find_spec("espeakng_loader") is None:
        return {}
    folder = Path(_library()[1]) / "lang"
    best: dict[str, tuple[int, str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            for tag, rank in _tags(path):
                best[tag] = min(best.get(tag, (rank, name)), (rank, name))
    return {tag: name for tag, (_, name) in best.items()}


def _tags(path: Path) -> Iterator[tuple[str, int]]:
    for line in path.read_text("utf-8", "replace").splitlines():
        key, *words = line.split()[:3] or [""]
        if key == "language" and words:
            yield words[0].lower(), int(words[1]) if words[1:] and words[1].isdecimal() else 5


def _library() -> tuple[str, str]:
    import espeakng_loader

    return espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
