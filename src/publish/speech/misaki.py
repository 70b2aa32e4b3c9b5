"""IPA -> the phoneme alphabet of misaki, which hibari and Kokoro read."""

from __future__ import annotations

import re

from publish.speech import homographs
from publish.speech.letters import marked
from publish.speech.phonemes import mark, parts
from publish.speech.wording import shipped

# IPA -> the single-letter alphabet of misaki, which hibari and Kokoro speak.
_MISAKI = (
    ("t͡ʃ", "ʧ"),
    ("d͡ʒ", "ʤ"),
    ("tʃ", "ʧ"),
    ("dʒ", "ʤ"),
    ("eɪ", "A"),
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("ɔɪ", "Y"),
    ("oʊ", "O"),
    ("g", "ɡ"),
    ("r", "ɹ"),
    ("ɫ", "l"),
    ("'", "ˈ"),
    (".", ""),
    ("ʰ", ""),
)
_AMERICAN = (
    ("əʊ", "O"),
    ("ɪə", "ɪɹ"),
    ("eə", "ɛɹ"),
    ("ʊə", "ʊɹ"),
    ("ɜː", "ɜɹ"),
    ("ɒ", "ɑ"),
    ("ɑː", "ɑ"),
    ("ɔː", "ɔ"),
    ("iː", "i"),
    ("uː", "u"),
    ("e", "ɛ"),
    ("a", "æ"),
    ("ɬ", "l"),
    ("x", "k"),
    ("ː", ""),
)
# misaki writes stress before the vowel, the IPA before the syllable.
_STRESS = re.compile(r"([ˈˌ])([^AIOQWYaeiouæɑɐɒɔəɛɜɪʊʌᵊᵻ ˈˌ]+)(?=[AIOQWYaeiouæɑɐɒɔəɛɜɪʊʌᵊᵻ])")
_BRITISH = (("əʊ", "Q"), ("eə", "ɛː"), ("e", "ɛ"))


_OF_THIS = ("british.toml", "letters.py", "misaki.py", "phonemes.py")


def fingerprint() -> str:
    """What `misaki` adds to a text, in short: a part of the fingerprint of an engine that uses it."""
    from hashlib import sha256
    from importlib import resources

    folder = resources.files("publish.speech")
    parts = (folder.joinpath(name).read_bytes() for name in (*_OF_THIS, *homographs.FILES))
    return sha256(b"".join(parts)).hexdigest()[:12]


def misaki(text: str, british: bool = False, lang: str = "en-GB") -> str:
    """The text as hibari and Kokoro read it: phonemes in misaki's alphabet.

    Beside the phonemes that the text brings, it marks homographs, spelt letters
    and, in British English, the names of the shipped table; so these never show
    in a script. `british` is the voice's accent, `lang` the article's language.
    """
    names, text = shipped(lang), homographs.marked(text, british)

    def plain(words: str) -> str:
        if names.pattern:
            words = names.pattern.sub(lambda match: names.said(match[0]) or match[0], words)
        return "".join(
            mark(part, to_misaki(ipa, british)) if ipa else marked(part, british)
            for part, ipa in parts(words)
        )

    return "".join(mark(part, to_misaki(ipa, british)) if ipa else plain(part) for part, ipa in parts(text))


def to_misaki(ipa: str, british: bool = False) -> str:
    """IPA in misaki's alphabet; an American voice is given the nearest American vowel.

    In rhotic voices a long vowel before a consonant letter r is said with the r,
    so write it (/ˈlɛstər/).
    """
    for ours, theirs in (*_MISAKI, *(_BRITISH if british else _AMERICAN)):
        ipa = ipa.replace(ours, theirs)
    return _STRESS.sub(r"\2\1", ipa if british else ipa.replace("ɹɹ", "ɹ"))
