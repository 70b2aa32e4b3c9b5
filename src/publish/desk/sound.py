"""The sound of one sentence, as the build will have it."""

from __future__ import annotations

from dataclasses import replace

from publish import audio
from publish.config import Config
from publish.errors import SourceError
from publish.model.narration import Script
from publish.pipeline.synthesis import Line, Synthesis
from publish.voices import cast


def sentence(script: Script, id: str, voice: str, config: Config, synthesis: Synthesis) -> bytes:
    """An MP3 of what is said for the element `id`; its clips are kept, and the build finds them.

    Raises SourceError for an id that the script does not have, VoiceError, AudioError and StoreError.
    """
    players = cast(script, voice, config)
    wanted = [utterance for utterance in script.utterances if utterance.id == id]
    if not wanted:
        raise SourceError(f"nothing is said for {id}", "the article has changed: load the page again")
    parts: list[audio.Part] = []
    for utterance in wanted:
        choice = players.choice(utterance)
        line = Line(players.speech(utterance), choice, id)
        clip = synthesis.take(line, synthesis.key(line)).clip
        parts.append((replace(utterance, voice=choice.name), clip))
    return audio.section(parts, config.sound).mp3
