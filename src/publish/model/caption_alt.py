"""Whether a caption already says an alt text, and which of the two a screen reader is given.

The one place that decides it: the reader of pages, the script, the XHTML and
the checks of books all ask here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from publish.model.article import Figure, Sentence, Text
from publish.model.walk import text_of

_MOST_NEW = 0.25  # of the words of an alt text: with fewer that are new, it is said already
_LABEL = 24  # characters in which the label of a credit ends
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Exposed:
    """What assistive technology is given of a picture and its caption, so that each word is met once.

    `alt` is the alt attribute. At most one of the two is hidden.
    """

    alt: str
    image_hidden: bool = False
    caption_hidden: bool = False


def exposed(figure: Figure) -> Exposed:
    """What assistive technology is given of a figure.

    A page's own alt text stands in the attribute, and the caption is read after it.
    Where the alt text is the caption itself, the caption is hidden, unless it has
    links, emphasis or another language, which an attribute cannot hold: then the
    picture is.
    """
    caption = text_of(figure.caption)
    if figure.decorative or not figure.image.name or not caption:
        return Exposed(figure.alt)
    alt = figure.alt_lead or figure.alt
    if holds(alt, caption) and is_plain(figure.caption):
        return Exposed(alt, caption_hidden=True)
    if not figure.alt_lead or says(caption, alt):
        return Exposed(alt, image_hidden=bool(alt))
    return Exposed(alt)


def credit_is_labelled(figure: Figure) -> bool:
    """Whether a credit begins with a label of its own ("Illustration: Ada Lorne") and needs no other."""
    return ":" in text_of(figure.credit)[:_LABEL]


def is_plain(sentences: Iterable[Sentence]) -> bool:
    """Whether sentences are words alone: no link, emphasis, code, formula or other language."""
    return all(not s.lang and all(isinstance(i, Text) for i in s.inlines) for s in sentences)


def holds(text: str, other: str) -> bool:
    """Whether a text has all the words of another, in order, whatever their case and punctuation."""
    whole, part = folded(text), folded(other)
    if _UNSPACED.search(part):
        return part.replace(" ", "") in whole.replace(" ", "")
    return bool(part) and f" {part} " in f" {whole} "


def says(text: str, other: str) -> bool:
    """Whether a text holds another, or nearly all of its words and every number in it."""
    if not folded(other) or holds(text, other):
        return True
    known, words = set(folded(text).split()), set(folded(other).split())
    new = {word for word in words - known if len(word) > 2 or any(map(str.isdigit, word))}
    if any(any(map(str.isdigit, word)) for word in new):
        return False
    long = [word for word in words if len(word) > 2]
    return bool(known) and len(new) < _MOST_NEW * len(long)


def folded(text: str) -> str:
    """Letters and digits only, in lower case, words one space apart."""
    flat = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in flat).split())
