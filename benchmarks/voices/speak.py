"""Speak the sentences of one language with one voice: `speak.py VOICE LANG FOLDER`.

Writes a WAV file a sentence and prints {"speed": ..., "memory_mb": ...}: seconds of sound for a second of
processor, loading not counted, and the most memory that the process took.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import tomllib
import wave
from pathlib import Path

from publish.config import Config
from publish.model.narration import Speech
from publish.model.text import base_language
from publish.speech import spoken
from publish.voices import choose, open_engine, say

HERE = Path(__file__).parent


def used() -> float:
    """Processor seconds of this process and of those that it started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main(voice: str, lang: str, folder: str) -> None:
    sentences = tomllib.loads((HERE / "sentences.toml").read_text("utf-8"))[base_language(lang)]
    choice = choose(voice, lang, Config())
    engine = open_engine(choice)
    say(engine, Speech(spoken(sentences[0], lang), lang, choice.voice))
    begin, seconds = used(), 0.0
    for number, sentence in enumerate(sentences):
        clip = say(engine, Speech(spoken(sentence, lang), lang, choice.voice))
        seconds += clip.frames / clip.rate
        with wave.open(str(Path(folder, f"{number}.wav")), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(clip.rate)
            out.writeframes(clip.pcm)
    getattr(engine, "close", lambda: None)()
    spent = used() - begin
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"speed": seconds / spent, "memory_mb": round(kilobytes / 1024)}))


if __name__ == "__main__":
    main(*sys.argv[1:4])
