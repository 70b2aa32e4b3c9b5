"""Words -> one MP3, said as an article's would be: for hearing a voice or a lexicon's entry."""

from __future__ import annotations

from pathlib import Path

from publish.build.lexicons import above
from publish.build.place import write_file
from publish.config import Config
from publish.errors import UsageError


def say(text: str, lang: str, voice: str, lexicon: dict[str, str], config: Config, path: Path) -> str:
    """Write `path` and give the name of the voice that was taken.

    Raises UsageError for words without a sound, VoiceError, NetworkError,
    AudioError, and PlaceError when the file cannot be written.
    """
    from publish import audio
    from publish.model.narration import Speech, Utterance
    from publish.speech import spoken
    from publish.speech.sentences import split
    from publish.voices import choose, open_engine
    from publish.voices import say as speak

    if not any(character.isalnum() for character in text):
        raise UsageError(f"{text!r} has no word to say", "give some text")
    if path.suffix.lower() != ".mp3":
        raise UsageError(f"{path} does not end in .mp3", "sound is written as MP3; name the file so")
    known = above(config.lexicon, lexicon)
    choice = choose(voice or config.voice, lang, config)
    engine = open_engine(choice)
    parts: list[audio.Part] = []
    for number, (begin, end) in enumerate(split(text, lang), 1):
        shown = text[begin:end]
        words = spoken(shown, lang, known)
        clip = speak(engine, Speech(words, lang, choice.voice, config.sound.pace))
        utterance = Utterance(f"s{number}", "said", "said", "body", shown, words, lang, pause_ms=350)
        parts.append((utterance, clip))
    track = audio.section(parts, config.sound)
    tags = audio.Tags(title=text[:80], artist=choice.narrator, lang=lang)
    write_file(path, audio.tag(track.mp3, tags))
    return choice.name
