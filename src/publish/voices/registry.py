"""Engines by name, imported when first used.

Other packages add theirs as entry points of the group `publish.engines`.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.wording import nearest
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
