"""One utterance through an engine, with its result checked and its errors wrapped."""

from __future__ import annotations

import threading
from array import array
from dataclasses import replace

from publish.errors import PublishError, VoiceError
from publish.model.narration import Clip, Speech
from publish.model.wording import shortened
from publish.speech.phonemes import shown, strip_phonemes
from publish.voices.engine import Engine, quiet, sayable

LIMIT_S = 120.0
"""Seconds for one sentence, for an engine that says nothing else by an attribute `limit_s`."""
RATES = range(8_000, 192_001)
"""Sample rates in hertz that are believed."""
SECONDS_A_LETTER = 1.5
"""No voice is as slow as this: a longer clip is an engine that ran away."""
_QUIET_RATE = 44_100


def say(engine: Engine, speech: Speech, where: str = "", limit_s: float | None = None) -> Clip:
    """The clip of one speech, checked.

    Words without a sound give a short silence and trouble no engine. Raises
    VoiceError or NetworkError, naming `where` and the sentence, when the engine
    fails, hangs for `limit_s` seconds, is silent, or answers with no sound or
    an impossible rate. An engine whose attribute `audible` is false may be
    silent; phonemes, `[word](/ipa/)`, reach only one that has `takes_phonemes`.
    """
    if not sayable(speech.text):
        return quiet(_QUIET_RATE)
    takes_phonemes = getattr(engine, "takes_phonemes", False)
    told = speech if takes_phonemes else replace(speech, text=strip_phonemes(speech.text))
    place = f"“{shortened(told.text)}”{f' ({where})' if where else ''}"
    try:
        clips = _limited(engine, told, limit_s or float(getattr(engine, "limit_s", LIMIT_S)))
    except PublishError as error:
        raise type(error)(f"{error.message} at {place}", error.help) from error
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        raise VoiceError(f"the voice failed at {place}: {reason}", "try another one with --voice") from error
    if len(clips) != 1:
        raise VoiceError(f"the voice gave {len(clips)} clips for one sentence at {place}", _OTHER)
    fault = _fault(clips[0], told, getattr(engine, "audible", True))
    if fault:
        raise VoiceError(f"the voice {fault} at {place}", _OTHER)
    return clips[0] if told == speech else _in_the_text(clips[0], speech.text)


def _in_the_text(clip: Clip, text: str) -> Clip:
    """The clip with its words where they stand in the text with phonemes."""
    places = shown(text)[1]
    words = (replace(word, begin=places[word.begin], end=places[word.end - 1] + 1) for word in clip.words)
    return replace(clip, words=tuple(words))


_OTHER = "try another one with --voice, or write the sentence differently"


def _limited(engine: Engine, speech: Speech, limit_s: float) -> list[Clip]:
    """The engine's clips; a thread of its own, so that one that never answers holds nobody up."""
    clips: list[Clip] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            clips.extend(engine.speak((speech,)))
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True, name="speaking")
    thread.start()
    thread.join(limit_s)
    if thread.is_alive():
        raise VoiceError(f"the voice did not answer within {limit_s:g} seconds", _OTHER)
    if failures:
        raise failures[0]
    return clips


def _fault(clip: Clip, speech: Speech, audible: bool) -> str:
    """What is wrong with a clip, "" for nothing."""
    if not isinstance(clip.rate, int) or clip.rate not in RATES:
        return f"gave an impossible sample rate, {clip.rate}"
    if len(clip.pcm) % 2:
        return "gave half a sample"
    if not clip.frames:
        return "gave no sound"
    if clip.frames / clip.rate > 10 + SECONDS_A_LETTER * len(speech.text) / speech.pace:
        return f"spoke for {clip.frames / clip.rate:.0f} seconds"
    if audible and not any(array("h", clip.pcm)):
        return "gave silence"
    return ""
