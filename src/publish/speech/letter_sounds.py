"""A name that no dictionary has, in a language that its letters tell -> how newsreaders say it, in the IPA.

`spellings/` has a file a language: the `letters` it has, what it `never` has, `signs` that speak for it
with their weights, the `sounds` of its letters (the first pattern that fits at a place counts) and which
syllable has the `stress`, counted from the beginning or, below nought, from the end.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from publish.system import data

LANGUAGES = ("pl", "tr", "fr", "es", "pt", "ga", "de", "nl", "it", "cs", "hu", "ro", "nordic")
LEAST = 3
"""The weight of signs from which a language is taken for known; a word with accents needs but one."""
LONGEST = 40
"""Letters of a name."""
_NUCLEUS = re.compile(r"eɪ|aɪ|aʊ|ɔɪ|əʊ|eʊ|ɪə|eə|ʊə|[aæɑɒɔəɛeɜiɪoʊuʌ]ː?")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a language writes its sounds."""

    letters: frozenset[str]
    never: re.Pattern[str] | None
    signs: tuple[tuple[re.Pattern[str], int], ...]
    sounds: tuple[tuple[re.Pattern[str], str], ...]
    stress: tuple[tuple[re.Pattern[str], int], ...]


@cache
def spelling(language: str) -> Spelling:
    """The rules of one of LANGUAGES."""
    table = data.table("publish.speech", f"spellings/{language}.toml")
    signs, sounds, stress = (
        tuple((re.compile(pattern), value) for pattern, value in table[key])
        for key in ("signs", "sounds", "stress")
    )
    never = re.compile(table["never"]) if table["never"] else None
    return Spelling(frozenset(table["letters"]), never, signs, sounds, stress)


def files() -> list[bytes]:
    """The rules of every language."""
    return [_folder().joinpath(f"{language}.toml").read_bytes() for language in LANGUAGES]


def language_of(name: str) -> str:
    """The language whose signs a name has most of; "" where none stands out."""
    word = _small(name)
    weights = sorted(((_weight(word, language), language) for language in LANGUAGES), reverse=True)
    (best, language), (second, _) = weights[:2]
    return language if best >= (LEAST if word.isascii() else 1) and best > second else ""


def _small(name: str) -> str:
    """The name in small letters; a Turkish İ has no dot of its own there."""
    return unicodedata.normalize("NFC", name).replace("İ", "i").lower()


def _weight(name: str, language: str) -> int:
    rules = spelling(language)
    if not rules.letters.issuperset(name) or (rules.never and rules.never.search(name)):
        return 0
    return sum(weight for pattern, weight in rules.signs if pattern.search(name))


def sounds(name: str) -> str:
    """A name in the IPA with every r written, "" where its letters tell no language."""
    language = language_of(name) if len(name) <= LONGEST else ""
    return spelt(name, language) if language else ""


def spelt(name: str, language: str) -> str:
    """A name as the letters of a language sound; letters that it does not have are left out."""
    rules, word, ipa, at = spelling(language), _small(name), "", 0
    while at < len(word):
        for pattern, sound in rules.sounds:
            match = pattern.match(word, at)
            if match and match.end() > at:
                ipa, at = ipa + sound, match.end()
                break
        else:
            at += 1
    return ipa if "ˈ" in ipa else _stressed(ipa, word, rules)


def _stressed(ipa: str, word: str, rules: Spelling) -> str:
    vowels = [match.start() for match in _NUCLEUS.finditer(ipa)]
    number = next((number for pattern, number in rules.stress if pattern.search(word)), 1)
    if not vowels:
        return ipa
    index = min(number - 1, len(vowels) - 1) if number > 0 else max(len(vowels) + number, 0)
    return f"{ipa[: vowels[index]]}ˈ{ipa[vowels[index] :]}"


def _folder() -> Traversable:
    return resources.files("publish.speech").joinpath("spellings")
