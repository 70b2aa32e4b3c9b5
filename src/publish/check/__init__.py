"""Article -> Problems: what a listener, a screen-reader user or an editor should know.

The article is looked at as a value, after reading. What only the page can show
(pictures without any words, a missing title) the reader itself reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.check import rules
from publish.check.rules import Look
from publish.model import walk
from publish.model.article import Article
from publish.model.problem import Problem

__all__ = ["check"]

_RULES: tuple[Callable[[Look], Iterator[Problem]], ...] = (
    rules.empty_alt,
    rules.long_alt,
    rules.no_headings,
    rules.empty_links,
    rules.headerless_table,
    rules.same_heading,
    rules.unmarked_language,
    rules.few_words,
    rules.repeated,
    rules.unreadable,
    rules.no_author_or_date,
    rules.changed_before_published,
    rules.title_without_glyphs,
)


def check(article: Article, where: str = "", source: str = "") -> tuple[Problem, ...]:
    """The problems of an article, in the order of the rules.

    `where` names its source in messages (its slug when ""); with the text of
    the page in `source` they name lines.
    """
    sections = tuple(walk.sections(article.sections))
    blocks = tuple(walk.blocks(article.sections))
    look = Look(article, where or article.slug, source, sections, blocks)
    return tuple(dict.fromkeys(problem for rule in _RULES for problem in rule(look)))
