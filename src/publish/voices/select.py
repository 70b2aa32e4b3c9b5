"""Choose engine and voice for an article, by name or by language."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from publish.config import Config, Voices
from publish.errors import VoiceError
from publish.i18n import catalogue
from publish.system.extras import how_to_get
from publish.voices.engine import Engine, Resolved, Status
from publish.voices.preferred import OTHERWISE, preferred
from publish.voices.registry import names, plug


@dataclass(frozen=True, slots=True)
class Choice:
    """A voice that was chosen. It holds plain values only, so that it can travel between processes.

    `narrator` names it as a listener should read it, `reason` says why it was taken.
    """

    engine: str
    voice: str
    lang: str
    narrator: str
    reason: str
    settings: Voices = field(default_factory=Voices)

    @property
    def name(self) -> str:
        """Its full name on the command line: "hibari:heart"."""
        return f"{self.engine}:{self.voice}" if self.voice else self.engine


def choose(name: str, lang: str, config: Config) -> Choice:
    """The voice for an article in `lang`: `name` is "auto", an engine, or "engine:voice".

    Raises VoiceError for an unknown name, and for a language that no engine,
    or not the one asked for, speaks.
    """
    if name != "auto":
        return _named(name, lang, config, "asked for by name")
    set_name = _by_language(lang, config)
    if set_name:
        return _named(set_name, lang, config, f"set for {lang} in the configuration")
    wanted = preferred(lang)
    for number, wish in enumerate(wanted):
        engine, _, voice = wish.partition(":")
        try:
            resolved = plug(engine).resolve(voice, lang, config.voices)
        except VoiceError:
            continue
        return _choice(engine, resolved, lang, config, _reason(lang, wanted[:number]))
    raise VoiceError(f"no voice on this machine speaks {lang} well enough", _better(lang, wanted))


def _reason(lang: str, missed: Sequence[str]) -> str:
    """Why `auto` took a voice, and how to get the better ones that it missed."""
    if not missed:
        return f"the best voice for {lang} of the table of languages"
    return f"the best voice for {lang} on this machine; {missed[0]} is better: {how_to_get('voices')}"


def _better(lang: str, wanted: Sequence[str]) -> str:
    if wanted and wanted != OTHERWISE:
        return f"get {wanted[0]}: {how_to_get('voices')}"
    return "ask for one with --voice, for example gtts, or set one under [voices.by_language]"


_engines: dict[str, Engine] = {}
_lock = threading.Lock()


def open_engine(choice: Choice) -> Engine:
    """The engine of a choice, loaded once in a process and shared by its threads. Raises VoiceError."""
    key = repr((choice.engine, choice.voice, choice.lang, choice.settings))
    with _lock:
        if key not in _engines:
            _engines[key] = plug(choice.engine).make(choice.voice, choice.lang, choice.settings)
        return _engines[key]


def statuses(settings: Voices = Voices()) -> tuple[Status, ...]:  # noqa: B008
    """What each engine has on this machine, without loading any voice."""
    return tuple(plug(name).status(settings) for name in names())


def _by_language(lang: str, config: Config) -> str:
    table = config.voices.by_language
    return table.get(lang) or table.get(catalogue.base(lang), "")


def _named(name: str, lang: str, config: Config, reason: str) -> Choice:
    engine, _, voice = name.partition(":")
    resolved = plug(engine).resolve(voice, lang, config.voices)
    return _choice(engine, resolved, lang, config, reason)


def _choice(engine: str, resolved: Resolved, lang: str, config: Config, reason: str) -> Choice:
    narrator = f"Synthetic voice: {resolved.label}"
    return Choice(engine, resolved.voice, lang, narrator, reason, config.voices)
