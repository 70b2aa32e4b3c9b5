"""Passages in another language inside a text -> the text with their phonemes, as eSpeak tells them.

So a voice says “crème brûlée” in French inside an English sentence, and goes on in the same breath.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.model.narration import Passage
from publish.model.text import base_language
from publish.speech.phonemes import MARKED, mark
from publish.voices import espeak

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_UNSAID = frozenset(("ja", "ko", "th", "yue", "zh"))
"""Languages whose words are not parted by spaces, or which eSpeak does not read."""

# Phonemes of eSpeak, tied by ^, in the letters of the models, as misaki writes them.
_TIED = (
    *(("a^ɪ", "I"), ("a^ʊ", "W"), ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ə^ʊ", "Q")),
    *(("s^s", "S"), ("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("ɭ", "l"), ("ɵ", "ø"), ("ʑ", "ʒ")),
    *(("^", ""), ("-", "")),
)
_OTHERWISE = (("ʏ", "y"),)
# Sounds that English lacks -> what English speakers say for them.
_ENGLISH = (
    *(
        ("ɑ\u0303", "ɑn"),
        ("ɛ\u0303", "æn"),
        ("ɔ\u0303", "ɑn"),
        ("œ\u0303", "ʌn"),
        ("\u0303", "n"),
        ("ʦ", "ts"),
    ),
    *(
        ("ʣ", "dz"),
        ("S", "s"),
        ("Q", "O"),
        ("ɲ", "nj"),
        ("ʎ", "lj"),
        ("ʁ", "ɹ"),
        ("ʀ", "ɹ"),
        ("ɾ", "ɹ"),
        ("r", "ɹ"),
    ),
    *(
        ("ç", "h"),
        ("χ", "h"),
        ("x", "h"),
        ("ɣ", "ɡ"),
        ("β", "v"),
        ("ʝ", "j"),
        ("ɥ", "w"),
        ("ʂ", "ʃ"),
        ("ʐ", "ʒ"),
    ),
    *(
        ("ɕ", "ʃ"),
        ("ʑ", "ʒ"),
        ("ʋ", "v"),
        ("y", "u"),
        ("ʏ", "ʊ"),
        ("ø", "ʊ"),
        ("œ", "ʌ"),
        ("ɨ", "ɪ"),
        ("ɯ", "u"),
    ),
    *(("ɐ", "ə"), ("a", "ɑ"), ("e", "A"), ("o", "O"), ("ɒ", "ɑ"), ("ː", ""), ("ʲ", ""), ("ʔ", "")),
)


def marked(text: str, foreign: Iterable[Passage], english: bool) -> tuple[str, frozenset[str]]:
    """The text with each word of the passages as `[word](/letters/)`, and those letters.

    They are letters of the models already; `english` has only sounds of English. A passage that is not
    found, or in a language that eSpeak does not read, stays as it is.
    """
    result, at, ready = "", 0, set[str]()
    for words, lang in foreign:
        begin = text.find(words, at)
        voice = "" if base_language(lang) in _UNSAID else espeak.voice_of(lang)
        if begin < 0 or not voice or MARKED.search(words):
            continue
        for word, letters in _read(words, voice, english):
            place = text.index(word, max(at, begin))
            result += text[at:place] + (mark(word, letters) if letters else word)
            at = place + len(word)
            ready.add(letters)
    return result + text[at:], frozenset(ready)


def _read(words: str, voice: str, english: bool) -> list[tuple[str, str]]:
    """Each word of a passage with its letters."""
    written = _WORD.findall(words)
    letters = espeak.phonemes([" ".join(written)], voice)[0].split()
    if len(letters) != len(written):
        letters = espeak.phonemes(written, voice)
    return [
        (word, letters_of(one, english).replace(" ", "")) for word, one in zip(written, letters, strict=True)
    ]


def letters_of(tied: str, english: bool = False) -> str:
    """eSpeak's phonemes in the letters of the models."""
    for sound, letter in (*_TIED, *(_ENGLISH if english else _OTHERWISE)):
        tied = tied.replace(sound, letter)
    return tied
