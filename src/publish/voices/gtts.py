"""The engine `gtts`: the voice of Google Translate, over the network, in all its languages.

gTTS prepares the requests; they are sent from here, because gTTS itself turns
the verification of certificates off and never tries again. Accents are chosen
by the top-level domain: `gtts:co.uk`; `gtts:co.uk-slow` or `gtts:slow` speaks
slowly.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.narration import Clip, Speech
from publish.model.text import base_language
from publish.system.extras import how_to_get
from publish.voices.engine import Resolved, Status, quiet, sayable

if TYPE_CHECKING:
    from publish.voices.retry import RetryingSender

_RATE = 24_000

DOMAINS = {
    "en": "com",
    "en-au": "com.au",
    "en-ca": "ca",
    "en-gb": "co.uk",
    "en-ie": "ie",
    "en-in": "co.in",
    "en-ng": "com.ng",
    "en-us": "us",
    "en-za": "co.za",
    "es-es": "es",
    "es-mx": "com.mx",
    "es-us": "us",
    "fr-ca": "ca",
    "fr-fr": "fr",
    "pt-br": "com.br",
    "pt-pt": "pt",
}
"""Language tag -> the domain whose voice has that accent; any other speaks as "com" does."""

_OTHER_TAGS = {"he": "iw", "jv": "jw", "nb": "no", "nn": "no", "fil": "tl", "cmn": "zh-CN", "zh-hk": "yue"}


class Gtts:
    """One request at a time in the whole process, each sentence in parts of at most 100 characters."""

    limit_s = 1_800.0  # it waits its turn, and as long as the service asks
    _turn = threading.Lock()

    def __init__(self, domain: str, slow: bool, lang: str, sender: RetryingSender, address: str = "") -> None:
        self.domain, self.slow, self.lang, self.address = domain, slow, lang, address
        self._sender = sender

    @property
    def fingerprint(self) -> str:
        return f"gtts 1 {version('gtts')} {self.domain} {'slow' if self.slow else 'normal'}"

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield self._clip(speech) if sayable(speech.text) else quiet(_RATE)

    def _clip(self, speech: Speech) -> Clip:
        import requests
        from gtts import gTTS

        lang = _code(speech.lang or self.lang)
        slow = self.slow or speech.pace <= 0.8
        try:
            service = gTTS(speech.text, tld=self.domain, lang=lang, slow=slow, lang_check=False)
            prepared: list[requests.PreparedRequest] = service._prepare_requests()
        except AssertionError:
            return quiet(_RATE)
        with self._turn:
            return decoded([self._sound(request) for request in prepared])

    def _sound(self, request: object) -> bytes:
        import requests

        assert isinstance(request, requests.PreparedRequest)
        if self.address:
            request.url = self.address
        return self._sender.sound(request)


def decoded(parts: list[bytes]) -> Clip:
    """MP3 files one after the other as one clip. Raises VoiceError for what is not MP3."""
    import soundfile

    pcm, rate = [], _RATE
    for part in parts:
        try:
            samples, rate = soundfile.read(io.BytesIO(part), dtype="int16", always_2d=True)
        except (soundfile.SoundFileError, RuntimeError) as error:
            raise VoiceError(
                "the service answered with something that is no MP3", "try again later"
            ) from error
        pcm.append(samples[:, 0].astype("<i2").tobytes())
    return Clip(b"".join(pcm), rate)


def make(voice: str, lang: str, settings: Voices) -> Gtts:
    from publish.voices.retry import RetryingSender

    name = resolve(voice, lang, settings).voice
    domain = name.removesuffix("slow").rstrip("-") or "com"
    return Gtts(domain, name.endswith("slow"), lang, RetryingSender(), settings.gtts_address)


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    if find_spec("gtts") is None:
        raise VoiceError("gtts is not installed", how_to_get("gtts"))
    _code(lang)
    slow = voice.endswith("slow")
    domain = voice.removesuffix("slow").rstrip("-")
    if domain and not all(part.isalpha() for part in domain.split(".")):
        raise VoiceError(f"gtts has no accent {domain!r}", "name a top-level domain, for example gtts:co.uk")
    domain = domain or DOMAINS.get(lang.lower(), "com")
    return Resolved(f"{domain}-slow" if slow else domain, f"Google Translate ({lang})")


def status(settings: Voices) -> Status:
    about = "Google Translate's voices; needs a network, sends it the text"
    if find_spec("gtts") is None:
        return Status("gtts", "missing", about, help=how_to_get("gtts"))
    languages = tuple(sorted({base_language(tag) for tag in _languages()}))
    return Status("gtts", "network", about, tuple(sorted(set(DOMAINS.values()))), (), languages)


def _languages() -> dict[str, str]:
    from gtts.lang import tts_langs

    languages: dict[str, str] = tts_langs()
    return languages


def _code(lang: str) -> str:
    """What the service calls a language. Raises VoiceError when it does not speak it."""
    known, tag = {code.lower(): code for code in _languages()}, lang.replace("_", "-").lower()
    while tag:
        code = known.get(tag) or known.get(_OTHER_TAGS.get(tag, "").lower())
        if code:
            return code
        tag = tag.rpartition("-")[0]
    raise VoiceError(f"gtts does not speak {lang}", "use --voice espeak, or set a voice for the language")
