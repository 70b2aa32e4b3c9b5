"""Rules about languages: words whose language is not marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from publish.check.view import Look, runs, start
from publish.i18n.catalogue import base
from publish.model import walk
from publish.model.article import (
    Abbreviation,
    CodeSpan,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Math,
    Strong,
    Subscript,
    Superscript,
)
from publish.model.problem import Problem, problem

_LATIN_LANGUAGES = frozenset(
    "en fr de es it pt nl sv da nb nn no fi is et lv lt pl cs "
    "sk sl hr hu ro sq ca gl eu tr id ms sw vi ga cy".split()
)
_SCRIPTS = (
    "ARABIC",
    "HEBREW",
    "CYRILLIC",
    "GREEK",
    "DEVANAGARI",
    "THAI",
    "HANGUL",
    "HIRAGANA",
    "KATAKANA",
    "CJK",
)


def unmarked_language(look: Look) -> Iterator[Problem]:
    """Words in another script than the article's, not marked: a voice would spell or skip them."""
    if base(look.article.lang) not in _LATIN_LANGUAGES:
        return
    for run in runs(look):
        text = walk.plain(_without_foreign(run.inlines)) if not run.lang else ""
        letters = [character for character in text if character > "\u036f" and character.isalpha()]
        if len(letters) < 4:
            continue
        scripts = [unicodedata.name(character, "").split(" ")[0].split("-")[0] for character in letters]
        for script in _SCRIPTS:
            if scripts.count(script) >= 4:
                foreign = {c for c, s in zip(letters, scripts, strict=True) if s == script}
                words = [word for word in text.split() if not foreign.isdisjoint(word)]
                shown = start(" ".join(words))
                message = f'{script.capitalize()} letters lack the mark of their language: "{shown}"'
                yield problem(
                    "A11Y-014", look.at(run.id, words[0]), message, 'put them into <span lang="...">'
                )
                break


def _without_foreign(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines without what is marked as another language, without formulas and without code."""
    left: list[Inline] = []
    for inline in inlines:
        match inline:
            case Foreign() | Math() | CodeSpan():
                continue
            case (
                Emphasis(children)
                | Strong(children)
                | Superscript(children)
                | Subscript(children)
                | Abbreviation(_, children)
                | Link(_, children)
            ):
                left += _without_foreign(children)
            case _:
                left.append(inline)
    return tuple(left)
