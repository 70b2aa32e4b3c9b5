"""A rule of a grammar: a pattern of written text and how a match of it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Dialect = TypeVar("Dialect")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Dialect]):
    """`say` gives the words for a match, or None to leave it as it is written.

    `needs` holds characters of which the text must have one for the pattern to
    match at all ("" when there is no such test): most sentences skip most rules.
    """

    needs: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], Dialect], str | None]

    def apply(self, text: str, dialect: Dialect) -> str:
        if self.needs and not any(character in text for character in self.needs):
            return text

        def said(match: re.Match[str]) -> str:
            words = self.say(match, dialect)
            return match[0] if words is None else words

        return self.pattern.sub(said, text)


def apply_all(rules: Iterable[Rule[Dialect]], text: str, dialect: Dialect) -> str:
    """The text after every rule in order, the most specific first."""
    for rule in rules:
        text = rule.apply(text, dialect)
    return text


DIGITS = "0123456789"


def before(match: re.Match[str], length: int = 60) -> str:
    """The text just before a match."""
    return match.string[max(0, match.start() - length) : match.start()]


def after(match: re.Match[str], length: int = 60) -> str:
    """The text just after a match."""
    return match.string[match.end() : match.end() + length]


def alone(match: re.Match[str]) -> bool:
    """Whether the match is all that the text says."""
    return match[0].strip() == match.string.strip()
