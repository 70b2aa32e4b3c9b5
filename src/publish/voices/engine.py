"""The Engine protocol.

An engine is made by a factory `make(voice, lang, settings) -> Engine`. Its
module may also hold `resolve(voice, lang, settings) -> Resolved`, which says
without loading anything which voice would speak a language (VoiceError when
none), and `status(settings) -> Status` for the list of engines.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from publish.model.narration import Clip, Speech


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
    return Clip(bytes(2 * (rate * length_ms // 1000)), rate)
