"""Rules about headings, links and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.check.view import Look, runs, start
from publish.model import walk
from publish.model.article import Link, Table
from publish.model.problem import Problem, problem

LONG_WITHOUT_HEADINGS_WORDS = 1500
_EMPTY_LINK = re.compile(
    r"(?:click |tap )?here|(?:read |learn |see |find out )?more|this(?: (?:link|page|article))?|link|details"
    r"|continue(?: reading)?|hier(?: klicken)?|klicken sie hier|mehr|weiterlesen|ici|cliquez ici"
    r"|en savoir plus|lire la suite|(?:haz clic )?aquí|leer más|https?://\S+",
    re.IGNORECASE,
)


def no_headings(look: Look) -> Iterator[Problem]:
    words = len(walk.article_text(look.article).split())
    if len(look.sections) == 1 and words > LONG_WITHOUT_HEADINGS_WORDS:
        message = f"has {words} words and no heading to find one's way by"
        yield problem("A11Y-004", look.where, message, "give its parts headings (h2)")


def same_heading(look: Look) -> Iterator[Problem]:
    for siblings in (look.article.sections, *(section.sections for section in look.sections)):
        seen: set[str] = set()
        for section in siblings:
            text = walk.text_of(section.heading)
            if text and text.casefold() in seen:
                message = f'two parts have the heading "{start(text)}"'
                yield problem("A11Y-009", look.at(section.id), message, "tell them apart")
            seen.add(text.casefold())


def empty_links(look: Look) -> Iterator[Problem]:
    for run in runs(look):
        for link in (i for i in walk.nested_inlines(run.inlines) if isinstance(i, Link)):
            text = walk.plain(link.children).strip()
            if not text:
                yield problem(
                    "A11Y-005", look.at(run.id, link.href), f"a link to {start(link.href)} has no words"
                )
            elif _EMPTY_LINK.fullmatch(text):
                message = f'the words of a link do not say where it leads: "{start(text)}"'
                yield problem("A11Y-005", look.at(run.id, link.href), message, "name what it leads to")


def headerless_table(look: Look) -> Iterator[Problem]:
    for table in look.blocks:
        if isinstance(table, Table) and len(table.rows) > 1 and not table.header and not _row_headers(table):
            first = walk.text_of(table.rows[0].cells[0].sentences) if table.rows[0].cells else ""
            message = f'the table that begins "{start(first)}" has no header cells'
            yield problem("A11Y-007", look.at(table.id, first), message, "mark them up as th")


def _row_headers(table: Table) -> bool:
    return any(cell.scope for row in table.rows for cell in row.cells)
