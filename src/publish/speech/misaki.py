"""IPA -> the phoneme alphabet of misaki, which hibari and Kokoro read; letters said by their names.

hibari's own reading of "ten A-M today", "Class A drugs" and "the A thirty
eight" was listened to: it says the article in most of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from publish.speech import homographs, letter_sounds
from publish.speech.normalise import shipped
from publish.speech.phonemes import mark, parts

_AMERICAN_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ˈA bˈi sˈi dˈi ˈi ˈɛf ʤˈi ˈAʧ ˈI ʤˈA kˈA ˈɛl ˈɛm ˈɛn ˈO pˈi kjˈu"
        " ˈɑɹ ˈɛs tˈi jˈu vˈi dˈʌbᵊlju ˈɛks wˈI zˈi".split(),
        strict=True,
    )
)
_BRITISH_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            "ˈA bˈiː sˈiː dˈiː ˈiː ˈɛf ʤˈiː ˈAʧ ˈI ʤˈA kˈA ˈɛl ˈɛm ˈɛn ˈQ pˈiː"
            " kjˈuː ˈɑː ˈɛs tˈiː jˈuː vˈiː dˈʌbəljuː ˈɛks wˈI zˈɛd"
        ).split(),
        strict=True,
    )
)

_SPELT = re.compile(
    r"(?<![\w'’-])(?=[A-Z]-|[\w-]*-[A-Z](?![\w]))(?:[A-Z]|[a-z]+)(?:-(?:[A-Z]|[a-z]+))+(?!\w)"
)
_NAMED = (
    r"Group|Class|Plan|Team|Serie|Series|Grade|Level|Type|Section|section|Hepatitis|hepatitis|Vitamin|vitamin"
    r"|Category|Block|Terminal|Gate|Zone|Wing|Schedule|Part|Tier|Division|Exhibit|Appendix|Option|grade|plan"
    r"|class|group|type|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|and"
)
# A capital A that stands alone and is no article: after a word that takes a letter, before a number or
# "star", or inside a sentence before a small letter or nothing at all.
_LONE = re.compile(
    rf"(?P<lead>\b(?:{_NAMED}) )A(?![\w'’-])"
    r"|(?<![\w'’-])A(?= (?:star|level|to Z|and E|road|(?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b(?! \w+s\b)))"
    r"|(?<=[a-z,] )A(?= [a-z]|[.,;:?!)]|$)"
)


def marked(text: str, british: bool) -> str:
    """The text with spelt letters (A-M, S-W-one-A) and a lone A in misaki's phonemes."""
    names = _BRITISH_LETTERS if british else _AMERICAN_LETTERS
    text = _SPELT.sub(lambda match: _spelt(match[0], names), text)
    return _LONE.sub(lambda match: f"{match['lead'] or ''}[A](/{names['A']}/)", text)


def _spelt(text: str, names: dict[str, str]) -> str:
    """Runs of letters as one stretch of phonemes, stressed on the last; words between them as they are."""
    spoken = []
    for run in re.findall(r"[A-Z](?:-[A-Z](?![a-z]))*(?![a-z])|[a-z]+", text):
        if run[0].islower():
            spoken.append(run)
            continue
        *first, last = (names[letter] for letter in run.split("-"))
        spoken.append(f"[{run}](/{''.join(name.replace('ˈ', 'ˌ') for name in first)}{last}/)")
    return " ".join(spoken)


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
_BRITISH = (("əʊ", "Q"), ("O", "Q"), ("eə", "ɛː"), ("e", "ɛ"), ("æ", "a"))
_SILENT_R = re.compile(r"ɹ(?![ˈˌ]?[AIOQWYaeiouæɑɐɒɔəɛɜɪʊʌᵊᵻ])")
"""An r that British voices do not say: one that no vowel follows."""


_OF_THIS = ("british.toml", "letter_sounds.py", "misaki.py", "phonemes.py", "world.toml")


def fingerprint() -> str:
    """What `misaki` adds to a text, in short: a part of the fingerprint of an engine that uses it."""
    from hashlib import sha256
    from importlib import resources

    folder = resources.files("publish.speech")
    parts = (folder.joinpath(name).read_bytes() for name in (*_OF_THIS, *homographs.FILES))
    return sha256(b"".join([*parts, *letter_sounds.files()])).hexdigest()[:12]


def misaki(text: str, british: bool = False, lang: str = "en-GB", ready: Collection[str] = ()) -> str:
    """The text as hibari and Kokoro read it: phonemes in misaki's alphabet.

    Beside the phonemes that the text brings, it marks homographs, spelt letters
    and the names of the shipped tables; so these never show in a script.
    `british` is the voice's accent, `lang` the article's language; phonemes that are `ready` are in that
    alphabet.
    """
    names, text = shipped(lang), homographs.marked(text, british)

    def plain(words: str) -> str:
        if names.pattern:
            words = names.pattern.sub(lambda match: names.spoken_form(match[0]) or match[0], words)
        return "".join(
            mark(part, to_misaki(ipa, british)) if ipa else marked(part, british)
            for part, ipa in parts(words)
        )

    return "".join(
        mark(part, ipa if ipa in ready else to_misaki(ipa, british)) if ipa else plain(part)
        for part, ipa in parts(text)
    )


def to_misaki(ipa: str, british: bool = False) -> str:
    """IPA in misaki's alphabet; an American voice is given the nearest American vowel.

    The IPA has every r that is written (/ˈlɛstər/); a British voice is not given those that it would
    not say.
    """
    for sign, phoneme in (*_MISAKI, *(_BRITISH if british else _AMERICAN)):
        ipa = ipa.replace(sign, phoneme)
    return _STRESS.sub(r"\2\1", _SILENT_R.sub("", ipa) if british else ipa.replace("ɹɹ", "ɹ"))
