"""Text -> one MP3 or WAV, spoken as an article's would be."""

from __future__ import annotations

from typing import Literal

from publish.config import Config
from publish.errors import UsageError
from publish.pipeline.lexicons import lexicon_of

Format = Literal["mp3", "wav"]


def say(text: str, lang: str, voice: str, config: Config, format: Format = "mp3") -> tuple[bytes, str]:
    """The sound of a text, and the name of the voice that was taken.

    A WAV holds what a player makes of the MP3. Raises UsageError for words
    without a sound, VoiceError, NetworkError and AudioError.
    """
    from publish import audio
    from publish.model.narration import Speech, Utterance
    from publish.speech import spoken
    from publish.speech.sentences import split
    from publish.voices import choose, open_engine
    from publish.voices import say as speak

    if not any(character.isalnum() for character in text):
        raise UsageError(f"{text!r} has no word to say", "give some text")
    known = lexicon_of(config)
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
    if format == "wav":
        return audio.wav(track.mp3), choice.name
    tags = audio.Tags(title=text[:80], artist=choice.narrator, lang=lang)
    return audio.tag(track.mp3, tags), choice.name
