"""Rules about the text and about what is known of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.check.view import Look, runs, start
from publish.model import walk
from publish.model.article import Paragraph
from publish.model.problem import Problem, problem

FEW_WORDS = 40
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")  # no spaces part words here
REPEATED_CHARACTERS = 80
# UTF-8 read as windows-1252: an accented letter or a quotation mark as two or three odd characters.
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”˜¦]|Â[\u00a0-\u00bf]|Ð[\u00b0-\u00bf]Ñ"
)


def few_words(look: Look) -> Iterator[Problem]:
    text = walk.article_text(look.article)
    spaced, wide = _WIDE.subn(" ", text)
    words = len(spaced.split()) + wide // 2
    if words < FEW_WORDS:
        help_ = (
            "a page may show no more to those who are not logged in: compare it with the page in a browser"
        )
        yield problem("TEXT-001", look.where, f"has only {words} words", "" if look.written else help_)


def repeated(look: Look) -> Iterator[Problem]:
    seen: set[str] = set()
    for block in look.blocks:
        text = walk.block_text(block) if isinstance(block, Paragraph) else ""
        if len(text) >= REPEATED_CHARACTERS and text in seen:
            yield problem("TEXT-002", look.at(block.id, text), f'a paragraph comes twice: "{start(text)}"')
        seen.add(text)


def unreadable(look: Look) -> Iterator[Problem]:
    for run in runs(look):
        text = walk.plain(run.inlines)
        if "\ufffd" in text or _MOJIBAKE.search(text):
            message = f'characters were lost or mistaken: "{start(_around(text))}"'
            help_ = "save the page again, or name its encoding in a meta charset"
            yield problem("TEXT-003", look.at(run.id, text), message, help_)


def _around(text: str) -> str:
    found = re.search("\ufffd", text) or _MOJIBAKE.search(text)
    return text[max(0, found.start() - 20) :] if found else text


# --- what is known of the article ---------------------------------------------


def unknown(look: Look) -> Iterator[Problem]:
    if not look.article.bylines:
        yield problem("META-001", look.where, "no author is named", look.set("byline", '["..."]'))
    if not look.article.published:
        yield problem("META-002", look.where, "has no date", look.set("published", '"2026-01-31"'))


def dates(look: Look) -> Iterator[Problem]:
    published, modified = look.article.published[:10], look.article.modified[:10]
    if published and modified and modified < published:
        yield problem(
            "META-003", look.where, f"was changed ({modified}) before it was published ({published})"
        )


def undrawable(look: Look) -> Iterator[Problem]:
    """A title in letters that none of the covers' fonts has."""
    title = look.article.title
    if all(character < _FIRST_FOREIGN for character in title):
        return  # no font has to be opened
    from publish.covers.fonts import legible

    if not legible(title):
        message = (
            "no font that comes with the program has the letters of the title, so the cover goes without"
        )
        yield problem(
            "META-006", look.at("", title), message, "give the cover a picture that shows the title"
        )


_FIRST_FOREIGN = "\u0530"
"""Latin, Greek and Cyrillic letters, which every cover can show, come before it."""
