"""A rule of a grammar: a pattern and the spoken form of its match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from publish.model.text import lazy_pattern

Dialect = TypeVar("Dialect")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Dialect]):
    """`say` gives the words for a match, or None to leave it as it is written.

    `needs` holds what the text must have for the pattern to match at all, since
    most sentences skip most rules: one of the characters of a string, or one of
    the pieces of a tuple. Empty means that there is no such test.
    """

    needs: str | tuple[str, ...]
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], Dialect], str | None]

    def concerns(self, text: str, characters: set[str]) -> bool:
        """Whether the text, made of `characters`, has what the pattern needs."""
        if isinstance(self.needs, str):
            return not self.needs or not characters.isdisjoint(self.needs)
        return any(piece in text for piece in self.needs)

    def apply(self, text: str, dialect: Dialect) -> str:
        def say(match: re.Match[str]) -> str:
            words = self.say(match, dialect)
            return match[0] if words is None else words

        return self.pattern.sub(say, text)


def rule(
    needs: str | tuple[str, ...], pattern: str, say: Callable[[re.Match[str], Dialect], str | None]
) -> Rule[Dialect]:
    return Rule(needs, lazy_pattern(pattern), say)


def replacement(pattern: str, words: str) -> Rule[Any]:
    """A rule for a pattern that always becomes the same words, in which `\\1` stands for its first group."""
    return rule("", pattern, lambda match, _: match.expand(words))


def apply_all(rules: Iterable[Rule[Dialect]], text: str, dialect: Dialect) -> str:
    """The text after every rule in order, the most specific first."""
    characters = set(text)
    for rule in rules:
        if rule.concerns(text, characters):
            spoken = rule.apply(text, dialect)
            if spoken != text:
                text, characters = spoken, set(spoken)
    return text


DIGITS = "0123456789"


def any_of(names: Iterable[str]) -> str:
    """A pattern of one of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def before(match: re.Match[str], length: int = 60) -> str:
    """The text just before a match."""
    return match.string[max(0, match.start() - length) : match.start()]


def after(match: re.Match[str], length: int = 60) -> str:
    """The text just after a match."""
    return match.string[match.end() : match.end() + length]


def alone(match: re.Match[str]) -> bool:
    """Whether the match is all that the text says."""
    return match[0].strip() == match.string.strip()


def mentions(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether the whole text around a match has the pattern: looked for once a text, not once a match."""
    return _has(pattern, match.string)


@lru_cache(maxsize=16)
def _has(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None
