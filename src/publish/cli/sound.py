"""`say` and `voices`: hear a voice, and see which there are."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from publish.build.lexicons import project_config
from publish.errors import UsageError


def say(options: Namespace) -> int:
    """`publish say`: words into an MP3, said as an article's would be."""
    from publish.build.saying import say as speak

    lexicon = {word: said for text in options.lexicon for word, said in _entries(text)}
    voice = speak(
        " ".join(options.text),
        options.lang,
        options.voice,
        lexicon,
        project_config(Path.cwd()),
        Path(options.output),
    )
    print(f"{options.output}: {voice}")
    return 0


def _entries(text: str) -> tuple[tuple[str, str], ...]:
    """The entries of one --lexicon: WORD=SAID, or the name of a lexicon file."""
    word, equals, said = text.partition("=")
    if word and equals and said:
        return ((word, said),)
    if Path(text).is_file():
        from publish.speech.lexicon import load

        return load(Path(text)).entries
    raise UsageError(
        f"--lexicon is {text!r}", "write WORD=SAID, such as Leicester=Lester, or name a lexicon file"
    )


def voices(options: Namespace) -> int:
    """`publish voices`: each engine with its voices, and how to get what is missing."""
    from publish.voices import statuses

    found = statuses(project_config(Path.cwd()).voices)
    if options.json:
        print(json.dumps([asdict(status) for status in found], ensure_ascii=False, indent=2))
        return 0
    for status in found:
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
