"""The names in an article, for an editor to hear and correct."""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.model.text import base_language
from publish.speech.sentences import OPENERS, TITLES, split

_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ][\w'’]*(?:-[^\W\d_][\w'’]*)*|[A-Z]\."
_SMALL = r"(?:of|the|de|del|della|di|da|dos|du|des|van|von|der|den|la|le|el|al|bin|ibn|y)"
_RUN = re.compile(
    rf"(?<!\w)(?:{_NAME_WORD})(?:(?<!['’]s)[ \u00a0](?:{_SMALL}[ \u00a0]){{0,2}}(?:{_NAME_WORD}))*"
)
# How common words end that open a sentence ("Campaigners said"): no names unless met inside one too.
_PLAIN = re.compile(r"[a-z](?:s|ing|ed|ly|ers?|ions?|ment|ity|body|thing|one|est)$")
_NOT_NAMES = frozenset(
    """January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday I I'm I've I'd I'll OK TV AM PM Mr Mrs Ms
    Dr Prof Sir Lord Lady Dame Image Picture Video Photo""".split()
)

_ELIDING = frozenset(("ca", "fr", "it"))
_ELIDED = re.compile(r"^(?:[CDJLMNST]|Qu|Dell|All|Un)['’](?=\w)")
"""An article or the like before a vowel, which is no part of the name that follows."""
_CENTURY = re.compile(r"[IVXLC]+e")
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozens hundreds thousands".split()
)


def names(article_text: str, lang: str, known: Callable[[str], bool] = lambda word: False) -> tuple[str, ...]:
    """Names in order of first appearance, each once: runs of capitalised words.

    A word that only ever stands capitalised at the beginning of a sentence is
    not taken for a name where the article has it in small letters too, where it
    ends as common words do, or where `known` says that it is one. German
    capitalises every noun, and many scripts have no capitals: there the answer is
    empty or long, and the editor judges.
    """
    base = base_language(lang)
    small = {word for word in re.findall(r"[^\W\d_]+", article_text) if word.islower()}
    inside = set(re.findall(r"(?<=[a-z,] )[A-Z][\w'’-]+", article_text))
    matches: dict[str, None] = {}
    for line in article_text.splitlines():
        for begin, end in split(line, lang):
            for name in _in_sentence(line[begin:end], base, small, inside, known):
                matches.setdefault(name)
    return tuple(_without_parts(list(matches)))


def _in_sentence(
    sentence: str, base: str, small: set[str], inside: set[str], known: Callable[[str], bool]
) -> list[str]:
    matches = []
    first = re.search(r"\w", sentence)
    for match in _RUN.finditer(sentence):
        opens = bool(first and match.start() == first.start())
        words = re.split(r"[ \u00a0]", match[0])
        words[-1] = re.sub(r"['’]s$|['’]$", "", words[-1])
        if base in _ELIDING:
            words[0] = _ELIDED.sub("", words[0])
        while words and _ordinary(words[0], base, small, opens):
            words = words[1:]
        if opens and words and words[0] not in inside and known(words[0].lower()) and _alone(words):
            words = words[1:]
        while words and words[0].islower():
            words = words[1:]
        while words and (words[-1] in _NOT_NAMES or words[-1].islower()):
            words = words[:-1]
        name = " ".join(words).strip(".,;:")
        if opens and len(words) == 1 and name not in inside and _PLAIN.search(name):
            continue
        if len(name) > 1 and not name.islower() and not _CENTURY.fullmatch(name):
            matches.append(name)
    return matches


def _alone(words: list[str]) -> bool:
    """Whether the first word is no part of the name that follows: "Four", "Using the LGP"."""
    return len(words) == 1 or words[1].lower() == "the" or words[0].lower() in _NUMBERS


def _ordinary(word: str, base: str, small: set[str], opens: bool) -> bool:
    """Whether a leading word is no part of a name: a title, an opener, a word also met in small letters."""
    low = word.lower().rstrip(".")
    if word.rstrip(".") in _NOT_NAMES or low in TITLES.get(base, TITLES["en"]):
        return True
    if low in OPENERS.get(base, OPENERS["en"]) or low.split("'")[0].split("’")[0] in OPENERS["en"]:
        return True
    return opens and low in small


def _without_parts(candidates: list[str]) -> list[str]:
    """Names less those that are one word of a longer name met before ("Smith" after "Anna Smith")."""
    kept: list[str] = []
    seen: set[str] = set()
    for name in candidates:
        if name not in seen:
            kept.append(name)
        seen.update(name.split())
    return kept
