"""Checks that EPUBCheck and Ace do not make. Each rule is `Opened -> Problems`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.epub.check.opened import Opened
from publish.epub.check.rules import claims, content, overlays
from publish.model.problem import Problem

Rule = Callable[[Opened], Iterator[Problem]]

RULES: tuple[Rule, ...] = (*content.RULES, *overlays.RULES, *claims.RULES)
