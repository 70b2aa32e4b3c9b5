"""`read`, `script`, `spoken`: an article's content and its spoken text; `say` and `voices`."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.cli.choices import configured, source
from publish.cli.screen import mention
from publish.errors import UsageError

if TYPE_CHECKING:
    from publish.pipeline.narrate import Format, Recording


def read(options: Namespace) -> int:
    """`publish read`: the article, as text or JSON."""
    from publish.model.json import article_json, article_plain
    from publish.pipeline.prepare import one

    prepared = one(source(options.source), configured(options), base_url=options.base_url)
    if options.json:
        show(article_json(prepared.article, prepared.problems, prepared.left_out))
    else:
        print(article_plain(prepared.article).rstrip("\n"))
        if not options.quiet:
            mention(prepared.problems)
    return 0


def script(options: Namespace) -> int:
    """`publish script`: what will be said, one sentence a line, or JSON."""
    from publish.model.json import script_json
    from publish.pipeline.prepare import names_of, one, script_of, settled

    config = configured(options)
    prepared = one(source(options.source), config)
    written = script_of(prepared, settled(config, prepared.overrides))
    if options.names:
        names = names_of(prepared.article)
        show(names) if options.json else print("\n".join(names))
        return 0
    if options.json:
        show(script_json(written))
        return 0
    place = ""
    for utterance in written.utterances:
        if utterance.section_id != place:
            place = utterance.section_id
            print(f"\n[{place}]" if utterance is not written.utterances[0] else f"[{place}]")
        print(f"{utterance.role:8} {utterance.spoken}")
    return 0


def spoken(options: Namespace) -> int:
    """`publish spoken`: the words for an engine, one line out for each line in."""
    from publish.pipeline.prepare import lexicon_of
    from publish.speech import spoken as spoken_form

    lexicon = lexicon_of(configured(options))
    if options.text not in ([], ["-"]):
        print(spoken_form(" ".join(options.text), options.lang, lexicon))
        return 0
    for line in sys.stdin:
        print(spoken_form(line.rstrip("\r\n"), options.lang, lexicon), flush=True)
    return 0


def show(value: Any) -> None:
    """JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say(options: Namespace) -> int:
    """`publish say`: words into an MP3 or WAV, said as an article's would be."""
    from publish.pipeline.narrate import say as speak
    from publish.pipeline.output import write_file

    format = _format(options.output)
    text = sys.stdin.read() if options.text == ["-"] else " ".join(options.text)
    if options.json and options.output == "-":
        raise UsageError("--json and the sound cannot both go to standard output", "name a file after -o")
    recording = speak(text, options.lang, options.voice, configured(options), format)
    if options.output == "-":
        sys.stdout.buffer.write(recording.sound)
        return 0
    write_file(Path(options.output), recording.sound)
    if options.json:
        show(_timed(recording, options.output))
    elif not options.quiet:
        print(f"{options.output}: {recording.narration.voice}")
    return 0


def _timed(recording: Recording, file: str) -> dict[str, Any]:
    """What was said when: the shape of `publish say --json`, times in seconds."""
    from publish.web.transcript import segments

    narration = recording.narration
    return {
        "file": file,
        "voice": narration.voice,
        "duration": round(narration.duration, 3),
        "segments": segments(recording.script, narration),
    }


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

    if options.get:
        return _get(options)
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


def _get(options: Namespace) -> int:
    """Fetch a Piper voice, and tell its licence."""
    from publish.voices import piper_voices

    voice = piper_voices.get(options.get, address=(options.address or piper_voices.ADDRESS).rstrip("/"))
    if options.json:
        print(json.dumps({**asdict(voice), "model": voice.model.as_posix()}, ensure_ascii=False, indent=2))
        return 0
    licence = voice.licence or f"not stated; read {voice.name}.MODEL_CARD beside it"
    print(f"{voice.model.as_posix()}: {voice.length_bytes / 1e6:.0f} MB, licence: {licence}")
    print(f"use it with --voice piper:{voice.name}")
    return 0


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown
