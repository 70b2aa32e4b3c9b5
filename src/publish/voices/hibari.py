"""The engine `hibari`: a neural English voice that comes inside its wheel and runs a hundred times real time.

Voices beside `heart` are used when their file lies in hibari's own folder;
nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.narration import Clip, Speech
from publish.model.text import base_language
from publish.speech.misaki import fingerprint, misaki
from publish.speech.word_times import Heard, matched
from publish.system.extras import how_to_get
from publish.system.patches import hibari_without_scipy
from publish.voices import passages
from publish.voices.durations import named, sounding, with_output, words_read
from publish.voices.engine import Resolved, Status, quiet, sayable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from publish.voices.hibari_g2p import EnglishG2P

DEFAULT = "heart"
SAYS_PASSAGES = True
DURATIONS = "/Round_output_0"
EARLY = 1200
"""So many frames before a phoneme's steps its sound begins: what `benchmarks/listening/words.py` measures."""
_RATE = 24_000


class Hibari:
    """One voice, loaded once; its model may run in several threads at a time."""

    takes_phonemes = True

    def __init__(self, voice: str) -> None:
        self.voice, self._british = voice, bool(_known()[voice]["british"])
        front_end = english(self._british)
        model = with_output(_model(voice).read_bytes(), DURATIONS)
        self._tts = _imported().Hibari(voice=voice, model=model, threads=1, g2p=front_end)

    @property
    def fingerprint(self) -> str:
        model = _known()[self.voice]["sha256"][:16]
        return f"hibari 6 {version('hibari-tts')} {self.voice} {model} {fingerprint()}"

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield self._clip(speech)

    def _clip(self, speech: Speech) -> Clip:
        if not sayable(speech.text):
            return quiet(_RATE)
        seed = int.from_bytes(hashlib.sha256(speech.text.encode()).digest()[:4])
        try:
            foreign = speech.foreign
            if base_language(speech.lang) != "en":
                foreign = ((speech.text, speech.lang),)
            text, ready = passages.marked(speech.text, foreign, english=True)
            text = misaki(text, self._british, speech.lang, ready)
            sound, heard = _spoken(self._tts, text, speech.pace, seed)
        except Exception as error:
            raise VoiceError(f"hibari failed ({type(error).__name__}: {error})") from error
        words = matched(speech.text, heard)
        return Clip(_pcm(sound), _RATE, words) if len(sound) else quiet(_RATE)


def _spoken(tts: Any, text: str, pace: float, seed: int) -> tuple[NDArray[np.float32], list[Heard]]:
    """What hibari's own call gives for a text, and the words that are heard in it."""
    import numpy as np
    from hibari import dsp
    from hibari.g2p.normalize import normalize
    from hibari.tts import MAX_PHONEMES

    chance, at = np.random.default_rng(seed), 0
    sounds: list[NDArray[np.float32]] = [np.zeros(0, np.float32)]
    times: list[Heard] = []
    for sentence in tts.split_sentences(text):
        tokens = tts.g2p.phonemize_tokens(tts.g2p.tokenize(normalize(sentence)))
        phonemes = tts.g2p.joined(tokens)
        for piece in [phonemes] if len(phonemes) <= MAX_PHONEMES else tts.phonemize(sentence):
            if not piece:
                continue
            inputs = {"ids": np.asarray([tts.ids(piece)], np.int64), "speed": np.asarray([pace], np.float32)}
            *spectrum, durations = tts.sess.run(None, inputs)
            if piece is phonemes:
                spans = sounding(phonemes, tts.vocab, durations.ravel(), EARLY)
                times += named(words_read(tokens), [(first + at, last + at) for first, last in spans])
            sounds.append(dsp.synth(*(part[0] for part in spectrum), chance))
            at += len(sounds[-1])
    return np.concatenate(sounds), times


def _pcm(sound: NDArray[np.float32]) -> bytes:
    import numpy as np

    return (np.clip(sound, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()


def make(voice: str, lang: str, settings: Voices) -> Hibari:
    """Raises VoiceError when the voice is not on this machine or its model cannot be read."""
    name = resolve(voice, lang, settings).voice
    try:
        return Hibari(name)
    except Exception as error:
        raise VoiceError(f"hibari's voice {name!r} cannot be loaded: {error}") from error


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    if base_language(lang) != "en":
        raise VoiceError(f"hibari speaks English, not {lang}", "use --voice auto, espeak or gtts")
    name, known = voice or DEFAULT, _known()
    if name not in known:
        raise VoiceError(f"hibari has no voice {name!r}", f"its voices are {', '.join(known)}")
    if not _model(name).is_file():
        raise VoiceError(f"hibari's voice {name!r} is not on this machine", _how_to_get(name))
    return Resolved(name, f"{name.capitalize()} (hibari)")


def status(settings: Voices) -> Status:
    try:
        known = _known()
    except VoiceError as error:
        return Status("hibari", "missing", "a neural English voice", languages=("en",), help=error.help)
    ready = tuple(name for name in known if _model(name).is_file())
    missing = tuple(name for name in known if name not in ready)
    help = _how_to_get(missing[0]) if missing else ""
    return Status("hibari", "ready", "a neural English voice, offline", ready, missing, ("en",), help)


def _how_to_get(name: str) -> str:
    file = _model(name)
    return f"fetch it with `hibari --voice {name} Hello -o hello.wav`, or copy {file.name} to {file.parent}"


@cache
def _imported() -> ModuleType:
    """hibari with numpy's Fourier transforms, as it has them where there is no scipy."""
    return hibari_without_scipy(_rfft, _irfft)


def assets() -> Path:
    """The folder of hibari's own files."""
    return Path(_registry().ASSETS)


@cache
def english(british: bool) -> EnglishG2P:
    """The front end for one accent, loaded once in a process."""
    _imported()
    from publish.voices.hibari_g2p import EnglishG2P

    return EnglishG2P(british)


def _rfft(x: NDArray[np.float32], axis: int) -> NDArray[np.complex64]:
    """The spectrum in single precision, which numpy keeps to only where it has to scale."""
    import numpy as np

    spectrum = np.fft.rfft(x, axis=axis, norm="forward").astype(np.complex64, copy=False)
    spectrum *= np.float32(x.shape[axis])
    return spectrum


def _irfft(x: NDArray[np.complex64], n: int, axis: int) -> NDArray[np.float32]:
    import numpy as np

    return np.fft.irfft(x, n=n, axis=axis).astype(np.float32, copy=False)


@cache
def _registry() -> ModuleType:
    """hibari's module of voices, read without hibari itself, which would load numpy."""
    spec = find_spec("hibari")
    if spec is None or not spec.submodule_search_locations:
        raise VoiceError("hibari is not installed", how_to_get("hibari-tts"))
    path = Path(spec.submodule_search_locations[0]) / "voices.py"
    own = spec_from_file_location("publish_hibari_voices", path)
    assert own is not None
    assert own.loader is not None
    module = module_from_spec(own)
    own.loader.exec_module(module)
    return module


def _known() -> dict[str, Any]:
    known: dict[str, Any] = _registry().VOICES
    return known


def _model(name: str) -> Path:
    registry, entry = _registry(), _known()[name]
    return Path(registry.ASSETS if entry.get("bundled") else registry.cache_dir(), entry["file"])
