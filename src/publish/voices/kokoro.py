"""The engine `kokoro`: the Kokoro model through the extra kokoro-onnx; its two files are given by path.

[voices]
kokoro_model = "kokoro-v1.0.onnx"
kokoro_voices = "voices-v1.0.bin"
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publish.config import Voices
from publish.errors import VoiceError
from publish.i18n import catalogue
from publish.model.narration import Clip, Speech
from publish.system.extras import how_to_get
from publish.voices.engine import Resolved, Status
from publish.voices.silent_text import quiet, sayable

_RATE = 24_000
_PATHS = "set kokoro_model and kokoro_voices under [voices]"

LANGUAGES: dict[str, tuple[str, str]] = {
    "en": ("af_heart", "en-us"),
    "en-gb": ("bf_emma", "en-gb"),
    "es": ("ef_dora", "es"),
    "fr": ("ff_siwis", "fr-fr"),
    "hi": ("hf_alpha", "hi"),
    "it": ("if_sara", "it"),
    "pt": ("pf_dora", "pt-br"),
}
"""Language tag -> its first voice, and what the model's front end calls the language."""


class Kokoro:
    """One loaded model with all its voices."""

    def __init__(self, model: Path, voices: Path, voice: str, lang: str) -> None:
        import kokoro_onnx

        self.model, self.voices, self.voice, self.lang = model, voices, voice, lang
        self._kokoro: Any = kokoro_onnx.Kokoro(str(model), str(voices))
        # Its phonemizer is a process global.
        self._lock = threading.Lock()

    @property
    def fingerprint(self) -> str:
        digests = f"{_digest(self.model)} {_digest(self.voices)}"
        return f"kokoro 1 {version('kokoro-onnx')} {self.voice} {self.lang} {digests}"

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield self._clip(speech) if sayable(speech.text) else quiet(_RATE)

    def _clip(self, speech: Speech) -> Clip:
        lang = _language(speech.lang, self.lang)
        try:
            with self._lock:
                sound, rate = self._kokoro.create(
                    speech.text, voice=speech.voice or self.voice, speed=speech.pace, lang=lang
                )
        except Exception as error:
            raise VoiceError(f"kokoro failed ({type(error).__name__}: {error})") from error
        pcm = (sound.clip(-1, 1) * 32767).astype("<i2").tobytes()
        return Clip(pcm, int(rate)) if pcm else quiet(_RATE)


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _language(lang: str, otherwise: str) -> str:
    entry = LANGUAGES.get(lang.lower()) or LANGUAGES.get(catalogue.base(lang))
    return entry[1] if entry else otherwise


def make(voice: str, lang: str, settings: Voices) -> Kokoro:
    resolved = resolve(voice, lang, settings)
    model, voices = Path(settings.kokoro_model), Path(settings.kokoro_voices)
    try:
        return Kokoro(model, voices, resolved.voice, _language(lang, "en-us"))
    except Exception as error:
        raise VoiceError(f"the Kokoro model {model.name} cannot be loaded: {error}", _PATHS) from error


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    if find_spec("kokoro_onnx") is None:
        raise VoiceError("kokoro is not installed", how_to_get("kokoro"))
    for path in (settings.kokoro_model, settings.kokoro_voices):
        if not path or not Path(path).is_file():
            raise VoiceError(f"kokoro's file {path!r} is not there", _PATHS)
    entry = LANGUAGES.get(lang.lower()) or LANGUAGES.get(catalogue.base(lang))
    if entry is None:
        raise VoiceError(f"kokoro does not speak {lang}", "use --voice espeak or gtts")
    name = voice or entry[0]
    return Resolved(name, f"{name.partition('_')[2].capitalize() or name} (Kokoro)")


def status(settings: Voices) -> Status:
    about = "neural voices in seven languages, offline"
    languages = tuple(sorted({catalogue.base(tag) for tag in LANGUAGES}))
    try:
        resolve("", "en", settings)
    except VoiceError as error:
        return Status("kokoro", "missing", about, languages=languages, help=error.help)
    return Status("kokoro", "ready", about, tuple(v for v, _ in LANGUAGES.values()), (), languages)
