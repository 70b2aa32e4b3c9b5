"""The Engine protocol.

An engine is made by a factory `make(voice, lang, settings) -> Engine`. Its
module may also hold `resolve(voice, lang, settings) -> Resolved`, which says
without loading anything which voice would speak a language (VoiceError when
none), and `status(settings) -> Status` for the list of engines.
"""

from __future__ import annotations

import threading
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol, runtime_checkable

from publish.errors import PublishError, VoiceError
from publish.model.narration import Clip, Speech
from publish.model.text import shortened
from publish.model.times import frames_of
from publish.speech.phonemes import shown, strip_phonemes


@runtime_checkable
class Engine(Protocol):
    """A program that speaks.

    `fingerprint` names everything beside the speech that changes the sound:
    engine, version, digest of the model, settings. Ours begin with a number
    that goes up when their module changes what is heard. `speak` yields one clip for
    each speech, in order, as soon as it is ready; the same speech always gives
    the same bytes, whatever was said before. Words without a sound give a short
    silence. It may be called from several threads at once. Every failure is a
    VoiceError or NetworkError.

    A speech's `foreign` are passages of its text in other languages, in order; an
    engine that cannot say them leaves them as they are. A module whose voices say
    them, and whole sentences in another language, has `SAYS_PASSAGES = True`: a
    quotation then keeps its voice in its middle.

    Attributes may be added: `takes_phonemes = True` for an engine that reads
    `[word](/ipa/)`, which others are given without the phonemes; `limit_s` for
    the seconds after which a sentence is given up; `audible = False` for an
    engine that is silent on purpose.
    """

    @property
    def fingerprint(self) -> str: ...

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]: ...


@dataclass(frozen=True, slots=True)
class Resolved:
    """A voice that an engine has for a language. `label` names it for a listener: "Heart (hibari)"."""

    voice: str
    label: str


@dataclass(frozen=True, slots=True)
class Status:
    """What an engine has on this machine; `help` says how to get what is missing.

    `languages` holds primary language tags, ("*",) for any. `missing` are
    voices it would have.
    """

    engine: str
    state: Literal["ready", "missing", "network"]
    about: str
    voices: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("*",)
    help: str = ""


# --- text without a sound ------------------------------------------------------


QUIET_MS = 300


def sayable(text: str) -> bool:
    """Whether there is a letter or a figure for a voice to say."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)


def quiet(rate: int, length_ms: int = QUIET_MS) -> Clip:
    """A clip of silence at `rate` hertz."""
    return Clip(bytes(2 * frames_of(length_ms, rate)), rate)


# One utterance through an engine, with its result checked and its errors wrapped.

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
    request = speech if takes_phonemes else replace(speech, text=strip_phonemes(speech.text))
    place = f"“{shortened(request.text)}”{f' ({where})' if where else ''}"
    try:
        clips = _limited(engine, request, limit_s or float(getattr(engine, "limit_s", LIMIT_S)))
    except PublishError as error:
        raise type(error)(f"{error.message} at {place}", error.help) from error
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        raise VoiceError(f"the voice failed at {place}: {reason}", "try another one with --voice") from error
    if len(clips) != 1:
        raise VoiceError(f"the voice gave {len(clips)} clips for one sentence at {place}", _OTHER)
    fault = _fault(clips[0], request, getattr(engine, "audible", True))
    if fault:
        raise VoiceError(f"the voice {fault} at {place}", _OTHER)
    return clips[0] if request == speech else _in_the_text(clips[0], speech.text)


def _in_the_text(clip: Clip, text: str) -> Clip:
    """The clip with its words where they stand in the text with phonemes."""
    places = shown(text)[1]
    words = (replace(word, begin=places[word.begin], end=places[word.end - 1] + 1) for word in clip.words)
    return replace(clip, words=tuple(words))


_OTHER = "try another one with --voice, or write the sentence differently"


def _limited(engine: Engine, speech: Speech, limit_s: float) -> list[Clip]:
    """The engine's clips; a thread of its own, so that one that never answers blocks nothing."""
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
