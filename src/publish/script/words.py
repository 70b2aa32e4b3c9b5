"""Inlines -> text for the spoken forms, where it differs from the text that is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from publish.model.article import (
    Abbreviation,
    CodeSpan,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Math,
    NoteRef,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publish.speech import literal

_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_ENDINGS = frozenset(".!?…:;。！？؟۔।")
_OPEN_LINE = re.compile(r"([^\W_]['\"’”»)\]]*) *\n[ \n]*(?=\S)")  # a voice would run on to the next line
_LINE_END = re.compile(r"(?<! ) *\n[ \n]*")


def words_of(inlines: Iterable[Inline], lang: str = "") -> str:
    """The words of inlines as they are to be said in `lang`, before numbers and signs are spelt out."""
    words = _joined(inlines, lang)
    return _LINE_END.sub(" ", _OPEN_LINE.sub(r"\1, ", words)) if "\n" in words else words


def _joined(inlines: Iterable[Inline], lang: str) -> str:
    return "".join(_words(inline, lang) for inline in inlines)


def _words(inline: Inline, lang: str) -> str:
    match inline:
        case Text(text):
            return text
        case CodeSpan(text):
            return literal(text, lang)
        case (
            Emphasis(children)
            | Strong(children)
            | Link(_, children)
            | Foreign(_, children)
            | Subscript(children)
        ):
            return _joined(children, lang)
        case Superscript(children):
            return _joined(children, lang).translate(_RAISED)
        case Abbreviation():
            return _abbreviation(inline)
        case Math():
            return inline.spoken
        case LineBreak():
            return "\n"
        case NoteRef():
            return ""
        case _:
            assert_never(inline)


def _abbreviation(inline: Abbreviation) -> str:
    """Capitals are said as they stand (NHS, Nato); "approx." and "km" by the page's own expansion."""
    shown = words_of(inline.children)
    letters = [c for c in shown if c.isalpha()]
    initialism = len(letters) > 1 and sum(c.isupper() for c in letters) * 2 >= len(letters)
    named = shown[:1].isupper() and shown.isalpha() and len(shown) > 3
    return shown if initialism or named or not inline.title.strip() else inline.title.strip()


def language_of(sentence: Sentence, around: str) -> str:
    """A sentence's language: its own, or that of a passage that is the whole of it, or the one around it."""
    if sentence.lang:
        return sentence.lang
    foreign = {inline.lang for inline in sentence.inlines if isinstance(inline, Foreign)}
    rest = (inline for inline in sentence.inlines if not isinstance(inline, Foreign))
    if len(foreign) == 1 and not any(c.isalnum() for c in words_of(rest)):
        return foreign.pop() or around
    return around


def ended(words: str) -> str:
    """Words with a full stop where no mark ends them, so that the voice falls: headings, captions, items."""
    words = words.strip()
    end = words.rstrip("\"'”’»)]")
    return words if not end or end[-1] in _ENDINGS else f"{words.rstrip(',–— ')}."


def unfinished(words: str, following: str) -> bool:
    """Whether a sentence goes on in the next part: no mark ends this one, or a small letter begins that."""
    end = words.rstrip("\"'”’»)] ")
    return bool(end) and (end[-1] not in ".!?…。！？؟۔।" or following.lstrip("\"'“‘«([—– ")[:1].islower())


_ADDRESS = re.compile(r"(?i)(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?:[/?#]\S*)?")


def without_addresses(words: str) -> str:
    """Words that are nothing but one web address as the name of its site: "bbc.co.uk"."""
    alone = _ADDRESS.fullmatch(words.rstrip("."))
    schemed = alone and words[:4].lower() in ("http", "www.")
    return alone["host"] + "." * words.endswith(".") if alone and schemed else words
