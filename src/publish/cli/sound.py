"""`say` and `voices`: hear a voice, list the voices."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from publish.cli.choices import configured
from publish.errors import UsageError

if TYPE_CHECKING:
    from publish.pipeline.narrate import Format


def say(options: Namespace) -> int:
    """`publish say`: words into an MP3 or WAV, said as an article's would be."""
    from publish.pipeline.narrate import say as speak
    from publish.pipeline.output import write_file

    format = _format(options.output)
    text = sys.stdin.read() if options.text == ["-"] else " ".join(options.text)
    sound, voice = speak(text, options.lang, options.voice, configured(options), format)
    if options.output == "-":
        sys.stdout.buffer.write(sound)
        return 0
    write_file(Path(options.output), sound)
    if not options.quiet:
        print(f"{options.output}: {voice}")
    return 0


def _format(output: str) -> Format:
    """The format of a file of sound, by its name. Raises UsageError."""
    if output == "-" or output.lower().endswith(".mp3"):
        return "mp3"
    if output.lower().endswith(".wav"):
        return "wav"
    raise UsageError(f"{output} does not end in .mp3 or .wav", "sound is written as one of these; name it so")


def voices(options: Namespace) -> int:
    """`publish voices`: each engine with its voices, and how to get what is missing."""
    from publish.voices import statuses

    engines = statuses(configured(options).voices)
    if options.json:
        print(json.dumps([asdict(status) for status in engines], ensure_ascii=False, indent=2))
        return 0
    for status in engines:
        print(f"{status.engine:8} {status.state:8} {status.about}")
        languages = "any language" if status.languages == ("*",) else _listed(status.languages)
        print(f"{'':17} speaks {languages}")
        if status.voices:
            print(f"{'':17} voices: {_listed(status.voices)}")
        if status.missing:
            print(f"{'':17} not here: {_listed(status.missing)}")
        if status.help:
            print(f"{'':17} {status.help}")
    return 0


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown
