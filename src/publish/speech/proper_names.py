"""The names in an article, for an editor to hear and correct."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from publish.model.text import base_language
from publish.speech.english.vocabulary import DAYS, MONTHS, word_list
from publish.speech.homographs import word_kinds
from publish.speech.rule import before
from publish.speech.sentences import OPENERS, TITLES, split

_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ][\w'’]*(?:-[^\W\d_][\w'’]*)*|[A-Z]\."
_SMALL = r"(?:of|the|de|del|della|di|da|dos|du|des|van|von|der|den|la|le|el|al|bin|ibn|y)"
_RUN = re.compile(
    rf"(?<!\w)(?:{_NAME_WORD})(?:(?<!['’]s)[ \u00a0](?:{_SMALL}[ \u00a0]){{0,2}}(?:{_NAME_WORD}))*"
)
# How common words end that open a sentence ("Campaigners said"): no names unless met inside one too.
_PLAIN = re.compile(r"[a-z](?:s|ing|ed|ly|ers?|ions?|ment|ity|body|thing|one|est)$")
_NOT_NAMES = word_list("capitals_without_name").union(MONTHS, DAYS)

_ELIDING = frozenset(("ca", "fr", "it"))
_ELIDED = re.compile(r"^(?:[CDJLMNST]|Qu|Dell|All|Un)['’](?=\w)")
"""An article or the like before a vowel, which is no part of the name that follows."""
_CENTURY = re.compile(r"[IVXLC]+e")
_NUMBERS = word_list("counting")
_NO_NAMES = frozenset(
    "RB RBR RBS IN DT CC PRP PRP$ MD WRB WP WDT VBZ VBD VBN VBG VB VBP CD EX TO PDT".split()
)
"""Kinds of word that no name begins with, in the Penn Treebank's terms."""
_GIVEN = word_list("given_names_too")
_DETERMINERS = word_list("determiners")


_OPENING = frozenset(["“", " “", " ‘", ' "', ": ", "— ", "– "])
"""What stands before a word with which a quoted sentence, or one after a colon or a dash, begins."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the article shows: its words in small letters, and those that are names inside a sentence."""

    small: set[str]
    inside: set[str]
    known: Callable[[str], bool]

    def common(self, word: str) -> bool:
        """Whether a word is one of the language's own, as its kind, the dictionary or the article says."""
        low = word.lower()
        kind = word_kinds().get(low)
        if kind is not None:
            return "NNP" not in kind.partition("/")[0]
        return self.known(low) or self.known(low.removesuffix("s"))

    def verb(self, word: str) -> bool:
        """Whether a word may be a verb or a small word, and no name."""
        kinds = word_kinds().get(word.lower(), "").split("/")
        return (
            word.lower() not in _GIVEN and "NNP" not in kinds and not _NO_NAMES.isdisjoint({*kinds} - {"IN"})
        )

    def never(self, word: str) -> bool:
        """Whether a capitalised word can only be no part of the name after it: Never, Questioning."""
        low = word.lower()
        if low in _GIVEN:
            return False
        if kind := word_kinds().get(low):
            return _NO_NAMES.issuperset(kind.split("/"))
        return self.known(low) and low.endswith(("ing", "ed", "ly"))


def names(article_text: str, lang: str, known: Callable[[str], bool] = lambda word: False) -> tuple[str, ...]:
    """Names in order of first appearance, each once: runs of capitalised words.

    A word that only ever stands capitalised at the beginning of a sentence is
    not taken for a name where the article has it in small letters too, where it
    ends as common words do, or where `known` says that it is one. German
    capitalises every noun, and many scripts have no capitals: there the answer is
    empty or long, and the editor judges.
    """
    base = base_language(lang)
    lines = article_text.splitlines()
    small = {word for word in re.findall(r"[^\W\d_]+", article_text) if word.islower()}
    inside = set().union(*(_inside(line) for line in lines if not _headline(line)))
    seen = _Seen(small, inside, known)
    matches: dict[str, None] = {}
    for line in lines:
        headline = base == "en" and _headline(line)
        for begin, end in split(line, lang):
            for name in _in_sentence(line[begin:end], base, seen):
                for part in _named(name, seen) if headline else [name]:
                    matches.setdefault(part)
    return tuple(_without_parts(list(matches)))


_INSIDE = re.compile(r"(?<![\w'’-])(?P<before>[\w'’-]*[a-z,]) (?=(?P<word>[A-Z][\w'’-]+))")


def _inside(line: str) -> set[str]:
    """Words with a capital inside a sentence that no article or the like stands before."""
    return {
        match["word"]
        for match in _INSIDE.finditer(line)
        if not match["before"][:1].isupper() and match["before"] not in _DETERMINERS
    }


def _headline(line: str) -> bool:
    """Whether a line has its words capitalised, or all in capitals, as headings have."""
    words = re.findall(r"[^\W\d_]{4,}", line)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 1 and not line.rstrip().endswith((".", "?", "!")) and capitals * 3 >= len(words) * 2


def _named(name: str, seen: _Seen) -> list[str]:
    """The names in a run of capitalised words of a heading, which verbs and the like divide."""
    runs: list[list[str]] = [[]]
    for word in name.split(" "):
        if seen.verb(word) or seen.never(word):
            runs.append([])
        else:
            runs[-1].append(word)
    return [" ".join(run) for run in runs if not all(word.islower() or seen.common(word) for word in run)]


def _in_sentence(sentence: str, base: str, seen: _Seen) -> list[str]:
    matches = []
    first = re.search(r"\w", sentence)
    for match in _RUN.finditer(sentence):
        opens = bool(first and match.start() == first.start()) or before(match, 2) in _OPENING
        words = re.split(r"[ \u00a0]", match[0])
        words[-1] = re.sub(r"['’]s$|['’]$", "", words[-1])
        if base in _ELIDING:
            words[0] = _ELIDED.sub("", words[0])
        while words and _ordinary(words[0], base, seen.small, opens):
            words = words[1:]
        while words and opens and _opener(words, base, seen):
            words = words[1:]
        while words and words[0].islower():
            words = words[1:]
        while words and (words[-1].rstrip(".") in _NOT_NAMES or words[-1].islower()):
            words = words[:-1]
        name = " ".join(words).strip(".,;:")
        if len(name) < 2 or name.islower() or _CENTURY.fullmatch(name):
            continue
        if _is_name(words, name, base, seen, opens and match[0].startswith(name)):
            matches.append(name)
    return matches


def _opener(words: list[str], base: str, seen: _Seen) -> bool:
    """Whether the first word of a sentence is no part of the name that follows."""
    if words[0] not in seen.inside and seen.known(words[0].lower()) and _alone(words):
        return True
    return base == "en" and len(words) > 1 and seen.never(words[0])


def _is_name(words: list[str], name: str, base: str, seen: _Seen, opens: bool) -> bool:
    if base == "en" and name.isupper():  # SCORES QUARANTINED, but VIPER
        return len(words) == 1 or not any(len(word) > 4 and seen.common(word) for word in words)
    if len(words) > 1 or name in seen.inside:
        return True
    if opens and _PLAIN.search(name):
        return False
    return base != "en" or not seen.common(name)


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
