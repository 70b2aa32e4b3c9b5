"""Choose engine and voice: for an article by name or language, and for each of its utterances.

Engines are imported when first used. Other packages add theirs as entry points of the
group `publish.engines`.
"""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

from publish.config import Config, Voices
from publish.errors import VoiceError
from publish.model.narration import Script, Speech, Utterance
from publish.model.text import base_language, nearest, same_language
from publish.system import data
from publish.voices.engine import Engine, Resolved, Status

GROUP = "publish.engines"

ENGINES: dict[str, str] = {
    "hibari": "publish.voices.hibari:make",
    "espeak": "publish.voices.espeak:make",
    "gtts": "publish.voices.gtts:make",
    "piper": "publish.voices.piper:make",
    "kokoro": "publish.voices.kokoro:make",
    "speech-api": "publish.voices.speech_api:make",
    "command": "publish.voices.command:make",
    "silence": "publish.voices.silence:make",
    "tone": "publish.voices.tone:make",
}

_BY_NAME = "ask for one with --voice, for example gtts, or set one under [voices.by_language]"

Factory = Callable[[str, str, Voices], Engine]


@dataclass(frozen=True, slots=True)
class Plug:
    """An engine's three functions, those it lacks filled in."""

    name: str
    make: Factory
    module: ModuleType

    def resolve(self, voice: str, lang: str, settings: Voices) -> Resolved:
        """The voice that speaks a language. Raises VoiceError."""
        own = getattr(self.module, "resolve", None)
        if own:
            resolved: Resolved = own(voice, lang, settings)
            return resolved
        return Resolved(voice, f"{voice} ({self.name})" if voice else self.name)

    @property
    def says_passages(self) -> bool:
        """Whether its voices say passages in other languages than their own."""
        return bool(getattr(self.module, "SAYS_PASSAGES", False))

    def status(self, settings: Voices) -> Status:
        """What the engine has on this machine."""
        own = getattr(self.module, "status", None)
        if own:
            status: Status = own(settings)
            return status
        return Status(self.name, "ready", f"added by {self.module.__name__}")


@cache
def names() -> tuple[str, ...]:
    """Every engine by name, the project's own first."""
    return (*ENGINES, *sorted(set(_added()) - set(ENGINES)))


@cache
def plug(name: str) -> Plug:
    """The engine of that name. Raises VoiceError for an unknown name or an engine that cannot be imported."""
    target: Any
    try:
        if name in ENGINES:
            module_name, _, attribute = ENGINES[name].partition(":")
            target = getattr(importlib.import_module(module_name), attribute)
        elif name in _added():
            target = _added()[name].load()
        else:
            like = nearest(name, names())
            help_ = f"did you mean {like!r}?" if like else "`publish voices` lists those there are"
            raise VoiceError(f"there is no voice {name!r}", help_)
        return Plug(name, target, sys.modules[target.__module__])
    except (ImportError, AttributeError) as error:
        raise VoiceError(f"the engine {name!r} cannot be loaded: {error}", "mend or remove it") from error


@cache
def _added() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


_AMERICAN = frozenset(("en", "en-us", "en-ca", "en-ph"))
OTHERWISE = ("espeak",)
"""What speaks a language that is not in the table."""


def preferred(lang: str) -> tuple[str, ...]:
    """Voices as `--voice` names them. English of other countries than the United States, Canada and the
    Philippines is British here."""
    table = languages()
    tag, base = lang.replace("_", "-").lower(), base_language(lang)
    if base == "en":
        return table["en" if tag in _AMERICAN else "en-GB"]
    return table.get(base, OTHERWISE)


@cache
def languages() -> dict[str, tuple[str, ...]]:
    """Language tag -> voices, best first."""
    return {tag: tuple(voices) for tag, voices in _table()["languages"].items()}


@cache
def measured() -> dict[str, dict[str, dict[str, Any]]]:
    """Voice -> language -> naturalness (1 to 5, twice), wrong words in a hundred, times real time."""
    table: dict[str, dict[str, dict[str, Any]]] = _table()["measured"]
    return table


@cache
def _table() -> dict[str, Any]:
    return data.table("publish.voices", "languages.toml")


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
    missed: list[tuple[str, str]] = []
    for wish in preferred(lang):
        engine, _, voice = wish.partition(":")
        try:
            resolved = plug(engine).resolve(voice, lang, config.voices)
        except VoiceError as error:
            missed.append((wish, error.help))
            continue
        return _choice(engine, resolved, lang, config, _reason(lang, missed))
    better = preferred(lang) != OTHERWISE and "get {}: {}".format(*missed[0])
    raise VoiceError(f"no voice on this machine speaks {lang} well enough", better or _BY_NAME)


def _reason(lang: str, missed: Sequence[tuple[str, str]]) -> str:
    """Why `auto` took a voice, and how to get the better ones that it missed."""
    if not missed:
        return f"the best voice for {lang} of the table of languages"
    better, how = missed[0]
    return f"the best voice for {lang} on this machine; {better} is better: {how}"


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
    return table.get(lang) or table.get(base_language(lang), "")


def _named(name: str, lang: str, config: Config, reason: str) -> Choice:
    engine, _, voice = name.partition(":")
    resolved = plug(engine).resolve(voice, lang, config.voices)
    return _choice(engine, resolved, lang, config, reason)


def _choice(engine: str, resolved: Resolved, lang: str, config: Config, reason: str) -> Choice:
    narrator = f"Synthetic voice: {resolved.label}"
    return Choice(engine, resolved.voice, lang, narrator, reason, config.voices)


# --- who says what -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cast:
    """The voices of one article.

    `others` maps (voice set, language, language of the quotation around) of an utterance to who speaks it.
    """

    main: Choice
    pace: float
    others: tuple[tuple[tuple[str, str, str], Choice], ...] = ()

    def choice(self, utterance: Utterance) -> Choice:
        """Who speaks an utterance."""
        return dict(self.others).get((utterance.voice, utterance.lang, utterance.within), self.main)

    def speech(self, utterance: Utterance) -> Speech:
        """What the engine of `choice(utterance)` receives."""
        voice = self.choice(utterance).voice
        pace = round(self.pace * utterance.pace, 4)
        return Speech(utterance.spoken, utterance.lang, voice, pace, utterance.foreign)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every voice, the main one first, each once."""
        by_name = {self.main.name: self.main}
        for _, choice in self.others:
            by_name.setdefault(choice.name, choice)
        return tuple(by_name.values())


def cast(script: Script, name: str, config: Config) -> Cast:
    """The voices of a script: `name` as for `choose`. Raises VoiceError.

    A sentence in a language that the main voice does not speak goes to the
    voice that `auto` would take for that language; when there is none, the main
    voice tries. In the middle of a quotation the voice stays, if it can say the
    other language.
    """
    main = choose(name, script.lang, config)
    others: dict[tuple[str, str, str], Choice] = {}
    for utterance in script.utterances:
        key = (utterance.voice, utterance.lang, utterance.within)
        if key in others or key[:2] == ("", script.lang):
            continue
        others[key] = _other(utterance, main, config)
    deviating = [(key, others[key]) for key in sorted(others) if others[key] != main]
    return Cast(main, config.sound.pace, tuple(deviating))


def _other(utterance: Utterance, main: Choice, config: Config) -> Choice:
    if utterance.voice:
        return choose(utterance.voice, utterance.lang, config)
    if same_language(utterance.lang, main.lang) or not utterance.lang:
        return main
    if utterance.within and plug(main.engine).says_passages and same_language(utterance.within, main.lang):
        return main
    try:
        return choose(main.engine, utterance.lang, config)
    except VoiceError:
        pass
    try:
        return choose("auto", utterance.lang, config)
    except VoiceError:
        return main
