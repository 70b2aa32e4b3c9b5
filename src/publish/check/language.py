"""Rules about languages: what a voice must know before it speaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from publish.check.look import Look, runs, start
from publish.l10n import base
from publish.model import walk
from publish.model.article import Foreign, Inline
from publish.model.problem import Problem, problem

LANGUAGE_WORDS = 60


def other_language(look: Look) -> Iterator[Problem]:
    text = walk.article_text(look.article)
    if len(text.split()) < LANGUAGE_WORDS:
        return
    from py3langid.langid import classify  # type: ignore[import-untyped]

    heard, said = str(classify(text)[0]), base(look.article.lang)
    if heard != said and not _kin(heard, said):
        message = f"is said to be in {look.article.lang}, but its words look like {heard}"
        yield problem(
            "A11Y-008", look.where, message, f'set language in {look.article.slug}.toml, or lang="..."'
        )


# Languages that a detector cannot keep apart, or that it has one name for.
_KIN = (
    frozenset({"nb", "nn", "no", "da", "sv"}),
    frozenset({"bs", "hr", "sr", "sl", "mk", "bg"}),
    frozenset({"id", "ms", "jv"}),
    frozenset({"cs", "sk"}),
    frozenset({"es", "gl", "ca", "pt", "an", "oc"}),
    frozenset({"af", "nl"}),
    frozenset({"de", "lb", "als", "gsw"}),
    frozenset({"ru", "uk", "be"}),
    frozenset({"ar", "fa", "ur", "ps", "ug", "ckb"}),
    frozenset({"hi", "mr", "ne"}),
    frozenset({"zh", "yue", "wuu", "ja"}),
)


def _kin(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _KIN)


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
                words = "".join(c for c, s in zip(letters, scripts, strict=True) if s == script)
                message = f'{script.capitalize()} letters lack the mark of their language: "{start(words)}"'
                yield problem(
                    "A11Y-014", look.at(run.id, words[:4]), message, 'put them into <span lang="...">'
                )
                break


def _without_foreign(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    return tuple(inline for inline in inlines if not isinstance(inline, Foreign))
