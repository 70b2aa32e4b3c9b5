"""Choose engine and voice: for an article by name or language, and for each of its utterances."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from publish.config import Config, Voices
from publish.errors import VoiceError
from publish.i18n import catalogue
from publish.model.narration import Script, Speech, Utterance
from publish.system.extras import how_to_get
from publish.voices.engine import Engine, Resolved, Status
from publish.voices.registry import names, plug

_AMERICAN = frozenset(("en", "en-us", "en-ca", "en-ph"))
OTHERWISE = ("espeak",)
"""What speaks a language that is not in the table."""


def preferred(lang: str) -> tuple[str, ...]:
    """Voices as `--voice` names them. English of other countries than the United States, Canada and the
    Philippines is British here."""
    table = languages()
    tag, base = lang.replace("_", "-").lower(), catalogue.base(lang)
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
    return tomllib.loads(resources.files("publish.voices").joinpath("languages.toml").read_text("utf-8"))


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


# --- who says what -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cast:
    """The voices of one article. `others` maps (voice set, language) of an utterance to who speaks it."""

    main: Choice
    pace: float
    others: tuple[tuple[tuple[str, str], Choice], ...] = ()

    def choice(self, utterance: Utterance) -> Choice:
        """Who speaks an utterance."""
        return dict(self.others).get((utterance.voice, utterance.lang), self.main)

    def speech(self, utterance: Utterance) -> Speech:
        """What the engine of `choice(utterance)` is told."""
        voice = self.choice(utterance).voice
        pace = round(self.pace * utterance.pace, 4)
        return Speech(utterance.spoken, utterance.lang, voice, pace)

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
    voice tries.
    """
    main = choose(name, script.lang, config)
    others: dict[tuple[str, str], Choice] = {}
    for utterance in script.utterances:
        key = (utterance.voice, utterance.lang)
        if key in others or key == ("", script.lang):
            continue
        others[key] = _other(utterance, main, config)
    deviating = [(key, others[key]) for key in sorted(others) if others[key] != main]
    return Cast(main, config.sound.pace, tuple(deviating))


def _other(utterance: Utterance, main: Choice, config: Config) -> Choice:
    if utterance.voice:
        return choose(utterance.voice, utterance.lang, config)
    if catalogue.base(utterance.lang) == catalogue.base(main.lang) or not utterance.lang:
        return main
    try:
        return choose(main.engine, utterance.lang, config)
    except VoiceError:
        pass
    try:
        return choose("auto", utterance.lang, config)
    except VoiceError:
        return main
