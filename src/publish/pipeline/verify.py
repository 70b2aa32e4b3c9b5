"""Read products back as readers and players will, before they are placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.errors import AudioError, BookError
from publish.model.article import Article, Math, Sentence
from publish.model.narration import Narration
from publish.model.walk import plain

if TYPE_CHECKING:
    from publish.pipeline.output import Stage
    from publish.pipeline.products import Work


_MOST_CHAPTERS = 255
"""A table of contents counts its chapters in one byte (ID3v2 Chapter Frame Addendum, 3.2)."""


def before_placing(stage: Stage, fresh: Iterable[str], work: Work) -> None:
    """Read the books and the narration that were just written back from the stage.

    Raises BookError when a book does not hold the article's sentences, and
    AudioError when a narration's length or chapters are not what was meant.
    """
    for path in fresh:
        if path.endswith(".epub"):
            same_text(stage.file(path), work.prepared.article, path)
        elif path == work.path(f"{work.slug}.mp3") and work.spoken is not None:
            same_sound(stage.file(path), work.spoken.narration)


def same_text(epub: Path, article: Article, where: str) -> None:
    """Raises BookError unless each sentence of the article stands in the book, once, under its id."""
    from publish.epub.archive import Packed
    from publish.epub.check.opened import open_book

    words: dict[str, str] = {}
    for _, tree in open_book(Packed(epub)).documents():
        for element in tree.iter():
            id = element.get("id")
            if id is not None:
                words[id] = _squeezed(_words(element))
    for sentence in _sentences(article):
        expected = _squeezed(plain(sentence.inlines))
        if _comparable(sentence) and words.get(sentence.id) != expected:
            raise BookError(
                f"{where} was not placed: it says {words.get(sentence.id)!r} where {expected!r} belongs",
                "this is a bug in publish; please report the article",
            )


def same_sound(mp3: Path, narration: Narration) -> None:
    """Raises AudioError unless an MP3 is as long as its narration, frame by frame, and has its chapters."""
    from publish import audio

    found = audio.look(mp3)
    expected = tuple((mark.title, mark.begin_ms) for mark in audio.marks(narration))[:_MOST_CHAPTERS]
    chapters = tuple((mark.title, mark.begin_ms) for mark in found.marks)
    if found.frames != narration.frames or chapters != expected:
        raise AudioError(
            f"{mp3.name} was not placed: it has {found.frames} frames and {len(chapters)} chapters"
            f" where {narration.frames} and {len(expected)} belong",
            "this is a bug in publish; please report the article",
        )


def _sentences(part: Any) -> Iterator[Sentence]:
    """Every sentence anywhere in a part of the model, whatever its fields are called."""
    if isinstance(part, Sentence):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _sentences(item)
    else:
        for name in getattr(part, "__dataclass_fields__", ()):
            yield from _sentences(getattr(part, name))


def _words(element: Any) -> str:
    """An element's words as the model's text has them: without marks of notes and a credit's label."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        generated = child.get("role") == "doc-noteref" or child.get("class") == "label"
        if isinstance(child.tag, str) and not generated:
            yield " " if child.tag.endswith("}br") else ""
            yield from _pieces(child)
        yield child.tail or ""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _comparable(sentence: Sentence) -> bool:
    """A formula is words in the model and markup in the book, so its sentence cannot be compared."""
    return not any(isinstance(inline, Math) for inline in sentence.inlines)
