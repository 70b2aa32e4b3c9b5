"""An article with plain quotation marks and hyphens -> the same with those of its language, for display.

Each sign is exchanged for one sign, but for the spaces inside French quotation marks and the place to
break a line after a dash, so that counts of letters hold. What is spoken, ids and alt texts are not touched.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Any

from publish.model.article import Article, Inline, LineBreak, Nesting, NoteRef, Sentence, Text
from publish.model.text import DASHES, QUOTATION_MARKS, base_language
from publish.model.walk import article_text, map_inlines, nested_inlines, text_of

_MARKS: dict[str, str] = {
    **dict.fromkeys(("da", "en", "ga", "id", "nl", "pt", "tr", "vi"), "“”‘’"),
    **dict.fromkeys(("bg", "cs", "de", "sk", "sl"), "„“‚‘"),
    **dict.fromkeys(("ca", "el", "es", "fr", "it", "pt-pt"), "«»“”"),
    **dict.fromkeys(("ru", "uk"), "«»„“"),
    **dict.fromkeys(("fi", "sv"), "””’’"),
    **dict.fromkeys(("nb", "nn", "no"), "«»‘’"),
    "de-ch": "«»‹›",
    "hr": "„”‚’",
    "hu": "„”»«",
    "pl": "„”«»",
    "ro": "„”«»",
}
"""Opening and closing marks for `"` and for `'`, by language or language and region (CLDR, delimiters).

Languages that are missing write their words with these signs, or are read from right to left.
"""
_CLIPPED = re.compile(r"(?:tis|twas|twere|em|til|cause|bout|round|neath|n|\d)\b", re.IGNORECASE)
"""What an apostrophe stands before at the begin of a word, in English, and before years in all languages."""
_DEEPEST = 8
_CLOSES = re.compile(r"(?<!\s)'(?!\w)")
_OPENS_BEFORE = frozenset(" \t\n\xa0\u202f([{/-–—\"'")


def typographic(article: Article) -> Article:
    """The article as it is shown: quotation marks where it has plain ones only, dashes likewise."""
    text = "\n".join((article.title, text_of(article.standfirst), article_text(article)))
    signs = plain_signs(text)
    if not signs:
        return article
    shown: Article = _shown(article, article.lang, signs)
    return dataclasses.replace(shown, title=exchanged(article.title, article.lang, signs))


def plain_signs(text: str) -> str:
    """The plain signs that a text has in place of typographic ones, for `exchanged`: "" for none."""
    quotes, dashes = (not set(text) & set(signs) for signs in (QUOTATION_MARKS, DASHES))
    return "\"'" * quotes + "-" * dashes


def _shown(part: Any, lang: str, signs: str) -> Any:
    """A part of an article, with every run of sentences in it exchanged."""
    if isinstance(part, tuple):
        if part and isinstance(part[0], Sentence):
            return _sentences(part, lang, signs)
        return tuple(_shown(each, lang, signs) for each in part)
    if not dataclasses.is_dataclass(part) or isinstance(part, type):
        return part
    own = getattr(part, "lang", "") or lang
    fields = ((field.name, getattr(part, field.name)) for field in dataclasses.fields(part))
    return dataclasses.replace(part, **{n: _shown(v, own, signs) for n, v in fields if isinstance(v, tuple)})


def _sentences(sentences: tuple[Sentence, ...], lang: str, signs: str) -> tuple[Sentence, ...]:
    """Sentences that follow one another, read as one text: a mark may open in one and close in another."""
    pieces = [piece for each in sentences for piece in (*_pieces(each.inlines), each.tail)]
    exchanged = iter(_split(_signs("".join(pieces), lang, signs), pieces))
    return tuple(
        dataclasses.replace(each, inlines=_filled(each.inlines, exchanged), tail=next(exchanged))
        for each in sentences
    )


def _pieces(inlines: Iterable[Inline]) -> Iterator[str]:
    """The text of inlines, with one letter for each that holds no text of its own."""
    for inline in nested_inlines(inlines):
        match inline:
            case Text(text):
                yield text
            case LineBreak():
                yield " "
            case NoteRef():
                yield ""
            case _ if not isinstance(inline, Nesting):
                yield "x"


def _filled(inlines: Iterable[Inline], pieces: Iterator[str]) -> tuple[Inline, ...]:
    def fill(inline: Inline) -> tuple[Inline, ...]:
        if isinstance(inline, Nesting):
            return (inline,)
        piece = next(pieces)
        return (Text(piece) if isinstance(inline, Text) else inline,)

    return map_inlines(inlines, fill)


def _split(signs: list[str], pieces: Iterable[str]) -> Iterator[str]:
    at = 0
    for piece in pieces:
        yield "".join(signs[at : at + len(piece)])
        at += len(piece)


def exchanged(text: str, lang: str, signs: str) -> str:
    """A text with the marks of its language in place of plain signs."""
    return "".join(_signs(text, lang, signs))


def _signs(text: str, lang: str, signs: str) -> list[str]:
    """What is shown for each character of a text."""
    shown = list(text)
    marks = _MARKS.get(lang.lower()) or _MARKS.get(base_language(lang))
    if marks and '"' in signs:
        shown = _quoted(text, marks, "\u202f" if base_language(lang) == "fr" else "")
    if "-" in signs:
        for match in re.finditer(r"(?<=\s)--?(?=\s)|(?<=\w)--(?=\w)", text):
            begin, end = match.span()
            around = text[max(begin - 2, 0)], text[end + 1 : end + 2]
            if not all(letter.isdigit() for letter in around):
                spaced = text[begin - 1].isspace()
                shown[begin] = "–" if spaced else "—"
                shown[begin + 1 : end] = ["\u200b"] * (end - begin - 1)
    return shown


def _quoted(text: str, marks: str, space: str) -> list[str]:
    """A text's characters with its quotation marks.

    Unchanged where a mark closes that none opened, and where they open deeper than anybody quotes.
    """
    shown, stack = list(text), ""
    closed = max((match.start() for match in _CLOSES.finditer(text)), default=-1)
    for at, sign in enumerate(text):
        if sign not in "\"'":
            continue
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
        first = 0 if sign == '"' else 2
        if before.isdigit() and sign not in stack:
            continue  # feet and inches, minutes and seconds
        if before in _OPENS_BEFORE and not after.isspace() and (sign == '"' or _opens(text, at, closed)):
            stack += sign
            if len(stack) > _DEEPEST:
                return list(text)
            shown[at] = marks[first] + (space if not first else "")
        elif sign == "'" and (sign not in stack or after.isalnum()):
            shown[at] = "’"
        elif stack.endswith(sign):
            stack = stack[:-1]
            shown[at] = (space if not first else "") + marks[first + 1]
        elif sign == '"':
            return list(text)
    return shown


def _opens(text: str, at: int, closed: int) -> bool:
    """Whether a `'` at the begin of a word opens a quotation; `closed` is where the last one may close."""
    return at < closed and not _CLIPPED.match(text, at + 1)
