"""Which voice speaks which utterance: the article's voice, and others by role or language."""

from __future__ import annotations

from dataclasses import dataclass

from publish.config import Config
from publish.errors import VoiceError
from publish.i18n import catalogue
from publish.model.narration import Script, Speech, Utterance
from publish.voices.select import Choice, choose


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
        found = {self.main.name: self.main}
        for _, choice in self.others:
            found.setdefault(choice.name, choice)
        return tuple(found.values())


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
    kept = [(key, others[key]) for key in sorted(others) if others[key] != main]
    return Cast(main, config.sound.pace, tuple(kept))


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
