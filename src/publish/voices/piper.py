"""The engine `piper`: any Piper voice, an .onnx file with its .onnx.json beside it.

    --voice piper:/path/to/voice.onnx
    --voice piper:de_DE-thorsten-medium

The extra `piper` installs the program; voices are files of their own, and a name stands for one in `voices/`.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.narration import Clip, Speech
from publish.model.text import same_language
from publish.system.extras import how_to_get
from publish.voices.engine import Resolved, Status, quiet, sayable
from publish.voices.piper_voices import FOLDER

_HOW = "fetch one with `publish voices --get NAME`, or name a file: --voice piper:/path/voice.onnx"


class Piper:
    """One Piper voice. Its noise is off, so that the same words always sound the same."""

    def __init__(self, model: Path) -> None:
        import piper

        self.model = model
        self._voice: Any = piper.PiperVoice.load(str(model))
        self._config = piper.SynthesisConfig
        # Its phonemizer is a process global.
        self._lock = threading.Lock()

    @property
    def fingerprint(self) -> str:
        return f"piper 1 {version('piper-tts')} {self.model.name} {_digest(self.model)}"

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield self._clip(speech)

    def _clip(self, speech: Speech) -> Clip:
        rate = int(self._voice.config.sample_rate)
        if not sayable(speech.text):
            return quiet(rate)
        manner = self._config(length_scale=1.0 / speech.pace, noise_scale=0.0, noise_w_scale=0.0)
        try:
            with self._lock:
                chunks = list(self._voice.synthesize(speech.text, manner))
        except Exception as error:
            raise VoiceError(f"piper failed ({type(error).__name__}: {error})") from error
        pcm = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        return Clip(pcm, rate) if pcm else quiet(rate)


@cache
def _digest(model: Path) -> str:
    return hashlib.sha256(model.read_bytes()).hexdigest()[:16]


def make(voice: str, lang: str, settings: Voices) -> Piper:
    try:
        return Piper(Path(resolve(voice, lang, settings).voice))
    except Exception as error:
        raise VoiceError(f"the Piper voice {voice} cannot be loaded: {error}") from error


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    if find_spec("piper") is None:
        raise VoiceError("piper is not installed", how_to_get("piper"))
    model = Path(voice)
    if not model.is_file() and (FOLDER / f"{voice}.onnx").is_file():
        model = FOLDER / f"{voice}.onnx"
    if not voice or not model.is_file():
        raise VoiceError(f"there is no Piper voice {voice!r}", _HOW)
    speaks = _language(model)
    if speaks and not same_language(speaks, lang):
        raise VoiceError(f"the Piper voice {model.name} speaks {speaks}, not {lang}", "take another voice")
    return Resolved(str(model), f"{model.stem} (Piper)")


def _language(model: Path) -> str:
    """The language of a voice that its own file states, "" when it states none."""
    try:
        settings = json.loads(model.with_name(model.name + ".json").read_text("utf-8"))
        return str(settings["language"]["code"] if "language" in settings else settings["espeak"]["voice"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def status(settings: Voices) -> Status:
    about = "neural voices in files of their own, offline"
    if find_spec("piper") is None:
        return Status("piper", "missing", about, help=f"{how_to_get('piper')}, then {_HOW}")
    return Status(
        "piper", "ready", about, tuple(sorted(path.stem for path in FOLDER.glob("*.onnx"))), help=_HOW
    )
