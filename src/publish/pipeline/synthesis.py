"""Concurrent, cached speech synthesis: utterances in, clips out, in order.

Threads share one loaded voice, which lets the interpreter go while it works.
Others write the clips, so that no voice waits for a disk.
Only a bounded number of sentences is ahead of the one that is being used, so
the length of an article does not show in the memory.
"""

from __future__ import annotations

import functools
import io
import threading
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from publish.model.digest import of_value
from publish.model.narration import Clip, Speech, WordTime
from publish.pipeline.steps import voice_version
from publish.pipeline.store import EntryError, Store, decode, encode
from publish.voices import Choice, open_engine, say

AHEAD = 48
"""Sentences spoken ahead of the encoder: enough to ride out a long one, some 20 MB of sound."""
KEEPERS = 2
BUNDLED = ("espeak", "hibari")
"""Engines whose version alone makes their fingerprint, so that they need not be loaded for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be spoken: the speech, who speaks it, and how messages name the sentence."""

    speech: Speech
    choice: Choice
    where: str = ""


@dataclass(frozen=True, slots=True)
class Take:
    """A clip, and whether it had to be spoken or came out of the store; `keeping` puts it there."""

    clip: Clip
    spoken: bool
    keeping: Future[None] | None = None

    def kept(self) -> Take:
        """The same, once it is in the store. Raises StoreError."""
        if self.keeping:
            self.keeping.result()
        return self


class _Going:
    """A clip that is being spoken or written: another thread waits for the lock and finds the take."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.take: Take | None = None


_going: dict[tuple[Path, str], _Going] = {}
"""What is being spoken or written in this process, by store and key, for any article."""


class Synthesis:
    """Speaks lines on `threads` threads, keeping each clip in the store."""

    def __init__(self, store: Store, threads: int) -> None:
        self.store = store
        self.threads = threads
        self._fingerprints: dict[tuple[str, str, str], str] = {}

    def key(self, line: Line) -> str:
        """The key of a clip: what changes the sound, and nothing else. Raises VoiceError."""
        return of_value(("clip", self.fingerprint(line.choice), line.speech))

    def fingerprint(self, choice: Choice) -> str:
        """A voice's fingerprint; one that comes in a wheel is not loaded for it twice."""
        name = (choice.engine, choice.voice, choice.lang)
        if name not in self._fingerprints:
            self._fingerprints[name] = self._fingerprint(choice)
        return self._fingerprints[name]

    def takes(self, lines: Sequence[Line]) -> Generator[Take, None, None]:
        """The lines' clips in order. Raises VoiceError, NetworkError and StoreError."""
        waiting: deque[tuple[str, Future[Take]]] = deque()
        going: dict[str, Future[Take]] = {}
        remaining = iter(lines)
        try:
            while True:
                while len(waiting) < AHEAD and (line := next(remaining, None)) is not None:
                    key = self.key(line)
                    if key not in going:
                        going[key] = pool(self.threads).submit(self._take, line, key)
                    waiting.append((key, going[key]))
                if not waiting:
                    return
                key, future = waiting.popleft()
                yield future.result().kept()
                if all(other != key for other, _ in waiting):
                    del going[key]
        finally:
            for _, future in waiting:
                future.cancel()

    def take(self, line: Line, key: str) -> Take:
        """One clip, out of the store or spoken now. Raises VoiceError, NetworkError and StoreError."""
        return self._take(line, key).kept()

    def _take(self, line: Line, key: str) -> Take:
        if clip := self._kept(key):
            return Take(clip, False)
        going = _going.setdefault((self.store.root, key), _Going())
        with going.lock:
            if going.take:  # for another article, which may still be writing it
                return replace(going.take, spoken=False)
            try:
                if clip := self._kept(key):
                    return Take(clip, False)
                clip = say(open_engine(line.choice), line.speech, line.where)
                going.take = Take(clip, True, keepers().submit(self._keep, key, clip))
            finally:
                if not going.take:
                    _going.pop((self.store.root, key), None)
            return going.take

    def _kept(self, key: str) -> Clip | None:
        data = self.store.get("clip", key)
        return unpack(data) if data else None

    def _keep(self, key: str, clip: Clip) -> None:
        try:
            self.store.put("clip", key, pack(clip))
        finally:
            _going.pop((self.store.root, key), None)

    def _fingerprint(self, choice: Choice) -> str:
        if choice.engine not in BUNDLED:
            return open_engine(choice).fingerprint
        key = of_value(("fingerprint", choice, voice_version()))
        if kept := self.store.get("voice", key):
            return kept.decode(errors="replace")
        fingerprint = open_engine(choice).fingerprint
        self.store.put("voice", key, fingerprint.encode())
        return fingerprint


@functools.cache
def pool(threads: int) -> ThreadPoolExecutor:
    """This process's speaking threads, shared by all its articles."""
    return ThreadPoolExecutor(threads, thread_name_prefix="synthesis")


@functools.cache
def keepers() -> ThreadPoolExecutor:
    """This process's threads that write clips."""
    return ThreadPoolExecutor(KEEPERS, thread_name_prefix="keeper")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A clip as the store keeps it, its samples as FLAC."""

    flac: bytes
    words: tuple[WordTime, ...]


def pack(clip: Clip) -> bytes:
    """A clip as FLAC: half the size, the same samples, and thirty times quicker than speaking again."""
    import numpy
    import soundfile

    file = io.BytesIO()
    samples = numpy.frombuffer(clip.pcm, dtype="<i2")
    soundfile.write(file, samples, clip.rate, format="FLAC", subtype="PCM_16", compression_level=0.2)
    return encode(_Kept(file.getvalue(), clip.words))


def unpack(data: bytes) -> Clip | None:
    """The clip that `pack` made into bytes; None for other bytes, which another version may have left."""
    import soundfile

    try:
        kept = decode(data, _Kept)
        samples, rate = soundfile.read(io.BytesIO(kept.flac), dtype="int16")
    except (EntryError, soundfile.SoundFileError, RuntimeError):
        return None
    return Clip(samples.tobytes(), rate, kept.words)
