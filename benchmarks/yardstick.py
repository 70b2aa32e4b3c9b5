"""The yardstick Y: the voice called directly on an article's sentences, and the result encoded once.

Run in a process of its own with the script's JSON on standard input. It prints
the seconds of both, without start-up and without loading the voice, and their processor time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

from publish import audio
from publish.audio.mp3 import ffmpeg
from publish.config import Config
from publish.model.narration import Speech
from publish.voices import choose, open_engine


def main() -> None:
    table = json.load(sys.stdin)
    choice = choose("auto", table["language"], Config())
    engine = open_engine(choice)
    speeches = [Speech(one["spoken"], table["language"], choice.voice) for one in table["utterances"]]
    list(engine.speak(speeches[:1]))
    began, before = time.perf_counter(), processor()
    clips = list(engine.speak(speeches))
    spoken = time.perf_counter()
    encode(b"".join(clip.pcm for clip in clips), clips[0].rate)
    ended = time.perf_counter()
    seconds = sum(clip.frames for clip in clips) / clips[0].rate
    told = {"speak": spoken - began, "encode": ended - spoken, "sound": seconds}
    print(json.dumps(told | {"processor": processor() - before}))


def processor() -> float:
    """Seconds of processor of this process and of those it waited for."""
    return sum(os.times()[:4])


def encode(pcm: bytes, rate: int) -> None:
    """Once, by the same encoder with the same settings as a build uses."""
    given = ["-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0"]
    kbps = audio.bitrate(Config().sound)
    wanted = ["-ar", str(audio.RATE), "-c:a", "libmp3lame", "-b:a", f"{kbps}k", "-compression_level", "7"]
    command = [ffmpeg(), "-v", "error", *given, *wanted, "-f", "mp3", "pipe:1"]
    subprocess.run(command, input=pcm, capture_output=True, check=True)


if __name__ == "__main__":
    main()
